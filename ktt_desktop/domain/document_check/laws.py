"""R10: the laws on cooperatives by their years."""

import re
from collections.abc import Iterator

from ktt_desktop.domain.document_check.citations import LawCited
from ktt_desktop.domain.document_check.findings import DocumentFinding, day_of, notice
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.words import LegalDocument, has_word

_YEARS = re.compile(
    r"(?:qua|trong|sau) (?P<years>\d{1,2}) năm"
    r"|(?P<before>\d{1,2}) năm (?:thi hành|thực hiện|triển khai)"
)
NEAR = 60
HISTORY_NEAR = 60  # letters before a law within which a word makes it a matter of the past


def laws(known: Known) -> Iterator[DocumentFinding]:
    """Luật Hợp tác xã by its year: whether there is one, and in force on the document's day."""
    entries = {each.year: each for each in known.words.legal if each.year is not None}
    unknown = [each for each in known.document.laws if each.year not in entries | {1996: None}]
    if unknown:
        years = ", ".join(str(each) for each in dict.fromkeys(e.year for e in unknown))
        told = ", ".join(f"năm {year} ({entry.number})" for year, entry in entries.items())
        yield notice(
            "R10",
            f"Không có Luật Hợp tác xã năm {years}; các luật đã ban hành: {told}.",
            [each.quote() for each in unknown],
        )
    for entry in entries.values():
        expired = [
            e for e in known.document.laws if e.year == entry.year and _expired(known, e, entry)
        ]
        if expired and entry.until:
            yield notice(
                "R10",
                f"{entry.name} hết hiệu lực từ {day_of(entry.until)}, trước ngày của văn "
                "bản; nay là "
                f"{entry.replaced_by}.",
                [each.quote() for each in expired],
            )


def _expired(known: Known, cited: LawCited, entry: LegalDocument) -> bool:
    signed = known.document.header.signed
    before = cited.line.plain[max(0, cited.start - HISTORY_NEAR) : cited.start]
    past = has_word(before, known.words.lists["history"])
    return bool(signed and entry.until and signed >= entry.until and not past)


def years_in_force(known: Known) -> Iterator[DocumentFinding]:
    """ "qua 8 năm" of a law, counted from the day it came into force or was passed."""
    year = known.document.header.year
    entries = {each.year: each for each in known.words.legal if each.year is not None}
    for law in known.document.laws:
        entry = entries.get(law.year)
        if year is None or entry is None or entry.since is None:
            continue
        near = law.line.plain[max(0, law.start - NEAR) : law.end + NEAR // 2]
        found = _YEARS.search(near)
        if found is None:
            continue
        told = int(found["years"] or found["before"])
        right = year - entry.since.year
        passed = year - (entry.year or entry.since.year)
        if told not in (right, passed):
            yield notice(
                "R14",
                f"{entry.name} có hiệu lực từ {day_of(entry.since)}: đến năm {year} là {year} - "
                f"{entry.since.year} = {right} năm, văn bản ghi {told} năm.",
                [law.line.quote(max(0, law.start - NEAR), law.end + NEAR // 2)],
            )
