"""Xử lý tổ chức trùng: both records side by side, whose counts, and why."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.receiving import DuplicateAnswer, DuplicateClaim
from ktt_desktop.services.duplicate_sides import ComparedField, differing_fields
from ktt_desktop.services.merged_book import side_name
from ktt_desktop.services.unit_duplicates import decide_duplicate
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT, MARGIN = 940, 520, 40  # logical pixels, where the screen has them
TOLD = (
    "{} do {} đơn vị cùng gửi. Chưa xử lý thì không tính ở đơn vị nào. "
    "Chọn đơn vị có hồ sơ đúng, ghi lý do, rồi chọn một trong hai cách."
)
WAYS = (
    (DuplicateAnswer.ONE, "Một tổ chức", "Chỉ tính hồ sơ của đơn vị đã chọn."),
    (
        DuplicateAnswer.TWO,
        "Hai tổ chức khác nhau",
        "Mã số thuộc đơn vị đã chọn; hồ sơ của đơn vị kia vẫn tính, bỏ mã số.",
    ),
)
SAME = "Các hồ sơ giống nhau ở mọi mục."


class DuplicateDialog(QDialog):
    """Hộp thoại xử lý; a subject known by uid alone can only be one organisation."""

    def __init__(self, context: Context, claim: DuplicateClaim, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Tổ chức trùng: {claim.sides[0].name}")
        self._context, self._claim, self._screen = context, claim, parent
        names = [side_name(context.book, each.unit, each.unit_name) for each in claim.sides]
        self.table = RowsView(("Mục", *names), SAME)
        self.table.setAccessibleName("Các mục khác nhau")
        self.reason, self.problem = QLineEdit(), QLabel()
        self.sides = [QRadioButton(f"Hồ sơ của {name}") for name in names]
        self.ways: dict[DuplicateAnswer, QPushButton] = {}
        self._lay_out()
        book, profile = context.book, context.profile
        context.ask(self, lambda _: differing_fields(book, profile, claim), self._show)

    def _lay_out(self) -> None:
        claim = self._claim
        told = QLabel(TOLD.format(claim.sides[0].name, len(claim.sides)))
        told.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        for label in (told, self.problem):
            label.setWordWrap(True)
        self.reason.setAccessibleName("Lý do")
        self.reason.setPlaceholderText("Lý do, ví dụ: trụ sở thuộc xã này theo giấy chứng nhận")
        choice, group = QHBoxLayout(), QButtonGroup(self)
        choice.setSpacing(SPACE_20)
        for button in self.sides:
            group.addButton(button)
            choice.addWidget(button)
        choice.addStretch()
        self.sides[0].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(told)
        column.addWidget(self.table, 1)
        column.addLayout(choice)
        for widget in (self.reason, self.problem):
            column.addWidget(widget)
        column.addLayout(self._buttons())
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width() - MARGIN), min(HEIGHT, room.height() - MARGIN))
        self.sides[0].setFocus()

    def _buttons(self) -> QHBoxLayout:
        leave = QPushButton("Chưa xử lý  Esc")
        leave.setAccessibleName("Chưa xử lý")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(leave)
        row.addStretch()
        for number, (answer, words, tip) in enumerate(WAYS, start=1):
            keys = f"Ctrl+{number}"
            button = self.ways[answer] = QPushButton(f"{words}  {keys}")
            button.setAccessibleName(words)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._decide, answer))
            shortcuts.bind(self, keys, partial(self._decide, answer))
            row.addWidget(button)
        may_be_two = self._claim.subject.startswith("mst:")
        self.ways[DuplicateAnswer.TWO].setEnabled(may_be_two)
        return row

    def _show(self, found: tuple[ComparedField, ...]) -> None:
        self.table.show_rows([(each.label, *each.texts) for each in found])

    def _decide(self, answer: DuplicateAnswer, *_: object) -> None:
        if not self.ways[answer].isEnabled():
            return
        reason = self.reason.text().strip()
        if not reason:
            self.problem.setText("Ghi lý do trước khi xử lý; lý do được lưu trong sổ.")
            self.problem.show()
            self.reason.setFocus()
            return
        at = next(place for place, each in enumerate(self.sides) if each.isChecked())
        book, claim = self._context.book, self._claim
        kept = claim.sides[at].unit
        self._context.save(
            self._screen,
            lambda _: decide_duplicate(book, claim.subject, kept, answer, reason),
        )
        self.accept()
