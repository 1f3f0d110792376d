"""Sửa ngưỡng quy mô: the numbers of the decree, and those the unit fills in for missing ones."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidgetItem,
    QWidget,
)

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import MILLIONS, Quantity, format_number, parse
from ktt_desktop.domain.size_classes import NONE_KNOWN, TESTED, SizeClass, Thresholds
from ktt_desktop.services.size_thresholds import load_thresholds, save_thresholds, size_groups
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.reading import remembered_reading
from ktt_desktop.ui.screens.rating_numbers import NumbersDialog
from ktt_desktop.ui.theme import COMPUTED, HINT

TITLE = "Sửa ngưỡng quy mô"
PARTS = ("members", "revenue", "capital")
HEADERS = (
    "Quy mô",
    "Thành viên chính thức\ntừ (người)",
    "Doanh thu năm\ntừ (triệu đồng)",
    "Tổng nguồn vốn\ntừ (triệu đồng)",
)
QUANTITIES = (Quantity("người"), MILLIONS, MILLIONS)
MISSING = "chưa cấu hình"
SIZE = (760, 360)  # logical pixels, on a small screen less
HOW = (
    "Quy mô theo Điều 16 Luật Hợp tác xã 2023 và Nghị định 113/2024: đủ số thành viên, và đủ doanh "
    "thu hoặc nguồn vốn; xét từ lớn xuống, còn lại là siêu nhỏ. Số nền xám đã có căn cứ. Ô “chưa "
    "cấu hình” chỉ điền khi có văn bản; Delete: bỏ số đã điền."
)

Own = dict[str, dict[SizeClass, Thresholds]]


def show_sizes(context: Context, parent: QWidget) -> None:
    """Open the dialog over a screen."""
    book = context.book
    context.ask(
        parent,
        lambda _: load_thresholds(book),
        lambda own: SizesDialog(context, own, parent).open(),
    )


class SizesDialog(NumbersDialog):
    """Hộp thoại ngưỡng quy mô; nothing is kept before Ghi."""

    def __init__(self, context: Context, own: Own, parent: QWidget) -> None:
        super().__init__(context, TITLE, parent)
        catalogue = context.book.catalogue
        self._kept, self._rules = own, catalogue.size_rules
        self._labels, self._groups = catalogue.sizes, size_groups(catalogue)
        self.own: Own = {sector: dict(classes) for sector, classes in own.items()}
        self.table.setRowCount(len(TESTED))
        self.lay_out(("Nhóm lĩnh vực", "Ngưỡng quy mô"), HEADERS, HOW, SIZE)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.choice.addItems([group.label for group in self._groups])
        self.table.setCurrentCell(0, 1)
        self.choice.setFocus()

    # --- what is shown

    def show_chosen(self) -> None:
        sector = self._groups[self.choice.currentIndex()].sectors[0]
        self.table.blockSignals(True)
        for row, size in enumerate(TESTED):
            self._put(row, 0, self._labels[size], is_open=False)
            own = self.own.get(sector, {}).get(size, NONE_KNOWN)
            for column, (part, quantity) in enumerate(zip(PARTS, QUANTITIES, strict=True), start=1):
                known, typed = self._established(sector, size, part), getattr(own, part)
                stored = typed if known is None else known
                text = MISSING if stored is None else format_number(stored, quantity)
                self._put(row, column, text, is_open=known is None)
        self.table.blockSignals(False)

    def _established(self, sector: str, size: SizeClass, part: str) -> int | None:
        """The number of the decree; those the unit filled in earlier are not."""
        used: int | None = getattr(self._rules.of(sector, size), part)
        kept = getattr(self._kept.get(sector, {}).get(size, NONE_KNOWN), part)
        return None if used == kept else used

    def _put(self, row: int, column: int, text: str, *, is_open: bool) -> None:
        item = QTableWidgetItem(text)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not is_open:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            item.setBackground(QBrush(QColor(COMPUTED)))
        elif text == MISSING:
            item.setForeground(QBrush(QColor(HINT)))
        self.table.setItem(row, column, item)

    # --- acts

    def on_edited(self, item: QTableWidgetItem) -> None:
        text = "" if item.text() == MISSING else item.text()
        quantity = QUANTITIES[item.column() - 1]
        try:
            number = parse(text, quantity, dot_is_thousands=remembered_reading())
        except InvalidInputError as error:
            self.tell(str(error))
        else:
            self.tell("")
            self._keep(item.row(), item.column(), number)
        self.show_chosen()

    def take_back(self) -> None:
        item = self.table.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self._keep(item.row(), item.column(), None)
            self.show_chosen()

    def _keep(self, row: int, column: int, number: int | None) -> None:
        size, part = TESTED[row], PARTS[column - 1]
        for sector in self._groups[self.choice.currentIndex()].sectors:
            classes = self.own.setdefault(sector, {})
            changed = replace(classes.get(size, NONE_KNOWN), **{part: number})
            classes.pop(size, None)
            if changed != NONE_KNOWN:
                classes[size] = changed
            if not classes:
                del self.own[sector]

    def keep(self) -> None:
        if not self.is_changed():
            self.accept()
            return
        book, own = self._context.book, self.own
        # No screen is told: all are built anew when the book is opened again.
        self._context.ask(self, lambda _: save_thresholds(book, own), lambda _: self._reopen())

    def _reopen(self) -> None:
        self.accept()
        self._context.reopen_wanted.emit()

    def is_changed(self) -> bool:
        return self.own != self._kept
