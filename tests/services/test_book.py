import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from ktt_desktop.domain.errors import BookInUseError, NewerBookError, StorageUnavailableError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.services import book as book_module
from ktt_desktop.services.book import BACKUP_FOLDER, BOOK_FILE, back_up, now, open_book
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.storage import migrate
from ktt_desktop.storage.backup import backup_time

SECOND = """
import sys
from pathlib import Path
from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.errors import BookInUseError
from ktt_desktop.services.book import open_book
try:
    open_book(Path(sys.argv[1]), load_catalogue(), load_units())
except BookInUseError as error:
    sys.stdout.buffer.write(str(error).encode())
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "Sổ của xã 100%"


@pytest.fixture
def opened(folder, catalogue, units):
    """Open the book of the folder; may be called again after a close."""
    books = []

    def begin():
        books.append(open_book(folder, catalogue, units))
        return books[-1]

    yield begin
    for book in books:
        book.close()


def add(book, name):
    save_organisation(book, OrganisationDraft(name=name, sector="NN.TT"))


def test_a_new_book_is_made_with_its_folder(opened, folder, catalogue):
    book = opened()

    assert book.path == folder / BOOK_FILE
    assert book.path.exists()
    assert book.members_column == catalogue.edition.indicators["O1"].column
    assert organisation_ids(book, RegisterQuery()) == []


def test_what_was_saved_is_there_after_closing_and_opening(opened):
    book = opened()
    add(book, "HTX Đồng Tiến")
    book.close()

    assert len(organisation_ids(opened(), RegisterQuery(text="dong tien"))) == 1


def test_a_closed_book_is_one_file(opened, folder):
    book = opened()
    add(book, "HTX A")
    book.close()

    assert sorted(path.name for path in folder.iterdir() if "lock" not in path.name) == [BOOK_FILE]
    assert b"HTX A" in (folder / BOOK_FILE).read_bytes()


def test_a_book_can_be_closed_twice(opened):
    book = opened()
    book.close()
    book.close()


def test_closing_frees_the_book_even_when_the_disk_refuses(opened, monkeypatch):
    book = opened()

    def refuse(_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(book_module, "fold_log", refuse)
        with pytest.raises(OSError, match="Input/output"):
            book.close()

    opened()


def test_a_second_program_on_the_same_book_is_refused(opened, folder):
    opened()

    done = subprocess.run(
        [sys.executable, "-c", SECOND, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert done.stdout.decode().startswith("Sổ này đang mở ở một cửa sổ khác.")


def test_a_second_window_of_the_same_program_is_refused_too(opened):
    opened()
    with pytest.raises(BookInUseError):
        opened()


def test_a_book_that_cannot_be_opened_is_not_held(opened, folder):
    folder.mkdir()
    (folder / BOOK_FILE).write_bytes(b"khong phai so" * 1000)
    for _ in range(2):
        with pytest.raises(StorageUnavailableError, match="không phải là cơ sở dữ liệu"):
            opened()

    (folder / BOOK_FILE).unlink()
    opened()


def test_a_folder_that_cannot_be_made_is_told(tmp_path, catalogue, units):
    (tmp_path / "so").write_text("một tệp")

    with pytest.raises(StorageUnavailableError, match="Không mở được thư mục"):
        open_book(tmp_path / "so", catalogue, units)


def test_the_book_of_a_later_program_stays_closed(opened, monkeypatch):
    opened().close()
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 0)
    with pytest.raises(NewerBookError, match="sổ vẫn nguyên vẹn"):
        opened()


def test_an_open_book_is_copied_with_all_that_was_saved(opened, folder, tmp_path, catalogue, units):
    book = opened()
    add(book, "HTX A")

    copy = back_up(book, "thu-cong")

    assert copy.parent == folder / BACKUP_FOLDER == book.backup_folder
    assert abs((backup_time(copy) - datetime.now()).total_seconds()) < 60  # noqa: DTZ005
    restored = tmp_path / "khoi-phuc"
    restored.mkdir()
    copy.rename(restored / BOOK_FILE)
    again = open_book(restored, catalogue, units)
    assert len(organisation_ids(again, RegisterQuery())) == 1
    again.close()


def test_the_clock_knows_its_zone():
    assert now().utcoffset() is not None
