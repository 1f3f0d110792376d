"""One run of the check for all screens: after every change, off the UI thread."""

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.services.validation import check_book
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import while_alive

QUIET_MS = 150  # changes closer together are checked once


class Checks(QObject):
    """Runs the check of the open book; the screens share it through the context."""

    checked = Signal(object)  # CheckResult

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.result: CheckResult | None = None
        self.seconds = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.run)
        context.changes.changed.connect(self._timer.start)
        context.period_changed.connect(self._timer.start)
        context.profile_changed.connect(self._timer.start)
        self._timer.start()

    @classmethod
    def of(cls, context: Context) -> "Checks":
        """The checks of a context, made on first use."""
        found = context.findChild(Checks)
        return found if isinstance(found, Checks) else cls(context)

    def run(self) -> None:
        """Check now."""
        self._timer.stop()
        book, profile, period = self._context.book, self._context.profile, self._context.period

        def work(_: object) -> tuple[CheckResult, float]:
            begun = monotonic()
            result = check_book(book, profile, period)
            return result, monotonic() - begun

        self._context.runner.run(
            work, while_alive(self, self._on_checked), lambda error: show_error(None, error)
        )

    def _on_checked(self, answer: tuple[CheckResult, float]) -> None:
        self.result, self.seconds = answer
        self.checked.emit(self.result)


def is_explained(finding: Finding) -> bool:
    """Whether a finding of any severity has an explanation written for its present numbers."""
    return finding.explanation is not None and not finding.outdated
