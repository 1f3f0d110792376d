"""What every screen is given: the open book, the unit, the period, and ways to ask and to tell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.ui.changes import Changes
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import Job, JobRunner, while_alive

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Notice:
    """Words for the status line: counts at the left, the keys of the moment at the right."""

    left: str
    right: str = ""


class Context(QObject):
    """Shared by all screens; a screen starts no thread and tells no error by itself."""

    period_changed = Signal()
    profile_changed = Signal()
    saved = Signal()  # something was committed: the title line shows the time
    jump_requested = Signal(object)  # a findings.Place, or the name of a screen
    noticed = Signal(object)  # Notice for the status line
    book_came = Signal(object)  # book_restore.Staged, to be put in the place of the open book
    reopen_wanted = Signal()  # another catalogue or list of units was installed

    def __init__(
        self, book: Book, profile: UnitProfile, period: ReportingPeriod, runner: JobRunner
    ) -> None:
        super().__init__()
        self.book, self.profile, self.period = book, profile, period
        self.runner, self.changes = runner, Changes(self)

    def ask(self, widget: QWidget, work: Callable[[Job], T], then: Callable[[T], object]) -> Job:
        """Read from the book off the UI thread; failures are shown over `widget`."""
        return self.runner.run(work, while_alive(widget, then), _show_over(widget))

    def save(
        self,
        widget: QWidget,
        work: Callable[[Job], ChangeSet],
        then: Callable[[ChangeSet], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Write to the book off the UI thread, then tell all screens what changed."""

        def done(change: ChangeSet) -> None:
            self.saved.emit()
            if then is not None:
                while_alive(widget, then)(change)
            self.changes.changed.emit(change)

        return self.runner.run(work, done, failed or _show_over(widget))

    def jump(self, place: Place | str) -> None:
        """Go to where a finding points, or to a screen by its name."""
        self.jump_requested.emit(place)

    def notice(self, left: str, right: str = "") -> None:
        """Put words into the status line."""
        self.noticed.emit(Notice(left, right))

    def set_period(self, period: ReportingPeriod) -> None:
        """Work in another period from now on."""
        self.period = period
        self.period_changed.emit()

    def set_profile(self, profile: UnitProfile) -> None:
        """The unit's particulars were changed."""
        self.profile = profile
        self.profile_changed.emit()


def _show_over(widget: QWidget) -> Callable[[Exception], None]:
    """Show an error over the widget that asked, or over nothing when it is gone."""
    return lambda error: show_error(widget if isValid(widget) else None, error)
