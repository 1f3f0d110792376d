"""Step 3 of Nhập từ Excel: what every row would do, decided and corrected before it is written."""

from pathlib import Path

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ktt_desktop.domain.importing.choices import Act
from ktt_desktop.domain.importing.plan import FieldChange, Outcome
from ktt_desktop.services.error_workbook import LEFT, error_file_name
from ktt_desktop.services.import_row_facts import row_facts
from ktt_desktop.services.import_words import summary
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.dialog_frames import button_line, key_button
from ktt_desktop.ui.forms.choice_editor import ENTER
from ktt_desktop.ui.import_file_page import last_folder
from ktt_desktop.ui.import_fix_dialog import FixDialog
from ktt_desktop.ui.import_fix_lines import FixLine, fix_lines
from ktt_desktop.ui.import_row_detail import RowDetail
from ktt_desktop.ui.import_row_filter import RowFilter, is_found
from ktt_desktop.ui.import_row_table import RowTable
from ktt_desktop.ui.import_session import ImportSession
from ktt_desktop.ui.import_totals_dialog import TotalsDialog, stated_totals
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8
from ktt_desktop.ui.update_dialogs import paragraph, toned

ERRORS, TOTALS = "F12", "Ctrl+I"
NOT_FITTING = "Quyết định này không hợp với dòng đang chọn."


class CheckPage(QWidget):
    """Kiểm tra; nothing is written from here."""

    keys = "N Thêm mới · C Cập nhật · B Bỏ qua · Backspace Thôi quyết định · Enter Sửa ô"

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session, self._totals = session, list[tuple[str, ...]]()
        self.summary, self.notes = paragraph(""), toned("", "warning")
        self.filter, self.table, self.detail = RowFilter(self), RowTable(), RowDetail()
        self.totals_button = key_button(f"Số cộng trong tệp…  {TOTALS}", self.show_totals)
        self.errors_button = key_button(f"Lưu các dòng chưa nhập…  {ERRORS}", self.save_errors)
        self._lay_out()
        session.opened.connect(lambda _: self._forget())
        self.filter.changed.connect(self._show_rows)
        self.filter.search.went_down.connect(self.table.setFocus)
        self.table.row_changed.connect(self._show_row)
        self.table.decided.connect(self._on_decided)
        self.table.numbered.connect(self._on_numbered)
        self.table.entered.connect(self.fix)
        for keys, act in ((ERRORS, self.save_errors), (TOTALS, self.show_totals)):
            shortcuts.bind(self, keys, act)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_8)
        middle.addWidget(self.table, 5)
        middle.addWidget(self.detail, 3)
        self.summary.setProperty("subheading", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.filter.search)
        column.addLayout(top)
        column.addWidget(self.notes)
        column.addWidget(self.filter)
        column.addLayout(middle, 1)
        column.addLayout(button_line((self.totals_button, self.errors_button)))

    # --- what is shown

    def show_page(self) -> None:
        """Show the plan as it was made last."""
        plan = self._session.plan
        if plan is None:
            return
        reading = self._session.reading
        self._totals = [] if reading is None else stated_totals(reading)
        self.table.lines = plan.rows
        self.filter.offer(plan.rows, plan.counts)
        self._show_rows()
        self._sum_up()
        self.table.setFocus()

    def _forget(self) -> None:
        """The rows of another file are looked at from the first one on."""
        self.filter.reset()
        self.table.lines = []
        self.table.show_ids(())

    def _show_rows(self) -> None:
        """Keep what the filter lets through; words are looked for off the UI thread."""
        lines, wanted = self.table.lines, (self.filter.key, self.filter.text)
        places = self.filter.places(lines)
        if not self.filter.text:
            self.table.show_ids(places)
            return

        def found(_: object) -> list[int]:
            return [place for place in places if is_found(wanted[1], lines[place])]

        def show(places: list[int]) -> None:
            if lines is self.table.lines and wanted == (self.filter.key, self.filter.text):
                self.table.show_ids(places)

        self._session.context.ask(self, found, show)

    def _sum_up(self) -> None:
        plan = self._session.plan
        assert plan is not None
        self.summary.setText(summary(plan))
        self.notes.setText("\n".join(plan.notes))
        self.notes.setVisible(bool(plan.notes))
        counts = plan.counts
        self.errors_button.setEnabled(any(counts[each] for each in LEFT))
        self.totals_button.setVisible(bool(self._totals))
        self.filter.count(counts)

    def _show_row(self) -> None:
        """The row under the keyboard, with what the book says of it as soon as it is read."""
        row, plan = self.table.line, self._session.plan
        if row is None or plan is None:
            self.detail.show_line(None, ())
            return
        self.detail.show_line(row, row.changes)
        uid = row.uid or self.detail.candidate_uid
        book, profile = self._session.context.book, self._session.context.profile

        def show(facts: tuple[FieldChange, ...]) -> None:
            if row is self.table.line:
                self.detail.show_facts(facts)

        self._session.context.ask(self, lambda _: row_facts(book, profile, plan, row, uid), show)

    # --- decisions

    def _on_decided(self, act: Act | None) -> None:
        rows = self.table.chosen
        if act is None:
            self._session.undecide(rows)
            self._plan_again()
        elif not self._session.decide(rows, act, self.detail.candidate):
            self._session.context.notice(NOT_FITTING)
        else:
            self._sum_up()
            self.table.viewport().update()
            self.detail.show_line(self.table.line, ())
            self._go_on()

    def _go_on(self) -> None:
        """To the next row that waits for a decision, where one row was decided."""
        if len(self.table.chosen_ids()) != 1:
            self._show_row()
            return
        after = self.table.currentIndex().row() + 1
        model = self.table.window_model
        waiting = (
            place
            for place in range(after, model.rowCount())
            if (id_ := model.id_at(place)) is not None
            and self.table.lines[id_].outcome is Outcome.DOUBTFUL
        )
        place = next(waiting, None)
        if place is None:
            self._show_row()
        else:
            self.table.setCurrentIndex(model.index(place, 0))

    def _on_numbered(self, place: int) -> None:
        if self.detail.choose_candidate(place):
            self._show_row()

    def _plan_again(self) -> None:
        self._session.make_plan(self.show_page)

    # --- corrections, files

    def fix(self) -> None:
        """Correct what a cell of the row says."""
        row, session = self.table.line, self._session
        if row is None or session.reading is None or session.file is None or not session.words:
            return
        read = next(each.list for each in session.reading.lists if each.at == row.at)
        sheet, choice, words = (
            session.file.sheets[row.at.sheet],
            session.choice(row.at),
            session.words,
        )

        def show(lines: list[FixLine]) -> None:
            dialog = FixDialog(session, row, lines, self)
            dialog.fixed.connect(self._plan_again)
            dialog.finished.connect(lambda _: self.table.setFocus())
            dialog.open()

        session.context.ask(self, lambda _: fix_lines(row, read, sheet, choice, words), show)

    def show_totals(self) -> None:
        """Compare the totals the file states with its rows."""
        if self._totals:
            TotalsDialog(self._totals, self).open()

    def save_errors(self) -> None:
        """Write the rows that are not imported into a workbook of their own, each with its why."""
        file = self._session.file
        if file is None or not self.errors_button.isEnabled():
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Lưu các dòng chưa nhập",
            str(Path(last_folder()) / error_file_name(file)),
            "Bảng Excel (*.xlsx)",
        )
        if chosen:
            target = Path(chosen).with_suffix(".xlsx")
            self._session.save_errors(target, lambda: self._tell_saved(target))

    def _tell_saved(self, target: Path) -> None:
        counts = self._session.plan.counts if self._session.plan else {}
        number = sum(counts[each] for each in LEFT)
        messages.inform(
            self,
            "Lưu các dòng chưa nhập",
            f"Đã ghi {count_text(number)} dòng vào tệp {target.name}, kèm lý do. Sửa xong thì nhập "
            "tệp đó như một danh sách thường.",
            str(target.parent),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on what was unclear corrects it."""
        if event.key() in ENTER and self.detail.issues.hasFocus():
            self.fix()
        else:
            super().keyPressEvent(event)
