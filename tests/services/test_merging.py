"""Two records become one and two again: nothing of either is lost."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.errors import NotFoundError, StaleRecordError
from ktt_desktop.domain.merging import Side, figure_key
from ktt_desktop.domain.organisation import (
    Activity,
    Attachment,
    Branch,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import (
    Measure,
    OperatingStatus,
    OrganisationKind,
    StatusAxis,
    SubjectKind,
)
from ktt_desktop.models.schema import Base
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.services.dossiers import delete_dossier, dossiers, load_dossier, save_dossier
from ktt_desktop.services.merging import compare, merge, questions, undo_merge
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.services.statuses import change_status, status_page
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.snapshots import DOSSIERS, EVERYTHING
from tests.services.conftest import YEAR

PERSON = Person(name="Lê Hồng Sơn", title="Giám đốc", identity_number="024085001234")


@pytest.fixture
def two(desk):
    """One organisation under the two names of INC-002-33, each with a part of what is known."""
    union = desk.add("LHHTX Thủy sản", kind=OrganisationKind.COOPERATIVE_UNION)
    left = desk.add(
        "HTX thuỷ sản Lê Hồng Phong",
        {"O1": "12", "O1.1": "10"},
        persons=(replace(PERSON, identity_number=""),),
        activities=(Activity("2018", "0322", "cá", True),),
        changes=(RegistrationChange(1, PartialDate(2017), "Đổi địa chỉ"),),
        phone="0912 345 678",
        charter_capital=500_000_000,
    )
    right = desk.add(
        "Hợp tác xã dịch vụ chăn nuôi, nuôi trồng thủy sản Lê Hồng Phong",
        persons=(PERSON, Person(name="Trần Thị Bình", title="Kế toán")),
        activities=(Activity("2018", "0322", "tôm", True), Activity("2018", "0145", "", None)),
        changes=(RegistrationChange(2, PartialDate(2019), "Tăng vốn"),),
        branches=(Branch("VPDD", "Văn phòng Bắc Giang"),),
        recognitions=(Recognition("OCOP", 2021, None, "cá kho"),),
        attachments=(Attachment("gcn.pdf", "ab" * 32, 10, "2024-01-01T00:00:00+00:00"),),
        unions=(union.uid,),
        tax_code="2400000012",
        charter_capital=900_000_000,
        registered_on=PartialDate(2015, 3, 1),
    )
    return left, right


def rows(book):
    """Every row of the book but the journal and the search index."""
    with transaction(book.sessions) as session:
        tables = session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ).all()
        return {
            table: session.execute(text(f"SELECT * FROM {table} ORDER BY rowid")).all()
            for table in tables
            if table != "journal" and not table.startswith(("organisation_search", "sqlite_"))
        }


def figures(desk, uid, year=YEAR, measure=Measure.ACTUAL):
    record = load_return(desk.book, Subject(SubjectKind.ORGANISATION, uid), year, measure)
    return {code: value for code, value in record.values.items() if value is not None}


def merged(desk, two, survivor=Side.LEFT, **answers):
    comparison = compare(desk.book, *(each.uid for each in two))
    return merge(desk.book, comparison, survivor, answers)


def test_one_record_keeps_what_both_knew(desk, two):
    left, right = two
    undo, change = merged(desk, two)

    kept = load_organisation(desk.book, left.uid)
    assert (kept.uid, kept.name, kept.tax_code) == (left.uid, left.name, "2400000012")
    assert (kept.phone, kept.charter_capital) == ("0912 345 678", 500_000_000)
    assert kept.persons == right.persons
    assert kept.activities == (
        Activity("2018", "0322", "cá; tôm", True),
        Activity("2018", "0145", "", None),
    )
    assert [each.number for each in kept.changes] == [1, 2]
    assert (kept.branches, kept.recognitions) == (right.branches, right.recognitions)
    assert (kept.attachments, kept.unions) == (right.attachments, right.unions)
    assert (undo.kept, undo.other) == (left.uid, right.uid)
    assert change.organisations == {left.uid, right.uid}
    with pytest.raises(NotFoundError):
        load_organisation(desk.book, right.uid)


def test_the_record_is_found_by_what_came_from_the_other(desk, two):
    undo, _ = merged(desk, two)
    assert len(organisation_ids(desk.book, RegisterQuery(text="tran thi binh"))) == 1
    assert len(organisation_ids(desk.book, RegisterQuery(text="2400000012"))) == 1
    undo_merge(desk.book, undo)
    found = organisation_ids(desk.book, RegisterQuery(text="thuy san le hong phong"))
    assert len(found) == 2


def test_the_chosen_values_stay_whichever_record_does(desk, two):
    left, right = two
    merged(desk, two, Side.RIGHT, name=Side.LEFT, charter_capital=Side.RIGHT, persons=Side.RIGHT)
    kept = load_organisation(desk.book, right.uid)
    assert (kept.name, kept.charter_capital) == (left.name, 900_000_000)
    assert kept.persons == right.persons


def test_both_histories_are_kept_and_the_same_line_once(desk, two):
    left, right = (each.uid for each in two)
    stopped = StatusStep(
        StatusAxis.OPERATING, OperatingStatus.STOPPED, PartialDate(2022, 5), document="QĐ 1"
    )
    change_status(desk.book, right, stopped)
    merged(desk, two)
    lines = [
        (each.axis, each.status, each.on, each.document)
        for each in status_page(desk.book, left).steps
    ]
    assert lines == [
        (StatusAxis.LEGAL, "DANG_HOAT_DONG", None, ""),
        (StatusAxis.OPERATING, "HD", None, ""),
        (StatusAxis.OPERATING, "NG", PartialDate(2022, 5), "QĐ 1"),
    ]


def test_figures_move_where_the_record_has_none_and_are_chosen_where_both_have(desk, two):
    left, right = (each.uid for each in two)
    subject = Subject(SubjectKind.ORGANISATION, right)
    save_values(desk.book, subject, YEAR, Measure.ACTUAL, {"O1": 15})
    save_values(desk.book, subject, 2023, Measure.ACTUAL, {"O1": 9})
    save_values(desk.book, subject, YEAR, Measure.PLAN, {"O1": 20})
    before = len(desk.journal("annual_return"))
    undo, change = merged(desk, two)

    assert change.years == {2023, YEAR}
    assert figures(desk, left) == {"O1": 12, "O1.1": 10}
    assert figures(desk, left, 2023) == {"O1": 9}
    assert figures(desk, left, YEAR, Measure.PLAN) == {"O1": 20}
    assert figures(desk, right) == {"O1": 15}
    told = desk.journal("annual_return")[before:]
    assert (f"{left}||2023|ACTUAL", "O1@GOP", None, "9") in told
    assert (f"{right}||2023|ACTUAL", "O1@GOP", "9", None) in told

    undo_merge(desk.book, undo)
    comparison = compare(desk.book, left, right)
    merge(desk.book, comparison, Side.LEFT, {figure_key(YEAR, Measure.ACTUAL): Side.RIGHT})
    assert figures(desk, left) == {"O1": 15}
    assert figures(desk, right) == {"O1": 12, "O1.1": 10}


def given_support(desk, year):
    """Organisations and contents of the support of a year."""
    found = dossiers(desk.book, [Kind.SUPPORT], years=[year])
    return sorted((each.draft.organisations, each.draft.text("content")) for each in found)


def test_support_moves_and_what_was_entered_twice_counts_once(desk, two):
    left, right = (each.uid for each in two)
    money = {"done.NS_TINH": 30_000_000}
    for uid in (left, right):
        desk.support(uid, content="Bồi dưỡng giám đốc HTX", money=money)
    moved = desk.support(right, year=2023)
    undo, change = merged(desk, two)
    assert given_support(desk, 2024) == [((left,), "Bồi dưỡng giám đốc HTX")]
    assert given_support(desk, 2023) == [((left,), "")]
    assert change.years == {2023, YEAR}
    assert (moved.uid, "organisations@GOP", right, left) in desk.journal("dossier")

    undo_merge(desk.book, undo)
    assert given_support(desk, 2023) == [((right,), "")]
    assert desk.journal("dossier")[-1] == (moved.uid, "organisations@GOP", left, right)


def test_support_that_differs_stays_twice_unless_one_is_chosen(desk, two):
    left, right = (each.uid for each in two)
    desk.support(left, content="Lớp một")
    desk.support(right, content="Lớp hai")
    undo, _ = merged(desk, two)
    assert given_support(desk, 2024) == [((left,), "Lớp hai"), ((left,), "Lớp một")]
    undo_merge(desk.book, undo)
    comparison = compare(desk.book, left, right)
    merge(desk.book, comparison, Side.LEFT, {"dossier|support|2024|H2.1": Side.RIGHT})
    assert given_support(desk, 2024) == [((left,), "Lớp hai")]
    (binned,) = dossiers(desk.book, [Kind.SUPPORT], in_bin=True)
    assert (binned.draft.text("content"), binned.draft.organisations) == ("Lớp một", (left,))


def test_a_work_record_of_both_and_of_others_names_each_once(desk, two):
    left, right = (each.uid for each in two)
    other = desk.add("HTX Khác").uid
    shared = desk.support(right, other, left)
    theirs = desk.support(other, right, topic="H4")
    mine = desk.support(left, topic="H4")
    before = rows(desk.book)
    comparison = compare(desk.book, left, right)
    undo, _ = merge(desk.book, comparison, Side.LEFT, {"dossier|support|2024|H4": Side.LEFT})
    assert load_dossier(desk.book, shared.uid).organisations == (other, left)
    assert load_dossier(desk.book, theirs.uid).organisations == (other,)  # stays theirs
    assert load_dossier(desk.book, mine.uid).organisations == (left,)
    undo_merge(desk.book, undo)
    assert rows(desk.book) == before


def test_a_work_record_of_every_kind_goes_with_its_organisation(desk, two):
    left, right = (each.uid for each in two)
    uids = {}
    for kind, spec in desk.book.catalogue.dossiers.items():
        if spec.organisations != "none":
            draft = DossierDraft(kind, year=2022, organisations=(right,))
            uids[kind] = save_dossier(desk.book, draft)[0].uid
    merged(desk, two)
    assert {*uids} == {"support", "credit", "dormant", "pilot", "model", "rating"}
    for uid in uids.values():
        assert load_dossier(desk.book, uid).organisations == (left,)


def test_of_two_ratings_of_one_year_one_stays(desk, two):
    for each, note in zip(two, ("một", "hai"), strict=True):
        draft = DossierDraft(
            Kind.RATING, year=2024, organisations=(each.uid,), values={"note": note}
        )
        save_dossier(desk.book, draft)
    merged(desk, two, **{"dossier|rating|2024|": Side.RIGHT})
    (rating,) = dossiers(desk.book, [Kind.RATING])
    assert (rating.draft.text("note"), rating.draft.organisations) == ("hai", (two[0].uid,))


def test_a_work_record_taken_out_and_changed_since_is_not_overwritten(desk, two):
    left, right = (each.uid for each in two)
    theirs = desk.support(desk.add("HTX Khác").uid, right)
    desk.support(left)
    comparison = compare(desk.book, left, right)
    undo, _ = merge(desk.book, comparison, Side.LEFT, {"dossier|support|2024|H2.1": Side.LEFT})
    changed = load_dossier(desk.book, theirs.uid)
    save_dossier(desk.book, replace(changed, values={"note": "Mới ghi"}))
    with pytest.raises(StaleRecordError):
        undo_merge(desk.book, undo)
    assert load_dossier(desk.book, theirs.uid).text("note") == "Mới ghi"


def test_what_was_in_the_bin_stays_there_untouched(desk, two):
    gone = desk.support(two[1].uid)
    delete_dossier(desk.book, gone.uid)
    undo, _ = merged(desk, two)
    (binned,) = dossiers(desk.book, [Kind.SUPPORT], in_bin=True)
    assert binned.draft.organisations == (two[1].uid,)
    undo_merge(desk.book, undo)


@pytest.mark.parametrize("survivor", [Side.LEFT, Side.RIGHT])
def test_undo_puts_every_row_back(desk, two, survivor):
    left, right = (each.uid for each in two)
    save_values(
        desk.book, Subject(SubjectKind.ORGANISATION, right), YEAR, Measure.ACTUAL, {"O1": 15}
    )
    for uid, content in ((left, "một"), (right, "hai")):
        desk.support(uid, content=content)
    before = rows(desk.book)
    undo, _ = merged(
        desk,
        two,
        survivor,
        **{
            "name": Side.RIGHT,
            "figures|2024|ACTUAL": Side.RIGHT,
            "dossier|support|2024|H2.1": Side.LEFT,
        },
    )
    assert rows(desk.book) != before
    undo_merge(desk.book, undo)
    assert rows(desk.book) == before
    with pytest.raises(StaleRecordError):  # once is enough
        undo_merge(desk.book, undo)


def test_a_record_changed_after_the_merge_is_not_overwritten(desk, two):
    undo, _ = merged(desk, two)
    kept = load_organisation(desk.book, undo.kept)
    save_organisation(desk.book, replace(kept, note="Mới ghi"))
    before = rows(desk.book)
    with pytest.raises(StaleRecordError, match="đã được đổi tiếp sau khi gộp"):
        undo_merge(desk.book, undo)
    assert rows(desk.book) == before


def test_a_record_changed_since_it_was_compared_is_not_merged(desk, two):
    comparison = compare(desk.book, *(each.uid for each in two))
    save_organisation(desk.book, replace(comparison.right, note="Mới ghi"))
    before = rows(desk.book)
    with pytest.raises(StaleRecordError, match="So sánh lại"):
        merge(desk.book, comparison, Side.LEFT, {})
    assert rows(desk.book) == before


def test_the_journal_names_the_record_that_stays(desk, two):
    left, right = two
    before = len(desk.journal("organisation"))
    undo, _ = merged(desk, two)
    told = desk.journal("organisation")[before:]
    assert (right.uid, "merged_into@GOP", None, left.name) in told
    assert (left.uid, "merged_from@GOP", None, right.name) in told
    assert (left.uid, "tax_code@GOP", None, "2400000012") in told
    assert any(line[:2] == (right.uid, "deleted_at@GOP") and line[3] for line in told)

    before = len(desk.journal("organisation"))
    undo_merge(desk.book, undo)
    told = desk.journal("organisation")[before:]
    assert (left.uid, "tax_code@GOP", "2400000012", None) in told
    assert (right.uid, "merged_into@GOP", left.name, None) in told


def test_every_field_that_is_filled_in_is_asked_about(desk, two):
    asked = [each.key for each in questions(desk.book, compare(desk.book, two[0].uid, two[1].uid))]
    assert asked[0] == "name"
    assert {"tax_code", "persons", "unions", "operating_status"} <= {*asked}
    assert not {"kind", "status_on", "email"} & {*asked}
    assert asked[-1] == figure_key(YEAR, Measure.ACTUAL)


def test_every_table_that_names_an_organisation_is_put_back():
    naming = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "organisation" for key in column.foreign_keys)
    }
    known = {(table, column) for table, columns in EVERYTHING.items() for column in columns}
    work_records = {(table, "organisation_id") for table in DOSSIERS if table != "dossier"}
    assert known - {("organisation", "id")} | work_records == naming


values = st.fixed_dictionaries(
    {
        "phone": st.sampled_from(["", "0912 345 678", "0987 654 321"]),
        "charter_capital": st.sampled_from([None, 0, 5_000_000]),
        "persons": st.sampled_from([(), (PERSON,), (Person(name="Lê Hồng Sơn"), PERSON)]),
        "changes": st.sampled_from([(), (RegistrationChange(1),), (RegistrationChange(2),)]),
        "note": st.sampled_from(["", "một", "hai"]),
    }
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(mine=values, more=values, survivor=st.sampled_from([Side.LEFT, Side.RIGHT]))
def test_whatever_two_like_records_hold_is_kept_and_comes_back(desk, mine, more, survivor):
    two = [desk.add("HTX Rau", **mine), desk.add("HTX rau", **more)]
    before = rows(desk.book)
    undo, _ = merged(desk, two, survivor)
    kept = load_organisation(desk.book, undo.kept)
    for attr in ("phone", "charter_capital", "note"):
        said = {mine[attr], more[attr]} - {"", None}
        assert getattr(kept, attr) in (said or {"", None})
    for each in two:
        assert {change.number for change in each.changes} <= {one.number for one in kept.changes}
        assert {one.name for one in each.persons} <= {one.name for one in kept.persons}
    undo_merge(desk.book, undo)
    assert rows(desk.book) == before
