"""Editor of a repeating group whose rows are small records: people, branches, recognitions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.ui.forms.cell_text import cell_text
from ktt_desktop.ui.forms.choice_editor import Choices
from ktt_desktop.ui.forms.records_editor import RecordSource
from ktt_desktop.ui.forms.rows_editor import RowCheck, RowsEditor

SHOWN_COLUMNS = 5  # the others are seen where a row is edited


class ListEditor(RowsEditor):
    """Danh sách; each row is edited in a form of its own. `blank` is a row with nothing in it.

    `check` finds what is wrong with a row, `shown` names the columns where not the first fields.
    """

    def __init__(
        self,
        field: FieldSpec,
        blank: Any,
        choices: Choices,
        records: Mapping[str, RecordSource],
        check: RowCheck | None = None,
        shown: Sequence[str] = (),
    ) -> None:
        self._shown: Sequence[FieldSpec] = field.items[:SHOWN_COLUMNS]
        if shown:
            named = {each.attr: each for each in field.items}
            self._shown = [named[attr] for attr in shown]
        super().__init__([each.label for each in self._shown])
        self._field, self._blank = field, blank
        self._choices, self._records, self._check = choices, records, check

    def cells(self, row: Any) -> list[str]:
        return [cell_text(each, getattr(row, each.attr), self._choices) for each in self._shown]

    def add_row(self) -> None:
        self._ask(self._blank, "thêm dòng", self.insert)

    def change_row(self, place: int) -> None:
        self._ask(self.value()[place], "sửa dòng", lambda row: self.replace(place, row))

    def _ask(self, row: Any, act: str, then: Callable[[Any], object]) -> None:
        # Imported late: a form holds lists, and a list opens a form.
        from ktt_desktop.ui.forms.row_dialog import RowDialog

        title = f"{self._field.label}: {act}"
        dialog = RowDialog(
            title, self._field.items, row, self._choices, self._records, self, self._check
        )
        dialog.given.connect(then)
        dialog.open()
        dialog.form.focus()
