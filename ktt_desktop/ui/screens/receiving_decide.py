"""What an officer decides about one file: which version, which unit, Mở chốt, sending it back."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from ktt_desktop.domain.receiving import FileState, HeldFile
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.book import Book
from ktt_desktop.services.file_looks import FileLook
from ktt_desktop.services.receiving_decisions import (
    accept_again,
    assign_unit,
    choose_conflict,
    return_file,
    unlock,
)
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_reason import ReasonDialog, ReasonWords
from ktt_desktop.ui.screens.receiving_conflict import ConflictDialog
from ktt_desktop.ui.screens.receiving_lines import Line
from ktt_desktop.ui.screens.receiving_return import ReturnDialog
from ktt_desktop.ui.screens.receiving_unit import UnitDialog

Then = Callable[[HeldFile], object]
TakeIn = Callable[[Sequence[FileLook], Then], object]
UNLOCK = ReasonWords(
    "Mở chốt", "Ví dụ: xã nộp bổ sung số liệu 2 HTX", "Mở chốt  Enter", "Giữ chốt  Esc"
)
WORDS = {
    FileState.CONFLICT: "Chọn bản…",
    FileState.UNKNOWN_UNIT: "Chỉ đơn vị…",
    FileState.LOCKED: "Mở chốt…",
    FileState.RETURNED: "Nhận lại",
}


class Decisions:
    """Quyết định về một tệp; a file that is not written down yet is accepted first."""

    def __init__(self, context: Context, parent: QWidget, take_in: TakeIn) -> None:
        self._context, self._parent, self._take_in = context, parent, take_in

    def decide(self, line: Line) -> None:
        """Ask what the file waits for."""
        state = waits(line)
        if state is not None:
            self._with_file(line, lambda file: self._ask(file) if file.state is state else None)

    def give_back(self, line: Line) -> None:
        """Trả lại để sửa, with the reason and the figures."""
        if line.can_return:
            self._with_file(line, self._ask_to_return)

    def _with_file(self, line: Line, then: Then) -> None:
        if line.kept is not None:
            then(line.kept)
        elif line.look is not None:
            self._take_in([line.look], then)

    def _ask(self, file: HeldFile) -> None:
        match file.state:
            case FileState.CONFLICT:
                self._ask_which(file)
            case FileState.UNKNOWN_UNIT:
                self._ask_whose(file)
            case FileState.LOCKED:
                self._ask_to_unlock(file)
            case FileState.RETURNED:
                self._save(lambda book: accept_again(book, file.id))

    def _ask_which(self, file: HeldFile) -> None:
        dialog = ConflictDialog(self._context, file, self._parent)

        def done() -> None:
            keep, reason, fields = dialog.keep, dialog.reason, dialog.fields
            self._save(lambda book: choose_conflict(book, file.id, keep, reason, fields))

        _open(dialog, done)

    def _ask_whose(self, file: HeldFile) -> None:
        dialog, profile = UnitDialog(self._context, file, self._parent), self._context.profile

        def done() -> None:
            unit, decision = dialog.lands_on, dialog.decision.text()
            self._save(lambda book: assign_unit(book, profile, file.id, unit, decision))

        _open(dialog, done)

    def _ask_to_unlock(self, file: HeldFile) -> None:
        sentence = (
            f"Kỳ {file.key.period} của {file.unit_name} đã chốt. Ghi lý do mở chốt; lý do được lưu "
            "trong sổ, rồi tệp này được tiếp nhận."
        )
        dialog = ReasonDialog(sentence, "", self._parent, UNLOCK)
        dialog.accepted.connect(lambda: self._unlock(file, dialog.reason))
        dialog.open()

    def _unlock(self, file: HeldFile, reason: str) -> None:
        self._save(lambda book: unlock(book, file.id, reason))

    def _ask_to_return(self, file: HeldFile) -> None:
        dialog = ReturnDialog(self._context, file, self._parent)

        def done() -> None:
            items, reason = dialog.items, dialog.reason
            self._save(lambda book: return_file(book, file.id, items, reason))

        _open(dialog, done)

    def _save(self, work: Callable[[Book], ChangeSet]) -> None:
        book = self._context.book
        self._context.save(self._parent, lambda _: work(book))


def waits(line: Line) -> FileState | None:
    """What can be decided about a line: what it waits for, or taking in what was sent back."""
    if line.kept is not None and line.kept.state is FileState.RETURNED:
        return FileState.RETURNED
    return line.waits_for


def _open(dialog: QDialog, done: Callable[[], None]) -> None:
    dialog.accepted.connect(done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
