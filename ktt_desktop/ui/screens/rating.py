"""Screen Xếp loại: the organisations of a year, their points and classes, what Biểu A says."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services import rating
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossiers import delete_dossier, load_dossier, restore_dossier
from ktt_desktop.services.rating import RatingList, RatingRow, RatingSheet, grade_counts
from ktt_desktop.services.rating_output import ShownRatings, ratings_file
from ktt_desktop.services.rating_table_a import GoodCount, enter_good_count, good_count
from ktt_desktop.services.rating_words import counts_words, rating_columns
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.dossier_list_bin import DossierBin
from ktt_desktop.ui.screens.dossier_list_history import DossierHistory
from ktt_desktop.ui.screens.list_body import ListBody
from ktt_desktop.ui.screens.list_menu import COPY, ListMenu
from ktt_desktop.ui.screens.list_output import ListOutput, Make
from ktt_desktop.ui.screens.rating_compare import CompareDialog
from ktt_desktop.ui.screens.rating_dialog import RatingDialog
from ktt_desktop.ui.screens.rating_filters import condition_words, rating_filters, shown_rows
from ktt_desktop.ui.screens.rating_good import GoodStrip
from ktt_desktop.ui.screens.rating_scales import show_scales
from ktt_desktop.ui.screens.rating_sizes import show_sizes
from ktt_desktop.ui.screens.register_columns import count_text, screen_columns
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.filter_bar import FilterBar
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20
from ktt_desktop.ui.year_box import YearBox

KEYS = "Enter Chấm điểm · Ctrl+F Tìm · F12 Kết xuất · Ctrl+P In · Delete Xóa phiếu"
YEARS_BACK = 5


class RatingScreen(QWidget):
    """Xếp loại: the list of one year; Enter opens the score sheet."""

    name = "rating"
    title = "Xếp loại"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._year = context.period.year
        self._listed = RatingList(self._year)
        self._good: GoodCount | None = None
        self._shown: list[RatingRow] = []
        self._order, self._descending, self._chosen = "", False, ""
        catalogue = context.book.catalogue
        self._every = rating_columns(catalogue, tuple(catalogue.ratings.rulesets.values()))
        self.model: WindowModel[RatingRow] = WindowModel(
            self._columns(), lambda ids: {each: self._shown[each] for each in ids}
        )
        self.table = WindowTable(self.model)
        self.table.setAccessibleName(self.title)
        self.filters = FilterBar(
            "Tìm tên hợp tác xã, lĩnh vực… (Ctrl+F, gõ không dấu)", (), rating_filters(catalogue)
        )
        self.undo, self.body, self.good = UndoStrip(self), ListBody(self.table), GoodStrip()
        self.year_box = YearBox("Năm xếp loại", YEARS_BACK)
        self._output: ListOutput[RatingRow] = ListOutput(
            context, self, "xep-loai", self._make, self._make
        )
        self._lay_out()
        self._connect()

    def open(self, place: Place | None) -> None:
        """Show the ratings as they are now; a place opens the sheet or goes to its organisation."""
        if place is not None and place.kind is SubjectKind.ORGANISATION:
            self._chosen = place.key
        elif place is not None and place.kind is SubjectKind.DOSSIER and place.key:
            book, uid = self._context.book, place.key
            self._context.ask(self, lambda _: load_dossier(book, uid), self._on_record)
        self._show_years()
        self.refresh()
        self.table.setFocus()

    def _on_record(self, draft: DossierDraft) -> None:
        """Go to the year of a record and open its sheet."""
        self._year = draft.year or self._year
        self._chosen = next(iter(draft.organisations), "")
        self._show_years()
        self.refresh()
        if self._chosen:
            self._load(self._chosen, self._show_sheet)

    def refresh(self) -> None:
        """Read the list anew, off the UI thread."""
        book, profile, period, year = (
            self._context.book,
            self._context.profile,
            self._context.period,
            self._year,
        )

        def read(_: Job) -> tuple[RatingList, GoodCount]:
            listed = rating.ratings(book, year)
            return listed, good_count(book, profile, period, listed)

        self._context.ask(self, read, lambda found: self._on_read(period, *found))

    # --- what stands where

    def _lay_out(self) -> None:
        self.heading = QLabel(self.title)
        self.heading.setProperty("heading", True)
        self.menu = ListMenu(
            (
                ("So sánh hai cách chấm", shortcuts.COMPARE_RATINGS, self._on_compare),
                ("Đưa số HTX tốt, khá vào Biểu A", shortcuts.ENTER_GOOD, self._on_enter_good),
                ("Sửa thang điểm…", shortcuts.EDIT_SCALES, self._on_scales),
                ("Sửa ngưỡng quy mô…", shortcuts.EDIT_SIZES, self._on_sizes),
                ("Lịch sử…", shortcuts.LOOK_BACK, self._on_history),
                ("Thùng rác…", shortcuts.OPEN_BIN, self._on_bin),
                ("Kết xuất…", "F12", lambda: self._output.export()),
                ("In danh sách…", "Ctrl+P", lambda: self._output.preview()),
                ("Chép danh sách", COPY, lambda: self._output.copy()),
            ),
            self,
        )
        self.open_button = QPushButton("Chấm điểm  Enter")
        self.open_button.setAccessibleName("Chấm điểm")
        self.open_button.setProperty("primary", True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self.heading)
        head.addWidget(self.year_box)
        head.addWidget(self.filters.search, 2)
        head.addStretch(1)
        head.addWidget(self.menu)
        head.addWidget(self.open_button)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.undo)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.counts)
        layout.addWidget(self.good)

    def _connect(self) -> None:
        self.year_box.currentIndexChanged.connect(lambda _: self._on_year())
        self.filters.changed.connect(self._show)
        self.filters.search.went_down.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self._on_sort)
        self.table.activated.connect(lambda _: self._on_open())
        self.table.delete_wanted.connect(self._on_delete)
        self.table.copy_wanted.connect(self._output.copy)
        self.open_button.clicked.connect(self._on_open)
        self.good.button.clicked.connect(self._on_enter_good)
        QShortcut(QKeySequence("F3"), self, self._on_open)
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self._on_period)

    def _columns(self) -> tuple[Column[RatingRow], ...]:
        return screen_columns(self._every, self._keys())

    def _keys(self) -> tuple[str, ...]:
        """The columns of the rulesets in force; all of them before the list was read."""
        rulesets = self._listed.rulesets
        if not rulesets:
            return tuple(self._every)
        return tuple(rating_columns(self._context.book.catalogue, rulesets))

    # --- what is shown

    def _show_years(self) -> None:
        self.year_box.show_years(self._context.period.year, self._year)

    def _on_year(self) -> None:
        self._year = self.year_box.year
        self.refresh()

    def _on_period(self) -> None:
        self._year = self._context.period.year
        self._show_years()
        self.refresh()

    def _on_read(self, period: ReportingPeriod, listed: RatingList, good: GoodCount) -> None:
        if listed.year != self._year or period != self._context.period:
            return
        if listed.rulesets != self._listed.rulesets:
            self._listed = listed
            self.table.set_columns(self._columns(), {})
        self._listed, self._good = listed, good
        self.good.tell(good, period)
        self._show()

    def _show(self) -> None:
        chosen = self._chosen or self._current_uid()
        self._chosen = ""
        self._shown = shown_rows(
            self._listed.rows, self.filters, self._every, self._order, descending=self._descending
        )
        uids = [row.organisation.uid for row in self._shown]
        self.model.show_order(self._order, self._descending)
        self.table.show_ids(range(len(uids)), uids.index(chosen) if chosen in uids else -1)
        ratings = self._context.book.catalogue.ratings
        self.counts.setText(counts_words(ratings, grade_counts(self._shown)))
        self.open_button.setEnabled(bool(self._shown))
        self._show_body()
        if self.isVisible():
            known = count_text(len(self._listed.rows))
            self._context.notice(f"Hiện {count_text(len(uids))} / {known} hợp tác xã", KEYS)

    def _show_body(self) -> None:
        if self._shown:
            self.body.show_table()
        elif self._listed.rows:
            self.body.show_empty(
                "Không có hợp tác xã nào khớp với điều kiện tìm.", "Bỏ tìm", self._on_show_all
            )
        else:
            self.body.show_empty(
                f"Năm {self._year} danh mục chưa có hợp tác xã nào để xếp loại.\n"
                "Thêm hợp tác xã ở Danh mục trước.",
                "Mở Danh mục  Alt+1",
                lambda: self._context.jump("register"),
            )

    def _on_show_all(self) -> None:
        self.filters.show_state("", "", {})
        self._show()

    def _current(self) -> RatingRow | None:
        place = self.table.current_id()
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def _current_uid(self) -> str:
        row = self._current()
        return row.organisation.uid if row else ""

    def _on_sort(self, order: str, descending: bool) -> None:
        self._order, self._descending = order, descending
        self._show()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.dossiers or change.organisations or change.years:
            self.refresh()

    # --- acts

    def _make(self) -> Make[RatingRow]:
        book, profile = self._context.book, self._context.profile
        conditions = condition_words(book.catalogue, self.filters)
        shown = ShownRatings(self._listed, tuple(self._shown), self._keys(), conditions)
        return lambda _: ratings_file(book, profile, shown)

    def _on_open(self) -> None:
        if uid := self._current_uid():
            self._load(uid, self._show_sheet)

    def _on_compare(self) -> None:
        if uid := self._current_uid():
            self._load(
                uid, lambda sheet: self._show_over(CompareDialog(self._context, sheet, self))
            )

    def _load(self, uid: str, then: Callable[[RatingSheet], object]) -> None:
        book, year = self._context.book, self._year
        self._context.ask(self, lambda _: rating.load_rating(book, uid, year), then)

    def _show_sheet(self, sheet: RatingSheet) -> None:
        dialog = RatingDialog(self._context, sheet, self)
        dialog.reload_wanted.connect(self._on_open)
        self._show_over(dialog)

    def _on_history(self) -> None:
        row = self._current()
        if row is not None and row.uid:
            title = f"xếp loại năm {self._year}, {row.organisation.name}"
            self._show_over(DossierHistory(self._context, row.uid, title, self))

    def _on_bin(self) -> None:
        kind = self._context.book.catalogue.dossiers[Kind.RATING]
        self._show_over(DossierBin(self._context, kind, self))

    def _show_over(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()

    def _on_scales(self) -> None:
        show_scales(self._context, self)

    def _on_sizes(self) -> None:
        show_sizes(self._context, self)

    def _on_enter_good(self) -> None:
        good, book, profile = self._good, self._context.book, self._context.profile
        pair = self._context.period.main
        if (
            good is None
            or not good.differs
            or not messages.ask(
                self, "Đưa vào Biểu A", self.good.question(), "Đưa vào Biểu A", "Giữ nguyên"
            )
        ):
            return
        self._context.save(self, lambda _: enter_good_count(book, profile, pair, good))

    def _on_delete(self) -> None:
        row = self._current()
        if row is None or not row.uid:
            return
        name = row.organisation.name
        if not messages.ask(
            self,
            "Xóa phiếu xếp loại",
            f"Đưa phiếu xếp loại năm {self._year} của {name} vào thùng rác? "
            "Có thể hoàn tác ngay sau đó.",
            "Xóa",
            "Giữ lại",
        ):
            return
        book, uid = self._context.book, row.uid
        self._context.save(
            self,
            lambda _: delete_dossier(book, uid),
            lambda _: self.undo.offer(
                f"Đã xóa phiếu xếp loại của {name}.", lambda: self._restore(book, uid)
            ),
        )

    def _restore(self, book: Book, uid: str) -> None:
        self._context.save(self, lambda _: restore_dossier(book, uid))
