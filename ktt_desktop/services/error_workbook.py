"""Tệp các dòng chưa nhập: the officer's own sheets with only those rows, and why."""

from collections import defaultdict
from pathlib import Path

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.importing.choices import ListAt
from ktt_desktop.domain.importing.left_rows import LeftRow, LeftSheet, left_sheet
from ktt_desktop.domain.importing.plan import ImportPlan, Outcome, PlannedRow
from ktt_desktop.domain.importing.words import ImportWords
from ktt_desktop.domain.progress import Progress
from ktt_desktop.services.book import now
from ktt_desktop.services.import_words import why
from ktt_desktop.services.list_files import OpenedFile
from ktt_desktop.services.list_reading import FileReading

LEFT = (Outcome.REFUSED, Outcome.DOUBTFUL)
NO_NAME = "Danh sách"  # of the sheet of a text file
LONGEST_NAME = 31  # letters Excel allows for a sheet


def error_file_name(opened: OpenedFile) -> str:
    """The name proposed for the workbook."""
    return f"{Path(opened.name).stem} - chưa nhập.xlsx"


def error_workbook(
    opened: OpenedFile,
    reading: FileReading,
    plan: ImportPlan,
    words: ImportWords,
    progress: Progress,
) -> bytes:
    """The rows that were refused or wait for a decision, sheet by sheet, with the reasons.

    Read again, the workbook has the layout the file had. Raises InvalidInputError where no row
    was left out, CancelledError.
    """
    from ktt_desktop.interchange.error_sheet import write_error_workbook

    sheets = _left_sheets(opened, reading, plan, words)
    if not sheets:
        raise InvalidInputError("Không có dòng nào chưa nhập để lưu thành tệp.")
    return write_error_workbook(sheets, now(), progress)


def _left_sheets(
    opened: OpenedFile, reading: FileReading, plan: ImportPlan, words: ImportWords
) -> list[LeftSheet]:
    left = defaultdict[ListAt, list[LeftRow]](list)
    for row in plan.rows:
        if row.outcome in LEFT:
            left[row.at].append(_left(row))
    lists = {each.at: each.list for each in reading.lists}
    every = lists | dict(reading.left_out)
    sheets: list[LeftSheet] = []
    for at, rows in left.items():
        sheet = opened.sheets[at.sheet]
        others = [read for other, read in every.items() if other.sheet == at.sheet and other != at]
        name = _sheet_name(sheet.name or NO_NAME, {each.name.lower() for each in sheets})
        sheets.append(left_sheet(name, sheet, lists[at], others, rows, words))
    return sheets


def _left(row: PlannedRow) -> LeftRow:
    return LeftRow(row.row, f"Dòng {row.row}: {why(row)}", row.issues)


def _sheet_name(name: str, taken: set[str]) -> str:
    """The name of the sheet, with a number where two lists stood on it."""
    found, number = name[:LONGEST_NAME], 1
    while found.lower() in taken:
        number += 1
        tail = f" ({number})"
        found = name[: LONGEST_NAME - len(tail)] + tail
    return found
