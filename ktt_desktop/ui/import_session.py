"""What the pages of Nhập từ Excel share: the file, the officer's choices, the reading, the plan."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.importing.choices import (
    AS_PROPOSED,
    Act,
    Choices,
    Decision,
    ListAt,
    ListChoice,
)
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.plan import ImportPlan, ImportRun, Outcome, PlannedRow
from ktt_desktop.domain.importing.template_reading import marked_sheets
from ktt_desktop.domain.importing.words import ImportWords, plain
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.error_workbook import error_workbook
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.import_commit import commit_import
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_layouts import keep_layouts
from ktt_desktop.services.import_plan import plan_import
from ktt_desktop.services.import_reading import read_for, read_remembered
from ktt_desktop.services.list_files import OpenedFile, open_file, open_pasted
from ktt_desktop.services.list_reading import FileReading
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.import_pasted import PastedTable
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job, while_alive

T = TypeVar("T")
Then = Callable[[], object]
ADDING, SKIPPING = Decision(Act.ADD), Decision(Act.SKIP)
DECIDED = {Act.ADD: Outcome.NEW, Act.UPDATE: Outcome.CHANGED, Act.SKIP: Outcome.SKIPPED}


@dataclass(frozen=True, slots=True)
class _Opened:
    file: OpenedFile
    words: ImportWords
    choices: Choices
    reading: FileReading
    is_own: bool


class ImportSession(QObject):
    """Một lần nhập đang làm; all that takes time happens off the UI thread."""

    opened = Signal(bool)  # another file; whether it is one of the program's own workbooks

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self.context, self._over = context, over
        self.file: OpenedFile | None = None
        self.words: ImportWords | None = None
        self.reading: FileReading | None = None
        self.plan: ImportPlan | None = None
        self.choices: dict[ListAt, ListChoice] = {}
        self.remembered: Collection[ListAt] = ()  # lists whose columns are those of a layout
        self.is_touched = False  # by the officer
        self._is_read = self._is_planned = False  # with the choices as they are

    # --- reading

    def open_path(self, path: Path) -> None:
        """Open a file; the one that was open is forgotten once this one is read."""
        self._open(f"Đọc tệp {path.name}", lambda job: open_file(path, job))

    def open_table(self, table: PastedTable) -> None:
        """Read what was copied in Excel."""
        self._open("Đọc bảng đã dán", lambda _: open_pasted(table.text, table.html))

    def _open(self, title: str, work: Callable[[Job], OpenedFile]) -> None:
        book, profile = self.context.book, self.context.profile

        def read(job: Job) -> _Opened:
            file, words = work(job), import_words_of(book)
            reading, choices = read_remembered(book, profile, file, words, job)
            is_own = bool(marked_sheets(file.sheets, words))
            return _Opened(file, words, choices, reading, is_own)

        self._run(title, read, self._on_opened)

    def _on_opened(self, found: _Opened) -> None:
        self.file, self.words, self.reading = found.file, found.words, found.reading
        self.choices, self.plan = dict(found.choices), None
        self.remembered, self.is_touched = tuple(found.choices), False
        self._is_read, self._is_planned = True, False
        self.opened.emit(found.is_own)

    def _understood(
        self, file: OpenedFile, words: ImportWords, choices: Choices, job: Job
    ) -> FileReading:
        return read_for(self.context.book, self.context.profile, file, words, job, choices)

    # --- choices

    def choice(self, at: ListAt) -> ListChoice:
        """What the officer chose for a list so far."""
        return self.choices.get(at, AS_PROPOSED)

    def choose(self, at: ListAt, choice: ListChoice) -> None:
        """Choose otherwise; the lists are understood anew before the next plan."""
        if choice != self.choice(at):
            self.choices[at] = choice
            self.is_touched, self._is_read, self._is_planned = True, False, False

    def include(self, at: ListAt) -> None:
        """Read a list nobody would read by itself: that of a hidden sheet."""
        self.choices[at] = self.choice(at)
        self.is_touched, self._is_read, self._is_planned = True, False, False

    def decide(self, rows: Iterable[PlannedRow], act: Act, candidate: int = 0) -> int:
        """Decide rows; how many the decision fits. Shown at once, planned in full before writing.

        An update goes to the candidate at a place.
        """
        made: dict[ListAt, dict[int, Decision]] = {}
        for row in rows:
            decision = _decision(row, act, candidate)
            if decision is not None:
                made.setdefault(row.at, {})[row.row] = decision
                row.decision, row.outcome = decision, DECIDED[act]
                if act is Act.UPDATE:
                    row.changes = row.candidates[candidate].changes
        for at, decisions in made.items():
            choice = self.choice(at)
            self._decide(at, {**choice.decisions, **decisions})
        return sum(map(len, made.values()))

    def undecide(self, rows: Iterable[PlannedRow]) -> None:
        """Take decisions back; what becomes of the rows is known with the next plan."""
        undecided: dict[ListAt, set[int]] = {}
        for row in rows:
            undecided.setdefault(row.at, set()).add(row.row)
        for at, places in undecided.items():
            decisions = self.choice(at).decisions
            if not places.isdisjoint(decisions):
                self._decide(
                    at, {row: each for row, each in decisions.items() if row not in places}
                )

    def _decide(self, at: ListAt, decisions: dict[int, Decision]) -> None:
        self.choices[at] = replace(self.choice(at), decisions=decisions)
        self.is_touched, self._is_planned = True, False

    def fix(self, row: PlannedRow, use: ColumnUse, text: str) -> None:
        """Say otherwise what a cell of a row says."""
        choice = self.choice(row.at)
        self.choose(row.at, replace(choice, fixes={**choice.fixes, (row.row, use.key): text}))

    def fix_all(self, row: PlannedRow, use: ColumnUse, old: str, text: str) -> None:
        """Say otherwise what every cell with this text says; remembered with the layout."""
        choice = self.choice(row.at)
        self.choose(row.at, replace(choice, values={**choice.values, (use.key, plain(old)): text}))

    def read_again(self, then: Then) -> None:
        """Understand the lists as they are chosen now."""
        file, words, choices = self.file, self.words, dict(self.choices)
        if file is None or words is None:
            return

        def done(reading: FileReading) -> None:
            self.reading, self._is_read = reading, True
            then()

        self._run("Đọc lại tệp", lambda job: self._understood(file, words, choices, job), done)

    # --- the plan

    def make_plan(self, then: Then) -> None:
        """Hold the rows against the book, with the lists as they are chosen now."""
        file, words, reading = self.file, self.words, self.reading
        if self._is_planned or file is None or words is None or reading is None:
            then()
            return
        book, profile = self.context.book, self.context.profile
        choices, is_read = dict(self.choices), self._is_read

        def work(job: Job) -> tuple[FileReading, ImportPlan]:
            now = reading if is_read else self._understood(file, words, choices, job)
            return now, plan_import(book, profile, words, now, choices, job)

        def done(found: tuple[FileReading, ImportPlan]) -> None:
            self.reading, self.plan = found
            self._is_read = self._is_planned = True
            then()

        self._run("Đối chiếu với sổ", work, done)

    # --- the end

    def commit(self, then: Callable[[ImportRun], object]) -> None:
        """Write the plan, and remember the columns for lists with the same heads."""
        plan, reading, words = self.plan, self.reading, self.words
        if plan is None or reading is None or words is None:
            return
        book, choices = self.context.book, dict(self.choices)

        def work(job: Job) -> tuple[ImportRun, ChangeSet]:
            run, change = commit_import(book, plan, job)
            keep_layouts(book, reading, choices, words)
            return run, change

        def done(found: tuple[ImportRun, ChangeSet]) -> None:
            run, change = found
            self.is_touched = False
            self.tell(change)
            then(run)

        self._run("Nhập vào sổ", work, done)

    def forget_plan(self) -> None:
        """The book is another one now: what was planned has to be planned anew."""
        self._is_planned = False

    def tell(self, change: ChangeSet) -> None:
        """Tell the screens what was written."""
        self.context.saved.emit()
        self.context.changes.changed.emit(change)

    def save_errors(self, target: Path, then: Then) -> None:
        """Write the workbook of the rows that are not imported."""
        file, words, reading, plan = self.file, self.words, self.reading, self.plan
        if file is not None and words is not None and reading is not None and plan is not None:
            self._run(
                "Ghi tệp các dòng chưa nhập",
                lambda job: write_safely(target, error_workbook(file, reading, plan, words, job)),
                lambda _: then(),
            )

    def _run(self, title: str, work: Callable[[Job], T], then: Callable[[T], object]) -> None:
        run_with_dialog(self.context, self._over, title, work, while_alive(self, then))


def _decision(row: PlannedRow, act: Act, candidate: int) -> Decision | None:
    """The decision about a row; None where the act does not fit it."""
    if row.outcome in (Outcome.REFUSED, Outcome.SAME):
        return None
    if act is Act.SKIP:
        return SKIPPING
    if act is Act.ADD:
        return ADDING if row.candidates or row.outcome is Outcome.DOUBTFUL else None
    fits = candidate < len(row.candidates)
    return Decision(act, row.candidates[candidate].uid) if fits else None
