"""Media that are full, gone, read only or held by another program: what is sent and what comes."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.book import open_book
from ktt_desktop.services.file_looks import Outcome
from ktt_desktop.services.receipts import make_receipt
from ktt_desktop.services.receiving import accept, accept_all, inspect_files
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.services.receiving_quarantine import kept_folder
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission import export_submission, history
from tests.made_submissions import PROVINCE, put, submission

ROOM = 48 * 1024  # for the first file, not for all of them
YEAR_REPORT = ReportingPeriod.parse("N2024")
LETTERS = "Thư mục nộp báo cáo kinh tế tập thể xã Lạng Giang "


@pytest.fixture
def province(tmp_path, catalogue, units):
    book = open_book(tmp_path / "tinh", catalogue, units)
    save_profile(book, PROVINCE)
    yield book
    book.close()


def look_at(book, path):
    return inspect_files(book, PROVINCE, [path], Silent()).looks


@pytest.fixture(params=["submission", "receipt"])
def write(request, tmp_path):
    """Writes the files of an export, or those of a receipt, into a folder."""
    if request.param == "submission":
        desk = request.getfixturevalue("desk")
        desk.add("HTX Một", {"O1": "30"})
        return lambda folder, progress=None: export_submission(
            desk.book, desk.profile, YEAR_REPORT, folder, progress or Silent()
        )
    book = request.getfixturevalue("province")
    accept(book, PROVINCE, look_at(book, put(tmp_path / "den", "a.kttt", submission()))[0])
    [file] = received_files(book)
    return lambda folder, progress=None: make_receipt(book, file.id, folder, progress or Silent())


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fill(path, leaving):
    """Write until only so many bytes are free."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 1024)
    with path.open("rb+") as file:
        file.truncate(max(0, path.stat().st_size - leaving))


def test_a_stick_that_fills_up_keeps_nothing_and_takes_all_once_there_is_room(write, disk):
    stick = disk("2m")
    fill(stick / "đầy", ROOM)

    with pytest.raises(StorageUnavailableError, match="đã đầy"):
        write(stick)
    assert names(stick) == ["đầy"]
    (stick / "đầy").unlink()
    write(stick)
    assert names(stick)


def test_a_medium_that_can_only_be_read_is_named(write, disk, read_only):
    stick = disk("2m")
    read_only(stick)

    with pytest.raises(StorageUnavailableError, match="không cho ghi") as refused:
        write(stick)
    assert str(stick) in str(refused.value)
    assert names(stick) == []


class PulledOut:
    """Progress of an officer who pulls the stick out when the last file is announced."""

    def __init__(self, stick):
        self.stick = stick

    def report(self, done, total, what):
        if Path(what).suffix.startswith(".kttt"):
            assert names(self.stick), "the others are written"
            shutil.rmtree(self.stick)


def test_a_stick_pulled_out_between_two_files_is_asked_for_again(write, tmp_path):
    stick = tmp_path / "USB"
    stick.mkdir()

    with pytest.raises(StorageUnavailableError, match="Cắm lại USB"):
        write(stick, PulledOut(stick))
    assert not stick.exists()
    stick.mkdir()
    write(stick)
    assert names(stick)


def test_a_file_another_program_holds_stays_and_so_do_those_beside_it(write, tmp_path, monkeypatch):
    folder = tmp_path / "USB"
    folder.mkdir()
    write(folder)
    before, real = contents(folder), Path.replace

    def held(self, target):
        if Path(target).suffix == ".pdf":
            raise PermissionError(13, "being used by another process")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(StorageUnavailableError, match="Đóng tệp nếu đang mở"):
        write(folder)
    assert contents(folder) == before


def long_folder(tmp_path, length=250):
    """A folder whose path has so many characters, most of them Vietnamese ones."""
    folder = tmp_path
    while len(str(folder)) < length - len(LETTERS):
        folder = folder / LETTERS.strip()
    folder = folder / ("ệ" * max(1, length - len(str(folder)) - 1))
    folder.mkdir(parents=True)
    return folder


def test_a_path_of_250_vietnamese_letters_is_written_to(write, tmp_path):
    folder = long_folder(tmp_path)
    assert len(str(folder)) >= 250

    write(folder)
    assert names(folder)


def test_a_path_too_long_for_the_system_has_its_sentence(write, tmp_path):
    folder = tmp_path / ("ệ" * 300)

    with pytest.raises(StorageUnavailableError, match="quá dài"):
        write(folder)


# --- what comes


def test_files_of_a_read_only_stick_are_taken_in_and_nothing_is_written_there(
    province, disk, read_only
):
    stick = disk("2m")
    put(stick, "a.kttt", submission())
    read_only(stick)

    batch = accept_all(province, PROVINCE, look_at(province, stick), Silent())
    assert [each.outcome for each in batch.files] == [Outcome.ACCEPTED]
    assert names(stick) == ["a.kttt"]


def test_a_stick_pulled_out_after_looking_refuses_the_file_or_takes_it_whole(province, tmp_path):
    content = submission()
    stick = tmp_path / "USB"
    put(stick, "a.kttt", content)
    looks = look_at(province, stick)
    shutil.rmtree(stick)

    batch = accept_all(province, PROVINCE, looks, Silent())
    assert [each.outcome for each in batch.files] == [Outcome.ACCEPTED]
    assert [*contents(kept_folder(province)).values()] == [content]


def test_kept_files_on_a_medium_that_became_read_only_are_as_before_and_it_is_said(
    province, disk, read_only, tmp_path
):
    read_only(disk("2m", kept_folder(province)))
    [look] = look_at(province, put(tmp_path / "USB", "a.kttt", submission()))

    with pytest.raises(StorageUnavailableError, match="Kiểm tra chỗ trống và quyền ghi"):
        accept(province, PROVINCE, look)
    assert received_files(province) == []


def test_an_export_that_failed_leaves_no_line_in_the_history(desk, disk, read_only):
    stick = disk("2m")
    read_only(stick)
    with pytest.raises(StorageUnavailableError):
        export_submission(desk.book, desk.profile, YEAR_REPORT, stick, Silent())
    assert history(desk.book) == []
