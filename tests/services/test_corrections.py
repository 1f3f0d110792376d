"""What this level puts right in received data stays, beside what was received."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.merging import Side
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receiving import FieldCell, FigureCell
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import Measure, StatusAxis, SubjectKind
from ktt_desktop.services.annual_return import save_as_of, save_values
from ktt_desktop.services.bulk_change import BulkChange, make_change, undo_change
from ktt_desktop.services.copying import copy_last_year
from ktt_desktop.services.corrections import corrections, drop_correction, explain_correction
from ktt_desktop.services.events import record_event, start_event
from ktt_desktop.services.merging import compare, merge, questions, undo_merge
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.services.statuses import change_status, status_page
from tests.consolidating import Made, made_file, province, uid_of

ONE = uid_of("HTX Một")
CELL = FigureCell("to_chuc", ONE, "", 2024, "ACTUAL", "O1")


@pytest.fixture
def upper(empty_book):
    """A province's book with one file of a commune."""
    upper = province(empty_book)
    upper.receive(*made_file(file(members=7)))
    return upper


def file(members, note="cũ", capital=500):
    made = Made().organisation("HTX Một", note=note, capital=capital)
    made.status("HTX Một").person("HTX Một", "Trần Văn Bình")
    return made.form("HTX Một", members, 2).figures("07375", 30, None)


def type_figure(upper, value, reason="", code="O1"):
    subject = Subject(SubjectKind.ORGANISATION, ONE)
    save_values(upper.book, subject, 2024, Measure.ACTUAL, {code: value}, reason=reason)


def edit(upper, **fields):
    save_organisation(upper.book, replace(load_organisation(upper.book, ONE), **fields))


def told(upper):
    return [(each.cell, each.received, each.value, each.reason) for each in
            corrections(upper.book)]  # fmt: skip


def test_a_figure_typed_over_a_received_one_is_remembered_with_it(upper):
    type_figure(upper, 9, "theo điện thoại của xã")
    assert upper.figure("HTX Một") == 9
    assert told(upper) == [(CELL, 7, 9, "theo điện thoại của xã")]
    assert corrections(upper.book)[0].unit == "07375"


def test_typing_the_received_value_again_ends_the_correction(upper):
    type_figure(upper, 9)
    type_figure(upper, 8)
    assert told(upper)[0][1:3] == (7, 8)
    type_figure(upper, 7)
    assert told(upper) == []


def test_a_later_file_changes_what_was_received_and_not_what_stands(upper):
    type_figure(upper, 9)
    upper.receive(*made_file(file(members=8), number=1))
    assert upper.figure("HTX Một") == 9
    assert told(upper) == [(CELL, 8, 9, "")]


def test_a_correction_without_a_reason_can_be_explained_later(upper):
    type_figure(upper, 9)
    explain_correction(upper.book, CELL, "biên bản ngày 3/2")
    assert told(upper)[0][3] == "biên bản ngày 3/2"


def test_a_dropped_correction_brings_the_received_value_back(upper):
    type_figure(upper, 9, "nhầm")
    drop_correction(upper.book, CELL)
    assert upper.figure("HTX Một") == 7
    assert told(upper) == []
    with pytest.raises(NotFoundError):
        drop_correction(upper.book, CELL)


def test_fields_of_a_record_are_remembered_too(upper):
    edit(upper, note="sửa ở tỉnh", charter_capital=None, phone="0912000000")
    assert told(upper) == [
        (FieldCell(ONE, "charter_capital"), 500, None, ""),
        (FieldCell(ONE, "note"), "cũ", "sửa ở tỉnh", ""),
    ]
    upper.receive(*made_file(file(members=7, note="mới", capital=600), number=1))
    assert upper.rows("SELECT note, charter_capital, phone FROM organisation") == [
        ("sửa ở tỉnh", None, "0912000000")
    ]
    drop_correction(upper.book, FieldCell(ONE, "note"))
    assert upper.rows("SELECT note, charter_capital FROM organisation") == [("mới", None)]


def test_the_lists_of_a_record_are_remembered_whole(upper):
    edit(upper, persons=(Person(name="Lê Thị Hoa", title="Chủ tịch", gender="NU"),))
    step = StatusStep(StatusAxis.OPERATING, "NG", PartialDate(2024, 5, 1), document="TB 12")
    change_status(upper.book, ONE, step)
    said = upper.said()
    assert [each[0].field for each in told(upper)] == ["persons", "statuses"]
    upper.receive(*made_file(file(members=8), number=1))
    after = upper.said()
    assert after["persons"] == said["persons"]
    assert sorted(after["statuses"], key=str) == sorted(said["statuses"], key=str)
    for field in ("persons", "statuses"):
        drop_correction(upper.book, FieldCell(ONE, field))
    back = upper.said()
    assert [row[2] for row in back["persons"]] == ["Trần Văn Bình"]
    assert [row[2] for row in back["statuses"]] == ["HD", "DANG_HOAT_DONG"]


def test_a_form_no_file_has_stays_and_its_figures_count_as_corrections(upper):
    subject = Subject(SubjectKind.ORGANISATION, ONE)
    save_values(upper.book, subject, 2023, Measure.ACTUAL, {"O1": 5})
    upper.receive(*made_file(file(members=8), number=1))
    assert upper.figure("HTX Một", year=2023) == 5
    assert told(upper)[0][1:3] == (None, 5)


def test_the_figures_and_the_day_of_a_unit_are_remembered(upper):
    unit = Subject(SubjectKind.UNIT, "07375")
    save_values(upper.book, unit, 2024, Measure.ACTUAL, {"O1": 31})
    save_as_of(upper.book, unit, 2024, Measure.ACTUAL, PartialDate(2024, 12, 31))
    assert {each[0].code: each[1:3] for each in told(upper)} == {
        "O1": (30, 31),
        "as_of": (None, "2024-12-31"),
    }
    upper.rebuild("07375")
    assert upper.rows("SELECT as_of FROM annual_return WHERE subject_key = '07375'") == [
        ("2024-12-31",)
    ]
    drop_correction(upper.book, FigureCell("don_vi", "07375", "", 2024, "ACTUAL", "as_of"))
    assert [each[0].code for each in told(upper)] == ["O1"]


def test_the_books_own_data_has_no_corrections(upper):
    own, _ = save_organisation(
        upper.book,
        replace(load_organisation(upper.book, ONE), uid="", revision=0, name="HTX Của tỉnh"),
    )
    subject = Subject(SubjectKind.ORGANISATION, own.uid)
    save_values(upper.book, subject, 2024, Measure.ACTUAL, {"O1": 5})
    save_values(upper.book, Subject(SubjectKind.UNIT, "24"), 2024, Measure.ACTUAL, {"O1": 5})
    assert told(upper) == []


def test_looking_at_a_file_names_the_corrections_it_touches(upper):
    type_figure(upper, 9)
    found = upper.look(*made_file(file(members=8), number=1))
    assert [each.cell for each in found.corrections] == [CELL]


def union_file(number=0, member="HTX Một"):
    made = Made().organisation("LHHTX Bắc Giang", kind="LHHTX", note=str(number))
    made.organisation("HTX Một").organisation("HTX Hai")
    made.members.append((uid_of("LHHTX Bắc Giang"), uid_of(member)))
    return made_file(made, number=number)


def test_the_members_of_a_received_union_are_remembered_from_either_side(empty_book):
    upper = province(empty_book)
    upper.receive(*union_file())
    received, union = upper.said()["members"], uid_of("LHHTX Bắc Giang")
    other = load_organisation(upper.book, uid_of("HTX Hai"))
    save_organisation(upper.book, replace(other, unions=(union,)))
    draft = load_organisation(upper.book, union)
    save_organisation(upper.book, replace(draft, members_of_union=(other.uid,)))
    wanted = [(union, uid_of("HTX Hai"))]
    assert upper.said()["members"] == wanted
    upper.receive(*union_file(1))
    assert upper.said()["members"] == wanted
    (correction,) = corrections(upper.book)
    assert correction.cell == FieldCell(union, "union_members")
    drop_correction(upper.book, correction.cell)
    assert upper.said()["members"] == received
    assert corrections(upper.book) == []


def test_a_member_of_another_unit_stays_in_the_union_it_was_put_into(empty_book):
    upper = province(empty_book)
    upper.receive(*union_file())
    upper.receive(*made_file(Made().organisation("HTX Xa"), "07399", name="Xã Yên Định"))
    union = uid_of("LHHTX Bắc Giang")
    far = load_organisation(upper.book, uid_of("HTX Xa"))
    save_organisation(upper.book, replace(far, unions=(union,)))
    wanted = upper.said()["members"]
    assert (union, uid_of("HTX Xa")) in wanted
    for number in (1, 2):
        upper.receive(*union_file(number))
        assert upper.said()["members"] == wanted


def two_to_merge(number=0):
    made = Made().organisation("HTX Một", note=str(number)).organisation("HTX Hai")
    made.status("HTX Một").status("HTX Hai", on="2020-01-01")
    return made_file(made.form("HTX Một", 7, 2).form("HTX Hai", 9, 3), number=number)


def test_two_received_records_made_one_stay_one_when_their_unit_sends_again(empty_book):
    upper = province(empty_book)
    upper.receive(*two_to_merge())
    said = upper.said()
    comparison = compare(upper.book, ONE, uid_of("HTX Hai"))
    answers = {each.key: Side.RIGHT for each in questions(upper.book, comparison)}
    undo, _ = merge(upper.book, comparison, Side.LEFT, answers)
    assert upper.figure("HTX Một") == 9
    undo_merge(upper.book, undo)
    assert (upper.said(), corrections(upper.book)) == (said, [])

    merge(upper.book, compare(upper.book, ONE, uid_of("HTX Hai")), Side.LEFT, answers)
    merged = sorted(map(str, upper.said()["statuses"]))
    upper.receive(*two_to_merge(1))
    assert upper.names() == [("HTX Hai", "07375")]
    assert [upper.figure("HTX Một", code) for code in ("O1", "O2")] == [9, 3]
    assert sorted(map(str, upper.said()["statuses"])) == merged


def test_a_change_of_many_records_is_a_correction_of_each(upper):
    ids = organisation_ids(upper.book, RegisterQuery())
    undo, _ = make_change(upper.book, ids, BulkChange("purpose", "LOI_NHUAN"), Silent())
    assert [each[0] for each in told(upper)] == [FieldCell(ONE, "purpose")]
    upper.receive(*made_file(file(members=8), number=1))
    assert load_organisation(upper.book, ONE).purpose == "LOI_NHUAN"
    undo_change(upper.book, undo, Silent())
    assert told(upper) == []


def test_figures_copied_from_last_year_stay_until_the_unit_sends_its_own(upper):
    year = YearMeasure(2025, Measure.ACTUAL)
    copied, _ = copy_last_year(upper.book, [ONE], year, ["O1"], Silent())
    assert (copied.count, upper.figure("HTX Một", year=2025)) == (1, 7)
    made = file(members=7).form("HTX Một", 12, 3, year=2025)
    upper.receive(*made_file(made, number=1))
    assert upper.figure("HTX Một", year=2025) == 7
    assert [each[1:3] for each in told(upper)] == [(12, 7)]


def test_an_event_of_a_received_record_survives_the_next_file(upper):
    plan = replace(
        start_event(upper.book, "GIAI_THE", ONE),
        on=PartialDate(2025, 9, 1),
        document="QĐ 12/QĐ-UBND",
        manner="TU_NGUYEN",
    )
    record_event(upper.book, plan)
    before = [each.status for each in status_page(upper.book, ONE).steps]
    upper.receive(*made_file(file(members=8), number=1))
    assert [each.status for each in status_page(upper.book, ONE).steps] == before
