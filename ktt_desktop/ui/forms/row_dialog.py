"""The dialog in which one row of a repeating group is edited."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.choice_editor import Choices
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.forms.records_editor import RecordSource
from ktt_desktop.ui.forms.rows_editor import RowCheck
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH = 640  # logical pixels


class RowDialog(QDialog):
    """Một dòng: Enter goes from field to field to the button, Ctrl+S takes it at once."""

    given = Signal(object)  # the row as it was edited

    def __init__(
        self,
        title: str,
        fields: Sequence[FieldSpec],
        row: Any,
        choices: Choices,
        records: Mapping[str, RecordSource],
        parent: QWidget,
        check: RowCheck | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form: RecordForm[Any] = RecordForm(
            fields, row, _missing(fields, check), choices, records=records
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self.form, 1)
        layout.addLayout(self._buttons())
        self.setTabOrder(self.take, self.leave)  # Enter in the last field comes to the green one
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_take)
        space, height = self.screen().availableSize(), self.form.full_height + 4 * SPACE_20
        self.resize(min(WIDTH, space.width() - 40), min(height, space.height() - 60))

    def _buttons(self) -> QHBoxLayout:
        self.leave, self.take = leave, take = (
            QPushButton("Hoãn  Esc"),
            QPushButton("Đưa vào phiếu  Ctrl+S"),
        )
        take.setProperty("primary", True)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_20, 0, SPACE_20, SPACE_8)
        row.addStretch()
        for button, act in ((leave, self.reject), (take, self._on_take)):
            button.setAutoDefault(button is take)  # Enter in a field moves on, on the button takes
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def reject(self) -> None:
        if not self.form.is_changed() or messages.ask(
            self,
            self.windowTitle(),
            "Dòng này có thay đổi. Bỏ các thay đổi này hay tiếp tục sửa?",
            "Bỏ thay đổi",
            "Tiếp tục sửa",
        ):
            super().reject()

    def _on_take(self) -> None:
        if not self.form.show_problems():
            self.given.emit(self.form.draft())
            self.accept()


def _missing(fields: Sequence[FieldSpec], check: RowCheck | None) -> RowCheck:
    """What must be entered and is not, else what is wrong with it."""

    def validate(row: Any) -> dict[str, str]:
        wrong = check(row) if check else {}
        return wrong | {
            each.attr: f"Phải nhập {each.label[0].lower()}{each.label[1:]}."
            for each in fields
            if each.required and getattr(row, each.attr) in ("", None, ())
        }

    return validate
