"""What the tab Tổng hợp says of a province's book that took in files of communes."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import DuplicateAnswer, FileState
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.corrections import drop_correction, explain_correction
from ktt_desktop.services.duplicate_sides import differing_fields
from ktt_desktop.services.merged_book import merged_book
from ktt_desktop.services.merged_words import MergedList, merged_columns
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.unit_duplicates import decide_duplicate, undo_decision
from tests.consolidating import Made, made_file, province, uid_of

PROFILE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")
PERIOD = ReportingPeriod.parse("N2025")
CODE = "2400000015"
ONE = uid_of("HTX Một")


@pytest.fixture
def upper(empty_book):
    upper = province(empty_book)
    first = Made().organisation("HTX Một", note="cũ", capital=500)
    first.organisation("HTX Trùng", code=CODE, note="ở xã")
    second = Made().organisation("HTX Trùng A", code=CODE, note="ở phường")
    first.form("HTX Một", 7, 2, year=2025)
    upper.receive(*made_file(first, period="N2025"))
    upper.receive(*made_file(second, "07210", name="Phường Bắc Giang", period="N2025"))
    return upper


def found(upper):
    return merged_book(upper.book, PROFILE, PERIOD)


def texts(upper, which, rows):
    columns = merged_columns(upper.book.catalogue, which)
    return [[column.text(row) for column in columns] for row in rows]


def correct(upper, value, reason=""):
    subject = Subject(SubjectKind.ORGANISATION, ONE)
    save_values(upper.book, subject, 2025, Measure.ACTUAL, {"O1": value}, reason=reason)


def test_the_overview_counts_units_organisations_and_what_waits(upper):
    merged = found(upper)
    assert (merged.units_in, merged.units_expected) == (2, 99)
    assert merged.organisations == 1  # the claimed one counts nowhere
    assert (merged.undecided, merged.unexplained, merged.corrections) == (1, 0, ())
    other = merged_book(upper.book, PROFILE, ReportingPeriod.parse("N2024"))
    assert other.units_in == 0


def test_a_corrected_figure_shows_what_came_what_stands_and_why(upper):
    correct(upper, 9)
    merged = found(upper)
    assert merged.unexplained == 1
    (line,) = texts(upper, MergedList.CORRECTIONS, merged.corrections)
    assert line[0] == "HTX Một"
    assert "2025" in line[1]
    assert line[2:5] == ["Xã Lạng Giang", "7 người", "9 người"]
    assert line[5] == "Chưa ghi lý do"

    explain_correction(upper.book, merged.corrections[0].correction.cell, "theo sổ thành viên")
    merged = found(upper)
    assert merged.unexplained == 0
    assert texts(upper, MergedList.CORRECTIONS, merged.corrections)[0][5] == "theo sổ thành viên"
    place = merged.corrections[0].place
    assert (place.kind, place.key, place.code) == (SubjectKind.ORGANISATION, ONE, "O1")

    drop_correction(upper.book, merged.corrections[0].correction.cell)
    assert found(upper).corrections == ()


def test_a_corrected_field_of_the_register_is_told_by_its_label(upper):
    draft = load_organisation(upper.book, ONE)
    save_organisation(upper.book, replace(draft, note="mới"))
    (line,) = texts(upper, MergedList.CORRECTIONS, found(upper).corrections)
    assert line[:5] == ["HTX Một", "Ghi chú", "Xã Lạng Giang", "cũ", "mới"]


def test_the_sides_of_a_duplicate_are_told_field_by_field(upper):
    (row,) = found(upper).duplicates
    assert {each.unit_name for each in row.claim.sides} == {"Xã Lạng Giang", "Phường Bắc Giang"}
    order = [each.unit_name for each in row.claim.sides]
    fields = {each.label: each.texts for each in differing_fields(upper.book, PROFILE, row.claim)}
    by_unit = {"Xã Lạng Giang": "ở xã", "Phường Bắc Giang": "ở phường"}
    assert fields["Ghi chú"] == tuple(by_unit[name] for name in order)
    assert set(fields) == {"Tên tiếng Việt", "Ghi chú"}


def test_a_decision_is_told_in_words_and_can_be_undone(upper):
    (row,) = found(upper).duplicates
    decide_duplicate(upper.book, row.claim.subject, "07210", DuplicateAnswer.ONE, "trụ sở ở đây")
    merged = found(upper)
    assert (merged.undecided, merged.organisations) == (0, 2)
    (line,) = texts(upper, MergedList.DUPLICATES, merged.duplicates)
    assert line[1] == CODE
    assert line[3:] == ["Một tổ chức, tính hồ sơ của Phường Bắc Giang", "trụ sở ở đây"]

    undo_decision(upper.book, row.claim.subject)
    assert found(upper).undecided == 1


def test_sources_are_the_files_in_force_with_the_organisations_of_their_unit(upper):
    later = Made().organisation("HTX Một", note="sửa", capital=500)
    upper.receive(*made_file(later, period="N2025", number=1))
    lines = texts(upper, MergedList.SOURCES, found(upper).sources)
    assert [line[:3] for line in lines] == [
        ["Xã Lạng Giang", "Năm 2025", "bổ sung lần 1"],
        ["Phường Bắc Giang", "Năm 2025", "lần đầu"],
    ]
    assert [line[4:] for line in lines] == [
        ["1/2/2025", "Xã Lạng Giang", "1"],
        ["1/2/2025", "Phường Bắc Giang", "0"],
    ]


def test_former_units_are_shown_with_where_they_land_and_those_that_wait_first(upper):
    one = Made().organisation("HTX Hai")
    file = made_file(one, "07396", former=True, lands_on="07381", name="Xã An Hà", period="N2025")
    upper.receive(*file)
    waiting, content = made_file(
        Made().organisation("HTX Ba"), "07408", former=True, name="Xã Dương Đức", period="N2025"
    )
    upper.receive(replace(waiting, lands_on=""), content, FileState.UNKNOWN_UNIT)
    lines = texts(upper, MergedList.MAPPED, found(upper).mapped)
    assert [line[:4] for line in lines] == [
        ["Xã Dương Đức", "07408", "Chờ chọn đơn vị nhận", "–"],
        ["Xã An Hà", "07396", "Xã Tiên Lục", "Theo danh mục đơn vị hành chính"],
    ]


def test_a_book_without_files_is_all_blank(empty_book):
    merged = merged_book(empty_book, PROFILE, PERIOD)
    assert (merged.units_in, merged.organisations, merged.sources) == (0, 0, ())
