"""The active cell of the grid in words: the panel at its side, or one line where it is narrow."""

from PySide6.QtCore import QObject, QPersistentModelIndex, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from ktt_desktop.domain.comparing import Comparing, Comparison
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import Figure
from ktt_desktop.domain.terms import Measure, Origin, SubjectKind
from ktt_desktop.services.annual_grid import GridColumn, GridPast, read_past
from ktt_desktop.services.copying import last_year
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_grid_model import GridModel
from ktt_desktop.ui.screens.annual_model import Index
from ktt_desktop.ui.screens.annual_organisations import MEASURES
from ktt_desktop.ui.screens.annual_panel import FigurePanel
from ktt_desktop.ui.screens.validation_checks import Checks, is_explained

PAUSE_MS = 120  # after the last move, before what a cell is compared with is read
HELP = (
    "F2 hoặc gõ số để sửa ô, Delete xóa số, Esc bỏ số đang gõ hoặc rời lưới. Shift+mũi tên chọn "
    "khối; Ctrl+C, Ctrl+V chép, dán với Excel; Ctrl+D, Ctrl+R chép xuống, sang phải; Ctrl+Z, "
    "Ctrl+Y hoàn tác, làm lại. Số được lưu ngay khi rời ô."
)


class CellWords(QObject):
    """Giải thích ô đang chọn của lưới."""

    def __init__(self, context: Context, model: GridModel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window
        self._checks = Checks.of(context)
        self.panel, self.line = FigurePanel(context.book.catalogue, keys=HELP), QLabel()
        self.line.setAccessibleName("Ô đang chọn")
        self._problem = ""
        self._index = QPersistentModelIndex()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._read)
        self._checks.checked.connect(self._on_checked)

    def explain(self, index: Index) -> None:
        """Tell what a cell is; what it is compared with follows."""
        self._index = QPersistentModelIndex(index)
        row = self._model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return
        column, value = self._model.forms.columns[index.column()], self._model.value(index)
        self.panel.show_figure(
            self._context.book.catalogue.edition.indicators[column.code],
            f"{row.name} · {self._measure_words()}",
            Figure(value, None if value is None else Origin.ENTERED),
            self._findings(row.uid, column.code),
            column.quantity,
        )
        self._timer.start()

    def _on_checked(self) -> None:
        self.explain(self._index)

    def tell_problem(self, sentence: str) -> None:
        """Why what was typed cannot be used; "" when that is over."""
        self.panel.show_problem(sentence)
        self._show_line(sentence, is_problem=bool(sentence))

    def _measure_words(self) -> str:
        forms = self._model.forms
        return f"{MEASURES[forms.measure]} {forms.year}"

    def _findings(self, uid: str, code: str) -> tuple[Finding, ...]:
        found = self._checks.result.findings if self._checks.result else ()
        return tuple(
            each
            for each in found
            if not is_explained(each)
            and any(
                (place.kind, place.key, place.code) == (SubjectKind.ORGANISATION, uid, code)
                for place in each.places
            )
        )

    def _read(self) -> None:
        index, forms = self._index, self._model.forms
        row = self._model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return
        book, uid, code = self._context.book, row.uid, forms.columns[index.column()].code
        asked = (uid, code, forms)

        def done(past: GridPast) -> None:
            if self._index == index and self._asked() == asked:
                self._show_past(past)

        self._context.ask(
            self._window, lambda _: read_past(book, uid, code, forms.year, forms.measure), done
        )

    def _asked(self) -> tuple[object, ...] | None:
        row = self._model.row_at(self._index.row()) if self._index.isValid() else None
        if row is None:
            return None
        forms = self._model.forms
        return (row.uid, forms.columns[self._index.column()].code, forms)

    def _show_past(self, past: GridPast) -> None:
        column = self._model.forms.columns[self._index.column()]
        indicator = self._context.book.catalogue.edition.indicators[column.code]
        years = (*past.years[:-1], (past.years[-1][0], self._model.value(self._index)))
        self.panel.show_years(years, indicator, column.quantity)
        words = self._compared_words(past, column)
        self.panel.show_compared(words)
        if past.came:
            self.panel.show_origin(past.came)
        if not self._problem:
            name = self._model.name_of(self._index.row())
            self._show_line(f"{name} · {column.title} · {words}", is_problem=False)

    def _compared_words(self, past: GridPast, column: GridColumn) -> str:
        forms, value = self._model.forms, self._model.value(self._index)
        year, measure = last_year(YearMeasure(forms.year, forms.measure))
        parts = [f"{MEASURES[measure]} {year}: {_shown(past.previous, column)}"]
        if forms.measure is not Measure.PLAN:
            top, base = (YearMeasure(forms.year, each) for each in (forms.measure, Measure.PLAN))
            share = Comparison(Comparing.SHARE, top, base, "").text(
                value, past.plan, column.quantity
            )
            reached = f" (đạt {share}%)" if share else ""
            parts.append(f"Kế hoạch {forms.year}: {_shown(past.plan, column)}{reached}")
        return " · ".join(parts)

    def _show_line(self, words: str, *, is_problem: bool) -> None:
        self._problem = words if is_problem else ""
        self.line.setText(words)
        self.line.setToolTip(words)
        self.line.setProperty("problem", is_problem)
        self.line.setProperty("hint", not is_problem)
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)


def _shown(value: int | None, column: GridColumn) -> str:
    return "–" if value is None else format_number(value, column.quantity)
