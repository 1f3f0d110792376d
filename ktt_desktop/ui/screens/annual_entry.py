"""Typed figures on their way into the book: read, asked about, saved, undone."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.errors import (
    AmbiguousNumberError,
    InvalidInputError,
    KttError,
    ReasonRequiredError,
)
from ktt_desktop.domain.numbers import Quantity, format_number, parse
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.services.annual_return import save_unit_values
from ktt_desktop.services.book import Book
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.forms.reading import remember_reading, remembered_reading
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.screens.annual_cells import AnnualData, Cell, Layout, Stored
from ktt_desktop.ui.screens.annual_paste import lay_block, place_in_block
from ktt_desktop.ui.screens.annual_reason import ReasonDialog

Values = Mapping[Cell, Stored]
BLANKS = ("", "-", "–")


class NumberReader:
    """Reads typed numbers; a number with two readings is asked about once in a session."""

    def __init__(self, asker: QWidget) -> None:
        self._asker = asker

    def read(self, text: str, quantity: Quantity, title: str) -> int | None:
        """The stored integer, None where blank; raises InvalidInputError with its sentence."""
        try:
            return parse(text, quantity, dot_is_thousands=remembered_reading())
        except AmbiguousNumberError as error:
            readings = [format_number(each, quantity, quantity.places) for each in error.readings]
            answers = ("Gõ lại", *(f"{each} {quantity.unit}" for each in readings))
            chosen = messages.choose(self._asker, title, str(error), answers)
            if chosen == 0:
                raise
            remember_reading(dot_is_thousands=chosen == 1)
            return error.readings[chosen - 1]


class AnnualEntry(QObject):
    """Saves what the grids hand over; one undo step for every act."""

    refused = Signal(str)  # why a number cannot be used; "" when that is over
    expected = Signal(object)  # dict[Cell, int | None] being saved
    given_up = Signal()  # nothing was saved: show the book's values

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._data, self._writing = AnnualData({}), 0
        self._reader = NumberReader(window)
        self.undo_stack = QUndoStack(self)

    @property
    def is_writing(self) -> bool:
        """Whether figures are on their way: what was read before them is old."""
        return self._writing > 0

    def show(self, data: AnnualData) -> None:
        """The book's figures as they are now."""
        self._data = data

    def enter(self, cell: Cell, text: str) -> bool:
        """Save one typed figure; False, with the sentence, where it is not a number."""
        indicator = self._context.book.catalogue.edition.indicators[cell.code]
        try:
            value = self._reader.read(text, indicator.quantity, _title(indicator))
        except InvalidInputError as error:
            self.refused.emit(str(error))
            return False
        self.refused.emit("")
        self._save({cell: value})
        return True

    def clear(self, cells: Iterable[Cell]) -> None:
        """Take entered figures away; what the list computes comes back."""
        self._save(dict.fromkeys(cells))

    def paste(self, layout: Layout, row: int, column: int, text: str) -> None:
        """Save a whole block laid at a place, or nothing of it where one number is refused."""
        indicators = self._context.book.catalogue.edition.indicators
        values: dict[Cell, int | None] = {}
        try:
            for cell, each in lay_block(layout, row, column, text).items():
                where = place_in_block(layout, row, column, cell)
                blank = each in BLANKS
                indicator = indicators[cell.code]
                values[cell] = None if blank else self._read_in_block(each, indicator, where)
        except InvalidInputError as error:
            self.refused.emit(str(error))
            return
        self.refused.emit("")
        self._save(values)

    def _read_in_block(self, text: str, indicator: Indicator, where: str) -> int | None:
        try:
            return self._reader.read(text, indicator.quantity, _title(indicator))
        except InvalidInputError as error:
            raise InvalidInputError(
                f"{where} ([{indicator.code}]): {error} Chưa ô nào được ghi."
            ) from error

    def _save(self, values: Mapping[Cell, int | None]) -> None:
        before = {cell: self._data.stored(cell) for cell in values}
        after = {cell: Stored(value) for cell, value in values.items()}
        changed = {cell for cell in values if before[cell].value != after[cell].value}
        if changed:
            self.write(
                {cell: before[cell] for cell in changed},
                {cell: after[cell] for cell in changed},
                remember=True,
            )

    def write(self, before: Values, after: Values, *, remember: bool) -> None:
        """Save `after` off the UI thread; asks for the reason where the service wants one."""
        context = self._context
        book, profile = context.book, context.profile
        self._data = self._data.with_stored(after)
        self._writing += 1
        self.expected.emit({cell: each.value for cell, each in after.items()})

        def done(_: ChangeSet) -> None:
            self._writing -= 1
            if remember:
                self.undo_stack.push(_Change(self, before, after))

        def failed(error: Exception) -> None:
            self._writing -= 1
            if isinstance(error, ReasonRequiredError):
                self._ask_reason(before, after, str(error), remember=remember)
                return
            self.given_up.emit()
            show_error(self._window, error)

        context.save(
            self._window,
            lambda _: _write(book, profile, before, after),
            done,
            while_alive(self, failed),
        )

    def _ask_reason(self, before: Values, after: Values, sentence: str, *, remember: bool) -> None:
        known = next((each.reason for each in before.values() if each.reason), "")
        dialog = ReasonDialog(sentence, known, self._window)

        def accepted() -> None:
            reasoned = {
                cell: Stored(each.value, dialog.reason if self._replaces(cell, each) else "")
                for cell, each in after.items()
            }
            self.write(before, reasoned, remember=remember)

        dialog.accepted.connect(accepted)
        dialog.rejected.connect(self.given_up)
        dialog.open()

    def _replaces(self, cell: Cell, typed: Stored) -> bool:
        computed = self._data.figure(cell).computed
        return computed is not None and typed.value not in (None, computed)


class _Change(QUndoCommand):
    """One act of entry; undoing it is an ordinary save of what stood there."""

    def __init__(self, entry: AnnualEntry, before: Values, after: Values) -> None:
        super().__init__()
        self._entry, self._before, self._after = entry, before, after
        self._first = True

    def redo(self) -> None:
        """The first time the figures are saved already."""
        if not self._first:
            self._entry.write(self._before, self._after, remember=False)
        self._first = False

    def undo(self) -> None:
        """Save what stood there before, with its reason."""
        self._entry.write(self._after, self._before, remember=False)


def _title(indicator: Indicator) -> str:
    return f"[{indicator.code}] {indicator.title}"


def _write(book: Book, profile: UnitProfile, before: Values, after: Values) -> ChangeSet:
    """Save all figures or none: what was saved before a refusal is put back."""
    written: list[Cell] = []
    years: set[int] = set()
    try:
        for cells, reason in _forms(after):
            _write_form(book, profile, cells, after, reason)
            written += cells
            years |= {cell.year for cell in cells}
    except KttError:
        for cells, reason in _forms({cell: before[cell] for cell in written}):
            _write_form(book, profile, cells, before, reason)
        raise
    return ChangeSet(years=frozenset(years))


def _write_form(
    book: Book, profile: UnitProfile, cells: list[Cell], values: Values, reason: str
) -> None:
    sector, year, measure = cells[0].key
    save_unit_values(
        book,
        profile,
        unit_subject(profile, sector),
        year,
        measure,
        {cell.code: values[cell].value for cell in cells},
        reason=reason,
    )


def _forms(values: Values) -> list[tuple[list[Cell], str]]:
    """The figures that go into one answered form with one reason."""

    def form(cell: Cell) -> tuple[str, int, str, str]:
        return (cell.sector, cell.year, cell.measure.value, values[cell].reason)

    return [(list(cells), key[-1]) for key, cells in groupby(sorted(values, key=form), key=form)]
