"""Which records may be one (domain: 9.4, INC-002-33)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.duplicates import (
    MOST_SHARED,
    Entry,
    Likeness,
    duplicate_pairs,
    likenesses,
    phone_numbers,
)
from ktt_desktop.domain.terms import OrganisationKind

HTX, UNION = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_UNION


def entry(number, name="HTX Một", kind=HTX, **more):
    return Entry(number, f"u{number}", kind, name, **more)


def test_one_organisation_under_the_two_names_of_the_report():
    short = entry(1, "HTX thuỷ sản Lê Hồng Phong", commune_code="07375")
    long = entry(
        2,
        "Hợp tác xã dịch vụ chăn nuôi, nuôi trồng thủy sản Lê Hồng Phong",
        commune_code="07375",
    )
    assert likenesses(short, long) == (Likeness.NAME,)
    (pair,) = duplicate_pairs([short, long])
    assert {pair.left, pair.right} == {short, long}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"commune_code": "1"}, {"commune_code": "2"}, ()),
        ({"commune_code": "1"}, {"commune_code": ""}, (Likeness.NAME,)),
        ({"name": "HTX Hai", "certificate": "12A/HTX"}, {"certificate": "12a htx"}, ("SO_GCN_CU",)),
        ({"name": "HTX Hai", "representative": "Lê Sơn"}, {"representative": "LE SON"},
         ("NGUOI_DAI_DIEN",)),
        ({"name": "HTX Hai", "representative": "Sơn"}, {"representative": "Sơn"}, ()),
        ({"name": "HTX Hai", "phones": ("0912 345.678",)}, {"phones": ("024; +84 912 345 678",)},
         ("DIEN_THOAI",)),
        ({"name": "HTX Hai", "phones": ("113",)}, {"phones": ("113",)}, ()),
        ({"kind": UNION}, {}, ()),
        ({"name": "THT Một", "kind": OrganisationKind.COOPERATIVE_GROUP}, {}, ("TEN",)),
    ],
)  # fmt: skip
def test_what_two_records_are_compared_by(one, other, found):
    left, right = entry(1, **one), entry(2, **other)
    assert likenesses(left, right) == likenesses(right, left) == found
    assert [pair.reasons for pair in duplicate_pairs([left, right])] == ([found] if found else [])


def test_the_strongest_reason_comes_first():
    certificate = entry(1, "HTX Xuân", certificate="7"), entry(2, "HTX Yên", certificate="7")
    names = entry(3, "HTX An Hòa"), entry(4, "HTX rau An Hoà")
    pairs = duplicate_pairs([*names, *certificate])
    assert [pair.reasons[0] for pair in pairs] == [Likeness.CERTIFICATE, Likeness.NAME]


def test_the_telephone_of_an_office_makes_no_pairs():
    many = [entry(n, f"HTX Số{n}", phones=("0240 385 1111",)) for n in range(MOST_SHARED + 1)]
    assert duplicate_pairs(many) == []
    assert duplicate_pairs(many[:2])


def test_several_numbers_in_one_field_are_several():
    typed = entry(1, phones=("0912.345.678, 0240-3851-222 / máy lẻ 12",))
    assert phone_numbers(typed) == ("0912345678", "02403851222")


words = st.lists(st.sampled_from(["rau", "sạch", "Tân Tiến", "HTX", "hoà"]), min_size=1, max_size=4)
entries = st.builds(
    entry,
    st.integers(),
    words.map(" ".join),
    st.sampled_from(OrganisationKind),
    commune_code=st.sampled_from(["", "1", "2"]),
    certificate=st.sampled_from(["", "7", "8"]),
    representative=st.sampled_from(["", "Lê Sơn", "Lê Sơn "]),
    phones=st.sampled_from([(), ("0912345678",)]),
)


@given(st.lists(entries, max_size=8, unique_by=lambda each: each.id))
def test_the_quick_way_finds_what_comparing_each_with_each_finds(listed):
    slow = {
        frozenset((one.id, other.id))
        for one in listed
        for other in listed
        if likenesses(one, other)
    }
    pairs = duplicate_pairs(listed)
    assert {frozenset((pair.left.id, pair.right.id)) for pair in pairs} == slow
    assert len(pairs) == len(slow)
