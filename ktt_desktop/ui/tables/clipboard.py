"""Rows of a list on the clipboard, as Excel takes them: text between tabs, and an HTML table.

Excel prefers the HTML: there a code is marked as text, so that its zeros stay, and a number has
neither grouping nor a decimal sign that depends on the settings of Windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMimeData

AS_TEXT = "mso-number-format:'\\@'"


@dataclass(frozen=True, slots=True)
class CopiedCell:
    """Một ô: its words as shown without grouping; `is_number` lets Excel count with it.

    `exact` is the number with a point, for the HTML.
    """

    text: str
    is_number: bool = False
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """Các dòng đã chép ở hai dạng."""

    text: str
    html: str
    rows: int

    def data(self) -> QMimeData:
        """What the clipboard takes."""
        found = QMimeData()
        found.setText(self.text)
        found.setHtml(self.html)
        return found


def copied(header: Sequence[str], rows: Sequence[Sequence[CopiedCell]]) -> Copied:
    """The rows under their header; an empty header for a block of bare cells."""
    return Copied(_tabbed(header, rows), _html(header, rows), len(rows))


def _tabbed(header: Sequence[str], rows: Sequence[Sequence[CopiedCell]]) -> str:
    lines = ["\t".join(map(_one_line, header))] if header else []
    lines += ["\t".join(_one_line(cell.text) for cell in row) for row in rows]
    end = "" if header else "\r\n"  # as Excel ends a block: its last row may be blank
    return "\r\n".join(lines) + end


def _one_line(text: str) -> str:
    """Tabs and line breaks would move the cells that follow."""
    return " ".join(text.split())


def _html(header: Sequence[str], rows: Sequence[Sequence[CopiedCell]]) -> str:
    heads = "".join(f"<th>{escape(_one_line(each))}</th>" for each in header)
    head = f"<tr>{heads}</tr>" if header else ""
    lines = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in rows)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head>'
        "<body><table>"
        f"{head}{lines}</table></body></html>"
    )


def _html_cell(cell: CopiedCell) -> str:
    if cell.is_number:
        return f'<td x:num="{cell.exact}" sdval="{cell.exact}">{escape(cell.text)}</td>'
    return f'<td style="{AS_TEXT}">{escape(_one_line(cell.text))}</td>'
