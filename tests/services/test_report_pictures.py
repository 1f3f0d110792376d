from hashlib import sha256

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.report_text import RichPicture
from ktt_desktop.services import report_pictures
from ktt_desktop.services.report_pictures import add_picture, pictures_of
from ktt_desktop.storage.session import transaction
from tests.picture_bytes import picture_bytes


def kept(book, *pictures):
    with transaction(book.sessions) as session:
        return pictures_of(session, [pictures])


def test_a_picture_is_kept_under_the_digest_of_its_bytes(empty_book, tmp_path):
    path = tmp_path / "mô hình.png"
    path.write_bytes(picture_bytes())

    picture = add_picture(empty_book, path, "Mô hình trồng dâu")

    assert picture == RichPicture(picture.name, 120, "Mô hình trồng dâu")
    content = kept(empty_book, picture)[picture.name]
    assert sha256(content).hexdigest() == picture.name
    assert content.startswith(b"\x89PNG")


def test_the_same_picture_is_kept_once(empty_book):
    one, two = (add_picture(empty_book, picture_bytes()) for _ in range(2))
    assert one.name == two.name
    assert len(kept(empty_book, one, two)) == 1


def test_a_picture_the_book_has_lost_is_left_out(empty_book):
    assert kept(empty_book, RichPicture("00", 100)) == {}


def test_a_picture_of_too_many_bytes_is_refused_by_its_name(empty_book, tmp_path, monkeypatch):
    monkeypatch.setattr(report_pictures, "MOST_BYTES", 50)
    path = tmp_path / "lớn.png"
    path.write_bytes(picture_bytes())

    with pytest.raises(UnreadableFileError, match="lớn hơn 0 MB"):
        add_picture(empty_book, path)


def test_a_file_that_is_not_there_is_told(empty_book, tmp_path):
    with pytest.raises(UnreadableFileError, match="không đọc được"):
        add_picture(empty_book, tmp_path / "mất.png")


def test_pasted_bytes_that_are_no_picture_are_told(empty_book):
    with pytest.raises(UnreadableFileError, match="Hình dán vào không phải là hình PNG"):
        add_picture(empty_book, b"GIF89a")
