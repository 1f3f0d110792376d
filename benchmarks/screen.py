"""How long the window stands still while the list works, and what its table keeps in memory."""

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from ktt_desktop.domain.period import PeriodKind, ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_columns import DEFAULT, list_columns
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_columns import screen_columns
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable

SIZE = (1170, 710)
BEAT, ROUNDS = 2, 3  # milliseconds; times every act is measured
PROFILE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "")


def our_table(book: Book) -> WindowTable:
    """The table of the list, empty."""
    every = list_columns(book.catalogue, lambda code: code, lambda code: code)
    query = RegisterQuery()
    model = WindowModel(
        screen_columns(every, DEFAULT),
        lambda ids: {row.id: row for row in organisation_rows(book, ids, query)},
    )
    table = WindowTable(model, ("status",), many=True)
    table.resize(*SIZE)
    return table


def memory_of_the_table(book: Book) -> float:
    """MB the process grows by when the list is shown and looked through from end to end."""
    organisation_ids(book, RegisterQuery(text="không đâu có"))
    before = _resident()
    table = our_table(book)
    table.show_ids(organisation_ids(book, RegisterQuery()))
    bar = table.verticalScrollBar()
    for step in range(200):
        bar.setValue(bar.maximum() * step // 199)
        table.grab()
    return max(_resident() - before, 0.0)


def _resident() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def longest_stall(book: Book) -> float:
    """The worst act of an officer: milliseconds in which the window answers nothing; median of
    several rounds, for other programs have the processor too.
    """
    context = Context(book, PROFILE, ReportingPeriod(2022, PeriodKind.YEAR), JobRunner())
    screen = RegisterScreen(context)
    screen.resize(*SIZE)
    screen.show()
    table, search = screen.table, screen.filters.search
    acts: dict[str, Callable[[], object]] = {
        "open": lambda: screen.open(None),
        "sort": lambda: table.sort_wanted.emit("charter_capital", True),
        "search": lambda: search.setText("dong tien"),
        "everything": screen.conditions.reset,
        "end": lambda: QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier),
        "select": table.selectAll,
        "name": lambda: table.sort_wanted.emit("name", False),
    }
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            taken[name].append(_stall(context, act))
    screen.hide()
    return max(median(each) for each in taken.values())


def _stall(context: Context, act: Callable[[], object]) -> float:
    """The longest time between two beats of the window while the act and its answers run."""
    beats = [time.perf_counter()]
    timer, loop = QTimer(), QEventLoop()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(BEAT)
    quiet = QTimer()
    quiet.timeout.connect(lambda: loop.quit() if context.runner.drain(0) else None)
    act()
    beats.append(time.perf_counter())
    QTimer.singleShot(300, lambda: quiet.start(60))  # after the pause of the search box
    loop.exec()
    timer.stop()
    return 1000 * max(after - before for before, after in pairwise(beats))
