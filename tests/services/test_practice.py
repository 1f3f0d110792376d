from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import Kind
from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services import (
    annual_return,
    book,
    dossiers,
    opening,
    places,
    register,
    reporting,
    submission_number,
    validation,
)
from ktt_desktop.services.annual_return import load_return, unit_figures
from ktt_desktop.services.opening import open_for_work
from ktt_desktop.services.practice import (
    PRACTICE_REASON,
    explain_open_errors,
    fill_practice_book,
)
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.register_list import organisation_ids, organisation_rows, register_summary
from ktt_desktop.services.settings import load_period, load_profile, save_profile
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book


def test_the_book_remembers_whose_it_is_and_the_period(practice):
    book, profile, period = practice

    assert load_profile(book) == profile
    assert load_period(book) == period
    assert (profile.practice, profile.historical, profile.list_complete) == (True, True, False)


def test_the_figures_are_those_of_the_plan(practice):
    book, profile, period = practice
    found = unit_figures(book, profile, [period.main, (2021, Measure.ACTUAL)])
    now, before = found["", *period.main].figures, found["", 2021, Measure.ACTUAL].figures

    assert [now[code].value for code in ("A1", "A1.1", "A1.2", "A2", "A3", "C1")] == [
        *(64, 62, 2, 3779, 812, 9),
    ]
    assert before["C1"].value == 60
    assert now["A1"].reason.startswith("Theo Kế hoạch 126/KH-UBND")
    assert found["", *period.main].as_of == PartialDate(2022, 8)


def test_what_the_plan_does_not_state_stays_blank(practice):
    book, profile, period = practice
    record = load_return(book, unit_subject(profile), *period.main)

    assert record.values["A1.3"] is None
    assert record.values["A8"] is None


def test_the_small_sectors_are_worked_out_from_their_organisations(practice):
    book, profile, period = practice
    figures = unit_figures(book, profile, [period.main])["CN", *period.main].figures

    assert (figures["S2"].value, figures["S2"].known, figures["S2"].total) == (39, 2, 2)


def test_twelve_organisations_and_three_work_records_are_named(practice):
    book, _, _ = practice
    query = RegisterQuery(text="cho my ha")
    (row,) = organisation_rows(book, organisation_ids(book, query), query)

    assert register_summary(book, RegisterQuery()).total == 12
    assert (row.members, row.charter_capital) == (7, 7_000_000)
    rows = dossiers.dossiers(book, [Kind.SUPPORT, Kind.CREDIT], years=[2022])
    found = {each.draft.topic: each for each in rows}
    assert {*found} == {"H4", "H7", "H9"}
    assert (found["H7"].names, found["H9"].names) == (("HTX Tiên Tiến",), ())
    assert [each.draft.money for each in rows] == [{}, {}, {}]
    assert found["H9"].draft.number("quantity_done") == 0


def test_a_used_book_is_refused_and_left_alone(practice):
    book, _, _ = practice
    with pytest.raises(KttError, match="đã có dữ liệu"):
        fill_practice_book(book)
    assert register_summary(book, RegisterQuery()).total == 12


def test_the_book_of_a_real_unit_is_never_filled_with_practice_data(desk):
    save_profile(desk.book, desk.profile)

    with pytest.raises(KttError, match="không thể dùng làm sổ thực hành"):
        fill_practice_book(desk.book)
    assert register_summary(desk.book, RegisterQuery()).total == 0


def test_explaining_leaves_no_error_open(practice):
    book, profile, period = practice
    checks = check_book(book, profile, period)
    change = explain_open_errors(book, period, checks)

    after = check_book(book, profile, period)
    assert (checks.open_errors, after.open_errors) == (2, 0)
    assert change.explanations
    assert {each.explanation for each in after.findings} == {PRACTICE_REASON, None}


def main_job(folder):
    """data.json, check code, words of the report, cells of the view: what others compare."""
    opened = open_for_work(folder, practice=True)
    work = opened.book, opened.profile, opened.period
    explain_open_errors(opened.book, opened.period, check_book(*work))
    exported = export_submission(*work, folder, Silent())
    opened.book.close()
    with ZipFile(exported.submission) as bundle:
        data = bundle.read("data.json")
    with open_pages(exported.report.read_bytes()) as pages:
        words = [pages.text(place) for place in range(pages.count)]
    cells = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(exported.workbook)
        for row in sheet
        for cell in row
        if sheet.title != "_kttt"  # names this one export
    }
    return data, exported.sent.check_code, words, cells


def test_the_same_book_made_elsewhere_on_another_day_gives_the_same_submission(
    tmp_path, monkeypatch
):
    one, other = tmp_path / "một", tmp_path / "hai"
    one.mkdir()
    other.mkdir()
    first = main_job(one)
    for module in (book, opening, places, register):
        monkeypatch.setattr(module, "today", lambda: date(2031, 12, 31))
    moment = datetime(2031, 12, 31, 17, 30, tzinfo=UTC)
    for module in (annual_return, register, reporting, submission_number, dossiers, validation):
        monkeypatch.setattr(module, "now", lambda: moment)

    assert main_job(other) == first
