"""Received files over the book: taken in, taken in out of order, taken back."""

from dataclasses import replace
from itertools import permutations

import pytest
from sqlalchemy import text

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.book import open_book
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission_number import prepare
from ktt_desktop.storage.received_rows import AT_ONCE
from ktt_desktop.storage.received_state import Whose, given
from ktt_desktop.storage.session import transaction
from tests.consolidating import Made, Upper, made_file, province, uid_of
from tests.interchange.bundles import make_bundle


@pytest.fixture
def upper(empty_book):
    """The book of a province without any file."""
    return province(empty_book)


def first():
    made = Made()
    made.organisation("HTX Một", code="0101243150", capital=500, note="cũ")
    made.organisation("HTX Hai", code="0101243151")
    made.status("HTX Một").person("HTX Một", "Trần Văn Bình")
    made.form("HTX Một", 7, 2).form("HTX Hai", 9, None)
    made.figures("07375", 30, 5).work("Lớp một", "HTX Một", "HTX Hai")
    return made


def second():
    """Capital blank, another note, HTX Hai gone, HTX Ba new, a figure more."""
    made = Made()
    made.organisation("HTX Một", code="0101243150", note="mới").gone("HTX Hai")
    made.organisation("HTX Ba").form("HTX Một", None, 4).form("HTX Ba", 11, None)
    return made


def third():
    """HTX Một stated anew, all of it: blanks erase; HTX Hai is back."""
    made = Made()
    made.organisation("HTX Một", code="0101243150", act="R").organisation("HTX Hai")
    return made.form("HTX Một", None, 1, act="R")


def test_the_rows_of_a_file_stand_in_the_book_under_their_unit(upper):
    _, taken = upper.receive(*made_file(first()))
    assert (taken.new, taken.changed, taken.gone, taken.unread) == (2, 0, 0, ())
    assert upper.names() == [("HTX Hai", "07375"), ("HTX Một", "07375")]
    assert upper.figure("HTX Một") == 7
    said = upper.said()
    assert said["persons"][0][2] == "Trần Văn Bình"
    assert said["units"] == [("07375", "Xã Lạng Giang", "xa", "", 1)]
    assert len(said["works"]) == 1
    assert len(said["searched"]) == 2


def test_a_newer_file_changes_what_it_says_and_a_blank_erases_nothing(upper):
    upper.receive(*made_file(first()))
    (id_before,) = upper.rows("SELECT id FROM organisation WHERE name = 'HTX Một'")
    _, taken = upper.receive(*made_file(second(), number=1))
    assert (taken.new, taken.changed, taken.gone, taken.unchanged) == (1, 1, 1, 0)
    assert upper.rows("SELECT charter_capital, note FROM organisation WHERE name = 'HTX Một'") == [
        (500, "mới")
    ]
    assert (upper.figure("HTX Một"), upper.figure("HTX Một", "O2")) == (7, 4)
    assert upper.rows("SELECT id FROM organisation WHERE name = 'HTX Một'") == [id_before]
    assert upper.figure("HTX Hai") is None
    assert len(upper.said()["persons"]) == 1


def test_a_form_this_level_typed_itself_takes_what_a_file_says(upper):
    upper.receive(*made_file(first()))
    with transaction(upper.book.sessions) as session:
        session.execute(text("UPDATE annual_return SET received_file_id = NULL, o1 = 1"))

    upper.receive(*made_file(second(), number=1))

    assert (upper.figure("HTX Một", "O2"), upper.figure("HTX Ba")) == (4, 11)
    assert upper.rows(
        "SELECT count(*) FROM annual_return WHERE subject_key = ?", uid_of("HTX Một")
    ) == [(1,)]


def test_many_records_come_at_once_and_each_is_found(upper):
    made, names = Made(), [f"HTX Số {number:03}" for number in range(2 * AT_ONCE + 1)]
    for name in names:
        made.organisation(name)

    upper.receive(*made_file(made))

    assert [name for name, _ in upper.names()] == names
    assert len(upper.said()["searched"]) == len(names)


def test_the_records_of_a_unit_are_looked_up_without_reading_the_whole_register(upper):
    unit = frozenset({"07375"})
    plan = upper.rows(f"EXPLAIN QUERY PLAN {Whose(unit, unit).ids}", given(unit))

    assert any("ix_organisation_source_unit" in row[-1] for row in plan)


def test_a_row_stated_anew_erases_what_it_leaves_blank(upper):
    for number, made in enumerate((first(), third())):
        upper.receive(*made_file(made, number=number))
    assert upper.rows("SELECT charter_capital, note FROM organisation WHERE name = 'HTX Một'") == [
        (None, "")
    ]
    assert (upper.figure("HTX Một"), upper.figure("HTX Một", "O2")) == (None, 1)
    assert upper.said()["persons"] == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_receiving_changes_nothing(upper, order):
    files = [made_file(made(), number=n) for n, made in enumerate((first, second, third))]
    for place in order:
        upper.receive(*files[place])
    said = upper.said()
    assert [row[0] for row in upper.names()] == ["HTX Ba", "HTX Hai", "HTX Một"]
    assert (upper.figure("HTX Một", "O2"), upper.figure("HTX Ba")) == (1, 11)
    upper.rebuild("07375")
    assert upper.said() == said


def test_a_unit_built_anew_from_its_files_says_what_laying_them_over_one_another_said(upper):
    for number, made in enumerate((first(), second(), third())):
        upper.receive(*made_file(made, number=number))
        said = upper.said()
        taken = upper.rebuild("07375")
        assert upper.said() == said
        assert (taken.new, taken.changed, taken.gone) == (0, 0, 0)


def test_a_file_that_is_given_back_leaves_the_state_without_it(upper):
    upper.receive(*made_file(first()))
    said = upper.said()
    file, _ = upper.receive(*made_file(second(), number=1))
    upper.give_back(file)
    assert upper.said() == said


def test_the_last_file_given_back_leaves_nothing(upper):
    empty = upper.said()
    file, _ = upper.receive(*made_file(first()))
    taken = upper.give_back(file)
    assert taken.gone == 2
    assert upper.said() == empty


def test_looking_at_a_file_says_what_it_would_change_and_writes_nothing(upper):
    upper.receive(*made_file(first()))
    said = upper.said()
    found = upper.look(*made_file(second(), number=1))
    assert upper.said() == said
    assert [each.name for each in found.organisations_new] == ["HTX Ba"]
    assert [each.name for each in found.organisations_gone] == ["HTX Hai"]
    assert [(each.name, each.fields) for each in found.organisations_changed] == [
        ("HTX Một", (("note", "cũ", "mới"),))
    ]
    told = {(each.cell.subject_key, each.cell.code): (each.old, each.new) for each in found.figures}
    assert told[uid_of("HTX Một"), "O2"] == (2, 4)
    assert [(each.cell.code, each.old) for each in found.lost] == [("O1", 9)]


def test_what_the_book_has_no_column_for_is_told(upper):
    made = first()
    made.codes = ("O1", "XYZ")
    _, taken = upper.receive(*made_file(made))
    assert taken.unread == ("chỉ tiêu XYZ",)


def test_the_units_below_the_sender_keep_their_own_rows(upper):
    made = Made(units=[("07399", "Xã Yên Định", "xa", "213", 1)])
    made.organisation("HTX Một").organisation("HTX Hai", source="07399")
    made.figures("213", 1, 2).figures("07399", 3, 4)
    upper.receive(*made_file(made, "213", name="Huyện Lạng Giang", level="huyen"))
    assert upper.names() == [("HTX Hai", "07399"), ("HTX Một", "213")]
    assert [row[0::3][:2] for row in upper.said()["units"]] == [("07399", "213"), ("213", "")]


def test_a_unit_that_sends_itself_is_no_more_taken_from_the_file_above_it(upper):
    above = Made(units=[("07399", "Xã Yên Định", "xa", "213", 1)])
    above.organisation("HTX Một").organisation("HTX Hai", source="07399").figures("07399", 3, 4)
    of_above = made_file(above, "213", name="Huyện Lạng Giang", level="huyen")
    itself = Made(codes=("O1",)).organisation("HTX Hai", note="của xã").figures("07399", 5)
    of_itself = made_file(itself, "07399", name="Xã Yên Định")
    upper.receive(*of_above)
    file, _ = upper.receive(*of_itself)
    said = upper.said()
    assert upper.rows("SELECT note FROM organisation WHERE name = 'HTX Hai'") == [("của xã",)]
    upper.rebuild("213")
    assert upper.said() == said
    upper.give_back(file)
    assert upper.rows("SELECT note FROM organisation WHERE name = 'HTX Hai'") == [("",)]


def test_the_files_of_a_former_unit_land_on_its_successor(upper):
    old = Made().organisation("HTX Một", commune="07417").figures("07417", 8, 1)
    former = made_file(old, "07417", former=True, lands_on="07375", period="N2023", name="Xã cũ")
    new = Made().organisation("HTX Một", commune="07375", note="nay").figures("07375", 9, 2)
    for order in ((former, made_file(new)), (made_file(new), former)):
        files = [upper.receive(*each)[0] for each in order]
        said = upper.said()
        (row,) = said["organisations"]
        assert row[10:12] == ("nay", "07375")
        assert row[8] == "07417"
        assert [(each[0], each[3]) for each in said["units"]] == [
            ("07375", ""),
            ("07417/cu", "07375"),
        ]
        for each in files:
            upper.give_back(each)
            upper.rows("DELETE FROM received_file WHERE id = ?", each.id)


def test_what_this_level_hung_on_an_organisation_is_not_lost_when_it_goes(upper):
    upper.receive(*made_file(first()))
    upper.rows(
        "INSERT INTO organisation_attachment (organisation_id, place, name, sha256, size, added_at)"
        " SELECT id, 0, 'a.pdf', 'x', 1, '' FROM organisation WHERE name = 'HTX Hai'"
    )
    (before,) = upper.rows("SELECT id FROM organisation WHERE name = 'HTX Hai'")
    upper.receive(*made_file(second(), number=1))
    assert upper.rows("SELECT deleted_at IS NULL FROM organisation WHERE name = 'HTX Hai'") == [
        (0,)
    ]
    upper.receive(*made_file(third(), number=2))
    assert upper.rows(
        "SELECT id, deleted_at, source_unit FROM organisation WHERE name = 'HTX Hai'"
    ) == [(*before, None, "07375")]
    assert upper.rows("SELECT count(*) FROM organisation_attachment") == [(1,)]


def test_a_file_without_figures_is_taken_too(upper):
    made = Made(codes=()).organisation("HTX Một").form("HTX Một")
    _, taken = upper.receive(*made_file(made))
    assert taken.new == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.organisation("HTX", kind="CTY"),
        lambda made: made.organisation("HTX", capital="nhiều"),
        lambda made: made.organisation(""),
        lambda made: made.organisation("HTX").form("HTX", "bảy", None),
        lambda made: made.organisation("HTX").form("HTX", 7, None, measure="QUY"),
        lambda made: made.organisation("HTX").form("HTX", 7, None, year="2024"),
        lambda made: made.organisation("HTX").status("HTX", "XYZ"),
        lambda made: made.organisation("HTX").status("HTX", on="2024-13-01"),
        lambda made: made.work("Lớp", content="[]"),
        lambda made: made.work("Lớp", content="{"),
        lambda made: made.work("Lớp", content='{"content":[]}'),
    ],
)
def test_a_value_the_book_cannot_hold_is_refused_and_the_book_stays_as_it_was(upper, spoil):
    upper.receive(*made_file(first()))
    said = upper.said()
    with pytest.raises(UnreadableFileError):
        upper.receive(*made_file(spoil(Made()), number=1))
    assert upper.said() == said


def test_the_journal_tells_what_a_file_changed(upper):
    upper.receive(*made_file(first()))
    assert upper.rows("SELECT subject FROM journal WHERE subject <> 'setting'") == [
        ("received_file",)
    ]
    upper.receive(*made_file(second(), number=1))
    told = upper.rows(
        "SELECT subject, field, old, new FROM journal WHERE subject <> 'received_file'"
    )
    assert told == [
        ("organisation", "note@NHAN_TEP", "cũ", "mới"),
        ("annual_return", "O2@NHAN_TEP", "2", "4"),
    ]


def test_a_new_book_gets_its_own_records_back_from_its_own_file(desk, tmp_path, catalogue, units):
    save_profile(desk.book, desk.profile)
    one = desk.add("HTX Một", {"O1": "7"}, tax_code="0101243150", purpose="THANH_VIEN")
    desk.add("HTX Hai", {"O1": "9", "O2": "1"})
    desk.enter({"O1": "30"}, reason="Sổ chưa đủ")
    desk.support(one.uid, content="Tập huấn", money={"done.NS_XA": 1_000_000})
    period = ReportingPeriod.parse("N2024")
    data = prepare(desk.book, desk.profile, period).data
    new = open_book(tmp_path / "moi", catalogue, units)
    try:
        save_profile(new, desk.profile)
        content = make_bundle(data, unit_code="07375", period=period)
        file, _ = made_file(Made())
        Upper(new).receive(replace(file, file_hash="a" * 64), content)
        assert prepare(new, desk.profile, period).data == data
        assert {row[1] for row in Upper(new).names()} == {""}
        assert Upper(new).rows("SELECT count(*) FROM received_unit") == [(0,)]
    finally:
        new.close()


def work_of(upper):
    return [(row[7], row[9]) for row in upper.said()["works"]]


def with_work(unit, content, act="M", **more):
    made = Made().organisation(f"HTX {unit}")
    made.work("Lớp một", act=act, content=f'{{"content":"{content}"}}')
    return made_file(made, unit, name=f"Xã {unit}", **more)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_work_record_two_units_send_stands_once_whatever_the_order(upper, order):
    files = [with_work("07375", "một"), with_work("07399", "hai"), with_work("07400", "ba")]
    for place in order:
        upper.receive(*files[place])
    assert work_of(upper) == [('{"content":"một"}', "07375")]
    said = upper.said()
    last, _ = upper.receive(*with_work("07375", "", act="D", number=1))
    assert work_of(upper) == [('{"content":"hai"}', "07399")]
    upper.give_back(last)
    assert upper.said() == said


def test_a_work_record_that_goes_to_another_register_of_its_file_goes_there(upper):
    for number, source in enumerate(("07375", "07399")):
        made = Made().organisation("HTX Một").work("Lớp một", "HTX Một", source=source)
        made.units = [(key, f"Xã {key}", "xa", "", 1) for key in ("07375", "07399")]
        upper.receive(*made_file(made, "213", name="Huyện", level="huyen", number=number))
    assert [source for _, source in work_of(upper)] == ["07399"]


def test_a_file_laid_over_one_whose_part_a_unit_sends_itself_is_read_with_it(upper):
    """What the older file said of a record that then was of the commune's is not forgotten."""
    units = [("07375", "Xã Lạng Giang", "xa", "", 1)]
    old = Made(units=units).organisation("HTX Một", note="cũ", source="07375")
    new = Made(units=units).organisation("HTX Một", capital=5)
    for made, number in ((old, 0), (new, 1)):
        if number:
            upper.receive(*made_file(Made().organisation("HTX Hai")))
        upper.receive(
            *made_file(made, "213", name="Huyện", level="huyen", number=number, day=number)
        )
    assert upper.rows("SELECT note, charter_capital FROM organisation WHERE name = 'HTX Một'") == [
        ("cũ", 5)
    ]
    said = upper.said()
    upper.rebuild("213")
    assert upper.said() == said
