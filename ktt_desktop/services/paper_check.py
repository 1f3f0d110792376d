"""Đối chiếu bản giấy: which file a printed check code belongs to, and what changed since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from ktt_desktop.domain.check_codes import likely_meant, read_check_code
from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FileState, HeldFile, current
from ktt_desktop.domain.records import SentRow, UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.services.receiving_kept import kept_bundle
from ktt_desktop.services.receiving_words import turn
from ktt_desktop.services.report_figures import running
from ktt_desktop.services.sent_changes import SentChange, changes_since, compare, sent_bytes
from ktt_desktop.services.submission_number import sent_row
from ktt_desktop.storage import exchange, received_files
from ktt_desktop.storage.session import transaction

STATES = {
    FileState.RETURNED: "đã trả lại để sửa, số liệu không có trong sổ",
    FileState.CONFLICT: "đang chờ chọn bản có hiệu lực",
    FileState.SET_ASIDE: "đã để riêng vì bản khác cùng lần được chọn",
    FileState.UNKNOWN_UNIT: "đang chờ chọn đơn vị nhận số liệu",
    FileState.LOCKED: "đang chờ mở chốt",
}


class PaperOutcome(StrEnum):
    """Kết luận về một bản giấy."""

    AGREES = "khop"  # the newest file, and the book says the same
    CHANGED = "so_da_doi"  # the newest file; the book says otherwise by now
    SUPERSEDED = "da_co_lan_sau"
    NOT_COUNTED = "khong_tinh"  # received, but returned, set aside or waiting
    LIKELY_SLIP = "go_nham"  # one slip of the hand from a known code
    UNKNOWN = "khong_co"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """Một tệp đã gửi hoặc đã nhận; `unit` is empty for this book's own."""

    check_code: str
    unit: str
    period: str
    number: int
    file_name: str
    made_at: datetime
    bundle_id: str
    held: HeldFile | None = None

    @property
    def words(self) -> str:
        """Which file: "tệp X.kttt (Báo cáo năm 2024, chính thức, lập ngày 5/2/2025)"."""
        made = self.made_at.astimezone()
        label = ReportingPeriod.parse(self.period).label
        whose = f" của {running(self.unit)}" if self.unit else ""
        return (
            f"tệp {self.file_name}{whose} ({label}, {turn(self.number)}, "
            f"lập ngày {made.day}/{made.month}/{made.year})"
        )


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """Kết luận bằng lời; `changes` is what the paper has otherwise, `remark` why none are told."""

    outcome: PaperOutcome
    code: str
    sentence: str
    file: PaperFile | None = None
    changes: tuple[SentChange, ...] = ()
    remark: str = ""


def check_paper(book: Book, profile: UnitProfile, typed: str) -> PaperVerdict:
    """Whether a sheet with this check code agrees with a file and with the present data.

    Raises InvalidInputError for what no code is.
    """
    code = read_check_code(typed)
    files = _files(book)
    found = next((each for each in files if each.check_code == code), None)
    if found is None:
        return _not_found(code, files)
    latest = _latest(found, files)
    if found.held is None and latest is found:
        return _against_book(book, profile, found)
    if latest is found:
        sentence = (
            f"Bản giấy khớp với {found.words}, là tệp đang được tính của đơn vị trong kỳ này."
        )
        return PaperVerdict(PaperOutcome.AGREES, code, sentence, found)
    return _against_later(book, profile, found, latest)


def _files(book: Book) -> list[PaperFile]:
    """Everything that was sent and everything that is held, the newest first."""
    with transaction(book.sessions) as session:
        sent = [_own(sent_row(each)) for each in exchange.all_sent(session)]
        return [*sent, *(_held(each) for each in received_files.all_files(session))]


def _own(row: SentRow) -> PaperFile:
    return PaperFile(
        row.check_code,
        "",
        row.period,
        row.number,
        row.file_name,
        row.created_at,
        row.bundle_id,
    )


def _held(file: HeldFile) -> PaperFile:
    return PaperFile(
        file.check_code,
        file.unit_name,
        file.key.period,
        file.number,
        file.file_name,
        file.created_at,
        file.bundle_id,
        file,
    )


def _not_found(code: str, files: Sequence[PaperFile]) -> PaperVerdict:
    meant = likely_meant(code, {each.check_code for each in files})
    shown = grouped_check_code(code)
    if meant:
        file = next(each for each in files if each.check_code == meant)
        sentence = (
            f"Không có tệp nào mang mã {shown}. Có thể gõ nhầm một ký tự: mã gần nhất là "
            f"{grouped_check_code(meant)}, {file.words}. So lại từng ký tự với bản giấy."
        )
        return PaperVerdict(PaperOutcome.LIKELY_SLIP, code, sentence, file)
    sentence = (
        f"Mã {shown} không khớp tệp nào đã gửi hoặc đã nhận trong sổ này. Bản giấy được in từ số "
        "liệu khác: yêu cầu đơn vị in lại từ tệp đã nộp, hoặc gửi tệp mang mã này."
    )
    return PaperVerdict(PaperOutcome.UNKNOWN, code, sentence)


def _latest(found: PaperFile, files: Iterable[PaperFile]) -> PaperFile | None:
    """The file that counts for the same unit, form and period; None where none does."""
    if found.held is None:
        series = [each for each in files if each.held is None and each.period == found.period]
        return max(series, key=lambda each: each.number)
    held = {each.held.id: each for each in files if each.held is not None}
    counted = current(each.held for each in held.values() if each.held is not None)
    file = counted.get(found.held.key)
    return held[file.id] if file else None


def _against_book(book: Book, profile: UnitProfile, file: PaperFile) -> PaperVerdict:
    """The last export of its period against what the book says now."""
    base = f"Bản giấy khớp với {file.words}, là lần kết xuất mới nhất của kỳ"
    agrees = PaperVerdict(PaperOutcome.AGREES, file.check_code, f"{base}.", file)
    try:
        changes = changes_since(book, profile, file.bundle_id).changes
    except KttError as error:
        return replace(agrees, remark=str(error))
    if not changes:
        return replace(agrees, sentence=f"{base}. Số liệu trong sổ hiện nay vẫn như vậy.")
    sentence = (
        f"{base}. Số liệu trong sổ đã sửa sau khi kết xuất: {len(changes)} chỗ khác, chưa được gửi."
    )
    return PaperVerdict(PaperOutcome.CHANGED, file.check_code, sentence, file, changes)


def _against_later(
    book: Book, profile: UnitProfile, found: PaperFile, latest: PaperFile | None
) -> PaperVerdict:
    """A file that is not the one that counts: what the one that counts says otherwise."""
    state = STATES.get(found.held.state) if found.held else None
    if latest is None:
        sentence = f"Bản giấy khớp với {found.words}; tệp này {state}."
        return PaperVerdict(PaperOutcome.NOT_COUNTED, found.check_code, sentence, found)
    outcome = PaperOutcome.NOT_COUNTED if state else PaperOutcome.SUPERSEDED
    then = f"tệp này {state}, số đang tính theo" if state else "sau đó đã có"
    sentence = f"Bản giấy khớp với {found.words}; {then} {latest.words}"
    verdict = PaperVerdict(outcome, found.check_code, f"{sentence}.", found)
    try:
        changes = compare(book, profile, *(_data(book, each) for each in (found, latest))).changes
    except KttError as error:
        return replace(verdict, remark=str(error))
    differing = f"{len(changes)} chỗ khác" if changes else "số liệu không khác"
    return replace(verdict, sentence=f"{sentence}: {differing}.", changes=changes)


def _data(book: Book, file: PaperFile) -> bytes:
    """data.json of a file, as it was made."""
    if file.held is None:
        return sent_bytes(book, file.bundle_id)
    return kept_bundle(book, file.held).data_bytes


def told(changes: Sequence[SentChange]) -> Iterator[str]:
    """The differences, a line each."""
    for each in changes:
        yield f"{each.label}: {each.old or '–'} → {each.new or '–'}"
