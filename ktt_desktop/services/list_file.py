"""A list as a file: exactly the rows and columns it is given, as a workbook or as pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.document import Align, Column, PrintedList, Table
from ktt_desktop.domain.document import Row as PrintedRow
from ktt_desktop.domain.progress import Progress
from ktt_desktop.services.book import now, today
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.list_columns import ListColumn, Row

CODES = ("tax_code", "old_certificate", "phone")


@dataclass(frozen=True, slots=True)
class ListFile(Generic[Row]):
    """Danh sách sắp ra tệp: what stands above it, its columns and rows, the line of its sums.

    `sheet` names the page of the workbook, `things` what its rows are in a sentence; `unit`,
    `made`, `conditions`, `summary` and `watermark` may be empty.
    """

    sheet: str
    title: str
    things: str
    unit: str
    made: str
    conditions: str
    summary: str
    columns: tuple[ListColumn[Row], ...]
    rows: Sequence[Row]
    watermark: str = ""


def made_today() -> str:
    """Dòng ngày lập above a list."""
    return f"Lập ngày {PartialDate.from_date(today()).short()}"


def write_list(listed: ListFile[Row], target: Path, progress: Progress) -> Path:
    """Write a list as .xlsx or .pdf, by the ending; raises StorageUnavailableError."""
    make = list_pages if target.suffix.lower() == ".pdf" else list_sheet
    content = make(listed, progress)
    progress.report(len(listed.rows), len(listed.rows), f"Ghi tệp {target.name}")
    write_safely(target, content)
    return target


def list_pages(listed: ListFile[Row], progress: Progress) -> bytes:
    """The list as PDF, landscape, as it would be printed now."""
    from ktt_desktop.reports.list_pages import list_pdf

    heads = (
        Column(each.title, each.width + 3, Align.RIGHT if each.is_right else Align.LEFT)
        for each in listed.columns
    )
    table = Table(
        (Column("TT", 4, Align.CENTRE), *heads),
        tuple(
            PrintedRow((str(place), *(column.text(row) for column in listed.columns)))
            for place, row in enumerate(listed.rows, start=1)
        ),
    )
    printed = PrintedList(
        unit=(listed.unit,),
        made=listed.made,
        title=listed.title,
        conditions=listed.conditions,
        summary=listed.summary,
        table=table,
        watermark=listed.watermark,
    )
    return list_pdf(printed, now(), progress)


def list_sheet(listed: ListFile[Row], progress: Progress) -> bytes:
    """The list as a workbook: codes stay text, numbers stay numbers."""
    from ktt_desktop.interchange.workbook_writer import (
        ViewColumn,
        ViewRow,
        ViewSheet,
        write_workbook,
    )

    sheet = ViewSheet(
        listed.sheet,
        listed.title,
        tuple(filter(None, (listed.unit, listed.made, listed.conditions))),
        (
            ViewColumn("TT", 6, "centre"),
            *(ViewColumn(each.title, each.width + 4, _style(each)) for each in listed.columns),
        ),
        tuple(
            ViewRow((place, *(column.value(row) for column in listed.columns)))
            for place, row in enumerate(listed.rows, start=1)
        ),
        listed.summary,
    )
    return write_workbook([sheet], created=now(), watermark=listed.watermark, progress=progress)


def _style(column: ListColumn[Row]) -> str:
    if column.key in CODES:
        return "code"
    if column.quantity is not None:
        return "number"
    return "centre" if column.is_right else "text"
