"""So sánh hai cách chấm: what two rulesets make of one organisation and year."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.services.rating import RatingSheet
from ktt_desktop.services.rating_comparison import compare_lines, scored_rulesets
from ktt_desktop.services.rating_words import outcome_words, reasons_of
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20, WARNING_TINT

WIDTH, HEIGHT = 1080, 600  # logical pixels, where the screen has them
ONE_ONLY = "Năm này chỉ một bộ tiêu chí chấm điểm cho hợp tác xã này, không có gì để so sánh."


class CompareDialog(QDialog):
    """Hộp thoại so sánh; only looks."""

    def __init__(self, context: Context, sheet: RatingSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"So sánh hai cách chấm năm {sheet.year}: {sheet.organisation.name}")
        ratings, rulesets = context.book.catalogue.ratings, scored_rulesets(sheet)[:2]
        self.results = [
            QLabel(
                f"{each.label}: {outcome_words(ratings, reasons_of(each), sheet.outcome(each))}."
            )
            for each in rulesets
        ]
        shorts = [each.short for each in rulesets]
        heads = ("Tiêu chí thô", "Số liệu, nội dung", *shorts, "Nhận xét")
        self.table = RowsView(heads, ONE_ONLY, stretch=0)
        self.table.setAccessibleName("So sánh hai cách chấm")
        if len(rulesets) == 2:
            lines = compare_lines(context.book.catalogue, sheet, *rulesets)
            self.table.show_rows(
                [(each.item, each.value, each.left, each.right, each.remark) for each in lines], 0
            )
            for place, each in enumerate(lines):
                item = self.table.topLevelItem(place)
                if each.is_open and item is not None:
                    item.setBackground(len(heads) - 1, QBrush(QColor(WARNING_TINT)))
        self._lay_out()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _lay_out(self) -> None:
        leave = QPushButton("Đóng  Esc")
        leave.setAccessibleName("Đóng")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        for label in self.results:
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.setFocus()
