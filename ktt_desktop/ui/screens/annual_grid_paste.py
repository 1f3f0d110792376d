"""Pasting a block of Excel into the grid: read, asked about once, saved as one act, told."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.annual_block import (
    Answers,
    BlockReading,
    Cells,
    Doubt,
    Unread,
    cells_of,
    read_block,
    tiled,
)
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_grid_entry import GridEntry, Target, quantities
from ktt_desktop.ui.screens.annual_grid_table import Area

LEAVE = "Để lại các ô này"
TITLE = "Dán khối từ Excel"
# What is asked, and the two answers: the first one means True.
QUESTIONS = {
    Doubt.DOT: (
        "{count} ô ghi như “{text}” ở cột nhận số lẻ: dấu chấm có thể ngăn hàng nghìn hoặc phần "
        "thập phân. Cả khối dán đọc theo cách nào?",
        ("Dấu chấm ngăn hàng nghìn", "Dấu chấm là dấu thập phân"),
    ),
    Doubt.COMMA: (
        "{count} ô ghi như “{text}”: dấu phẩy có thể ngăn hàng nghìn (Excel đặt kiểu Anh) hoặc "
        "phần thập phân. Cả khối dán đọc theo cách nào?",
        ("Dấu phẩy ngăn hàng nghìn", "Dấu phẩy là dấu thập phân"),
    ),
    Doubt.NOTHING: (
        "{count} ô ghi như “{text}”: có thể là số 0 hoặc chưa có số liệu. Cả khối dán hiểu theo "
        "cách nào?",
        ("Số 0", "Chưa có số liệu (để trống)"),
    ),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """A block of the clipboard, read as far as it can be without asking."""

    cells: Cells
    reading: BlockReading


class Pasting:
    """Dán khối vào lưới; `told` is given what could not be read."""

    def __init__(
        self,
        context: Context,
        entry: GridEntry,
        window: QWidget,
        told: Callable[[Target, tuple[Unread, ...]], object],
    ) -> None:
        self._context, self._entry, self._window, self._told = context, entry, window, told

    def paste(self, area: Area, text: str) -> None:
        """Read the text of the clipboard, laid from the first cell of an area."""
        target = self._entry.target(area)

        def work(_: object) -> _Read:
            cells = tiled(cells_of(text), area.rows, area.columns)
            return _Read(cells, _reading(target, cells, Answers()))

        if text:
            self._context.ask(self._window, work, partial(self._ask, target))

    def land(self, target: Target, reading: BlockReading) -> None:
        """Save what was read as one act, and tell what was not."""

        def tell() -> None:
            if reading.unread:
                self._told(target, reading.unread)

        if reading.values:
            self._entry.save(target.forms, target.values(reading), tell)
        else:
            tell()

    def _ask(self, target: Target, found: _Read) -> None:
        answers = ask_doubts(self._window, found.reading.unread)
        if answers == Answers():
            self.land(target, found.reading)
            return
        self._context.ask(
            self._window,
            lambda _: _reading(target, found.cells, answers),
            partial(self.land, target),
        )


def ask_doubts(window: QWidget, unread: tuple[Unread, ...]) -> Answers:
    """Ask once for each thing that is not clear; None where the cells are to stay unread."""
    return Answers(
        dot_is_thousands=_answer(window, unread, Doubt.DOT),
        comma_is_thousands=_answer(window, unread, Doubt.COMMA),
        nothing_is_zero=_answer(window, unread, Doubt.NOTHING),
    )


def _answer(window: QWidget, unread: tuple[Unread, ...], doubt: Doubt) -> bool | None:
    doubtful = [each for each in unread if each.doubt is doubt]
    if not doubtful:
        return None
    question, answers = QUESTIONS[doubt]
    words = question.format(count=len(doubtful), text=doubtful[0].text)
    chosen = messages.choose(window, TITLE, words, (LEAVE, *answers))
    return None if chosen == 0 else chosen == 1


def _reading(target: Target, cells: Cells, answers: Answers) -> BlockReading:
    return read_block(cells, quantities(target.columns), len(target.ids), answers)
