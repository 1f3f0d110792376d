"""Danh sách đã lưu: open one by its name, keep the one that is shown, forget one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.text import fold, nfc
from ktt_desktop.services.list_views import (
    ListLayout,
    SavedView,
    delete_view,
    load_views,
    save_view,
)
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.theme import SPACE_8, SPACE_20


class ViewsDialog(QDialog):
    """Hộp thoại danh sách đã lưu."""

    opened = Signal(object)  # the SavedView
    keep_wanted = Signal(str)  # the name to keep the shown list under
    delete_wanted = Signal(str)

    def __init__(
        self, views: Sequence[SavedView], words: Callable[[SavedView], str], parent: QWidget
    ) -> None:
        """`words` tells what a view shows."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Danh sách đã lưu")
        self._views, self._words = list(views), words
        self.list, self.about, self.name = QListWidget(), QLabel(), QLineEdit()
        self._lay_out()
        self._connect()
        self._fill()
        self.resize(560, 460)

    def _lay_out(self) -> None:
        self.list.setAccessibleName("Danh sách đã lưu")
        self.about.setProperty("hint", True)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setAccessibleName("Tên để lưu")
        self.name.setPlaceholderText("Tên của danh sách đang hiện, ví dụ: Ngừng hoạt động")
        self.open_button = self._button("Mở  Enter")
        self.open_button.setProperty("primary", True)
        self.open_button.setDefault(True)
        self.keep_button = self._button("Lưu  Ctrl+S")
        self.delete_button = self._button("Xóa  Delete")
        self.leave_button = self._button("Đóng  Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        keep = QHBoxLayout()
        keep.addWidget(QLabel("Lưu danh sách đang hiện với tên"))
        keep.addWidget(self.name, 1)
        keep.addWidget(self.keep_button)
        column.addLayout(keep)
        ends = QHBoxLayout()
        ends.addWidget(self.delete_button)
        ends.addStretch()
        ends.addWidget(self.leave_button)
        ends.addWidget(self.open_button)
        column.addLayout(ends)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(words.split("  ")[0])
        return button

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._tell())
        self.list.itemActivated.connect(lambda _: self._on_open())
        self.open_button.clicked.connect(self._on_open)
        self.keep_button.clicked.connect(self._on_keep)
        self.delete_button.clicked.connect(self._on_delete)
        self.leave_button.clicked.connect(self.reject)
        self.name.textChanged.connect(lambda _: self._tell())
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_keep)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list, self._on_delete)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _fill(self) -> None:
        self.list.clear()
        self.list.addItems([view.name for view in self._views])
        self.list.setCurrentRow(0 if self._views else -1)
        (self.list if self._views else self.name).setFocus()
        self._tell()

    def _current(self) -> SavedView | None:
        row = self.list.currentRow()
        return self._views[row] if 0 <= row < len(self._views) else None

    def _tell(self) -> None:
        view = self._current()
        self.about.setText(
            self._words(view) if view else "Chưa lưu danh sách nào. Đặt tên rồi bấm Lưu."
        )
        for button in (self.open_button, self.delete_button):
            button.setEnabled(view is not None)
        known = {fold(each.name) for each in self._views}
        name = fold(self.name.text())
        self.keep_button.setText("Lưu đè  Ctrl+S" if name in known else "Lưu  Ctrl+S")
        self.keep_button.setEnabled(bool(name))

    def _on_open(self) -> None:
        if self.name.hasFocus() and self.name.text().strip():
            self._on_keep()
        elif view := self._current():
            self.opened.emit(view)
            self.accept()

    def _on_keep(self) -> None:
        name = nfc(self.name.text())
        if name:
            same = next((each.name for each in self._views if fold(each.name) == fold(name)), name)
            self.keep_wanted.emit(same)
            self.accept()

    def _on_delete(self) -> None:
        if view := self._current():
            self.delete_wanted.emit(view.name)
            self._views.remove(view)
            self._fill()


class ViewsKeeper:
    """Mở, lưu, xóa danh sách đã lưu trong sổ."""

    def __init__(
        self,
        context: Context,
        screen: QWidget,
        describe: Callable[[RegisterQuery], str],
        shown: Callable[[], tuple[RegisterQuery, ListLayout]],
        show: Callable[[SavedView], object],
    ) -> None:
        """`shown` is what would be kept now; `show` puts a kept view on the screen."""
        self._context, self._screen, self._describe = context, screen, describe
        self._shown, self._show = shown, show

    def choose(self) -> None:
        """Ask which list to open, or under which name to keep the shown one."""
        book = self._context.book
        self._context.ask(self._screen, lambda _: load_views(book), self._ask)

    def _ask(self, views: Sequence[SavedView]) -> None:
        dialog = ViewsDialog(views, self._words, self._screen)
        dialog.opened.connect(self._show)
        dialog.keep_wanted.connect(self._keep)
        dialog.delete_wanted.connect(self._delete)
        dialog.open()

    def _words(self, view: SavedView) -> str:
        conditions = self._describe(view.query)
        shown = f"Lọc: {conditions}" if conditions else "Toàn bộ danh mục"
        return f"{shown} · {len(view.layout.columns)} cột"

    def _keep(self, name: str) -> None:
        book, view = self._context.book, SavedView(name, *self._shown())
        self._context.save(
            self._screen,
            lambda _: save_view(book, view),
            lambda _: self._context.notice(f"Đã lưu danh sách “{name}”; mở lại bằng Ctrl+O."),
        )

    def _delete(self, name: str) -> None:
        book = self._context.book
        self._context.save(self._screen, lambda _: delete_view(book, name))
