"""Niêm phong và mã hóa: the seal of this machine, machines of units below, keys of recipients."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPushButton, QTabWidget, QWidget

from ktt_desktop.domain.errors import KttError
from ktt_desktop.services.trust import Trust, read_trust
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.trust_machines import MachinesPage
from ktt_desktop.ui.trust_recipients import RecipientsPage
from ktt_desktop.ui.trust_seal import SealPage
from ktt_desktop.ui.update_dialogs import column, foot

TITLE = "Niêm phong và mã hóa"
WIDTH, HEIGHT = 860, 560  # logical pixels, where the screen has them


def show_trust(context: Context, over: QWidget) -> None:
    """Read all keys off the UI thread, then open the dialog."""
    context.ask(
        over,
        lambda _: read_trust(context.book, context.profile),
        lambda trust: TrustDialog(context, trust, over).open(),
    )


class TrustDialog(QDialog):
    """Niêm phong và mã hóa."""

    def __init__(self, context: Context, trust: Trust, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._context = context
        self.seal = SealPage(self.act, context)
        self.machines = MachinesPage(self.act, context)
        self.recipients = RecipientsPage(self.act, context)
        self.tabs, self.leave = QTabWidget(), QPushButton("Đóng  Esc")
        self.tabs.addTab(self.seal, "Niêm &phong")
        if trust.lower:
            self.tabs.addTab(self.machines, "Máy của đơn vị &dưới")
        self.tabs.addTab(self.recipients, "&Mã hóa")
        self.tabs.setAccessibleName(TITLE)
        layout = column(self, TITLE)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot(self.leave))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.show_trust(trust)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self.tabs.tabBar().setFocus()

    def show_trust(self, trust: Trust) -> None:
        """Show what is known now."""
        for page in (self.seal, self.machines, self.recipients):
            page.show_trust(trust)

    def act(self, work: Callable[[], object]) -> None:
        """Do something off the UI thread, then show what came of it, also where it failed."""
        context = self._context

        def both(_: Job) -> tuple[Trust, Exception | None]:
            problem = None
            try:
                work()
            except KttError as error:  # a switch that could not be set goes back
                problem = error
            return read_trust(context.book, context.profile), problem

        def done(answer: tuple[Trust, Exception | None]) -> None:
            trust, problem = answer
            self.show_trust(trust)
            if problem is None:
                context.saved.emit()
            else:
                show_error(self, problem)

        context.ask(self, both, done)
