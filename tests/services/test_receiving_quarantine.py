"""Finding files, copying them into quarantine, and emptying it."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from ktt_desktop.domain.errors import StorageUnavailableError, UnreadableFileError
from ktt_desktop.interchange.encrypted_file import LARGEST_ENCRYPTED
from ktt_desktop.services import receiving_quarantine
from ktt_desktop.services.opening import close_after_work, open_for_work
from ktt_desktop.services.receiving_quarantine import (
    copy_in,
    empty_quarantine,
    find_files,
    quarantine_of,
    tidy_up,
)


@dataclass(frozen=True)
class Place:
    """Where a book would lie."""

    path: Path


@pytest.fixture
def book(tmp_path):
    (tmp_path / "so").mkdir()
    return Place(tmp_path / "so" / "so-kttt.sqlite")


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "USB của xã"
    folder.mkdir()
    return folder


def put(path, content=b"x"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(found):
    return [each.path.name for each in found.files]


def test_a_stick_is_searched_to_its_folders_and_other_files_are_left_alone(stick):
    for name in ("a.kttt", "2024/b.KTTT", "2024/sâu/c.zip", "bảng.xlsx", "ghi chú.txt", "ảnh.jpg"):
        put(stick / name)

    assert sorted(names(find_files([stick]))) == ["a.kttt", "b.KTTT", "bảng.xlsx", "c.zip"]


def test_parts_of_files_locks_of_excel_and_hidden_folders_are_not_looked_at(stick):
    for name in ("a.kttt.dang-ghi", "~$bảng.xlsx", "._a.kttt", ".Trash/x.kttt", "cach-ly/y.kttt"):
        put(stick / name)
    put(stick / "$RECYCLE.BIN" / "z.kttt")

    assert names(find_files([stick])) == []


def test_the_excel_view_beside_its_file_is_passed_over_but_not_one_that_came_alone(stick):
    for name in ("a.kttt", "a.xlsx", "a.pdf", "b.xlsx"):
        put(stick / name)

    assert names(find_files([stick])) == ["a.kttt", "b.xlsx"]
    chosen = [stick / "a.kttt", stick / "a.pdf", stick / "a.xlsx"]
    assert names(find_files(chosen)) == ["a.kttt"]


def test_a_file_named_twice_and_found_in_its_folder_comes_once(stick):
    path = put(stick / "a.kttt")
    found = find_files([path, stick, path])

    assert names(found) == ["a.kttt"]
    assert found.files[0].chosen


def test_a_chosen_file_is_looked_at_whatever_its_name(stick):
    assert names(find_files([put(stick / "a.bin")])) == ["a.bin"]


def test_a_link_in_a_circle_does_not_go_round(stick):
    put(stick / "a.kttt")
    (stick / "vòng").symlink_to(stick, target_is_directory=True)

    assert names(find_files([stick])) == ["a.kttt"]


def test_folders_deeper_than_anybody_makes_are_not_entered(stick):
    put(stick.joinpath(*"123456789") / "a.kttt")
    put(stick.joinpath(*"12345678") / "b.kttt")

    assert names(find_files([stick])) == ["b.kttt"]


def test_more_files_than_fit_are_cut_off_and_it_is_said(stick, monkeypatch):
    monkeypatch.setattr(receiving_quarantine, "MOST_FOUND", 2)
    for name in ("a.kttt", "b.kttt", "c.kttt"):
        put(stick / name)
    found = find_files([stick])

    assert names(found) == ["a.kttt", "b.kttt"]
    assert "Có 3 tệp, chỉ xem 2 tệp đầu" in found.notes[0]


def test_a_copy_has_the_same_bytes_and_another_name(book, stick):
    copy = copy_in(book, put(stick / ("tệp của xã Lạng Giang" * 8 + ".kttt"), b"abc"), 7)

    assert copy == quarantine_of(book) / "00007.kttt"
    assert copy.read_bytes() == b"abc"


def test_a_huge_file_is_copied_no_further_than_shows_that_it_is_too_large(book, stick):
    path = stick / "a.kttt"
    with path.open("wb") as file:
        file.truncate(LARGEST_ENCRYPTED + 5_000_000)

    assert copy_in(book, path, 0).stat().st_size == LARGEST_ENCRYPTED + 1


def test_a_path_of_250_vietnamese_letters_is_copied(book, stick):
    folder = stick / ("Xã Lạng Giang " * 4).strip() / ("Hợp tác xã " * 5).strip()
    name = "ữ" * 60 + ".kttt"
    path = put(folder / name)

    assert len(str(path)) > 180
    assert copy_in(book, path, 0).read_bytes() == b"x"


def test_a_name_too_long_for_the_system_has_its_sentence(book, stick):
    with pytest.raises(UnreadableFileError, match="quá dài"):
        copy_in(book, stick / ("x" * 300 + ".kttt"), 0)


def test_a_stick_that_vanished_has_its_sentence_and_leaves_no_copy(book, stick):
    with pytest.raises(UnreadableFileError, match="cắm lại USB"):
        copy_in(book, stick / "mất.kttt", 0)

    assert list(quarantine_of(book).iterdir()) == []


class Vanishing:
    """A file on a stick pulled out after the first piece."""

    def __init__(self, real):
        self.real, self.reads = real, 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.real.close()

    def read(self, _):
        self.reads += 1
        if self.reads > 1:
            raise OSError(errno.EIO, "Input/output error")
        return self.real.read(2)


def test_a_stick_pulled_out_while_reading_leaves_no_half_copy(book, stick, monkeypatch):
    path = put(stick / "a.kttt", b"abcdef")
    real = Path.open

    def opening(self, mode="r", *args, **kwargs):
        file = real(self, mode, *args, **kwargs)
        return Vanishing(file) if self == path else file

    monkeypatch.setattr(Path, "open", opening)
    with pytest.raises(UnreadableFileError, match="cắm lại USB"):
        copy_in(book, path, 0)

    assert list(quarantine_of(book).iterdir()) == []


def test_a_file_another_program_holds_has_its_sentence(book, stick, monkeypatch):
    path = put(stick / "a.kttt")
    real = Path.open

    def opening(self, mode="r", *args, **kwargs):
        if self == path:
            raise PermissionError(errno.EACCES, "denied")
        return real(self, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opening)
    with pytest.raises(UnreadableFileError, match="chương trình khác giữ"):
        copy_in(book, path, 0)


def test_a_folder_nobody_may_read_is_named(stick, monkeypatch):
    real = os.walk

    def walking(top, onerror):
        onerror(PermissionError(errno.EACCES, "denied", str(stick / "kín")))
        return real(top)

    monkeypatch.setattr(receiving_quarantine.os, "walk", walking)
    put(stick / "a.kttt")
    found = find_files([stick])

    assert names(found) == ["a.kttt"]
    assert "kín" in found.notes[0]


@pytest.mark.parametrize(("code", "word"), [(errno.ENOSPC, "đã đầy"), (errno.EROFS, "quyền ghi")])
def test_a_disk_that_takes_no_copy_stops_with_its_sentence(book, stick, monkeypatch, code, word):
    path = put(stick / "a.kttt")
    real = Path.open

    def opening(self, mode="r", *args, **kwargs):
        if self.parent == quarantine_of(book):
            raise OSError(code, "no")
        return real(self, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opening)
    with pytest.raises(StorageUnavailableError, match=word):
        copy_in(book, path, 0)


def test_a_really_full_disk_leaves_no_half_copy(disk, tmp_path):
    book = Place(disk("64k") / "so-kttt.sqlite")
    source = put(tmp_path / "a.kttt", b"x" * 200_000)
    with pytest.raises(StorageUnavailableError, match="đã đầy"):
        copy_in(book, source, 0)
    assert list(quarantine_of(book).iterdir()) == []


def test_emptying_takes_everything_away_and_may_be_done_twice(book, stick):
    copy_in(book, put(stick / "a.kttt"), 0)
    empty_quarantine(book)
    empty_quarantine(book)

    assert not quarantine_of(book).exists()


def test_opening_the_book_empties_the_quarantine(tmp_path):
    copy = put(tmp_path / "cach-ly" / "00000.kttt")
    close_after_work(open_for_work(tmp_path, practice=False).book)
    assert not copy.exists()


def test_what_a_stopped_program_left_goes(book, stick):
    copy_in(book, put(stick / "a.kttt"), 0)
    part = put(book.path.parent / "tep-nhan" / "ab.kttt.dang-ghi")
    whole = put(book.path.parent / "tep-nhan" / "cd.kttt")
    tidy_up(book)

    assert not quarantine_of(book).exists()
    assert not part.exists()
    assert whole.exists()
