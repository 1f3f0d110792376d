"""Public keys as text files, and those that are remembered."""

import pytest

from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.interchange.encrypted_file import MOST_RECIPIENTS, Recipient
from ktt_desktop.services.recipients import (
    forget_recipient,
    read_public_key,
    recipients,
    remember_recipient,
    write_public_key,
)

ONE = Recipient('Phòng "Kinh tế" – UBND xã Mỹ Hà', "07654", b"\x01" * 32)


def test_a_key_travels_as_text(tmp_path):
    path = tmp_path / "a.kttt-khoa"
    write_public_key(ONE, path)
    assert read_public_key(path) == ONE
    assert ONE.name.split('"')[1] in path.read_text(encoding="utf-8")


def test_keys_are_remembered_once_and_forgotten(tmp_path):
    other = Recipient("UBND tỉnh", "24", b"\x02" * 32)
    for each in (ONE, other, Recipient("Tên mới", "07654", ONE.public_key)):
        remember_recipient(tmp_path, each)
    assert [each.name for each in recipients(tmp_path)] == ["UBND tỉnh", "Tên mới"]
    forget_recipient(tmp_path, other.fingerprint)
    assert [each.name for each in recipients(tmp_path)] == ["Tên mới"]


def test_not_more_than_a_file_can_be_for(tmp_path):
    for number in range(MOST_RECIPIENTS):
        remember_recipient(tmp_path, Recipient("a", "1", bytes([number]) * 32))
    with pytest.raises(InvalidInputError, match="nhiều nhất"):
        remember_recipient(tmp_path, Recipient("a", "1", b"\xff" * 32))


@pytest.mark.parametrize(("old", "new"), [("0101", "0102"), ("name", "nam"), ("Mỹ", "M\u202e")])
def test_an_altered_key_file_is_refused(tmp_path, old, new):
    path = tmp_path / "a.kttt-khoa"
    write_public_key(ONE, path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="Xin lại tệp"):
        read_public_key(path)
    with pytest.raises(UnreadableFileError):
        read_public_key(tmp_path / "không có")
