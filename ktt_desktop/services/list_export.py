"""The list as a file: exactly the rows, columns and order that are shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.document import Align, Column, PrintedList, Row, Table
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import ListSums, OrganisationRow, RegisterQuery
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.list_columns import COUNT, MILLIONS, ListColumn, list_columns
from ktt_desktop.services.list_words import filter_words
from ktt_desktop.services.places import commune_name, former_name, kept_names
from ktt_desktop.services.register_list import organisation_rows, selection_sums
from ktt_desktop.services.reporting import WATERMARK

TITLE = "Danh mục hợp tác xã, liên hiệp hợp tác xã, tổ hợp tác"
AT_ONCE = 2_000  # rows read at a time
CODES = ("tax_code", "old_certificate", "phone")


@dataclass(frozen=True, slots=True)
class ShownList:
    """Danh sách đang hiện; `ids` in its order, `chosen` says that they are a selection."""

    query: RegisterQuery
    columns: tuple[str, ...]
    ids: Sequence[int]
    chosen: bool = False


def export_list(
    book: Book, profile: UnitProfile, shown: ShownList, target: Path, progress: Progress
) -> Path:
    """Write the list as .xlsx or .pdf, by the ending; raises StorageUnavailableError."""
    make = render_list if target.suffix.lower() == ".pdf" else list_workbook
    content = make(book, profile, shown, progress)
    progress.report(len(shown.ids), len(shown.ids), f"Ghi tệp {target.name}")
    write_safely(target, content)
    return target


def render_list(book: Book, profile: UnitProfile, shown: ShownList, progress: Progress) -> bytes:
    """The list as PDF, landscape, as it would be printed now."""
    from ktt_desktop.reports.list_pages import list_pdf

    columns = shown_columns(book, profile, shown)
    heads = [
        Column(each.title, each.width + 3, Align.RIGHT if each.is_right else Align.LEFT)
        for each in columns
    ]
    table = Table(
        (Column("TT", 4, Align.CENTRE), *heads),
        tuple(
            Row((str(place), *(column.text(row) for column in columns)))
            for place, row in enumerate(_rows(book, shown, progress), start=1)
        ),
    )
    printed = PrintedList(
        unit=(f"{profile.name} – {profile.parent_name}".upper(),),
        made=_made(shown),
        title=TITLE,
        conditions=_conditions(book, profile, shown),
        summary=_summary(selection_sums(book, shown.ids, shown.query)),
        table=table,
        watermark=WATERMARK if profile.practice else "",
    )
    return list_pdf(printed, now(), progress)


def list_workbook(book: Book, profile: UnitProfile, shown: ShownList, progress: Progress) -> bytes:
    """The list as a workbook: codes stay text, numbers stay numbers."""
    from ktt_desktop.interchange.workbook_writer import (
        ViewColumn,
        ViewRow,
        ViewSheet,
        write_workbook,
    )

    columns = shown_columns(book, profile, shown)
    rows = tuple(
        ViewRow((place, *(column.value(row) for column in columns)))
        for place, row in enumerate(_rows(book, shown, progress), start=1)
    )
    sheet = ViewSheet(
        "Danh mục",
        TITLE,
        tuple(
            filter(
                None,
                (
                    f"{profile.name} – {profile.parent_name}".upper(),
                    _made(shown),
                    _conditions(book, profile, shown),
                ),
            )
        ),
        (
            ViewColumn("TT", 6, "centre"),
            *(ViewColumn(each.title, each.width + 4, _style(each)) for each in columns),
        ),
        rows,
        _summary(selection_sums(book, shown.ids, shown.query)),
    )
    mark = WATERMARK if profile.practice else ""
    return write_workbook([sheet], created=now(), watermark=mark, progress=progress)


def shown_rows(book: Book, shown: ShownList, progress: Progress) -> list[OrganisationRow]:
    """The rows of the list in its order."""
    return list(_rows(book, shown, progress))


def shown_columns(book: Book, profile: UnitProfile, shown: ShownList) -> list[ListColumn]:
    """The columns of the list in their order."""
    every = list_columns(book.catalogue, _communes(book, profile), _former(book))
    return [every[key] for key in shown.columns]


def _rows(book: Book, shown: ShownList, progress: Progress) -> Iterator[OrganisationRow]:
    for first in range(0, len(shown.ids), AT_ONCE):
        progress.report(first, len(shown.ids), "Đọc danh mục")
        yield from organisation_rows(book, shown.ids[first : first + AT_ONCE], shown.query)


def _communes(book: Book, profile: UnitProfile) -> Callable[[str], str]:
    kept = kept_names(book)
    return cache(lambda code: commune_name(book.units, profile, code, kept))


def _former(book: Book) -> Callable[[str], str]:
    return cache(partial(former_name, book.units))


def _style(column: ListColumn) -> str:
    if column.key in CODES:
        return "code"
    if column.quantity is not None:
        return "number"
    return "centre" if column.is_right else "text"


def _made(shown: ShownList) -> str:
    return f"Lập ngày {PartialDate.from_date(today()).short()}"


def _conditions(book: Book, profile: UnitProfile, shown: ShownList) -> str:
    communes = _communes(book, profile)
    words = filter_words(shown.query, book.catalogue, communes, _former(book))
    chosen = ["các tổ chức được chọn"] if shown.chosen else []
    parts = "; ".join([*chosen, *([words] if words else [])])
    return f"Lọc: {parts}" if parts else ""


def _summary(sums: ListSums) -> str:
    members = "–" if sums.members is None else format_number(sums.members, COUNT)
    capital = "–" if sums.charter_capital is None else format_number(sums.charter_capital, MILLIONS)
    return (
        f"Số tổ chức {format_number(sums.count, COUNT)} · Thành viên {members} · "
        f"Vốn điều lệ {capital} triệu đồng"
    )
