import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.services.book import now
from ktt_desktop.storage.unopened import glance
from tests.usual_report import save_text


def test_a_book_open_in_another_place_tells_its_unit_and_its_last_change(practice):
    book, profile, _ = practice

    seen = glance(book.path)

    assert json.loads(seen.profile)["name"] == profile.name
    assert now() - timedelta(minutes=5) < seen.changed <= now()


def test_words_written_for_a_report_are_a_change_too(practice):
    book, _, period = practice
    with closing(sqlite3.connect(book.path)) as connection, connection:
        connection.execute("UPDATE journal SET at = '2024-01-31T08:00:00+00:00'")
    assert glance(book.path).changed == datetime(2024, 1, 31, 8, tzinfo=UTC)

    save_text(book, period, "1", "Thuận lợi, khó khăn.")

    assert glance(book.path).changed > now() - timedelta(minutes=5)


def test_a_book_of_nobody_tells_nothing(empty_book):
    seen = glance(empty_book.path)

    assert (seen.profile, seen.changed) == (None, None)


def test_a_missing_book_is_not_made_by_looking(tmp_path):
    seen = glance(tmp_path / "so-kttt.sqlite")

    assert (seen.profile, seen.changed) == (None, None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"khong phai so" * 1000, b"SQLite format 3\x00" + b"\xff" * 9000]
)
def test_what_is_no_book_is_told_in_a_sentence(tmp_path, content):
    path = tmp_path / "so-kttt.sqlite"
    path.write_bytes(content)

    with pytest.raises(StorageUnavailableError, match="Không đọc được sổ trong thư mục"):
        glance(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "so-kttt.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE khac (x)")

    with pytest.raises(StorageUnavailableError, match="chương trình khác"):
        glance(path)
