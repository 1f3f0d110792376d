"""The thin white line at the top: product, unit, period, practice mark, time of the last save."""

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.ui import theme
from ktt_desktop.ui.main_window import PRODUCT
from ktt_desktop.ui.period_menu import PeriodMenu

PRACTICE_MARK = "Dữ liệu thực hành"


def window_title(profile: UnitProfile, period: ReportingPeriod) -> str:
    """Tên cửa sổ: "Sổ KTTT – Huyện Lạng Giang – Kế hoạch năm 2023"."""
    mark = [PRACTICE_MARK.upper()] if profile.practice else []
    return " – ".join([PRODUCT, *mark, profile.name, period.label])


class TitleLine(QFrame):
    """Dòng tiêu đề trong cửa sổ."""

    period_chosen = Signal(object)  # ReportingPeriod

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("titleLine")
        product, self._unit, self.practice = QLabel(PRODUCT), QLabel(), QLabel(PRACTICE_MARK)
        product.setObjectName("product")
        self._unit.setProperty("hint", True)
        self.practice.setObjectName("practice")
        self.saved = QLabel()
        self.saved.setObjectName("saved")
        self.period = QPushButton()
        self.period.setProperty("quiet", True)
        self.period.setToolTip("Chọn kỳ báo cáo (Ctrl+K)")
        menu = PeriodMenu(self.period)
        menu.chosen.connect(self.period_chosen)
        self.period.setMenu(menu)
        self.setMinimumHeight(30)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_12, 2, theme.SPACE_12, 2)
        row.setSpacing(6)
        for widget in (product, self._unit, self.period, self.practice):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.saved)

    def show_work(self, profile: UnitProfile, period: ReportingPeriod) -> None:
        """Whose figures these are and for which period."""
        self._unit.setText(f"– {profile.name} –")
        self.practice.setVisible(profile.practice)
        self.period.setText(f"{period.label} ▾")
        self.period.setAccessibleName(f"Kỳ báo cáo: {period.label}")
        menu = self.period.menu()
        assert isinstance(menu, PeriodMenu)
        menu.offer(period)

    def show_saved(self, time: QTime) -> None:
        """Everything up to this moment is on the disk."""
        self.saved.setText(f"✓ Đã lưu lúc {time.toString('HH:mm:ss')}")
        self.saved.setAccessibleName(self.saved.text())
