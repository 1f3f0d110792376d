"""Dàn ý riêng của đơn vị: copied from another one, changed, kept, out and in as a file."""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline_changes import as_own, sections_of
from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.catalogue.outline_file import outline_text, read_outline_text
from ktt_desktop.domain.errors import CatalogueError, InvalidInputError, UnreadableFileError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.text import nfc
from ktt_desktop.interchange.handed_text import handed_text
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.outlines import OwnOutline, outline_from, outlines, own_outlines
from ktt_desktop.services.report_texts import report_text
from ktt_desktop.services.report_versions import VersionCause, keep_now
from ktt_desktop.storage import report_outlines as storage
from ktt_desktop.storage import reports
from ktt_desktop.storage.session import transaction

LONGEST = 200  # characters of a name
ID_LETTERS = 8


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """Một dàn ý trên danh sách; `own` is None for one of the program.

    `base` is the name of the outline it was copied from, `periods` are those the officer wrote
    words for, `problem` tells why an own one can no longer be used.
    """

    id: str
    entry: Entry
    periods: tuple[str, ...]
    own: OwnOutline | None = None
    base: str = ""
    problem: str = ""

    @property
    def code(self) -> str:
        """Its short name: K, Đ, H."""
        return str(self.entry["code"])

    @property
    def label(self) -> str:
        """Tên dàn ý."""
        return str(self.entry["label"])


def load_outlines(book: Book) -> tuple[OutlineLine, ...]:
    """Every outline of the book: those of the program, then the unit's own."""
    shipped = book.catalogue.edition.outlines
    with transaction(book.sessions) as session:

        def periods(id_: str) -> tuple[str, ...]:
            return tuple(reports.periods_with_words(session, id_))

        return (
            *(OutlineLine(each.id, each.entry, periods(each.id)) for each in shipped.values()),
            *(
                OutlineLine(
                    each.id,
                    each.entry,
                    periods(each.id),
                    each,
                    shipped[each.base].label if each.base in shipped else each.base,
                    problem_of(book, each),
                )
                for each in own_outlines(session)
            ),
        )


def problem_of(book: Book, own: OwnOutline) -> str:
    """What is wrong with an outline, as a sentence naming the section; "" where nothing is."""
    try:
        outline_from(book, own)
    except CatalogueError as error:
        sentence = str(error)
        for section in sections_of(own.entry):
            sentence = sentence.replace(
                f"{own.label}[{section['id']}]", f"Mục “{section['heading']}”"
            )
        return sentence
    blank = next((each for each in sections_of(own.entry) if not each["heading"].strip()), None)
    return "" if blank is None else "Có mục chưa ghi đề mục. Ghi đề mục hoặc xóa mục."


def copied(line: OutlineLine, label: str) -> OwnOutline:
    """A copy of an outline under a name of its own; raises InvalidInputError."""
    base = line.own.base if line.own else line.id
    return OwnOutline(_new_id(), base, as_own(line.entry, _name(label)))


def named(own: OwnOutline, label: str) -> OwnOutline:
    """The same under another name; raises InvalidInputError."""
    return replace(own, entry={**own.entry, "label": _name(label)})


def new_part_id() -> str:
    """An id no section and no sentence ever had."""
    return f"own.{uuid4().hex[:ID_LETTERS]}"


def lost_words(book: Book, own: OwnOutline) -> dict[str, tuple[str, ...]]:
    """The periods with words under sections that were removed, by the headings of these."""
    with transaction(book.sessions) as session:
        before = next((each for each in own_outlines(session) if each.id == own.id), None)
        headings = {
            each["id"]: each["heading"] for each in (sections_of(before.entry) if before else [])
        }
        found: dict[str, list[str]] = defaultdict(list)
        for period, section in _lost(session, own):
            found[headings.get(section, section)].append(period)
    return {heading: tuple(periods) for heading, periods in found.items()}


def save_own_outline(book: Book, own: OwnOutline) -> ChangeSet:
    """Keep an outline; words under removed sections go, after a version of them was kept.

    Raises InvalidInputError naming the section that cannot stand so.
    """
    if problem := problem_of(book, own):
        raise InvalidInputError(problem)
    content = json.dumps(own.entry, ensure_ascii=False)
    with transaction(book.sessions) as session:
        lost = _lost(session, own)
        for period in dict.fromkeys(period for period, _ in lost):
            key = ReportKey(own.id, ReportingPeriod.parse(period))
            keep_now(session, key, VersionCause.HAND, "Trước khi xóa mục của dàn ý")
        for period, section in lost:
            key = ReportKey(own.id, ReportingPeriod.parse(period))
            reports.keep_text(session, report_text(key, section, (), now()))
        storage.keep_outline(session, own.id, own.base, content, now())
    return ChangeSet(settings=True)


def remove_own_outline(book: Book, id_: str) -> ChangeSet:
    """Take an outline away; raises InvalidInputError where words were written under it."""
    with transaction(book.sessions) as session:
        if periods := reports.periods_with_words(session, id_):
            raise InvalidInputError(
                f"Dàn ý này có lời văn của cán bộ trong kỳ {', '.join(periods)}, không xóa được. "
                "Xóa lời văn ở màn hình Báo cáo trước, hoặc giữ lại dàn ý."
            )
        storage.remove_outline(session, id_)
    return ChangeSet(settings=True)


def export_outline(own: OwnOutline, target: Path) -> Path:
    """Write an outline to a file; raises StorageUnavailableError."""
    write_safely(target, outline_text(own.entry, own.base).encode("utf-8"))
    return target


def read_outline_file(book: Book, source: Path) -> OwnOutline:
    """An outline out of a file, not kept yet; raises UnreadableFileError."""
    text = handed_text(source, "tệp dàn ý")
    entry, base = read_outline_text(text, source.name)
    try:
        outline_from(book, OwnOutline("", base, entry))
        label = _free_name(book, _name(entry["label"]))
    except (CatalogueError, InvalidInputError) as error:
        raise UnreadableFileError(f"{source.name}: {error}") from error
    return OwnOutline(_new_id(), base, as_own(entry, label))


def _lost(session: Session, own: OwnOutline) -> list[tuple[str, str]]:
    """Period and section of the words that stand under no section of the outline."""
    kept = {each["id"] for each in sections_of(own.entry)}
    return [each for each in storage.words_by_section(session, own.id) if each[1] not in kept]


def _new_id() -> str:
    return f"own-{uuid4().hex[:ID_LETTERS]}"


def _name(label: str) -> str:
    name = " ".join(nfc(label).split())
    if not name:
        raise InvalidInputError("Dàn ý chưa có tên. Ghi tên của dàn ý.")
    if len(name) > LONGEST:
        raise InvalidInputError(f"Tên dàn ý dài quá {LONGEST} chữ. Ghi ngắn lại.")
    return name


def _free_name(book: Book, label: str) -> str:
    """The name, with a number behind it where another outline has it."""
    with transaction(book.sessions) as session:
        taken = {each.label for each in outlines(session, book).values()}
    number, name = 1, label
    while name in taken:
        number += 1
        name = f"{label} ({number})"
    return name
