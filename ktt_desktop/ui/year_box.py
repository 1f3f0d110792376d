"""Ô chọn năm: the years a list can be shown for."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox


class YearBox(QComboBox):
    """Năm của danh sách."""

    def __init__(self, name: str, years_back: int) -> None:
        super().__init__()
        self._years_back = years_back
        self.setAccessibleName(name)

    @property
    def year(self) -> int:
        """The chosen year."""
        return int(self.currentData())

    def show_years(self, newest: int, chosen: int) -> None:
        """Offer the newest year and those before it, newest first; nothing is told."""
        years = sorted({*range(newest, newest - self._years_back - 1, -1), chosen}, reverse=True)
        with QSignalBlocker(self):
            self.clear()
            for year in years:
                self.addItem(f"Năm {year}", year)
            self.setCurrentIndex(years.index(chosen))
