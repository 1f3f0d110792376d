"""The overview of the merged book: five numbers, each a button to what stands behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ktt_desktop.services.merged_book import MergedBook
from ktt_desktop.services.merged_words import MergedList
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8

UNITS, ORGANISATIONS = "units", "organisations"
NAMES = {
    UNITS: ("đơn vị", "có số liệu"),
    ORGANISATIONS: ("tổ chức", "trong sổ"),
    MergedList.DUPLICATES: ("tổ chức trùng", "chờ xử lý"),
    MergedList.CORRECTIONS: ("số đã sửa", "ở cấp này"),
    MergedList.STATED: ("số nêu khác", "số tính lại"),
}
PADDING = 22  # logical pixels, both sides of a card


class Cards(QWidget):
    """Các ô tổng quan."""

    list_wanted = Signal(MergedList)
    register_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        self.cards: dict[str, QPushButton] = {}
        self._lines: dict[str, tuple[str, str, str]] = {}
        for key in NAMES:
            card = self.cards[key] = QPushButton()
            card.setProperty("tile", True)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(card)
            card.clicked.connect(lambda _, key=key: self._on_clicked(key))

    def show_merged(self, merged: MergedBook, stated: int | None) -> None:
        """Show the numbers; `stated` is None where it could not be read."""
        unexplained = merged.unexplained
        self._show(UNITS, f"{count_text(merged.units_in)}/{count_text(merged.units_expected)}")
        self._show(ORGANISATIONS, count_text(merged.organisations))
        self._show(MergedList.DUPLICATES, count_text(merged.undecided))
        more = f"{count_text(unexplained)} thiếu lý do" if unexplained else ""
        self._show(MergedList.CORRECTIONS, count_text(len(merged.corrections)), more)
        self._show(MergedList.STATED, count_text(stated))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self, key: str, number: str, more: str = "") -> None:
        """`more` stands in place of the second line of the name."""
        first, second = NAMES[key]
        self._lines[key] = (number, first, more or second)
        words = f"{number} {first} {second}" + (f", {more}" if more else "")
        self.cards[key].setAccessibleName(words)
        self.cards[key].setToolTip(words)

    def _fit(self) -> None:
        """As much of each line as there is room for; the whole is the tooltip."""
        for key, lines in self._lines.items():
            card = self.cards[key]
            room = card.width() - PADDING
            cut = (
                card.fontMetrics().elidedText(each, Qt.TextElideMode.ElideRight, room)
                for each in lines
            )
            card.setText("\n".join(cut))

    def _on_clicked(self, key: str) -> None:
        if key == ORGANISATIONS:
            self.register_wanted.emit()
        else:
            self.list_wanted.emit(MergedList.SOURCES if key == UNITS else MergedList(key))
