"""Niêm phong và mã hóa: everything the dialog shows, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY
from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.domain.receiving import unit_key, unit_of_key
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.seals import RegisteredSeal
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.interchange.encrypted_file import LARGEST_ENCRYPTED, Recipient, is_encrypted
from ktt_desktop.interchange.submission_reader import Bundle, open_bundle
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.encryption import is_encrypting, opened, own_recipient
from ktt_desktop.services.recipients import recipients
from ktt_desktop.services.seals import is_sealing, known_seals, own_seal


@dataclass(frozen=True, slots=True)
class LowerChoice:
    """Một đơn vị dưới để ghi sổ máy."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Trust:
    """Khóa của máy này và những khóa đã biết; `lower` is empty for a unit with nobody below."""

    fingerprint: str
    is_sealing: bool
    machines: Sequence[RegisteredSeal]
    lower: Sequence[LowerChoice]
    own: Recipient
    is_encrypting: bool
    recipients: Sequence[Recipient]

    def unit_name(self, key: str) -> str:
        """The name of a unit below; its code where the list does not have it."""
        return next((each.name for each in self.lower if each.key == key), unit_of_key(key)[0])


@dataclass(frozen=True, slots=True)
class SealedFile:
    """Niêm phong của một tệp để ghi sổ."""

    unit: str
    unit_name: str
    fingerprint: str
    public_key: str


def read_trust(book: Book, profile: UnitProfile) -> Trust:
    """The state of both; raises StorageUnavailableError, UnreadableFileError."""
    return Trust(
        fingerprint=own_seal(book),
        is_sealing=is_sealing(book),
        machines=known_seals(book),
        lower=_lower(book, profile),
        own=own_recipient(book, profile),
        is_encrypting=is_encrypting(book),
        recipients=recipients(book.path.parent),
    )


def sealed_file(book: Book, path: Path) -> SealedFile:
    """The seal of a submission, to be compared and registered.

    Raises UnreadableFileError, InvalidInputError for a file without a seal.
    """
    bundle = _bundle(book, path)
    if bundle.seal is None:
        raise InvalidInputError(
            f"Tệp {path.name} không có niêm phong. Gõ dấu vân tay theo giấy của đơn vị, hoặc xin "
            "tệp kết xuất sau khi đơn vị bật niêm phong."
        )
    seal = bundle.seal
    return SealedFile(bundle.unit_key, bundle.header.unit_name, seal.fingerprint, seal.public_key)


def _bundle(book: Book, path: Path) -> Bundle:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_ENCRYPTED + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"Không mở được tệp {path.name}. Kiểm tra tệp còn ở {path.parent} và có quyền đọc."
        ) from error
    if is_encrypted(content):
        content = opened(book, content, path.name)
    return open_bundle(content, name=path.name, allow_practice=True)


def _lower(book: Book, profile: UnitProfile) -> Sequence[LowerChoice]:
    if profile.level is UnitLevel.COMMUNE:
        return ()
    on = LAST_THREE_LEVEL_DAY if profile.historical else today()
    return [
        LowerChoice(unit_key(unit.code, former=profile.historical), unit.name)
        for unit in book.units.children(profile.code, on)
    ]
