"""A window table whose columns share the room that is left over."""

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtGui import QResizeEvent

from ktt_desktop.ui.tables.window_table import WindowTable


class EvenTable(WindowTable):
    """Danh sách; every column grows by its own width, none becomes narrower than that."""

    def set_columns(self, columns: Collection[Any], widths: Mapping[str, int]) -> None:
        super().set_columns(columns, widths)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        columns = self.window_model.columns
        least = [self._natural_width(each.width) for each in columns]
        total = sum(each.width for each in columns)
        spare = max(0, self.viewport().width() - sum(least))
        for place, (column, width) in enumerate(zip(columns, least, strict=True)):
            self.horizontalHeader().resizeSection(place, width + spare * column.width // total)
