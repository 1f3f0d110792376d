"""Sửa thang điểm: maxima and scales of the rulesets, where the unit has the source for them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.rulesets import Criterion, Ruleset, Scale, Scales, with_scales
from ktt_desktop.services.rating_scale_text import (
    can_have_scale,
    read_points,
    read_scale,
    scale_text,
)
from ktt_desktop.services.rating_scales import load_scales, save_scales
from ktt_desktop.services.rating_words import most_words
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.theme import HINT, SPACE_8, SPACE_12, SPACE_20

TITLE = "Sửa thang điểm"
HEADERS = ("STT", "Tiêu chí", "Tối đa", "Chấm theo", "Mức = điểm", "Nguồn")
NUMBER, LABEL, MOST, READ, STEPS, SOURCE = range(len(HEADERS))
WIDTHS = {NUMBER: 42, MOST: 70, STEPS: 190, SOURCE: 110}  # logical pixels
SIZE, MARGIN = (1120, 620), 40
HOW = (
    "Điểm tối đa và mức điểm chỉ điền khi có văn bản. Mức ghi: số liệu = điểm, ví dụ "
    "1000 = 2; 5000 = 4 nghĩa là từ 1.000 được 2 điểm, từ 5.000 được 4 điểm. "
    "Delete: lấy lại như ban đầu."
)


def show_scales(context: Context, parent: QWidget) -> None:
    """Open the dialog over a screen."""
    book = context.book
    context.ask(
        parent,
        lambda _: load_scales(book),
        lambda scales: ScalesDialog(context, scales, parent).open(),
    )


class ScalesDialog(QDialog):
    """Hộp thoại sửa thang điểm; nothing is kept before Ghi."""

    def __init__(self, context: Context, scales: Scales, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self._context, self._kept = context, scales
        self.scales: dict[str, dict[str, Scale]] = {
            ruleset: dict(criteria) for ruleset, criteria in scales.items()
        }
        self._ratings = context.book.catalogue.ratings
        self._leaves: tuple[Criterion, ...] = ()
        self.choice, self.table, self.problem = (
            QComboBox(),
            QTableWidget(0, len(HEADERS)),
            QLabel(),
        )
        self.reset_button = self._button("Như ban đầu  Delete", self._reset)
        self.leave_button = self._button("Hoãn  Esc", self.reject)
        self.save_button = self._button("Ghi  Ctrl+S", self._save)
        self._lay_out()
        self._connect()
        self._show()
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - MARGIN), min(SIZE[1], room.height() - MARGIN))
        self.table.setFocus()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(words.split("  ")[0])
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        for each in self._ratings.rulesets.values():
            if each.criteria:
                self.choice.addItem(each.label, each.id)
        self.choice.setAccessibleName("Bộ tiêu chí")
        self.table.setAccessibleName("Thang điểm")
        self.table.setHorizontalHeaderLabels(HEADERS)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(
            trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (LABEL, READ):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        hint = QLabel(HOW)
        hint.setProperty("hint", True)
        self.problem.setProperty("problem", True)
        for label in (hint, self.problem):
            label.setWordWrap(True)
        self.problem.hide()
        self.save_button.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        buttons.addWidget(self.reset_button)
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.save_button)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_12)
        column_.setSpacing(SPACE_8)
        for widget in (self.choice, self.table, hint, self.problem):
            column_.addWidget(widget, int(widget is self.table))
        column_.addLayout(buttons)

    def _connect(self) -> None:
        self.choice.currentIndexChanged.connect(lambda _: self._show())
        self.table.itemChanged.connect(self._on_edited)
        shortcuts.bind(self, "Ctrl+S", self._save)
        delete = shortcuts.bind(self.table, "Delete", self._reset)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- what is shown

    @property
    def _shipped(self) -> Ruleset:
        return self._ratings.rulesets[self.choice.currentData()]

    def _show(self) -> None:
        place = self.table.currentRow(), self.table.currentColumn()
        ruleset = with_scales(self._shipped, self.scales.get(self._shipped.id, {}))
        self._leaves = ruleset.leaves
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._leaves))
        for row, each in enumerate(self._leaves):
            self._show_row(row, each)
        self.table.blockSignals(False)
        self.table.setCurrentCell(max(place[0], 0), place[1] if place[1] in (MOST, STEPS) else MOST)

    def _show_row(self, row: int, each: Criterion) -> None:
        field = self._field(each)
        read = (
            f"{field.label} ({field.unit})"
            if field and field.unit
            else field.label
            if field
            else ""
        )
        own = self.scales.get(self._shipped.id, {})
        texts = (
            each.key,
            each.label,
            "" if each.most is None else most_words(each.most),
            read,
            scale_text(each.scale, field) if field and each.scale else "",
            "Đơn vị điền" if each.key in own else "Chưa có căn cứ" if each.most is None else "",
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            can_edit = column == MOST or (column == STEPS and field and can_have_scale(field))
            if not can_edit:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                item.setForeground(QBrush(QColor(HINT)) if column > LABEL else QBrush())
            if column in (NUMBER, MOST):
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem(row, column, item)

    def _field(self, criterion: Criterion) -> FieldSpec | None:
        return self._ratings.items[criterion.raw[0]].field if criterion.raw else None

    # --- acts

    def _on_edited(self, item: QTableWidgetItem) -> None:
        each = self._leaves[item.row()]
        field = self._field(each)
        most, steps = each.most, each.scale
        try:
            if item.column() == MOST:
                most = read_points(item.text())
            elif field is not None:
                steps = read_scale(item.text(), field)
        except InvalidInputError as error:
            self._show()
            self._tell(str(error))
            return
        self._tell("")
        self._keep(each.key, Scale(most, steps))

    def _keep(self, key: str, scale: Scale) -> None:
        shipped = self._shipped.criterion(key)
        own = self.scales.setdefault(self._shipped.id, {})
        if (scale.most, scale.steps) == (shipped.most, shipped.scale):
            own.pop(key, None)
        else:
            own[key] = scale
        self._show()

    def _reset(self) -> None:
        if 0 <= self.table.currentRow() < len(self._leaves):
            shipped = self._shipped.criterion(self._leaves[self.table.currentRow()].key)
            self._tell("")
            self._keep(shipped.key, Scale(shipped.most, shipped.scale))

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _filled(self) -> Scales:
        return {ruleset: criteria for ruleset, criteria in self.scales.items() if criteria}

    def _save(self) -> None:
        book, scales = self._context.book, self._filled()
        self._context.save(self, lambda _: save_scales(book, scales), lambda _: self.accept())

    def reject(self) -> None:
        if self._filled() == self._kept or messages.ask(
            self,
            TITLE,
            "Có thay đổi chưa ghi. Bỏ các thay đổi này hay tiếp tục sửa?",
            "Bỏ thay đổi",
            "Tiếp tục sửa",
        ):
            super().reject()
