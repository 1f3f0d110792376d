"""Screen Danh mục: the list of organisations, found, added, corrected and put away by keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.records import (
    ChangeSet,
    OrganisationDraft,
    OrganisationRow,
    RegisterQuery,
    RegisterSummary,
    StatusRow,
)
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.services import register
from ktt_desktop.services.book import Book
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.list_body import ListBody
from ktt_desktop.ui.screens.register_columns import count_text, money_text, register_columns
from ktt_desktop.ui.screens.register_form import record_dialog
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.tables.filter_bar import Filter, FilterBar
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

KEYS = "Enter, F3 Sửa · Ctrl+N Thêm · Ctrl+F Tìm · Delete Xóa (vào thùng rác)"
CHIPS = (("", "Tất cả"), *((kind.value, kind.value) for kind in OrganisationKind))


@dataclass(frozen=True, slots=True)
class _Listing:
    """What one reading of the list gave; `chosen` is the id to go to, None to stay."""

    query: RegisterQuery
    ids: Sequence[int]
    summary: RegisterSummary
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
        columns = register_columns(context.book.catalogue, self._communes)
        self.model: WindowModel[OrganisationRow] = WindowModel(columns, self._read_rows)
        self.table = WindowTable(self.model, pills=("status",))
        self.table.setAccessibleName(self.title)
        self.filters = self._make_filters()
        self.undo, self.body = UndoStrip(self), ListBody(self.table)
        self._lay_out()
        self._connect()

    def open(self, place: Place | None) -> None:
        """Show the list as it is now; a place opens the record it points to."""
        self.refresh()
        self.table.setFocus()
        if place is not None and place.key:
            self._field = place.code
            self._open_record(place.key)

    def refresh(self) -> None:
        """Read the list anew, off the UI thread; of several readings the newest one counts."""
        book, query, uid = self._context.book, self._query, self._wanted_uid
        self._wanted_uid = ""
        self._context.ask(self, lambda _: _read_list(book, query, uid), self._show)

    def _make_filters(self) -> FilterBar:
        catalogue = self._context.book.catalogue
        return FilterBar(
            "Tìm tên, mã số, người đại diện… (Ctrl+F, gõ không dấu)",
            CHIPS,
            (
                Filter("sector", "Lĩnh vực", tuple(catalogue.sectors.items())),
                Filter(
                    "status",
                    "Tình trạng",
                    tuple((each.code, each.label) for each in catalogue.operating.values()),
                ),
                Filter("commune", "Xã, phường", self._communes.choices),
            ),
        )

    def _lay_out(self) -> None:
        heading = QLabel(self.title)
        heading.setProperty("heading", True)
        self.add_button = QPushButton("Thêm  Ctrl+N")
        self.add_button.setAccessibleName("Thêm")
        self.add_button.setProperty("primary", True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(heading)
        head.addWidget(self.filters.search, 2)
        head.addStretch(1)
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.undo)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.filters.changed.connect(self._on_filtered)
        self.filters.search.went_down.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self._on_sort)
        self.table.activated.connect(self._on_edit)
        QShortcut(QKeySequence.StandardKey.New, self, self._on_add)
        QShortcut(QKeySequence("F3"), self, self._on_edit)
        self.table.delete_wanted.connect(self._on_delete)
        self._context.changes.changed.connect(self._on_changed)
        self._context.profile_changed.connect(self._on_profile_changed)

    def _read_rows(self, ids: Sequence[int]) -> dict[int, OrganisationRow]:
        rows = register.organisation_rows(self._context.book, ids, self._query)
        return {row.id: row for row in rows}

    def _show(self, listing: _Listing) -> None:
        if listing.query != self._query:
            return  # the officer has typed on; a newer reading is under way
        self.model.show_order(self._query.order, self._query.descending)
        self.table.show_ids(listing.ids, listing.chosen)
        summary = listing.summary
        self.filters.set_counts(
            {"": count_text(summary.total)}
            | {kind.value: count_text(number) for kind, number in summary.by_kind.items()}
        )
        self._show_body(summary)
        if self.isVisible():
            self._context.notice(
                f"Hiện {count_text(summary.shown)} / {count_text(summary.total)} · "
                f"Thành viên {count_text(summary.members)} · "
                f"Vốn điều lệ {money_text(summary.charter_capital)} triệu đồng",
                KEYS,
            )

    def _show_body(self, summary: RegisterSummary) -> None:
        if summary.shown:
            self.body.show_table()
        elif summary.total:
            self.body.show_empty(
                "Không có tổ chức nào khớp với điều kiện tìm và lọc.",
                "Bỏ điều kiện lọc",
                self.filters.reset,
            )
        else:
            self.body.show_empty(
                "Danh mục chưa có tổ chức nào.\nThêm hợp tác xã, liên hiệp hợp tác xã "
                "hoặc tổ hợp tác đầu tiên của đơn vị.",
                "Thêm  Ctrl+N",
                self._on_add,
            )

    def _on_filtered(self) -> None:
        kind = self.filters.chip()
        self._query = replace(
            self._query,
            text=self.filters.text(),
            kinds=(OrganisationKind(kind),) if kind else (),
            sectors=self.filters.chosen("sector"),
            statuses=tuple(OperatingStatus(each) for each in self.filters.chosen("status")),
            communes=self.filters.chosen("commune"),
        )
        self.refresh()

    def _on_sort(self, order: str, descending: bool) -> None:
        self._query = replace(self._query, order=order, descending=descending)
        self.refresh()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.organisations or change.years:
            self.refresh()

    def _on_profile_changed(self) -> None:
        self._communes.follow(self._context.profile)
        self.filters.set_options("commune", self._communes.choices)
        self.refresh()

    def _current(self) -> OrganisationRow | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _on_add(self) -> None:
        communes = self._communes.choices
        only = communes[0][0] if len(communes) == 1 else ""
        self._show_record(OrganisationDraft(commune_code=only), ())

    def _on_edit(self) -> None:
        if row := self._current():
            self._open_record(row.uid)

    def _open_record(self, uid: str) -> None:
        book = self._context.book

        def read(_: object) -> tuple[OrganisationDraft, list[StatusRow]]:
            return register.load_organisation(book, uid), register.status_history(book, uid)

        self._context.ask(self, read, lambda found: self._show_record(*found))

    def _show_record(self, draft: OrganisationDraft, history: Sequence[StatusRow]) -> None:
        dialog = record_dialog(self._context, self._communes, draft, history, self)
        dialog.saved.connect(self._on_saved)
        dialog.reload_wanted.connect(lambda: self._open_record(draft.uid))
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()
        self._focus_field(dialog)

    def _focus_field(self, dialog: FormDialog) -> None:
        known = {field.attr for field in self._context.book.catalogue.register}
        dialog.form.focus(self._field if self._field in known else "name")
        self._field = ""

    def _on_saved(self, change: ChangeSet) -> None:
        (self._wanted_uid,) = change.organisations

    def _on_delete(self) -> None:
        row = self._current()
        if row is None or not messages.ask(
            self,
            "Xóa hồ sơ",
            f"Đưa hồ sơ “{row.name}” vào thùng rác? Số liệu đã nhập được giữ nguyên và "
            "có thể hoàn tác ngay sau đó.",
            "Xóa",
            "Giữ lại",
        ):
            return
        book, uid = self._context.book, row.uid
        self._context.save(
            self,
            lambda _: register.delete_organisation(book, uid),
            lambda _: self.undo.offer(f"Đã đưa “{row.name}” vào thùng rác.", self._undo_of(uid)),
        )

    def _undo_of(self, uid: str) -> Callable[[], object]:
        def undo() -> None:
            book, self._wanted_uid = self._context.book, uid
            self._context.save(self, lambda _: register.restore_organisation(book, uid))

        return undo


def _read_list(book: Book, query: RegisterQuery, uid: str) -> _Listing:
    """The list of a query, and where in it a record stands."""
    ids = register.organisation_ids(book, query)
    rows = register.organisation_rows(book, ids, query) if uid else []
    chosen = next((row.id for row in rows if row.uid == uid), None)
    return _Listing(query, ids, register.register_summary(book, query), chosen)
