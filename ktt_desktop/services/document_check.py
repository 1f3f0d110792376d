"""Kiểm tra văn bản: a plan's text against itself, the dictionary and, where given, the book."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.document_check.averages import yearly
from ktt_desktop.domain.document_check.check import CHECKS, in_order
from ktt_desktop.domain.document_check.document import read_document
from ktt_desktop.domain.document_check.facts import Fact
from ktt_desktop.domain.document_check.findings import DocumentFinding, error, shown
from ktt_desktop.domain.document_check.header import read_header
from ktt_desktop.domain.document_check.known import Known, know
from ktt_desktop.domain.document_check.lines import read_lines
from ktt_desktop.domain.document_check.words import MONEY
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import MILLIONS
from ktt_desktop.domain.progress import Progress, Silent
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Measure
from ktt_desktop.domain.text import fold
from ktt_desktop.interchange.document_text import read_document_text
from ktt_desktop.services.annual_return import unit_figures
from ktt_desktop.services.book import Book

LONGEST_TEXT = 500_000
MEASURES = {
    Measure.PLAN: "kế hoạch",
    Measure.HALF_YEAR: "6 tháng",
    Measure.ESTIMATE: "ước cả năm",
    Measure.ACTUAL: "thực hiện",
}


def open_text(path: Path) -> str:
    """The text of a .txt or .docx file; raises UnreadableFileError."""
    return read_document_text(path)


def other_unit(text: str, profile: UnitProfile) -> str:
    """The unit whose document this is where it is not the book's own, as "huyện Ba Tơ"."""
    header = read_header(read_lines(text))
    if not header.name or fold(header.name) in fold(profile.name):
        return ""
    return f"{header.level} {header.name}"


def check_text(
    catalogue: Catalogue,
    text: str,
    progress: Progress | None = None,
    against: tuple[Book, UnitProfile] | None = None,
) -> tuple[DocumentFinding, ...]:
    """Everything found in a text; `against`: a book whose figures of the years are compared.

    Raises InvalidInputError for a text without words, or longer than any plan.
    """
    if not text.strip():
        raise InvalidInputError("Chưa có chữ nào để kiểm tra. Dán văn bản vào ô hoặc mở một tệp.")
    if len(text) > LONGEST_TEXT:
        raise InvalidInputError(
            f"Văn bản dài hơn {LONGEST_TEXT:,} chữ.".replace(",", ".")
            + " Kiểm tra từng phần của văn bản."
        )
    told = progress or Silent()
    total = len(CHECKS) + 1
    told.report(0, total, "Đang đọc văn bản")
    known = know(read_document(text, catalogue.document_words))
    found: list[DocumentFinding] = []
    for step, check in enumerate(CHECKS, start=1):
        told.report(step, total, "Đang kiểm tra văn bản")
        found.extend(check(known))
    if against is not None:
        found.extend(_compare(known, *against))
    return in_order(found)


def _compare(known: Known, book: Book, profile: UnitProfile) -> Iterator[DocumentFinding]:
    """Figures of the text that the book has too, and says otherwise."""
    wanted = [(fact, when) for fact in known.facts if (when := _when(known, fact))]
    figures = unit_figures(book, profile, {when for _, when in wanted}) if wanted else {}
    for fact, (year, measure) in wanted:
        code = _code(known, fact)
        sector = fact.scope.code if fact.scope else ""
        form = figures.get((sector, year, measure))
        figure = form.figures.get(code) if form and code else None
        if figure is None or figure.value is None:
            continue
        indicator = book.catalogue.edition.indicators[code]
        scale = MILLIONS.factor if fact.figure.unit == MONEY else indicator.quantity.factor
        value, told = Fraction(figure.value, scale), _told(known, fact, indicator.unit)
        if told != value:
            yield error(
                "R6",
                f"Dòng {fact.row} ghi {fact.figure.shown}, sổ ghi {shown(value)} "
                f"({indicator.title}, {MEASURES[measure]} năm {year}).",
                [fact.quote()],
            )


def _told(known: Known, fact: Fact, unit: str) -> Fraction:
    """The figure of the text in the period of the indicator: an income of a month or a year."""
    if not known.words.measures[fact.measure].yearly:
        return fact.figure.value
    return yearly(known, fact) / (12 if "tháng" in unit else 1)


def _code(known: Known, fact: Fact) -> str:
    """The indicator of the unit or of a sector that a figure is of, empty where there is none."""
    if fact.organisation or fact.part or fact.figure.of is not None or fact.figure.high is not None:
        return ""
    words = known.words
    spec = words.statuses[fact.status] if fact.status else words.measures[fact.measure]
    if fact.status and fact.measure not in words.measures:
        return ""
    if fact.status and words.measures[fact.measure].phrases:
        return ""  # money or members of the founded ones alone
    return spec.sector if fact.scope else spec.codes.get(fact.kind, "")


def _when(known: Known, fact: Fact) -> tuple[int, Measure] | None:
    """The year and the column of the book that a figure belongs to."""
    header, time = known.document.header, fact.time
    if time.target:
        return (header.plan_year, Measure.PLAN) if header.plan_year else None
    if time.end is None:
        return (header.year, Measure.HALF_YEAR) if header.year else None
    if time.estimate:
        return time.end.year, Measure.ESTIMATE
    year_end = (time.end.month, time.end.day) == (12, 31)
    return time.end.year, Measure.ACTUAL if year_end else Measure.HALF_YEAR
