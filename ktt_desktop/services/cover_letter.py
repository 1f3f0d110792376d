"""Công văn gửi tệp nộp: the letter that goes to the level above with a submission."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ktt_desktop.domain.document import (
    Document,
    Letterhead,
    Paragraph,
    Run,
    SignatureBlock,
)
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.receipt import number_words
from ktt_desktop.domain.records import SentRow, UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.unit_particulars import DocumentKind, document_line, printed
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.first_run import printing_day
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.printing import pdf_bytes, word_bytes
from ktt_desktop.services.report_figures import running
from ktt_desktop.services.report_head import left_empty, missing_particulars
from ktt_desktop.services.reporting import WATERMARK, build_document
from ktt_desktop.services.submission_number import code_of_present_data
from ktt_desktop.services.unit_particulars import load_particulars

USUAL_RECIPIENTS = ("Như trên", "Lưu: VT")
COMMITTEE = "Ủy ban nhân dân"
DOTS = "…………"
FILES = "một tệp số liệu (.kttt), một bảng Excel và một bản báo cáo PDF cùng tên"


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """Công văn và những gì còn thiếu để in nó cho đủ, a sentence each."""

    document: Document
    missing: tuple[str, ...]


def cover_letter(book: Book, profile: UnitProfile, row: SentRow) -> CoverLetter:
    """The letter for one submission, as the unit would send it today."""
    issuer = _issuer(book, profile)
    document = Document(
        letterhead=_letterhead(issuer, row),
        blocks=tuple(_body(book, profile, row)),
        signature=SignatureBlock(issuer.authority, issuer.signer),
        recipients=issuer.recipients or USUAL_RECIPIENTS,
        check_code=row.check_code,
        watermark=WATERMARK if profile.practice else "",
    )
    return CoverLetter(document, tuple(_missing(issuer)))


def write_letter(
    book: Book, profile: UnitProfile, row: SentRow, target: Path, progress: Progress
) -> tuple[str, ...]:
    """Write the letter as .docx or .pdf, by the ending; returns what it lacks.

    Raises StorageUnavailableError, CancelledError.
    """
    letter = cover_letter(book, profile, row)
    if target.suffix.lower() == ".docx":
        content = word_bytes(letter.document, now(), progress)
    else:
        content = letter_pdf(letter)
    write_safely(target, content)
    return letter.missing


def letter_pdf(letter: CoverLetter) -> bytes:
    """The letter as PDF."""
    return pdf_bytes(letter.document, now())


def _issuer(book: Book, profile: UnitProfile) -> UnitProfile:
    """The profile as a công văn of today prints it; without a line of its own, no symbol."""
    particulars, day = load_particulars(book, profile), printing_day(profile, today())
    letter = printed(profile, particulars, day, DocumentKind.LETTER)
    if document_line(particulars, DocumentKind.LETTER, day) is not None:
        return letter
    body = printed(profile, particulars, day).symbol.partition("-")[2]  # KH-UBND → UBND
    return replace(letter, symbol=body, recipients=())


def _letterhead(issuer: UnitProfile, row: SentRow) -> Letterhead:
    day = today()
    return Letterhead(
        superior=issuer.superior,
        issuer=issuer.issuer or (issuer.name,),
        number=f"/{issuer.symbol}",
        place_and_date=f"{issuer.place or DOTS}, ngày     tháng {day.month:02} năm {day.year}",
        kind="",
        subject=f"nộp số liệu kinh tế tập thể, hợp tác xã: {_period(row).label}",
        addressees=(_receiver(issuer),),
    )


def _body(book: Book, profile: UnitProfile, row: SentRow) -> Iterator[Paragraph]:
    made = row.created_at.astimezone()
    sent_on = f"{made:%H:%M} ngày {made.day:02}/{made.month:02}/{made.year}"
    sender = _body_name(profile.level, profile.name)
    yield _line(
        f"Thực hiện chế độ báo cáo về kinh tế tập thể, hợp tác xã, {sender} nộp số liệu "
        f"“{_period(row).label}” như sau:"
    )
    yield _line(f"1. Hồ sơ nộp gồm {FILES}:")
    yield _line(f"- Tên tệp: {Path(row.file_name).stem};")
    yield _line(f"- Lần nộp: {number_words(row.number)}, lập lúc {sent_on};")
    yield Paragraph(
        (Run("- Mã kiểm tra: "), Run(grouped_check_code(row.check_code), bold=True), Run("."))
    )
    titles = _annexes(book, profile, row)
    if titles:
        yield _line("2. Báo cáo có các phụ lục:")
        for place, title in enumerate(titles, start=1):
            yield _line(f"- {title}{'.' if place == len(titles) else ';'}")
    yield _line(
        f"Kính đề nghị {_receiver(profile)} đối chiếu mã kiểm tra, tiếp nhận số liệu và gửi biên "
        "nhận./."
    )


def _annexes(book: Book, profile: UnitProfile, row: SentRow) -> list[str]:
    """What the report of this submission has behind it; nothing once the data are others."""
    period = _period(row)
    if code_of_present_data(book, profile, period) != row.check_code:
        return []
    report = build_document(book, profile, main_report(book, period))
    return [
        f"Phụ lục {each.number}: {_running_title(each.title)}".replace(" :", ":")
        for each in report.annexes
    ]


def _running_title(title: str) -> str:
    """A title in capitals as it is read in a sentence; a number of a document keeps its letters."""
    return title if "/" in title else title.capitalize()


def _missing(issuer: UnitProfile) -> Iterator[str]:
    """What Thông tin đơn vị does not say yet."""
    if not issuer.parent_name:
        yield left_empty("đơn vị cấp trên nhận công văn")
    if not issuer.symbol:
        yield left_empty("ký hiệu của công văn (CV)")
    yield from missing_particulars(issuer)


def _receiver(issuer: UnitProfile) -> str:
    """Whom the letter goes to; a ministry keeps its own name."""
    if not issuer.parent_name:
        return DOTS
    level = UnitLevel.MINISTRY if issuer.level is UnitLevel.PROVINCE else UnitLevel.PROVINCE
    return _body_name(level, issuer.parent_name)


def _body_name(level: UnitLevel, name: str) -> str:
    return name if level is UnitLevel.MINISTRY else f"{COMMITTEE} {running(name)}"


def _period(row: SentRow) -> ReportingPeriod:
    return ReportingPeriod.parse(row.period)


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text),))
