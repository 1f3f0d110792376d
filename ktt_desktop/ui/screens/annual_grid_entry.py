"""Acts on the grid on their way into the book: typed, cleared, filled, undone as one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.annual_block import BlockReading, Cells, copied_text, read_block
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import Quantity
from ktt_desktop.domain.records import ChangeSet, Subject
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.annual_grid import (
    GridCell,
    GridColumn,
    GridForms,
    GridValues,
    read_grid,
    save_block,
)
from ktt_desktop.services.annual_return import confirm_values
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.screens.annual_entry import NumberReader
from ktt_desktop.ui.screens.annual_grid_model import GridModel
from ktt_desktop.ui.screens.annual_grid_table import Area
from ktt_desktop.ui.screens.annual_model import Index


@dataclass(frozen=True, slots=True)
class Target:
    """Nơi một khối được đặt vào: what lies right of and below a cell when the act began."""

    ids: Sequence[int]
    columns: tuple[GridColumn, ...]
    forms: GridForms

    def values(self, reading: BlockReading) -> dict[GridCell, int | None]:
        """What was read, by cell."""
        return {
            GridCell(self.ids[row], self.columns[column].code): value
            for (row, column), value in reading.values.items()
        }


class GridEntry(QObject):
    """Saves what the grid hands over; every act is one step of undoing."""

    refused = Signal(str)  # why a number cannot be used; "" when that is over
    landed = Signal(int)  # so many cells were changed by an act
    undone = Signal(object, int)  # GridForms and number of cells put back
    given_up = Signal()  # nothing was saved: show the book's values

    def __init__(self, context: Context, model: GridModel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window
        self._writing = 0
        self._reader = NumberReader(window)
        self.undo_stack = QUndoStack(self)

    @property
    def is_writing(self) -> bool:
        """Whether figures are on their way: what was read before them is old."""
        return self._writing > 0

    def enter(self, index: Index, text: str) -> bool:
        """Save one typed figure; False, with the sentence, where it is not a number."""
        cell, column = self._model.cell(index), self._model.forms.columns[index.column()]
        try:
            title = f"[{column.code}] {column.title}"
            value = self._reader.read(text, column.quantity, title)
        except InvalidInputError as error:
            self.refused.emit(str(error))
            return False
        self.refused.emit("")
        if cell is not None and value != self._model.value(index):
            self.save(self._model.forms, {cell: value})
        return True

    def confirm(self, index: Index) -> None:
        """A figure copied from last year was looked at and is right."""
        book, forms, row = self._context.book, self._model.forms, self._model.row_at(index.row())
        if row is not None:
            subject, code = (
                Subject(SubjectKind.ORGANISATION, row.uid),
                forms.columns[index.column()].code,
            )
            self._context.save(
                self._window,
                lambda _: confirm_values(book, subject, forms.year, forms.measure, [code]),
            )

    def clear(self, area: Area) -> None:
        """Take the figures of a block away."""
        target = self.target(area)
        ids, columns = target.ids[: area.rows], target.columns[: area.columns]
        self.save(target.forms, {GridCell(id_, each.code): None for id_ in ids for each in columns})

    def fill(
        self, area: Area, *, to_right: bool, then: Callable[[Target, BlockReading], object]
    ) -> None:
        """Ctrl+D, Ctrl+R: the first row or column of the block over the others.

        Of a block of one row (column) the cells above (at the left) are taken.
        """
        wide, high = (area.columns > 1, area.rows > 1)
        if to_right:
            source = Area(area.top, area.left - (not wide), area.rows, 1)
            goal = area._replace(left=source.left + 1, columns=max(area.columns - 1, 1))
        else:
            source = Area(area.top - (not high), area.left, 1, area.columns)
            goal = area._replace(top=source.top + 1, rows=max(area.rows - 1, 1))
        if min(source.top, source.left) < 0:
            return
        book, origin, target = self._context.book, self.target(source), self.target(goal)

        def work(_: object) -> BlockReading:
            columns = origin.columns[: source.columns]
            forms = GridForms(columns, origin.forms.year, origin.forms.measure)
            rows = read_grid(book, origin.ids[: source.rows], forms)
            texts = tuple(
                tuple(
                    copied_text(*each) for each in zip(row.values, quantities(columns), strict=True)
                )
                for row in rows
            )
            block = _repeated(texts, goal, to_right=to_right)
            return read_block(block, quantities(target.columns), len(target.ids))

        self._context.ask(self._window, work, lambda reading: then(target, reading))

    def target(self, area: Area) -> Target:
        """Where a block laid over an area may go: to the end of the grid."""
        forms = self._model.forms
        return Target(self._model.ids(area.top), forms.columns[area.left :], forms)

    def save(
        self, forms: GridForms, values: GridValues, then: Callable[[], object] = lambda: None
    ) -> None:
        """Save an act as one step that can be undone; `then` follows once it was saved."""

        def done(before: GridValues) -> None:
            if before:
                after = {cell: values[cell] for cell in before}
                self.undo_stack.push(_Act(self, forms, before, after))
            self.landed.emit(len(before))
            then()

        self.write(forms, values, None, done, lambda: None)

    def write(
        self,
        forms: GridForms,
        values: GridValues,
        expected: GridValues | None,
        done: Callable[[GridValues], object],
        failed: Callable[[], object],
    ) -> None:
        """Save cells off the UI thread; `done` is given what stood there before."""
        book, before = self._context.book, list[GridValues]()
        self._writing += 1
        if forms == self._model.forms:
            self._model.expect(values)

        def work(_: object) -> ChangeSet:
            saved = save_block(book, forms.year, forms.measure, values, expected)
            before.append(saved.before)
            return saved.change

        def succeeded(_: ChangeSet) -> None:
            self._writing -= 1
            done(before[0])

        def gave_up(error: Exception) -> None:
            self._writing -= 1
            failed()
            self.given_up.emit()
            show_error(self._window, error)

        self._context.save(self._window, work, succeeded, while_alive(self, gave_up))


class _Act(QUndoCommand):
    """One act; undoing it is an ordinary save, refused where the cells were changed since."""

    def __init__(
        self, entry: GridEntry, forms: GridForms, before: GridValues, after: GridValues
    ) -> None:
        super().__init__()
        self._entry, self._forms, self._before, self._after = entry, forms, before, after
        self._first = True

    def redo(self) -> None:
        """The first time the figures are saved already."""
        if not self._first:
            self._put(self._after, self._before)
        self._first = False

    def undo(self) -> None:
        """Put back what stood there before."""
        self._put(self._before, self._after)

    def _put(self, values: GridValues, expected: GridValues) -> None:
        if not self.isObsolete():
            self._entry.write(
                self._forms,
                values,
                expected,
                lambda _: self._entry.undone.emit(self._forms, len(values)),
                lambda: self.setObsolete(True),
            )


def quantities(columns: Sequence[GridColumn]) -> list[Quantity]:
    """How the numbers of columns are written."""
    return [each.quantity for each in columns]


def _repeated(texts: Cells, goal: Area, *, to_right: bool) -> Cells:
    if to_right:
        return tuple(row * goal.columns for row in texts)
    return texts * goal.rows
