"""The dialog "Số này gồm những gì": the organisations or figures behind a cell of a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.closing import figures_name
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.numbers import format_number, prose_count
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.behind import Behind, behind
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.annual_cells import Cell
from ktt_desktop.ui.screens.annual_panel import origin_of
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 760, 480  # logical pixels, where the screen has them
NOTHING = "Không có tổ chức hay chỉ tiêu nào đứng sau con số này."
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def show_behind(context: Context, parent: QWidget, cell: Cell) -> None:
    """Read off the UI thread what a cell is made of, then show it."""
    book, profile, pair = context.book, context.profile, YearMeasure(cell.year, cell.measure)
    context.ask(
        parent,
        lambda _: behind(book, profile, cell.sector, cell.code, pair),
        lambda found: BehindDialog(context, cell, found, parent).open(),
    )


class BehindDialog(QDialog):
    """Số này gồm những gì; Enter opens the form or the cell of a line."""

    def __init__(self, context: Context, cell: Cell, found: Behind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._found = context, found
        catalogue = context.book.catalogue
        indicator = catalogue.edition.indicators[cell.code]
        self.setWindowTitle(f"[{cell.code}] {indicator.title}")
        self.told, self.sum = QLabel(), QLabel()
        for label in (self.told, self.sum):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        pair = YearMeasure(cell.year, cell.measure)
        shown = found.figure.value
        number = "–" if shown is None else format_number(shown, indicator.quantity)
        self.told.setText(
            f"{figures_name(pair)}: {number} {indicator.unit}. {origin_of(found.figure, indicator)}"
        )
        self._places = list(_places(found, cell, context.profile.code))
        self.table = RowsView(_headers(catalogue, found), NOTHING, stretch=0)
        self.table.setAccessibleName("Gốc của con số")
        self.table.show_rows(_lines(catalogue, found), 0)
        for place in range(self.table.count):
            for column in range(1, self.table.columnCount()):
                item = self.table.topLevelItem(place)
                assert item is not None
                item.setTextAlignment(column, RIGHT)
        self.sum.setText(_sum(found))
        self.table.itemDoubleClicked.connect(lambda *_: self._open())
        self._lay_out()

    def _lay_out(self) -> None:
        leave, go = QPushButton("Đóng  Esc"), QPushButton("Mở chỗ này  Enter")
        go.setProperty("primary", True)
        go.setEnabled(bool(self._places))
        row = QHBoxLayout()
        row.addWidget(self.sum, 1)
        for button, act in ((leave, self.reject), (go, self._open)):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.setFocus()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _open(self) -> None:
        if 0 <= self.table.place < len(self._places):
            place = self._places[self.table.place]
            self.accept()
            self._context.jump(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes where the line comes from."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._open()
        else:
            super().keyPressEvent(event)


def _headers(catalogue: Catalogue, found: Behind) -> Sequence[str]:
    if found.figures:
        return ("Chỉ tiêu", "Số liệu")
    codes = [each for each in (found.of, found.weight) if each]
    indicators = catalogue.edition.indicators
    return ("Tổ chức", *(f"{indicators[each].title} ({indicators[each].unit})" for each in codes))


def _lines(catalogue: Catalogue, found: Behind) -> list[list[str]]:
    indicators = catalogue.edition.indicators

    def text(code: str, value: int | None) -> str:
        return "–" if value is None else format_number(value, indicators[code].quantity)

    lines = [
        [f"[{code}] {indicators[code].title}", text(code, figure.value)]
        for code, figure in found.figures
    ]
    for each in found.sources:
        line = [each.name]
        if found.of:
            line.append(text(found.of, each.value))
        if found.weight:
            line.append(text(found.weight, each.weight))
        lines.append(line)
    return lines


def _places(found: Behind, cell: Cell, unit: str) -> Sequence[Place]:
    kind = SubjectKind.SECTOR if cell.sector else SubjectKind.UNIT
    figures = [Place(kind, unit, cell.sector, code, "") for code, _ in found.figures]
    organisation = SubjectKind.ORGANISATION
    return [
        *figures,
        *(Place(organisation, each.uid, "", found.of, "") for each in found.sources),
    ]


def _sum(found: Behind) -> str:
    if not found.sources:
        return ""
    count = prose_count(len(found.sources))
    if not found.of:
        return f"{count} tổ chức"
    known = sum(each.value is not None for each in found.sources)
    return f"{count} tổ chức, {prose_count(known)} có số liệu"
