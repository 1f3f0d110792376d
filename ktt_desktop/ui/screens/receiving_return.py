"""Trả lại để sửa: the reason, and what is wrong with single figures or findings of the file."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.receipt import ReceiptItem
from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.domain.text import fold
from ktt_desktop.services.file_contents import mendable
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 1040, 620  # logical pixels, where the screen has them
SEND_BACK = "Ctrl+Enter"
TOLD = (
    "{unit} sẽ nhận biên nhận ghi lý do và từng số liệu phải sửa. Số liệu của tệp này không còn "
    "tính trong sổ cho đến khi có lần nộp mới."
)
HINT = "Enter: ghi điều phải sửa cho dòng đang đứng. Dòng có lời được gửi kèm."


class ReturnDialog(QDialog):
    """Hộp thoại trả lại để sửa; once accepted `reason` and `items` say what is sent back."""

    def __init__(self, context: Context, file: HeldFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Trả lại để sửa: {file.unit_name}, {file.key.period}")
        self._all: list[ReceiptItem] = []
        self._folded: list[str] = []
        self._shown: Sequence[int] = ()
        self._reason, self.search, self.remark = QLineEdit(), QLineEdit(), QLineEdit()
        self.send = QPushButton(f"Trả lại  {SEND_BACK}")
        self.count = QLabel()
        model: WindowModel[ReceiptItem] = WindowModel(
            (
                Column("label", "Số liệu, phát hiện", 58, lambda each: each.label),
                Column("sent", "Đã gửi", 20, lambda each: each.sent, True),
                Column("reason", "Phải sửa", 40, lambda each: each.reason),
            ),
            lambda ids: {each: self._all[each] for each in ids},
        )
        self.table = WindowTable(model)
        self._lay_out(TOLD.format(unit=file.unit_name))
        self._connect()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        book, profile = context.book, context.profile

        def read(_: object) -> list[tuple[ReceiptItem, str]]:
            return [(each, fold(each.label)) for each in mendable(book, profile, file)]

        context.ask(self, read, self._show)
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        """Why the whole file is sent back."""
        return self._reason.text().strip()

    @property
    def items(self) -> tuple[ReceiptItem, ...]:
        """The figures and findings something is said about."""
        return tuple(each for each in self._all if each.reason)

    def _lay_out(self, told: str) -> None:
        fields = (
            (self._reason, "Lý do trả lại", "Ví dụ: số thành viên của 3 HTX giảm quá nửa, chưa rõ"),
            (self.search, "Tìm số liệu, phát hiện", "Tìm số liệu, phát hiện  Ctrl+F"),
            (self.remark, "Điều phải sửa ở dòng đang đứng", "Điều phải sửa ở dòng đang đứng"),
        )
        for field, name, example in fields:
            field.setAccessibleName(name)
            field.setPlaceholderText(example)
        self.table.setAccessibleName("Số liệu và phát hiện của tệp")
        sentence, caption, hint = QLabel(told), QLabel("Lý do trả lại"), QLabel(HINT)
        sentence.setWordWrap(True)
        caption.setProperty("subheading", True)
        for label in (hint, self.count):
            label.setProperty("hint", True)
        leave = QPushButton("Không trả lại  Esc")
        leave.clicked.connect(self.reject)
        self.send.setProperty("primary", True)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        for button in (leave, self.send):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        for widget in (sentence, caption, self._reason, self.search):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.remark)
        column.addWidget(hint)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._reason.textChanged.connect(lambda _: self._enable())
        self.search.textChanged.connect(self._filter)
        self.table.row_changed.connect(self._show_remark)
        self.table.doubleClicked.connect(lambda _: self.remark.setFocus())
        self.send.clicked.connect(self._finish)
        shortcuts.bind(self, "Ctrl+F", self.search.setFocus)
        self._enable()

    def _show(self, found: Sequence[tuple[ReceiptItem, str]]) -> None:
        self._all, self._folded = [item for item, _ in found], [text for _, text in found]
        self._filter()

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        self._shown = [
            place for place, text in enumerate(self._folded) if all(word in text for word in words)
        ]
        self.table.show_ids(self._shown)

    def _show_remark(self) -> None:
        place = self.table.current_id()
        self.remark.setText("" if place is None else self._all[place].reason)
        self.remark.setEnabled(place is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from a line to its remark and back; Ctrl+Enter sends back."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._finish()
        elif self.remark.hasFocus():
            self._take_remark()
        elif self.table.hasFocus():
            self.remark.setFocus()
        else:
            self.table.setFocus()

    def _take_remark(self) -> None:
        place = self.table.current_id()
        if place is not None:
            self._all[place] = replace(self._all[place], reason=self.remark.text().strip())
            self.table.show_ids(self._shown, place)
        self.table.setFocus()
        self._enable()

    def _enable(self) -> None:
        self.send.setEnabled(bool(self.reason))
        count = len(self.items)
        self.count.setText(f"{count} dòng phải sửa." if count else "Chưa ghi dòng nào phải sửa.")

    def _finish(self) -> None:
        if self.send.isEnabled():
            self.accept()
