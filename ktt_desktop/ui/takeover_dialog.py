"""Nhận sổ của đơn vị cũ: choose the file, see what would come, take it, or leave it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.takeover import Choice, Fate, TakeoverLine, TakeoverPreview
from ktt_desktop.services.takeover import (
    TakeoverUndo,
    take_over,
    takeover_preview,
    undo_takeover,
)
from ktt_desktop.services.takeover_words import (
    TAKEN,
    act_words,
    book_words,
    notes,
    reason_words,
    summary,
    taken_words,
)
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph, toned

TITLE = "Nhận sổ của đơn vị cũ"
WIDTH, HEIGHT = 1080, 600  # logical pixels, where the screen has them
FIRST = (Fate.CODE_TAKEN, Fate.DIFFERENT, Fate.IN_BIN, Fate.NEW, Fate.SAME)  # of the table
OfferUndo = Callable[[str, Callable[[], object]], object]


def take_over_book(context: Context, over: QWidget, offer_undo: OfferUndo) -> None:
    """Ask for the file and show what it would bring; `offer_undo` is called after the act."""
    chosen, _ = QFileDialog.getOpenFileName(
        over, "Chọn sổ của đơn vị cũ", "", "Sổ hoặc bản sao lưu (*.sqlite)"
    )
    if not chosen:
        return

    def show(preview: TakeoverPreview) -> None:
        dialog = TakeoverDialog(context, preview, over)
        dialog.taken.connect(offer_undo)
        dialog.open()

    run_with_dialog(
        context,
        over,
        "Đọc sổ của đơn vị cũ",
        lambda job: takeover_preview(context.book, Path(chosen), job),
        while_alive(over, show),
    )


class TakeoverDialog(QDialog):
    """Xem trước việc nhận sổ; nothing is written before its button."""

    taken = Signal(str, object)  # what was done, in words; how to undo it

    def __init__(self, context: Context, preview: TakeoverPreview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._context, self._preview, self._over = context, preview, parent
        self._lines: Sequence[TakeoverLine] = sorted(
            preview.lines, key=lambda line: FIRST.index(line.fate)
        )
        self.area = self._answer(f"Tổ chức ở địa bàn {context.profile.name}", Choice.AREA)
        self.all = self._answer("Tất cả tổ chức của sổ đó", Choice.ALL)
        self.words, self.notes, self.about = paragraph(""), toned("", "warning"), paragraph("")
        self._model: WindowModel[TakeoverLine] = WindowModel(
            self._columns(), lambda rows: {row: self._lines[row] for row in rows}
        )
        self.table = WindowTable(self._model)
        self.table.setAccessibleName("Xem trước")
        self.leave, self.take = QPushButton("Hoãn  Esc"), QPushButton(f"{TAKEN}  Ctrl+S")
        self._lay_out()
        for answer in (self.area, self.all):
            answer.toggled.connect(self._show)
        self.table.row_changed.connect(self._tell_row)
        self.leave.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_take)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        usual = self.all if preview.usual is Choice.ALL else self.area
        usual.setChecked(True)
        usual.setFocus()
        self.table.show_ids(range(len(self._lines)))

    @property
    def choice(self) -> Choice:
        """Which organisations are wanted."""
        return Choice.ALL if self.all.isChecked() else Choice.AREA

    def _answer(self, words: str, choice: Choice) -> QRadioButton:
        return QRadioButton(f"{words} ({len(self._preview.taken(choice))})")

    def _columns(self) -> tuple[Column[TakeoverLine], ...]:
        preview = self._preview

        def act(line: TakeoverLine) -> str:
            return act_words(preview, line, self.choice)

        def tone(line: TakeoverLine) -> str:
            if preview.is_taken(line, self.choice):
                return "good"
            return "" if line.fate in (Fate.SAME, Fate.NEW) else "warning"

        return (
            Column("name", "Tên", 20, lambda line: line.name),
            Column("code", "Mã số", 12, lambda line: line.tax_code or "–"),
            Column("place", "Xã, phường", 22, lambda line: line.place or "–"),
            Column("act", "Việc sẽ làm", 12, act, tone=tone),
            Column("reason", "Vì sao", 24, lambda line: reason_words(preview, line, self.choice)),
        )

    def _lay_out(self) -> None:
        head = QLabel(book_words(self._preview))
        head.setProperty("subheading", True)
        head.setWordWrap(True)
        answers, ends = QHBoxLayout(), QHBoxLayout()
        answers.setSpacing(SPACE_20)
        for answer in (self.area, self.all):
            answers.addWidget(answer)
        answers.addStretch(1)
        ends.addWidget(self.about, 1)
        self.take.setProperty("primary", True)
        for button in (self.leave, self.take):
            button.setAccessibleName(button.text().split("  ")[0])
            button.setAutoDefault(False)
            ends.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(head)
        column.addLayout(answers)
        column.addWidget(self.words)
        column.addWidget(self.notes)
        column.addWidget(self.table, 1)
        column.addLayout(ends)

    def _show(self) -> None:
        preview, choice = self._preview, self.choice
        told = "\n".join(notes(preview, choice))
        self.words.setText(summary(preview, choice))
        self.notes.setText(told)
        self.notes.setVisible(bool(told))
        self.take.setEnabled(preview.has_work(choice))
        number = len(preview.taken(choice))
        self.take.setText(f"{TAKEN} {number} tổ chức  Ctrl+S" if number else f"{TAKEN}  Ctrl+S")
        self.table.viewport().update()
        self._tell_row()

    def _tell_row(self) -> None:
        """What does not fit into the row the cursor is on."""
        line = self._model.row_at(self.table.currentIndex().row())
        told = line and f"{line.name}: {reason_words(self._preview, line, self.choice)}."
        self.about.setText(told or "")

    def _on_take(self) -> None:
        if not self.take.isEnabled():
            return
        book, preview, choice = self._context.book, self._preview, self.choice
        run_with_dialog(
            self._context,
            self,
            "Nhận sổ",
            lambda job: take_over(book, preview, choice, job),
            while_alive(self, self._on_taken),
        )

    def _on_taken(self, answer: tuple[TakeoverUndo, ChangeSet]) -> None:
        undo, change = answer
        context, over = self._context, self._over
        words = taken_words(self._preview, self.choice, undo.lost)
        self.accept()
        _tell(context, change)

        def take_back() -> None:
            run_with_dialog(
                context,
                over,
                "Hoàn tác",
                lambda _: undo_takeover(context.book, undo),
                lambda change: _tell(context, change),
            )

        self.taken.emit(words, take_back)


def _tell(context: Context, change: ChangeSet) -> None:
    context.saved.emit()
    context.changes.changed.emit(change)
