import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from ktt_desktop.domain.errors import BookInUseError, CancelledError, StorageUnavailableError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services import portable
from ktt_desktop.services.book import BOOK_FILE
from ktt_desktop.services.one_window import MAILBOX, claim
from ktt_desktop.services.opening import begin_book, close_after_work, open_for_work
from ktt_desktop.services.portable import IN_WORK, SeenBook, copy_data, look_at
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.register_list import organisation_ids

SECTOR = "XD"


class Steps:
    """Hears of each step; stops the work at one of them."""

    def __init__(self, stop_at=None):
        self.seen, self._stop_at = [], stop_at

    def report(self, done, total, what):
        self.seen.append((done, total, what))
        if what == self._stop_at:
            raise CancelledError("dừng")


@pytest.fixture
def commune(units):
    on = date(2026, 11, 20)
    unit = units.search("lang giang", on, UnitLevel.COMMUNE)[0]
    province = units.path(unit, on)[-1]
    return UnitProfile(unit.code, unit.name, unit.level, province.code, province.name)


@pytest.fixture
def stick(tmp_path, commune):
    """A stick with a book, its copies, the practice book and what updates leave."""
    folder = tmp_path / "USB của xã" / "du-lieu"
    lock = claim(folder)
    opened = open_for_work(folder, practice=False)
    begin_book(opened.book, commune)
    save_organisation(opened.book, OrganisationDraft(name="HTX Đồng Kỳ", sector=SECTOR))
    close_after_work(opened.book)
    close_after_work(open_for_work(folder, practice=True).book)
    (folder / "cap-nhat").mkdir(exist_ok=True)
    (folder / "cap-nhat" / "da-bao.txt").write_text("", encoding="utf-8")
    lock.release()
    return folder


@pytest.fixture
def here(tmp_path):
    return tmp_path / "Nguyễn Văn Ưng" / "SoKTTT"


def contents(folder):
    """Every file that means something, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock"))
    }


def organisations(folder, *, practice=False):
    book = open_for_work(folder, practice=practice).book
    found = len(organisation_ids(book, RegisterQuery()))
    book.close()
    return found


def test_a_book_is_seen_from_outside(stick, commune, here):
    seen = look_at(stick)

    assert seen.unit == commune.name
    assert seen.changed is not None
    assert look_at(here) is None
    assert not here.exists()


def test_a_book_that_waits_for_the_first_answer_is_no_book_yet(here):
    open_for_work(here, practice=False).book.close()

    assert look_at(here) is None


def test_a_file_that_cannot_be_read_counts_as_a_book(here):
    here.mkdir(parents=True)
    (here / BOOK_FILE).write_bytes(b"khong phai so" * 1000)

    assert look_at(here) == SeenBook("", None)


def test_the_whole_folder_arrives_and_the_stick_stays_as_it_was(stick, here):
    before, steps = contents(stick), Steps()

    copy_data(stick, here, steps)

    assert contents(stick) == before
    assert set(contents(here)) == set(before)
    assert not (here / MAILBOX).exists()
    assert not (here / IN_WORK).exists()
    assert look_at(here) == look_at(stick)
    assert organisations(here) == organisations(stick) == 1
    assert organisations(here, practice=True) == organisations(stick, practice=True) == 12
    assert [done for done, _, _ in steps.seen] == list(range(len(before) + 1))


def test_what_still_lies_in_the_log_of_the_book_arrives_too(stick, here, monkeypatch):
    opened = open_for_work(stick, practice=False)
    save_organisation(opened.book, OrganisationDraft(name="HTX Mỹ Hà", sector=SECTOR))
    opened.book.lock.release()  # as after a crash: the log lies beside the book
    assert (stick / f"{BOOK_FILE}-wal").stat().st_size > 0

    copy_data(stick, here, Steps())
    opened.book.close()

    assert organisations(here) == 2


def test_a_copy_goes_over_a_book_without_answers_and_its_log(stick, here):
    open_for_work(here, practice=False).book.close()
    (here / f"{BOOK_FILE}-wal").write_bytes(b"cu")

    copy_data(stick, here, Steps())

    assert organisations(here) == 1


def test_a_book_that_is_there_is_never_written_over(stick, here):
    shutil.copytree(stick, here)
    opened = open_for_work(here, practice=False)
    save_organisation(opened.book, OrganisationDraft(name="HTX Yên Mỹ", sector=SECTOR))
    opened.book.close()

    with pytest.raises(StorageUnavailableError, match="sổ trên USB vẫn nguyên"):
        copy_data(stick, here, Steps())

    assert organisations(here) == 2
    assert not (here / IN_WORK).exists()


def test_what_lies_on_the_machine_already_stays(stick, here):
    kept = here / "cap-nhat" / "da-bao.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("mới hơn", encoding="utf-8")

    copy_data(stick, here, Steps())

    assert kept.read_text(encoding="utf-8") == "mới hơn"
    assert organisations(here) == 1


@pytest.mark.parametrize("step", ["Đang chép so-kttt.sqlite", "Đang đưa sổ vào chỗ"])
def test_a_copy_that_was_stopped_leaves_no_book(stick, here, step):
    with pytest.raises(CancelledError):
        copy_data(stick, here, Steps(step))

    assert look_at(here) is None
    assert contents(here) == {}
    copy_data(stick, here, Steps())
    assert organisations(here) == 1


def test_what_a_power_cut_left_half_copied_is_begun_anew(stick, here):
    (here / IN_WORK).mkdir(parents=True)
    (here / IN_WORK / BOOK_FILE).write_bytes(b"nua chung")

    copy_data(stick, here, Steps())

    assert organisations(here) == 1


def test_a_stick_that_breaks_is_told_in_a_sentence_and_leaves_no_book(stick, here):
    with (stick / BOOK_FILE).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 65536)

    with pytest.raises(StorageUnavailableError, match="Chưa chép được sổ vào"):
        copy_data(stick, here, Steps())

    assert look_at(here) is None


def test_a_full_disk_is_told_in_a_sentence(stick, here, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(portable, "make_backup", full)
    with pytest.raises(StorageUnavailableError, match="còn chỗ"):
        copy_data(stick, here, Steps())
    assert look_at(here) is None


def test_a_book_in_work_on_the_stick_is_not_copied(stick, here):
    book = open_for_work(stick, practice=False).book

    with pytest.raises(BookInUseError):
        copy_data(stick, here, Steps())
    book.close()

    assert look_at(here) is None


def test_the_copy_was_checked_and_is_one_file(stick, here):
    copy_data(stick, here, Steps())

    assert not list(here.glob(f"{BOOK_FILE}-*"))
    with closing(sqlite3.connect(here / BOOK_FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
