"""One signal for everything that was saved; screens refresh from it."""

from PySide6.QtCore import QObject, Signal

from ktt_desktop.domain.records import ChangeSet


class Changes(QObject):
    """Emits every ChangeSet on the UI thread, after its transaction was committed."""

    changed = Signal(ChangeSet)
