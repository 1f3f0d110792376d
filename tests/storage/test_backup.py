import sqlite3
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.storage.backup import (
    KEEP_DAYS,
    KEEP_LAST,
    KEEP_MONTHS,
    KEEP_WEEKS,
    backup_time,
    backups,
    make_backup,
    thin_out,
    worth_keeping,
)

NOW = datetime.fromisoformat("2025-12-09T08:15:30")  # local time, as in the name
moments = st.integers(0, 3 * 366 * 24 * 3600).map(lambda seconds: NOW - timedelta(seconds=seconds))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "sao-luu"


def put(book: Path, name: str, value: str) -> None:
    with closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))


def get(book: Path, name: str) -> str | None:
    with closing(sqlite3.connect(book)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_one_whole_file_named_by_its_moment(book_file, folder):
    copy = make_backup(book_file, folder, NOW, "hang-ngay")

    assert names(folder) == ["so-kttt-20251209-081530-hang-ngay.sqlite"]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert backup_time(copy) == NOW


def test_the_copy_holds_what_is_still_in_the_log_of_an_open_book(book_file, folder):
    with closing(sqlite3.connect(book_file)) as open_book:
        open_book.execute("PRAGMA wal_autocheckpoint = 0")
        with open_book:
            open_book.execute("INSERT INTO setting VALUES ('x', 'vừa lưu')")
        assert b"v\xe1\xbb\xaba l\xc6\xb0u" not in book_file.read_bytes()

        copy = make_backup(book_file, folder, NOW, "dong-so")

    assert get(copy, "x") == "vừa lưu"


def test_a_save_not_yet_finished_is_not_in_the_copy(book_file, folder):
    with closing(sqlite3.connect(book_file)) as open_book:
        open_book.execute("INSERT INTO setting VALUES ('x', 'dở dang')")
        copy = make_backup(book_file, folder, NOW, "dong-so")

    assert get(copy, "x") is None


def test_two_copies_in_one_second_are_both_kept(book_file, folder):
    put(book_file, "x", "1")
    first = make_backup(book_file, folder, NOW, "thu-cong")
    put(book_file, "x", "2")
    second = make_backup(book_file, folder, NOW, "thu-cong")
    third = make_backup(book_file, folder, NOW.replace(microsecond=999_999), "dong-so")

    assert [get(first, "x"), get(second, "x"), get(third, "x")] == ["1", "2", "2"]
    assert backups(folder) == [third, second, first]


def test_a_folder_that_cannot_be_made_is_told(book_file, folder):
    folder.write_text("một tệp nằm ở chỗ của thư mục")

    with pytest.raises(StorageUnavailableError, match="Không sao lưu được vào thư mục"):
        make_backup(book_file, folder, NOW, "dong-so")


def test_a_copy_that_cannot_get_its_name_leaves_nothing_behind(book_file, folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(StorageUnavailableError, match="chỗ trống và quyền ghi"):
        make_backup(book_file, folder, NOW, "dong-so")

    assert names(folder) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of file size is POSIX")
def test_a_full_disk_is_told_and_leaves_the_older_copies_alone(book_file, folder):
    import resource

    old = make_backup(book_file, folder, NOW - timedelta(days=1), "hang-ngay")
    before = old.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (book_file.stat().st_size // 2, hard))
    try:
        with pytest.raises(StorageUnavailableError, match="Không sao lưu được"):
            make_backup(book_file, folder, NOW, "dong-so")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert names(folder) == [old.name]
    assert old.read_bytes() == before


def test_a_damaged_book_gives_no_copy_that_looks_good(book_file, folder):
    size = book_file.stat().st_size
    with book_file.open("r+b") as file:
        file.seek(size - 8192)
        file.write(b"\xff" * 8192)

    with pytest.raises(StorageUnavailableError):
        make_backup(book_file, folder, NOW, "dong-so")

    assert names(folder) == []


def test_what_an_interrupted_copy_left_does_not_stay(book_file, folder):
    folder.mkdir()
    (folder / "so-kttt.part").write_bytes(b"half a copy" * 1000)

    make_backup(book_file, folder, NOW, "dong-so")

    assert names(folder) == ["so-kttt-20251209-081530-dong-so.sqlite"]


@pytest.mark.parametrize(
    "name",
    [
        "so-kttt-20251209-081530-dong-so - Copy.sqlite",
        "so-kttt-ban-cua-toi.sqlite",
        "so-kttt-99999999-999999-dong-so.sqlite",
    ],
)
def test_files_of_the_officer_are_neither_counted_nor_removed(book_file, folder, name):
    folder.mkdir()
    (folder / name).write_bytes(b"")
    for day in range(100):
        (folder / f"so-kttt-{NOW - timedelta(hours=day):%Y%m%d-%H%M%S}-x.sqlite").write_bytes(b"")

    copy = make_backup(book_file, folder, NOW + timedelta(days=1), "dong-so")

    assert (folder / name).exists()
    assert backups(folder)[0] == copy
    with pytest.raises(ValueError, match=r"is not a copy|does not match"):
        backup_time(folder / name)


def test_only_copies_worth_keeping_stay(folder):
    folder.mkdir()
    times = [NOW - timedelta(hours=6 * step) for step in range(4 * 500)]
    for time in times:
        (folder / f"so-kttt-{time:%Y%m%d-%H%M%S}-dong-so.sqlite").write_bytes(b"")

    thin_out(folder)

    assert {backup_time(path) for path in backups(folder)} == worth_keeping(times)


def test_a_copy_that_cannot_be_removed_now_does_not_stop_the_work(book_file, folder, monkeypatch):
    for hour in range(40):
        folder.mkdir(exist_ok=True)
        (folder / f"so-kttt-20251208-{hour % 24:02}{hour:02}00-x.sqlite").write_bytes(b"")
    real = Path.unlink

    def in_use(path, missing_ok=False):
        if path.suffix == ".sqlite":
            raise PermissionError(13, "in use")
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", in_use)

    assert make_backup(book_file, folder, NOW, "dong-so").exists()
    assert len(backups(folder)) == 41


@given(st.lists(moments, max_size=120))
def test_rotation_keeps_the_newest_and_never_more_than_its_classes(times):
    kept = worth_keeping(times)
    distinct = sorted(set(times), reverse=True)

    assert kept <= set(times)
    assert len(kept) <= KEEP_LAST + KEEP_DAYS + KEEP_WEEKS + KEEP_MONTHS
    assert set(distinct[:1]) <= kept
    assert set(sorted(times, reverse=True)[:KEEP_LAST]) <= kept
    for span, limit in (("%Y%m%d", KEEP_DAYS), ("%G%V", KEEP_WEEKS), ("%Y%m", KEEP_MONTHS)):
        spans = sorted({time.strftime(span) for time in times}, reverse=True)[:limit]
        for each in spans:
            assert max(time for time in times if time.strftime(span) == each) in kept


@given(st.lists(moments, max_size=60))
def test_rotation_of_what_was_kept_removes_nothing_more(times):
    kept = worth_keeping(times)

    assert worth_keeping(kept) == kept


@given(st.lists(moments, min_size=1, max_size=60))
def test_copies_made_one_after_another_keep_a_copy_of_each_recent_month(times):
    kept: set[datetime] = set()
    for time in sorted(times):
        kept = worth_keeping(kept | {time})

    months = sorted({time.strftime("%Y%m") for time in times}, reverse=True)[:KEEP_MONTHS]
    assert {time.strftime("%Y%m") for time in kept} >= set(months)
