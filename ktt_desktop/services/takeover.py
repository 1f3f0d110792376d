"""Nhận sổ của đơn vị cũ: another book's organisations with all their years, in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from ktt_desktop.domain.dossier import Kind
from ktt_desktop.domain.errors import (
    InvalidInputError,
    NotFoundError,
    StaleRecordError,
    StorageUnavailableError,
)
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.takeover import Choice, TakeoverPreview
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.attachments import LARGEST
from ktt_desktop.services.book import Book, back_up, now
from ktt_desktop.services.closing import refuse_closed
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.settings import load_profile
from ktt_desktop.services.takeover_survey import (
    HASH,
    Survey,
    connection_of,
    count_figures,
    folders,
    hashes,
    survey,
)
from ktt_desktop.storage import journal
from ktt_desktop.storage import takeover as storage
from ktt_desktop.storage.foreign_book import copied_book
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.takeover import Writer, Written
from ktt_desktop.storage.whole_records import FIGURES, Row, StoredRecord, journal_lines

COMMUNE, FORMER = "commune_code", "former_commune_code"
BACKUP = "truoc-nhan-so"


@dataclass(frozen=True, slots=True)
class TakeoverUndo:
    """Những gì để hoàn tác một lần nhận sổ; `lost` files were damaged or gone when copied."""

    written: Written
    after: str
    figures: frozenset[YearMeasure]
    years: frozenset[int]
    lost: int


def takeover_preview(book: Book, source: Path, progress: Progress) -> TakeoverPreview:
    """What would come out of the file of another book; nothing is written.

    Raises InvalidInputError for the own book, a practice book or one of a later catalogue,
    NewerBookError, NotFoundError, UnreadableFileError, StorageUnavailableError and, when stopped,
    CancelledError.
    """
    with _compared(book, source, progress) as (_, compared):
        progress.report(2, 2, "Đã đối chiếu hai sổ")
        return compared.preview


def take_over(
    book: Book, preview: TakeoverPreview, choice: Choice, progress: Progress
) -> tuple[TakeoverUndo, ChangeSet]:
    """Take the chosen organisations into this book, which is copied before; all or nothing.

    Raises what takeover_preview raises, StaleRecordError when one of the books was changed since,
    PeriodClosedError when figures would come into closed ones and, when stopped, CancelledError.
    """
    if not preview.has_work(choice):
        raise InvalidInputError("Sổ kia không còn gì để nhận. Sổ này giữ nguyên.")
    progress.report(0, 0, "Đang sao lưu sổ này")
    back_up(book, BACKUP)
    copied: list[Path] = []
    try:
        with _compared(book, preview.source, progress) as (session, compared):
            if compared.preview != preview:
                raise StaleRecordError(
                    "Một trong hai sổ vừa được thay đổi. Chọn lại tệp để xem trước rồi nhận."
                )
            act = _Act(book, compared, choice, progress)
            figures = act.refuse_closed(session)
            lost = act.copy_files(copied)
            written = act.write(session)
            after = storage.fingerprint(connection_of(session), written)
    except BaseException:
        for path in copied:
            with suppress(OSError):
                path.unlink()
        raise
    of_unit = (row["year"] for row in (*compared.figures, *compared.dossiers))
    years = frozenset({*preview.years(choice), *(year for year in of_unit if year is not None)})
    return TakeoverUndo(written, after, figures, years, lost), _changes(written, years)


def undo_takeover(book: Book, undo: TakeoverUndo) -> ChangeSet:
    """Take everything that came out of the book again, as if it had never come.

    Attached files stay in their folder. Raises StaleRecordError when any of it was changed since,
    PeriodClosedError.
    """
    with transaction(book.sessions) as session:
        _refuse_closed(session, undo.figures)
        here = connection_of(session)
        if storage.fingerprint(here, undo.written) != undo.after:
            raise StaleRecordError(
                "Có hồ sơ đã được đổi tiếp sau khi nhận nên không hoàn tác được. Hồ sơ không cần "
                "thì xóa trong Danh mục, hoặc phục hồi bản sao lưu làm trước khi nhận."
            )
        storage.remove(here, undo.written)
    return _changes(undo.written, undo.years)


@dataclass(frozen=True, slots=True)
class _Act:
    """One taking over: files first, then rows."""

    book: Book
    compared: Survey
    choice: Choice
    progress: Progress

    def _chosen(self) -> list[tuple[StoredRecord, StoredRecord]]:
        """The records that come, as that book has them and as they will stand here."""
        preview = self.compared.preview
        pairs = zip(preview.lines, self.compared.told, self.compared.records, strict=True)
        return [
            (told, record) for line, told, record in pairs if preview.is_taken(line, self.choice)
        ]

    def refuse_closed(self, session: Session) -> frozenset[YearMeasure]:
        """The years and measures figures come for; raises PeriodClosedError."""
        forms = [row for _, record in self._chosen() for row in record.parts[FIGURES]]
        if self.compared.preview.takes_unit(self.choice):
            forms += self.compared.figures
        figures = frozenset(
            YearMeasure(row["year"], Measure(row["measure"])) for row in forms if count_figures(row)
        )
        _refuse_closed(session, figures)
        return figures

    def copy_files(self, copied: list[Path]) -> int:
        """Copy the attached files that are not here yet; tells how many were not to be had."""
        digests = {digest for _, record in self._chosen() for digest, _ in hashes(record)}
        here, there = folders(self.book, self.compared.preview.source)
        lost = 0
        for done, digest in enumerate(sorted(digests)):
            self.progress.report(done, len(digests), "Đang chép tệp đính kèm")
            if not HASH.fullmatch(digest):
                lost += 1
            elif _content(here / digest, digest) is None:
                content = _content(there / digest, digest)
                if content is None:
                    lost += 1
                else:
                    _keep(here / digest, content)
                    copied.append(here / digest)
        return lost

    def write(self, session: Session) -> Written:
        """Write the rows, the journal last."""
        here, there, chosen = connection_of(session), self.compared.there, self._chosen()
        with_unit = self.compared.preview.takes_unit(self.choice)
        dossiers = self._dossiers(chosen, with_unit=with_unit)
        storage.widen(here, self.compared.preview.unknown)
        last, writer = storage.last_line(here), Writer(here)
        for done, (_, record) in enumerate(chosen):
            name = record.organisation["name"]
            self.progress.report(done, len(chosen), f"Đang nhận {name}")
            writer.record(record)
        writer.dossiers(dossiers)
        writer.named(self._here_already(chosen, dossiers))
        if with_unit:
            writer.unit_figures(self.compared.figures)
        writer.unions(there)
        writer.events(there)
        self.progress.report(len(chosen), len(chosen), "Đang ghi lịch sử các hồ sơ")
        known = {row["uid"] for row in dossiers}
        writer.journal(self._history(set(writer.written.uids), known, with_unit=with_unit))
        self._tell(session, chosen)
        writer.written.journal = range(last + 1, storage.last_line(here) + 1)
        return writer.written

    def _dossiers(
        self, chosen: Iterable[tuple[StoredRecord, StoredRecord]], *, with_unit: bool
    ) -> list[Row]:
        """The work records that come, each once, with the programmes they are of."""
        found = {row["uid"]: row for _, record in chosen for row in record.dossiers}
        used = {row["programme"] for row in found.values()}
        for row in self.compared.dossiers:
            if with_unit or (row["kind"] == Kind.PROGRAMME and row["uid"] in used):
                found[row["uid"]] = row
        return list(found.values())

    def _here_already(
        self, chosen: Iterable[tuple[StoredRecord, StoredRecord]], coming: Iterable[Row]
    ) -> list[Row]:
        """The work records of what comes that are in this book, each once."""
        new = {row["uid"] for row in coming}
        found = {row["uid"]: row for told, _ in chosen for row in told.dossiers}
        return [row for uid, row in found.items() if uid not in new]

    def _history(self, uids: set[str], dossiers: set[str], *, with_unit: bool) -> Iterator[Row]:
        """The lines of the journal of what comes; a commune of then is a former one here."""
        unit = self.compared.unit_code if with_unit else None
        for line in journal_lines(self.compared.there, uids, dossiers, unit):
            field, mark, source = line["field"].partition(journal.MARK)
            if self.compared.is_older and field == COMMUNE:
                yield line | {"field": f"{FORMER}{mark}{source}"}
            else:
                yield line

    def _tell(self, session: Session, chosen: Iterable[tuple[StoredRecord, StoredRecord]]) -> None:
        moment, unit = now(), self.compared.preview.unit
        for told, record in chosen:
            changes: list[journal.Change] = [("taken_over", None, unit)]
            commune = record.organisation[COMMUNE]
            if commune != told.organisation[COMMUNE]:
                changes.append((COMMUNE, None, commune or None))
            journal.record(session, moment, "organisation", record.uid, changes, Source.TAKEN_OVER)


@contextmanager
def _compared(book: Book, source: Path, progress: Progress) -> Iterator[tuple[Session, Survey]]:
    """A transaction on this book, beside what the other one has."""
    profile = load_profile(book)
    assert profile is not None  # the menu belongs to a book whose unit is known
    _refuse_own(book, source)
    progress.report(0, 2, "Đang chép và kiểm tra sổ kia")
    columns = [each.column for each in book.catalogue.edition.indicators.values()]
    with (
        copied_book(source, book.path.parent, columns) as found,
        transaction(book.sessions) as session,
    ):
        progress.report(1, 2, "Đang đối chiếu hai sổ")
        yield session, survey(book, connection_of(session), profile, source, found)


def _refuse_own(book: Book, source: Path) -> None:
    if not source.is_file():
        raise NotFoundError(f"Không có tệp {source}. Cắm lại USB hoặc chọn tệp khác.")
    is_copy = source.resolve().parent == book.backup_folder.resolve()
    if is_copy or source.samefile(book.path):
        raise InvalidInputError(
            f"Tệp {source.name} là chính sổ đang mở hoặc bản sao lưu của nó. Chọn sổ của đơn vị "
            "khác."
        )


def _refuse_closed(session: Session, figures: Iterable[YearMeasure]) -> None:
    for each in sorted(figures):
        refuse_closed(session, each)


def _content(path: Path, digest: str) -> bytes | None:
    """The bytes of an attached file; None where it is gone, too large or was changed."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    return content if sha256(content).hexdigest() == digest else None


def _keep(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise StorageUnavailableError(
            f"Không lập được thư mục {path.parent} cho tệp đính kèm. Kiểm tra chỗ trống và quyền "
            "ghi rồi nhận lại."
        ) from error
    write_safely(path, content)


def _changes(written: Written, years: Iterable[int]) -> ChangeSet:
    return ChangeSet(organisations=frozenset(written.uids), years=frozenset(years), dossiers=True)
