"""The forms made of work records, inside the screen Hỗ trợ: Biểu C, D, E and Mục tiêu."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.sourced_table import SourcedTable, unsourced
from ktt_desktop.services.book import Book
from ktt_desktop.services.form_output import export_form, form_pdf
from ktt_desktop.services.support_tables import dossier_tables
from ktt_desktop.services.targets import target_table
from ktt_desktop.ui import messages, shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.dossier_table_behind import show_records_behind
from ktt_desktop.ui.screens.dossier_table_view import FormTable

LOW = 440  # logical pixels: a window so low has room for the table alone
FOLDER = "dossiers/folder"
FILES = "Bảng Excel (*.xlsx);;Tệp PDF (*.pdf)"
TARGETS = "Mục tiêu"
CHIPS = (
    ("C", "Biểu C – Hỗ trợ"),
    ("D", "Biểu D – Tổng hợp"),
    ("D.1", "Biểu D – Danh sách"),
    ("E", "Biểu E – Đề án 167"),
    (TARGETS, "Mục tiêu"),
)
EMPTY = {
    "C": "Chưa có hồ sơ hỗ trợ, vay vốn nào của {years}. Ghi ở danh sách Hỗ trợ (Ctrl+N).",
    "D": "Chưa có số tổng hợp Biểu D của năm {year}, danh mục không có HTX nào ngừng hoạt động.",
    "D.1": "Danh mục không có HTX nào ngừng hoạt động hoặc đang giải thể đến ngày chốt số liệu.",
    "E": "Chưa có mô hình nào tham gia Đề án 167 đến năm {year}.",
    TARGETS: "Chưa có mục tiêu nào từ năm {year}. Ghi ở danh sách Mục tiêu (Ctrl+N).",
}
KEYS = "Ctrl+I Số này gồm những gì · Ctrl+P In · F12 Kết xuất · Ctrl+C Chép"


class DossierTables(QWidget):
    """Biểu từ hồ sơ công việc: a chooser, one table, what a figure is made of, print, export."""

    left = Signal()  # Esc in the table

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._tables: dict[str, SourcedTable] = {}
        self._chips = QButtonGroup(self)
        self.title, self.notes, self.empty = QLabel(), QLabel(), QLabel()
        self.table, self._body = FormTable(), QStackedWidget()
        self._print, self._export = QPushButton("In  Ctrl+P"), QPushButton("Kết xuất  F12")
        self._build()
        self._connect()

    def _build(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(theme.SPACE_8)
        for place, (_, words) in enumerate(CHIPS):
            button = QPushButton(words)
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.setAccessibleName(words)
            button.setToolTip(f"{words}  Ctrl+{place + 1}")
            button.setChecked(not place)
            self._chips.addButton(button, place)
            chips.addWidget(button)
        chips.addStretch()
        for button in (self._print, self._export):
            button.setAccessibleName(button.text().split("  ")[0])
            chips.addWidget(button)
        self.title.setProperty("subheading", True)
        self.title.setWordWrap(True)
        self.notes.setProperty("hint", True)
        self.notes.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("hint", True)
        for widget in (self.table, self.empty):
            self._body.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_8)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(chips)
        column.addWidget(self.title)
        column.addWidget(self._body, 1)
        column.addWidget(self.notes)

    def _connect(self) -> None:
        context = self._context
        self._chips.idClicked.connect(lambda _: self._show())
        self.table.left.connect(self.left)
        self._print.clicked.connect(self.preview)
        self._export.clicked.connect(self.export)
        for signal in (context.period_changed, context.profile_changed):
            signal.connect(self._on_other)
        context.changes.changed.connect(self._on_changed)
        shortcuts.bind(self, "Ctrl+I", self.show_behind)
        shortcuts.bind(self, "Ctrl+P", self.preview)
        shortcuts.bind(self, "F12", self.export)
        for place, (form, _) in enumerate(CHIPS, start=1):
            shortcuts.bind(self, f"Ctrl+{place}", partial(self.choose, form))

    # --- what is shown

    def open(self) -> None:
        """Show the form that was chosen last, as the book is now."""
        self.refresh()
        self._context.notice("", KEYS)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the forms of the period anew."""
        book, profile, period = self._context.book, self._context.profile, self._context.period

        def done(found: dict[str, SourcedTable]) -> None:
            if period == self._context.period:
                self._tables = found
                self._show()

        self._context.ask(self, lambda _: read_forms(book, profile, period), done)

    @property
    def chosen(self) -> str:
        """The form that is shown: "C", "D", "D.1", "E" or the targets."""
        return CHIPS[self._chips.checkedId()][0]

    def choose(self, form: str) -> None:
        """Show another form."""
        place = next(place for place, (name, _) in enumerate(CHIPS) if name == form)
        self._chips.button(place).setChecked(True)
        self._show()

    def _show(self) -> None:
        table, year = self._tables.get(self.chosen), self._context.period.year
        if table is None:
            return
        is_filled = bool(table.rows) if self.chosen == TARGETS else table.is_filled
        self.title.setText(f"{table.title} – {table.unit_line}" if table.unit_line else table.title)
        self.table.show_table(table)
        self.table.setAccessibleName(table.title)
        years = f"các năm {year - 1}, {year}, {year + 1}"
        self.empty.setText(EMPTY[self.chosen].format(year=year, years=years))
        self._body.setCurrentWidget(self.table if is_filled else self.empty)
        self.notes.setText("\n".join(table.notes))
        self.title.setToolTip(self.notes.text() if is_filled else "")
        self._show_notes()
        for button in (self._print, self._export):
            button.setEnabled(is_filled)

    def _show_notes(self) -> None:
        """Under the table where there is room; else only as the tool tip of the title."""
        is_filled = self._body.currentWidget() is self.table
        self.notes.setVisible(is_filled and bool(self.notes.text()) and self.height() >= LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_notes()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.dossiers or change.organisations or change.settings:
            self._on_other()

    def _on_other(self) -> None:
        """What is hidden is read when it is opened."""
        if self.isVisible():
            self.refresh()

    # --- acts

    def show_behind(self) -> None:
        """What the active cell is made of."""
        cell, table = self.table.current_cell, self.table.form.table
        if cell is None or self._body.currentWidget() is not self.table:
            return
        index = self.table.currentIndex()
        row = table.rows[index.row()]
        head = self.table.form.headerData(index.column(), Qt.Orientation.Horizontal)
        words = f"{row.label} · {head}"
        show_records_behind(self._context, self, words, row.hint, cell)

    def preview(self) -> None:
        """Show the pages of the form, then print."""
        from PySide6.QtPrintSupport import QPrinterInfo

        from ktt_desktop.ui.print_dialog import PrintDialog

        if not self._print.isEnabled():
            return
        profile, period, table = self._context.profile, self._context.period, self.table.form.table
        PrintDialog(
            self._context,
            lambda job: form_pdf(profile, period, table, job),
            QPrinterInfo.availablePrinterNames(),
            self,
        ).open()

    def export(self) -> None:
        """Write the form where the officer says, as a workbook or a PDF."""
        if not self._export.isEnabled():
            return
        context, table = self._context, self.table.form.table
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(str(QSettings().value(FOLDER, documents)))
        name = f"bieu-{_file_word(table.id)}_{context.profile.code}_{context.period.code}.xlsx"
        chosen, kind = QFileDialog.getSaveFileName(self, "Kết xuất biểu", str(folder / name), FILES)
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.lower() not in (".xlsx", ".pdf"):
            target = target.with_name(f"{target.name}{'.pdf' if 'pdf' in kind else '.xlsx'}")
        QSettings().setValue(FOLDER, str(target.parent))
        profile, period = context.profile, context.period
        run_with_dialog(
            context,
            self,
            "Kết xuất biểu",
            lambda job: export_form(profile, period, table, target, job),
            lambda path: messages.inform(
                self, "Kết xuất biểu", f"Đã ghi biểu vào tệp {path.name}.", str(path.parent)
            ),
        )


def read_forms(
    book: Book, profile: UnitProfile, period: ReportingPeriod
) -> dict[str, SourcedTable]:
    """Every form of the chooser by its name."""
    found = {each.id: each for each in dossier_tables(book, profile, period).every}
    targets = unsourced(
        TARGETS, "Mục tiêu và khả năng hoàn thành", target_table(book, profile, period)
    )
    return found | {TARGETS: targets}


def _file_word(id_: str) -> str:
    return "muc-tieu" if id_ == TARGETS else id_.lower().replace(".", "-")
