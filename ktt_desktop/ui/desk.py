"""All that belongs to one open book: title line, navigation, screens, status line."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTime, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.book import today
from ktt_desktop.services.opening import last_backup
from ktt_desktop.services.settings import save_period
from ktt_desktop.services.validation import check_book
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context, Notice
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.navigation import Navigation
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.screens_list import (
    ANNUAL,
    REGISTER,
    SCREENS,
    SUBMISSION,
    SUPPORT,
    VALIDATION,
    Screen,
    ScreenEntry,
)
from ktt_desktop.ui.status_line import StatusLine
from ktt_desktop.ui.system_menu import SystemMenu
from ktt_desktop.ui.title_line import TitleLine, window_title
from ktt_desktop.ui.updates import open_update

UPDATE = ".kttt-capnhat"
CHECK_DELAY = 800  # milliseconds after the last change

logger = logging.getLogger(__name__)


class Verifier(Protocol):
    """What the window asks of the screen Nộp và nhận besides."""

    def verify(self, path: Path) -> None:
        """A submission or a receipt opened from outside: take it where it belongs."""


class Tabbed(Protocol):
    """What the window asks of a screen with tabs besides."""

    def open_tab(self, name: str) -> None:
        """Show a tab by its name."""


class Undoing(Protocol):
    """What the window asks of the screen Danh mục besides."""

    @property
    def undo(self) -> UndoStrip:
        """The strip over the list."""


class Desk(QWidget):
    """Bàn làm việc với một sổ; screens are built at their first opening."""

    switch_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self,
        context: Context,
        screens: Sequence[ScreenEntry] = SCREENS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._entries = context, {each.name: each for each in screens}
        self._built: dict[str, QWidget] = {}
        self._here = ""
        self.title_line, self.navigation = TitleLine(), Navigation(screens)
        self.status_line, self._stack = StatusLine(), QStackedWidget()
        self._check_soon = QTimer(self)
        self._check_soon.setSingleShot(True)
        self._check_soon.setInterval(CHECK_DELAY)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._show_work()
        self._show_backup()
        self.open_screen(screens[0].name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._check_soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """A book that is being closed is asked nothing more."""
        super().hideEvent(event)
        self._check_soon.stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard belongs to the shown screen."""
        super().focusInEvent(event)
        self.enter_screen()

    def open_screen(self, name: str, place: Place | None = None) -> None:
        """Show a screen, built now if it never was, and hand it the place to go to."""
        if name not in self._built:
            screen = self._entries[name].build(self._context)
            self._stack.addWidget(screen)
            self._built[name] = screen
        self._here = name
        self.navigation.select(name)
        self.status_line.show_notice(Notice(""))
        self._stack.setCurrentWidget(self._built[name])
        screen_asked: Screen = self._built[name]  # type: ignore[assignment]
        screen_asked.open(place)

    def open_file(self, path: Path) -> None:
        """A file opened from outside: an update is offered, the rest goes to Nộp và nhận."""
        if path.suffix.casefold() == UPDATE:
            open_update(self._context, self.window(), path)
            return
        self._go(SUBMISSION)
        verifier: Verifier = self._built[SUBMISSION]  # type: ignore[assignment]
        verifier.verify(path)

    def enter_screen(self) -> None:
        """Move the keyboard into the shown screen, unless the screen took it itself."""
        screen = self._built[self._here]
        target = screen.focusWidget() or _first_in_tab_order(screen)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.title_line, 0, 0, 1, 2)
        grid.addWidget(self.navigation, 1, 0, 2, 1)
        grid.addWidget(self._stack, 1, 1)
        grid.addWidget(self.status_line, 2, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        context = self._context
        self.navigation.opened.connect(self._look_at)
        self.navigation.entered.connect(self.enter_screen)
        self.title_line.period_chosen.connect(self._choose_period)
        context.jump_requested.connect(self._jump)
        context.noticed.connect(self.status_line.show_notice)
        context.saved.connect(lambda: self.title_line.show_saved(QTime.currentTime()))
        for changed in (context.period_changed, context.profile_changed):
            changed.connect(self._show_work)
            changed.connect(self._check_soon.start)
        context.changes.changed.connect(lambda _: self._check_soon.start())
        self._check_soon.timeout.connect(self._count_errors)
        menu = SystemMenu(context, self.navigation.system)
        menu.switch_wanted.connect(self.switch_wanted)
        menu.leave_wanted.connect(self.leave_wanted)
        menu.backed_up.connect(self._show_backup)
        menu.undo_offered.connect(self._offer_undo)
        self.navigation.system.setMenu(menu)
        self.addActions(menu.actions())  # their keys work while the menu is closed

    def _bind_keys(self) -> None:
        for entry in self._entries.values():
            shortcuts.bind(self, entry.keys, partial(self._go, entry.name))
        shortcuts.bind(self, shortcuts.NEXT_SCREEN, lambda: self._step(1))
        shortcuts.bind(self, shortcuts.PREVIOUS_SCREEN, lambda: self._step(-1))
        shortcuts.bind(self, shortcuts.TO_NAVIGATION, self.navigation.entries.setFocus)
        shortcuts.bind(self, shortcuts.CHOOSE_PERIOD, self.title_line.period.showMenu)

    def _look_at(self, name: str) -> None:
        """Up and Down go on working: the keyboard stays in the navigation."""
        self.open_screen(name)
        self.navigation.entries.setFocus()

    def _go(self, name: str) -> None:
        self.open_screen(name)
        self.enter_screen()

    def _step(self, by: int) -> None:
        names = list(self._entries)
        self._go(names[(names.index(self._here) + by) % len(names)])

    def _jump(self, target: Place | str) -> None:
        if isinstance(target, Place):
            self.open_screen(self._screen_of(target), target)
            self.enter_screen()
        else:
            self._go_to_tab(*target.split("/", 1))

    def _go_to_tab(self, name: str, tab: str = "") -> None:
        """Open a screen, and in it the tab that was named with it ("submission/board")."""
        self._go(name)
        if tab:
            screen: Tabbed = self._built[name]  # type: ignore[assignment]
            screen.open_tab(tab)

    def _screen_of(self, place: Place) -> str:
        """Where a place is seen; a kind of work record may have a screen of its own."""
        if place.kind is not SubjectKind.DOSSIER:
            return REGISTER if self._is_field(place) else ANNUAL
        return place.sector if place.sector in self._entries else SUPPORT

    def _is_field(self, place: Place) -> bool:
        """Whether a place is a field of a record in the register, not a figure."""
        register = self._context.book.catalogue.register
        named = any(each.attr == place.code for each in register)
        return place.kind is SubjectKind.ORGANISATION and named

    def _choose_period(self, period: ReportingPeriod) -> None:
        context = self._context
        context.save(
            self,
            lambda _: save_period(context.book, period),
            lambda _: context.set_period(period),
        )

    def _show_work(self) -> None:
        profile, period = self._context.profile, self._context.period
        self.title_line.show_work(profile, period)
        self.navigation.show_profile(profile)
        self.setWindowTitle(window_title(profile, period))

    def _show_backup(self) -> None:
        self.navigation.show_backup(_moment(last_backup(self._context.book)))

    def _offer_undo(self, words: str, undo: Callable[[], object]) -> None:
        """Show the list that was changed, and over it how to take that back."""
        self._go(REGISTER)
        register: Undoing = self._built[REGISTER]  # type: ignore[assignment]
        register.undo.offer(words, undo)
        register.undo.button.setFocus()  # the search box would take Ctrl+Z for its own

    def _count_errors(self) -> None:
        if VALIDATION not in self._entries:
            return
        context = self._context
        profile, period = context.profile, context.period
        context.runner.run(
            lambda _: check_book(context.book, profile, period).open_errors,
            while_alive(self, lambda count: self.navigation.show_badge(VALIDATION, count, "lỗi")),
            lambda error: logger.error("errors were not counted", exc_info=error),
        )


def _first_in_tab_order(screen: QWidget) -> QWidget | None:
    widget = screen.nextInFocusChain()
    while widget is not None and screen.isAncestorOf(widget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            return widget
        widget = widget.nextInFocusChain()
    return None


def _moment(time: datetime | None) -> str:
    """ "08:15 hôm nay", or the day of an older copy."""
    if time is None:
        return "chưa có"
    day = "hôm nay" if time.date() == today() else f"{time.day}/{time.month}/{time.year}"
    return f"{time:%H:%M} {day}"
