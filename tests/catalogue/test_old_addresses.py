"""What an old address says of the communes of today, with the real list of units."""

import pytest

from ktt_desktop.catalogue.old_addresses import former_commune


@pytest.mark.parametrize(
    ("address", "old", "now"),
    [
        (
            "Thôn Đông, xã Quang Thịnh, huyện Lạng Giang, tỉnh Bắc Giang",
            "Xã Quang Thịnh",
            ["Xã Kép, tỉnh Bắc Ninh"],
        ),
        ("TT Vôi, H. Lạng Giang, Bắc Giang", "Thị trấn Vôi", ["Xã Lạng Giang, tỉnh Bắc Ninh"]),
        ("thon Dong - xa Ba Vi - huyen Ba To", "Xã Ba Vì", ["Xã Ba Vì, tỉnh Quảng Ngãi"]),
        (
            "Hương Sơn, xã Hương Lạc, Lạng Giang, Bắc Giang",  # the first one is a hamlet's name
            "Xã Hương Lạc",
            ["Xã Lạng Giang, tỉnh Bắc Ninh"],
        ),
        (
            "Phường Ngọc Khánh, quận Ba Đình, TP Hà Nội",
            "Phường Ngọc Khánh",
            [f"Phường {each}, thành phố Hà Nội" for each in ("Giảng Võ", "Láng", "Ngọc Hà")],
        ),
        (
            "P.5, Q.3, TP Hồ Chí Minh",
            "Phường 5",
            ["Phường Bàn Cờ, thành phố Hồ Chí Minh"],
        ),
    ],
)
def test_an_old_address_leads_to_the_communes_of_today(units, address, old, now):
    found = former_commune(units, address)

    assert found.unit.name == old
    assert [units.full_address(each) for each in found.now] == now


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Thôn Đông",
        "xã Lạng Giang, tỉnh Bắc Ninh",  # of today
        "xã Tân Mỹ, tỉnh Bắc Giang",  # without its district, which may be several
        "huyện Lạng Giang, xã Quang Thịnh",  # the other way round: not an address
    ],
)
def test_nothing_is_said_where_it_would_be_a_guess(units, address):
    assert former_commune(units, address) is None


def test_of_two_of_one_name_the_kind_and_the_marks_of_the_address_decide(units):
    found = former_commune(units, "Xóm 1, xã Yên Viên, huyện Gia Lâm, thành phố Hà Nội")
    assert (found.unit.name, found.is_one) == ("Xã Yên Viên", True)
    found = former_commune(units, "Tổ 2, thị trấn Yên Viên, huyện Gia Lâm, thành phố Hà Nội")
    assert (found.unit.name, found.is_one) == ("Thị trấn Yên Viên", True)


def test_two_of_one_name_that_went_the_same_way_are_not_told_apart(units):
    found = former_commune(units, "TT. Hát Lót, H. Mai Sơn, tỉnh Sơn La")
    assert not found.is_one
    assert found.now
