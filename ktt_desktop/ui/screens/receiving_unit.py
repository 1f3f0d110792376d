"""Chỉ đơn vị: which unit of today the figures of a former or unknown unit come to."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Unit
from ktt_desktop.domain.receiving import HeldFile, unit_key, unit_of_key
from ktt_desktop.services.places import unit_day
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.unit_chooser import UnitChooser

WIDTH, HEIGHT = 620, 520  # logical pixels, where the screen has them
EXAMPLE = "Ví dụ: số, ngày của nghị quyết sắp xếp đơn vị"
ASKED = (
    "Số liệu của {unit} sẽ vào đơn vị được chọn ở đây. Quyết định được lưu trong sổ; các tệp sau "
    "của đơn vị này cũng theo quyết định đó."
)


class UnitDialog(QDialog):
    """Hộp thoại chọn đơn vị nhận số liệu; `lands_on` is a unit key, `decision` the document."""

    def __init__(self, context: Context, file: HeldFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Chỉ đơn vị nhận số liệu: {file.unit_name}")
        self._units, self._profile = context.book.units, context.profile
        self._day = unit_day(context.profile)
        self._proposed = self._successors(file)
        self.chooser = UnitChooser("Đơn vị nhận số liệu", "Gõ tên xã, phường; không cần dấu")
        self.decision, self.accept_button = QLineEdit(), QPushButton("Vào đơn vị này  Enter")
        self._lay_out(file)
        self.chooser.offer(self._find, self._words)
        if self._proposed:
            self.chooser.list.setCurrentRow(0)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self.chooser.setFocus()
        self._enable()

    @property
    def lands_on(self) -> str:
        """The key of the chosen unit."""
        unit = self.chooser.unit()
        return unit_key(unit.code, former=self._profile.historical) if unit else ""

    def _lay_out(self, file: HeldFile) -> None:
        asked, caption = QLabel(ASKED.format(unit=file.unit_name)), QLabel("Văn bản quyết định")
        asked.setWordWrap(True)
        caption.setProperty("subheading", True)
        self.decision.setAccessibleName("Văn bản quyết định")
        self.decision.setPlaceholderText(EXAMPLE)
        leave = QPushButton("Chưa chọn  Esc")
        leave.clicked.connect(self.reject)
        leave.setAutoDefault(False)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        for button in (leave, self.accept_button):
            button.setAccessibleName(button.text().split("  ")[0])
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(asked)
        for words in self._proposals(file):
            label = QLabel(words)
            label.setWordWrap(True)
            label.setProperty("tone", "neutral")
            column.addWidget(label)
        column.addWidget(self.chooser, 1)
        column.addWidget(caption)
        column.addWidget(self.decision)
        column.addLayout(foot)
        self.chooser.moved.connect(self._enable)
        self.chooser.chosen.connect(self.decision.setFocus)
        self.decision.textChanged.connect(lambda _: self._enable())

    def _successors(self, file: HeldFile) -> Sequence[Unit]:
        code, is_former = unit_of_key(file.key.unit)
        unit = self._units.find(code, LAST_THREE_LEVEL_DAY) if is_former else None
        return self._units.successors(unit) if unit else ()

    def _proposals(self, file: HeldFile) -> Iterator[str]:
        """ "Xã A, xã B trước 1/7/2025 → Xã C" for each unit that took the sender over."""
        for unit in self._proposed:
            former = ", ".join(each.name for each in self._units.predecessors(unit.code))
            yield f"{former} trước 1/7/2025 → {self._units.full_address(unit)}"

    def _find(self, typed: str) -> Sequence[Unit]:
        return self._units.search(typed, self._day) if typed else self._proposed

    def _words(self, unit: Unit) -> str:
        return self._units.full_address(unit)

    def _enable(self) -> None:
        self.accept_button.setEnabled(bool(self.lands_on and self.decision.text().strip()))
