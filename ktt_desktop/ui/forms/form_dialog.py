"""The dialog around a form: Ghi and Hoãn, and what happens when saving fails."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.errors import StaleRecordError
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH, HEIGHT = 760, 620  # logical pixels, where the screen has them


class FormDialog(QDialog):
    """Ghi (Ctrl+S) saves off the UI thread and closes; Hoãn (Esc) asks if something changed."""

    saved = Signal(object)  # the ChangeSet
    reload_wanted = Signal()  # the record was changed elsewhere and is to be opened anew

    def __init__(
        self,
        context: Context,
        title: str,
        form: RecordForm[Any],
        save: Callable[[Any], ChangeSet],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form = form
        self._context, self._save, self._is_saving = context, save, False
        self._words = QLabel()
        self._words.setProperty("problem", True)
        self._words.setWordWrap(True)
        self._leave = QPushButton("Hoãn  Esc")
        self._keep = QPushButton("Ghi  Ctrl+S")
        self._keep.setProperty("primary", True)
        layout = QVBoxLayout(self)
        layout.addWidget(form, 1)
        layout.addLayout(self._buttons())
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)
        form.checked.connect(self._words.clear)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_20, 0, SPACE_20, SPACE_8)
        row.addWidget(self._words, 1)
        for button, act in ((self._leave, self.reject), (self._keep, self._on_save)):
            button.setAutoDefault(False)  # Enter moves on in the form, it does not save
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def reject(self) -> None:
        if self._is_saving:
            return
        if not self.form.is_changed() or messages.ask(
            self,
            self.windowTitle(),
            "Có thay đổi chưa ghi. Bỏ các thay đổi này hay tiếp tục sửa?",
            "Bỏ thay đổi",
            "Tiếp tục sửa",
        ):
            super().reject()

    def _on_save(self) -> None:
        if self._is_saving:
            return
        if wrong := self.form.show_problems():
            self._words.setText(f"Chưa ghi được: còn {wrong} chỗ phải sửa, xem chữ đỏ trong phiếu.")
            return
        self._set_saving(True)
        draft = self.form.draft()
        self._context.save(self, lambda _: self._save(draft), self._on_saved, self._on_failed)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        for button in (self._leave, self._keep):
            button.setEnabled(not is_saving)

    def _on_saved(self, change: ChangeSet) -> None:
        self._set_saving(False)
        self.saved.emit(change)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._set_saving(False)
        if not isinstance(error, StaleRecordError):
            show_error(self, error)
        elif messages.ask(
            self, "Hồ sơ đã thay đổi", str(error), "Nạp lại, bỏ phần vừa gõ", "Để xem lại"
        ):
            self.reload_wanted.emit()
            super().reject()
