"""The screen Nộp và nhận: sending upward, and for a unit with units below it receiving."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.receipt import ENDING as RECEIPT
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.context import Context

SENDING, RECEIVING, BOARD, MERGED = "sending", "receiving", "board", "merged"


class Tab(Protocol):
    """What the screen asks of a tab."""

    def open(self) -> None:
        """Called each time the tab is shown."""


class Receiving(Protocol):
    """What the screen asks of the tab Nhận tệp besides."""

    def receive(self, paths: Sequence[Path]) -> None:
        """Look into files that were opened from outside, and show what they are."""

    def show_unit(self, key: str) -> None:
        """Show what is held of a unit."""


@dataclass(frozen=True, slots=True)
class TabEntry:
    """Một thẻ; `above` are shown only where units stand below this one."""

    name: str
    title: str
    build: Callable[[Context, "ExchangeScreen"], QWidget]
    above: bool = True


def _sending(context: Context, parent: QWidget) -> QWidget:
    from ktt_desktop.ui.screens.sending import SendingTab

    return SendingTab(context, parent)


def _receiving(context: Context, parent: QWidget) -> QWidget:
    from ktt_desktop.ui.screens.receiving import ReceivingTab

    return ReceivingTab(context, parent)


def _board(context: Context, parent: "ExchangeScreen") -> QWidget:
    from ktt_desktop.ui.screens.board import BoardTab

    tab = BoardTab(context, parent)
    tab.unit_wanted.connect(parent.show_unit)
    return tab


def _merged(context: Context, parent: "ExchangeScreen") -> QWidget:
    from ktt_desktop.ui.screens.merged import MergedTab

    tab = MergedTab(context, parent)
    tab.unit_wanted.connect(parent.show_unit)
    tab.tab_wanted.connect(parent.open_tab)
    return tab


TABS = (
    TabEntry(SENDING, "Kết xuất", _sending, above=False),
    TabEntry(RECEIVING, "Nhận tệp", _receiving),
    TabEntry(BOARD, "Tiến độ", _board),
    TabEntry(MERGED, "Tổng hợp", _merged),
)


class ExchangeScreen(QWidget):
    """Nộp lên cấp trên, nhận của cấp dưới; each tab is built at its first opening."""

    name = "submission"
    title = "Nộp và nhận"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._here = context, SENDING
        self._built: dict[str, QWidget] = {}
        self._stack, self._chips = QStackedWidget(), QButtonGroup(self)
        self._bar, self.paper = QWidget(), QPushButton("Đối chiếu bản giấy…")
        self._build()
        self._show_bar()
        context.profile_changed.connect(self._show_bar)

    def open(self, place: Place | None) -> None:
        """Show the tab that was shown last."""
        self.open_tab(self._here)

    def open_tab(self, name: str) -> None:
        """Show a tab, built now if it never was, with the keyboard in it."""
        at = next(at for at, each in enumerate(TABS) if each.name == name)
        if TABS[at].above and not self._is_above:
            return
        if name not in self._built:
            self._built[name] = TABS[at].build(self._context, self)
            self._stack.addWidget(self._built[name])
        self._here = name
        self._chips.button(at).setChecked(True)
        self._stack.setCurrentWidget(self._built[name])
        tab: Tab = self._built[name]  # type: ignore[assignment]
        tab.open()

    def show_unit(self, key: str) -> None:
        """Show the files that are held of a unit."""
        self.open_tab(RECEIVING)
        receiving: Receiving = self._built[RECEIVING]  # type: ignore[assignment]
        receiving.show_unit(key)

    def verify(self, path: Path) -> None:
        """A file opened from outside: a receipt is taken in, a submission received or looked at."""
        if path.suffix.casefold() == RECEIPT:
            self._sending().import_receipt(path)
        elif self._is_above:
            self.open_tab(RECEIVING)
            receiving: Receiving = self._built[RECEIVING]  # type: ignore[assignment]
            receiving.receive([path])
        else:
            self._sending().verify(path)

    def _sending(self) -> "Sending":
        self.open_tab(SENDING)
        tab: Sending = self._built[SENDING]  # type: ignore[assignment]
        return tab

    @property
    def _is_above(self) -> bool:
        """Whether units stand below this one."""
        return self._context.profile.level is not UnitLevel.COMMUNE

    def _build(self) -> None:
        heading, bar = QLabel(self.title), QHBoxLayout(self._bar)
        heading.setProperty("heading", True)
        bar.setContentsMargins(theme.SPACE_12, 0, 0, 0)
        bar.setSpacing(theme.SPACE_8)
        for at, entry in enumerate(TABS):
            button, keys = QPushButton(entry.title), f"Ctrl+{at + 1}"
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.setAccessibleName(entry.title)
            button.setToolTip(f"{entry.title}  {keys}")
            shortcuts.bind(self, keys, partial(self.open_tab, entry.name))
            self._chips.addButton(button, at)  # a click is told by the group
            bar.addWidget(button)
        self.paper.setAccessibleName("Đối chiếu bản giấy")
        self.paper.setToolTip(f"Mã kiểm tra trên giấy là của tệp nào  {shortcuts.CHECK_PAPER}")
        self.paper.clicked.connect(self._check_paper)
        shortcuts.bind(self, shortcuts.CHECK_PAPER, self._check_paper)
        self._chips.idClicked.connect(lambda at: self.open_tab(TABS[at].name))
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addWidget(self._bar)
        head.addStretch()
        head.addWidget(self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_8)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _check_paper(self) -> None:
        from ktt_desktop.ui.paper_check_dialog import open_paper_check

        open_paper_check(self._context, self)

    def _show_bar(self) -> None:
        self._bar.setVisible(self._is_above)
        if not self._is_above and self._here != SENDING:
            self.open_tab(SENDING)


class Sending(Protocol):
    """What the screen asks of the tab Kết xuất besides."""

    def verify(self, path: Path) -> None:
        """Read a submission file as its receiver would, and show what it is."""

    def import_receipt(self, path: Path) -> None:
        """Take the answer of the level above in."""
