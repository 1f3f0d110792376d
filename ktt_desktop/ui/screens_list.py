"""The screens of the window in the order of the navigation; each is imported when first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.ui.context import Context


class Screen(Protocol):
    """What the window asks of a screen."""

    def open(self, place: Place | None) -> None:
        """Called each time the screen is shown or jumped to."""


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """Một mục của bảng điều hướng; its icon has the same name."""

    name: str
    title: str
    build: Callable[[Context], QWidget]
    keys: str


def _start(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.start import StartScreen

    return StartScreen(context)


def _register(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.register import RegisterScreen

    return RegisterScreen(context)


def _annual(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.annual import AnnualScreen

    return AnnualScreen(context)


def _support(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.dossiers import DossiersScreen

    return DossiersScreen(context)


def _rating(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.rating import RatingScreen

    return RatingScreen(context)


def _validation(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.validation import ValidationScreen

    return ValidationScreen(context)


def _reports(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.reports import ReportsScreen

    return ReportsScreen(context)


def _submission(context: Context) -> QWidget:
    from ktt_desktop.ui.screens.exchange import ExchangeScreen

    return ExchangeScreen(context)


REGISTER, ANNUAL, VALIDATION, SUBMISSION = "register", "annual", "validation", "submission"
SUPPORT = "support"

SCREENS = (
    ScreenEntry("start", "Việc cần làm", _start, "Alt+Home"),
    ScreenEntry(REGISTER, "Danh mục", _register, "Alt+1"),
    ScreenEntry(ANNUAL, "Chỉ tiêu", _annual, "Alt+2"),
    ScreenEntry(SUPPORT, "Hỗ trợ", _support, "Alt+3"),
    ScreenEntry("rating", "Xếp loại", _rating, "Alt+4"),
    ScreenEntry(VALIDATION, "Kiểm tra", _validation, "Alt+5"),
    ScreenEntry("reports", "Báo cáo", _reports, "Alt+6"),
    ScreenEntry(SUBMISSION, "Nộp và nhận", _submission, "Alt+7"),
)
