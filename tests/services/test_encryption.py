"""Mã hóa tệp nộp: for two recipients, opened by either, and told in words when it cannot be."""

import pytest

from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.errors import ExportBlockedError, UnreadableFileError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange import box_keys
from ktt_desktop.interchange.encrypted_file import Recipient, is_encrypted
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.book import open_book
from ktt_desktop.services.encryption import (
    encrypted,
    is_encrypting,
    opened,
    own_recipient,
    set_encrypting,
)
from ktt_desktop.services.own_keys import put_away, take_back
from ktt_desktop.services.practice import explain_open_errors
from ktt_desktop.services.recipients import read_public_key, remember_recipient, write_public_key
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.validation import check_book

PROVINCE = Recipient("UBND tỉnh Bắc Ninh", "24", box_keys.public_key(b"t" * 32))


@pytest.fixture
def upper(tmp_path, catalogue):
    """The book of the level above."""
    book = open_book(tmp_path / "trên", catalogue, load_units())
    yield book
    book.close()


@pytest.fixture
def sent(practice, upper, tmp_path):
    """The sender knows both keys, brought by files, and exports encrypted."""
    book, profile, period = practice
    explain_open_errors(book, period, check_book(book, profile, period))
    key = tmp_path / "trên.kttt-khoa"
    write_public_key(own_recipient(upper, profile), key)
    remember_recipient(book.path.parent, read_public_key(key))
    remember_recipient(book.path.parent, PROVINCE)
    set_encrypting(book, on=True)
    return export_submission(book, profile, period, tmp_path, Silent()).submission


def test_it_is_off_and_cannot_be_switched_on_without_two_keys(practice):
    book = practice[0]
    assert not is_encrypting(book)
    remember_recipient(book.path.parent, PROVINCE)
    with pytest.raises(ExportBlockedError, match="ít nhất hai"):
        set_encrypting(book, on=True)
    with pytest.raises(ExportBlockedError):
        encrypted(b"figures", [PROVINCE, PROVINCE])
    assert not is_encrypting(book)


def test_the_level_above_opens_what_was_sent(sent, upper):
    content = sent.read_bytes()
    assert is_encrypted(content)

    plain = opened(upper, content, sent.name)

    assert open_bundle(plain, allow_practice=True).header.unit_name == "Huyện Lạng Giang"
    with pytest.raises(UnreadableFileError, match="được mã hóa"):
        open_bundle(sent)


def test_a_machine_without_the_key_is_told_who_has_one(sent, practice):
    with pytest.raises(UnreadableFileError, match="UBND tỉnh Bắc Ninh") as told:
        opened(practice[0], sent.read_bytes(), sent.name)
    assert "xin gửi lại" in str(told.value)


def test_an_altered_file_is_to_be_sent_again(sent, upper):
    content = bytearray(sent.read_bytes())
    content[-5] ^= 1
    with pytest.raises(UnreadableFileError, match="gửi lại tệp"):
        opened(upper, bytes(content), sent.name)


def test_a_key_that_was_put_away_opens_again_on_another_machine(sent, upper, practice, tmp_path):
    usb = tmp_path / "usb"
    usb.mkdir()
    kept = put_away(upper, usb)

    take_back(practice[0], kept)

    assert opened(practice[0], sent.read_bytes(), sent.name)
