"""Thùng rác của một loại hồ sơ công việc: find, read, take back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.domain.dossier_list import DossierQuery, ListedRow
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.dossier_columns import DossierColumn
from ktt_desktop.services.dossier_list import Listing, list_rows, shown_rows
from ktt_desktop.services.dossiers import restore_dossier
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.list_bin import ListBin

MOST = 5  # columns: the record below tells the rest
HINT = "Chữ có trong hồ sơ; có dấu hoặc không dấu"


class DossierBin(ListBin):
    """Thùng rác của một loại hồ sơ."""

    def __init__(self, context: Context, kind: DossierKind, parent: QWidget) -> None:
        table = RowsView([""] * min(MOST, len(kind.columns)), f"Không có {kind.one} nào.")
        super().__init__(context, f"Thùng rác: {kind.label}", HINT, table, parent)
        self._kind = kind
        self._listing: Listing | None = None
        self.refresh()

    def refresh(self) -> None:
        book, kind = self._context.book, self._kind.id
        self._context.ask(self, lambda _: list_rows(book, kind, in_bin=True), self._show)

    def _show(self, listing: Listing) -> None:
        self._listing = listing
        self.list.setHeaderLabels([each.heading for each in self._columns(listing)])
        self.look_up()

    def look_up(self) -> None:
        listing, query = self._listing, DossierQuery(text=self.search.text())
        if listing is None:
            return
        self._context.ask(
            self,
            lambda _: shown_rows(listing, query),
            lambda rows: self._show_found(listing, query, rows),
        )

    def _show_found(self, listing: Listing, query: DossierQuery, rows: Sequence[ListedRow]) -> None:
        if listing is not self._listing or query.text != self.search.text():
            return  # a newer search is under way
        columns = self._columns(listing)
        self.show_rows(rows, [[column.text(row) for column in columns] for row in rows])

    def _columns(self, listing: Listing) -> list[DossierColumn]:
        return [listing.columns[key] for key in listing.kind.columns[:MOST]]

    def tell(self, row: ListedRow) -> None:
        if (listing := self._listing) is None:
            return
        told = ((column, column.text(row)) for column in listing.columns.values())
        self.show_record(
            row, [(column.heading, text) for column, text in told if text != column.blank]
        )

    def put_back(self, row: ListedRow) -> ChangeSet:
        return restore_dossier(self._context.book, row.row.draft.uid)

    def taken_back(self, row: ListedRow) -> str:
        return f"Đã lấy lại {self._kind.one} vào danh sách."
