"""Who issues a report and what stands at its head: number, day, symbol, signatory, recipients."""

from dataclasses import replace

from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.domain.dates import heading_date
from ktt_desktop.domain.document import Letterhead
from ktt_desktop.domain.issuing_body import issuing_body
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.text import fold
from ktt_desktop.domain.unit_particulars import (
    DOCUMENT_LABELS,
    DocumentKind,
    UnitParticulars,
    document_line,
    printed,
)
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.first_run import printing_day
from ktt_desktop.services.outlines import main_report, outline_of
from ktt_desktop.services.report_sections import ReportSource
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.services.unit_particulars import load_particulars
from ktt_desktop.storage.session import transaction

ANNEXED, END = "Phụ lục chi tiết kèm theo", "./."
NO_NUMBER = " " * 8
NO_DAY, NO_YEAR = "ngày     tháng     năm ", " " * 8


def issuing_profile(book: Book, profile: UnitProfile, key: ReportKey) -> UnitProfile:
    """The profile a report prints: of its kind of document, on the day it is signed.

    Number and day of `profile` are those of the usual report of the period, its opening that of
    a plan.
    """
    with transaction(book.sessions) as session:
        settings = read_settings(session, key)
        kind = outline_of(session, book, key.outline).document
    if key != main_report(book, key.period):
        profile = replace(profile, number="", signed_on=None, opening="")
    if kind is not DocumentKind.PLAN:
        profile = replace(profile, opening="")  # it says that a plan is drawn up
    chosen = _chosen(profile, settings)
    if kind is DocumentKind.PLAN and chosen.signed_on == profile.signed_on:
        return chosen  # a profile is that of a plan of its day
    particulars = load_particulars(book, profile)
    return _of_kind(chosen, particulars, kind)


def _chosen(profile: UnitProfile, settings: ReportSettings) -> UnitProfile:
    return replace(
        profile,
        number=settings.number or profile.number,
        signed_on=settings.signed_on or profile.signed_on,
        opening=settings.opening or profile.opening,
    )


def _of_kind(profile: UnitProfile, particulars: UnitParticulars, kind: DocumentKind) -> UnitProfile:
    """A kind of document nobody gave a symbol goes to whom plans go, under its abbreviation."""
    day = printing_day(profile, today())
    if document_line(particulars, kind, day) is not None:
        return printed(profile, particulars, day, kind)
    plan = printed(profile, particulars, day)
    own = DocumentKind.PLAN.value
    symbol = plan.symbol.removeprefix(own)
    return replace(plan, symbol=kind.value + symbol if symbol != plan.symbol else plan.symbol)


def missing_particulars(issuer: UnitProfile) -> tuple[str, ...]:
    """What the head and the foot of a document lack, a sentence each."""
    asked = (
        (issuer.place, "địa danh"),
        (issuer.authority, "quyền hạn, chức vụ của người ký"),
        (issuer.signer, "họ tên người ký"),
    )
    return tuple(left_empty(words) for value, words in asked if not value)


def left_empty(words: str) -> str:
    """What the unit did not say yet, and where it says it."""
    return f"Chưa ghi {words} trong Thông tin đơn vị (Alt+H); chỗ đó để trống."


def missing_in_report(book: Book, profile: UnitProfile, key: ReportKey) -> tuple[str, ...]:
    """What a report still lacks when it is printed now: number, day, who signs, to whom."""
    issuer = issuing_profile(book, profile, key)
    lacks = [] if issuer.number else ["số văn bản"]
    lacks += [] if issuer.signed_on else ["ngày ký"]
    blanks = f"Chưa ghi {' và '.join(lacks)} trong Thiết lập báo cáo; chỗ đó để trống."
    recipients = () if issuer.recipients else (left_empty("nơi nhận"),)
    return (*([blanks] if lacks else []), *missing_particulars(issuer), *recipients)


def letterhead(source: ReportSource) -> Letterhead:
    """The head of the first page."""
    outline, settings, profile = source.outline, source.settings, source.figures.profile
    return Letterhead(
        superior=profile.superior,
        issuer=profile.issuer,
        number=f"{profile.number}/{profile.symbol}",
        place_and_date=", ".join(filter(None, (profile.place, _day(source)))),
        kind=outline.kind,
        subject=source.plain(outline.subject),
        addressees=settings.addressees,
        bases=settings.bases,
    )


def closing_words(source: ReportSource, *, annexed: bool) -> str:
    """Câu kết of the outline; a document with annexes points to them."""
    words = source.plain(source.outline.closing)
    if not annexed or fold(ANNEXED) in fold(words):
        return words
    return f"{words.removesuffix(END).rstrip(' .')} ({ANNEXED}){END}"


def annex_reference(source: ReportSource) -> str:
    """Dòng "Kèm theo …" under the title of an annex.

    An electronic document leaves number and day to the stamp of the system that issues it
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1).
    """
    profile, electronic = source.figures.profile, source.settings.electronic
    number = "" if electronic else profile.number
    day = NO_DAY + NO_YEAR if electronic else _day(source)
    kind = kind_words(source.outline)
    return (
        f"(Kèm theo {kind} số {number or NO_NUMBER}/{profile.symbol} {day} "
        f"của {issuing_body(profile, short=True)})"
    )


def kind_words(outline: Outline) -> str:
    """What the document is called in a sentence: "Kế hoạch"."""
    return outline.kind.capitalize() or DOCUMENT_LABELS[outline.document]


def _day(source: ReportSource) -> str:
    """The day it is signed on, or room for it."""
    signed_on = source.figures.profile.signed_on
    return heading_date(signed_on) if signed_on else f"{NO_DAY}{source.figures.year}"
