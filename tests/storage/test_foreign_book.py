"""A book from outside is read from a copy; what is no sound book is told in words."""

import sqlite3
from contextlib import closing

import pytest

from ktt_desktop.domain.errors import StorageUnavailableError, UnreadableFileError
from ktt_desktop.storage import foreign_book
from ktt_desktop.storage.foreign_book import copied_book
from ktt_desktop.storage.migrate import APPLICATION_ID
from tests.storage.conftest import COLUMNS


@pytest.fixture
def folder(tmp_path):
    """The folder of the open book."""
    made = tmp_path / "moi"
    made.mkdir()
    return made


def read(source, folder):
    with copied_book(source, folder, COLUMNS.values()) as found:
        return found.digest, found.connection.execute("SELECT name FROM setting").fetchall()


def files(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_file_is_left_alone_and_the_copy_goes(book_file, folder):
    before = files(book_file.parent)
    digest, settings = read(book_file, folder)
    assert ("app_version",) in settings
    assert files(book_file.parent) == before
    assert list(folder.iterdir()) == []
    assert read(book_file, folder)[0] == digest


def test_what_lies_in_the_log_is_read_too(book_file, folder):
    digest, _ = read(book_file, folder)
    with closing(sqlite3.connect(book_file)) as connection:
        connection.execute("INSERT INTO setting VALUES ('moi', '1')")
        connection.commit()
        assert book_file.with_name(book_file.name + "-wal").stat().st_size
        later, settings = read(book_file, folder)
    assert ("moi",) in settings
    assert later != digest


def refused(source, folder, words, error=UnreadableFileError):
    before = source.read_bytes() if source.is_file() else None
    with pytest.raises(error, match=words):
        read(source, folder)
    assert (source.read_bytes() if source.is_file() else None) == before
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" * 100])
def test_a_file_that_is_no_database_is_refused(tmp_path, folder, content):
    source = tmp_path / "bieu.sqlite"
    source.write_bytes(content)
    refused(source, folder, "không phải là sổ của Sổ KTTT")


def test_the_database_of_another_program_is_refused(tmp_path, folder):
    source = tmp_path / "khac.sqlite"
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("CREATE TABLE a (b)")
    refused(source, folder, "của chương trình khác")


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_damaged_book_is_refused(book_file, folder, place):
    content = bytearray(book_file.read_bytes())
    start = int(len(content) * place) // 4096 * 4096
    content[start : start + 4096] = b"\xff" * 4096
    book_file.write_bytes(content)
    refused(book_file, folder, "đã hỏng")


def test_half_a_book_is_refused(book_file, folder):
    content = book_file.read_bytes()
    book_file.write_bytes(content[: len(content) // 2])
    refused(book_file, folder, "đã hỏng")


@pytest.mark.parametrize("version", [1, 3])
def test_a_file_that_only_calls_itself_a_book_is_refused(tmp_path, folder, version):
    source = tmp_path / "gia.sqlite"
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value)")
        connection.execute("CREATE TABLE annual_return (id INTEGER PRIMARY KEY)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
    refused(source, folder, "đã hỏng")


def test_a_book_that_is_being_written_is_asked_for_again(book_file, folder, monkeypatch):
    sizes = iter(range(10))
    monkeypatch.setattr(foreign_book, "_state", lambda _: (next(sizes), 0))
    book_file.with_name(book_file.name + "-wal").write_bytes(b"")
    refused(book_file, folder, "đang được ghi")


def test_a_place_that_cannot_be_read_is_told(tmp_path, folder):
    refused(tmp_path / "khong-co.sqlite", folder, "Không chép được tệp", StorageUnavailableError)
