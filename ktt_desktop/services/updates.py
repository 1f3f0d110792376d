"""Cập nhật từ tệp: look at a signed file, see what it changes, install it, go back."""

from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.units import Units
from ktt_desktop.domain.errors import CatalogueError, KttError, UnreadableFileError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.updates import PART_TITLES, Release, TrustedKey, UpdateHeader, UpdatePart
from ktt_desktop.interchange.signing import fingerprint
from ktt_desktop.interchange.update_format import SignedUpdate
from ktt_desktop.interchange.update_reader import open_update
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.catalogue_changes import catalogue_changes, lost, unit_changes
from ktt_desktop.services.in_use import Chosen, choose
from ktt_desktop.services.places import kept_names, unit_day
from ktt_desktop.services.trusted_keys import named_alike, remember_key, trusted_keys
from ktt_desktop.services.update_content import try_out
from ktt_desktop.services.update_store import drop, store


@dataclass(frozen=True, slots=True)
class Offer:
    """Tệp cập nhật nguyên vẹn, có chữ ký đúng.

    `known` is the trusted key it was signed with; `rival` another key trusted under its issuer's
    name.
    """

    update: SignedUpdate
    file_name: str
    known: TrustedKey | None
    rival: TrustedKey | None

    @property
    def header(self) -> UpdateHeader:
        """What the file says of itself."""
        return self.update.header

    @property
    def fingerprint(self) -> str:
        """Dấu vân tay của khóa đã ký, as printed in the letter."""
        return grouped_check_code(fingerprint(self.update.public_key))


@dataclass(frozen=True, slots=True)
class CheckedUpdate:
    """Tệp đã đối chiếu và đọc thử: what is used now, and what would change, line by line."""

    offer: Offer
    content: Catalogue | Units
    replaced: Release
    changes: tuple[str, ...]


def read_update(home: Path, path: Path) -> Offer:
    """Read and verify a file; raises UnreadableFileError."""
    update = open_update(path)
    keys = trusted_keys(home)
    known = next((key for key in keys if key.public_key == update.public_key.hex()), None)
    rival = None if known else named_alike(update.header.issued_by, keys)
    return Offer(update, path.name, known, rival)


def check_update(home: Path, offer: Offer, *, confirmed: str = "") -> CheckedUpdate:
    """Try out what the file brings; `confirmed` is the fingerprint a person compared.

    Raises UnreadableFileError for a key nobody vouched for, for a release that is not newer, and
    for content that does not fit; nothing is installed.
    """
    _refuse_stranger(offer, confirmed)
    used = choose(home)
    now = used.of(offer.header.part)
    _refuse_older(offer, now)
    try:
        content = try_out(offer.header, offer.update.data)
    except CatalogueError as error:
        raise _refusal(offer, str(error).rstrip(".")) from error
    if isinstance(content, Units):
        changes = unit_changes(used.units.content, content)
    else:
        _refuse_losses(offer, lost(used.catalogue.content, content))
        changes = catalogue_changes(used.catalogue.content, content)
    return CheckedUpdate(offer, content, now.content.release, tuple(changes))


def units_gone(book: Book, profile: UnitProfile, checked: CheckedUpdate) -> int:
    """How many units the book speaks of are no more in the list of an update."""
    units, on = checked.content, unit_day(profile)
    if not isinstance(units, Units):
        return 0
    return sum(units.find(code, on) is None for code in kept_names(book))


def install_update(home: Path, checked: CheckedUpdate) -> None:
    """Install what was checked, and believe its key from now on.

    It is used when a book is opened next. Raises StorageUnavailableError, nothing changed then.
    """
    offer = checked.offer
    if offer.known is None:
        key = offer.update.public_key.hex()
        remember_key(home, TrustedKey(offer.header.issued_by, key, today()))
    store(home, offer.update)


def discard_update(home: Path, part: UpdatePart) -> Release:
    """Go back to the version before the installed one, which is returned; raises KttError."""
    update = choose(home).of(part).update
    if update is None:
        raise KttError(f"{PART_TITLES[part]}: đang dùng bản kèm chương trình, không bỏ được.")
    drop(home, part, update.header.release.version)
    return choose(home).of(part).content.release


def _refuse_stranger(offer: Offer, confirmed: str) -> None:
    plain = confirmed.replace("-", "").strip().upper()
    if offer.known is None and plain != offer.fingerprint.replace("-", ""):
        raise UnreadableFileError(
            f"Tệp {offer.file_name} ký bằng khóa chưa được tin cậy, dấu vân tay "
            f"{offer.fingerprint}. Đối chiếu dấu vân tay với công văn gửi kèm rồi xác nhận."
        )


def _refuse_older(offer: Offer, now: Chosen[Catalogue] | Chosen[Units]) -> None:
    release, used = offer.header.release, now.content.release
    if now.update is not None and now.update.digest == offer.update.digest:
        raise UnreadableFileError(f"Bản trong tệp {offer.file_name} đã có và đang dùng: {used}.")
    if release.version <= used.version:
        raise UnreadableFileError(
            f"Đang dùng {used}; bản trong tệp {offer.file_name} không mới hơn: {release}. "
            "Không có gì phải cài."
        )


def _refuse_losses(offer: Offer, losses: list[str]) -> None:
    if losses:
        raise _refusal(
            offer,
            f"{'; '.join(losses)}. Mã đã dùng không được bỏ hay đổi nghĩa, vì số liệu trong sổ "
            "gắn với mã",
        )


def _refusal(offer: Offer, reason: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Không cài được tệp {offer.file_name}: {reason}. Báo lại nơi ban hành; bản đang dùng "
        "không thay đổi."
    )
