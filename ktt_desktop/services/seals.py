"""Niêm phong máy: seal what this installation sends, and know the machines of units below."""

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.seals import RegisteredSeal, SealKind, SealState, read_fingerprint
from ktt_desktop.interchange.seals import Seal, Sealer, seal_bytes
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.own_keys import KeyKind, own_key
from ktt_desktop.services.settings import load_value, save_value
from ktt_desktop.storage import seals as storage
from ktt_desktop.storage.session import transaction

SEALING = "seal_files"  # the setting: whether exports are sealed


def own_seal(book: Book) -> str:
    """Dấu vân tay of the seal of this machine, ungrouped; the key is made when there is none.

    Raises StorageUnavailableError.
    """
    return own_key(book, KeyKind.SEAL).fingerprint


def is_sealing(book: Book) -> bool:
    """Whether the officer switched the sealing of exports on."""
    return load_value(book, SEALING) is True


def set_sealing(book: Book, *, on: bool) -> ChangeSet:
    """Seal exports from now on, or no longer."""
    if on:
        own_seal(book)
    save_value(book, SEALING, on)
    return ChangeSet(settings=True)


def sealer(book: Book) -> Sealer | None:
    """How an export is sealed; None while that is off."""
    if not is_sealing(book):
        return None
    secret = own_key(book, KeyKind.SEAL).secret
    return lambda manifest, created_at: seal_bytes(secret, manifest, created_at)


def seal_of(book: Book, seal: Seal | None, unit: str) -> SealState:
    """What the seal of a file (Bundle.seal) says; `unit` is the key of the unit that sends it."""
    with transaction(book.sessions) as session:
        expected = storage.has_seal(session, unit)
        known = None if seal is None else storage.find_seal(session, seal.fingerprint)
    if seal is None:
        return SealState(SealKind.UNSEALED, expected=expected)
    if known is None:
        return SealState(SealKind.STRANGER, seal.fingerprint, expected=expected)
    kind = SealKind.REGISTERED if known.unit == unit else SealKind.ANOTHERS
    return SealState(kind, seal.fingerprint, known.unit, expected)


def register_seal(
    book: Book, unit: str, fingerprint: str, note: str = "", public_key: str = ""
) -> RegisteredSeal:
    """Ghi sổ a machine for a unit (its key): the fingerprint as typed from paper or compared.

    A machine belongs to one unit: registering it again moves it. Raises InvalidInputError.
    """
    mark = read_fingerprint(fingerprint)
    with transaction(book.sessions) as session:
        storage.keep_seal(session, mark, unit, public_key, note, now())
        session.flush()
        found = storage.find_seal(session, mark)
    assert found is not None
    return found


def forget_seal(book: Book, fingerprint: str) -> ChangeSet:
    """Strike a machine off."""
    with transaction(book.sessions) as session:
        storage.remove_seal(session, fingerprint)
    return ChangeSet(settings=True)


def known_seals(book: Book) -> list[RegisteredSeal]:
    """The registered machines, by unit."""
    with transaction(book.sessions) as session:
        return storage.all_seals(session)
