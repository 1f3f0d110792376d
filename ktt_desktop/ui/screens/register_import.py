"""Nhập từ Excel from the list of organisations: by its menu, a dropped file, a pasted table."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.import_dialog import ImportDialog
from ktt_desktop.ui.import_pasted import pasted_table
from ktt_desktop.ui.screens.list_menu import Acts
from ktt_desktop.ui.screens.receiving_sources import dropped
from ktt_desktop.ui.screens.undo_strip import UndoStrip

NO_TABLE = "Bảng nhớ tạm không có bảng nào để nhập."


class ImportActs(QObject):
    """Việc nhập danh sách; `left` is called when the dialog was closed."""

    def __init__(
        self, context: Context, screen: QWidget, undo: UndoStrip, left: Callable[[], object]
    ) -> None:
        super().__init__(screen)
        self._context, self._screen, self._undo, self._left = context, screen, undo, left
        screen.setAcceptDrops(True)
        screen.installEventFilter(self)
        shortcuts.bind(screen, "Ctrl+V", self.paste)

    @property
    def acts(self) -> Acts:
        """For the menu of the list."""
        return (("Nhập từ Excel…", shortcuts.IMPORT, self.open),)

    @property
    def first(self) -> tuple[str, Callable[[], object]]:
        """For the page of a register without organisations."""
        return f"Nhập từ Excel…  {shortcuts.IMPORT}", self.open

    def open(self) -> ImportDialog:
        """Show the dialog."""
        dialog = ImportDialog(self._context, self._screen)
        dialog.undo_left.connect(self._undo.offer)
        dialog.finished.connect(lambda _: self._left())
        dialog.finished.connect(dialog.deleteLater)  # and with it the rows of the file
        dialog.open()
        return dialog

    def paste(self) -> None:
        """Import the table on the clipboard."""
        table = pasted_table(QGuiApplication.clipboard().mimeData())
        if table is None:
            self._context.notice(NO_TABLE)
        else:
            self.open().open_table(table)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file dropped on the list is read."""
        if isinstance(event, QDropEvent | QDragEnterEvent) and (path := _file(event)):
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                self.open().open_path(path)
            return True
        return super().eventFilter(watched, event)


def _file(event: QDropEvent) -> Path | None:
    """The first file of what is dragged; links to elsewhere are none."""
    return next((path for path in dropped(event.mimeData()) if path.is_file()), None)
