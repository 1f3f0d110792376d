"""What is inside one received file, for an officer to read: changes, and findings of its sender."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ktt_desktop.domain.receipt import ItemState, ReceiptItem
from ktt_desktop.domain.receiving import FileState, HeldFile
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Severity
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.book import Book
from ktt_desktop.services.cell_words import BLANK
from ktt_desktop.services.consolidation import Differences
from ktt_desktop.services.difference_words import Change, DifferenceLine, difference_lines
from ktt_desktop.services.file_looks import ChangedCell, FileLook
from ktt_desktop.services.receiving import differences_of
from ktt_desktop.services.receiving_decisions import conflict_partner, returned_items
from ktt_desktop.services.receiving_kept import kept_bundle, kept_data, received_files, write_view
from ktt_desktop.services.receiving_reading import submission_bytes
from ktt_desktop.services.receiving_words import turn
from ktt_desktop.services.version_differences import Sheets, between

IN_FORCE = (FileState.ACCEPTED, FileState.LOCKED)
AGAINST_BOOK = "So với số đang có trong sổ nếu tiếp nhận tệp này."
AGAINST_VIEW = "Bảng Excel nhận được so với bảng gốc trong tệp nộp đang giữ."
FIRST = "Tệp đầu tiên của kỳ: mọi tổ chức, số liệu đều mới."


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Một phát hiện trong tệp, with its explanation (giải trình) where the sender wrote one."""

    severity: Severity
    group: str
    title: str
    detail: str
    explanation: str


@dataclass(frozen=True, slots=True)
class FileContents:
    """Nội dung một tệp; `against` says what its changes are measured from.

    `versions` are the files held of its unit, form and period, the newest first.
    """

    changes: tuple[DifferenceLine, ...]
    against: str
    findings: tuple[FindingLine, ...]
    versions: tuple[HeldFile, ...] = ()
    returned: tuple[ReceiptItem, ...] = ()  # what was sent back to be mended with it


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hai tệp cùng số: `changes` are from the one in force to the other one."""

    held: HeldFile
    other: HeldFile
    changes: tuple[DifferenceLine, ...]


def contents_of_look(book: Book, profile: UnitProfile, look: FileLook) -> FileContents:
    """Of a file that just came; of a refused one only what can still be said.

    Raises UnreadableFileError where it cannot be read any more.
    """
    versions = _versions(book, look.held)
    if look.refusal:
        return FileContents(tuple(map(_cell, look.changed_cells)), AGAINST_VIEW, (), versions)
    assert look.held is not None
    bundle = open_bundle(_bytes(book, look), name=look.file_name)
    if look.state is FileState.ACCEPTED:
        found, against = differences_of(book, look), AGAINST_BOOK
    else:
        found, against = _since_before(book, look.held, versions, bundle.data)
    lines = difference_lines(book, profile, found)
    return FileContents(lines, against, tuple(_findings(bundle.checks)), versions)


def contents_of_file(book: Book, profile: UnitProfile, file: HeldFile) -> FileContents:
    """Of a file that is held, against the version before it.

    Raises NotFoundError, UnreadableFileError.
    """
    bundle = kept_bundle(book, file)
    versions = _versions(book, file)
    found, against = _since_before(book, file, versions, bundle.data)
    lines, findings = difference_lines(book, profile, found), tuple(_findings(bundle.checks))
    returned = returned_items(book, file.id) if file.state is FileState.RETURNED else ()
    return FileContents(lines, against, findings, versions, returned)


def view_of_look(book: Book, look: FileLook, *, report: bool = False) -> Path:
    """The Excel view (or PDF) inside a file that just came, also of an altered one, to be opened.

    Raises UnreadableFileError, StorageUnavailableError.
    """
    return write_view(_bytes(book, look), Path(look.file_name).stem, report=report)


def conflict_of(book: Book, profile: UnitProfile, file: HeldFile) -> Conflict:
    """The file in force beside the one in conflict with it.

    Raises NotFoundError, UnreadableFileError.
    """
    partner = conflict_partner(book, file.id)
    found = between(kept_data(book, partner), kept_data(book, file))
    return Conflict(partner, file, difference_lines(book, profile, found))


def _bytes(book: Book, look: FileLook) -> bytes:
    return submission_bytes(book, look.quarantined or look.path, look.file_name)


def _versions(book: Book, file: HeldFile | None) -> tuple[HeldFile, ...]:
    if file is None:
        return ()
    return tuple(each for each in received_files(book) if each.key == file.key)


def _cell(each: ChangedCell) -> DifferenceLine:
    label = f"Ô {each.cell}"
    old, new = (text or BLANK for text in (each.held, each.found))
    return DifferenceLine(Change.CHANGED, f"Bảng {each.sheet}", label, old, new)


def _since_before(
    book: Book, file: HeldFile, versions: Iterable[HeldFile], data: Sheets
) -> tuple[Differences, str]:
    before = _before(file, versions)
    if before is None:
        return between({}, data), FIRST
    words = f"So với bản {turn(before.number)} đang giữ ({before.file_name})."
    return between(kept_data(book, before), data), words


def _before(file: HeldFile, versions: Iterable[HeldFile]) -> HeldFile | None:
    """The version in force a file follows or stands against."""
    earlier = [
        each
        for each in versions
        if each.data_digest != file.data_digest
        and each.state in IN_FORCE
        and each.number <= file.number
    ]
    return max(earlier, key=lambda each: each.number, default=None)


def _findings(checks: Mapping[str, Any]) -> Iterator[FindingLine]:
    """Only the rule and the explanation are certain in a file from outside."""
    known = {each.value: each for each in Severity}
    for each in checks["findings"]:
        group, title, detail = (str(each.get(name, "")) for name in ("group", "title", "detail"))
        severity = known.get(str(each.get("severity")), Severity.NOTICE)
        explanation = each["explanation"] or ""
        yield FindingLine(severity, group, title or each["rule"], detail, explanation)


def mendable(book: Book, profile: UnitProfile, file: HeldFile) -> tuple[ReceiptItem, ...]:
    """Everything of a held file that can be sent back: its findings, organisations and figures.

    The reasons are still empty. Raises NotFoundError, UnreadableFileError.
    """
    bundle = kept_bundle(book, file)
    found = [
        ReceiptItem(ItemState.RETURNED, None, f"Phát hiện: {each.title}", each.detail, "", "")
        for each in _findings(bundle.checks)
    ]
    for line in difference_lines(book, profile, between({}, bundle.data)):
        label = f"{line.subject} – {line.label}" if line.cell else f"Tổ chức {line.subject}"
        sent = line.new if line.cell else ""
        found.append(ReceiptItem(ItemState.RETURNED, line.cell, label, sent, "", ""))
    return tuple(found)
