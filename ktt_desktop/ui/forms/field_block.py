"""The fields of one draft in one column, part of a larger form; its problems come from outside."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.editors import Choices, Records, make_editor, name_editor
from ktt_desktop.ui.forms.form_row import FormRow
from ktt_desktop.ui.theme import CONTROL_HEIGHT, SPACE_8, SPACE_12

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Draft = TypeVar("Draft", bound="DataclassInstance")
LABEL_WIDTH = 208  # the same in all blocks of a form, longer labels are wrapped, logical pixels


class FieldBlock(QWidget, Generic[Draft]):
    """Một nhóm ô; `special` makes the editors no field type describes."""

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        draft: Draft,
        choices: Choices,
        special: Mapping[str, Callable[[], Editor]],
        records: Records | None = None,
    ) -> None:
        super().__init__()
        self._draft, self._choices, self._records = draft, choices, records
        self._special = special
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(SPACE_12)
        self._layout.setVerticalSpacing(SPACE_8)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows = {field.attr: self._row(field) for field in fields}

    def _row(self, field: FieldSpec) -> FormRow:
        make = self._special.get(field.attr)
        editor = make() if make else make_editor(field, self._choices, self._records)
        name_editor(editor, field)
        editor.set_value(getattr(self._draft, field.attr))
        row = FormRow(field, editor, self._layout)
        if not editor.is_wide:
            row.label.setWordWrap(True)
            row.label.setFixedWidth(LABEL_WIDTH)
            row.label.setAlignment(Qt.AlignmentFlag.AlignTop)
            above = (CONTROL_HEIGHT - self.fontMetrics().height()) // 2
            row.label.setContentsMargins(0, above, 0, 0)  # on the line of what is typed
        row.edited.connect(self.edited)
        row.left.connect(self.left)
        row.tell("")
        return row

    def draft(self) -> Draft:
        """What stands in the fields; what cannot be read counts as blank."""
        return replace(self._draft, **{attr: row.editor.value() for attr, row in self.rows.items()})

    def show_only(self, attrs: Collection[str]) -> None:
        """Show these fields and hide the others, whose values stay."""
        for attr, row in self.rows.items():
            row.set_shown(attr in attrs)

    def problems(self) -> dict[str, str]:
        """What stands in a field and cannot be read."""
        return {
            attr: text
            for attr, row in self.rows.items()
            if row.is_shown and (text := row.editor.problem())
        }

    def tell(self, problems: Mapping[str, str]) -> None:
        """Put each problem under its field, if the field was left."""
        for attr, row in self.rows.items():
            row.tell(problems.get(attr, ""))

    def touch(self) -> None:
        """From now on tell every problem, as if all fields had been left."""
        for row in self.rows.values():
            row.touch()

    def focus(self, attr: str) -> None:
        """Go to a field."""
        self.rows[attr].editor.setFocus(Qt.FocusReason.TabFocusReason)
