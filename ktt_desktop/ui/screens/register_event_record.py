"""Editor of one organisation of the register, found as the members of a union are."""

from typing import Any

from ktt_desktop.ui.forms.picker import Found, Picker
from ktt_desktop.ui.forms.records_editor import RecordsEditor, RecordSource
from ktt_desktop.ui.forms.rows_editor import DOWN, UP
from ktt_desktop.ui.theme import ROW_HEIGHT


class OneRecordEditor(RecordsEditor):
    """Một tổ chức của danh mục; `value` is its uid, "" while none was chosen."""

    def __init__(self, title: str, source: RecordSource) -> None:
        super().__init__(title, source)
        self.table.setFixedHeight(2 * ROW_HEIGHT + 2 * self.table.frameWidth())
        for key in (UP, DOWN):
            self.buttons[key].hide()

    def value(self) -> Any:
        return self._rows[0] if self._rows else ""

    def set_value(self, value: Any) -> None:
        super().set_value((value,) if value else ())

    def insert(self, row: Any) -> None:
        """Take the place of the one chosen before."""
        self._rows = [row]
        self._changed(0)

    def _on_taken(self, found: Found) -> None:
        super()._on_taken(found)
        for picker in self.findChildren(Picker):
            picker.accept()
