"""The last five years of one figure as a small column chart."""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.chart_data import ChartData, Form, Series
from ktt_desktop.domain.numbers import SHOWN_PLACES, Quantity, format_number
from ktt_desktop.domain.work_page import Year
from ktt_desktop.ui.chart_view import ChartView

HEIGHT = 124


class YearChart(ChartView):
    """Năm năm gần nhất; hidden until two years have a value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, height=HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # every number stands at its column
        self.hide()

    def show_years(self, years: tuple[Year, ...], quantity: Quantity) -> None:
        """Draw these years, the newest last."""
        chart = year_chart(years, quantity)
        self.show_chart(chart)
        known = [f"{year}: {format_number(v, quantity)}" for year, v in years if v is not None]
        self.setAccessibleName(f"{chart.title}: {'; '.join(known)}")
        self.setVisible(len(chart.known) >= 2)


def year_chart(years: tuple[Year, ...], quantity: Quantity) -> ChartData:
    """One figure over the years; its title and unit stand beside the chart."""
    values = tuple(
        None if value is None else Fraction(value, quantity.factor) for _, value in years
    )
    return ChartData(
        "last-years",
        "Năm năm gần nhất",
        "",
        Form.COLUMNS,
        tuple(f"{year}" for year, _ in years),
        (Series(quantity.unit, values),),
        min(quantity.places, SHOWN_PLACES),
        newest=True,
    )
