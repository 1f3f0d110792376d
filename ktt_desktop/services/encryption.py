"""Mã hóa tệp nộp: off unless it is asked for, and always for two recipients at least."""

from collections.abc import Sequence

from ktt_desktop.domain.errors import ExportBlockedError, UnreadableFileError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.interchange.encrypted_file import (
    FEWEST,
    Recipient,
    RefusedEncryptionError,
    WrongKeyError,
    addressees,
    decrypt,
    encrypt,
)
from ktt_desktop.services.book import Book
from ktt_desktop.services.own_keys import KeyKind, all_keys, own_key
from ktt_desktop.services.recipients import recipients
from ktt_desktop.services.settings import load_value, save_value

ENCRYPTING = "encrypt_files"  # the setting: whether exports are encrypted


def own_recipient(book: Book, profile: UnitProfile) -> Recipient:
    """This machine as a recipient: what others encrypt to; raises StorageUnavailableError."""
    return Recipient(profile.name, profile.code, own_key(book, KeyKind.BOX).public)


def is_encrypting(book: Book) -> bool:
    """Whether the officer switched the encryption of exports on."""
    return load_value(book, ENCRYPTING) is True


def set_encrypting(book: Book, *, on: bool) -> ChangeSet:
    """Encrypt exports from now on, or no longer; raises ExportBlockedError without two keys."""
    if on:
        _two_at_least(recipients(book.path.parent))
    save_value(book, ENCRYPTING, on)
    return ChangeSet(settings=True)


def encrypted_for_export(book: Book, content: bytes) -> bytes:
    """A submission as it goes out: encrypted where the officer wants that, else as it is.

    Raises ExportBlockedError while fewer than two keys are known.
    """
    if not is_encrypting(book):
        return content
    return encrypted(content, recipients(book.path.parent))


def encrypted(content: bytes, to: Sequence[Recipient]) -> bytes:
    """A file for these recipients; raises ExportBlockedError for fewer than two."""
    return encrypt(content, _two_at_least(to))


def opened(book: Book, content: bytes, name: str) -> bytes:
    """What is in an encrypted file, opened with a key of this machine.

    `name` is that of the file. Raises UnreadableFileError with a sentence that says what to do.
    """
    try:
        secrets = [key.secret for key in all_keys(book.path.parent, KeyKind.BOX)]
        return decrypt(content, secrets)
    except WrongKeyError as error:
        raise UnreadableFileError(_wrong_key(content, name)) from error
    except RefusedEncryptionError as error:
        raise UnreadableFileError(f"Tệp {name} {error}. Xin đơn vị nộp gửi lại tệp.") from error


def _wrong_key(content: bytes, name: str) -> str:
    who = "; ".join(
        f"{each.name} ({grouped_check_code(each.fingerprint)})" for each in addressees(content)
    )
    return (
        f"Tệp {name} được mã hóa cho khóa không có trên máy này. Tệp ghi mở được bằng khóa của: "
        f"{who}. Nếu khóa của đơn vị đã cất ra USB thì lấy lại ở Hệ thống, Niêm phong và mã hóa. "
        "Nếu khóa đã mất, nhờ nơi có khóa còn lại mở, hoặc gửi khóa công khai mới cho đơn vị nộp "
        "và xin gửi lại tệp."
    )


def _two_at_least(known: Sequence[Recipient]) -> Sequence[Recipient]:
    if len({each.public_key for each in known}) < FEWEST:
        raise ExportBlockedError(
            "Mã hóa cần khóa công khai của ít nhất hai nơi nhận (cấp trên trực tiếp và một nơi "
            "nữa, như tỉnh), để mất một khóa thì tệp vẫn mở được. Thêm khóa ở Hệ thống, Niêm "
            "phong và mã hóa, hoặc tắt mã hóa rồi kết xuất lại."
        )
    return known
