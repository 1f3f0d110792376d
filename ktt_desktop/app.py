"""The program with a window: what is made in which order, from the folders to the desk."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.errors import BookInUseError
from ktt_desktop.runtime.environment import describe
from ktt_desktop.runtime.logs import start_log
from ktt_desktop.runtime.paths import data_folder, log_folder
from ktt_desktop.ui import theme
from ktt_desktop.ui.errors import install_hook, show_error
from ktt_desktop.ui.jobs import Job, JobRunner
from ktt_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:  # SQLAlchemy and all that needs it come after the first paint
    from ktt_desktop.domain.records import UnitProfile
    from ktt_desktop.services.book import Book
    from ktt_desktop.services.opening import Opened
    from ktt_desktop.ui.context import Context

EXIT_FAILED, EXIT_IN_USE = 1, 3

logger = logging.getLogger(__name__)


def run(data_dir: Path | None = None, *, practice: bool = False) -> int:
    """Open the window and work until it is closed; returns the exit code."""
    start_log(log_folder())
    install_hook()
    logger.info(describe())
    application = QApplication.instance() or QApplication(["so-kttt"])
    assert isinstance(application, QApplication)
    theme.apply(application)
    program = Program(data_dir or data_folder(), practice=practice)
    program.window.show()
    code = application.exec()
    program.let_go()
    return code


class Program(QObject):
    """Opens a book after the first paint, changes books, and leaves without losing a save."""

    def __init__(self, folder: Path, *, practice: bool) -> None:
        super().__init__()
        self._folder = folder
        self._context: Context | None = None
        self.runner, self.window = JobRunner(self), MainWindow()
        self.window.painted.connect(lambda: self.open_book(practice=practice))
        self.window.leaving.connect(self.leave)

    def open_book(self, *, practice: bool) -> None:
        """Open the unit's book or the practice book off the UI thread; the open one stays open."""
        self.window.wait("Đang mở sổ…")

        def work(_: Job) -> "Opened":
            from ktt_desktop.services.opening import open_for_work

            return open_for_work(self._folder, practice=practice)

        self.runner.run(work, self._opened, self._not_opened)

    def leave(self) -> None:
        """Finish what is being saved, copy the book, close it, then the window."""
        self.window.wait("Đang lưu và sao lưu sổ…")
        # The book has one worker: this answer comes after those of all saves asked for before.
        self.runner.run(lambda _: None, lambda _: self._leave_when_saved(), self._tell)

    def let_go(self) -> None:
        """The last resort when the system ends the program: no save is left behind."""
        self.runner.drain()
        if self._context is not None:
            self._context.book.close()
            self._context = None

    def _opened(self, opened: "Opened") -> None:
        if opened.profile is None:
            self._ask_whose(opened)
        else:
            self._work_on(opened, opened.profile)

    def _not_opened(self, error: Exception) -> None:
        self._tell(error)
        if not self.window.back():
            QApplication.exit(EXIT_IN_USE if isinstance(error, BookInUseError) else EXIT_FAILED)

    def _ask_whose(self, opened: "Opened") -> None:
        from ktt_desktop.services.book import today
        from ktt_desktop.ui.first_run import FirstRunDialog

        dialog = FirstRunDialog(opened.book.units, today(), self.window)
        dialog.accepted.connect(lambda: self._answered(opened, dialog.profile))
        dialog.rejected.connect(lambda: self._close(opened.book, self._give_up))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _answered(self, opened: "Opened", profile: "UnitProfile | None") -> None:
        from ktt_desktop.services.opening import begin_book

        if profile is None:
            self._close(opened.book, self._open_practice)
        else:
            self.runner.run(
                lambda _: begin_book(opened.book, profile),
                lambda begun: self._work_on(begun, profile),
                self._not_opened,
            )

    def _open_practice(self) -> None:
        if self._context is None or not self._context.profile.practice:
            self.open_book(practice=True)
        else:
            self.window.back()

    def _give_up(self) -> None:
        if not self.window.back():
            self._end()

    def _work_on(self, opened: "Opened", profile: "UnitProfile") -> None:
        from ktt_desktop.services.opening import close_after_work
        from ktt_desktop.ui.context import Context
        from ktt_desktop.ui.desk import Desk

        before = self._context
        self._context = Context(opened.book, profile, opened.period, self.runner)
        desk = Desk(self._context)
        desk.switch_wanted.connect(lambda: self.open_book(practice=not profile.practice))
        desk.leave_wanted.connect(self.leave)
        self.window.show_desk(desk)
        if before is not None:
            book = before.book
            self.runner.run(lambda _: close_after_work(book), lambda _: None, self._tell)

    def _leave_when_saved(self) -> None:
        if QApplication.activeModalWidget() is not None:  # a save failed and is being told of
            self.window.back()
        elif self._context is None:
            self._end()
        else:
            self._close_and_end(self._context.book)

    def _close_and_end(self, book: "Book") -> None:
        from ktt_desktop.services.opening import close_after_work

        def failed(error: Exception) -> None:
            self._tell(error)
            self._end()

        self._context = None
        self.runner.run(lambda _: close_after_work(book), lambda _: self._end(), failed)

    def _close(self, book: "Book", then: Callable[[], None]) -> None:
        self.runner.run(lambda _: book.close(), lambda _: then(), self._not_opened)

    def _tell(self, error: Exception) -> None:
        show_error(self.window, error)

    def _end(self) -> None:
        self.window.leave()
        QApplication.exit(0)
