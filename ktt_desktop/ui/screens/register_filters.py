"""Lọc thêm: the conditions that are asked for less often, and all conditions in words."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import Quantity
from ktt_desktop.domain.register_list import Flag, RegisterQuery
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import LegalStatus
from ktt_desktop.services.list_words import FLAG_LABELS, alert_labels
from ktt_desktop.ui.forms.editor import LineEditor
from ktt_desktop.ui.forms.number_editor import NumberEditor
from ktt_desktop.ui.forms.text_editors import DateEditor
from ktt_desktop.ui.tables.filter_bar import Filter, FilterButton, Option
from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12

COUNT = Quantity("", 1)
OTHERS = 320  # logical pixels of the window the words cannot have
BESIDE_DAY = ("former", "units", "sizes")  # one row of all would be wider than a small window
SHORT = 12  # letters, beside the day
COUNT_WIDTH, DAY_WIDTH = 64, 96  # logical pixels


class MoreFilters(QFrame):
    """Bảng "Lọc thêm"; `changed` tells that a condition is another one."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue, day: QWidget) -> None:
        """`day` chooses the day the list is shown as at; it has its place here."""
        super().__init__()
        self.setProperty("card", True)
        self.buttons = {each.key: FilterButton(each) for each in _filters(catalogue)}
        self.members = (NumberEditor(COUNT), NumberEditor(COUNT))
        self.founded = (DateEditor(), DateEditor())
        self._problem = QLabel()
        self._problem.setProperty("problem", True)
        self._lay_out(day)
        for button in self.buttons.values():
            button.changed.connect(self.changed)
        for editor in (*self.members, *self.founded):
            editor.left.connect(self._on_left)
            editor.line.returnPressed.connect(self._on_left)
        self._left = self.apply(RegisterQuery())
        self.buttons["units"].hide()
        self.hide()

    def _lay_out(self, day: QWidget) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        grid.setHorizontalSpacing(SPACE_8)
        chips = QHBoxLayout()
        chips.setSpacing(SPACE_8)
        for key, button in self.buttons.items():
            if key not in BESIDE_DAY:
                chips.addWidget(button)
        chips.addStretch()
        ranges = QHBoxLayout()
        ranges.setSpacing(SPACE_8)
        self._add_range(ranges, "Thành viên", self.members, COUNT_WIDTH)
        ranges.addSpacing(SPACE_12)
        self._add_range(ranges, "Đăng ký", self.founded, DAY_WIDTH)
        ranges.addStretch()
        grid.addLayout(chips, 0, 0)
        grid.addLayout(ranges, 1, 0)
        last = QHBoxLayout()
        last.setSpacing(SPACE_8)
        for key in BESIDE_DAY:
            last.addWidget(self.buttons[key])
        last.addSpacing(SPACE_12)
        last.addWidget(day)
        last.addStretch()
        grid.addLayout(last, 2, 0)
        grid.addWidget(self._problem, 3, 0)
        self._problem.hide()

    def _add_range(
        self, row: QHBoxLayout, label: str, editors: Sequence[LineEditor], width: int
    ) -> None:
        for word, editor in zip((f"{label} từ", "đến"), editors, strict=True):
            name = QLabel(word)
            name.setBuddy(editor.line)
            editor.line.setAccessibleName(f"{label} {word.split()[-1]}")
            editor.line.setFixedWidth(width)
            editor.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            row.addWidget(name)
            row.addWidget(editor)

    def apply(self, query: RegisterQuery) -> RegisterQuery:
        """The query with the conditions of this panel."""
        least, most = (each.value() for each in self.founded)
        return replace(
            query,
            legal=tuple(LegalStatus(each) for each in self.buttons["legal"].chosen()),
            flags=tuple(Flag(each) for each in self.buttons["flags"].chosen()),
            alerts=self.buttons["alerts"].chosen(),
            former=self.buttons["former"].chosen(),
            units=self.buttons["units"].chosen(),
            sizes=tuple(SizeClass(each) for each in self.buttons["sizes"].chosen()),
            recognitions=self.buttons["recognitions"].chosen(),
            members=(self.members[0].value(), self.members[1].value()),
            founded=(least.first_day() if least else None, most.last_day() if most else None),
        )

    def show_query(self, query: RegisterQuery) -> None:
        """Show the conditions of a query; `changed` stays silent."""
        for key, button in self.buttons.items():
            button.choose([str(each) for each in getattr(query, key)])
        for editor, number in zip(self.members, query.members, strict=True):
            editor.set_value(number)
        for day_editor, day in zip(self.founded, query.founded, strict=True):
            day_editor.set_value(PartialDate.from_date(day) if day else None)
        self._left = self.apply(RegisterQuery())
        self._tell()

    def toggle(self) -> None:
        """Show the panel with the keyboard in it, or put it away."""
        self.setVisible(self.isHidden())
        if self.isVisible():
            self.buttons["legal"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell(self) -> None:
        problems = [each.problem() for each in (*self.members, *self.founded) if each.problem()]
        self._problem.setText(problems[0] if problems else "")
        self._problem.setVisible(bool(problems))

    def _on_left(self) -> None:
        self._tell()
        now = self.apply(RegisterQuery())
        if now != self._left:
            self._left = now
            self.changed.emit()


class FilterWords(QWidget):
    """Đang lọc theo gì, và một phím để bỏ lọc; away where everything is shown."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words, self.clear = QLabel(), QPushButton("Bỏ lọc  Ctrl+Shift+L")
        self.words.setProperty("hint", True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.clear.setProperty("link", True)
        self.clear.setAccessibleName("Bỏ lọc")
        self.clear.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_4, 0, SPACE_4, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(self.words)
        row.addWidget(self.clear)
        row.addStretch()
        self.hide()

    def tell(self, words: str) -> None:
        """Say what is left out."""
        room = max(self.window().width() - OTHERS - self.clear.sizeHint().width(), OTHERS)
        text = f"Lọc: {words}"
        self.words.setText(
            self.words.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        )
        self.words.setToolTip(text)
        self.setVisible(bool(words))


def main_filters(catalogue: Catalogue, communes: Sequence[Option]) -> tuple[Filter, ...]:
    """The filters that are always in sight."""
    return (
        Filter("sectors", "Lĩnh vực", tuple(catalogue.sectors.items())),
        Filter(
            "statuses",
            "Tình trạng",
            tuple((each.code.value, each.label) for each in catalogue.operating.values()),
        ),
        Filter("communes", "Xã, phường", communes),
    )


def _filters(catalogue: Catalogue) -> tuple[Filter, ...]:
    return (
        Filter(
            "legal",
            "Tình trạng pháp lý",
            tuple((each.code.value, each.label) for each in catalogue.legal.values()),
        ),
        Filter(
            "flags",
            "Dấu hiệu",
            tuple((flag.value, label) for flag, label in FLAG_LABELS.items()),
        ),
        Filter("alerts", "Nhắc việc", tuple(alert_labels(catalogue).items())),
        Filter(
            "recognitions",
            "Chứng nhận, mô hình",
            tuple((each.code, each.label) for each in catalogue.recognitions.values()),
        ),
        Filter("former", "Xã cũ", (), SHORT),  # those that occur are read later
        Filter("units", "Đơn vị gửi", (), SHORT),  # away until the book has received data
        Filter("sizes", "Quy mô", tuple(catalogue.sizes.items()), SHORT),
    )
