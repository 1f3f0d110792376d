"""Chép số năm trước: one field, a whole form, or all organisations of the list at once."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.copying import Copied, copy_last_year, last_year, take_back
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.undo_strip import UndoStrip

TITLE = "Chép số năm trước"
WAITS = "Số chép được in nghiêng cho đến khi sửa hoặc nhấn Enter để xác nhận."


class CopyLastYear:
    """The three acts, each taken back as one from the strip above the form."""

    def __init__(self, context: Context, view: QWidget) -> None:
        self._context, self._view = context, view
        self.strip = UndoStrip(None)

    def into_one(self, uid: str, into: YearMeasure, codes: Iterable[str]) -> None:
        """Fill the blank ones of these fields of one organisation."""
        self._copy([uid], into, tuple(codes))

    def into_all(self, uids: Sequence[str], into: YearMeasure, codes: Iterable[str]) -> None:
        """Fill the blank fields of all organisations of the list, after a question."""
        source = last_year(into)
        question = (
            f"Chép số liệu năm {source.year} vào các ô còn trống của "
            f"{prose_count(len(uids))} tổ chức trong danh sách? Ô đã có số được giữ nguyên. {WAITS}"
        )
        if messages.ask(self._view, TITLE, question, "Chép", "Không chép"):
            self._copy(uids, into, tuple(codes))

    def _copy(self, uids: Sequence[str], into: YearMeasure, codes: tuple[str, ...]) -> None:
        book = self._context.book

        def done(answer: tuple[Copied, ChangeSet]) -> None:
            copied, change = answer
            if not copied.count:
                self._context.notice(
                    f"Không có ô trống nào có số liệu năm {last_year(into).year} để chép."
                )
                return
            self._tell(change)
            self.strip.offer(
                f"Đã chép {prose_count(copied.count)} số năm trước. {WAITS}",
                lambda: self._take_back(copied),
            )

        run_with_dialog(
            self._context,
            self._view,
            TITLE,
            lambda job: copy_last_year(book, uids, into, codes, job),
            done,
        )

    def _take_back(self, copied: Copied) -> None:
        book = self._context.book
        self._context.save(self._view, lambda _: take_back(book, copied))

    def _tell(self, change: ChangeSet) -> None:
        self._context.saved.emit()
        self._context.changes.changed.emit(change)
