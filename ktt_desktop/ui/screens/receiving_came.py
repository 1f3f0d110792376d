"""What just came: files inspected and not yet taken in, marked and accepted from here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.services.file_looks import AcceptedBatch, FileLook, Inspection
from ktt_desktop.services.receiving import accept_all, inspect_files
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.receiving_lines import Line, line_of
from ktt_desktop.ui.screens.receiving_summary import (
    Counted,
    accepted_words,
    inspected_words,
    union,
)
from ktt_desktop.ui.screens.receiving_table import LineTable, came_columns

Then = Callable[[HeldFile], object]
EMPTY = (
    "Chưa có tệp nào được đưa vào.\n\n"
    "Chọn tệp .kttt của các đơn vị (Ctrl+O), chọn cả thư mục (Ctrl+Shift+O), đọc USB (Ctrl+U), "
    "hoặc kéo thả tệp, thư mục vào đây.\n"
    "Các tệp được xem trước; chưa có gì ghi vào sổ cho đến khi bấm Tiếp nhận."
)


class CamePage(QWidget):
    """Tệp vừa đưa vào; nothing of them is in the book before Tiếp nhận."""

    changed = Signal()  # other lines, or another line under the keyboard

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.lines: list[Line] = []
        self._is_looking, self._next = False, list[Path]()
        self._batch: tuple[AcceptedBatch, int] | None = None  # the last one, and how many asked
        self.table = LineTable(came_columns(), "Tệp vừa đưa vào")
        self.told, self._empty, self._stack = QLabel(), QLabel(EMPTY), QStackedWidget()
        self._lay_out()
        self.table.row_changed.connect(self.changed)
        self.table.mark_wanted.connect(self._mark)
        self.table.all_wanted.connect(self._mark_all)
        self.table.delete_wanted.connect(self._forget)

    def _lay_out(self) -> None:
        self._empty.setProperty("hint", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(*[theme.SPACE_20] * 4)
        self._empty.setProperty("card", True)
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "neutral")
        self.told.hide()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self.told)
        column.addWidget(self._stack, 1)

    @property
    def marked(self) -> list[Line]:
        """The marked lines that can be accepted."""
        return [each for each in self.lines if each.is_marked and each.can_accept]

    # --- inspecting

    def look_at(self, paths: Sequence[Path]) -> None:
        """Inspect these together with what still waits here; nothing is written.

        What comes while a batch is being looked at is looked at after it.
        """
        if self._is_looking:
            self._next += paths
            return
        self._is_looking = True
        waiting = [each.look.path for each in self.lines if each.look and each.can_accept]
        book, profile = self._context.book, self._context.profile
        every = list(dict.fromkeys((*waiting, *paths)))
        job = run_with_dialog(
            self._context,
            self,
            "Xem tệp",
            lambda job: inspect_files(book, profile, every, Counted(job)),
            self._show,
        )
        job.ended.connect(self._look_on)

    def _look_on(self) -> None:
        self._is_looking = False
        paths, self._next = self._next, []
        if paths:
            self.look_at(paths)

    def _show(self, found: Inspection) -> None:
        self.lines, self._batch = [line_of(each) for each in found.looks], None
        self._refresh()
        self._tell(*inspected_words(found))
        if self.lines:
            self.table.setFocus()

    # --- marking

    def _mark(self) -> None:
        place = self.table.current_id()
        if place is not None and self.lines[place].can_accept:
            line = self.lines[place]
            self.lines[place] = replace(line, is_marked=not line.is_marked)
            self._refresh()

    def _mark_all(self) -> None:
        """All that can be accepted; where all of them are marked, none."""
        wanted = any(each.can_accept and not each.is_marked for each in self.lines)
        self.lines = [replace(each, is_marked=wanted and each.can_accept) for each in self.lines]
        self._refresh()

    def _forget(self) -> None:
        """Take a line off the list; the file stays where it came from."""
        place = self.table.current_id()
        if place is not None:
            del self.lines[place]
            self._refresh()

    # --- accepting

    def accept(self) -> None:
        """Take the marked files in, one transaction a file."""
        looks = [each.look for each in self.marked if each.look]
        if looks:
            self.take_in(looks)

    def take_in(self, looks: Sequence[FileLook], then: Then | None = None) -> None:
        """Accept these; may be stopped between two files. `then` gets what was written down."""
        book, profile = self._context.book, self._context.profile
        run_with_dialog(
            self._context,
            self,
            "Tiếp nhận tệp",
            lambda job: accept_all(book, profile, looks, job),
            lambda batch: self._on_accepted(looks, batch, then),
        )

    def _on_accepted(
        self, looks: Sequence[FileLook], batch: AcceptedBatch, then: Then | None
    ) -> None:
        done = {id(look): each for look, each in zip(looks, batch.files, strict=False)}
        self.lines = [
            replace(line, done=each, file=each.file or line.file, is_marked=False)
            if (each := done.get(id(line.look)))
            else line
            for line in self.lines
        ]
        self._batch = batch, len(looks)
        self._refresh()
        self._sum_up()
        self._context.saved.emit()
        self._context.changes.changed.emit(union(batch.files))
        for each in batch.files:
            if then is not None and each.file is not None:
                then(each.file)

    def follow(self, files: Sequence[HeldFile]) -> None:
        """Show how the files written down from here stand now."""
        held = {each.id: each for each in files}
        lines = [_now(each, held) for each in self.lines]
        if lines != self.lines:
            self.lines = lines
            self._refresh()
            self._sum_up()

    def _sum_up(self) -> None:
        if self._batch is not None:
            batch, asked = self._batch
            self._tell(*accepted_words(self.lines, batch, asked))

    def _refresh(self) -> None:
        self._stack.setCurrentWidget(self.table if self.lines else self._empty)
        self.table.show_lines(self.lines)
        self.changed.emit()

    def _tell(self, words: str, tone: str) -> None:
        self.told.setText(words)
        self.told.setProperty("tone", tone)
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.told.setVisible(bool(words))


def _now(line: Line, held: Mapping[int, HeldFile]) -> Line:
    """The line with the file as the book holds it; once decided, what accepting said is past."""
    file = held.get(line.kept.id) if line.kept else None
    if file is None or file == line.file:
        return line
    is_same = line.file is not None and file.state is line.file.state
    return replace(line, file=file, done=line.done if is_same else None)
