"""Mẫu Excel trống: one of the program's own workbooks, written for officers to fill in."""

from pathlib import Path

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QVBoxLayout, QWidget

from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import today
from ktt_desktop.services.import_templates import file_name, import_templates, save_template
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button
from ktt_desktop.ui.forms.choice_editor import ENTER, ChoiceEditor
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.import_column_panel import MEASURE_CHOICES, year_choices
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph

SIZE = (640, 400)  # logical pixels, where the screen has them
WORDS = (
    "Tệp Excel có sẵn các cột, danh sách chọn và trang hướng dẫn. Điền xong thì nhập lại ở đây, "
    "chương trình nhận ra mẫu và không hỏi gì về cột."
)


class TemplateDialog(QDialog):
    """Hộp thoại lưu mẫu Excel trống."""

    def __init__(self, context: Context, folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mẫu Excel trống")
        self._context, self._folder = context, folder
        self._templates = import_templates()
        self.list = RowsView(("Mẫu",), "")
        self.list.setAccessibleName("Mẫu Excel trống")
        year = context.period.year
        self.year, self.measure = (
            ChoiceEditor(year_choices(max(year, today().year) + 1)),
            ChoiceEditor(MEASURE_CHOICES),
        )
        self._form = QFormLayout()
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_: self._show_period())
        shortcuts.bind(self, "Ctrl+S", self.save)
        fit(self, SIZE)
        self.year.set_value(str(year))
        self.measure.set_value(Measure.ACTUAL)
        self.list.show_rows([(each.label,) for each in self._templates], 0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        words, save = paragraph(WORDS), key_button("Lưu…  Ctrl+S", self.save)
        words.setProperty("hint", True)
        save.setProperty("primary", True)
        for label, editor in (("Năm", self.year), ("Loại số liệu", self.measure)):
            editor.input.setAccessibleName(label)
            self._form.addRow(label, editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addLayout(self._form)
        column.addLayout(button_line((), (save, key_button("Đóng  Esc", self.reject))))

    def _show_period(self) -> None:
        """Only figures are of a year."""
        has_figures = self._templates[max(self.list.place, 0)].figures
        for editor in (self.year, self.measure):
            self._form.setRowVisible(editor, has_figures)

    @property
    def _period(self) -> YearMeasure | None:
        year, measure = self.year.value(), self.measure.value()
        return YearMeasure(int(year), Measure(measure)) if year and measure else None

    def save(self) -> None:
        """Ask where, and write the workbook."""
        template, period = self._templates[max(self.list.place, 0)], self._period
        if template.figures and period is None:
            (self.year if not self.year.value() else self.measure).setFocus()
            return
        name = str(Path(self._folder) / file_name(template, period))
        chosen, _ = QFileDialog.getSaveFileName(
            self, f"Lưu {template.label}", name, "Bảng Excel (*.xlsx)"
        )
        if not chosen:
            return
        target, book = Path(chosen).with_suffix(".xlsx"), self._context.book
        profile = self._context.profile
        run_with_dialog(
            self._context,
            self,
            "Lưu mẫu Excel",
            lambda _: save_template(book, profile, template, target, period),
            self._tell,
        )

    def _tell(self, target: Path) -> None:
        messages.inform(
            self, "Lưu mẫu Excel", f"Đã ghi mẫu vào tệp {target.name}.", str(target.parent)
        )
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a template saves it."""
        if event.key() in ENTER and self.list.hasFocus():
            self.save()
        else:
            super().keyPressEvent(event)
