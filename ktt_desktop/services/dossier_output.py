"""A list of work records on its way out: the rows, columns, conditions and sums that are shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.dossier_list import DossierQuery, ListedRow
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.dossier_columns import indented
from ktt_desktop.services.dossier_list import Listing, filter_options, sum_words
from ktt_desktop.services.list_file import ListFile, made_today
from ktt_desktop.services.reporting import WATERMARK

SHEET_NAME = 31  # letters of the name of a page Excel takes
FILTERS: Mapping[str, str] = {
    "years": "năm",
    "programmes": "chương trình",
    "topics": "nội dung",
    "periods": "kỳ",
    "sources": "nguồn vốn",
    "organisations": "tổ chức",
}


@dataclass(frozen=True, slots=True)
class ShownDossiers:
    """Danh sách hồ sơ đang hiện; `chosen` says that the rows are a selection."""

    listing: Listing
    query: DossierQuery
    columns: tuple[str, ...]
    rows: Sequence[ListedRow]
    chosen: bool = False


def dossier_file(profile: UnitProfile, shown: ShownDossiers) -> ListFile[ListedRow]:
    """The list with all that stands around it on paper."""
    listing, kind = shown.listing, shown.listing.kind
    parts = [*(["các dòng được chọn"] if shown.chosen else []), *query_words(listing, shown.query)]
    sums = sum_words(listing, shown.rows)
    count = f"Số dòng {len(shown.rows)}"
    return ListFile(
        sheet=kind.label[:SHEET_NAME].replace("/", "-"),
        title=kind.label,
        things=kind.one,
        unit=profile.heading,
        made=made_today(),
        conditions=f"Lọc: {'; '.join(parts)}" if parts else "",
        summary=f"{count} · Cộng: {sums}" if sums else count,
        columns=tuple(indented(listing.columns, shown.columns).values()),
        rows=shown.rows,
        watermark=WATERMARK if profile.practice else "",
    )


def query_words(listing: Listing, query: DossierQuery) -> Iterator[str]:
    """The conditions of a query, one after the other: "tìm “kế toán”", "năm 2025" …"""
    if query.text.strip():
        yield f"tìm “{query.text.strip()}”"
    options = filter_options(listing)
    for name, label in FILTERS.items():
        labels = dict(options.get(name, ()))
        if chosen := [labels.get(str(key), str(key)) for key in getattr(query, name)]:
            yield f"{label} {', '.join(chosen)}"
