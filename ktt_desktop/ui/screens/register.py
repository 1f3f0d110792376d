"""Screen Danh mục: the list of organisations, found, added, corrected and put away by keyboard."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.register_list import (
    ListSums,
    OrganisationRow,
    RegisterQuery,
    RegisterSummary,
)
from ktt_desktop.services import register, register_list
from ktt_desktop.services.bulk_change import BulkUndo
from ktt_desktop.services.list_columns import DEFAULT, SENDER, list_columns
from ktt_desktop.services.list_export import ShownList, list_file
from ktt_desktop.services.list_views import ListLayout, SavedView
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.list_body import ListBody
from ktt_desktop.ui.screens.list_layout import LayoutKeeper, LayoutSpec
from ktt_desktop.ui.screens.list_menu import COPY, ListMenu
from ktt_desktop.ui.screens.list_output import ListOutput, Make
from ktt_desktop.ui.screens.organisation_pages import OrganisationPages
from ktt_desktop.ui.screens.register_bin import BinDialog
from ktt_desktop.ui.screens.register_bulk import BulkDialog, undo_bulk
from ktt_desktop.ui.screens.register_columns import PILLS, count_text, money_text, screen_columns
from ktt_desktop.ui.screens.register_conditions import RegisterConditions
from ktt_desktop.ui.screens.register_delete import Deletion
from ktt_desktop.ui.screens.register_duplicates import DuplicatesDialog
from ktt_desktop.ui.screens.register_event_acts import EventActs, Subject
from ktt_desktop.ui.screens.register_form import FIRST, record_dialog
from ktt_desktop.ui.screens.register_import import ImportActs
from ktt_desktop.ui.screens.register_places import PlaceActs
from ktt_desktop.ui.screens.register_views import ViewsKeeper
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.shortcuts import FIND_DUPLICATES, OPEN_BIN, RECORD_EVENT
from ktt_desktop.ui.tables.filter_bar import FilterBar
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

KEYS = "Enter Sửa · Ctrl+N Thêm · Ctrl+F Tìm · Delete Xóa"
SEARCH_WIDTH = 560  # logical pixels, where there are so many


@dataclass(frozen=True, slots=True)
class _Listing:
    """What one reading of the list gave; `chosen` is the id to go to, None to stay."""

    query: RegisterQuery
    ids: Sequence[int]
    chosen: int | None


class RegisterScreen(QWidget):
    """Danh mục HTX, LHHTX, THT."""

    name = "register"
    title = "Danh mục"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._communes = Communes(context.book, context.profile)
        self._query, self._wanted_uid, self._field = RegisterQuery(), "", ""
        self._summary: RegisterSummary | None = None
        self._every = list_columns(
            context.book.catalogue, self._communes.name, self._communes.former_name
        )
        self._sender = self._every.pop(SENDER)  # offered once the book has received data
        columns = screen_columns(self._every, DEFAULT)
        self.model: WindowModel[OrganisationRow] = WindowModel(columns, self._read_rows)
        self.table = WindowTable(self.model, PILLS, many=True)
        self.table.setAccessibleName(self.title)
        self.conditions = RegisterConditions(context.book.catalogue, self._communes)
        self.columns = LayoutKeeper(context, LayoutSpec(self._every), self.table)
        self.views = ViewsKeeper(
            context, self, self.conditions.describe, self._kept, self._show_view
        )
        self.output = ListOutput(
            context,
            self,
            "danh-muc",
            lambda: self._made_of(self._shown()),
            lambda: self._made_of(self._chosen()),
        )
        self.pages = OrganisationPages(context, self, self.table.chosen_ids)
        self.undo, self.body = UndoStrip(self), ListBody(self.table)
        self.deletion = Deletion(context, self, self.undo, self._go_to)
        self.places = PlaceActs(context, self, self._communes, self._shown)
        self.events = EventActs(
            context, self._communes, self, self.undo, self._go_to, self.table.setFocus
        )
        self.imports = ImportActs(context, self, self.undo, self.table.setFocus)
        self._lay_out()
        self._connect()
        self.columns.load()

    @property
    def filters(self) -> FilterBar:
        """The row of conditions that is always in sight."""
        return self.conditions.bar

    def open(self, place: Place | None) -> None:
        """Show the list as it is now; a place opens the record it points to."""
        self.places.learn()
        self.refresh()
        self.table.setFocus()
        if place is not None and place.key:
            self._field = place.code
            self._open_record(place.key)

    def open_tab(self, _: str) -> None:
        """The one thing that is named behind this screen: the import."""
        self.imports.open()

    def refresh(self) -> None:
        """Read the list anew, off the UI thread; of several readings the newest one counts."""
        book, query, uid = self._context.book, self._query, self._wanted_uid
        self._wanted_uid = ""

        def read(_: object) -> _Listing | None:
            if query is not self._query:
                return None  # the officer has typed on; a newer reading stands behind this one
            ids = array("q", register_list.organisation_ids(book, query))
            return _Listing(query, ids, register_list.organisation_id(book, uid) if uid else None)

        self._context.ask(self, read, self._show)

    def _lay_out(self) -> None:
        heading = QLabel(self.title)
        heading.setProperty("heading", True)
        self.add_button = QPushButton("Thêm  Ctrl+N")
        self.add_button.setAccessibleName("Thêm")
        self.add_button.setProperty("primary", True)
        self.menu = ListMenu(
            (
                ("Danh sách đã lưu…", "Ctrl+O", self.views.choose),
                ("Chọn cột…", "Ctrl+D", lambda: self.columns.choose(self)),
                ("Sửa hàng loạt…", "Ctrl+E", self._on_bulk),
                ("Chép các dòng đã chọn", COPY, self.output.copy),
                *self.imports.acts,
                ("Kết xuất Excel, PDF…", "F12", self.output.export),
                ("In danh sách…", "Ctrl+P", self.output.preview),
                *self.pages.acts,
                ("Ghi sự kiện…", RECORD_EVENT, self._on_event),
                ("Tìm hồ sơ trùng…", FIND_DUPLICATES, self._on_duplicates),
                *self.places.acts,
                ("Thùng rác…", OPEN_BIN, self._on_bin),
            ),
            self,
        )
        self.filters.search.setMaximumWidth(SEARCH_WIDTH)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(heading)
        head.addWidget(self.filters.search, 1)
        head.addWidget(self.conditions.more_button)
        head.addStretch(0)
        head.addWidget(self.menu)
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addWidget(self.conditions)
        layout.addWidget(self.undo)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.conditions.changed.connect(self._on_filtered)
        self.conditions.bind(self)
        self.filters.search.went_down.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self._on_sort)
        self.table.activated.connect(self._on_edit)
        self.table.chosen_changed.connect(self._sum_up)
        self.table.copy_wanted.connect(self.output.copy)
        self.table.delete_wanted.connect(self._on_delete)
        self.places.named.connect(self.conditions.offer_names)
        self.places.received.connect(lambda: self.columns.offer(self._sender))
        self.places.list_wanted.connect(self._show_only)
        self.places.changed.connect(self._on_bulk_changed)
        self.places.left.connect(self.table.setFocus)
        QShortcut(QKeySequence.StandardKey.New, self, self._on_add)
        QShortcut(QKeySequence("F3"), self, self._on_edit)
        self._context.changes.changed.connect(self._on_changed)
        self._context.profile_changed.connect(self._on_profile_changed)

    # --- what is shown

    def _read_rows(self, ids: Sequence[int]) -> dict[int, OrganisationRow]:
        rows = register_list.organisation_rows(self._context.book, ids, self._query)
        return {row.id: row for row in rows}

    def _show(self, listing: _Listing | None) -> None:
        if listing is None or listing.query is not self._query:
            return
        self.model.show_order(self._query.order, self._query.descending)
        self.table.show_ids(listing.ids, listing.chosen)
        self.conditions.tell(self._query)
        book, query = self._context.book, self._query
        self._context.ask(
            self,
            lambda _: register_list.register_summary(book, query) if query is self._query else None,
            self._show_summary,
        )

    def _show_summary(self, summary: RegisterSummary | None) -> None:
        if summary is None:
            return
        self._summary = summary
        self.filters.set_counts(
            {"": count_text(summary.total)}
            | {kind.value: count_text(number) for kind, number in summary.by_kind.items()}
        )
        self._show_body(summary)
        self._sum_up()

    def _show_body(self, summary: RegisterSummary) -> None:
        if summary.shown.count:
            self.body.show_table()
        elif summary.total:
            self.body.show_empty(
                "Không có tổ chức nào khớp với điều kiện tìm và lọc.",
                "Bỏ điều kiện lọc",
                self.conditions.reset,
            )
        else:
            self.body.show_empty(
                "Danh mục chưa có tổ chức nào.\nThêm hợp tác xã, liên hiệp hợp tác xã, tổ hợp tác "
                "đầu tiên của đơn vị, hoặc nhập danh sách Excel đang có.",
                "Thêm  Ctrl+N",
                self._on_add,
                self.imports.first,
            )

    def _sum_up(self) -> None:
        """Tell the sums of what is chosen where several rows are, else of the list."""
        summary, ids = self._summary, self.table.chosen_ids()
        if summary is None or not self.isVisible():
            return
        shown = f"{count_text(summary.shown.count)} / {count_text(summary.total)}"
        if len(ids) < 2:
            self._tell(f"Hiện {shown}", summary.shown)
        elif len(ids) == summary.shown.count:
            self._tell(f"Chọn tất cả {shown}", summary.shown)
        else:
            book, query = self._context.book, self._query
            self._context.ask(
                self,
                lambda _: register_list.selection_sums(book, ids, query),
                lambda sums: self._tell(f"Chọn {count_text(sums.count)}", sums),
            )

    def _tell(self, count: str, sums: ListSums) -> None:
        self._context.notice(
            f"{count} · Thành viên {count_text(sums.members)} · "
            f"Vốn điều lệ {money_text(sums.charter_capital)} triệu đồng",
            KEYS,
        )

    def _made_of(self, shown: ShownList) -> Make[OrganisationRow]:
        book, profile = self._context.book, self._context.profile
        return lambda job: list_file(book, profile, shown, job)

    def _shown(self) -> ShownList:
        """The rows that go into a file: those chosen where several are, else all."""
        ids = self.table.chosen_ids()
        is_chosen = 1 < len(ids) < self.model.rowCount()
        return self._listed(ids if is_chosen else self.model.ids(), is_chosen=is_chosen)

    def _chosen(self) -> ShownList:
        """The rows that are copied: those chosen, be it one."""
        return self._listed(self.table.chosen_ids(), is_chosen=True)

    def _listed(self, ids: Sequence[int], *, is_chosen: bool) -> ShownList:
        columns = tuple(column.key for column in self.model.columns)
        return ShownList(self._query, columns, ids, is_chosen)

    # --- other conditions, another look

    def _set_query(self, query: RegisterQuery) -> None:
        self._query = query
        self.conditions.tell(query)
        self.refresh()

    def _on_filtered(self) -> None:
        self._set_query(self.conditions.apply(self._query))

    def _on_sort(self, order: str, descending: bool) -> None:
        self._set_query(replace(self._query, order=order, descending=descending))

    def _kept(self) -> tuple[RegisterQuery, ListLayout]:
        return self._query, self.columns.layout

    def _show_view(self, view: SavedView) -> None:
        self.columns.show(view.layout)
        self._show_only(view.query)

    def _show_only(self, query: RegisterQuery) -> None:
        self.conditions.show_query(query)
        self._set_query(query)

    def _on_changed(self, change: ChangeSet) -> None:
        if change.organisations or change.years:
            self.places.learn()
            self.refresh()

    def _on_profile_changed(self) -> None:
        self._communes.follow(self._context.profile)
        self.conditions.follow_communes()
        self._on_filtered()

    # --- one record

    def _current(self) -> OrganisationRow | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _on_add(self) -> None:
        communes = self._communes.choices
        only = communes[0][0] if len(communes) == 1 else ""
        self._show_record(OrganisationDraft(commune_code=only))

    def _on_edit(self) -> None:
        if row := self._current():
            self._open_record(row.uid)

    def _open_record(self, uid: str) -> None:
        book = self._context.book
        self._context.ask(self, lambda _: register.load_organisation(book, uid), self._show_record)

    def _show_record(self, draft: OrganisationDraft) -> None:
        dialog = record_dialog(self._context, self._communes, draft, self)
        dialog.saved.connect(self._on_saved)
        dialog.other_wanted.connect(self._open_record)
        dialog.reload_wanted.connect(lambda: self._open_record(draft.uid))
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()
        self._focus_field(dialog)

    def _focus_field(self, dialog: FormDialog) -> None:
        known = {field.attr for field in self._context.book.catalogue.register} - set(FIRST)
        dialog.form.focus(self._field if self._field in known else "name")
        self._field = ""

    def _on_saved(self, change: ChangeSet) -> None:
        (self._wanted_uid,) = change.organisations

    def _on_delete(self) -> None:
        self.deletion.delete(self._current(), self.table.chosen_ids())

    def _on_event(self) -> None:
        row = self._current()
        self.events.choose(Subject(row.uid, row.name, row.kind) if row else None)

    def _go_to(self, uid: str) -> None:
        self._wanted_uid = uid

    def _on_bin(self) -> None:
        dialog = BinDialog(self._context, self._communes.name, self)
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()

    def _on_duplicates(self) -> None:
        dialog = DuplicatesDialog(self._context, self._communes, self)
        dialog.undo_left.connect(self.undo.offer)
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()

    # --- many records

    def _on_bulk(self) -> None:
        shown = self._shown()
        if not len(shown.ids):
            return
        dialog = BulkDialog(self._context, self._communes, shown.ids, self)
        dialog.changed.connect(self._on_bulk_changed)
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()

    def _on_bulk_changed(self, undo: BulkUndo, change: ChangeSet) -> None:
        self._tell_changed(change)
        count = count_text(len(change.organisations))
        self.undo.offer(
            f"Đã sửa {count} hồ sơ.",
            lambda: undo_bulk(self._context, self, undo, self._tell_changed),
        )

    def _tell_changed(self, change: ChangeSet) -> None:
        self._context.saved.emit()
        self._context.changes.changed.emit(change)
