"""Hears what later starts of the program ask of this one."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from ktt_desktop.services.one_window import MAILBOX, take_requests


class Requests(QObject):
    """Yêu cầu của lần mở chương trình sau; heard from `listen` on."""

    came = Signal(object)  # Path of a file to open, or None: only come forward

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders: list[Path] = []
        self._watcher: QFileSystemWatcher | None = None

    def listen(self, folder: Path) -> None:
        """Take the requests of a data folder too, and those already there."""
        self._folders.append(folder)
        self.listen_again()

    def listen_again(self) -> None:
        """Take the requests of all folders named so far."""
        self.stop()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        for folder in self._folders:
            mailbox = folder / MAILBOX
            mailbox.mkdir(parents=True, exist_ok=True)
            self._watcher.addPath(str(mailbox))
        self._look()

    def stop(self) -> None:
        """Leave requests lying, as the program ends: the later start then takes its place."""
        if self._watcher is not None:
            self._watcher.deleteLater()  # by its own thread, before Python's collector finds it
            self._watcher = None

    def _look(self) -> None:
        for folder in self._folders if self._watcher is not None else ():
            for file in take_requests(folder):
                self.came.emit(file)
