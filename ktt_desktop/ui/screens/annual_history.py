"""The last five years of the active cell, read once for each kind of figures."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.records import UnitFigures
from ktt_desktop.domain.work_page import Year
from ktt_desktop.services.annual_return import unit_figures
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_cells import AnnualData, Cell, Key

YEARS, PAUSE_MS = 5, 120


class History(QObject):
    """Answers with the years of a cell, a moment after the officer stopped moving."""

    def __init__(
        self, context: Context, window: QWidget, show: Callable[[Cell, tuple[Year, ...]], object]
    ) -> None:
        super().__init__(window)
        self._context, self._window, self._show = context, window, show
        self._known: dict[Key, AnnualData] = {}  # by form of the whole unit
        self._cell: Cell | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._read)

    def forget(self) -> None:
        """The figures changed."""
        self._known.clear()
        if self._cell is not None:
            self._timer.start()

    def ask(self, cell: Cell) -> None:
        """The years of this cell are wanted."""
        self._cell = cell
        self._timer.start()

    def _read(self) -> None:
        cell = self._cell
        if cell is None:
            return
        form = cell._replace(sector="").key
        known = self._known.get(form)
        if known is not None:
            self._answer(known)
            return
        book, profile = self._context.book, self._context.profile
        pairs = [(cell.year - back, cell.measure) for back in range(YEARS)]

        def done(figures: Mapping[Key, UnitFigures]) -> None:
            self._known[form] = AnnualData(figures)
            if self._cell is not None and self._cell[2:] == cell[2:]:
                self._answer(self._known[form])

        self._context.ask(self._window, lambda _: unit_figures(book, profile, pairs), done)

    def _answer(self, data: AnnualData) -> None:
        cell = self._cell
        if cell is None:
            return
        years = range(cell.year - YEARS + 1, cell.year + 1)
        found = tuple((year, data.figure(cell._replace(year=year)).value) for year in years)
        self._show(cell, found)
