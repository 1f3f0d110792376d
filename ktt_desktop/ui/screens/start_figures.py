"""The main figures as tiles; the chosen one shows its last five years below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.work_page import KeyFigure
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_chart import YearChart

COLUMNS, PADDING = 2, 26


class KeyFigures(QWidget):
    """Con số chính; a tile is a button, so that the keyboard reaches it."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indicators = catalogue.edition.indicators
        self._figures: tuple[KeyFigure, ...] = ()
        self.chart, self._told = YearChart(), QLabel()
        self._told.setProperty("hint", True)
        self._told.setWordWrap(True)
        self._chosen = QButtonGroup(self)
        self._chosen.idClicked.connect(self._show_years)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.SPACE_8)
        self.tiles: list[QPushButton] = []
        for place, code in enumerate(catalogue.edition.key_indicators):
            self._grid.addWidget(self._tile(place, code), *divmod(place, COLUMNS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(self._grid)
        column.addWidget(self._told)
        column.addWidget(self.chart)

    def show_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show these figures; the chosen one stays chosen."""
        self._figures = tuple(figures)
        for tile, figure in zip(self.tiles, self._figures, strict=True):
            tile.setAccessibleName(": ".join(reversed(self._words(figure))))
        self._fit()
        self._show_years(max(0, self._chosen.checkedId()))

    def _tile(self, place: int, code: str) -> QPushButton:
        tile = QPushButton()
        tile.setProperty("tile", True)
        tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tile.setCheckable(True)
        tile.setChecked(place == 0)
        tile.setToolTip(self._indicators[code].title)
        self._chosen.addButton(tile, place)
        self.tiles.append(tile)
        return tile

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The number whole, the name as far as there is room; the whole name is the tooltip."""
        for tile, figure in zip(self.tiles, self._figures, strict=False):
            number, title = self._words(figure)
            room = tile.width() - PADDING
            short = tile.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
            tile.setText(f"{number}\n{short}")

    def _words(self, figure: KeyFigure) -> tuple[str, str]:
        indicator = self._indicators[figure.code]
        if figure.value is None:
            return "–", indicator.title
        number = format_number(figure.value, indicator.quantity)
        return f"{number} {indicator.unit}", indicator.title

    def _show_years(self, place: int) -> None:
        if place >= len(self._figures):
            return
        figure = self._figures[place]
        indicator = self._indicators[figure.code]
        self.chart.show_years(figure.years, indicator.quantity)
        has_years = not self.chart.isHidden()
        self._told.setText(
            f"{indicator.title} ({indicator.unit}), {len(figure.years)} năm gần nhất"
            if has_years
            else f"{indicator.title}: chưa đủ hai năm có số liệu để vẽ."
        )
