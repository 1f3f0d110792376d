"""Thùng rác: find what was deleted, read it, take it back; nothing is ever deleted for good."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.bin import LIMIT, BinRow, deleted_organisations, deleted_record
from ktt_desktop.services.list_columns import MISSING_CODE
from ktt_desktop.services.register import restore_organisation
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.list_bin import ListBin
from ktt_desktop.ui.screens.register_history import local_time

COLUMNS = ("Tên", "Loại", "Mã số", "Xóa lúc")
HINT = "Tên, mã số, người đại diện; có dấu hoặc không dấu"


class BinDialog(ListBin):
    """Thùng rác của danh mục."""

    def __init__(self, context: Context, commune: Callable[[str], str], parent: QWidget) -> None:
        table = RowsView(COLUMNS, "Không có hồ sơ nào.", stretch=0)
        super().__init__(context, "Thùng rác", HINT, table, parent)
        self._commune = commune
        self.refresh()

    def refresh(self) -> None:
        self.look_up()

    def look_up(self) -> None:
        book, typed = self._context.book, self.search.text()
        self._context.ask(
            self,
            lambda _: deleted_organisations(book, typed),
            lambda rows: self._show(typed, rows),
        )

    def _show(self, typed: str, rows: Sequence[BinRow]) -> None:
        if typed != self.search.text():
            return  # the officer has typed on; a newer search is under way
        self.show_rows(rows, [_texts(each) for each in rows])
        if len(rows) == LIMIT:
            self.words.setText(f"Hiện {LIMIT} hồ sơ xóa gần nhất. Gõ để tìm hồ sơ khác.")

    def tell(self, row: BinRow) -> None:
        book, commune = self._context.book, self._commune
        self._context.ask(
            self,
            lambda _: deleted_record(book, row.uid, commune),
            lambda lines: self.show_record(row, lines),
        )

    def put_back(self, row: BinRow) -> ChangeSet:
        return restore_organisation(self._context.book, row.uid)

    def taken_back(self, row: BinRow) -> str:
        return f"Đã lấy lại “{row.name}” vào danh mục."


def _texts(row: BinRow) -> tuple[str, ...]:
    return row.name, row.kind.value, row.tax_code or MISSING_CODE, local_time(row.deleted_at)
