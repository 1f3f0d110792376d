"""Records that may be one: on demand, while entering, told apart."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.duplicates import Likeness
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.duplicates import find_duplicates, likely_duplicates, tell_apart
from ktt_desktop.services.register import delete_organisation
from tests.services.questions import questions_of

SHORT = "HTX thuỷ sản Lê Hồng Phong"
LONG = "Hợp tác xã dịch vụ chăn nuôi, nuôi trồng thủy sản Lê Hồng Phong"


def names(pairs):
    return [({each.left.name, each.right.name}, each.reasons) for each in pairs]


@pytest.fixture
def two(desk):
    desk.add("HTX Rau sạch", commune_code="07375")
    return desk.add(SHORT, commune_code="07375"), desk.add(LONG, commune_code="07375")


def test_the_two_names_of_the_report_are_proposed(desk, two):
    assert names(find_duplicates(desk.book)) == [({SHORT, LONG}, (Likeness.NAME,))]


def test_what_lies_in_the_bin_is_not_proposed(desk, two):
    delete_organisation(desk.book, two[0].uid)
    assert find_duplicates(desk.book) == []
    assert likely_duplicates(desk.book, replace(two[0], uid="", revision=0))[0].right.name == LONG


def test_a_pair_told_apart_is_not_proposed_again(desk, two):
    (pair,) = find_duplicates(desk.book)
    assert tell_apart(desk.book, pair).settings
    assert find_duplicates(desk.book) == []
    assert likely_duplicates(desk.book, two[0]) == []
    desk.add("Hợp tác xã Lê Hồng Phong", commune_code="07375")
    assert len(find_duplicates(desk.book)) == 2


@pytest.mark.parametrize(
    ("stored", "typed", "reason"),
    [
        ({"name": LONG}, {"name": SHORT}, Likeness.NAME),
        ({"name": SHORT}, {"name": LONG}, Likeness.NAME),
        ({"name": "HTX Sao"}, {"name": "Hợp tác xã sao"}, Likeness.NAME),
        ({"old_certificate": "12A/HTX-BG"}, {"old_certificate": "12a HTX BG"},
         Likeness.CERTIFICATE),
        ({"persons": (Person(name="Đỗ Văn Ưng"),)}, {"persons": (Person(name="đỗ văn ưng"),)},
         Likeness.REPRESENTATIVE),
        ({"phone": "0912.345-678"}, {"phone": "+84 912 345 678"}, Likeness.PHONE),
        ({"persons": (Person(name="An", phone="0912 345 678"),)}, {"phone": "0912345678"},
         Likeness.PHONE),
    ],
)  # fmt: skip
def test_while_entering_a_record_like_it_is_named(desk, stored, typed, reason):
    saved = desk.add(**({"name": "HTX Khác hẳn", "commune_code": "07375"} | stored))
    desk.add("HTX Rau sạch", commune_code="07375")
    draft = OrganisationDraft(**({"name": "HTX Mới", "commune_code": "07375"} | typed))
    (pair,) = likely_duplicates(desk.book, draft)
    assert (pair.right.uid, pair.reasons) == (saved.uid, (reason,))


def test_nothing_typed_is_like_nothing(desk, two):
    assert likely_duplicates(desk.book, OrganisationDraft()) == []


def test_a_record_is_not_like_itself_nor_an_htx_like_its_union(desk):
    saved = desk.add("HTX Sao Mai")
    desk.add("LHHTX Sao Mai", kind=OrganisationKind.COOPERATIVE_UNION)
    assert likely_duplicates(desk.book, saved) == []


def test_many_records_are_compared_with_few_questions(desk, two):
    for number in range(30):
        desk.add(f"HTX Số {number} Hoa Sen", commune_code="07375", phone=f"0912 345 {number:03}")
    everything = questions_of(desk.book, lambda: find_duplicates(desk.book))
    assert len({each for each in everything if "organisation o" in each}) == 1
    assert len(everything) <= 4
    new = OrganisationDraft(name=SHORT, phone="0912 345 001", commune_code="07375")
    one = questions_of(desk.book, lambda: likely_duplicates(desk.book, new))
    assert len({each for each in one if "organisation o" in each}) == 1
    assert len(one) <= 3
