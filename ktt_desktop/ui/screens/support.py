"""Screen Hỗ trợ: what was given in the year of the period, to whom and with which money."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.records import ChangeSet, GrantDraft, GrantRow, Programme
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.text import matches, sort_key
from ktt_desktop.services import register_list, support
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_columns import MISSING_CODE
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice
from ktt_desktop.ui.screens.list_body import ListBody
from ktt_desktop.ui.screens.register_columns import count_text, money_text
from ktt_desktop.ui.screens.support_columns import NUMBERS, support_columns
from ktt_desktop.ui.screens.support_form import grant_dialog
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.tables.filter_bar import SearchBox
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

KEYS = "Enter, F3 Sửa · Ctrl+N Thêm · Ctrl+F Tìm · Delete Xóa (vào thùng rác)"


@dataclass(frozen=True, slots=True)
class _Listing:
    """Everything the screen shows or offers, read at one go."""

    year: int
    rows: Sequence[GrantRow]
    programmes: Sequence[Programme]
    organisations: Sequence[Choice]


class SupportScreen(QWidget):
    """Hỗ trợ: a short list, so it is searched and sorted here."""

    name = "support"
    title = "Hỗ trợ"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._listing = _Listing(context.period.year, (), (), ())
        self._shown: list[GrantRow] = []
        self._order, self._descending, self._chosen_uid = "", False, ""
        self._last = GrantDraft()  # proposes programme and measure of the next one
        self.columns = support_columns(context.book.catalogue, lambda: self._listing.programmes)
        self.model: WindowModel[GrantRow] = WindowModel(
            self.columns, lambda ids: {each: self._shown[each] for each in ids}
        )
        self.table = WindowTable(self.model)
        self.table.setAccessibleName(self.title)
        self.search = SearchBox("Tìm nội dung, đối tượng, văn bản… (Ctrl+F, gõ không dấu)")
        self.undo, self.body = UndoStrip(self), ListBody(self.table)
        self._lay_out()
        self._connect()

    def open(self, place: Place | None) -> None:
        """Show the grants of the period's year as they are now."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the list anew, off the UI thread."""
        book, year = self._context.book, self._context.period.year
        self._context.ask(self, lambda _: _read(book, year), self._on_read)

    def _lay_out(self) -> None:
        self.heading = QLabel(self.title)
        self.heading.setProperty("heading", True)
        self.add_button = QPushButton("Thêm  Ctrl+N")
        self.add_button.setAccessibleName("Thêm")
        self.add_button.setProperty("primary", True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self.heading)
        head.addWidget(self.search, 2)
        head.addStretch(1)
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addWidget(self.undo)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.search.searched.connect(self._show)
        self.search.went_down.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self._on_sort)
        self.table.activated.connect(self._on_edit)
        QShortcut(QKeySequence.StandardKey.New, self, self._on_add)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        QShortcut(QKeySequence("F3"), self, self._on_edit)
        self.table.delete_wanted.connect(self._on_delete)
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self.refresh)

    def _on_read(self, listing: _Listing) -> None:
        if listing.year == self._context.period.year:
            self._listing = listing
            self._show()

    def _show(self) -> None:
        self.heading.setText(f"{self.title} năm {self._listing.year}")
        chosen = self._chosen_uid or self._current_uid()
        self._chosen_uid = ""
        self._shown = self._sorted([row for row in self._listing.rows if self._is_found(row)])
        uids = [row.draft.uid for row in self._shown]
        place = uids.index(chosen) if chosen in uids else -1
        self.model.show_order(self._order, self._descending)
        self.table.show_ids(range(len(uids)), place)
        self._show_body()
        if self.isVisible():
            self._context.notice(self._totals(), KEYS)

    def _totals(self) -> str:
        amounts = [row.total for row in self._shown if row.total is not None]
        total = money_text(sum(amounts) if amounts else None)
        shown, known = count_text(len(self._shown)), count_text(len(self._listing.rows))
        return f"Hiện {shown} / {known} lượt hỗ trợ · Kinh phí {total} triệu đồng"

    def _show_body(self) -> None:
        if self._shown:
            self.body.show_table()
        elif self._listing.rows:
            self.body.show_empty(
                "Không có lượt hỗ trợ nào khớp với điều kiện tìm.", "Bỏ tìm", self.search.clear
            )
        else:
            self.body.show_empty(
                f"Năm {self._listing.year} chưa ghi lượt hỗ trợ nào.\n"
                "Thêm lượt hỗ trợ đầu tiên: chương trình, nội dung, đối tượng và kinh phí.",
                "Thêm  Ctrl+N",
                self._on_add,
            )

    def _sorted(self, rows: list[GrantRow]) -> list[GrantRow]:
        """By the chosen column; without one in the order of the measures (Biểu C)."""
        column = next((each for each in self.columns if each.sort_key == self._order), None)
        if column is None or not self._order:
            return rows
        if column.is_right:
            number = NUMBERS[column.key]
            known = [row for row in rows if number(row) is not None]
            known.sort(key=lambda row: number(row) or 0, reverse=self._descending)
            return known + [row for row in rows if number(row) is None]
        return sorted(rows, key=lambda row: sort_key(column.text(row)), reverse=self._descending)

    def _is_found(self, row: GrantRow) -> bool:
        words = " ".join(column.text(row) for column in self.columns)
        return matches(self.search.text(), f"{words} {row.draft.content} {row.draft.note}")

    def _current(self) -> GrantRow | None:
        place = self.table.current_id()
        return None if place is None else self._shown[place]

    def _current_uid(self) -> str:
        row = self._current()
        return row.draft.uid if row else ""

    def _on_sort(self, order: str, descending: bool) -> None:
        self._order, self._descending = order, descending
        self._show()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.support or change.organisations:
            self.refresh()

    def _on_add(self) -> None:
        last = self._last
        self._show_grant(
            GrantDraft(
                year=self._context.period.year,
                programme_code=last.programme_code,
                measure_code=last.measure_code,
            )
        )

    def _on_edit(self) -> None:
        if uid := self._current_uid():
            self._open_grant(uid)

    def _open_grant(self, uid: str) -> None:
        book = self._context.book
        self._context.ask(self, lambda _: support.load_grant(book, uid), self._show_grant)

    def _show_grant(self, draft: GrantDraft) -> None:
        known = self._listing
        dialog = grant_dialog(self._context, draft, known.programmes, known.organisations, self)

        def saved(_: object) -> None:
            self._last, self._chosen_uid = dialog.form.draft(), draft.uid

        dialog.saved.connect(saved)
        dialog.reload_wanted.connect(lambda: self._open_grant(draft.uid))
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()
        dialog.form.focus("organisation_uid" if draft.measure_code else "")

    def _on_delete(self) -> None:
        row = self._current()
        if row is None or not messages.ask(
            self,
            "Xóa lượt hỗ trợ",
            f"Đưa lượt hỗ trợ “{self.columns[0].text(row)}” vào thùng rác? "
            "Có thể hoàn tác ngay sau đó.",
            "Xóa",
            "Giữ lại",
        ):
            return
        book, uid = self._context.book, row.draft.uid

        def undo() -> None:
            self._chosen_uid = uid
            self._context.save(self, lambda _: support.restore_grant(book, uid))

        self._context.save(
            self,
            lambda _: support.delete_grant(book, uid),
            lambda _: self.undo.offer("Đã đưa một lượt hỗ trợ vào thùng rác.", undo),
        )


def _read(book: Book, year: int) -> _Listing:
    grants = support.grants(book, year)
    return _Listing(year, grants, support.programmes(book), _beneficiaries(book, grants))


def _beneficiaries(book: Book, grants: Sequence[GrantRow]) -> list[Choice]:
    """Whom to offer: equal names with their codes, and those in the bin that have a grant."""
    query = RegisterQuery()
    rows = register_list.organisation_rows(book, register_list.organisation_ids(book, query), query)
    count = Counter(row.name for row in rows)
    known = {
        row.uid: f"{row.name} – {row.tax_code or MISSING_CODE}" if count[row.name] > 1 else row.name
        for row in rows
    }
    gone = {
        row.draft.organisation_uid: f"{row.organisation_name} (trong thùng rác)"
        for row in grants
        if row.draft.organisation_uid
    }
    return list((gone | known).items())
