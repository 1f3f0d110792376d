"""One file out of quarantine → what is known of it, before the book is asked."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.receiving import FileKey, HeldFile
from ktt_desktop.domain.text import nfc
from ktt_desktop.interchange.encrypted_file import is_encrypted
from ktt_desktop.interchange.submission_format import MIMETYPE
from ktt_desktop.interchange.submission_reader import Bundle, open_bundle
from ktt_desktop.interchange.view_workbook import is_workbook
from ktt_desktop.services.book import Book
from ktt_desktop.services.encryption import opened
from ktt_desktop.services.file_looks import FileLook
from ktt_desktop.services.receiving_quarantine import Came, unreadable
from ktt_desktop.services.receiving_units import Here, NotForHereError
from ktt_desktop.services.receiving_words import copy_note
from ktt_desktop.services.seals import seal_of

LONGEST_NAME = 255
OTHER_KINDS = {
    ".pdf": "là báo cáo để xem, không phải tệp nộp. Chọn tệp .kttt đi cùng báo cáo này.",
    ".kttt-bn": "là biên nhận của cấp trên, không phải tệp nộp. Nhập biên nhận ở thẻ Kết xuất.",
}


@dataclass(frozen=True, slots=True)
class Read:
    """Một tệp đã đọc: the look so far, and the bundle where it is whole and for here."""

    look: FileLook
    bundle: Bundle | None = None


def shown_name(path: Path) -> str:
    """The name of a file as it can be shown and written down, whatever its bytes are."""
    shown = "".join(each if each.isprintable() else "?" for each in nfc(path.name))
    return shown[-LONGEST_NAME:]


def submission_bytes(book: Book, quarantined: Path, name: str) -> bytes:
    """The bytes of a copy in quarantine, decrypted where they came encrypted.

    Raises UnreadableFileError.
    """
    try:
        content = quarantined.read_bytes()
    except OSError as error:
        raise UnreadableFileError(unreadable(quarantined, error)) from error
    return opened(book, content, name) if is_encrypted(content) else content


def is_ours(content: bytes) -> bool:
    """Whether bytes that cannot be read say of themselves to be a submission."""
    return MIMETYPE.encode() in content[:200] or is_encrypted(content)


def read_submission(book: Book, here: Here, came: Came, content: bytes) -> Read:
    """Limits, manifest, hashes, schema, key, whose it is; a refusal stands in the look."""
    look = FileLook(came.path, shown_name(came.path))
    if note := copy_note(came.path.stem):
        look = replace(look, notes=(note,))
    try:
        bundle = open_bundle(content, name=look.file_name)
    except UnreadableFileError as error:
        other = OTHER_KINDS.get(came.path.suffix.casefold())
        refusal = f"Tệp {look.file_name} {other}" if other else str(error)
        return Read(replace(look, refusal=refusal))
    held = held_file(bundle, content, look.file_name)
    look = replace(look, held=held, period_label=bundle.header.period.label)
    try:
        notes = here.check(bundle.unit_key, bundle.header)
        landing = here.landing(bundle.unit_key, bundle.header)
    except NotForHereError as error:
        return Read(replace(look, refusal=str(error)))
    seal = seal_of(book, bundle.seal, bundle.unit_key)
    return Read(
        replace(
            look,
            held=replace(held, lands_on=landing.lands_on, seal=seal.fingerprint),
            notes=(*look.notes, *notes),
            landing=landing,
            seal=seal,
        ),
        bundle,
    )


def held_file(bundle: Bundle, content: bytes, file_name: str) -> HeldFile:
    """The file as it will be written down, before it is known where it lands."""
    header = bundle.header
    return HeldFile(
        key=FileKey(bundle.unit_key, header.form_code, header.period.code),
        unit_name=header.unit_name,
        form_version=header.form_version,
        number=header.number,
        bundle_id=header.bundle_id,
        data_digest=bundle.digest,
        check_code=bundle.check_code,
        file_hash=sha256(content).hexdigest(),
        created_at=header.created_at,
        install_id=header.install_id,
        sequence=header.sequence,
        supersedes=header.supersedes,
        prepared_by=header.prepared_by,
        file_name=file_name,
        size=len(content),
        lands_on="",
    )


def looks_like_view(content: bytes) -> bool:
    """Whether it may be an Excel view that came without its submission file."""
    return is_workbook(content) and not is_ours(content)
