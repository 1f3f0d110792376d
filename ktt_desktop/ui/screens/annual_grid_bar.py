"""Above the grid: which organisations, which figures, and how they are shown."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, OperatingStatus, OrganisationKind
from ktt_desktop.services.annual_grid import GridColumn
from ktt_desktop.services.grid_choices import GridChoices
from ktt_desktop.ui.screens.annual_organisations import MEASURES
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_filters import main_filters
from ktt_desktop.ui.tables.filter_bar import FilterBar
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDE, LEAST = 1000, 540  # logical pixels: one row from WIDE on, two rows below
KEY = Qt.ItemDataRole.UserRole


class GridBar(QWidget):
    """Hàng chọn của lưới."""

    changed = Signal()  # other organisations
    measure_changed = Signal()
    choices_changed = Signal()
    columns_wanted = Signal()

    def __init__(self, catalogue: Catalogue, communes: Communes, measure: Measure) -> None:
        super().__init__()
        self.choices = GridChoices()
        self.setMinimumWidth(LEAST)  # of the two rows, even while it stands in one
        kinds = tuple((kind.value, kind.value) for kind in OrganisationKind)
        filters = main_filters(catalogue, communes.choices)
        self.filters = FilterBar("Tìm tổ chức (Ctrl+F)", kinds, filters)
        self._measures, self._menu = QComboBox(), QPushButton("Cách hiện ▾")
        for each, words in MEASURES.items():
            self._measures.addItem(words, each)
        self._measures.setCurrentText(MEASURES[measure])
        self._measures.setAccessibleName("Loại số liệu")
        self._measures.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._menu.setAccessibleName("Cách hiện lưới")
        self._menu.setMenu(self._make_menu())
        second = QHBoxLayout()
        second.setSpacing(SPACE_8)
        second.addWidget(self._measures)
        second.addWidget(self._menu)
        second.addWidget(self.filters.search, 1)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_8)
        self._rows.addWidget(self.filters)
        self._rows.addLayout(second, 1)
        self.filters.changed.connect(self.changed)
        self._measures.activated.connect(lambda _: self.measure_changed.emit())

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Chọn cột…", self.columns_wanted.emit)
        self._dong = self._pair(menu, "Tiền: triệu đồng", "Tiền: đồng", "in_dong")
        self._right = self._pair(menu, "Enter: xuống dưới", "Enter: sang phải", "enter_goes_right")
        return menu

    def _pair(self, menu: QMenu, usual: str, other: str, name: str) -> QActionGroup:
        """Two choices, one of which is on; the second one sets a choice of that name."""
        menu.addSeparator()
        group = QActionGroup(menu)
        for words, value in ((usual, False), (other, True)):
            action = group.addAction(words)
            action.setCheckable(True)
            action.setData(value)
            menu.addAction(action)

        def take(action: object) -> None:
            value = group.checkedAction().data()
            self.choices = replace(self.choices, **{name: value})
            self.choices_changed.emit()

        group.triggered.connect(take)
        return group

    @property
    def kind(self) -> OrganisationKind:
        """Whose form is shown."""
        return OrganisationKind(self.filters.chip())

    @property
    def measure(self) -> Measure:
        """Which figures are shown."""
        return Measure(self._measures.currentData())

    def query(self) -> RegisterQuery:
        """The organisations of the grid."""
        bar = self.filters
        return RegisterQuery(
            text=bar.text(),
            kinds=(self.kind,),
            sectors=bar.chosen("sectors"),
            statuses=tuple(OperatingStatus(each) for each in bar.chosen("statuses")),
            communes=bar.chosen("communes"),
        )

    def show_choices(self, choices: GridChoices) -> None:
        """Show how the grid was left."""
        self.choices = choices
        for group, value in (
            (self._dong, choices.in_dong),
            (self._right, choices.enter_goes_right),
        ):
            group.actions()[value].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._rows.setDirection(way.LeftToRight if self.width() >= WIDE else way.TopToBottom)


class GridColumnsDialog(QDialog):
    """Chọn cột của lưới; `chosen` are codes once it was accepted, empty for all."""

    def __init__(
        self, every: Sequence[GridColumn], shown: Sequence[GridColumn], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Chọn cột của lưới")
        self.list = QListWidget()
        self.list.setAccessibleName("Các cột")
        for each in every:
            item = QListWidgetItem(f"[{each.code}] {each.title}")
            item.setData(KEY, each.code)
            item.setCheckState(_state(checked=each in shown))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        hint = QLabel("Dấu cách: hiện, ẩn cột.")
        hint.setProperty("hint", True)
        buttons = QDialogButtonBox()
        everything = QPushButton("Hiện mọi cột")
        everything.clicked.connect(lambda: self._check(checked=True))
        nothing = QPushButton("Bỏ chọn")
        nothing.clicked.connect(lambda: self._check(checked=False))
        self._take = QPushButton("Đồng ý  Enter")
        self._take.setAccessibleName("Đồng ý")
        self._take.setProperty("primary", True)
        self._take.setDefault(True)
        leave = QPushButton("Hoãn  Esc")
        leave.setAccessibleName("Hoãn")
        for button in (everything, nothing, leave):
            button.setAutoDefault(False)
        role = QDialogButtonBox.ButtonRole
        buttons.addButton(everything, role.ResetRole)
        buttons.addButton(nothing, role.ResetRole)
        buttons.addButton(leave, role.RejectRole)
        buttons.addButton(self._take, role.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        for widget in (hint, self.list, buttons):
            column.addWidget(widget)
        self.list.itemChanged.connect(lambda _: self._take.setEnabled(bool(self._checked())))
        self.resize(480, 520)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked columns, empty where all are."""
        checked = self._checked()
        return () if len(checked) == self.list.count() else checked

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _checked(self) -> tuple[str, ...]:
        return tuple(
            each.data(KEY) for each in self._items() if each.checkState() is _state(checked=True)
        )

    def _check(self, *, checked: bool) -> None:
        for each in self._items():
            each.setCheckState(_state(checked=checked))


def _state(*, checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
