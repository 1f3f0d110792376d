import errno
import os
from pathlib import Path

import pytest

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.services.files import write_safely


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def failing(number):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    return fail


def test_the_whole_content_lies_under_the_name_and_nothing_beside(tmp_path):
    target = tmp_path / "Kế hoạch năm 2023.pdf"
    write_safely(target, b"one")
    write_safely(target, b"two")

    assert target.read_bytes() == b"two"
    assert names(tmp_path) == [target.name]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "đã đầy"),
        (errno.EROFS, "không cho ghi tệp bao-cao.pdf"),
        (errno.EACCES, "không cho ghi tệp bao-cao.pdf"),
        (errno.EIO, "Không ghi được bao-cao.pdf"),
    ],
)
def test_a_failing_device_leaves_what_was_there_and_no_part(
    tmp_path, monkeypatch, number, sentence
):
    target = tmp_path / "bao-cao.pdf"
    target.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", failing(number))

    with pytest.raises(StorageUnavailableError, match=sentence) as refused:
        write_safely(target, b"after")
    assert str(tmp_path) in str(refused.value)
    assert target.read_bytes() == b"before"
    assert names(tmp_path) == [target.name]


def test_a_file_that_cannot_be_opened_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "open", failing(errno.ENOSPC))

    with pytest.raises(StorageUnavailableError, match="đã đầy"):
        write_safely(tmp_path / "bao-cao.pdf", b"content")
    assert names(tmp_path) == []


def test_a_rename_refused_by_an_open_file_leaves_what_was_there(tmp_path, monkeypatch):
    target = tmp_path / "bao-cao.pdf"
    target.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))

    with pytest.raises(StorageUnavailableError, match="Đóng tệp nếu đang mở"):
        write_safely(target, b"after")
    assert target.read_bytes() == b"before"
    assert names(tmp_path) == [target.name]


@pytest.mark.parametrize("folder", ["mất", "tệp.txt"])
def test_a_folder_that_is_gone_is_named(tmp_path, folder):
    (tmp_path / "tệp.txt").write_bytes(b"")

    with pytest.raises(StorageUnavailableError, match=f"Không có thư mục .*{folder}. Cắm lại USB"):
        write_safely(tmp_path / folder / "bao-cao.pdf", b"content")


def test_a_stick_that_keeps_only_half_is_found_out_and_the_half_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"con")

    with pytest.raises(StorageUnavailableError, match="đọc lại không giống như đã ghi"):
        write_safely(tmp_path / "bao-cao.pdf", b"content")
    assert names(tmp_path) == []
