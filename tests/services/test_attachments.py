from hashlib import sha256

import pytest

from ktt_desktop.domain.errors import (
    InvalidInputError,
    NotFoundError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.services.attachments import (
    FOLDER,
    LARGEST,
    attach_file,
    attachment_folder,
    copy_attachment,
    read_attachment,
)
from ktt_desktop.services.book import back_up
from ktt_desktop.services.register import delete_organisation, load_organisation


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "Giấy chứng nhận.pdf"
    path.write_bytes(b"%PDF scan")
    return path


def test_a_file_is_copied_beside_the_book_under_its_digest(desk, scan):
    attached = attach_file(desk.book, scan)
    scan.unlink()

    assert (attached.name, attached.size) == ("Giấy chứng nhận.pdf", 9)
    assert attached.sha256 == sha256(b"%PDF scan").hexdigest()
    assert attachment_folder(desk.book) == desk.book.path.parent / FOLDER
    assert read_attachment(desk.book, attached) == b"%PDF scan"


def test_the_same_content_is_kept_once(desk, scan, tmp_path):
    again = tmp_path / "bản sao.pdf"
    again.write_bytes(scan.read_bytes())
    first, second = attach_file(desk.book, scan), attach_file(desk.book, again)

    assert first.sha256 == second.sha256
    assert [path.name for path in attachment_folder(desk.book).iterdir()] == [first.sha256]


def test_a_damaged_copy_is_put_right_by_attaching_again(desk, scan):
    attached = attach_file(desk.book, scan)
    (attachment_folder(desk.book) / attached.sha256).write_bytes(b"x")
    with pytest.raises(UnreadableFileError, match="không còn như khi đính kèm"):
        read_attachment(desk.book, attached)

    attach_file(desk.book, scan)
    assert read_attachment(desk.book, attached) == b"%PDF scan"


def test_a_record_keeps_its_files_and_deleting_it_deletes_none(desk, scan):
    attached = attach_file(desk.book, scan)
    saved = desk.add("HTX Một", attachments=(attached,))
    assert load_organisation(desk.book, saved.uid).attachments == (attached,)

    delete_organisation(desk.book, saved.uid)
    assert read_attachment(desk.book, attached) == b"%PDF scan"


def test_thinning_out_copies_of_the_book_leaves_the_files(desk, scan):
    attached = attach_file(desk.book, scan)
    back_up(desk.book, "tay")

    assert read_attachment(desk.book, attached) == b"%PDF scan"


def test_a_file_that_did_not_come_along_is_named_with_its_folder(desk, scan):
    attached = attach_file(desk.book, scan)
    (attachment_folder(desk.book) / attached.sha256).unlink()

    with pytest.raises(NotFoundError, match=r"“Giấy chứng nhận\.pdf”.*tep-dinh-kem"):
        read_attachment(desk.book, attached)


def test_a_file_is_written_to_where_it_is_wanted(desk, scan, tmp_path):
    attached = attach_file(desk.book, scan)
    copy_attachment(desk.book, attached, tmp_path / "ra.pdf")

    assert (tmp_path / "ra.pdf").read_bytes() == b"%PDF scan"


def test_a_file_over_the_limit_is_refused_with_its_size(desk, tmp_path):
    path = tmp_path / "ảnh.tif"
    path.write_bytes(bytes(LARGEST))
    assert attach_file(desk.book, path).size == LARGEST

    path.write_bytes(bytes(LARGEST + 1))
    with pytest.raises(InvalidInputError, match=r"10,1 MB, lớn hơn mức 10 MB"):
        attach_file(desk.book, path)


def test_an_empty_or_missing_file_is_refused(desk, tmp_path):
    (tmp_path / "rỗng.pdf").touch()

    with pytest.raises(InvalidInputError, match="không có gì bên trong"):
        attach_file(desk.book, tmp_path / "rỗng.pdf")
    with pytest.raises(UnreadableFileError, match="Không đọc được tệp"):
        attach_file(desk.book, tmp_path / "không có.pdf")
    assert not attachment_folder(desk.book).exists()


def test_a_folder_that_cannot_be_made_is_told(desk, scan):
    attachment_folder(desk.book).write_bytes(b"a file in the way")

    with pytest.raises(StorageUnavailableError, match="hồ sơ vẫn như trước"):
        attach_file(desk.book, scan)
