"""Lấy sổ từ máy khác: a copy becomes the book of this machine, whole or not at all."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from ktt_desktop.domain.book_copy import BookContents, CopyHead
from ktt_desktop.domain.errors import (
    BookInUseError,
    CancelledError,
    NewerBookError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.interchange.book_copy_writer import write_copy
from ktt_desktop.interchange.encrypted_file import Recipient
from ktt_desktop.services import book_restore
from ktt_desktop.services.attachments import attach_file
from ktt_desktop.services.book import BOOK_FILE
from ktt_desktop.services.book_copy import copy_book
from ktt_desktop.services.book_restore import STAGING, discard, put_in_place, stage
from ktt_desktop.services.opening import begin_book, close_after_work, open_for_work
from ktt_desktop.services.own_keys import KeyKind, own_key
from ktt_desktop.services.recipients import recipients, remember_recipient
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.settings import load_profile
from ktt_desktop.storage.backup import backups
from ktt_desktop.storage.lock import lock_book
from ktt_desktop.storage.migrate import SCHEMA_VERSION
from tests.services.dying import rounds

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
KILLING = Path(__file__).with_name("restoring_until_killed.py")


@pytest.fixture(scope="module")
def commune(units):
    on = date(2026, 11, 20)
    unit = units.search("lang giang", on, UnitLevel.COMMUNE)[0]
    province = units.path(unit, on)[-1]
    return UnitProfile(unit.code, unit.name, unit.level, province.code, province.name)


def begun(folder, profile, names, scan=None):
    """A closed book with these organisations; the first one with an attached file."""
    opened = open_for_work(folder, practice=False)
    book = begin_book(opened.book, profile).book
    files = () if scan is None else (attach_file(book, scan),)
    for name in names:
        draft = OrganisationDraft(name=name, sector="XD", attachments=files)
        save_organisation(book, draft)
        files = ()
    return book


@pytest.fixture(scope="module")
def copy(tmp_path_factory, commune):
    """A copy made on the old machine: three organisations, an attachment, keys, a recipient."""
    folder = tmp_path_factory.mktemp("máy cũ")
    scan = folder / "quét.pdf"
    scan.write_bytes(b"%PDF scan")
    book = begun(folder / "so", commune, ["HTX Đồng Kỳ", "HTX Hương Sơn", "HTX Mỹ Hà"], scan)
    remember_recipient(book.path.parent, Recipient("UBND tỉnh", "24", bytes(31) + b"\x09"))
    own_key(book, KeyKind.SEAL)
    target = folder / "a.kttt-so"
    copy_book(book, load_profile(book), target, Silent(), with_keys=True, moving=True)
    close_after_work(book)
    return target


@pytest.fixture
def home(tmp_path):
    return tmp_path / "Nguyễn Văn Ưng" / "SoKTTT"


@pytest.fixture
def old(home, commune):
    """A book is there already."""
    close_after_work(begun(home, commune, ["HTX của máy này"]))
    return home


def names_in(home):
    with closing(open_for_work(home, practice=False).book) as book, book.sessions() as session:
        names = session.connection().exec_driver_sql("SELECT name FROM organisation")
        return sorted(names.scalars())


def test_a_new_machine_goes_on_where_the_old_one_stopped(copy, home):
    staged = stage(copy, home, Silent())
    assert (staged.contents.organisations, staged.attachments, staged.here) == (3, 1, None)
    put_in_place(staged, home)

    assert names_in(home) == ["HTX Hương Sơn", "HTX Mỹ Hà", "HTX Đồng Kỳ"]
    assert len(list((home / "tep-dinh-kem").iterdir())) == 1
    assert [each.name for each in recipients(home)] == ["UBND tỉnh"]
    assert not (home / STAGING).exists()


def test_the_machine_keeps_its_seal_when_its_keys_came_along(copy, home):
    put_in_place(stage(copy, home, Silent()), home)
    with closing(open_for_work(home, practice=False).book) as book:
        mark = own_key(book, KeyKind.SEAL).fingerprint
    assert [mark in each.name for each in (home / "khoa").glob("niem-phong-*")] == [True]


def test_the_book_of_the_old_machine_says_at_its_opening_that_it_was_moved(copy, home):
    opened = open_for_work(copy.parent / "so", practice=False)
    opened.book.close()
    assert "chuyển sang máy khác" in opened.moved

    put_in_place(stage(copy, home, Silent()), home)
    opened = open_for_work(home, practice=False)
    opened.book.close()
    assert opened.moved == ""


def test_a_book_that_is_there_is_copied_first_and_only_then_replaced(copy, old):
    staged = stage(copy, old, Silent())
    assert staged.here.unit
    assert names_in(old) == ["HTX của máy này"]

    put_in_place(staged, old)

    assert len(names_in(old)) == 3
    kept = [path for path in backups(old / "sao-luu") if "truoc-lay-so" in path.name]
    with closing(sqlite3.connect(kept[0])) as connection:
        assert connection.execute("SELECT name FROM organisation").fetchall() == [
            ("HTX của máy này",)
        ]


def test_a_declined_copy_leaves_nothing(copy, old):
    discard(stage(copy, old, Silent()))
    assert not (old / STAGING).exists()
    assert names_in(old) == ["HTX của máy này"]


def test_an_open_book_is_not_replaced(copy, old):
    staged = stage(copy, old, Silent())
    lock = lock_book(old)
    try:
        with pytest.raises(BookInUseError):
            put_in_place(staged, old)
    finally:
        lock.release()
    assert names_in(old) == ["HTX của máy này"]


def test_a_damaged_book_that_is_there_is_kept_as_it_is(copy, old):
    (old / BOOK_FILE).write_bytes(b"damaged beyond reading" * 400)

    put_in_place(stage(copy, old, Silent()), old)

    assert len(names_in(old)) == 3
    (kept,) = (old / "sao-luu").glob("hong-*/so-kttt.sqlite")
    assert kept.read_bytes().startswith(b"damaged")


def test_what_was_written_last_in_the_old_book_is_in_its_copy(copy, old):
    with closing(sqlite3.connect(old / BOOK_FILE, isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("PRAGMA wal_autocheckpoint = 0")
        reader.execute("UPDATE organisation SET name = 'HTX vừa sửa'")
        shutil.copytree(old, old.with_name("b"))
    put_in_place(stage(copy, old.with_name("b"), Silent()), old.with_name("b"))

    kept = [path for path in backups(old.with_name("b") / "sao-luu") if "truoc-lay" in path.name]
    with closing(sqlite3.connect(kept[0])) as connection:
        assert connection.execute("SELECT name FROM organisation").fetchall() == [("HTX vừa sửa",)]
    assert len(names_in(old.with_name("b"))) == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are copies of one process")
def test_killed_at_any_step_the_old_or_the_new_book_is_whole(copy, old, tmp_path):
    states = rounds(KILLING, copy, old, tmp_path / "homes")
    assert len(states) > 10
    assert set(states) == {"1 0", "3 0"}
    assert states == sorted(states)  # old until the one rename, new after it


def refused(path, home, words="sổ", kind=UnreadableFileError):
    before = contents(home)
    with pytest.raises(kind, match=words):
        stage(path, home, Silent())
    assert contents(home) == before
    assert not (home / STAGING).exists()


def contents(home):
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


def test_files_of_other_kinds_are_refused(old, tmp_path):
    for content in (b"", b"PK", b"SQLite format 3\0" + bytes(4000), bytes(100_000)):
        other = tmp_path / "khác.kttt-so"
        other.write_bytes(content)
        refused(other, old, "không phải tệp chép sổ")
    refused(tmp_path / "không có.kttt-so", old, "Không đọc được")


def test_a_copy_altered_anywhere_is_refused(copy, old, tmp_path):
    whole = copy.read_bytes()
    altered = tmp_path / "a.kttt-so"
    places = [*range(0, len(whole), len(whole) // 60), len(whole) - 1, len(whole) - 200]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 0x40
        altered.write_bytes(changed)
        refused(altered, old)
    for length in (len(whole) // 2, len(whole) - 1):
        altered.write_bytes(whole[:length])
        refused(altered, old)


def repacked(copy, change):
    """The same archive with other members."""
    target = BytesIO()
    with ZipFile(copy) as source, ZipFile(target, "w") as archive:
        members = [(info.filename, source.read(info)) for info in source.infolist()]
        for name, content, packing in change([(*each, 0) for each in members]):
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = packing
            info.external_attr, info.create_system = 0o100644 << 16, 3
            archive.writestr(info, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../so-kttt.sqlite",
        "/etc/cron.d/a",
        "tep-dinh-kem/../../a",
        "C:\\a",
        "sao-luu/a.sqlite",
        f"tep-dinh-kem/{'A' * 64}",
        "khoa/nguoi-nhan.toml\n",
        "thuc-hanh/so-kttt.sqlite",
        "cap-nhat/units/20261122/data/con.toml",
    ],
)
def test_names_that_lead_elsewhere_are_refused(copy, old, tmp_path, name):
    other = tmp_path / "a.kttt-so"
    other.write_bytes(repacked(copy, lambda members: [*members, (name, b"x", 0)]))
    refused(other, old, "mang tên lạ")


def test_packed_members_parts_that_are_missing_or_too_many_are_refused(copy, old, tmp_path):
    other = tmp_path / "a.kttt-so"
    bomb = (f"tep-dinh-kem/{'a' * 64}", bytes(50_000_000), ZIP_DEFLATED)
    other.write_bytes(repacked(copy, lambda members: [*members, bomb]))
    refused(other, old, "không phải tệp chép sổ")
    plain = (f"tep-dinh-kem/{'a' * 64}", b"x", 0)
    other.write_bytes(repacked(copy, lambda members: [*members, plain]))
    refused(other, old, "thiếu hoặc thừa")
    other.write_bytes(
        repacked(copy, lambda members: [each for each in members if each[0] != BOOK_FILE])
    )
    refused(other, old, "thiếu hoặc thừa")


def test_a_copy_of_a_newer_program_is_refused(copy, old, tmp_path, monkeypatch):
    monkeypatch.setattr(book_restore, "SCHEMA_VERSION", 4)
    refused(copy, old, "mới hơn", NewerBookError)


def test_a_copy_that_tells_of_an_older_structure_than_its_book_has_is_refused(copy, old, tmp_path):
    """The manifest is written anew by hand: every hash fits, the book is of tomorrow."""
    folder = tmp_path / "x"
    with ZipFile(copy) as archive:
        archive.extractall(folder)
        text = archive.read("manifest.json").decode()
    with closing(sqlite3.connect(folder / BOOK_FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    book = (folder / BOOK_FILE).read_bytes()
    with ZipFile(copy) as archive:
        before = sha256(archive.read(BOOK_FILE)).hexdigest()
    text = text.replace(before, sha256(book).hexdigest())

    def change(members):
        new = {BOOK_FILE: book, "manifest.json": text.encode()}
        return [(name, new.get(name, content), packing) for name, content, packing in members]

    other = tmp_path / "a.kttt-so"
    other.write_bytes(repacked(copy, change))
    refused(other, old, "mới hơn", NewerBookError)


@pytest.mark.parametrize("version", [1, 3, 4])
def test_a_copy_of_an_older_book_is_brought_up_to_date(old, tmp_path, version):
    released = Path(__file__).parents[1] / "migrations" / f"book-000{version}.sqlite"
    head = CopyHead("1", "Xã cũ", "0.0.1", version, NOW, None, BookContents(0, 0, 0, 0), 0)
    other = tmp_path / "a.kttt-so"
    with other.open("wb") as file:
        write_copy(file, head, [(BOOK_FILE, released)], lambda _: None)

    put_in_place(stage(other, old, Silent()), old)

    with closing(sqlite3.connect(old / BOOK_FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert names_in(old) != ["HTX của máy này"]


def test_no_room_and_a_stop_leave_everything_as_it_was(copy, old, monkeypatch):
    class Stop:
        def report(self, done, total, what):
            if done:
                raise CancelledError("dừng")

    with pytest.raises(CancelledError):
        stage(copy, old, Stop())
    assert not (old / STAGING).exists()
    usage = shutil.disk_usage(old)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    refused(copy, old, "không đủ chỗ", StorageUnavailableError)


def test_a_disk_that_fails_while_putting_in_place_keeps_the_old_book(copy, old, monkeypatch):
    staged = stage(copy, old, Silent())

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(book_restore, "flush_to_disk", full)
    with pytest.raises(StorageUnavailableError, match="Chưa đưa được sổ"):
        put_in_place(staged, old)
    assert names_in(old) == ["HTX của máy này"]
