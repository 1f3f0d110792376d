"""Biểu C, D, E outside the program: pages to print, a workbook, a file of either."""

from pathlib import Path

from ktt_desktop.domain.document import PrintedList
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.sourced_table import SourcedTable
from ktt_desktop.services.book import now
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.reporting import WATERMARK


def export_form(
    profile: UnitProfile,
    period: ReportingPeriod,
    table: SourcedTable,
    target: Path,
    progress: Progress,
) -> Path:
    """Write a table as .xlsx or .pdf, by the ending; raises StorageUnavailableError."""
    make = form_pdf if target.suffix.lower() == ".pdf" else form_workbook
    content = make(profile, period, table, progress)
    write_safely(target, content)
    return target


def form_pdf(
    profile: UnitProfile, period: ReportingPeriod, table: SourcedTable, progress: Progress
) -> bytes:
    """The table on landscape pages, as it would be printed now."""
    from ktt_desktop.reports.list_pages import list_pdf

    printed = PrintedList(
        unit=(profile.heading,),
        made=period.label,
        title=table.title,
        conditions=table.unit_line,
        summary=" ".join(table.notes),
        table=table.printed,
        watermark=WATERMARK if profile.practice else "",
    )
    return list_pdf(printed, now(), progress)


def form_workbook(
    profile: UnitProfile, period: ReportingPeriod, table: SourcedTable, progress: Progress
) -> bytes:
    """The table as a workbook: numbers stay numbers."""
    from ktt_desktop.interchange.workbook_writer import write_workbook
    from ktt_desktop.services.view_forms import form_sheet

    sheet = form_sheet(table, (profile.heading, period.label))
    mark = WATERMARK if profile.practice else ""
    return write_workbook([sheet], created=now(), watermark=mark, progress=progress)
