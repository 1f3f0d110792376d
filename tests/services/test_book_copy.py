"""Chép sổ sang máy khác: the file that is made; taking it in is tried in test_book_restore."""

import os
import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.book_copy_reader import open_copy
from ktt_desktop.services import book_copy
from ktt_desktop.services.attachments import attach_file
from ktt_desktop.services.book_copy import WORK, copy_book, copy_name
from ktt_desktop.services.moved import keep_here, moved_away
from ktt_desktop.services.own_keys import KeyKind, own_key
from ktt_desktop.services.settings import load_value
from tests.services.dying import rounds

KILLING = Path(__file__).with_name("copying_until_killed.py")


class StopAt:
    """Stops the work at the nth report."""

    def __init__(self, number):
        self.left = number

    def report(self, *_):
        self.left -= 1
        if self.left < 0:
            raise CancelledError("dừng")


@pytest.fixture
def furnished(practice, tmp_path):
    """A book with an attachment, a received file, a key, and things that do not belong to it."""
    book, profile, _ = practice
    scan = tmp_path / "quét.pdf"
    scan.write_bytes(b"%PDF" + bytes(3_000_000))
    attach_file(book, scan)
    home = book.path.parent
    (home / "tep-nhan").mkdir()
    (home / "tep-nhan" / f"{'a' * 64}.kttt").write_bytes(b"kept")
    (home / "tep-dinh-kem" / "ghi chú.txt").write_bytes(b"somebody's own")
    own_key(book, KeyKind.SEAL)
    return book, profile


def names(path):
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def beside(path):
    return sorted(each.name for each in path.parent.iterdir())


def test_the_file_is_named_after_the_unit_and_the_day(practice):
    assert copy_name(practice[1], date(2026, 11, 22)) == "217-20261122.kttt-so"


def test_the_book_and_what_belongs_to_it_travel_in_one_file(furnished, tmp_path):
    book, profile = furnished
    target = tmp_path / "usb" / "217.kttt-so"
    target.parent.mkdir()

    made = copy_book(book, profile, target, Silent())

    inside = names(target)
    assert inside[0] == "mimetype"
    assert inside[1] == "so-kttt.sqlite"
    assert inside[-1] == "manifest.json"
    assert f"tep-nhan/{'a' * 64}.kttt" in inside
    assert sum(name.startswith("tep-dinh-kem/") for name in inside) == 1
    assert beside(target) == ["217.kttt-so"]
    assert not (book.path.parent / WORK).exists()
    assert made.head.contents.organisations == 12
    assert made.head.unit_name == profile.name


def test_private_keys_stay_unless_they_are_asked_for(furnished, tmp_path):
    book, profile = furnished
    without, along = tmp_path / "a.kttt-so", tmp_path / "b.kttt-so"

    assert copy_book(book, profile, without, Silent()).head.keys == 0
    assert copy_book(book, profile, along, Silent(), with_keys=True).head.keys == 1

    mark = load_value(book, "own_key_seal")
    assert f"khoa/niem-phong-{mark}.khoa" not in names(without)
    assert f"khoa/niem-phong-{mark}.khoa" in names(along)


def test_a_moved_book_says_so_until_somebody_works_on_with_it(furnished, tmp_path):
    book, profile = furnished
    copy_book(book, profile, tmp_path / "a.kttt-so", Silent())
    assert moved_away(book) is None

    copy_book(book, profile, tmp_path / "b.kttt-so", Silent(), moving=True)

    assert "b.kttt-so" in moved_away(book).sentence
    keep_here(book)
    assert moved_away(book) is None


@pytest.mark.parametrize("step", [0, 1, 3, 5, 7])
def test_stopped_at_any_time_the_old_file_stays(furnished, tmp_path, step):
    book, profile = furnished
    target = tmp_path / "usb" / "a.kttt-so"
    target.parent.mkdir()
    target.write_bytes(b"the copy of last year")

    with pytest.raises(CancelledError):
        copy_book(book, profile, target, StopAt(step), moving=True)

    assert target.read_bytes() == b"the copy of last year"
    assert beside(target) == ["a.kttt-so"]
    assert moved_away(book) is None


def test_a_device_that_is_full_or_gone_is_told_and_nothing_is_left(
    furnished, tmp_path, monkeypatch
):
    book, profile = furnished
    with pytest.raises(StorageUnavailableError, match="Không có thư mục"):
        copy_book(book, profile, tmp_path / "rút ra" / "a.kttt-so", Silent())

    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(StorageUnavailableError, match="không đủ chỗ"):
        copy_book(book, profile, tmp_path / "a.kttt-so", Silent())
    assert not list(tmp_path.glob("a.kttt-so*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_that_fills_up_while_writing_leaves_the_old_file(furnished, tmp_path, monkeypatch):
    book, profile = furnished
    target = tmp_path / "a.kttt-so"
    (tmp_path / "a.kttt-so.dang-ghi").symlink_to("/dev/full")

    with pytest.raises(StorageUnavailableError, match="không đủ chỗ"):
        copy_book(book, profile, target, Silent())
    assert not target.exists()


def test_a_device_that_returns_other_bytes_is_not_believed(furnished, tmp_path, monkeypatch):
    book, profile = furnished
    target = tmp_path / "a.kttt-so"
    write = book_copy.write_copy

    def forged(file, *rest):
        write(file, *rest)
        file.seek(200_000)
        file.write(b"\xff\x00\xff")

    monkeypatch.setattr(book_copy, "write_copy", forged)
    with pytest.raises(StorageUnavailableError, match="đọc lại không giống"):
        copy_book(book, profile, target, Silent(), moving=True)
    assert not list(tmp_path.glob("a.kttt-so*"))
    assert moved_away(book) is None


def test_a_book_larger_than_one_file_can_be_is_told(furnished, tmp_path, monkeypatch):
    book, profile = furnished
    monkeypatch.setattr(book_copy, "LARGEST_COPY", 20_000_000)

    with pytest.raises(StorageUnavailableError, match="lớn hơn 2 GB"):
        copy_book(book, profile, tmp_path / "a.kttt-so", Silent())


def test_the_parts_are_listed_with_their_sizes(furnished, tmp_path):
    book, profile = furnished
    target = tmp_path / "a.kttt-so"
    made = copy_book(book, profile, target, Silent())

    with open_copy(target) as found:
        assert found.size == made.size
        assert found.head.made_at == made.head.made_at
        assert found.head.contents == made.head.contents


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are copies of one process")
def test_killed_at_any_step_the_old_or_the_new_file_is_whole(furnished, tmp_path):
    book, _ = furnished
    book.close()
    states = rounds(KILLING, book.path.parent, tmp_path / "a.kttt-so")
    assert len(states) > 8
    assert set(states) == {"old", "new"}
    assert states == sorted(states, reverse=True)  # old until the one rename, new after it
