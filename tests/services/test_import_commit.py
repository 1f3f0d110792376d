"""Ghi một lần nhập và hoàn tác: the book says what the list says, and again what it said."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.domain.errors import (
    CancelledError,
    InvalidInputError,
    NotFoundError,
    PeriodClosedError,
    StaleRecordError,
)
from ktt_desktop.domain.importing.plan import Candidate, Outcome, PlannedRow
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.merging import Side
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receiving import FieldCell, FigureCell
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import (
    LegalStatus,
    Measure,
    OperatingStatus,
    OrganisationKind,
    SubjectKind,
)
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services import import_records
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.services.closing import close_period
from ktt_desktop.services.corrections import corrections
from ktt_desktop.services.dossiers import dossiers, load_dossier, save_dossier
from ktt_desktop.services.drafts import keep_draft, load_draft
from ktt_desktop.services.history import history_page
from ktt_desktop.services.import_commit import BACKUP, commit_import, undo_import
from ktt_desktop.services.import_runs import run_issues, runs
from ktt_desktop.services.merging import compare, merge, questions
from ktt_desktop.services.register import (
    apply_draft,
    delete_organisation,
    load_organisation,
    save_organisation,
)
from ktt_desktop.services.register_checks import check_draft
from ktt_desktop.services.statuses import status_page
from ktt_desktop.services.validation import explain
from ktt_desktop.storage.backup import backups
from ktt_desktop.storage.session import transaction
from tests.consolidating import Made, made_file, province, uid_of
from tests.import_plans import AT, changed, contents, figure, left, new, plan
from tests.services.conftest import Desk
from tests.services.dying import rounds

KILLING = Path(__file__).with_name("importing_until_killed.py")
CODE, OTHER = "0101234560", "0101234578"
YEAR = YearMeasure(2023, Measure.ACTUAL)
REVENUE, MEMBERS = "O4.1", "O4.2"


def commit(desk, *rows, **more):
    return commit_import(desk.book, plan(*rows, **more), Silent())


def found(desk, name):
    with transaction(desk.book.sessions) as session:
        return session.scalar(select(Organisation.uid).where(Organisation.name == name))


def record(desk, name):
    return load_organisation(desk.book, found(desk, name))


def form(desk, uid, period=YEAR):
    return load_return(desk.book, Subject(SubjectKind.ORGANISATION, uid), *period)


def test_a_new_row_becomes_a_record_with_all_it_states(desk):
    run, changes = commit(
        desk,
        new(
            "HTX Rau sạch",
            {"name": "Nguyễn Văn An", "phone": "0912"},
            tax_code="0101234560",
            registered_on=PartialDate(2015, 3),
            charter_capital=1_500_000_000,
            operating_status="NG",
            status_on=PartialDate(2023, 12, 31),
            commune_code="07375",
        ),
        new("Tổ hợp tác Đồng Tiến", kind="THT"),
    )
    saved = record(desk, "HTX Rau sạch")
    assert (saved.tax_code, saved.registered_on) == (CODE, PartialDate(2015, 3))
    assert (saved.charter_capital, saved.commune_code) == (1_500_000_000, "07375")
    assert saved.persons == (Person(name="Nguyễn Văn An", phone="0912"),)
    assert (saved.operating_status, saved.legal_status) == (
        OperatingStatus.STOPPED,
        LegalStatus.ACTIVE,
    )
    assert saved.status_on == PartialDate(2023, 12, 31)
    assert record(desk, "Tổ hợp tác Đồng Tiến").persons == ()
    assert (run.added, run.changed, run.same, run.left, run.figures) == (2, 0, 0, 0, 0)
    assert changes.organisations == {saved.uid, found(desk, "Tổ hợp tác Đồng Tiến")}


def test_a_record_that_came_could_have_been_typed(desk):
    commit(
        desk,
        new(
            "Hợp  tác xã Thuỷ sản “Hòa Bình”",
            {"name": "Trần Thị Bình"},
            tax_code=CODE,
            short_name="HTX TS",
            old_certificate="0123/GCN",
        ),
    )
    saved = record(desk, "Hợp tác xã Thuỷ sản “Hòa Bình”")
    assert check_draft(desk.book, saved) == {}
    with transaction(desk.book.sessions) as session:
        entity = session.scalar(select(Organisation))
        keys = entity.search_key, entity.sort_key
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        apply_draft(session, entity, saved, moment, "")
        assert (entity.search_key, entity.sort_key) == keys
        session.rollback()


def test_the_history_of_a_new_record_names_the_file_in_one_line(desk):
    commit(desk, new("HTX A", {"name": "An"}, tax_code=CODE))
    (line,) = history_page(desk.book, found(desk, "HTX A"), str).lines
    assert (line.label, line.source) == ("Nhập từ tệp", "Nhập từ Excel")
    assert "danh sách.xlsx" in line.words


def test_a_changed_row_changes_what_it_states_and_nothing_else(desk):
    person = Person("Nguyễn Văn An", title="Giám đốc", identity_number="012345678901")
    before = desk.add("HTX A", address="Thôn Đông", phone="0912", persons=(person,))
    commit(desk, changed(before, {"name": "Nguyễn Văn An", "phone": "0999"}, phone="0988"))
    after = load_organisation(desk.book, before.uid)
    told = replace(person, phone="0999")
    assert after == replace(before, revision=after.revision, phone="0988", persons=(told,))
    lines = history_page(desk.book, before.uid, str).lines
    assert {line.label for line in lines if line.source == "Nhập từ Excel"} == {
        "Điện thoại",
        "Người đại diện theo pháp luật",
    }


def test_another_representative_brings_no_particulars_of_the_one_before(desk):
    person = Person("Nguyễn Văn An", identity_number="012345678901")
    before = desk.add("HTX A", persons=(person, Person("Lê Văn Ba")))
    commit(desk, changed(before, {"name": "Trần Thị Bình"}))
    told = load_organisation(desk.book, before.uid).persons
    assert told == (Person("Trần Thị Bình"), Person("Lê Văn Ba"))


def test_a_status_of_the_list_is_a_dated_step(desk):
    before = desk.add("HTX A")
    commit(desk, changed(before, operating_status="NG", status_on=PartialDate(2023, 12, 31)))
    steps = status_page(desk.book, before.uid).steps
    assert [(each.status, each.on) for each in steps if each.axis == "HOAT_DONG"] == [
        ("HD", None),
        ("NG", PartialDate(2023, 12, 31)),
    ]


def test_a_step_the_rules_refuse_names_its_row_and_nothing_is_written(desk):
    before = desk.add("HTX A")
    stood = contents(desk.book)
    with pytest.raises(InvalidInputError, match="Dòng 6, “HTX A”: Phải nhập ngày áp dụng"):
        commit(desk, new("HTX B"), changed(before, operating_status="NG"))
    assert contents(desk.book) == stood


def test_figures_go_into_the_forms_of_their_year(desk):
    known = desk.add("HTX A", {REVENUE: "10"}, year=2023)
    run, changes = commit(
        desk,
        changed(known),
        new("HTX B"),
        new("HTX C"),
        figures=(
            figure(REVENUE, 5, 7, None, period=YEAR),
            figure(MEMBERS, 6, None, None, period=YEAR),
            figure(MEMBERS, None, 9, None, period=YearMeasure(2024, Measure.PLAN)),
        ),
    )
    mine = form(desk, known.uid).values
    theirs = form(desk, found(desk, "HTX B"))
    assert (mine[REVENUE], mine[MEMBERS]) == (5, 6)
    assert (theirs.values[REVENUE], theirs.values[MEMBERS]) == (7, None)
    plan_of = form(desk, found(desk, "HTX B"), YearMeasure(2024, Measure.PLAN))
    assert plan_of.values[MEMBERS] == 9
    assert run.figures == 4
    assert changes.years == {2023, 2024}


def test_a_blank_figure_erases_nothing_and_a_new_one_is_no_copied_one_any_more(desk):
    known = desk.add("HTX A")
    subject = Subject(SubjectKind.ORGANISATION, known.uid)
    save_values(desk.book, subject, *YEAR, {REVENUE: 10, MEMBERS: 20}, reason="ước")
    commit(
        desk,
        changed(known),
        figures=(figure(REVENUE, 11, period=YEAR), figure(MEMBERS, None, period=YEAR)),
    )
    after = form(desk, known.uid)
    assert (after.values[REVENUE], after.values[MEMBERS]) == (11, 20)
    assert after.reasons == {MEMBERS: "ước"}


def test_a_replaced_figure_has_a_line_and_filled_blanks_have_one_together(desk):
    known = desk.add("HTX A")
    subject = Subject(SubjectKind.ORGANISATION, known.uid)
    save_values(desk.book, subject, *YEAR, {REVENUE: 10})
    commit(
        desk,
        changed(known),
        figures=(figure(REVENUE, 11, period=YEAR), figure(MEMBERS, 3, period=YEAR)),
    )
    assert desk.journal("annual_return")[-2:] == [
        (f"{known.uid}||2023|ACTUAL", f"{REVENUE}@NHAP_EXCEL", "10", "11"),
        (f"{known.uid}||2023|ACTUAL", "imported@NHAP_EXCEL", None, "danh sách.xlsx"),
    ]


def test_two_columns_of_one_figure_give_the_first_that_says_anything(desk):
    commit(
        desk,
        new("HTX A"),
        figures=(figure(REVENUE, None, period=YEAR), figure(REVENUE, 4, period=YEAR)),
    )
    assert form(desk, found(desk, "HTX A")).values[REVENUE] == 4


def test_rows_that_wait_or_are_refused_are_left_out_and_told(desk):
    waits = left("HTX B", Outcome.DOUBTFUL)
    waits.candidates = (Candidate("u", "HTX B", "", "", "Giống tên HTX B."),)
    issue = Issue(7, "Loại hình", "CTY", "Không rõ loại hình.")
    run, _ = commit(
        desk,
        new("HTX A"),
        waits,
        left("Công ty C", Outcome.REFUSED, issue),
        left("HTX D", Outcome.SKIPPED),
        left("HTX E", Outcome.SAME),
    )
    assert (run.added, run.same, run.left) == (1, 1, 3)
    assert run_issues(desk.book, run.id) == (
        Issue(6, "", "HTX B", "Giống tên HTX B."),
        issue,
        Issue(8, "", "HTX D", "Cán bộ chọn bỏ qua dòng này."),
    )
    assert found(desk, "HTX B") is None


def test_the_same_file_again_is_told_and_nothing_is_written(desk):
    desk.add("HTX A")
    stood = contents(desk.book)
    with pytest.raises(InvalidInputError, match="Giống hệt dữ liệu trong sổ, bỏ qua"):
        commit(desk, left("HTX A", Outcome.SAME))
    assert contents(desk.book) == stood
    assert backups(desk.book.backup_folder) == []


def test_a_plan_that_writes_nothing_is_refused(desk):
    with pytest.raises(InvalidInputError, match="Không có dòng nào để nhập"):
        commit(desk, left("HTX A", Outcome.REFUSED))


def test_the_book_is_copied_before(desk):
    commit(desk, new("HTX A"))
    assert [BACKUP in path.name for path in backups(desk.book.backup_folder)] == [True]


def test_a_record_that_went_since_the_check_stops_the_import(desk):
    known = desk.add("HTX A")
    delete_organisation(desk.book, known.uid)
    with pytest.raises(StaleRecordError, match="Kiểm tra lại tệp"):
        commit(desk, changed(known, phone="1"))


def test_a_tax_code_is_given_once(desk):
    desk.add("HTX A", tax_code=CODE)
    with pytest.raises(StaleRecordError, match=f"Dòng 5, “HTX B”: mã số {CODE} đã có ở “HTX A”"):
        commit(desk, new("HTX B", tax_code=CODE))
    with pytest.raises(StaleRecordError, match=f"Dòng 6, “HTX C”: mã số {OTHER} đã có ở “HTX B”"):
        commit(desk, new("HTX B", tax_code=OTHER), new("HTX C", tax_code=OTHER))


def test_figures_of_a_closed_period_stop_the_import(desk):
    close_period(desk.book, ReportingPeriod.parse("N2023"))
    stood = contents(desk.book)
    with pytest.raises(PeriodClosedError):
        commit(desk, new("HTX A"), figures=(figure(REVENUE, 1, period=YEAR),))
    assert contents(desk.book) == stood


class StopAt:
    """Progress that is told to stop at its nth report."""

    def __init__(self, step):
        self.left = step

    def report(self, *_):
        self.left -= 1
        if self.left < 0:
            raise CancelledError


def test_stopping_anywhere_leaves_no_trace_in_the_book(desk):
    known = desk.add("HTX A", {REVENUE: "10"}, year=2023)
    grant = support(known.uid)
    rows = new("HTX B"), changed(known, phone="0988"), grant
    figures = (figure(REVENUE, 1, 2, None, period=YEAR),)
    stood = contents(desk.book)
    for step in range(100):
        try:
            commit_import(desk.book, plan(*rows, figures=figures), StopAt(step))
        except CancelledError:
            assert contents(desk.book) == stood
        else:
            break
    assert step > 4
    assert contents(desk.book) != stood


def support(*uids, **more):
    draft = DossierDraft(
        Kind.SUPPORT,
        year=2023,
        period=Stage.YEAR,
        programme="LUAT2023",
        topic="H2.1",
        organisations=uids,
        money={"done.NSTW": 5_000_000},
    )
    return PlannedRow(AT, 0, 0, "HTX A", Outcome.NEW, draft=replace(draft, **more))


def test_a_row_of_a_list_of_support_becomes_a_work_record(desk):
    known = desk.add("HTX A")
    run, changes = commit(desk, support(known.uid))
    (row,) = dossiers(desk.book, [Kind.SUPPORT])
    assert row.draft.organisations == (known.uid,)
    assert row.draft.money == {"done.NSTW": 5_000_000}
    assert (changes.dossiers, changes.years) == (True, {2023})
    assert run.added == 1


def big_import(desk):
    """A book in which everything an import touches stands already; rows that touch it all."""
    person = Person("Nguyễn Văn An", title="Giám  đốc", identity_number="012345678901")
    one = desk.add(
        "HTX A", {REVENUE: "10"}, year=2023, phone="0912", persons=(person,), tax_code=CODE
    )
    two = desk.add("HTX B", note="dòng một\ndòng hai")
    keep_draft(desk.book, replace(two, note="đang gõ"))
    given = desk.support(one.uid, year=2022, money={"done.NSTW": 1})
    stage = PartialDate(2023, 12, 31)
    rows = (
        new("HTX Mới", {"name": "Bình"}, tax_code=OTHER),
        changed(
            one,
            {"name": "Trần Thị Bình"},
            name="HTX A mới",
            phone="1",
            operating_status="NG",
            status_on=stage,
        ),
        changed(two),
        new("THT Mới", kind="THT"),
        support(two.uid),
        replace(support(one.uid), outcome=Outcome.CHANGED, draft=replace(given, year=2023)),
    )
    figures = (
        figure(REVENUE, 1, 2, 3, 4, None, None, period=YEAR),
        figure(MEMBERS, 1, None, 3, None, None, None, period=YearMeasure(2022, Measure.PLAN)),
    )
    return plan(*rows, figures=figures)


def test_an_import_and_its_undo_leave_every_table_as_it_was(desk):
    wanted = big_import(desk)
    stood = contents(desk.book)
    run, changes = commit_import(desk.book, wanted, Silent())
    assert contents(desk.book).keys() == stood.keys()
    assert run.figures == 6
    assert undo_import(desk.book, run.id) == changes
    assert contents(desk.book) == stood
    assert runs(desk.book) == []


def test_what_was_taken_back_can_be_imported_again_and_is_found_then(desk):
    wanted = big_import(desk)
    for _ in range(2):
        run, _ = commit_import(desk.book, wanted, Silent())
        undo_import(desk.book, run.id)
    commit_import(desk.book, wanted, Silent())
    query = "MATCH 'moi'"
    with transaction(desk.book.sessions) as session:
        rows = session.connection().exec_driver_sql(
            f"SELECT rowid FROM organisation_search WHERE organisation_search {query}"
        )
        ids = {row[0] for row in rows}
        names = set(session.scalars(select(Organisation.name).where(Organisation.id.in_(ids))))
    assert names == {"HTX Mới", "HTX A mới", "THT Mới"}


def test_a_draft_that_is_being_typed_survives_the_import_and_its_undo(desk):
    known = desk.add("HTX A")
    keep_draft(desk.book, replace(known, note="đang gõ"))
    run, _ = commit(desk, changed(known, phone="1"))
    assert load_draft(desk.book, known.uid).draft.note == "đang gõ"
    undo_import(desk.book, run.id)
    assert load_draft(desk.book, known.uid).draft.note == "đang gõ"


@pytest.mark.parametrize(
    "later",
    [
        lambda desk: save_organisation(desk.book, replace(record(desk, "HTX Mới"), note="x")),
        lambda desk: delete_organisation(desk.book, found(desk, "HTX Mới")),
        lambda desk: desk.enter_of(record(desk, "HTX Mới"), {MEMBERS: "7"}, year=2020),
        lambda desk: keep_draft(desk.book, replace(record(desk, "HTX Mới"), note="đang gõ")),
        lambda desk: desk.support(found(desk, "HTX Mới")),
        lambda desk: commit(desk, changed(record(desk, "HTX Mới"), phone="2")),
    ],
)
def test_undo_refuses_and_names_a_new_record_something_hangs_on(desk, later):
    run, _ = commit(desk, new("HTX Mới"), new("HTX Khác"))
    later(desk)
    stood = contents(desk.book)
    with pytest.raises(StaleRecordError, match="“HTX Mới”, nên không hoàn tác được"):
        undo_import(desk.book, run.id)
    assert contents(desk.book) == stood


@pytest.mark.parametrize(
    "later",
    [
        lambda desk, uid: save_organisation(
            desk.book, replace(load_organisation(desk.book, uid), note="x")
        ),
        lambda desk, uid: desk.enter_of(
            load_organisation(desk.book, uid), {MEMBERS: "7"}, year=2023
        ),
        lambda desk, uid: delete_organisation(desk.book, uid),
    ],
)
def test_undo_refuses_where_a_changed_record_or_form_was_changed_again(desk, later):
    known = desk.add("HTX A", {REVENUE: "10"}, year=2023)
    run, _ = commit(desk, changed(known, phone="1"), figures=(figure(REVENUE, 1, period=YEAR),))
    later(desk, known.uid)
    with pytest.raises(StaleRecordError, match="“HTX A”"):
        undo_import(desk.book, run.id)


def test_undo_lets_stand_what_does_not_hang_on_the_import(desk):
    known = desk.add("HTX A", {REVENUE: "10"}, year=2023)
    run, _ = commit(desk, changed(known, phone="1"), figures=(figure(REVENUE, 1, period=YEAR),))
    desk.enter_of(known, {MEMBERS: "7"}, year=2022)
    desk.support(known.uid)
    later, _ = commit(desk, new("HTX B"))
    undo_import(desk.book, run.id)
    assert record(desk, "HTX A").phone == ""
    assert form(desk, known.uid, YearMeasure(2022, Measure.ACTUAL)).values[MEMBERS] is not None
    assert [each.id for each in runs(desk.book)] == [later.id]


def test_many_changed_records_are_counted_behind_the_first_three(desk):
    run, _ = commit(desk, *(new(f"HTX {number}") for number in range(5)))
    for number in range(5):
        delete_organisation(desk.book, found(desk, f"HTX {number}"))
    with pytest.raises(StaleRecordError, match="“HTX 2” và 2 hồ sơ khác, nên"):
        undo_import(desk.book, run.id)


def test_imports_are_taken_back_in_turn(desk):
    stood = contents(desk.book)
    first, _ = commit(desk, new("HTX A"))
    second, _ = commit(desk, changed(record(desk, "HTX A"), phone="1"))
    with pytest.raises(StaleRecordError, match="kể cả lần nhập sau"):
        undo_import(desk.book, first.id)
    undo_import(desk.book, second.id)
    undo_import(desk.book, first.id)
    assert contents(desk.book) == stood


def test_figures_that_were_closed_since_stay(desk):
    run, _ = commit(desk, new("HTX A"), figures=(figure(REVENUE, 1, period=YEAR),))
    close_period(desk.book, ReportingPeriod.parse("N2023"))
    with pytest.raises(PeriodClosedError):
        undo_import(desk.book, run.id)


def test_an_import_is_taken_back_once(desk):
    run, _ = commit(desk, new("HTX A"))
    undo_import(desk.book, run.id)
    with pytest.raises(NotFoundError, match="không còn trong lịch sử"):
        undo_import(desk.book, run.id)


def test_a_work_record_that_was_changed_again_stands_in_the_way(desk):
    known = desk.add("HTX A")
    run, _ = commit(desk, support(known.uid))
    (row,) = dossiers(desk.book, [Kind.SUPPORT])
    save_dossier(desk.book, replace(load_dossier(desk.book, row.draft.uid), year=2022))
    with pytest.raises(StaleRecordError, match="“HTX A”"):
        undo_import(desk.book, run.id)


def test_killed_at_any_step_the_book_says_what_it_said_or_all_of_the_list(tmp_path):
    states = rounds(KILLING, tmp_path)
    assert len(states) > 4
    assert states == [*["before"] * (len(states) - 1), "after"]


def test_what_a_list_says_otherwise_than_a_file_of_below_is_remembered_and_forgotten(empty_book):
    upper = province(empty_book)
    sent = Made().organisation("HTX Một", note="cũ").status("HTX Một")
    upper.receive(*made_file(sent.form("HTX Một", 7, 2)))
    desk = Desk(empty_book, None)
    uid = uid_of("HTX Một")
    known = load_organisation(empty_book, uid)
    stood = contents(empty_book)
    rows = (changed(known, note="mới", operating_status="NG", status_on=PartialDate(2023)),)
    period = YearMeasure(2024, Measure.ACTUAL)
    run, _ = commit(desk, *rows, figures=(figure("O1", 9, period=period),))
    figure_cell = FigureCell("to_chuc", uid, "", 2024, "ACTUAL", "O1")
    told = {each.cell: (each.received, each.value) for each in corrections(empty_book)}
    assert told[FieldCell(uid, "note")] == ("cũ", "mới")
    assert told[figure_cell] == (7, 9)
    again, _ = commit(desk, *rows, figures=(figure("O1", 7, period=period),))
    assert figure_cell not in {each.cell for each in corrections(empty_book)}
    undo_import(empty_book, again.id)
    undo_import(empty_book, run.id)
    assert contents(empty_book) == stood


TEXTS = st.text("aăâ ÁỆ\u0301“”,.\n-0", max_size=12)
YEARS = st.builds(YearMeasure, st.integers(2022, 2023), st.sampled_from(Measure))
VALUES = {
    "address": TEXTS,
    "note": TEXTS,
    "website": TEXTS,
    "short_name": TEXTS,
    "charter_capital": st.integers(0, 10**15),
    "registered_on": st.sampled_from((PartialDate(2015), PartialDate(2016, 2))),
    "contract_is_certified": st.booleans(),
}
STATED = st.fixed_dictionaries({}, optional=VALUES)
PERSON = st.fixed_dictionaries({}, optional={"name": TEXTS, "phone": TEXTS, "title": TEXTS})
FORMS = st.dictionaries(
    st.tuples(st.sampled_from(("O1", REVENUE, MEMBERS)), YEARS),
    st.lists(st.none() | st.integers(-(10**12), 10**12), min_size=4, max_size=4),
    max_size=4,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(STATED, PERSON), min_size=4, max_size=4), FORMS, FORMS)
def test_any_import_and_its_undo_leave_every_table_as_it_was(desk, stated, first, then):
    known = found(desk, "HTX cũ") or desk.add("HTX cũ", {REVENUE: "10"}, year=2023).uid
    stood = contents(desk.book)
    imports = []
    for forms in (first, then):
        old = load_organisation(desk.book, known)
        rows = (
            *(new(f"HTX {n}", person, **values) for n, (values, person) in enumerate(stated[1:])),
            changed(old, stated[0][1], **stated[0][0]),
        )
        columns = [figure(code, *values, period=year) for (code, year), values in forms.items()]
        imports.append(commit(desk, *rows, figures=columns)[0])
    for run in reversed(imports):
        undo_import(desk.book, run.id)
    assert contents(desk.book) == stood


def day_in_form(desk, name, period=YEAR):
    return form(desk, found(desk, name), period).as_of


def test_new_forms_speak_of_the_day_of_the_list_and_those_there_keep_theirs(desk):
    known, blank = desk.add("HTX A", {REVENUE: "10"}, year=2023), desk.add("HTX B")
    stood = contents(desk.book)
    other = YearMeasure(2023, Measure.PLAN), YearMeasure(2022, Measure.ACTUAL)
    wanted = plan(
        changed(known),
        changed(blank),
        new("HTX C"),
        figures=[figure(REVENUE, 5, 6, 7, period=each) for each in (YEAR, *other)],
    )
    run, _ = commit_import(desk.book, replace(wanted, as_of=date(2023, 6, 30)), Silent())
    day = PartialDate(2023, 6, 30)
    assert [day_in_form(desk, f"HTX {each}") for each in "ABC"] == [None, day, day]
    assert [day_in_form(desk, "HTX C", each) for each in other] == [None, None]
    undo_import(desk.book, run.id)
    assert contents(desk.book) == stood


def merged(desk):
    mine, other = found(desk, "HTX Mới"), desk.add("HTX Còn lại").uid
    comparison = compare(desk.book, other, mine)
    chosen = {each.key: Side.LEFT for each in questions(desk.book, comparison)}
    merge(desk.book, comparison, Side.LEFT, chosen)


def explained(desk):
    finding = SimpleNamespace(key=f"F1|to_chuc|{found(desk, 'HTX Mới')}|O1", digest="0")
    explain(desk.book, ReportingPeriod.parse("N2023"), finding, "Đúng như vậy.")


def moved(desk):
    save_organisation(desk.book, replace(record(desk, "HTX Mới"), commune_code="07381"))


@pytest.mark.parametrize("later", [merged, explained, moved])
def test_undo_refuses_a_new_record_that_was_merged_moved_or_explained(desk, later):
    run, _ = commit(desk, new("HTX Mới"), new("HTX Khác"))
    later(desk)
    stood = contents(desk.book)
    with pytest.raises(StaleRecordError, match="“HTX Mới”, nên không hoàn tác được"):
        undo_import(desk.book, run.id)
    assert contents(desk.book) == stood


def test_an_undo_can_be_stopped_anywhere_and_leaves_the_import_then(desk):
    run, _ = commit_import(desk.book, big_import(desk), Silent())
    stood = contents(desk.book)
    for step in range(100):
        try:
            undo_import(desk.book, run.id, StopAt(step))
        except CancelledError:
            assert contents(desk.book) == stood
        else:
            break
    assert step > 4
    assert runs(desk.book) == []


def test_members_of_a_union_that_are_written_in_turn_stay_its_members(desk, monkeypatch):
    monkeypatch.setattr(import_records, "CHANGED_AT_ONCE", 1)
    members = [
        desk.add(f"HTX {number}", tax_code=code) for number, code in enumerate((CODE, OTHER))
    ]
    uids = tuple(each.uid for each in members)
    union = desk.add("LHHTX", kind=OrganisationKind.COOPERATIVE_UNION, members_of_union=uids)
    before = [load_organisation(desk.book, each) for each in (*uids, union.uid)]
    first, _ = commit(desk, *(changed(each, phone="1") for each in before))
    middle = [load_organisation(desk.book, each.uid) for each in before]
    second, _ = commit(desk, changed(middle[0], tax_code="0101234585", note="x"))
    third, _ = commit(desk, changed(middle[1], tax_code=CODE))
    for run in (third, second, first):
        undo_import(desk.book, run.id)
    assert [load_organisation(desk.book, each.uid) for each in before] == before


def test_the_same_file_can_go_in_again_once_one_of_its_imports_was_taken_back(desk):
    stood = contents(desk.book)
    first, _ = commit(desk, new("HTX A"))
    undo_import(desk.book, first.id)
    second, _ = commit(desk, new("HTX A"))
    assert [each.digest for each in runs(desk.book)] == [second.digest]
    undo_import(desk.book, second.id)
    assert contents(desk.book) == stood
