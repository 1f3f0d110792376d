"""Chọn bản: two files of one number side by side, one of them to be in force, with a reason."""

from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.receiving import FieldCell, HeldFile
from ktt_desktop.services.difference_words import DifferenceLine
from ktt_desktop.services.file_contents import Conflict, conflict_of
from ktt_desktop.services.file_looks import Keep
from ktt_desktop.services.version_differences import LISTS
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.receiving_changes import ChangesView
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 1120, 660  # logical pixels, where the screen has them
SIDES = ((Keep.HELD, "&Giữ bản đang có  Alt+G"), (Keep.NEW, "&Lấy bản mới  Alt+L"))
NOTHING = "–"
AGAINST = (
    "Hai tệp cùng lần nộp có số liệu khác nhau; bản không chọn được để riêng, vẫn mở xem được. "
    "Dấu cách ở một dòng của hồ sơ: riêng mục đó lấy theo bản kia."
)


class ConflictDialog(QDialog):
    """Hộp thoại chọn bản; once accepted `keep` and `reason` say which one and why."""

    def __init__(self, context: Context, file: HeldFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Chọn bản có hiệu lực: {file.unit_name}, {file.key.period}")
        self.keep = Keep.HELD
        self._apart: set[FieldCell] = set()
        apart: Column[DifferenceLine] = Column("apart", "Riêng mục này", 13, self._apart_words)
        self.changes = ChangesView("Bản đang có", "Bản mới", (apart,))
        self.changes.table.spaced.connect(self._set_apart)
        self._reason, self._sides = QLineEdit(), QGridLayout()
        self.buttons: dict[Keep, QPushButton] = {}
        self._lay_out()
        shortcuts.bind(self, "Ctrl+F", self.changes.search.setFocus)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        book, profile = context.book, context.profile
        context.ask(self, lambda _: conflict_of(book, profile, file), self._show)

    @property
    def reason(self) -> str:
        """Why this one was chosen."""
        return self._reason.text().strip()

    @property
    def fields(self) -> dict[tuple[str, str], Keep]:
        """The fields of the register that are taken from the file not chosen."""
        other = Keep.NEW if self.keep is Keep.HELD else Keep.HELD
        return {(each.organisation, each.field): other for each in self._apart}

    def _lay_out(self) -> None:
        self._reason.setAccessibleName("Lý do chọn bản")
        self._reason.setPlaceholderText(
            "Lý do (phải ghi), ví dụ: xã xác nhận qua điện thoại bản mới là bản đúng"
        )
        leave = QPushButton("Chưa chọn  Esc")
        leave.setAccessibleName("Chưa chọn")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(leave)
        foot.addStretch()
        for keep, words in SIDES:
            button = QPushButton(words)
            button.setAccessibleName(words.split("  ")[0].removeprefix("&"))
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose, keep))
            self.buttons[keep] = button
            foot.addWidget(button)
        self._reason.textChanged.connect(lambda _: self._enable())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addLayout(self._sides)
        column.addWidget(self.changes, 1)
        column.addWidget(self._reason)
        column.addLayout(foot)
        self._enable()

    def _show(self, found: Conflict) -> None:
        for row, (name, file) in enumerate((("Bản đang có", found.held), ("Bản mới", found.other))):
            title = QLabel(name)
            title.setProperty("subheading", True)
            self._sides.addWidget(title, row, 0)
            for column, words in enumerate(_facts(file), 1):
                self._sides.addWidget(QLabel(words), row, column)
        self._sides.setColumnStretch(4, 1)
        self.changes.show_changes(found.changes, AGAINST)
        self._reason.setFocus()

    def _apart_words(self, line: DifferenceLine) -> str:
        if line.cell in self._apart:
            return "lấy bản kia"
        return "" if can_stand_apart(line) else NOTHING

    def _set_apart(self) -> None:
        """Take the field of the line from the other file, or no more."""
        line = self.changes.line
        if line is not None and can_stand_apart(line):
            assert isinstance(line.cell, FieldCell)
            self._apart ^= {line.cell}
            self.changes.refresh()

    def _enable(self) -> None:
        for button in self.buttons.values():
            button.setEnabled(bool(self.reason))

    def _choose(self, keep: Keep) -> None:
        self.keep = keep
        self.accept()


def can_stand_apart(line: DifferenceLine) -> bool:
    """Only a single field of the register: figures and lists go with their file."""
    return isinstance(line.cell, FieldCell) and line.cell.field not in LISTS


def _facts(file: HeldFile) -> tuple[str, ...]:
    return (
        f"lập {file.created_at.astimezone():%d/%m/%Y %H:%M}",
        file.prepared_by,
        f"mã kiểm tra {grouped_check_code(file.check_code)}",
        file.file_name,
    )
