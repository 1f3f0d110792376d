"""Sửa thang điểm: maxima and scales of the rulesets, where the unit has the source for them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidgetItem,
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
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.rating_numbers import NumbersDialog
from ktt_desktop.ui.theme import HINT

TITLE = "Sửa thang điểm"
HEADERS = ("STT", "Tiêu chí", "Tối đa", "Chấm theo", "Mức = điểm", "Nguồn")
NUMBER, LABEL, MOST, READ, STEPS, SOURCE = range(len(HEADERS))
WIDTHS = {NUMBER: 42, MOST: 70, STEPS: 190, SOURCE: 110}  # logical pixels
SIZE = (1120, 620)
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


class ScalesDialog(NumbersDialog):
    """Hộp thoại sửa thang điểm; nothing is kept before Ghi."""

    def __init__(self, context: Context, scales: Scales, parent: QWidget) -> None:
        super().__init__(context, TITLE, parent)
        self._kept = scales
        self.scales: dict[str, dict[str, Scale]] = {
            ruleset: dict(criteria) for ruleset, criteria in scales.items()
        }
        self._ratings = context.book.catalogue.ratings
        self._leaves: tuple[Criterion, ...] = ()
        self.reset_button = self.button("Như ban đầu  Delete", self.take_back)
        self.lay_out(("Bộ tiêu chí", "Thang điểm"), HEADERS, HOW, SIZE, [self.reset_button])
        self._set_widths()
        for each in self._ratings.rulesets.values():
            if each.criteria:
                self.choice.addItem(each.label, each.id)
        self.table.setFocus()

    def _set_widths(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (LABEL, READ):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    # --- what is shown

    @property
    def _shipped(self) -> Ruleset:
        return self._ratings.rulesets[self.choice.currentData()]

    def show_chosen(self) -> None:
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

    def on_edited(self, item: QTableWidgetItem) -> None:
        each = self._leaves[item.row()]
        field = self._field(each)
        most, steps = each.most, each.scale
        try:
            if item.column() == MOST:
                most = read_points(item.text())
            elif field is not None:
                steps = read_scale(item.text(), field)
        except InvalidInputError as error:
            self.show_chosen()
            self.tell(str(error))
            return
        self.tell("")
        self._keep(each.key, Scale(most, steps))

    def _keep(self, key: str, scale: Scale) -> None:
        shipped = self._shipped.criterion(key)
        own = self.scales.setdefault(self._shipped.id, {})
        if (scale.most, scale.steps) == (shipped.most, shipped.scale):
            own.pop(key, None)
        else:
            own[key] = scale
        self.show_chosen()

    def take_back(self) -> None:
        if 0 <= self.table.currentRow() < len(self._leaves):
            shipped = self._shipped.criterion(self._leaves[self.table.currentRow()].key)
            self.tell("")
            self._keep(shipped.key, Scale(shipped.most, shipped.scale))

    def _filled(self) -> Scales:
        return {ruleset: criteria for ruleset, criteria in self.scales.items() if criteria}

    def keep(self) -> None:
        book, scales = self._context.book, self._filled()
        self._context.save(self, lambda _: save_scales(book, scales), lambda _: self.accept())

    def is_changed(self) -> bool:
        return self._filled() != self._kept
