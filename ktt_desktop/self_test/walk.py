"""The walk through the real window: paint, practice book, every screen, main job, leaving."""

import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QTimer, qVersion
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from ktt_desktop.app import Program, dressed_application, keep_settings_in
from ktt_desktop.runtime.environment import describe
from ktt_desktop.runtime.logs import start_log
from ktt_desktop.self_test.faults import Faults
from ktt_desktop.self_test.record import Record, StepError
from ktt_desktop.ui.jobs import Job

if TYPE_CHECKING:  # what needs SQLAlchemy comes after the first paint, as in the program itself
    from ktt_desktop.ui.context import Context
    from ktt_desktop.ui.screens_list import ScreenEntry

T = TypeVar("T")
Steps = Iterator[tuple[str, Callable[[], str]]]

BOOK, LOG = "so", "nhat-ky"
PATIENCE = 30.0  # seconds one answer may take
SAMPLE = "Sổ kinh tế tập thể: ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ýỳỷỹỵ đ"


def perform(record: Record, *, started: float, hold: float) -> None:
    """Take all steps and write them down; raises StepError for what went wrong after them."""
    start_log(record.folder / LOG)
    with Faults() as faults:
        application = dressed_application()
        keep_settings_in(record.folder)  # nothing of the officer's is read or changed
        faults.close_dialogs()
        walk = Walk(record, faults, started=started, hold=hold)
        QTimer.singleShot(0, walk.go)
        walk.program.window.show()
        application.exec()
        walk.program.let_go()
        record.facts["ignored_messages"] = sorted(set(faults.ignored))
        faults.check()


class Walk:
    """Một lượt đi qua chương trình; a step waits in the event loop, so the window stays alive."""

    def __init__(self, record: Record, faults: Faults, *, started: float, hold: float) -> None:
        self._record, self._faults = record, faults
        self._started, self._hold = started, hold
        self._painted = False
        self.program = Program(record.folder / BOOK, practice=True)
        self.program.window.painted.connect(self._on_painted)

    def go(self) -> None:
        """Take the steps until one fails, then end the program."""
        name, began = "Bắt đầu", perf_counter()
        try:
            for name, work in self._steps():
                began = perf_counter()
                detail = work()
                self._faults.check()
                self._record.add(name, _since(began), detail)
                name = f"Sau bước {name}"
        except Exception:
            self._record.add(name, _since(began), traceback.format_exc(), ok=False)
            self.program.window.leave()
        self._record.facts["total_ms"] = _since(self._started)
        QApplication.exit(0)

    def _steps(self) -> Steps:
        yield "Cửa sổ chính", self._paint
        yield "Sổ thực hành", self._open_book
        yield from self._screens()
        yield from self._main_job()
        yield "Cửa sổ sau khi kết xuất", self._refresh
        if self._hold:
            yield "Giữ cửa sổ", self._stay
        yield "Đóng chương trình", self._leave

    def _on_painted(self) -> None:
        self._painted = True
        self._record.facts["import_to_paint_ms"] = _since(self._started)

    def _paint(self) -> str:
        self._until(lambda: self._painted, "vẽ cửa sổ")
        window, screen = self.program.window, self.program.window.screen().size()
        self._record.facts |= {
            "program": describe(),
            "platform_plugin": QApplication.platformName(),
            "qt": qVersion(),
            "python": sys.version.split()[0],
            "sqlite": sqlite3.sqlite_version,
            "frozen": bool(getattr(sys, "frozen", False)),
            "data_folder": str(self._record.folder / BOOK),
            "device_pixel_ratio": window.devicePixelRatioF(),
            "screen": f"{screen.width()}x{screen.height()}",
            "fonts_on_screen": _fonts_on_screen(),
        }
        return f"hiện sau {self._record.facts['import_to_paint_ms']} ms, {describe()}"

    def _open_book(self) -> str:
        self._until(lambda: self.program.context is not None, "mở sổ")
        self.program.window.come_forward()  # a screen shows more where the keyboard is
        self._settle()
        return self.program.window.windowTitle()

    def _screens(self) -> Steps:
        from ktt_desktop.ui.screens_list import SCREENS

        for number, entry in enumerate(SCREENS, start=1):
            yield f"Màn hình {entry.title}", partial(self._show_screen, entry, number)

    def _show_screen(self, entry: "ScreenEntry", number: int) -> str:
        window = self.program.window
        self._context().jump(entry.name)
        self._settle()
        path = self._record.folder / f"{number}-{entry.name}.png"
        picture = window.grab()
        if not picture.save(str(path)):
            raise StepError(f"Không ghi được {path.name}.")
        self._record.keep(path)
        return f"{path.name}, {picture.width()} × {picture.height()}"

    def _main_job(self) -> Steps:
        from ktt_desktop.self_test.main_job import MainJob

        context = self._context()
        job = MainJob(context.book, context.profile, context.period, self._record)
        for name, work in job.steps():
            yield name, partial(self._ask, work)

    def _refresh(self) -> str:
        """All screens learn of what was done behind them; the first one is shown again."""
        from ktt_desktop.domain.records import ChangeSet
        from ktt_desktop.ui.screens_list import SCREENS

        self._context().changes.changed.emit(ChangeSet(explanations=True, exchange=True))
        self._context().jump(SCREENS[0].name)
        self._settle()
        return self.program.window.windowTitle()

    def _stay(self) -> str:
        self.program.window.come_forward()
        end = monotonic() + self._hold
        self._until(lambda: monotonic() > end, "giữ cửa sổ", self._hold + PATIENCE)
        return f"{self._hold:g} giây"

    def _leave(self) -> str:
        window = self.program.window
        window.close()
        self._until(lambda: not window.isVisible(), "lưu và đóng sổ")
        return "đã sao lưu và đóng sổ"

    def _context(self) -> "Context":
        assert self.program.context is not None
        return self.program.context

    def _ask(self, work: Callable[[Job], T]) -> T:
        """Do it on the worker of the book, and wait here while the window goes on painting."""
        answers: list[T] = []
        failures: list[Exception] = []
        self.program.runner.run(work, answers.append, failures.append)
        self._until(lambda: bool(answers or failures), "làm xong việc")
        if failures:
            raise failures[0]
        return answers[0]

    def _settle(self) -> None:
        """Wait until every job was answered and nothing is put off for a moment."""
        self._until(lambda: not self._is_busy(), "hiện xong")
        QApplication.processEvents()  # the layout of what came last

    def _is_busy(self) -> bool:
        put_off = self.program.window.findChildren(QTimer)
        return bool(self.program.runner.findChildren(Job)) or any(
            each.isActive() and each.isSingleShot() for each in put_off
        )

    def _until(self, done: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        end = monotonic() + patience
        while not done():
            self._faults.check()
            if monotonic() > end:
                raise StepError(f"Chờ {what} quá {patience:g} giây.")
            # The clock that looks for dialogs ends this wait at least every few milliseconds.
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _since(moment: float) -> int:
    return round((perf_counter() - moment) * 1000)


def _fonts_on_screen() -> list[str]:
    """The fonts Vietnamese letters are drawn with: a second one helps out where the first lacks."""
    layout = QTextLayout(SAMPLE, QApplication.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return sorted({each.rawFont().familyName() for each in layout.glyphRuns()})
