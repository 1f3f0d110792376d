import pytest

from ktt_desktop.domain.issuing_body import issuing_body
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel


def profile(name, *issuer):
    return UnitProfile("00001", name, UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh", issuer=issuer)


@pytest.mark.parametrize(
    ("unit", "issuer", "long", "short"),
    [
        (
            "Huyện Lạng Giang",
            ("ỦY BAN NHÂN DÂN", "HUYỆN LẠNG GIANG"),
            "Ủy ban nhân dân huyện Lạng Giang",
            "UBND huyện Lạng Giang",
        ),
        ("Xã Tân Tiến", (), "Ủy ban nhân dân xã Tân Tiến", "UBND xã Tân Tiến"),
        (
            "Huyện Lạng Giang",
            ("PHÒNG TÀI CHÍNH - KẾ HOẠCH",),
            "Phòng Tài chính - Kế hoạch huyện Lạng Giang",
            "Phòng Tài chính - Kế hoạch huyện Lạng Giang",
        ),
        (
            "Tỉnh Lạng Sơn",
            ("LIÊN MINH HỢP TÁC XÃ", "TỈNH LẠNG SƠN"),
            "Liên minh Hợp tác xã tỉnh Lạng Sơn",
            "Liên minh Hợp tác xã tỉnh Lạng Sơn",
        ),
        ("Tỉnh Lạng Sơn", ("Sở Tài chính",), *["Sở Tài chính tỉnh Lạng Sơn"] * 2),
    ],
)
def test_a_sentence_names_the_body_of_the_letterhead(unit, issuer, long, short):
    assert issuing_body(profile(unit, *issuer)) == long
    assert issuing_body(profile(unit, *issuer), short=True) == short
