"""The walk over every indicator: editor, book, Excel view, submission file, printed table."""

from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import edit_text, format_number, parse
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod, TableColumn
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.services.book import open_book
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.report_annexes import indicator_table
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.storage.session import transaction

PERIOD = ReportingPeriod.parse("UOC2024")
SECTOR = "NN"
PROFILE = UnitProfile(
    code="07375",
    name="Xã Lạng Giang",
    level=UnitLevel.COMMUNE,
    parent_code="24",
    parent_name="Tỉnh Bắc Ninh",
    issuer=("ỦY BAN NHÂN DÂN", "XÃ LẠNG GIANG"),
    place="Lạng Giang",
    authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer="Nguyễn Văn An",
)
COLUMNS = [(PERIOD.year + shift, measure) for shift in (-1, 0, 1) for measure in Measure]


def test_every_code_is_typed_stored_and_shown_as_one_number(catalogue):
    for indicator in catalogue.edition.indicators.values():
        quantity = indicator.quantity
        for stored in (0, 1, 1234, 1_200_500_000, 9 * 10**15, *([-35] if quantity.signed else [])):
            assert parse(edit_text(stored, quantity), quantity) == stored
            shown = format_number(stored, quantity, quantity.places)
            assert parse(shown, quantity, dot_is_thousands=True) == stored


@pytest.fixture(scope="module")
def walked(catalogue, units, tmp_path_factory):
    """A book in which every indicator of every measure has its own figure, and its export."""
    folder = tmp_path_factory.mktemp("walk")
    book = open_book(folder / "so", catalogue, units)
    try:
        saved, _ = save_organisation(
            book,
            OrganisationDraft(name="HTX Đồng Tâm", sector="NN.TT", registered_on=PartialDate(2010)),
        )
        save_profile(book, PROFILE)
        subjects = {
            "phieu": Subject(SubjectKind.ORGANISATION, saved.uid),
            "bieu-a": unit_subject(PROFILE),
            "bieu-b": unit_subject(PROFILE),
            "bieu-k": unit_subject(PROFILE),
            "bieu-b2": unit_subject(PROFILE, SECTOR),
        }
        typed = {
            (form, year, measure): _typed(catalogue, form, place)
            for place, (year, measure) in enumerate(COLUMNS)
            for form in subjects
        }
        for (form, year, measure), texts in typed.items():
            values = {
                code: parse(text, catalogue.edition.indicators[code].quantity)
                for code, text in texts.items()
            }
            save_values(book, subjects[form], year, measure, values, reason="Số của phiếu giấy.")
        for finding in check_book(book, PROFILE, PERIOD).findings:
            explain(book, PERIOD, finding, "Số để thử.")
        exported = export_submission(book, PROFILE, PERIOD, folder, Silent())
        yield SimpleNamespace(book=book, subjects=subjects, typed=typed, exported=exported)
    finally:
        book.close()


def _typed(catalogue, form, place):
    """As an officer types: every figure differs, with all the decimals its type has."""
    texts = {}
    for row, indicator in enumerate(catalogue.edition.of_form(form), start=1):
        places = indicator.quantity.places
        decimals = f",{row % 9 + 1:0{places}d}" if places else ""
        sign = "-" if indicator.signed else ""
        texts[indicator.code] = f"{sign}{1000 * (place + 1) + row}{decimals}"
    return texts


def test_every_figure_comes_back_from_the_book_as_it_was_typed(walked, catalogue):
    for (form, year, measure), texts in walked.typed.items():
        record = load_return(walked.book, walked.subjects[form], year, measure)
        assert {
            code: edit_text(record.values[code], catalogue.edition.indicators[code].quantity)
            for code in texts
        } == texts


def test_every_figure_of_the_period_travels_in_the_submission_file(walked, catalogue):
    sheet = open_bundle(walked.exported.submission).data["returns"]
    rows = {}
    for cells in sheet.records():
        rows[cells["subject_kind"], cells["year"], cells["measure"]] = cells
    for year, measure in (PERIOD.column(each) for each in TableColumn):
        for form, subject in walked.subjects.items():
            cells = rows[subject.kind.value, year, measure.value]
            for code, text in walked.typed[form, year, measure].items():
                quantity = catalogue.edition.indicators[code].quantity
                assert edit_text(cells[code], quantity) == text, (code, year, measure)


def test_the_submission_says_how_to_read_every_figure(walked, catalogue):
    described = {
        each["code"] for each in open_bundle(walked.exported.submission).schema["indicators"]
    }
    assert described == set(catalogue.edition.indicators)


def test_every_figure_of_the_tables_stands_in_the_excel_view(walked, catalogue):
    workbook = load_workbook(walked.exported.workbook)
    tables = catalogue.edition.tables
    for table in (tables["A"], tables["B"], tables["K"]):
        rows = workbook[f"Biểu {table.id}"].iter_rows(values_only=True)
        shown = {row[1]: row[4:9] for row in rows}
        for code in table.codes:
            for number, column in zip(shown[code], TableColumn, strict=True):
                _is_the_typed_one(walked, catalogue, code, PERIOD.column(column), number)
    group = next(each for each in catalogue.sector_groups if each.code == SECTOR)
    rows = workbook[f"Biểu {tables['B2'].id}"].iter_rows(values_only=True)
    (cells,) = (row for row in rows if row[1] == group.label)
    for place, code in enumerate(tables["B2"].codes, start=2):
        _is_the_typed_one(walked, catalogue, code, PERIOD.main, cells[place])


def _is_the_typed_one(walked, catalogue, code, pair, number):
    indicator = catalogue.edition.indicators[code]
    text = walked.typed[(indicator.form, *pair)][code]
    assert round(number * indicator.quantity.factor) == parse(text, indicator.quantity), code


@pytest.mark.parametrize("name", ["A", "B", "K"])
def test_every_figure_of_a_table_is_printed_to_three_decimals(walked, catalogue, name):
    table = catalogue.edition.tables[name]
    with transaction(walked.book.sessions) as session:
        figures = read_report_figures(session, walked.book, PROFILE, PERIOD)
    printed = iter(row.cells for row in indicator_table(table, figures).rows if len(row.cells) > 3)
    rows = [cells for cells in printed if cells[2]]
    for code, cells in zip(table.codes, rows, strict=True):
        indicator = catalogue.edition.indicators[code]
        for column, cell in zip(TableColumn, cells[3:8], strict=True):
            text = walked.typed[(indicator.form, *PERIOD.column(column))][code]
            assert cell == format_number(parse(text, indicator.quantity), indicator.quantity), code
