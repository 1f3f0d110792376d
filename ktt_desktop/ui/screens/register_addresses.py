"""Ghi xã cũ theo địa chỉ: what the addresses say, shown first; written only where it is certain."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.bulk_change import BulkUndo
from ktt_desktop.services.former_communes import (
    WRITTEN,
    AddressLine,
    Reading,
    read_addresses,
    record_addresses,
)
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH, HEIGHT = 1100, 600  # logical pixels, where the screen has them
WORDS = {
    Reading.CERTAIN: "Ghi",
    Reading.DIVIDED: "Ghi; xã hiện nay còn phải chọn",
    Reading.ELSEWHERE: "Để nguyên: không khớp xã hiện nay",
    Reading.UNKNOWN: "Để nguyên: không nhận ra xã cũ",
    Reading.RECORDED: "Để nguyên: đã ghi",
}
COUNTED = {
    Reading.CERTAIN: "chắc chắn",
    Reading.DIVIDED: "xã cũ đã chia",
    Reading.ELSEWHERE: "không khớp xã hiện nay",
    Reading.UNKNOWN: "không nhận ra",
    Reading.RECORDED: "đã ghi từ trước",
}
TONES = {Reading.CERTAIN: "good", Reading.DIVIDED: "warning", Reading.ELSEWHERE: "error"}


class AddressesDialog(QDialog):
    """Hộp thoại ghi xã cũ theo địa chỉ; nothing is written before its button."""

    changed = Signal(object, object)  # BulkUndo, ChangeSet

    def __init__(self, context: Context, ids: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Ghi xã cũ theo địa chỉ của {count_text(len(ids))} hồ sơ")
        self._context, self._ids, self._lines = context, ids, list[AddressLine]()
        self.words = QLabel("Đang đọc địa chỉ…")
        self.words.setProperty("hint", True)
        self.words.setWordWrap(True)
        self._model: WindowModel[AddressLine] = WindowModel(
            _columns(), lambda rows: {row: self._lines[row] for row in rows}
        )
        self.table = WindowTable(self._model)
        self.table.setAccessibleName("Xem trước")
        self.save_button = QPushButton("Ghi  Ctrl+S")
        self.save_button.setEnabled(False)
        self._lay_out()
        self.save_button.clicked.connect(self._on_save)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        ends = QHBoxLayout()
        ends.addStretch()
        leave = QPushButton("Hoãn  Esc")
        leave.setAccessibleName("Hoãn")
        leave.clicked.connect(self.reject)
        self.save_button.setProperty("primary", True)
        self.save_button.setAccessibleName("Ghi")
        for button in (leave, self.save_button):
            button.setAutoDefault(False)
            ends.addWidget(button)
        column.addLayout(ends)

    def read(self) -> None:
        """Read the addresses; stopping it leaves the dialog."""
        book, ids = self._context.book, self._ids
        job = run_with_dialog(
            self._context,
            self,
            "Đọc địa chỉ",
            lambda job: read_addresses(book, ids, job),
            self._show,
        )
        job.cancelled.connect(self.reject)

    def _show(self, lines: list[AddressLine]) -> None:
        self._lines = lines
        self.table.show_ids(range(len(lines)))
        self.table.setFocus()
        counts = {each: sum(line.reading is each for line in lines) for each in Reading}
        told = [f"{words} {count_text(counts[each])}" for each, words in COUNTED.items()]
        self.words.setText(f"Theo địa chỉ trên giấy chứng nhận: {', '.join(told)}.")
        number = sum(counts[each] for each in WRITTEN)
        self.save_button.setEnabled(number > 0)
        self.save_button.setText(f"Ghi {count_text(number)} hồ sơ  Ctrl+S")

    def _on_save(self) -> None:
        if not self.save_button.isEnabled():
            return
        book, lines = self._context.book, self._lines
        run_with_dialog(
            self._context,
            self,
            "Ghi xã cũ theo địa chỉ",
            lambda job: record_addresses(book, lines, job),
            self._on_recorded,
        )

    def _on_recorded(self, made: tuple[BulkUndo, ChangeSet]) -> None:
        self.changed.emit(*made)
        self.accept()


def _columns() -> tuple[Column[AddressLine], ...]:
    return (
        Column("name", "Tên", 22, lambda line: line.name),
        Column("address", "Địa chỉ trên giấy chứng nhận", 36, lambda line: line.address),
        Column("former", "Xã, phường trước 1/7/2025", 28, lambda line: line.former),
        Column(
            "reading",
            "Sẽ làm",
            30,
            lambda line: WORDS[line.reading],
            tone=lambda line: TONES.get(line.reading, ""),
        ),
    )
