"""The acts of the list that go by the units of before 1/7/2025: their tree, their recording."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ktt_desktop.services.former_communes import Option, named_communes
from ktt_desktop.services.list_export import ShownList
from ktt_desktop.services.places import senders
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.list_menu import Acts
from ktt_desktop.ui.screens.register_addresses import AddressesDialog
from ktt_desktop.ui.screens.register_units import UnitsDialog
from ktt_desktop.ui.shortcuts import OPEN_UNITS, RECORD_FORMER

ONLY_OLD = (
    "Sổ này ghi theo đơn vị hành chính trước 1/7/2025, nên xã, phường của mỗi hồ sơ đã là xã cũ. "
    "Không phải ghi thêm."
)


class PlaceActs(QObject):
    """Việc theo đơn vị cũ; which old communes occur is read whenever that may have changed."""

    named = Signal()  # the names of the old communes and of units below are known anew
    received = Signal()  # the book has records of units below
    list_wanted = Signal(object)  # a RegisterQuery
    changed = Signal(object, object)  # BulkUndo, ChangeSet
    left = Signal()  # a dialog was closed

    def __init__(
        self,
        context: Context,
        screen: QWidget,
        communes: Communes,
        shown: Callable[[], ShownList],
    ) -> None:
        super().__init__(screen)
        self._context, self._screen, self._communes = context, screen, communes
        self._shown = shown
        self._names: tuple[list[Option], dict[str, str]] | None = None  # not read yet

    @property
    def acts(self) -> Acts:
        """For the menu of the list."""
        return (
            ("Đơn vị trước và sau 1/7/2025…", OPEN_UNITS, self.open_units),
            ("Ghi xã cũ theo địa chỉ…", RECORD_FORMER, self.read_addresses),
        )

    def learn(self) -> None:
        """Read which old communes occur, and which units below sent records, off the UI thread."""
        book = self._context.book
        self._context.ask(
            self._screen, lambda _: (named_communes(book), senders(book)), self._on_learned
        )

    def open_units(self) -> None:
        """Show the tree of units."""
        dialog = UnitsDialog(self._context, self._screen)
        dialog.list_wanted.connect(self.list_wanted)
        dialog.finished.connect(lambda _: self.left.emit())
        dialog.open()

    def read_addresses(self) -> None:
        """Propose the old communes the addresses of the shown records name."""
        if self._context.profile.historical:
            messages.inform(self._screen, "Ghi xã cũ theo địa chỉ", ONLY_OLD)
            return
        shown = self._shown()
        if len(shown.ids):
            dialog = AddressesDialog(self._context, shown.ids, self._screen)
            dialog.changed.connect(self.changed)
            dialog.finished.connect(lambda _: self.left.emit())
            dialog.open()
            dialog.read()

    def _on_learned(self, names: tuple[list[Option], dict[str, str]]) -> None:
        if names != self._names:
            self._names = names
            self._communes.learn_former(names[0])
            self._communes.senders = names[1]
            if names[1]:
                self.received.emit()
            self.named.emit()
