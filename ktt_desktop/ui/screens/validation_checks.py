"""One run of the check for all screens: after every change, off the UI thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.services.validation import check_book, recheck
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import while_alive

QUIET_MS = 150  # changes closer together are checked once


@dataclass(frozen=True, slots=True)
class _Last:
    """What was checked last, from which the next check goes on."""

    profile: UnitProfile
    period: ReportingPeriod
    result: CheckResult


class Checks(QObject):
    """Runs the check of the open book; the screens share it through the context."""

    checked = Signal(object)  # CheckResult

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.result: CheckResult | None = None
        self.seconds = 0.0
        self._last: _Last | None = None  # belongs to the one worker of the book
        self._changes: list[ChangeSet] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._run_on)
        context.changes.changed.connect(self._after)
        context.period_changed.connect(self._timer.start)
        context.profile_changed.connect(self._timer.start)
        self._timer.start()

    @classmethod
    def of(cls, context: Context) -> "Checks":
        """The checks of a context, made on first use."""
        found = context.findChild(Checks)
        return found if isinstance(found, Checks) else cls(context)

    def run(self) -> None:
        """Check everything now."""
        self._run(None)

    def _after(self, change: ChangeSet) -> None:
        self._changes.append(change)
        self._timer.start()

    def _run_on(self) -> None:
        """Check again what the changes since the last check concern."""
        self._run(together(self._changes))

    def _run(self, change: ChangeSet | None) -> None:
        self._timer.stop()
        self._changes.clear()
        book, profile, period = self._context.book, self._context.profile, self._context.period

        def work(_: object) -> tuple[CheckResult, float]:
            begun, last, self._last = monotonic(), self._last, None
            if change is not None and last and (last.profile, last.period) == (profile, period):
                result = recheck(book, profile, period, last.result, change)
            else:
                result = check_book(book, profile, period)
            self._last = _Last(profile, period, result)
            return result, monotonic() - begun

        self._context.runner.run(
            work, while_alive(self, self._on_checked), lambda error: show_error(None, error)
        )

    def _on_checked(self, answer: tuple[CheckResult, float]) -> None:
        self.result, self.seconds = answer
        self.checked.emit(self.result)


def together(changes: Iterable[ChangeSet]) -> ChangeSet:
    """One change that stands for several."""
    listed = list(changes)
    return ChangeSet(
        organisations=frozenset().union(*(each.organisations for each in listed)),
        years=frozenset().union(*(each.years for each in listed)),
        dossiers=any(each.dossiers for each in listed),
        settings=any(each.settings for each in listed),
        exchange=any(each.exchange for each in listed),
        explanations=any(each.explanations for each in listed),
    )


def is_explained(finding: Finding) -> bool:
    """Whether a finding of any severity has an explanation written for its present numbers."""
    return finding.explanation is not None and not finding.outdated
