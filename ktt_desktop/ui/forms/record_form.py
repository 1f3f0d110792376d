"""A form over a frozen draft; the fields come from the catalogue, the problems from a service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.editors import Choices, make_editor, name_editor
from ktt_desktop.ui.forms.form_row import FormRow
from ktt_desktop.ui.theme import ERROR, SPACE_8, SPACE_12, SPACE_20

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Draft = TypeVar("Draft", bound="DataclassInstance")
Problems = Mapping[str, str]  # attribute → sentence
Validate = Callable[[Draft], Problems]


class RecordForm(QWidget, Generic[Draft]):
    """Phiếu hồ sơ; it knows no field by name. Unreadable text stays typed and keeps it from saving.

    `special` gives ready-made editors for attributes no field type describes.
    """

    checked = Signal(bool)  # after every change: True while the draft can be saved

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        draft: Draft,
        validate: Validate[Draft],
        choices: Choices,
        special: Mapping[str, Editor] | None = None,
    ) -> None:
        super().__init__()
        self._draft, self._validate = draft, validate
        self._rows: dict[str, FormRow] = {}
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._titles: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs)
        for title in dict.fromkeys(field.tab for field in fields):
            self._add_page(
                title, [field for field in fields if field.tab == title], choices, special
            )
        self._tabs.tabBar().setVisible(len(self._titles) > 1)
        self._start = self.draft()
        self._check()

    def _add_page(
        self,
        title: str,
        fields: Sequence[FieldSpec],
        choices: Choices,
        special: Mapping[str, Editor] | None,
    ) -> None:
        page = QWidget()
        layout = QFormLayout(page)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setHorizontalSpacing(SPACE_12)
        layout.setVerticalSpacing(SPACE_8)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in fields:
            editor = (special or {}).get(field.attr) or make_editor(field, choices)
            name_editor(editor, field)
            editor.set_value(getattr(self._draft, field.attr))
            row = self._rows[field.attr] = FormRow(field, editor)
            row.edited.connect(self._check)
            row.left.connect(self._check)
            row.add_to(layout)
        self.add_tab(title, _scrolled(page))

    def add_tab(self, title: str, page: QWidget) -> None:
        """A further tab, such as a history."""
        self._titles.append(title)
        self._tabs.addTab(page, title)
        self._tabs.tabBar().setVisible(len(self._titles) > 1)

    def draft(self) -> Draft:
        """What stands in the form; an unreadable number or date counts as blank."""
        return replace(
            self._draft, **{attr: row.editor.value() for attr, row in self._rows.items()}
        )

    def problems(self) -> dict[str, str]:
        """Everything that keeps the draft from being saved, in the order of the fields."""
        found = dict(self._validate(self.draft()))
        found |= {attr: text for attr, row in self._rows.items() if (text := row.editor.problem())}
        return {attr: found[attr] for attr in self._rows if attr in found} | found

    def show_problems(self) -> int:
        """Tell every problem, focus the first one, and return how many there are."""
        for row in self._rows.values():
            row.touch()
        problems = self._check()
        if first := next((attr for attr in self._rows if attr in problems), None):
            self.focus(first)
        return len(problems)

    def is_changed(self) -> bool:
        """Whether leaving now would lose something."""
        unreadable = any(row.editor.problem() for row in self._rows.values())
        return unreadable or self.draft() != self._start

    def editor(self, attr: str) -> Editor:
        """The editor of an attribute."""
        return self._rows[attr].editor

    def error_text(self, attr: str) -> str:
        """The words under a field."""
        return self._rows[attr].text

    def focus(self, attr: str = "") -> None:
        """Go to a field, on whatever tab it is; without a name to the first one."""
        row = self._rows[attr or next(iter(self._rows))]
        for place in range(self._tabs.count()):
            if self._tabs.widget(place).isAncestorOf(row):
                self._tabs.setCurrentIndex(place)
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, from the last field of a tab to the next tab."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self._step_to_next_tab():
            self.focusNextChild()

    def _step_to_next_tab(self) -> bool:
        """Go on to the next tab where the focus is in the last field of this one."""
        here, tabs = self._tabs.currentIndex(), [row.field.tab for row in self._rows.values()]
        title, attrs = self._titles[here], list(self._rows)
        if title not in tabs:
            return False
        last = len(tabs) - 1 - tabs[::-1].index(title)
        if last + 1 == len(attrs) or not self._rows[attrs[last]].has_focus:
            return False
        self.focus(attrs[last + 1])
        return True

    def _check(self) -> dict[str, str]:
        problems = self.problems()
        for attr, row in self._rows.items():
            row.tell(problems.get(attr, ""))
        self._mark_tabs()
        self.checked.emit(not problems)
        return problems

    def _mark_tabs(self) -> None:
        """A dot before the title of a tab with a problem that is being told."""
        for place, title in enumerate(self._titles):
            page = self._tabs.widget(place)
            wrong = any(r.has_shown_problem and page.isAncestorOf(r) for r in self._rows.values())
            self._tabs.setTabText(place, f"● {title}" if wrong else title)
            colour = QColor(ERROR) if wrong else QColor()
            self._tabs.tabBar().setTabTextColor(place, colour)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
