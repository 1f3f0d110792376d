"""The screen Chỉ tiêu: Biểu A, Biểu B2 and the forms of single organisations."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtGui import QResizeEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.findings import CheckResult, Finding, Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitFigures
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.domain.work_page import Year
from ktt_desktop.services.annual_return import save_as_of, unit_figures
from ktt_desktop.services.settings import save_period
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.charts_dialog import ChartsButton
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.text_editors import DateEditor
from ktt_desktop.ui.screens.annual_behind import show_behind
from ktt_desktop.ui.screens.annual_cells import (
    AnnualData,
    Cell,
    Key,
    column_title,
    layout_of,
    pairs_of,
)
from ktt_desktop.ui.screens.annual_closing import ClosingButton
from ktt_desktop.ui.screens.annual_entry import AnnualEntry
from ktt_desktop.ui.screens.annual_grid import GridView
from ktt_desktop.ui.screens.annual_history import History
from ktt_desktop.ui.screens.annual_model import AnnualModel
from ktt_desktop.ui.screens.annual_organisations import OrganisationsView
from ktt_desktop.ui.screens.annual_panel import FigurePanel
from ktt_desktop.ui.screens.annual_table import AnnualTable
from ktt_desktop.ui.screens.validation_checks import Checks
from ktt_desktop.ui.screens.validation_explain import ExplainDialog

ORGANISATIONS, GRID = "organisations", "grid"
YEARS_BACK, YEARS_AHEAD = 6, 2
NARROWEST, NARROW = 660, 900  # below NARROW the panel stands under the grid
KEYS = "F2 Sửa ô · Enter Xuống dòng · Ctrl+Z Hoàn tác · Ctrl+G Giải trình · F7 Kiểm tra"


class AnnualScreen(QWidget):
    """Chỉ tiêu của kỳ: three views of the same figures, one panel that explains them."""

    name = "annual"
    title = "Chỉ tiêu"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._data = AnnualData({})
        self._place: Place | None = None
        self._checks = Checks.of(context)
        self.entry = AnnualEntry(context, self)
        self.panel = FigurePanel(context.book.catalogue)
        self.setMinimumWidth(NARROWEST)
        self.organisations, self.grid = OrganisationsView(context), GridView(context)
        self.tables: dict[str, AnnualTable] = {}
        self._stack, self._chips = QStackedWidget(), QButtonGroup(self)
        self._views: list[str] = []
        self._year, self.as_of, self._problem = QComboBox(), DateEditor(), QLabel()
        self._history = History(context, self, self._show_years)
        self.closing, self.charts = ClosingButton(context, self), ChartsButton(context, self)
        self._build()
        self._connect()

    # --- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_8)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(self._head())
        chips = QHBoxLayout()
        chips.setSpacing(theme.SPACE_8)
        self._add_view(chips, ORGANISATIONS, "Phiếu từng tổ chức", self.organisations)
        catalogue = self._context.book.catalogue
        for table in catalogue.edition.tables.values():
            layout = layout_of(catalogue, table, self._context.period, self._data)
            view = AnnualTable(AnnualModel(catalogue, layout, self._data, self), self.entry.enter)
            view.setAccessibleName(table.short_title)
            self.tables[table.id] = view
            self._add_view(chips, table.id, table.short_title, view)
        self._add_view(chips, GRID, "Lưới", self.grid)
        chips.addStretch()
        chips.addWidget(self.charts)
        column.addLayout(chips)
        self._body = body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(theme.SPACE_12)
        body.addWidget(self._stack, 1)
        body.addWidget(self.panel)
        column.addLayout(body, 1)
        self._show_view(next(iter(self.tables)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= NARROW
        for button in self._chips.buttons():  # "Biểu A – Chỉ tiêu chung", or the first of it
            title = button.accessibleName()
            button.setText(title if beside else title.partition(" – ")[0])
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._body.direction() is not way:
            self._body.setDirection(way)
            self.panel.stand_beside(beside=beside)

    def _head(self) -> QHBoxLayout:
        heading, until = QLabel(self.title), QLabel("Số liệu đến")
        heading.setProperty("heading", True)
        until.setProperty("hint", True)
        until.setBuddy(self.as_of.input)
        self._year.setAccessibleName("Năm báo cáo")
        self._year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.as_of.input.setObjectName("as_of")
        self.as_of.input.setAccessibleName("Số liệu đến ngày")
        self.as_of.input.setMaximumWidth(120)
        self._problem.setProperty("problem", True)
        self._problem.setWordWrap(True)
        check = QPushButton("Kiểm tra  F7")
        check.setAccessibleName("Kiểm tra")
        check.setProperty("primary", True)
        check.clicked.connect(self._check)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_8)
        for widget in (heading, self._year, until, self.as_of):
            head.addWidget(widget)
        head.addWidget(self._problem, 1)
        head.addWidget(self.closing)
        head.addWidget(check)
        return head

    def _add_view(self, chips: QHBoxLayout, name: str, title: str, view: QWidget) -> None:
        button = QPushButton(title)
        button.setProperty("chip", True)
        button.setCheckable(True)
        self._chips.addButton(button, len(self._views))
        self._views.append(name)
        keys = f"Ctrl+{len(self._views)}"
        button.setAccessibleName(title)
        button.setToolTip(f"{title}  {keys}")
        shortcuts.bind(self, keys, lambda: self._show_view(name))
        chips.addWidget(button)
        self._stack.addWidget(view)

    def _connect(self) -> None:
        self._chips.idClicked.connect(lambda place: self._show_view(self._views[place]))
        self._year.activated.connect(self._on_year)
        self.as_of.left.connect(self._save_as_of)
        self.as_of.line.returnPressed.connect(self._stack.setFocus)
        for table in self.tables.values():
            table.cell_chosen.connect(self._on_cell)
            table.cleared.connect(self.entry.clear)
            table.pasted.connect(self._on_pasted)
            table.left.connect(self._chip_of_view().setFocus)
        self.grid.left.connect(lambda: self._chip_of_view().setFocus())
        self.entry.refused.connect(self.panel.show_problem)
        self.entry.expected.connect(self._on_expected)
        self.entry.given_up.connect(self.load)
        for panel in self._panels:
            panel.place_opened.connect(self._context.jump)
            panel.explanation_wanted.connect(self._explain)
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self.entry.undo_stack.clear)
        self._context.period_changed.connect(self.load)
        self._context.profile_changed.connect(self.load)
        self._checks.checked.connect(self._on_checked)
        shortcuts.bind(self, "Ctrl+Z", lambda: self._undo_stack().undo())
        shortcuts.bind(self, "Ctrl+Y", lambda: self._undo_stack().redo())
        shortcuts.bind(self, "F7", self._check)
        shortcuts.bind(self, "Ctrl+G", self._explain_first)
        shortcuts.bind(self, "Ctrl+I", self._show_behind)

    # --- what is shown

    def open(self, place: Place | None) -> None:
        """Show the figures, or the one a finding points to."""
        self._place = place
        if place is not None and place.kind is SubjectKind.ORGANISATION:
            self._show_view(ORGANISATIONS)
            self.organisations.open(place.key, place.code)
            self._place = None
        elif place is not None:
            self._show_view(self._table_of(place.code) or self._views[1])
        elif self._stack.currentWidget() is self.organisations:
            self.organisations.open("", "")
        self.load()
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_view()

    def load(self) -> None:
        """Read the figures of the period anew."""
        book, profile, period = self._context.book, self._context.profile, self._context.period
        pairs = pairs_of(period)

        def done(figures: Mapping[Key, UnitFigures]) -> None:
            if not self.entry.is_writing and period == self._context.period:
                self._data = AnnualData(figures, self._data.findings)
                self._history.forget()
                self._show()

        self._context.ask(self, lambda _: unit_figures(book, profile, pairs), done)
        self.closing.refresh()

    def _show(self) -> None:
        catalogue, period = self._context.book.catalogue, self._context.period
        self.entry.show(self._data)
        for id_, table in self.tables.items():
            layout = layout_of(catalogue, catalogue.edition.tables[id_], period, self._data)
            table.annual_model.show(layout, self._data)
        self._show_period()
        self._go_to_place()
        self._explain_cell()

    def _show_period(self) -> None:
        year = self._context.period.year
        self._year.clear()
        for each in range(year - YEARS_BACK, year + YEARS_AHEAD + 1):
            self._year.addItem(f"Năm {each}", each)
        self._year.setCurrentText(f"Năm {year}")
        if not self.as_of.input.hasFocus():
            self.as_of.set_value(self._data.as_of(self._context.period.main))

    def _go_to_place(self) -> None:
        place, table = self._place, self._current_table()
        if place is None or table is None:
            return
        self._place = None
        at = table.annual_model.layout_.find(place.sector, place.code, self._context.period.main)
        if at is not None:
            table.choose(*at)
            table.setFocus()

    def _table_of(self, code: str) -> str | None:
        tables = self._context.book.catalogue.edition.tables
        return next((each.id for each in tables.values() if code in each.codes), None)

    def _current_table(self) -> AnnualTable | None:
        view = self._stack.currentWidget()
        return view if isinstance(view, AnnualTable) else None

    def _show_view(self, name: str) -> None:
        self.organisations.leave()
        place = self._views.index(name)
        button = self._chips.button(place)
        button.setChecked(True)
        self._stack.setCurrentIndex(place)
        table = self._current_table()
        self.panel.setVisible(table is not None)
        if name == ORGANISATIONS:
            self.organisations.open("", "")
        if self.isVisible():
            self._focus_view()
        self._explain_cell()

    def _focus_view(self) -> None:
        view = self._stack.currentWidget()
        if view is self.grid:
            self.grid.focus()
        else:
            (self._current_table() or self.organisations.search).setFocus()

    def _chip_of_view(self) -> QWidget:
        return self._chips.button(self._stack.currentIndex())

    @property
    def _panels(self) -> tuple[FigurePanel, ...]:
        return self.panel, self.grid.words.panel

    def _undo_stack(self) -> QUndoStack:
        on_grid = self._stack.currentWidget() is self.grid
        return self.grid.entry.undo_stack if on_grid else self.entry.undo_stack

    # --- the active cell

    def _on_cell(self, cell: Cell | None) -> None:
        if self.sender() is self._current_table() or cell is None:
            self._explain_cell()

    def _explain_cell(self) -> None:
        table = self._current_table()
        cell = table.current_cell if table else None
        if cell is None:
            return
        indicator = self._context.book.catalogue.edition.indicators[cell.code]
        self.panel.show_figure(
            indicator,
            self._where(cell),
            self._data.figure(cell),
            self._data.findings_at(cell.sector, cell.code),
        )
        self._history.ask(cell)

    def _where(self, cell: Cell) -> str:
        pair = next(
            each for each in pairs_of(self._context.period) if each == (cell.year, cell.measure)
        )
        words = column_title(pair, self._data.as_of(pair)).replace("\n", " ")
        groups = self._context.book.catalogue.sector_groups
        sector = next((each.label for each in groups if each.code == cell.sector), "")
        return f"{sector} · {words}" if sector else words

    def _show_years(self, cell: Cell, years: tuple[Year, ...]) -> None:
        table = self._current_table()
        if table is not None and table.current_cell == cell:
            indicator = self._context.book.catalogue.edition.indicators[cell.code]
            self.panel.show_years(years, indicator)

    # --- acts

    def _on_expected(self, values: dict[Cell, int | None]) -> None:
        for table in self.tables.values():
            table.annual_model.expect(values)

    def _on_pasted(self, text: str) -> None:
        table = self._current_table()
        if table is not None and text and table.currentIndex().isValid():
            index = table.currentIndex()
            chosen = table.selectedIndexes() or [index]
            row = min(each.row() for each in chosen)
            column = min(each.column() for each in chosen)
            self.entry.paste(table.annual_model.layout_, row, column, text)

    def _on_year(self, place: int) -> None:
        year = int(self._year.itemData(place))
        context = self._context
        if year == context.period.year:
            return
        period = ReportingPeriod(year, context.period.kind)
        context.save(
            self, lambda _: save_period(context.book, period), lambda _: context.set_period(period)
        )

    def _save_as_of(self) -> None:
        self._problem.setText(self.as_of.problem())
        shown = self.as_of.value()
        main = self._context.period.main
        if self.as_of.problem() or shown is None or shown == self._data.as_of(main):
            return
        book, subject = self._context.book, unit_subject(self._context.profile)
        self._context.save(self, lambda _: save_as_of(book, subject, *main, shown))

    def _on_changed(self, change: ChangeSet) -> None:
        if change.years or change.organisations or change.settings:
            self.load()

    def _on_checked(self, result: CheckResult) -> None:
        self._data = replace(self._data, findings=result.findings)
        if not self.entry.is_writing and self._data.figures:
            self._show()
        self._tell()

    def _tell(self) -> None:
        result, on_grid = self._checks.result, self._stack.currentWidget() is self.grid
        if result is not None and self.isVisible() and not on_grid:
            errors = result.open_errors
            words = f"{errors} lỗi chưa sửa hoặc giải trình" if errors else "Không còn lỗi"
            self._context.notice(words, KEYS)

    def _explain(self, finding: Finding) -> None:
        ExplainDialog(self._context, finding, self).open()

    def _show_behind(self) -> None:
        """What the active cell of a table is made of."""
        table = self._current_table()
        cell = table.current_cell if table else None
        if cell is not None:
            show_behind(self._context, self, cell)

    def _explain_first(self) -> None:
        for panel in self._panels:
            if panel.isVisible() and panel.findings:
                self._explain(panel.findings[0])

    def _check(self) -> None:
        self._context.jump("validation")
