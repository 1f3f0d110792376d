"""Nhập từ Excel: a file, its columns, what each row would do, one transaction – by keyboard."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button
from ktt_desktop.ui.import_check_page import CheckPage
from ktt_desktop.ui.import_columns_page import ColumnsPage
from ktt_desktop.ui.import_commit_page import CommitPage, done_words, take_back
from ktt_desktop.ui.import_file_page import FilePage
from ktt_desktop.ui.import_pasted import PastedTable
from ktt_desktop.ui.import_session import ImportSession
from ktt_desktop.ui.import_steps import StepLine
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

TITLE = "Nhập từ Excel"
SIZE = (1326, 708)  # logical pixels, where the screen has them
STEPS = ("Tệp", "Bảng và cột", "Kiểm tra", "Nhập")
FILE, COLUMNS, CHECK, COMMIT = range(len(STEPS))
NEXT, BACK = "F9", "Shift+F9"
LEAVE = "Các cột, quyết định và chỗ sửa đã chọn chưa được nhập vào sổ. Bỏ hay tiếp tục nhập?"


class ImportDialog(QDialog):
    """Hộp thoại nhập; nothing is written before the button of its last step."""

    undo_left = Signal(str, object)  # what was done, in words; how to take it back

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._over = parent
        self.session = ImportSession(context, self)
        self.steps, self.stack, self.keys = StepLine(STEPS), QStackedWidget(), QLabel()
        self.files = FilePage(context)
        self.columns = ColumnsPage(self.session)
        self.check = CheckPage(self.session)
        self.commit = CommitPage(self.session)
        self.pages = (self.files, self.columns, self.check, self.commit)
        self.back_button = key_button(f"Lùi  {BACK}", self.go_back)
        self.next_button = key_button(f"Tiếp  {NEXT}", self.go_on)
        self.leave_button = key_button("Đóng  Esc", self.reject)
        self._lay_out()
        self._connect()
        fit(self, SIZE)
        self.show_step(FILE)

    def _lay_out(self) -> None:
        for page in self.pages:
            self.stack.addWidget(page)
        self.keys.setProperty("hint", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(self.steps)
        column.addWidget(self.stack, 1)
        column.addLayout(
            button_line(
                (self.keys,),
                (self.back_button, self.commit.button, self.next_button, self.leave_button),
            )
        )

    def _connect(self) -> None:
        self.steps.wanted.connect(self._go_to)
        self.files.chosen.connect(self.open_path)
        self.files.pasted.connect(self.open_table)
        self.session.opened.connect(self._on_opened)
        self.commit.changed.connect(lambda: self.show_step(COMMIT))
        self.commit.undone.connect(self._on_undone)
        for keys, act in ((NEXT, self.go_on), (BACK, self.go_back)):
            shortcuts.bind(self, keys, act)

    # --- going from step to step

    @property
    def step(self) -> int:
        """The step the officer is at."""
        return self.stack.currentIndex()

    def open_path(self, path: Path) -> None:
        """Read a file."""
        self.session.open_path(path)

    def open_table(self, table: PastedTable) -> None:
        """Read a table from the clipboard."""
        self.session.open_table(table)

    def _on_opened(self, is_own: bool) -> None:
        """The columns of the program's own workbooks are known: nothing to ask."""
        if is_own:
            self.session.make_plan(lambda: self.show_step(CHECK))
        else:
            self.show_step(COLUMNS)

    def show_step(self, step: int) -> None:
        """Show a page; what it needs is there."""
        self.stack.setCurrentIndex(step)
        page = self.pages[step]
        self.keys.setText(page.keys)
        self.steps.show_step(step, self._reachable())
        self.back_button.setVisible(step in (COLUMNS, CHECK, COMMIT) and not self.commit.is_done)
        self.next_button.setVisible(step in (COLUMNS, CHECK))
        self.next_button.setProperty("primary", True)
        self.commit.button.setVisible(step == COMMIT and not self.commit.is_done)
        page.show_page()

    def go_on(self) -> None:
        """To the next step; on the way to the check the rows are held against the book."""
        self._go_to(self.step + 1)

    def go_back(self) -> None:
        """To the step before."""
        self._go_to(self.step - 1)

    def _reachable(self) -> tuple[int, ...]:
        if self.commit.is_done:
            return ()
        return (FILE, COLUMNS, CHECK, COMMIT) if self.session.reading else (FILE,)

    def _go_to(self, step: int) -> None:
        if step not in self._reachable() or step == self.step:
            return
        if step in (CHECK, COMMIT):
            self.session.make_plan(lambda: self.show_step(step))
        else:
            self.show_step(step)

    # --- the end

    def _on_undone(self) -> None:
        self.session.make_plan(lambda: self.show_step(CHECK))

    def reject(self) -> None:
        """Leave; asks where choices or decisions would be lost."""
        if not self.session.is_touched or messages.ask(
            self, TITLE, LEAVE, "Bỏ lần nhập này", "Tiếp tục nhập"
        ):
            super().reject()

    def done(self, result: int) -> None:
        """Leave the import to be taken back on the screen."""
        run, context, over = self.commit.run, self.session.context, self._over
        if run is not None:
            self.undo_left.emit(
                done_words(run), lambda: take_back(context, over, run, lambda: None)
            )
        super().done(result)
