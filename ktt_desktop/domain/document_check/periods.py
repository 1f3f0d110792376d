"""R14: one cut-off for all figures; years since a law counted right."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ktt_desktop.domain.document_check.findings import DocumentFinding, warning
from ktt_desktop.domain.document_check.known import Known

if TYPE_CHECKING:
    from ktt_desktop.domain.document_check.times import Dated

YEAR_END = (12, 31)


def cut_offs(known: Known) -> Iterator[DocumentFinding]:
    """Figures up to different days of the year of the document."""
    year = known.document.header.year
    days: dict[object, list[tuple[int, Dated]]] = {}
    for number, dated in known.document.times.items():
        for each in dated:
            end = each.time.end
            if (
                end
                and end.year == year
                and not each.time.estimate
                and (end.month, end.day) != YEAR_END
            ):
                days.setdefault(end, []).append((number, each))
    if len(days) < 2:
        return
    told = [
        f"“{found[0][1].words}” (dòng {found[0][0]})" for _, found in sorted(days.items(), key=str)
    ]
    places = [
        known.document.line(number).quote(max(0, each.start - 15), each.stop + 40)
        for found in days.values()
        for number, each in found[:1]
    ]
    yield warning("R14", f"Số liệu lấy đến {len(days)} thời điểm: {', '.join(told)}.", places)
