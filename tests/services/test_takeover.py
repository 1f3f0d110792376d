"""Nhận sổ của đơn vị cũ: real books of two old communes come into the book of a new one."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY
from ktt_desktop.domain.dossier import DossierDraft, Kind, total
from ktt_desktop.domain.errors import (
    CancelledError,
    InvalidInputError,
    NewerBookError,
    NotFoundError,
    PeriodClosedError,
    StaleRecordError,
    UnreadableFileError,
)
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.takeover import Choice, Fate
from ktt_desktop.domain.terms import (
    OrganisationKind,
    PeriodKind,
    SubjectKind,
    UnitLevel,
)
from ktt_desktop.models.schema import Base
from ktt_desktop.services.annual_return import load_history, save_values
from ktt_desktop.services.attachments import attach_file, attachment_folder, read_attachment
from ktt_desktop.services.book import back_up, open_book
from ktt_desktop.services.closing import close_period, reopen_period
from ktt_desktop.services.dossiers import delete_dossier, dossiers, load_dossier, save_dossier
from ktt_desktop.services.history import history_page
from ktt_desktop.services.practice import fill_practice_book
from ktt_desktop.services.register import delete_organisation, load_organisation, save_organisation
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.takeover import take_over, takeover_preview, undo_takeover
from ktt_desktop.storage import backup, migrate
from tests.services.conftest import ACTUAL, YEAR, Desk

RELEASED = Path(__file__).parents[1] / "migrations"
PROVINCE = {"level": UnitLevel.COMMUNE, "parent_code": "24", "parent_name": "Tỉnh Bắc Giang"}
NEW = UnitProfile(code="07381", name="Xã Tiên Lục", **PROVINCE)
OLD_ONE = UnitProfile(code="07378", name="Xã Nghĩa Hòa", historical=True, **PROVINCE)
OLD_TWO = UnitProfile(code="07390", name="Xã Đào Mỹ", historical=True, **PROVINCE)


CENTRAL = {"done.NSTW": 50_000_000}


@pytest.fixture
def begun(tmp_path, catalogue, units):
    """Begin books in folders of their own: name, profile → desk."""
    books = []

    def begin(name, profile):
        book = open_book(tmp_path / name, catalogue, units)
        books.append(book)
        save_profile(book, profile)
        return Desk(book, profile)

    yield begin
    for each in books:
        each.close()


@pytest.fixture
def here(begun):
    return begun("moi", NEW)


@pytest.fixture
def there(begun):
    return begun("cu", OLD_ONE)


def filled(desk, name="HTX Đồng Tiến", code="2400000015", **fields):
    """An organisation with two years, support and an attached file."""
    paper = desk.book.path.parent / f"{code}.pdf"
    paper.write_bytes(b"%PDF " + code.encode())
    saved = desk.add(
        name,
        {"O1": "120"},
        tax_code=code,
        commune_code=desk.profile.code,
        persons=(Person(name="Nguyễn Văn An"),),
        attachments=(attach_file(desk.book, paper),),
        **fields,
    )
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    save_values(desk.book, subject, YEAR - 1, ACTUAL, desk.typed({"O1": "110"}))
    desk.support(saved.uid, money=CENTRAL)
    return saved


def support(desk, **wanted):
    """The support of the year."""
    return dossiers(desk.book, [Kind.SUPPORT], years=[YEAR], **wanted)


def tables(book):
    """Every row of every table of the book."""
    with closing(sqlite3.connect(book.path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()
            for name in Base.metadata.tables
        }


def taken(here, source, choice=Choice.AREA):
    return take_over(here.book, takeover_preview(here.book, source, Silent()), choice, Silent())


def fates(here, source):
    return {each.name: each.fate for each in takeover_preview(here.book, source, Silent()).lines}


def test_two_old_communes_come_into_the_new_one(begun, here, there):
    other = begun("cu-hai", OLD_TWO)
    one, two = filled(there), filled(other, "HTX Đào Mỹ", "2400000086")
    for desk in (there, other):
        undo, change = taken(here, desk.book.path)
        assert undo.lost == 0
        assert change.years == {YEAR - 1, YEAR}
        assert change.dossiers

    for record, old in ((one, "07378"), (two, "07390")):
        draft = load_organisation(here.book, record.uid)
        assert (draft.commune_code, draft.persons) == ("07381", record.persons)
        assert read_attachment(here.book, *draft.attachments).startswith(b"%PDF")
        subject = Subject(SubjectKind.ORGANISATION, record.uid)
        history = load_history(here.book, subject, ACTUAL)
        assert [(each.year, each.values["O1"]) for each in history] == [
            (YEAR - 1, here.value("O1", "110")),
            (YEAR, here.value("O1", "120")),
        ]
        with closing(sqlite3.connect(here.book.path)) as connection:
            (former,) = connection.execute(
                "SELECT former_commune_code FROM organisation WHERE uid = ?", [record.uid]
            ).fetchone()
        assert former == old
    assert {row.names for row in support(here)} == {(one.name,), (two.name,)}
    assert [total(row.draft, "done") for row in support(here)] == [50_000_000] * 2


def test_the_totals_of_the_unit_have_the_organisations_that_came(here, there):
    filled(there)
    before = here.figures()["A1"].value
    taken(here, there.book.path)
    assert (before, here.figures()["A1"].value) == (0, 1)


def test_the_preview_counts_what_would_come_and_writes_nothing(here, there):
    filled(there)
    desk_file = attachment_folder(there.book)
    there.enter({"A1": "3"})
    there.support()
    before = tables(here.book)

    preview = takeover_preview(here.book, there.book.path, Silent())
    (line,) = preview.lines
    assert (preview.unit, preview.is_same_unit, preview.unit_in_area) == (
        "Xã Nghĩa Hòa",
        False,
        True,
    )
    assert preview.usual is Choice.AREA
    assert preview.changed.date() == date.today()  # noqa: DTZ011
    assert line.place == "Xã Nghĩa Hòa → Xã Tiên Lục"
    assert (line.fate, line.in_area, line.figures) == (Fate.NEW, True, ((YEAR - 1, 1), (YEAR, 1)))
    assert (len(line.dossiers), line.files, line.missing) == (1, 1, 0)
    assert (preview.unit_figures, preview.unit_dossiers) == (1, 1)
    assert tables(here.book) == before

    shutil.rmtree(desk_file)
    assert takeover_preview(here.book, there.book.path, Silent()).lines[0].missing == 1


def test_only_those_of_the_area_come_unless_all_are_wanted(here, begun):
    district = begun("huyen", UnitProfile("217", "Huyện Lạng Giang", UnitLevel.DISTRICT, "24",
                                          "Tỉnh Bắc Giang", historical=True))  # fmt: skip
    district.add("HTX trong", commune_code="07378")
    district.add("HTX ngoài", commune_code="07384")
    district.add("HTX chưa rõ xã")
    district.support()
    district.enter({"A1": "3"})
    preview = takeover_preview(here.book, district.book.path, Silent())
    assert {each.name: each.in_area for each in preview.lines} == {
        "HTX trong": True,
        "HTX ngoài": False,
        "HTX chưa rõ xã": False,
    }
    assert not preview.takes_unit(Choice.AREA)

    undo, change = take_over(here.book, preview, Choice.AREA, Silent())
    assert len(change.organisations) == 1
    assert support(here) == []
    undo_takeover(here.book, undo)
    assert len(taken(here, district.book.path, Choice.ALL)[1].organisations) == 3
    assert len(support(here)) == 1


def test_a_province_holds_the_communes_below_it(begun, there):
    province = begun("tinh", UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", ""))
    filled(there)
    assert takeover_preview(province.book, there.book.path, Silent()).lines[0].in_area
    elsewhere = begun("tinh-khac", UnitProfile("01", "Hà Nội", UnitLevel.PROVINCE, "", ""))
    assert not takeover_preview(elsewhere.book, there.book.path, Silent()).lines[0].in_area


def test_of_a_divided_commune_the_officer_is_to_say(begun, here, units):
    divided = next(
        each
        for each in units.all_of(LAST_THREE_LEVEL_DAY)
        if each.level is UnitLevel.COMMUNE and len(each.successors) > 1
    )
    heir = units.successors(divided)[0]
    old = begun("chia", UnitProfile(divided.code, divided.name, UnitLevel.COMMUNE, "", "",
                                    historical=True))  # fmt: skip
    unit = begun("nhan", UnitProfile(heir.code, heir.name, UnitLevel.COMMUNE, "", ""))
    record = old.add("HTX A", commune_code=divided.code)
    (line,) = takeover_preview(unit.book, old.book.path, Silent()).lines
    assert line.is_divided
    assert line.in_area
    assert " hoặc " in line.place

    taken(unit, old.book.path)
    assert load_organisation(unit.book, record.uid).commune_code == ""


def test_the_same_book_again_brings_nothing(here, there):
    filled(there)
    taken(here, there.book.path)
    before = tables(here.book)

    preview = takeover_preview(here.book, there.book.path, Silent())
    assert [each.fate for each in preview.lines] == [Fate.SAME]
    assert not preview.has_work(Choice.ALL)
    with pytest.raises(InvalidInputError, match="không còn gì để nhận"):
        take_over(here.book, preview, Choice.ALL, Silent())
    assert tables(here.book) == before


def test_a_record_that_differs_is_listed_and_stays_as_it_is_here(here, there):
    record = filled(there)
    taken(here, there.book.path)
    mine = load_organisation(here.book, record.uid)
    save_organisation(here.book, replace(mine, address="Thôn Ngoài"))
    there.add("HTX mới", commune_code="07378")

    assert fates(here, there.book.path) == {"HTX Đồng Tiến": Fate.DIFFERENT, "HTX mới": Fate.NEW}
    taken(here, there.book.path)
    assert load_organisation(here.book, record.uid).address == "Thôn Ngoài"


def test_other_figures_make_a_record_different(here, there):
    record = filled(there)
    taken(here, there.book.path)
    subject = Subject(SubjectKind.ORGANISATION, record.uid)
    save_values(there.book, subject, YEAR, ACTUAL, there.typed({"O1": "121"}))
    assert fates(here, there.book.path) == {"HTX Đồng Tiến": Fate.DIFFERENT}


def test_a_record_in_the_bin_here_stays_there(here, there):
    record = filled(there)
    taken(here, there.book.path)
    delete_organisation(here.book, record.uid)
    assert fates(here, there.book.path) == {"HTX Đồng Tiến": Fate.IN_BIN}


def test_a_tax_code_of_another_record_blocks(here, there):
    filled(there)
    mine = here.add("HTX khác tên", tax_code="2400000015", commune_code="07381")
    (line,) = takeover_preview(here.book, there.book.path, Silent()).lines
    assert (line.fate, line.rival) == (Fate.CODE_TAKEN, mine.name)


def test_what_lies_in_the_bin_there_is_only_counted(here, there):
    delete_organisation(there.book, there.add("HTX đã xóa").uid)
    preview = takeover_preview(here.book, there.book.path, Silent())
    assert (preview.lines, preview.in_bin) == ((), 1)


def test_the_history_comes_along_and_tells_where_from(here, there):
    record = filled(there)
    taken(here, there.book.path)
    lines = history_page(here.book, record.uid, lambda code: code).lines
    assert {each.source for each in lines[:2]} == {"Nhận sổ"}
    assert ("Nhận từ sổ của", "Xã Nghĩa Hòa") in {(each.label, each.words) for each in lines}
    assert any(each.label == "Tên tiếng Việt" and each.source == "Nhập" for each in lines)
    with closing(sqlite3.connect(here.book.path)) as connection:
        communes = connection.execute(
            "SELECT field, old, new FROM journal WHERE field LIKE '%commune_code%' ORDER BY id"
        ).fetchall()
    assert communes == [  # the commune of then is not taken for one of today
        ("former_commune_code", None, "07378"),
        ("commune_code@NHAN_SO", None, "07381"),
    ]


def test_unions_and_members_stay_together(here, there):
    member = filled(there)
    union = there.add("LHHTX Bắc Giang", kind=OrganisationKind.COOPERATIVE_UNION,
                      commune_code="07378", members_of_union=(member.uid,))  # fmt: skip
    here.add("HTX đã có", commune_code="07381")  # other ids than there
    before = tables(here.book)
    undo, _ = taken(here, there.book.path)
    assert load_organisation(here.book, union.uid).members_of_union == (member.uid,)
    undo_takeover(here.book, undo)
    assert tables(here.book) == before


def test_an_event_comes_when_all_its_parties_do(here, there):
    parties = [there.add(name, commune_code="07378").uid for name in ("HTX A", "HTX B")]
    here.add("HTX đã có", commune_code="07381")
    with closing(sqlite3.connect(there.book.path)) as connection:
        connection.execute(
            "INSERT INTO organisation_event VALUES "
            "(7, 'e', 'SAP_NHAP', NULL, 'QĐ 1', '', '{}', '{}', '2025-01-01T00:00:00+00:00', NULL)"
        )
        for place, uid in enumerate(parties):
            connection.execute(
                "INSERT INTO event_party SELECT 7, id, 'x', ? FROM organisation WHERE uid = ?",
                [place, uid],
            )
        connection.commit()
    before = tables(here.book)
    undo, _ = taken(here, there.book.path)
    with closing(sqlite3.connect(here.book.path)) as connection:
        found = connection.execute(
            "SELECT e.uid, o.uid FROM organisation_event e JOIN event_party p ON p.event_id = e.id "
            "JOIN organisation o ON o.id = p.organisation_id ORDER BY p.place"
        ).fetchall()
    assert found == [("e", uid) for uid in parties]
    undo_takeover(here.book, undo)
    assert tables(here.book) == before


def content(desk, uid):
    """A work record without what only this book knows of it."""
    return replace(load_dossier(desk.book, uid), revision=0)


def test_work_records_of_every_kind_come_whole(here, there):
    record = filled(there)
    uids = {}
    for kind, spec in there.book.catalogue.dossiers.items():
        values = {each.attr: "x" for each in spec.fields.values() if each.required}
        values |= {"operator": ">="} if kind == Kind.TARGET else {}
        draft = DossierDraft(
            kind,
            year=YEAR if "year" in spec.uses else None,
            organisations=() if spec.organisations == "none" else (record.uid,),
            values=values,
            money={f"{group.key}.total": 7 for group in spec.money},
        )
        uids[kind] = save_dossier(there.book, draft)[0].uid
    before = tables(here.book)
    preview = takeover_preview(here.book, there.book.path, Silent())
    assert len(preview.lines[0].dossiers) == 1 + sum(
        spec.organisations != "none" for spec in there.book.catalogue.dossiers.values()
    )
    undo, _ = take_over(here.book, preview, Choice.AREA, Silent())
    for uid in uids.values():
        assert content(here, uid) == content(there, uid)
    assert fates(here, there.book.path) == {"HTX Đồng Tiến": Fate.SAME}
    undo_takeover(here.book, undo)
    assert tables(here.book) == before


def test_the_programme_of_a_record_comes_with_it_and_others_stay(here, begun):
    district = begun("huyen", UnitProfile("217", "Huyện Lạng Giang", UnitLevel.DISTRICT, "24",
                                          "Tỉnh Bắc Giang", historical=True))  # fmt: skip
    inside = district.add("HTX trong", commune_code="07378")
    own, other = (
        save_dossier(district.book, DossierDraft(Kind.PROGRAMME, values={"name": name}))[0]
        for name in ("NQ 15", "NQ 16")
    )
    save_dossier(district.book, replace(district.support(inside.uid), programme=own.uid))
    preview = takeover_preview(here.book, district.book.path, Silent())
    undo, _ = take_over(here.book, preview, Choice.AREA, Silent())
    assert load_dossier(here.book, own.uid).text("name") == "NQ 15"
    with pytest.raises(NotFoundError):
        load_dossier(here.book, other.uid)

    save_dossier(here.book, DossierDraft(Kind.PILOT, year=YEAR, programme=own.uid))
    undo_takeover(here.book, undo)
    assert load_dossier(here.book, own.uid).text("name") == "NQ 15"  # it is used by now


def test_of_several_organisations_those_that_are_here_are_named(here, begun):
    district = begun("huyen", UnitProfile("217", "Huyện Lạng Giang", UnitLevel.DISTRICT, "24",
                                          "Tỉnh Bắc Giang", historical=True))  # fmt: skip
    communes = {"HTX ngoài": "07384", "HTX trong": "07378", "HTX cùng xã": "07378"}
    uids = [district.add(name, commune_code=code).uid for name, code in communes.items()]
    whole = district.support(money={"done.NSTW": 90})
    shared = district.support(*uids, money={"done.NSTW": 30})
    save_dossier(district.book, replace(shared, part_of=whole.uid))
    preview = takeover_preview(here.book, district.book.path, Silent())
    assert preview.dossiers(Choice.AREA) == preview.dossiers(Choice.ALL) == 1
    take_over(here.book, preview, Choice.AREA, Silent())
    (row,) = support(here)
    assert (row.names, row.draft.money) == (("HTX trong", "HTX cùng xã"), {"done.NSTW": 30})
    assert row.draft.part_of == ""  # its whole did not come
    before = tables(here.book)
    undo, _ = taken(here, district.book.path, Choice.ALL)
    (row,) = support(here, organisation=uids[0])  # what was here names who comes later
    assert row.names == ("HTX ngoài", "HTX trong", "HTX cùng xã")
    undo_takeover(here.book, undo)
    assert tables(here.book) == before
    assert fates(here, district.book.path)["HTX trong"] is Fate.DIFFERENT


def test_a_work_record_in_the_bin_does_not_come(here, there):
    record = there.add("HTX A", commune_code="07378")
    delete_dossier(there.book, there.support(record.uid).uid)
    taken(here, there.book.path)
    assert support(here) == support(here, in_bin=True) == []


def test_the_history_of_a_work_record_comes_along(here, there):
    record = there.add("HTX A", commune_code="07378")
    given = there.support(record.uid, content="Lớp một")
    taken(here, there.book.path)
    assert (given.uid, "content", None, "Lớp một") in here.journal("dossier")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("topic = 'H99'", "nội dung “H99” của hồ sơ Hỗ trợ"),
        ("kind = 'moi'", "loại hồ sơ công việc “moi”"),
    ],
)
def test_a_work_record_of_a_later_catalogue_is_refused(here, there, change, words):
    filled(there)
    source = back_up(there.book, "hang-ngay")
    with closing(sqlite3.connect(source)) as connection:
        connection.execute(f"UPDATE dossier SET {change} WHERE kind = 'support'")
        connection.commit()
    refused(here, source, InvalidInputError, words)


def test_figures_of_the_old_unit_come_under_its_own_code(here, there):
    filled(there)
    there.enter({"A1": "3"})
    taken(here, there.book.path)
    (row,) = load_history(here.book, Subject(SubjectKind.UNIT, "07378"), ACTUAL)
    assert row.values["A1"] == 3
    assert here.figures()["A1"].value == 1


def test_figures_of_an_old_unit_with_the_code_of_this_one_do_not_come(begun, here):
    namesake = begun("trung", UnitProfile("07381", "Xã Nghĩa Hưng", historical=True, **PROVINCE))
    namesake.enter({"A1": "9"})
    filled(namesake)
    preview = takeover_preview(here.book, namesake.book.path, Silent())
    assert (preview.code_clash, preview.is_same_unit, preview.unit_figures) == (True, False, 0)
    taken(here, namesake.book.path)
    assert here.figures()["A1"].value == 1


def test_a_new_officer_takes_the_book_of_the_same_unit_whole(begun, here):
    before = begun("truoc", NEW)
    before.enter({"A1": "9"}, reason="theo sổ")
    before.add("HTX xã bên", commune_code="07375")
    preview = takeover_preview(here.book, before.book.path, Silent())
    assert (preview.is_same_unit, preview.usual) == (True, Choice.ALL)
    take_over(here.book, preview, preview.usual, Silent())
    assert here.figures()["A1"].value == 9


def test_undoing_leaves_the_book_as_it_was(here, there):
    here.add("HTX đã có", {"O1": "5"}, commune_code="07381")
    filled(there)
    there.enter({"A1": "3"})
    there.support()
    before = tables(here.book)
    undo, change = taken(here, there.book.path)
    assert tables(here.book) != before

    assert undo_takeover(here.book, undo) == change
    assert tables(here.book) == before
    assert fates(here, there.book.path) == {"HTX Đồng Tiến": Fate.NEW}


@pytest.mark.parametrize("what", ["figure", "dossier", "field", "bin"])
def test_what_was_changed_since_is_not_undone(here, there, what):
    record = filled(there)
    undo, _ = taken(here, there.book.path)
    if what == "figure":
        subject = Subject(SubjectKind.ORGANISATION, record.uid)
        save_values(here.book, subject, 2020, ACTUAL, here.typed({"O1": "7"}))
    elif what == "dossier":
        here.support(record.uid)
    elif what == "field":
        save_organisation(
            here.book, replace(load_organisation(here.book, record.uid), phone="0912")
        )
    else:
        delete_organisation(here.book, record.uid)
    before = tables(here.book)
    with pytest.raises(StaleRecordError):
        undo_takeover(here.book, undo)
    assert tables(here.book) == before


def test_closed_figures_are_opened_before_anything_comes_or_goes(here, there):
    filled(there)
    year = ReportingPeriod(YEAR, PeriodKind.YEAR)
    close_period(here.book, year)
    before = tables(here.book)
    with pytest.raises(PeriodClosedError, match="đã chốt"):
        taken(here, there.book.path)
    assert tables(here.book) == before
    assert list(attachment_folder(here.book).glob("*")) == []

    reopen_period(here.book, year, "nhận sổ")
    undo, _ = taken(here, there.book.path)
    close_period(here.book, year)
    with pytest.raises(PeriodClosedError):
        undo_takeover(here.book, undo)


class Stopped:
    """Progress that is told to stop at a word."""

    def __init__(self, word):
        self.word = word

    def report(self, done, total, what):
        if self.word in what:
            raise CancelledError("dừng")


@pytest.mark.parametrize("word", ["sao lưu", "tệp đính kèm", "HTX Đào Mỹ", "lịch sử"])
def test_stopped_nothing_is_left(here, there, word):
    filled(there)
    filled(there, "HTX Đào Mỹ", "2400000086")
    before = tables(here.book)
    preview = takeover_preview(here.book, there.book.path, Silent())
    with pytest.raises(CancelledError):
        take_over(here.book, preview, Choice.AREA, Stopped(word))
    assert tables(here.book) == before
    assert list(attachment_folder(here.book).glob("*")) == []
    assert list(here.book.path.parent.glob("dang-nhan-so-*")) == []


def test_a_copy_of_the_own_book_is_made_before(here, there):
    filled(there)
    taken(here, there.book.path)
    (copy,) = backup.backups(here.book.backup_folder)
    assert copy.name.endswith("truoc-nhan-so.sqlite")


def test_a_damaged_attachment_is_counted_and_does_not_stop_the_rest(here, there):
    record = filled(there)
    (file,) = attachment_folder(there.book).iterdir()
    file.write_bytes(bytes(file.stat().st_size))
    undo, _ = taken(here, there.book.path)
    assert undo.lost == 1
    assert load_organisation(here.book, record.uid).attachments == record.attachments


def test_a_backup_copy_finds_the_attached_files(here, there):
    filled(there)
    copy = back_up(there.book, "hang-ngay")
    assert takeover_preview(here.book, copy, Silent()).lines[0].missing == 0


def test_figures_this_program_does_not_know_are_told_and_kept(here, there, tmp_path):
    filled(there)
    source = back_up(there.book, "hang-ngay")
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("ALTER TABLE annual_return ADD COLUMN a99 INTEGER")
        connection.execute('ALTER TABLE annual_return ADD COLUMN "x y" INTEGER')
        connection.execute('UPDATE annual_return SET a99 = 5, "x y" = 1')
        connection.commit()
    preview = takeover_preview(here.book, source, Silent())
    assert preview.unknown == ("a99",)
    undo, _ = take_over(here.book, preview, Choice.AREA, Silent())
    with closing(sqlite3.connect(here.book.path)) as connection:
        found = connection.execute("SELECT a99 FROM annual_return").fetchall()
    assert found == [(5,), (5,)]
    undo_takeover(here.book, undo)
    assert tables(here.book)["annual_return"] == []


def test_when_either_book_changes_after_the_preview_it_is_asked_anew(here, there):
    filled(there)
    preview = takeover_preview(here.book, there.book.path, Silent())
    there.add("HTX thêm", commune_code="07378")
    before = tables(here.book)
    with pytest.raises(StaleRecordError, match="vừa được thay đổi"):
        take_over(here.book, preview, Choice.AREA, Silent())
    assert tables(here.book) == before


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006", "0007"])
def test_books_of_earlier_programs_can_be_taken_over(here, revision, tmp_path):
    source = tmp_path / "cu.sqlite"
    shutil.copyfile(RELEASED / f"book-{revision}.sqlite", source)
    content = source.read_bytes()
    preview = takeover_preview(here.book, source, Silent())
    assert preview.unit == "một đơn vị chưa khai tên"
    take_over(here.book, preview, Choice.ALL, Silent())
    (line,) = preview.lines
    draft = load_organisation(here.book, line.uid)
    assert draft.persons[0].name == "Nguyễn Văn An"
    assert [row.draft.money for row in support(here)] == [CENTRAL]
    history = load_history(here.book, Subject(SubjectKind.ORGANISATION, line.uid), ACTUAL)
    assert history[0].values["O1"] == 25
    assert history[0].reasons["O1"] == "theo sổ"
    assert source.read_bytes() == content
    assert fates(here, source) == {line.name: Fate.SAME}


def refused(here, source, error, words):
    before, own = tables(here.book), here.book.path.read_bytes()
    with pytest.raises(error, match=words):
        takeover_preview(here.book, source, Silent())
    assert here.book.path.read_bytes() == own
    assert tables(here.book) == before
    assert list(here.book.path.parent.glob("dang-nhan-so-*")) == []


def test_the_own_book_and_its_copies_are_refused(here):
    refused(here, here.book.path, InvalidInputError, "chính sổ đang mở")
    refused(here, back_up(here.book, "hang-ngay"), InvalidInputError, "bản sao lưu của nó")


def test_a_practice_book_is_refused(begun, here, tmp_path, catalogue, units):
    book = open_book(tmp_path / "thuc-hanh", catalogue, units)
    fill_practice_book(book)
    book.close()
    refused(here, book.path, InvalidInputError, "sổ thực hành")


def test_a_newer_book_is_refused(here, there, tmp_path):
    source = back_up(there.book, "hang-ngay")
    with closing(sqlite3.connect(source)) as connection:
        connection.execute(f"PRAGMA user_version = {migrate.SCHEMA_VERSION + 1}")
    refused(here, source, NewerBookError, "mới hơn chương trình đang chạy")


def test_a_code_of_a_later_catalogue_is_refused(here, there):
    filled(there)
    source = back_up(there.book, "hang-ngay")
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("UPDATE organisation SET sector = 'MOI'")
        connection.commit()
    refused(here, source, InvalidInputError, "chưa có lĩnh vực “MOI” của HTX Đồng Tiến")


def test_a_file_that_is_gone_is_told(here, tmp_path):
    refused(here, tmp_path / "khong-co.sqlite", NotFoundError, "Không có tệp")


def test_a_profile_nobody_can_read_is_told(here, there):
    source = back_up(there.book, "hang-ngay")
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("UPDATE setting SET value = '{}' WHERE name = 'profile'")
        connection.commit()
    refused(here, source, UnreadableFileError, "thông tin đơn vị")
