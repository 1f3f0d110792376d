"""Editor of the money of a grant: one field for each source, the total beside them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ktt_desktop.catalogue.fields import FieldType, quantity_of
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.number_editor import NumberEditor
from ktt_desktop.ui.theme import CONTROL_HEIGHT, SPACE_4, SPACE_8

MILLIONS = quantity_of(FieldType.MONEY, "triệu đồng")


class MoneyEditor(Editor):
    """Kinh phí theo nguồn: `value` maps the sources that were filled in to đồng."""

    def __init__(self, sources: Mapping[FundingSource, str]) -> None:
        super().__init__()
        self.total = QLabel()
        self.total.setProperty("subheading", True)
        self._labels = dict(sources)
        self._editors = {source: NumberEditor(MILLIONS) for source in sources}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_8)
        grid.setVerticalSpacing(SPACE_4)
        for row, (source, editor) in enumerate(self._editors.items()):
            label = QLabel(sources[source])
            label.setBuddy(editor.input)
            label.setMinimumHeight(CONTROL_HEIGHT)  # in line with its field, whatever stands below
            editor.input.setAccessibleName(sources[source])
            editor.input.setObjectName(f"money.{source.value}")
            editor.edited.connect(self._on_edited)
            editor.left.connect(self.left)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1)
        grid.addWidget(self.total, len(self._editors), 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(next(iter(self._editors.values())))
        self._show_total()

    @property
    def input(self) -> QWidget:
        return self

    def value(self) -> dict[FundingSource, int]:
        amounts = {source: editor.value() for source, editor in self._editors.items()}
        return {source: amount for source, amount in amounts.items() if amount is not None}

    def set_value(self, value: Any) -> None:
        for source, editor in self._editors.items():
            editor.set_value(value.get(source))
        self._show_total()

    def problem(self) -> str:
        told = (
            f"{self._labels[source]}: {problem}"
            for source, editor in self._editors.items()
            if (problem := editor.problem())
        )
        return "\n".join(told)

    def _on_edited(self) -> None:
        self._show_total()
        self.edited.emit()

    def _show_total(self) -> None:
        money = self.value()
        total = f"{format_number(sum(money.values()), MILLIONS)} triệu đồng" if money else "–"
        self.total.setText(f"Tổng: {'chưa tính được' if self.problem() else total}")
