"""A report as files: PDF, Word and the workbook of its annexes, written as one act."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path

from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.domain.document import Document, Table
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.text import fold
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.files import all_or_none, write_safely
from ktt_desktop.services.outlines import outline_of
from ktt_desktop.services.printing import pdf_bytes, word_bytes, workbook_bytes
from ktt_desktop.services.report_versions import VersionCause, keep_version
from ktt_desktop.services.reporting import build_document
from ktt_desktop.services.submission_number import code_of_present_data
from ktt_desktop.storage.session import transaction

PDF, WORD, EXCEL = "pdf", "docx", "xlsx"
KINDS = (PDF, WORD, EXCEL)  # in the order they are written
NAMES = {PDF: "PDF", WORD: "Word", EXCEL: "bảng Excel"}
LONGEST_PART = 30  # letters of one part of a name: Windows opens no path beyond 260
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")

Maker = Callable[[Document, datetime, Progress], bytes]


def export_files(
    book: Book,
    profile: UnitProfile,
    key: ReportKey,
    folder: Path,
    kinds: Collection[str],
    progress: Progress,
) -> tuple[Path, ...]:
    """Write a report into a folder as these KINDS: all of the files, or none of them.

    The words are kept as a version then. A report without tables in its annexes has no workbook;
    asked for that alone, InvalidInputError is raised.
    Raises StorageUnavailableError where the device fails, CancelledError when told to stop.
    """
    wanted = [kind for kind in KINDS if kind in kinds]
    steps = 1 + 2 * len(wanted)
    progress.report(0, steps, "Lập báo cáo")
    code = code_of_present_data(book, profile, key.period)
    with transaction(book.sessions) as session:
        stem = file_stem(outline_of(session, book, key.outline), profile, key)
    document, created = build_document(book, profile, key, check_code=code), now()
    if not has_tables(document) and wanted != [EXCEL]:
        wanted = [kind for kind in wanted if kind != EXCEL]
    files: dict[Path, bytes] = {}
    for step, kind in enumerate(wanted, start=1):
        progress.report(step, steps, f"Lập tệp {NAMES[kind]}")
        files[folder / f"{stem}.{kind}"] = MAKERS[kind](document, created, progress)
    with all_or_none([*files]):
        for step, (path, content) in enumerate(files.items(), start=1 + len(wanted)):
            progress.report(step, steps, f"Ghi và đọc lại {path.name}")
            write_safely(path, content)
    keep_version(book, key, VersionCause.EXPORT, f"{stem} ({', '.join(wanted)})")
    return tuple(files)


def file_stem(outline: Outline, profile: UnitProfile, key: ReportKey) -> str:
    """Tên tệp không đuôi, letters without marks: "ke-hoach-k-huyen-lang-giang-KH2023"."""
    words = (outline.kind, outline.code, profile.name)
    parts = [_NOT_A_LETTER.sub("-", fold(each))[:LONGEST_PART].strip("-") for each in words]
    stem = "-".join([*filter(None, parts), key.period.code])
    return f"thuc-hanh-{stem}" if profile.practice else stem


def has_tables(document: Document) -> bool:
    """Whether there is anything for the workbook."""
    return any(isinstance(each, Table) for annex in document.annexes for each in annex.blocks)


def _pdf(document: Document, created: datetime, progress: Progress) -> bytes:
    return pdf_bytes(document, created)


MAKERS: Mapping[str, Maker] = {PDF: _pdf, WORD: word_bytes, EXCEL: workbook_bytes}
