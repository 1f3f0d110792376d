"""A table on the clipboard: the text between tabs, and the HTML that Excel lays beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData


@dataclass(frozen=True, slots=True)
class PastedTable:
    """Bảng đã chép: `html` is empty where the program it came from gives none."""

    text: str
    html: str


def pasted_table(data: QMimeData) -> PastedTable | None:
    """What was copied, where it is a table: several lines of several cells."""
    text = data.text()
    lines = [line for line in text.splitlines() if line.strip()]
    is_table = len(lines) > 1 and any("\t" in line for line in lines)
    return PastedTable(text, data.html() if data.hasHtml() else "") if is_table else None
