"""The program with a window: what is made in which order, from the folders to the desk."""

import logging
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ktt_desktop.domain.errors import BookInUseError, KttError
from ktt_desktop.runtime.desktop import name_in_taskbar, on_removable_drive
from ktt_desktop.runtime.environment import describe
from ktt_desktop.runtime.logs import start_log
from ktt_desktop.runtime.paths import APP_FOLDER, data_folder, log_folder, machine_folder
from ktt_desktop.services.one_window import claim
from ktt_desktop.ui import messages, qt_words, theme
from ktt_desktop.ui.collecting import spare_what_stays
from ktt_desktop.ui.errors import install_hook, show_error
from ktt_desktop.ui.jobs import Job, JobRunner
from ktt_desktop.ui.main_window import MainWindow
from ktt_desktop.ui.requests import Requests

if TYPE_CHECKING:  # SQLAlchemy and all that needs it come after the first paint
    from filelock import BaseFileLock

    from ktt_desktop.domain.records import UnitProfile
    from ktt_desktop.services.book import Book
    from ktt_desktop.services.book_restore import Staged
    from ktt_desktop.services.opening import Opened
    from ktt_desktop.ui.context import Context
    from ktt_desktop.ui.desk import Desk
    from ktt_desktop.ui.first_run import FirstRunDialog

PROGRAM = "so-kttt"
STEP = 200  # milliseconds between two looks whether the desk is free for a file
EXIT_FAILED, EXIT_IN_USE = 1, 3
BROUGHT = 2  # how the first-run dialog ends when the book of another machine came

logger = logging.getLogger(__name__)


def run(data_dir: Path | None = None, *, practice: bool = False, file: Path | None = None) -> int:
    """Open the window and work until it is closed; returns the exit code.

    Where the program runs already, that one opens `file` and comes forward instead.
    """
    start_log(log_folder())
    install_hook()
    logger.info(describe())
    name_in_taskbar(APP_FOLDER)
    application = dressed_application()
    folder = data_dir or data_folder()
    try:
        lock = claim(folder, file)
    except KttError as error:
        show_error(None, error)
        return _exit_code(error)
    if lock is None:
        logger.info("the program running on this book took over")
        return 0
    keep_settings_in(folder)
    on_stick = data_dir is None and on_removable_drive(folder)
    program = Program(folder, practice=practice, file=file, on_stick=on_stick)
    program.window.painted.connect(lambda: logger.info("painted at %.3f", time()))
    program.window.show()
    code = application.exec()
    program.let_go()
    lock.release()
    return code


def dressed_application() -> QApplication:
    """The application object, in Vietnamese and in the colours of the product."""
    application = QApplication.instance() or QApplication([PROGRAM])
    assert isinstance(application, QApplication)
    qt_words.install(application)
    theme.apply(application)
    return application


def keep_settings_in(folder: Path) -> None:
    """Last folders and the like (QSettings) lie with the book, not in the registry of a PC."""
    QApplication.setOrganizationName(APP_FOLDER)
    QApplication.setApplicationName(PROGRAM)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


class Program(QObject):
    """Opens a book after the first paint, changes books, and leaves without losing a save."""

    def __init__(
        self,
        folder: Path,
        *,
        practice: bool,
        file: Path | None = None,
        on_stick: bool = False,
    ) -> None:
        super().__init__()
        self._folder, self._practice = folder, practice
        self._context: Context | None = None
        self._desk: Desk | None = None
        self._lock_here: BaseFileLock | None = None  # after a move from a stick
        self._files = [] if file is None else [file]
        self._next_file = QTimer(self)
        self._next_file.setInterval(STEP)
        self._next_file.timeout.connect(self._open_next_file)
        self.runner, self.window, self.requests = JobRunner(self), MainWindow(), Requests(self)
        self.requests.came.connect(self._on_request)
        self.requests.listen(folder)
        begin = self._ask_where if on_stick else self._open_first
        self.window.painted.connect(begin)
        self.window.leaving.connect(self.leave)

    @property
    def context(self) -> "Context | None":
        """What the screens of the open book share; None while there is none."""
        return self._context

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
        self.requests.stop()
        # The book has one worker: this answer comes after those of all saves asked for before.
        self.runner.run(lambda _: None, lambda _: self._leave_when_saved(), self._tell)

    def let_go(self) -> None:
        """The last resort when the system ends the program: no save is left behind."""
        self.requests.stop()
        self._next_file.stop()
        self.runner.drain()
        if self._context is not None:
            self._context.book.close()
            self._context = None

    def _reopen(self) -> None:
        """Close the open book and open it anew, with what was installed meanwhile."""
        assert self._context is not None
        self._open_again(self._context.book, lambda: None)

    def _take_book(self, book: "Book", staged: "Staged") -> None:
        """Put the book of another machine in the place of the open one."""

        def put() -> None:
            from ktt_desktop.services.book_restore import put_in_place

            put_in_place(staged, self._folder)

        self._open_again(book, put)

    def _open_again(self, book: "Book", meanwhile: Callable[[], None]) -> None:
        """Close a book, do something while it is closed, and open what is there then."""
        practice = self._context is not None and self._context.profile.practice
        self._context = None
        self.window.wait("Đang mở lại sổ…")

        def work(_: Job) -> "tuple[Opened, KttError | None]":
            from ktt_desktop.services.opening import open_for_work

            book.close()
            problem = None
            try:
                meanwhile()
            except KttError as error:  # what was there before is opened again
                problem = error
            return open_for_work(self._folder, practice=practice), problem

        def done(answer: "tuple[Opened, KttError | None]") -> None:
            opened, problem = answer
            if problem is not None:
                self._tell(problem)
            self._opened(opened)

        self.runner.run(work, done, self._not_reopened)

    def _open_first(self) -> None:
        self.open_book(practice=self._practice)

    def _ask_where(self) -> None:
        """The book lies on a stick: ask before it is opened."""
        from ktt_desktop.ui.usb_start import UsbStart

        self.window.wait("Đang xem sổ trên USB và trên máy này…")
        file = self._files[0] if self._files else None
        start = UsbStart(self.runner, self.window, self._folder, machine_folder(), file)
        start.staying.connect(self._open_first)
        start.moved.connect(self._work_here)
        start.left.connect(self._end)
        start.begin()

    def _work_here(self, lock: "BaseFileLock") -> None:
        """From the stick to this machine; later starts from either of them come to this window."""
        self._lock_here, self._folder = lock, machine_folder()
        keep_settings_in(self._folder)
        self.requests.listen(self._folder)
        self._open_first()

    def _on_request(self, file: Path | None) -> None:
        self.window.come_forward()
        if file is not None:
            self._files.append(file)
            self._next_file.start()

    def _open_next_file(self) -> None:
        """Hand the desk one file, once it is there and no dialog is open over it."""
        desk = self._desk
        if not self._files or (desk is not None and not isValid(desk)):
            self._next_file.stop()
        elif desk is not None and desk.isVisible() and not _dialog_is_open():
            desk.open_file(self._files.pop(0))

    def _opened(self, opened: "Opened") -> None:
        if opened.warning:
            messages.warn(self.window, "Bản cập nhật chưa dùng được", opened.warning)
        if opened.moved:
            messages.warn(self.window, "Sổ đã chuyển sang máy khác", opened.moved)
        if opened.profile is None:
            self._ask_whose(opened)
        else:
            self._work_on(opened, opened.profile)

    def _not_opened(self, error: Exception) -> None:
        self._tell(error)
        if not self.window.back():
            QApplication.exit(_exit_code(error))

    def _not_reopened(self, error: Exception) -> None:
        self._tell(error)
        QApplication.exit(_exit_code(error))  # the desk behind has no book any more

    def _ask_whose(self, opened: "Opened") -> None:
        from ktt_desktop.services.book import today
        from ktt_desktop.ui.first_run import FirstRunDialog

        lines = opened.book.catalogue.profile_lines
        dialog = FirstRunDialog(opened.book.units, lines, today(), self.window)
        dialog.accepted.connect(lambda: self._answered(opened, dialog.profile))
        dialog.rejected.connect(lambda: self._close(opened.book, self._give_up))
        dialog.bringing.connect(lambda: self._bring(opened.book, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _bring(self, empty: "Book", first_run: "FirstRunDialog") -> None:
        """The officer has the book of another machine; the first-run dialog stays until then."""
        from ktt_desktop.ui.book_restore import BookRestore

        def come(staged: "Staged") -> None:
            first_run.done(BROUGHT)  # neither accepted nor rejected
            self._take_book(empty, staged)

        way = BookRestore(self.runner, self._folder, first_run)
        way.ready.connect(come)
        way.choose()

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

        spare_what_stays()
        before = self._context
        self._context = Context(opened.book, profile, opened.period, self.runner)
        desk = self._desk = Desk(self._context)
        desk.switch_wanted.connect(lambda: self.open_book(practice=not profile.practice))
        desk.leave_wanted.connect(self.leave)
        self._context.reopen_wanted.connect(self._reopen)
        self._context.book_came.connect(lambda staged: self._take_book(opened.book, staged))
        self.window.show_desk(desk)
        if self._files:
            self._next_file.start()
        if before is not None:
            book = before.book
            self.runner.run(lambda _: close_after_work(book), lambda _: None, self._tell)

    def _leave_when_saved(self) -> None:
        if _dialog_is_open():  # a save failed and is being told of
            self.window.back()
            self.requests.listen_again()
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


def _exit_code(error: Exception) -> int:
    """What a start that failed tells a script."""
    return EXIT_IN_USE if isinstance(error, BookInUseError) else EXIT_FAILED


def _dialog_is_open() -> bool:
    return QApplication.activeModalWidget() is not None
