from dataclasses import replace

import pytest

from ktt_desktop.domain.organisation import Activity, Branch, OrganisationDraft, Person, Recognition
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import today
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.services.register_checks import check_draft, draft_warnings, suggested_sectors

UNION, GROUP = OrganisationKind.COOPERATIVE_UNION, OrganisationKind.COOPERATIVE_GROUP
RICE = Activity("2018", "0111", is_main=True)
DRAFT = OrganisationDraft(name="HTX Một", sector="NN.TT")


@pytest.mark.parametrize(
    "activity",
    [
        Activity("2018", "9999", is_main=True),
        Activity("2018", "01110", is_main=True),
        Activity("2018", "A", is_main=True),
        Activity("2018", "", "lúa", is_main=True),
    ],
)
def test_a_code_that_is_not_in_its_list_is_refused(desk, activity):
    problems = check_draft(desk.book, replace(DRAFT, activities=(activity,)))

    assert list(problems) == ["activities"]
    assert "không có trong danh mục ngành cấp 4 năm 2018" in problems["activities"]


def test_only_cooperatives_are_members_of_a_union(desk):
    member, group = desk.add("HTX Hai"), desk.add("THT Ba", kind=GROUP)
    union = replace(DRAFT, kind=UNION, members_of_union=(member.uid,))
    assert check_draft(desk.book, union) == {}

    wrong = check_draft(desk.book, replace(union, members_of_union=(member.uid, group.uid)))
    assert wrong == {
        "members_of_union": "“THT Ba” không phải là hợp tác xã trong danh mục. "
        "Bỏ khỏi danh sách này."
    }
    delete_organisation(desk.book, member.uid)
    assert list(check_draft(desk.book, union)) == ["members_of_union"]


def test_a_cooperative_joins_unions_only(desk):
    other = desk.add("HTX Hai")

    wrong = check_draft(desk.book, replace(DRAFT, unions=(other.uid,)))
    assert "“HTX Hai” không phải là liên hiệp hợp tác xã" in wrong["unions"]


def test_what_a_kind_does_not_have_is_kept_and_says_nothing(desk):
    typed = replace(DRAFT, branches=(Branch("DIA_DIEM", "Cửa hàng", "sai"),))
    assert list(check_draft(desk.book, typed)) == ["branches"]

    group = replace(typed, kind=GROUP)
    assert check_draft(desk.book, group) == {}
    saved, _ = save_organisation(desk.book, group)
    assert saved.branches == typed.branches


EXPECTED = {
    OrganisationKind.COOPERATIVE: {
        *("registered_on", "registered_by", "charter_capital", "address", "commune_code"),
        *("persons", "activities"),
    },
    UNION: {
        *("registered_on", "registered_by", "charter_capital", "address", "commune_code"),
        *("persons", "activities", "members_of_union"),
    },
    GROUP: {"address", "commune_code", "persons", "activities"},
}


@pytest.mark.parametrize("kind", OrganisationKind)
def test_what_the_law_asks_of_a_kind_is_asked_for_and_may_be_left_open(desk, kind):
    draft = replace(DRAFT, kind=kind)

    assert check_draft(desk.book, draft) == {}
    assert set(draft_warnings(desk.book, draft)) == EXPECTED[kind]
    assert save_organisation(desk.book, draft)


def test_zero_is_an_answer(desk):
    assert "charter_capital" not in draft_warnings(desk.book, replace(DRAFT, charter_capital=0))


def test_what_the_record_itself_makes_doubtful_is_told_too(desk):
    draft = replace(DRAFT, persons=(Person("Lan", identity_number="12"),))

    assert "Lan: " in draft_warnings(desk.book, draft)["persons"]


def test_the_main_activity_suggests_a_sector_and_the_officer_decides(desk):
    draft = replace(DRAFT, activities=(RICE, Activity("2018", "4931")))
    assert suggested_sectors(draft)[0] == "NN.TT"
    assert "sector" not in draft_warnings(desk.book, draft)

    other = replace(draft, sector="VT")
    assert check_draft(desk.book, other) == {}
    assert "“Trồng trọt”" in draft_warnings(desk.book, other)["sector"]
    assert "“Trồng trọt”" in check_draft(desk.book, replace(draft, sector=""))["sector"]
    assert suggested_sectors(DRAFT) == ()


@pytest.mark.parametrize(
    ("recognition", "words"),
    [
        (Recognition("OCOP", 2017), "bắt đầu từ năm 2018"),
        (Recognition("DE_AN_167", 2021, 2026), "sau năm 2025"),
        (Recognition("OCOP", today().year + 1), "sau năm"),
    ],
)
def test_years_outside_a_programme_are_doubted(desk, recognition, words):
    draft = replace(DRAFT, recognitions=(recognition,))

    assert check_draft(desk.book, draft) == {}
    assert words in draft_warnings(desk.book, draft)["recognitions"]


def test_a_certificate_may_hold_into_the_next_years(desk):
    held = Recognition("VIETGAP", today().year, today().year + 2)

    assert "recognitions" not in draft_warnings(desk.book, replace(DRAFT, recognitions=(held,)))
