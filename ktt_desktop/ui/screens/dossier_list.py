"""The list of the work records of one kind: found, filtered, added up, changed by keyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.domain.dossier_list import DossierQuery, ListedRow, nested
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.dossier_columns import dossier_columns, indented
from ktt_desktop.services.dossier_list import (
    Listing,
    Options,
    filter_options,
    list_rows,
    shown_rows,
    sum_words,
)
from ktt_desktop.services.dossier_output import ShownDossiers, dossier_file
from ktt_desktop.services.dossier_words import DossierWords
from ktt_desktop.services.list_columns import ListColumn
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.dossier_list_acts import DossierActs
from ktt_desktop.ui.screens.dossier_list_filters import DossierFilters
from ktt_desktop.ui.screens.list_body import ListBody
from ktt_desktop.ui.screens.list_layout import LayoutKeeper, LayoutSpec
from ktt_desktop.ui.screens.list_menu import COPY, Acts, ListMenu
from ktt_desktop.ui.screens.list_output import ListOutput, Make
from ktt_desktop.ui.screens.register_columns import count_text, screen_columns
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

KEYS = "Enter Sửa · Ctrl+N Thêm · Ctrl+F Tìm · Delete Xóa · Ctrl+PgDown Loại sau"
OUT_OF_SIGHT = "Đã ghi; hồ sơ vừa ghi không khớp điều kiện lọc nên không hiện."


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one question gave; `options` only where the records were read anew."""

    query: DossierQuery
    listing: Listing
    rows: Sequence[ListedRow]
    sums: str
    options: Options | None


class DossierList(QWidget):
    """Danh sách hồ sơ của một loại; read once, then searched and sorted off the UI thread."""

    def __init__(self, context: Context, kind: DossierKind) -> None:
        super().__init__()
        self._context, self.kind = context, kind
        self._listing: Listing | None = None  # None: to be read anew
        self._query, self._order = DossierQuery(), ("", False)
        self._shown: _Shown | None = None
        self._numbers: dict[str, int] = {}  # uid → what the table knows the record by
        self._rows: dict[int, ListedRow] = {}
        self._wanted, self._is_out_of_sight = "", False
        self._words = DossierWords(context.book.catalogue, {})
        every = dossier_columns(kind, self._words)
        self.model: WindowModel[ListedRow] = WindowModel(
            _dressed(every, kind.columns), lambda ids: {each: self._rows[each] for each in ids}
        )
        self.table = WindowTable(self.model, many=True)
        self.table.setAccessibleName(kind.label)
        self.filters, self.sums = DossierFilters(kind), QLabel()
        self.filters.show_year(context.period.year)
        self.undo, self.body = UndoStrip(self), ListBody(self.table)
        self.acts = DossierActs(context, kind, self, self.undo)
        layout = LayoutSpec(every, kind.columns, f"dossier_layout.{kind.id}", _dressed)
        self.columns = LayoutKeeper(context, layout, self.table)
        self.output: ListOutput[ListedRow] = ListOutput(
            context, self, kind.id.replace("_", "-"), self._made_of_shown, self._made_of_chosen
        )
        self._lay_out()
        self._connect()
        self.columns.load()

    def open(self) -> None:
        """Show the list as it is now, with the keyboard in it."""
        self.refresh()
        self.table.setFocus()

    def open_record(self, draft: DossierDraft, code: str) -> None:
        """Go to a record whatever is filtered, and open it at one of its fields."""
        self._wanted = draft.uid
        self.filters.show_all()
        self.refresh()
        self.acts.show(draft, code)

    def refresh(self) -> None:
        """Read the records anew, off the UI thread."""
        self._listing = None
        self._ask()

    def _lay_out(self) -> None:
        self.add_button = QPushButton("Thêm  Ctrl+N")
        self.add_button.setAccessibleName("Thêm")
        self.add_button.setProperty("primary", True)
        self.menu = ListMenu(self._menu_acts(), self)
        self.sums.setProperty("subheading", True)
        self.sums.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self.filters.search, 1)
        head.addWidget(self.menu)
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.undo)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.sums)

    def _menu_acts(self) -> Acts:
        acts = self.acts
        part = (
            f"Thêm phần của {self.kind.one} này…",
            shortcuts.ADD_PART,
            lambda: acts.add_part(self._current()),
        )
        return (
            ("Nhân bản…", shortcuts.DUPLICATE, lambda: acts.duplicate(self._current())),
            *((part,) if "part_of" in self.kind.uses else ()),
            ("Lịch sử…", shortcuts.LOOK_BACK, lambda: acts.look_back(self._current())),
            ("Chọn cột…", "Ctrl+D", lambda: self.columns.choose(self)),
            ("Bỏ mọi điều kiện lọc", "Ctrl+Shift+L", self._show_all),
            ("Chép các dòng đã chọn", COPY, self.output.copy),
            ("Kết xuất Excel, PDF…", "F12", self.output.export),
            ("In…", "Ctrl+P", self.output.preview),
            ("Thùng rác…", shortcuts.OPEN_BIN, acts.open_bin),
        )

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.acts.add)
        self.filters.changed.connect(self._ask)
        self.filters.search.went_down.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self._on_sort)
        self.table.activated.connect(lambda _: self.acts.edit(self._current()))
        self.table.chosen_changed.connect(self._sum_up)
        self.table.copy_wanted.connect(self.output.copy)
        self.table.delete_wanted.connect(self._on_delete)
        self.acts.wanted.connect(self._go_to)
        self.acts.left.connect(self.table.setFocus)
        QShortcut(QKeySequence.StandardKey.New, self, self.acts.add)
        QShortcut(QKeySequence("F3"), self, lambda: self.acts.edit(self._current()))
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self._on_period)

    # --- what is shown

    def _ask(self) -> None:
        """Show what the conditions let through; of several questions the newest one counts."""
        book, kind, listing = self._context.book, self.kind.id, self._listing
        query = self._query = self.filters.query(*self._order)

        def work(_: object) -> _Shown | None:
            if query is not self._query:
                return None  # the officer has typed on; a newer question stands behind this one
            found = listing or list_rows(book, kind)
            rows = shown_rows(found, query)
            options = None if listing else filter_options(found)
            return _Shown(query, found, rows, sum_words(found, rows), options)

        self._context.ask(self, work, self._show)

    def _show(self, shown: _Shown | None) -> None:
        if shown is None or shown.query is not self._query:
            return
        self._shown, self._listing = shown, shown.listing
        self._words.programmes = shown.listing.words.programmes
        if shown.options is not None:
            self.filters.offer(shown.options)
        ids = [self._number(each) for each in shown.rows]
        self._rows = dict(zip(ids, shown.rows, strict=True))
        self.model.show_order(shown.query.order, shown.query.descending)
        wanted, self._wanted = self._wanted, ""
        self.table.show_ids(ids, self._numbers.get(wanted) if wanted else None)
        self._is_out_of_sight = bool(wanted) and self._numbers.get(wanted) not in self._rows
        self._show_body(shown)
        self._sum_up()

    def _number(self, listed: ListedRow) -> int:
        return self._numbers.setdefault(listed.row.draft.uid, len(self._numbers))

    def _show_body(self, shown: _Shown) -> None:
        one, is_year_only = self.kind.one, shown.query == DossierQuery(years=shown.query.years)
        if shown.rows:
            self.body.show_table()
        elif not is_year_only:
            self.body.show_empty(
                f"Không có {one} nào khớp với điều kiện tìm và lọc.",
                "Bỏ điều kiện lọc",
                self._show_all,
            )
        else:
            self.body.show_empty(_nothing_yet(shown), "Thêm  Ctrl+N", self.acts.add)
        self.sums.setVisible(bool(shown.rows))

    def _sum_up(self) -> None:
        """Tell the sums of what is chosen where several rows are, else of the list."""
        shown = self._shown
        if shown is None or not self.isVisible():
            return
        chosen = self._chosen()
        known = f"{count_text(len(shown.listing.rows))} {self.kind.one}"
        if len(chosen) < 2:
            count = f"Hiện {count_text(len(shown.rows))} / {known}"
            self._context.notice(OUT_OF_SIGHT if self._is_out_of_sight else count, KEYS)
            self._tell(shown.sums, "Cộng")
            return
        self._context.notice(f"Chọn {count_text(len(chosen))} / {known}", KEYS)
        self._context.ask(
            self,
            lambda _: sum_words(shown.listing, nested([each.row for each in chosen])),
            lambda words: self._tell(words, f"Cộng {count_text(len(chosen))} dòng đang chọn"),
        )

    def _tell(self, words: str, label: str) -> None:
        self.sums.setText(f"{label}: {words}" if words else "")

    def _on_sort(self, order: str, descending: bool) -> None:
        self._order = (order, descending)
        self._ask()

    def _show_all(self) -> None:
        self.filters.show_all()
        self._ask()

    def _on_period(self) -> None:
        self.filters.show_year(self._context.period.year)
        self._listing = None
        if self.isVisible():
            self._ask()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.dossiers or change.organisations:
            self._listing = None
            if self.isVisible():
                self._ask()

    # --- the records

    def _current(self) -> DossierRow | None:
        listed = self.model.row_at(self.table.currentIndex().row())
        return None if listed is None else listed.row

    def _chosen(self) -> list[ListedRow]:
        return [self._rows[each] for each in self.table.chosen_ids()]

    def _go_to(self, uid: str) -> None:
        self._wanted = uid

    def _on_delete(self) -> None:
        self.acts.delete([each.row for each in self._chosen()])

    # --- what leaves the list

    def _made_of_shown(self) -> Make[ListedRow]:
        chosen, every = self._chosen(), list(self._rows.values())
        is_chosen = 1 < len(chosen) < len(every)
        return self._made_of(chosen if is_chosen else every, is_chosen=is_chosen)

    def _made_of_chosen(self) -> Make[ListedRow]:
        return self._made_of(self._chosen(), is_chosen=True)

    def _made_of(self, rows: Sequence[ListedRow], *, is_chosen: bool) -> Make[ListedRow]:
        assert self._shown is not None
        columns = tuple(column.key for column in self.model.columns)
        listing, query, profile = self._shown.listing, self._shown.query, self._context.profile
        if is_chosen:
            rows = nested([each.row for each in rows])
        shown = ShownDossiers(listing, replace(query), columns, rows, is_chosen)
        return lambda _: dossier_file(profile, shown)


def _dressed(
    every: Mapping[str, ListColumn[ListedRow]], chosen: Sequence[str]
) -> tuple[Column[ListedRow], ...]:
    columns = indented(every, chosen)
    return screen_columns(columns, columns)


def _nothing_yet(shown: _Shown) -> str:
    """What to do first; where other years have records, how to see them."""
    one, known = shown.listing.kind.one, len(shown.listing.rows)
    years = ", ".join(str(year) for year in shown.query.years if year)
    when = f"Năm {years} chưa" if years else "Chưa"
    others = (
        f"\nCác năm khác có {count_text(known)} {one}: chọn Tất cả ở bộ lọc Năm để xem."
        if known
        else ""
    )
    return f"{when} ghi {one} nào.\nThêm {one} đầu tiên; Ctrl+Enter ghi và thêm tiếp.{others}"
