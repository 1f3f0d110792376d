"""Phiếu từng tổ chức: the form of one organisation, saved field by field."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.numbers import format_fraction, format_number
from ktt_desktop.ui.forms.number_editor import NumberEditor

Values = Mapping[str, int | None]

LABEL_WIDTH, NUMBER_WIDTH = 110, 112
WAITS = "Số chép từ năm trước, chưa xác nhận. Enter xác nhận."


class FormFigures(NamedTuple):
    """Số liệu của một tổ chức: what is edited, and what to compare it with."""

    values: Values
    previous: Values
    plan: Values
    unconfirmed: frozenset[str] = frozenset()  # copied from last year, not looked at yet


class OrganisationForm(QScrollArea):
    """The rows of one kind of organisation; each field tells when its value was changed."""

    value_left = Signal(str, object)  # indicator code, stored value or None
    confirmed = Signal(str)  # the code of a copied figure that is right as it stands

    def __init__(
        self,
        indicators: tuple[Indicator, ...],
        parent: QWidget | None = None,
        *,
        in_dong: bool = False,
    ) -> None:
        super().__init__(parent)
        self._indicators = indicators
        self._quantities = {each.code: each.shown_in(dong=in_dong) for each in indicators}
        self._stored: dict[str, int | None] = {}
        self._unconfirmed: frozenset[str] = frozenset()
        self._editors: dict[str, NumberEditor] = {}
        self._previous: dict[str, QLabel] = {}
        self._plan: dict[str, QLabel] = {}
        self._shares: dict[str, QLabel] = {}
        self._figures = FormFigures({}, {}, {})
        self._problems: dict[str, QLabel] = {}
        self._headers = tuple(QLabel() for _ in range(5))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 8, 12, 12)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        for place, label in enumerate(self._headers):
            label.setProperty("subheading", True)
            label.setAlignment(
                Qt.AlignmentFlag.AlignRight if place > 1 else Qt.AlignmentFlag.AlignLeft
            )
            self._grid.addWidget(label, 0, place)
        for row, indicator in enumerate(indicators):
            self._add(indicator, 1 + 2 * row)
        column.addLayout(self._grid)
        column.addStretch()
        self.setWidgetResizable(True)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def _add(self, indicator: Indicator, row: int) -> None:
        code = indicator.code
        label, editor = QLabel(indicator.label), NumberEditor(self._quantities[code])
        label.setWordWrap(True)
        label.setToolTip(indicator.help)
        label.setBuddy(editor.input)
        editor.input.setObjectName(code)
        editor.input.setMaximumWidth(NUMBER_WIDTH)
        editor.input.setAccessibleName(f"[{code}] {indicator.title}")
        editor.input.setAccessibleDescription(indicator.help)
        editor.input.installEventFilter(self)
        editor.left.connect(lambda: self._on_left(code))
        editor.edited.connect(lambda: self._show_share(code))
        problem = QLabel()
        problem.setProperty("problem", True)
        problem.setWordWrap(True)
        problem.hide()
        self._editors[code], self._problems[code] = editor, problem
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(editor, row, 1)
        for place, labels in ((2, self._previous), (3, self._plan), (4, self._shares)):
            labels[code] = QLabel()
            labels[code].setProperty("hint", True)
            labels[code].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(labels[code], row, place)
        self._grid.addWidget(problem, row + 1, 0, 1, 5)

    def show_figures(self, figures: FormFigures, headers: tuple[str, str, str, str, str]) -> None:
        """Show an organisation; a field that is being typed into keeps its text."""
        for label, header in zip(self._headers, headers, strict=True):
            label.setText(header)
        before, self._stored, self._figures = self._stored, dict(figures.values), figures
        self._unconfirmed = figures.unconfirmed
        for indicator in self._indicators:
            code = indicator.code
            editor = self._editors[code]
            value = figures.values.get(code)
            if not _is_typed(editor, before.get(code)) and editor.value() != value:
                editor.set_value(value)
            _mark(editor, code in figures.unconfirmed)
            for labels, values in ((self._previous, figures.previous), (self._plan, figures.plan)):
                value = values.get(code)
                text = "–" if value is None else format_number(value, self._quantities[code])
                labels[code].setText(text)
            self._show_share(code)

    def begin(self) -> None:
        """Forget unfinished texts: another organisation comes."""
        self._stored = {}  # an empty field says nothing until figures are shown
        for code, editor in self._editors.items():
            editor.set_value(None)
            self._problems[code].hide()

    def unfinished(self) -> str:
        """The first field whose text is not a number, "" when all can be saved."""
        return next((code for code, each in self._editors.items() if each.problem()), "")

    def current(self) -> str:
        """The code of the field the cursor is in; "" when it is elsewhere."""
        return next((code for code, each in self._editors.items() if each.input.hasFocus()), "")

    def focus_field(self, code: str = "") -> None:
        """Go to a field, the first one where none is named."""
        editor = self._editors.get(code) or next(iter(self._editors.values()))
        editor.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(editor)

    def leave(self) -> None:
        """Save the field the cursor is in."""
        if code := self.current():
            self._on_left(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves on, and confirms a copied figure; Esc brings the stored value back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            code = watched.objectName()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._confirm(code)
                self._move_on(code)
                return True
            if event.key() == Qt.Key.Key_Escape and code in self._editors:
                self._editors[code].set_value(self._stored.get(code))
                self._show_problem(code)
        return super().eventFilter(watched, event)

    def _confirm(self, code: str) -> None:
        editor = self._editors[code]
        is_same = not editor.problem() and editor.value() == self._stored.get(code)
        if code in self._unconfirmed and is_same:
            _mark(editor, False)
            self.confirmed.emit(code)

    def _move_on(self, code: str) -> None:
        codes = list(self._editors)
        self.focus_field(codes[(codes.index(code) + 1) % len(codes)])

    def _on_left(self, code: str) -> None:
        editor = self._editors[code]
        self._show_problem(code)
        if editor.problem() or editor.value() == self._stored.get(code):
            return
        self._stored[code] = editor.value()
        self.value_left.emit(code, editor.value())

    def _show_share(self, code: str) -> None:
        """How much of the plan the number comes to that stands in the field now."""
        editor, plan = self._editors[code], self._figures.plan.get(code)
        value = None if editor.problem() else editor.value()
        text = "–"
        if value is not None and plan:
            text = format_fraction(Fraction(100 * value, plan), 1)
        self._shares[code].setText(text)

    def _show_problem(self, code: str) -> None:
        sentence = self._editors[code].problem()
        self._problems[code].setText(sentence)
        self._problems[code].setVisible(bool(sentence))


def _is_typed(editor: NumberEditor, stored: int | None) -> bool:
    """Whether the field holds a text of the officer's that is not in the book yet."""
    return bool(editor.problem()) or (editor.input.hasFocus() and editor.value() != stored)


def _mark(editor: NumberEditor, is_unconfirmed: bool) -> None:
    """Slant a copied figure until somebody looked at it."""
    line = editor.input
    if line.property("unconfirmed") == is_unconfirmed:
        return
    line.setProperty("unconfirmed", is_unconfirmed)
    line.setToolTip(WAITS if is_unconfirmed else "")
    line.style().unpolish(line)
    line.style().polish(line)
