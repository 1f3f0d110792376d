"""What is done with the records of a list: add, correct, copy, split, put away, look back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Stage
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services import dossiers
from ktt_desktop.services.dossier_choices import whole_words
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.dossier_form import dossier_dialog, next_draft
from ktt_desktop.ui.screens.dossier_list_bin import DossierBin
from ktt_desktop.ui.screens.dossier_list_history import DossierHistory
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.screens.undo_strip import UndoStrip

LONGEST = 80  # letters of what a record is called in a question


class DossierActs(QObject):
    """Việc làm với hồ sơ của một loại; `wanted` names the record to go to once it is read."""

    wanted = Signal(str)  # uid
    left = Signal()  # a dialog is closed: the keyboard belongs to the list

    def __init__(
        self, context: Context, kind: DossierKind, screen: QWidget, undo: UndoStrip
    ) -> None:
        super().__init__(screen)
        self._context, self._kind, self._screen, self._undo = context, kind, screen, undo
        self._last: DossierDraft | None = None  # what the next new record begins with

    def add(self) -> None:
        """A new record: as the last one that was entered, else of the period that is worked in."""
        self.show(self._first() if self._last is None else next_draft(self._last))

    def edit(self, row: DossierRow | None) -> None:
        """Correct a record."""
        if row is not None:
            self.open(row.draft.uid)

    def duplicate(self, row: DossierRow | None) -> None:
        """A new record with everything the row says."""
        if row is not None:
            self.show(replace(row.draft, uid="", revision=0))

    def add_part(self, row: DossierRow | None) -> None:
        """A new record that is a part of the row, or of the whole the row is a part of."""
        if row is not None and "part_of" in self._kind.uses:
            whole = row.draft.part_of or row.draft.uid
            self.show(replace(next_draft(row.draft), part_of=whole))

    def open(self, uid: str, code: str = "") -> None:
        """Open a record with the keyboard in one of its fields; what is gone is told."""
        book = self._context.book
        self._context.ask(
            self._screen,
            lambda _: dossiers.load_dossier(book, uid),
            lambda draft: self.show(draft, code),
        )

    def show(self, draft: DossierDraft, code: str = "") -> None:
        """Open the form over the list."""
        dialog = dossier_dialog(self._context, draft, self._screen)

        def saved(_: ChangeSet) -> None:
            if (stored := dialog.stored) is not None:
                self._last = stored
                self.wanted.emit(stored.uid)

        dialog.saved.connect(saved)
        dialog.reload_wanted.connect(lambda: self.open(draft.uid))
        dialog.finished.connect(lambda _: self.left.emit())
        dialog.open()
        dialog.form.focus(self._field(code))

    def delete(self, rows: Sequence[DossierRow]) -> None:
        """Ask, put the records into the bin, and offer to take that back."""
        if not rows or not messages.ask(
            self._screen, f"Xóa {self._kind.one}", self._question(rows), "Xóa", "Giữ lại"
        ):
            return
        book, uids = self._context.book, [row.draft.uid for row in rows]
        words = f"Đã đưa {count_text(len(uids))} {self._kind.one} vào thùng rác."

        def undo() -> None:
            self.wanted.emit(uids[0])
            self._context.save(self._screen, lambda _: dossiers.restore_dossier(book, *uids))

        self._context.save(
            self._screen,
            lambda _: dossiers.delete_dossier(book, *uids),
            lambda _: self._undo.offer(words, undo),
        )

    def open_bin(self) -> None:
        """What was put away, to be taken back."""
        dialog = DossierBin(self._context, self._kind, self._screen)
        dialog.finished.connect(lambda _: self.left.emit())
        dialog.open()

    def look_back(self, row: DossierRow | None) -> None:
        """Every change of a record, and old values to put back."""
        if row is not None:
            dialog = DossierHistory(self._context, row.draft.uid, self._called(row), self._screen)
            dialog.finished.connect(lambda _: self.left.emit())
            dialog.open()

    def _first(self) -> DossierDraft:
        period, uses = self._context.period, self._kind.uses
        is_half = period.main.measure is Measure.HALF_YEAR
        stage = Stage.HALF_YEAR if is_half else Stage.YEAR
        return DossierDraft(
            self._kind.id,
            year=period.year if "year" in uses else None,
            period=stage if "period" in uses else "",
        )

    def _field(self, code: str) -> str:
        """The field of the form that holds what a place points to; "" for the first one."""
        groups = {each.key for each in self._kind.money}
        if code.removeprefix("money.").partition(".")[0] in groups:
            return "money"
        known = {*self._kind.fields, *self._kind.uses, "organisations"}
        return code if code in known else ""

    def _called(self, row: DossierRow) -> str:
        words = whole_words(self._context.book.catalogue, row) or self._kind.one
        return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"

    def _question(self, rows: Sequence[DossierRow]) -> str:
        if len(rows) == 1:
            asked = f"Đưa {self._kind.one} “{self._called(rows[0])}” vào thùng rác?"
        else:
            asked = f"Đưa {count_text(len(rows))} {self._kind.one} đang chọn vào thùng rác?"
        parts = " Các phần của hồ sơ đi cùng." if "part_of" in self._kind.uses else ""
        return f"{asked}{parts} Có thể hoàn tác ngay sau đó."
