"""Mẫu nhập đã nhớ: columns the officer chose before, by the heads of their lists."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.import_layouts import Layout, forget_layout, layouts_of, rename_layout
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph

SIZE = (720, 460)  # logical pixels, where the screen has them
WORDS = (
    "Danh sách có cùng tiêu đề được đọc theo cột, giá trị chung và chỗ sửa đã chọn lần trước. "
    "Quên một mẫu thì danh sách ấy được đọc lại từ đầu."
)


class LayoutsDialog(QDialog):
    """Hộp thoại mẫu nhập đã nhớ."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mẫu nhập đã nhớ")
        self._context, self._layouts = context, list[Layout]()
        self.list = RowsView(("Mẫu nhập", "Số cột"), "Chưa nhớ mẫu nào.", stretch=0)
        self.list.setAccessibleName("Mẫu nhập đã nhớ")
        self.name = QLineEdit()
        self.name.setAccessibleName("Tên mẫu")
        self.forget_button = key_button("Quên mẫu  Delete", self.forget)
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_: self._show_name())
        self.name.returnPressed.connect(self.rename)
        fit(self, SIZE)
        self._load()
        self.list.setFocus()

    def _lay_out(self) -> None:
        words, line = paragraph(WORDS), QHBoxLayout()
        words.setProperty("hint", True)
        line.setSpacing(SPACE_8)
        line.addWidget(QLabel("Tên mẫu"))
        line.addWidget(self.name, 1)
        line.addWidget(key_button("Đổi tên  Enter", self.rename))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        column.addLayout(
            button_line((self.forget_button,), (key_button("Đóng  Esc", self.reject),))
        )

    @property
    def _layout(self) -> Layout | None:
        place = self.list.place
        return self._layouts[place] if 0 <= place < len(self._layouts) else None

    def _load(self) -> None:
        book = self._context.book
        self._context.ask(self, lambda _: layouts_of(book), self._show)

    def _show(self, found: Sequence[Layout]) -> None:
        place = min(max(self.list.place, 0), len(found) - 1)
        self._layouts = list(found)
        rows = [(each.name, str(len(each.columns)) if each.columns else "–") for each in found]
        self.list.show_rows(rows, place)
        self._show_name()

    def _show_name(self) -> None:
        layout = self._layout
        self.name.setText(layout.name if layout else "")
        self.name.setEnabled(layout is not None)
        self.forget_button.setEnabled(layout is not None)

    def rename(self) -> None:
        """Call the layout what stands in the line."""
        layout, name, book = self._layout, self.name.text().strip(), self._context.book
        if layout is not None and name and name != layout.name:
            self._save(lambda _: rename_layout(book, layout.key, name))

    def forget(self) -> None:
        """Forget the layout, after asking."""
        layout, book = self._layout, self._context.book
        if layout is not None and messages.ask(
            self, "Quên mẫu nhập", f"Quên mẫu “{layout.name}”?", "Quên mẫu", "Giữ lại"
        ):
            self._save(lambda _: forget_layout(book, layout.key))

    def _save(self, work: Callable[[Job], ChangeSet]) -> None:
        self._context.save(self, work, lambda _: self._load())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete in the list forgets."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.forget()
        else:
            super().keyPressEvent(event)
