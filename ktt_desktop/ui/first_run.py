"""The first-run dialog: whose book this is, or the practice book; by keyboard from end to end."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.unit_profile import ProfileLines
from ktt_desktop.catalogue.units import TWO_LEVEL_FROM, Unit, Units
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.first_run import profile_for
from ktt_desktop.ui import theme
from ktt_desktop.ui.unit_chooser import UnitChooser

if TYPE_CHECKING:
    from ktt_desktop.domain.records import UnitProfile

COMMUNE_TODAY, PROVINCE_TODAY, DISTRICT_BEFORE, PRACTICE = range(4)
_CHOICES = (
    "&Xã, phường hiện nay",
    "&Tỉnh, thành phố hiện nay: nhận, tổng hợp tệp của các xã, phường",
    "Đơn vị cấp &huyện (trước 7/2025)",
    "&Sổ thực hành – số liệu Lạng Giang 2022",
)
_UNIT_LABELS = {
    COMMUNE_TODAY: "Xã, phường, đặc khu",
    DISTRICT_BEFORE: "Huyện, quận, thị xã, thành phố",
}
WIDTH, HEIGHT, MARGIN = 760, 620, 40  # logical pixels, where the screen has them
_WHOLE_COUNTRY = 50  # units shown while no province is chosen


class FirstRunDialog(QDialog):
    """Mở sổ lần đầu; once accepted `profile` is the unit's, or None for the practice book."""

    bringing = Signal()  # the book of another machine is wanted

    def __init__(
        self, units: Units, lines: ProfileLines, on: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mở sổ lần đầu")
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width() - MARGIN), min(HEIGHT, room.height() - MARGIN))
        self._units, self._lines, self._today = units, lines, on
        self.profile: UnitProfile | None = None
        self.choices = QButtonGroup(self)
        self.province = UnitChooser("Tỉnh, thành phố", "Gõ tên, không cần dấu: bac ninh")
        self.unit = UnitChooser("", "Gõ tên, không cần dấu: lang giang")
        self.start, self.leave = QPushButton("Mở sổ  Enter"), QPushButton("Thoát  Esc")
        self.bring = QPushButton("&Lấy sổ từ máy khác…")
        self._summary = QLabel()
        self._lay_out()
        self._connect()
        self.choices.button(COMMUNE_TODAY).setChecked(True)
        self._offer()
        self.choices.button(COMMUNE_TODAY).setFocus()

    def accept(self) -> None:
        """Take what is marked; without a unit the dialog stays."""
        if self._choice != PRACTICE:
            unit = self._unit
            if unit is None:
                return
            province = self._province_of(unit)
            self.profile = profile_for(unit, province, self._lines, self._today)
        super().accept()

    @property
    def _choice(self) -> int:
        return self.choices.checkedId()

    @property
    def _unit(self) -> Unit | None:
        """The unit that is chosen; a province has no other below it to choose."""
        chooser = self.province if self._choice == PROVINCE_TODAY else self.unit
        return chooser.unit()

    @property
    def _on(self) -> date:
        before = TWO_LEVEL_FROM - timedelta(days=1)
        return before if self._choice == DISTRICT_BEFORE else max(self._today, TWO_LEVEL_FROM)

    def _offer(self) -> None:
        """Fill both lists for the time that was chosen."""
        self.province.setEnabled(self._choice != PRACTICE)
        self.unit.setEnabled(self._choice in _UNIT_LABELS)
        if self._choice != PRACTICE:
            self.province.offer(self._provinces, lambda unit: unit.name)
            self._offer_units()
        self._tell()

    def _on_province(self) -> None:
        self._offer_units()
        self._tell()

    def _go_on(self) -> None:
        """From the province to what is still to choose."""
        (self.unit if self.unit.isEnabled() else self.start).setFocus()

    def _offer_units(self) -> None:
        if self._choice not in _UNIT_LABELS:
            return
        self.unit.set_label(_UNIT_LABELS[self._choice])
        province = self.province.unit()
        if province is None:
            self.unit.offer(self._anywhere, lambda unit: self._units.full_address(unit, self._on))
        else:
            self.unit.offer(lambda typed: self._below(province, typed), lambda unit: unit.name)

    def _provinces(self, typed: str) -> Sequence[Unit]:
        if not typed:
            return self._units.provinces(self._on)
        return self._units.search(typed, self._on, UnitLevel.PROVINCE)

    def _anywhere(self, typed: str) -> Sequence[Unit]:
        return self._units.search(typed, self._on, self._level, _WHOLE_COUNTRY) if typed else ()

    def _below(self, province: Unit, typed: str) -> Sequence[Unit]:
        below = self._units.children(province, self._on)
        if not typed:
            return below
        found = self._units.search(typed, self._on, self._level, limit=10_000)
        return [unit for unit in found if unit in below]

    @property
    def _level(self) -> UnitLevel:
        return UnitLevel.DISTRICT if self._choice == DISTRICT_BEFORE else UnitLevel.COMMUNE

    def _province_of(self, unit: Unit) -> Unit:
        return self._units.path(unit, self._on)[-1]

    def _tell(self) -> None:
        unit = self._unit
        if self._choice == PRACTICE:
            words = "Số liệu thật của một kế hoạch đã ban hành, để làm thử; không nộp được."
        elif unit is None and self._choice == PROVINCE_TODAY:
            words = "Chọn tỉnh, thành phố."
        elif unit is None:
            words = "Chọn tỉnh rồi chọn đơn vị, hoặc gõ thẳng tên đơn vị."
        else:
            names = dict.fromkeys((unit.running_name, self._province_of(unit).running_name))
            words = f"Sổ của UBND {', '.join(names)}."
        self._summary.setText(words)
        self.start.setEnabled(self._choice == PRACTICE or unit is not None)

    def _connect(self) -> None:
        self.choices.idToggled.connect(lambda _, on: self._offer() if on else None)
        self.province.moved.connect(self._on_province)
        self.province.chosen.connect(self._go_on)
        self.unit.moved.connect(self._tell)
        self.unit.chosen.connect(self.start.setFocus)
        self.start.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.bring.clicked.connect(self.bringing)

    def _lay_out(self) -> None:
        heading, hint = (
            QLabel("Sổ này là của đơn vị nào"),
            QLabel(
                "Chỉ hỏi một lần. Tên in trên văn bản sửa được sau ở Hệ thống, Thông tin đơn vị."
            ),
        )
        heading.setProperty("heading", True)
        hint.setProperty("hint", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_20] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(heading)
        column.addWidget(hint)
        for number, words in enumerate(_CHOICES):
            button = QRadioButton(words)
            button.setAccessibleName(words.replace("&", ""))
            self.choices.addButton(button, number)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        lists = QHBoxLayout()
        lists.setSpacing(theme.SPACE_12)
        lists.addWidget(self.province, 2)
        lists.addWidget(self.unit, 3)
        column.addLayout(lists, 1)
        self.start.setProperty("primary", True)
        self.start.setDefault(True)
        self.start.setAccessibleName("Mở sổ")
        self.leave.setAccessibleName("Thoát")
        self.bring.setAccessibleName("Lấy sổ từ máy khác")
        self.bring.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        foot.addWidget(self.bring)
        foot.addWidget(self.leave)
        foot.addWidget(self.start)
        column.addLayout(foot)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
