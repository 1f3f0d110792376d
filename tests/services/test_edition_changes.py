"""A unit's own rows, names and hidden rows, from the book to the forms, the print and the file."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from ktt_desktop.catalogue.edition_changes import EditionChanges, merged
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.annual_return import save_values, unit_figures
from ktt_desktop.services.book import open_book
from ktt_desktop.services.edition_changes import (
    RowDraft,
    add_row,
    export_edition,
    hide,
    load_state,
    read_edition_file,
    rename,
    save_changes,
)
from ktt_desktop.services.report_annexes import indicator_table
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission import export_submission
from ktt_desktop.storage.session import transaction

COOPERATIVE = OrganisationKind.COOPERATIVE
POOR = RowDraft(
    "Thành viên là hộ nghèo", "người", FieldType.COUNT, after="O1.6", kinds=(COOPERATIVE,)
)
PERIOD = ReportingPeriod.parse("N2024")


def poor_in_table(code):
    return replace(POOR, table="A", after="A2.2", kinds=(), of=code, kind=COOPERATIVE)


@pytest.fixture
def reopened(desk, catalogue, units):
    """Save changes and open the book again, as the program does."""
    opened = []

    def reopening(changes):
        save_changes(desk.book, changes)
        desk.book.close()
        opened.append(open_book(desk.book.path.parent, catalogue, units))
        return replace(desk, book=opened[-1])

    yield reopening
    for book in opened:
        book.close()


@pytest.fixture
def edition(desk):
    return desk.book.shipped


@pytest.fixture
def two_rows(desk, edition):
    """A row of the phiếu, and one of Biểu A that adds it up."""
    changes = add_row(edition, EditionChanges(), desk.profile, POOR)
    return add_row(edition, changes, desk.profile, poor_in_table("X07375.1"))


def test_an_own_row_goes_from_the_form_to_the_table_the_print_and_the_file(
    reopened, two_rows, tmp_path
):
    desk = reopened(two_rows)
    save_profile(desk.book, desk.profile)
    saved = desk.add("HTX Một", {"O1": "32", "X07375.1": "5"})
    desk.add("HTX Hai", {"X07375.1": "2"})
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    save_values(desk.book, subject, 2024, Measure.ACTUAL, {"X07375.1": 6})

    figure = desk.figures()["X07375.2"]
    assert (figure.value, figure.known, figure.total) == (8, 2, 2)
    with transaction(desk.book.sessions) as session:
        figures = read_report_figures(session, desk.book, desk.profile, PERIOD)
    rows = indicator_table(desk.book.catalogue.edition.tables["A"], figures).rows
    printed = next(row.cells for row in rows if row.cells[1] == "– Thành viên là hộ nghèo")
    assert printed[5] == "8"

    exported = export_submission(desk.book, desk.profile, PERIOD, tmp_path, Silent())
    bundle = open_bundle(exported.submission)
    described = {each["code"]: each for each in bundle.schema["indicators"]}
    assert described["X07375.1"]["label"] == "Thành viên là hộ nghèo"
    assert described["X07375.2"]["aggregate"]["of"] == "X07375.1"
    place = bundle.data["returns"].columns.index("X07375.1")
    assert {row[place] for row in bundle.data["returns"].rows} >= {6, 2}
    shown = load_workbook(exported.workbook)["Biểu A"].iter_rows(values_only=True)
    assert next(row[6] for row in shown if row[1] == "X07375.2") == 8


def test_a_hidden_row_keeps_its_figures(desk, reopened, edition):
    desk.enter({"A1.10": "80"})
    again = reopened(hide(edition, EditionChanges(), "A1.10", hidden=True))
    assert "A1.10" not in again.book.catalogue.edition.tables["A"].codes
    assert unit_figures(again.book, again.profile, [(2024, Measure.ACTUAL)])[
        "", 2024, Measure.ACTUAL
    ].figures["A1.10"].value == again.value("A1.10", "80")


def test_a_name_is_used_everywhere_after_opening_again(reopened, edition):
    desk = reopened(rename(edition, EditionChanges(), "A1.2", "  Số HTX ngừng "))
    assert desk.book.catalogue.edition.indicators["A1.2"].label == "– Số HTX ngừng"
    assert desk.book.shipped.indicators["A1.2"].title == "Số HTX tạm ngừng, ngừng hoạt động"


def test_what_stood_before_can_be_taken_back_and_no_code_is_given_twice(desk, reopened, two_rows):
    again = reopened(two_rows)
    state = load_state(again.book)
    assert state.changes == two_rows
    assert state.before.rows == ()

    save_changes(again.book, state.before)  # the officer goes back
    taken = load_state(again.book).changes
    assert taken.hidden == {"X07375.1", "X07375.2"}
    third = add_row(again.book.shipped, taken, desk.profile, POOR)
    assert third.rows[-1].indicator.code == "X07375.3"


def test_every_change_stands_in_the_journal(desk, two_rows, edition):
    save_changes(desk.book, hide(edition, two_rows, "A1.10", hidden=True))
    lines = {field: (old, new) for _, field, old, new in desk.journal("edition")}
    assert set(lines) == {"X07375.1", "X07375.2", "A1.10"}
    assert lines["A1.10"] == (None, '{"hidden": true}')
    assert "hộ nghèo" in lines["X07375.1"][1]


def test_a_file_carries_the_edition_to_another_book(desk, two_rows, catalogue, units, tmp_path):
    target = export_edition(desk.book, desk.profile, two_rows, tmp_path / "mau-bieu.toml")
    other = open_book(tmp_path / "khac", catalogue, units)
    try:
        profile = replace(desk.profile, code="07420", name="Xã Mỹ Thái")
        mine = add_row(other.shipped, EditionChanges(), profile, POOR)
        read = read_edition_file(other, profile, mine, target)
        assert [row.indicator.code for row in read.rows] == ["X07375.1", "X07375.2", "X07420.1"]
        assert read.hidden == {"X07420.1"}  # what the file lacks stays, out of sight
        assert read.last == 1
        save_changes(other, read)
    finally:
        other.close()


def test_a_file_that_is_none_leaves_all_as_it_was(desk, tmp_path):
    for content in (b"\xff\xfe\x00", b"format = 1\nedition = ", b"PK\x03\x04"):
        source = tmp_path / "la.toml"
        source.write_bytes(content)
        with pytest.raises(UnreadableFileError, match=r"^la\.toml"):
            read_edition_file(desk.book, desk.profile, EditionChanges(), source)
    with pytest.raises(UnreadableFileError, match="không mở được"):
        read_edition_file(desk.book, desk.profile, EditionChanges(), tmp_path / "khong-co.toml")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "Tên dòng còn trống"),
        ({"title": "x" * 201}, "dài quá"),
        ({"unit": ""}, "Đơn vị tính còn trống"),
        ({"unit": "triệu đồng"}, "không hợp với kiểu số"),
        ({"type": FieldType.MONEY}, "không hợp với kiểu số"),
        ({"type": FieldType.PERCENT, "unit": "người"}, "không hợp với kiểu số"),
        ({"kinds": ()}, "chưa chọn loại tổ chức"),
        ({"table": "A", "of": "O5", "kind": COOPERATIVE}, "khác kiểu"),
        ({"table": "A", "of": "O1.1", "kind": OrganisationKind.COOPERATIVE_GROUP}, "không có ở"),
    ],
)
def test_a_row_that_says_too_little_is_refused(desk, edition, change, said):
    with pytest.raises(InvalidInputError, match=said):
        add_row(edition, EditionChanges(), desk.profile, replace(POOR, **change))


def test_a_row_of_the_sectors_is_added_up_in_each_of_them(desk, reopened, two_rows):
    draft = replace(poor_in_table("X07375.1"), table="B2", after="S2", detail=False)
    desk = reopened(add_row(desk.book.shipped, two_rows, desk.profile, draft))
    desk.add("HTX Một", {"X07375.1": "5"}, sector="CN")
    desk.add("HTX Hai", {"X07375.1": "2"}, sector="XD")
    assert [desk.figures(sector)["X07375.3"].value for sector in ("CN", "XD", "VT")] == [5, 2, None]
    codes = desk.book.catalogue.edition.tables["B2"].codes
    assert codes[codes.index("S2") + 1] == "X07375.3"


def test_a_section_that_is_hidden_whole_leaves_no_heading_and_a_table_keeps_a_row(edition):
    changes = EditionChanges()
    for code in edition.tables["A"].sections[-1].codes:
        changes = hide(edition, changes, code, hidden=True)
    titles = [each.title for each in merged(edition, changes).tables["A"].sections]
    assert titles == ["HỢP TÁC XÃ", "LIÊN HIỆP HỢP TÁC XÃ", "TỔ HỢP TÁC"]

    *others, last = edition.tables["B2"].codes
    for code in others:
        changes = hide(edition, changes, code, hidden=True)
    with pytest.raises(InvalidInputError, match=r"Biểu B2 .* phải còn ít nhất một dòng"):
        hide(edition, changes, last, hidden=True)


def test_a_row_the_list_needs_cannot_be_hidden(edition):
    with pytest.raises(InvalidInputError, match="danh mục lấy số thành viên"):
        hide(edition, EditionChanges(), "O1", hidden=True)
