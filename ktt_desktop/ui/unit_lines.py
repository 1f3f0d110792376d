"""The lists of lines that hold for a time: "Thay từ ngày" ends one and begins its copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.unit_checks import line_problems
from ktt_desktop.domain.unit_particulars import Deadline
from ktt_desktop.domain.validity import DatedLine, follow, follow_problem
from ktt_desktop.ui.forms.choice_editor import Choices
from ktt_desktop.ui.forms.list_editor import ListEditor
from ktt_desktop.ui.forms.row_dialog import RowDialog

FOLLOW = "F4"
UNCONFIRMED = "chưa đối chiếu văn bản"

Warn = Callable[[Sequence[Any]], list[str]]


@dataclass(frozen=True, slots=True)
class _Change:
    on: date | None = None


_CHANGE = (
    FieldSpec(
        "on",
        "Thay từ ngày",
        FieldType.DAY,
        required=True,
        help="Dòng cũ hết hiệu lực ngày hôm trước; dòng mới bắt đầu từ ngày này.",
    ),
)


class DatedListEditor(ListEditor):
    """Danh sách có thời hạn; what `warn` says of the lines together stands under the table."""

    add_words = "Thêm"
    remove_words = "Xóa"

    def __init__(
        self,
        field: FieldSpec,
        blank: DatedLine,
        choices: Choices,
        shown: Sequence[str],
        warn: Warn | None = None,
    ) -> None:
        self._warn = warn
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setProperty("line", True)
        self.told.setProperty("tone", "warning")
        self.told.hide()
        super().__init__(field, blank, choices, {}, line_problems, shown)
        self.add_button("Thay từ ngày…", FOLLOW, self.follow_row)
        self.column.addWidget(self.told)

    def follow_row(self) -> None:
        """Ask from which day on another line holds, end this one and open its copy."""
        place = self.table.place
        if place < 0:
            return
        line = self.value()[place]

        def check(change: _Change) -> dict[str, str]:
            problem = follow_problem(line, change.on) if change.on else ""
            return {"on": problem} if problem else {}

        dialog = RowDialog(
            f"{self._field.label}: thay từ ngày", _CHANGE, _Change(), {}, {}, self, check
        )
        form = dialog.form  # once the dialog is gone, the next one opens
        dialog.accepted.connect(lambda: self._follow(place, form.draft().on))
        dialog.open()
        dialog.form.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 too."""
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.follow_row()
        else:
            super().keyPressEvent(event)

    def _follow(self, place: int, on: date) -> None:
        self._rows[place : place + 1] = follow(self._rows[place], on)
        self._changed(place + 1)
        self.change_row(place + 1)

    def _show_rows(self, place: int) -> None:
        super()._show_rows(place)
        warnings = self._warn(self._rows) if self._warn else []
        self.told.setText("\n".join(warnings))
        self.told.setVisible(bool(warnings))


class DeadlinesEditor(DatedListEditor):
    """Thời hạn: the last day in words, and a mark on what nobody has read in the law."""

    def __init__(self, field: FieldSpec, choices: Choices, shown: Sequence[str]) -> None:
        super().__init__(field, Deadline(), choices, shown)
        self._due = list(shown).index("day")
        self.table.headerItem().setText(self._due, "Hạn cuối")

    def cells(self, row: Deadline) -> list[str]:
        found = super().cells(row)
        found[self._due] = f"{row.due} ({UNCONFIRMED})" if row.unconfirmed else row.due
        return found
