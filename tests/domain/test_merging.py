"""What is kept when two records become one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.merging import (
    Comparison,
    DossierLine,
    Side,
    dossier_questions,
    field_questions,
    merged_draft,
    merged_steps,
)
from ktt_desktop.domain.organisation import (
    Activity,
    Attachment,
    OrganisationDraft,
    Person,
    RegistrationChange,
)
from ktt_desktop.domain.organisation_checks import problems_of
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import StatusAxis

LEFT = OrganisationDraft(uid="a", name="HTX Một", phone="0912", persons=(Person(name="Lê Hoà"),))
RIGHT = OrganisationDraft(
    uid="b",
    name="HTX Hai",
    address="Thôn Đông",
    persons=(Person(name="Lê Hòa", title="Giám đốc"), Person(name="Trần Bình")),
)


def nothing(_):
    return False


def everything(_):
    return True


def test_a_blank_never_erases():
    kept = merged_draft(LEFT, RIGHT, nothing)
    assert (kept.uid, kept.name, kept.phone, kept.address) == ("a", "HTX Một", "0912", "Thôn Đông")
    taken = merged_draft(LEFT, RIGHT, everything)
    assert (taken.uid, taken.name, taken.phone) == ("a", "HTX Hai", "0912")


def test_one_person_under_both_spellings_is_one_row_with_what_both_know():
    kept = merged_draft(LEFT, RIGHT, nothing)
    assert kept.persons == (Person(name="Lê Hoà", title="Giám đốc"), Person(name="Trần Bình"))


def test_rows_that_contradict_each_other_stay_two():
    other = replace(RIGHT, persons=(Person(name="Lê Hoà", phone="1"),))
    mine = replace(LEFT, persons=(Person(name="Lê Hoà", phone="2"),))
    assert merged_draft(mine, other, nothing).persons == mine.persons + other.persons
    assert merged_draft(mine, other, everything).persons == other.persons + mine.persons


def test_activities_keep_one_main_one_row_a_code_and_both_words():
    mine = replace(LEFT, activities=(Activity("2018", "0322", "cá", True),))
    other = replace(
        RIGHT, activities=(Activity("2018", "0145", "lợn", True), Activity("2018", "0322", "tôm"))
    )
    kept = merged_draft(mine, other, nothing)
    assert kept.activities == (
        Activity("2018", "0322", "cá; tôm", True),
        Activity("2018", "0145", "lợn", None),
    )
    assert "activities" not in problems_of(kept)


def test_registration_changes_come_in_their_order_and_a_file_once():
    scan = Attachment("gcn.pdf", "ab", 1, "2024-01-01")
    mine = replace(
        LEFT, changes=(RegistrationChange(3), RegistrationChange(5)), attachments=(scan,)
    )
    other = replace(
        RIGHT,
        changes=(RegistrationChange(4), RegistrationChange(5, PartialDate(2020))),
        attachments=(replace(scan, name="khác.pdf"),),
    )
    kept = merged_draft(mine, other, nothing)
    assert [each.number for each in kept.changes] == [3, 4, 5]
    assert kept.changes[2].changed_on == PartialDate(2020)
    assert kept.attachments == (scan,)


def test_of_two_lines_of_one_day_the_record_that_stays_has_the_last_word():
    def line(status, number, on=None):
        return StatusStep(StatusAxis.OPERATING, status, on, id=number)

    mine = (line("HD", 1), line("NG", 2, PartialDate(2020)))
    other = (line("HD", 3), line("TN", 4))
    steps = merged_steps(mine, other)
    assert [each.status for each in steps] == ["TN", "HD", "NG"]


def test_a_field_only_one_record_fills_in_is_no_choice():
    asked = field_questions(Comparison(LEFT, RIGHT), ["name", "phone", "address", "email"])
    found = {each.key: (each.options, each.suggested) for each in asked}
    assert found == {
        "name": ((Side.LEFT, Side.RIGHT), Side.LEFT),
        "phone": ((Side.LEFT,), Side.LEFT),
        "address": ((Side.RIGHT,), Side.RIGHT),
    }


def test_one_grant_entered_twice_stays_once_and_two_grants_stay_two():
    draft = DossierDraft(Kind.SUPPORT, "1", year=2024, topic="H2.1", money={"done.NSTW": 5})
    mine, again = DossierLine(Side.LEFT, draft), DossierLine(Side.RIGHT, replace(draft, uid="2"))
    other = replace(again, draft=replace(draft, uid="2", money={"done.NSTW": 9}))
    (same,) = dossier_questions(Comparison(LEFT, RIGHT, (), (mine, again)))
    (apart,) = dossier_questions(Comparison(LEFT, RIGHT, (), (mine, other)))
    assert (same.suggested, apart.suggested) == (Side.LEFT, Side.BOTH)
    assert (same.key, Side.BOTH in same.options) == ("dossier|support|2024|H2.1", True)


def test_of_ratings_of_one_year_one_is_chosen():
    draft = DossierDraft(Kind.RATING, "1", year=2024)
    lines = DossierLine(Side.LEFT, draft), DossierLine(Side.RIGHT, replace(draft, uid="2"))
    (question,) = dossier_questions(Comparison(LEFT, RIGHT, (), lines))
    assert (question.options, question.suggested) == ((Side.LEFT, Side.RIGHT), Side.LEFT)


def test_a_record_of_both_is_no_question():
    line = DossierLine(Side.BOTH, DossierDraft(Kind.SUPPORT, "1", year=2024, topic="H4"))
    assert list(dossier_questions(Comparison(LEFT, RIGHT, (), (line,)))) == []


people = st.builds(
    Person, name=st.sampled_from(["A B", "C D"]), phone=st.sampled_from(["", "1", "2"])
)
drafts = st.builds(
    OrganisationDraft,
    name=st.sampled_from(["", "HTX Một", "HTX Hai"]),
    phone=st.sampled_from(["", "0912"]),
    contract_is_unlimited=st.sampled_from([None, True, False]),
    persons=st.lists(people, max_size=3, unique=True).map(tuple),
    unions=st.lists(st.sampled_from("xyz"), max_size=3, unique=True).map(tuple),
)


@given(drafts, drafts, st.booleans())
def test_everything_either_record_says_is_in_the_one_that_stays(mine, other, taken):
    kept = merged_draft(mine, other, lambda _: taken)
    for attr in ("name", "phone", "contract_is_unlimited"):
        said = {getattr(mine, attr), getattr(other, attr)} - {"", None}
        assert getattr(kept, attr) in (said or {getattr(mine, attr)})
    assert set(kept.unions) == {*mine.unions, *other.unions}
    for person in (*mine.persons, *other.persons):
        assert any(
            each.name == person.name and person.phone in ("", each.phone) for each in kept.persons
        )


@given(drafts, st.booleans())
def test_a_record_merged_with_its_own_copy_is_itself(draft, taken):
    rich = tuple(each for each in draft.persons if each.phone)
    draft = replace(draft, persons=rich)
    assert merged_draft(draft, replace(draft, uid="b"), lambda _: taken) == draft
