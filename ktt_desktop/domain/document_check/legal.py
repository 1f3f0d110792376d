"""R10: legal documents against the dictionary and against each other; the document's own number."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ktt_desktop.domain.document_check.citations import Citation
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    Quote,
    day_of,
    notice,
    numbers_of_lines,
)
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import plain_of
from ktt_desktop.domain.document_check.words import LegalDocument, has_word

HISTORY_NEAR = 60  # letters before a law within which a word makes it a matter of the past


def citations(known: Known) -> Iterator[DocumentFinding]:
    """Every cited document: date, years, force; and one number with two dates."""
    by_number: dict[str, list[Citation]] = defaultdict(list)
    for each in known.document.citations:
        by_number[each.key].append(each)
    for cited in by_number.values():
        yield from _known(known, cited)
        yield from _two_dates(known, cited)
    for each in known.document.citations:
        if each.wrong_date:
            yield notice("R10", f"Ngày {each.wrong_date} không có trong lịch.", [each.quote()])
        if each.key not in {entry.number.casefold() for entry in known.words.legal}:
            yield from _swapped(known, each)


def _known(known: Known, cited: Sequence[Citation]) -> Iterator[DocumentFinding]:
    entries = [e for e in known.words.legal if e.number.casefold() == cited[0].key]
    if not entries:
        return
    right = [each for each in cited if any(e.issued == each.date for e in entries)]
    for each in cited:
        entry = next((e for e in entries if e.issued == each.date), entries[-1])
        if each.date is not None and all(e.issued != each.date for e in entries):
            dates = ", ".join(day_of(e.issued) for e in entries)
            yield notice(
                "R10",
                f"{entry.kind} {entry.number} ban hành ngày {dates}, văn bản ghi "
                f"{day_of(each.date)}{_elsewhere(right)}.",
                [each.quote(), *(other.quote() for other in right)],
            )
        if each.date is not None or not entry.yearly:
            yield from _years(known, each, entry)
        yield from _force(known, each, entry)


def _elsewhere(right: Sequence[Citation]) -> str:
    return f" ({numbers_of_lines(e.line.number for e in right)} ghi đúng)" if right else ""


def _years(known: Known, cited: Citation, entry: LegalDocument) -> Iterator[DocumentFinding]:
    year = known.document.header.year
    if entry.yearly and entry.period and year is not None and year > entry.period[0]:
        yield notice(
            "R10",
            f"{entry.kind} {entry.number} ngày {day_of(entry.issued)} là của năm "
            f"{entry.period[0]}, văn "
            f"bản này nói về năm {year}.",
            [cited.quote()],
        )
    elif cited.period and entry.period and cited.period != entry.period:
        yield notice(
            "R10",
            f"{entry.kind} {entry.number} ({entry.name}) là của giai đoạn {entry.period[0]}-"
            f"{entry.period[1]}, văn bản ghi {cited.period[0]}-{cited.period[1]}.",
            [Quote(cited.line.number, cited.line.quote(max(0, cited.start - 80), cited.end).quote)],
        )


def _force(known: Known, cited: Citation, entry: LegalDocument) -> Iterator[DocumentFinding]:
    signed = known.document.header.signed
    before = cited.line.plain[max(0, cited.start - HISTORY_NEAR) : cited.start]
    if signed is None or has_word(before, known.words.lists["history"]):
        return
    if entry.until is not None and signed >= entry.until:
        instead = f"; nay là {entry.replaced_by}" if entry.replaced_by else ""
        yield notice(
            "R10",
            f"{entry.kind} {entry.number} hết hiệu lực từ {day_of(entry.until)}, trước ngày "
            "của văn "
            f"bản{instead}.",
            [cited.quote()],
        )
    if entry.issued > signed:
        yield notice(
            "R10",
            f"{entry.kind} {entry.number} ban hành ngày {day_of(entry.issued)}, sau ngày của "
            "văn bản.",
            [cited.quote()],
        )


def _two_dates(known: Known, cited: Sequence[Citation]) -> Iterator[DocumentFinding]:
    """One number of one body with two dates in the same document."""
    in_dictionary = {e.number.casefold() for e in known.words.legal}
    dates = {each.date for each in cited if each.date is not None}
    if len(dates) < 2 or cited[0].key in in_dictionary:
        return
    if len({each.kind for each in cited}) > 1:
        return
    told = ", ".join(day_of(each) for each in sorted(dates))
    yield notice(
        "R10",
        f"{cited[0].line.text[cited[0].start : cited[0].end].split(',')[0].split(' ngày')[0]} được "
        f"ghi với {len(dates)} ngày khác nhau: {told}.",
        [each.quote() for each in cited if each.date is not None],
    )


def _swapped(known: Known, cited: Citation) -> Iterator[DocumentFinding]:
    """An unknown number of a known kind and day, its digits those of the known one."""
    digits, symbol = _split(cited.key)
    others = {(e.number, e.issued): e.kind for e in known.words.legal}
    others |= {
        (e.number, e.date): e.kind
        for e in known.document.citations
        if e.date is not None and e.key != cited.key
    }
    for (number, day), kind in others.items():
        own, own_symbol = _split(number.casefold())
        same = own_symbol == symbol and day == cited.date and plain_of(kind) == cited.kind
        if same and own != digits and sorted(own) == sorted(digits):
            yield notice(
                "R10",
                f"Số {cited.number} ngày {day_of(day)} có thể là {number}: cùng ngày, các "
                "chữ số đảo "
                "chỗ.",
                [cited.quote()],
            )
            return


def _split(number: str) -> tuple[str, str]:
    digits = number.partition("/")[0].partition("-")[0]
    return digits, number[len(digits) :]
