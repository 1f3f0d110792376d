"""The dialog around a form: Ghi and Hoãn, and what happens when saving fails."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.errors import StaleRecordError
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.forms.draft_strip import DraftStore, DraftStrip, Kept
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 760, 620  # logical pixels, where the screen has them


class FormDialog(QDialog):
    """Ghi (Ctrl+S) saves off the UI thread and closes; Hoãn (Esc) asks if something changed.

    With `drafts`, what is typed is kept from field to field and offered at the next opening.
    """

    saved = Signal(object)  # the ChangeSet
    other_wanted = Signal(str)  # this one is closed and another record is to be opened
    reload_wanted = Signal()  # the record was changed elsewhere and is to be opened anew

    def __init__(
        self,
        context: Context,
        title: str,
        form: RecordForm[Any],
        save: Callable[[Any], ChangeSet],
        parent: QWidget,
        drafts: DraftStore | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form = form
        self._context, self._save, self._is_saving = context, save, False
        self._drafts, self._is_over = drafts, False
        self._kept: Kept | None = None  # offered, and neither continued nor dropped
        self.strip = DraftStrip()
        self._words = QLabel()
        self._words.setProperty("problem", True)
        self._words.setWordWrap(True)
        self._leave = QPushButton("Hoãn  Esc")
        self._keep = QPushButton("Ghi  Ctrl+S")
        self._keep.setProperty("primary", True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.strip)
        layout.addWidget(form, 1)
        layout.addLayout(self._buttons())
        self._watch_drafts()
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)
        form.checked.connect(self._words.clear)
        space = self.screen().availableSize()
        width = max(WIDTH, form.tabs_width + 2 * SPACE_12)
        self.resize(min(width, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _buttons(self) -> QHBoxLayout:
        row = self.button_row = QHBoxLayout()
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
        if self._kept is not None or not self.form.is_changed() or self._may_leave():
            self._is_over = True
            super().reject()

    def leave_for(self, key: str) -> None:
        """Close, as Hoãn does, and open another record."""
        self.reject()
        if not self.isVisible():
            self.other_wanted.emit(key)

    def _may_leave(self) -> bool:
        """Ask what becomes of what was typed; False to go on editing."""
        if self._drafts is None:
            return messages.may_discard(self)
        answer = messages.choose(
            self,
            self.windowTitle(),
            "Có thay đổi chưa ghi. Giữ thành bản nháp để lần sau làm tiếp, hay bỏ thay đổi?",
            ("Tiếp tục sửa", "Giữ bản nháp", "Bỏ thay đổi"),
        )
        if answer == 1:
            self._keep_draft()
        elif answer == 2:
            self._drop_draft()
        return answer > 0

    def _watch_drafts(self) -> None:
        """Offer what was left unfinished, and keep what is typed from field to field."""
        if self._drafts is None:
            return
        self.strip.continued.connect(self._on_continued)
        self.strip.dropped.connect(self._on_dropped)
        self.form.left.connect(self._keep_draft)
        load = self._drafts.load
        self._context.ask(self, lambda _: load(), self._offer)

    def _offer(self, kept: Kept | None) -> None:
        if kept is None or self.form.is_changed():
            return  # whoever has typed already is not interrupted
        self._set_offered(kept)
        self.strip.offer(kept.at, kept.draft.revision != self.form.draft().revision)

    def _set_offered(self, kept: Kept | None) -> None:
        self._kept = kept
        self.form.setEnabled(kept is None)
        self._keep.setEnabled(kept is None)
        self.strip.setVisible(kept is not None)

    def _on_continued(self) -> None:
        assert self._kept is not None
        draft = replace(self._kept.draft, revision=self.form.draft().revision)
        self._set_offered(None)
        self.form.show_draft(draft)
        self.form.focus()

    def _on_dropped(self) -> None:
        self._set_offered(None)
        self._drop_draft()
        self.form.focus()

    def _keep_draft(self) -> None:
        if self._drafts is None or self._is_saving or self._is_over or not self.form.is_changed():
            return
        keep, draft = self._drafts.keep, self.form.draft()
        self._context.ask(self, lambda _: keep(draft), _nothing)

    def _drop_draft(self) -> None:
        if self._drafts is not None:
            drop = self._drafts.drop
            self._context.ask(self, lambda _: drop(), _nothing)

    def _on_save(self) -> None:
        self._save_then(self._finish)

    def _save_then(self, then: Callable[[], None]) -> None:
        """Save what stands in the form; `then` follows where that was done."""
        if self._is_saving:
            return
        if wrong := self.form.show_problems():
            self._words.setText(f"Chưa ghi được: còn {wrong} chỗ phải sửa, xem chữ đỏ trong phiếu.")
            return
        self._set_saving(True)
        draft = self.form.draft()

        def saved(change: ChangeSet) -> None:
            self._set_saving(False)
            self.saved.emit(change)
            then()

        self._context.save(self, lambda _: self._save(draft), saved, self._on_failed)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        for button in (self._leave, self._keep):
            button.setEnabled(not is_saving)

    def _finish(self) -> None:
        self._is_over = True
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._set_saving(False)
        if not isinstance(error, StaleRecordError):
            show_error(self, error)
        elif messages.ask(
            self, "Hồ sơ đã thay đổi", str(error), "Nạp lại, bỏ phần vừa gõ", "Để xem lại"
        ):
            self._is_over = True
            self._drop_draft()
            self.reload_wanted.emit()
            super().reject()


def _nothing(_: object) -> None:
    """What keeping and dropping a draft have to tell."""
