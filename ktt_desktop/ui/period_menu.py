"""The menu of reporting periods (kỳ báo cáo): a year, then the kind of report."""

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import PeriodKind

FIRST_YEAR = 2020  # a year before the oldest plan the program was made from


class PeriodMenu(QMenu):
    """Chọn kỳ báo cáo; the kinds of the year being worked in come first."""

    chosen = Signal(object)  # ReportingPeriod

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Kỳ báo cáo")

    def offer(self, current: ReportingPeriod) -> None:
        """Fill the menu around the period being worked in."""
        self.clear()
        for period in _periods(current.named_year):
            self._add(self, period, current)
        self.addSeparator()
        newest = max(QDate.currentDate().year() + 1, current.named_year + 1)
        for year in range(newest, FIRST_YEAR - 1, -1):
            if year != current.named_year:
                of_year = self.addMenu(f"Năm {year}")
                for period in _periods(year):
                    self._add(of_year, period, current)

    def _add(self, menu: QMenu, period: ReportingPeriod, current: ReportingPeriod) -> None:
        action = QAction(period.label, menu)
        action.setCheckable(True)
        action.setChecked(period == current)
        action.triggered.connect(lambda: self.chosen.emit(period))
        menu.addAction(action)


def _periods(named_year: int) -> list[ReportingPeriod]:
    """The periods that carry a year in their name; a plan belongs to the year before."""
    return [
        ReportingPeriod(named_year - (kind is PeriodKind.PLAN), kind)
        for kind in (PeriodKind.PLAN, PeriodKind.HALF_YEAR, PeriodKind.ESTIMATE, PeriodKind.YEAR)
    ]
