"""Putting records of the list into the bin: the one the keyboard stands on, or all chosen ones."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.services.deleting import delete_organisations, restore_organisations
from ktt_desktop.services.register import delete_organisation, restore_organisation
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.screens.undo_strip import UndoStrip

TITLE = "Xóa hồ sơ"
KEPT = "Số liệu đã nhập được giữ nguyên và có thể hoàn tác ngay sau đó."


class Deletion:
    """Xóa hồ sơ: asked first, undone as one."""

    def __init__(
        self, context: Context, screen: QWidget, undo: UndoStrip, go_to: Callable[[str], object]
    ) -> None:
        """`go_to` is told the uid of a record that is back, before the list is read anew."""
        self._context, self._screen, self._undo, self._go_to = context, screen, undo, go_to

    def delete(self, row: OrganisationRow | None, chosen: Sequence[int]) -> None:
        """Ask, then delete all chosen ids where there are several, else the row."""
        if len(chosen) > 1:
            self._delete_many(chosen)
        elif row is not None:
            self._delete_one(row)

    def _delete_one(self, row: OrganisationRow) -> None:
        if not self._asked(f"Đưa hồ sơ “{row.name}” vào thùng rác?"):
            return
        book, uid = self._context.book, row.uid

        def undo() -> None:
            self._go_to(uid)
            self._context.save(self._screen, lambda _: restore_organisation(book, uid))

        self._context.save(
            self._screen,
            lambda _: delete_organisation(book, uid),
            lambda _: self._undo.offer(f"Đã đưa “{row.name}” vào thùng rác.", undo),
        )

    def _delete_many(self, ids: Sequence[int]) -> None:
        if not self._asked(f"Đưa {count_text(len(ids))} hồ sơ đang chọn vào thùng rác?"):
            return
        book = self._context.book

        def done(change: ChangeSet) -> None:
            self._tell(change)
            count = count_text(len(change.organisations))
            self._undo.offer(f"Đã đưa {count} hồ sơ vào thùng rác.", lambda: undo(change))

        def undo(change: ChangeSet) -> None:
            uids = change.organisations
            run_with_dialog(
                self._context,
                self._screen,
                "Hoàn tác",
                lambda job: restore_organisations(book, uids, job),
                self._tell,
            )

        run_with_dialog(
            self._context,
            self._screen,
            TITLE,
            lambda job: delete_organisations(book, ids, job),
            done,
        )

    def _asked(self, question: str) -> bool:
        return messages.ask(self._screen, TITLE, f"{question} {KEPT}", "Xóa", "Giữ lại")

    def _tell(self, change: ChangeSet) -> None:
        self._context.saved.emit()
        self._context.changes.changed.emit(change)
