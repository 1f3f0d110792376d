"""A block of cells from the clipboard laid over the grid: all of it, or a sentence why not."""

from ktt_desktop.domain.annual_block import cells_of
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.ui.screens.annual_cells import Cell, Layout


def lay_block(layout: Layout, row: int, column: int, text: str) -> dict[Cell, str]:
    """The cells a block pasted at a place falls on; raises InvalidInputError."""
    lines = cells_of(text)
    if row + len(lines) > len(layout.lines):
        raise InvalidInputError(
            f"Khối dán có {len(lines)} dòng, dài hơn phần còn lại của biểu. "
            "Chọn ô bắt đầu cao hơn, hoặc chép ít dòng hơn. Chưa ô nào được ghi."
        )
    found: dict[Cell, str] = {}
    for down, texts in enumerate(lines):
        for right, each in enumerate(texts):
            cell = _cell(layout, row + down, column + right)
            if cell is not None:
                found[cell] = each.strip()
            elif each.strip():
                raise InvalidInputError(
                    f"Dòng {down + 1}, cột {right + 1} của khối dán (“{each.strip()}”) rơi vào chỗ "
                    "không có ô nhập. Chọn lại ô bắt đầu. Chưa ô nào được ghi."
                )
    return found


def place_in_block(layout: Layout, row: int, column: int, cell: Cell) -> str:
    """Where a cell stood in the block that was pasted at a place."""
    at = next(
        (r, layout.leading + c)
        for r, line in enumerate(layout.lines)
        for c, each in enumerate(line.cells)
        if each == cell
    )
    return f"Dòng {at[0] - row + 1}, cột {at[1] - column + 1} của khối dán"


def _cell(layout: Layout, row: int, column: int) -> Cell | None:
    cells, at = layout.lines[row].cells, column - layout.leading
    return cells[at] if 0 <= at < len(cells) else None
