"""A form over a frozen draft; the fields come from the catalogue, the problems from a service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.editors import Choices, Records, make_editor, name_editor
from ktt_desktop.ui.forms.form_row import FormRow
from ktt_desktop.ui.theme import ERROR, SPACE_8, SPACE_12, SPACE_20

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Draft = TypeVar("Draft", bound="DataclassInstance")
Problems = Mapping[str, str]  # attribute → sentence
Validate = Callable[[Draft], Problems]


class RecordForm(QWidget, Generic[Draft]):
    """Phiếu hồ sơ; it knows no field by name but `kind`, which decides what the others show.

    Unreadable text stays typed and keeps it from saving. `special` gives ready-made editors for
    attributes no field type describes, `records` the searches for other organisations; `warn`
    says what to look at again, it keeps nobody from saving.
    """

    checked = Signal(bool)  # after every change: True while the draft can be saved
    left = Signal()  # a field was left

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        draft: Draft,
        validate: Validate[Draft],
        choices: Choices,
        special: Mapping[str, Editor] | None = None,
        *,
        records: Records | None = None,
        warn: Validate[Draft] | None = None,
    ) -> None:
        super().__init__()
        self._draft, self._validate, self._warn = draft, validate, warn
        self._choices, self._records, self._special = choices, records, special or {}
        self._rows: dict[str, FormRow] = {}
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._titles: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs)
        for title in dict.fromkeys(field.tab for field in fields):
            self._add_page(title, [field for field in fields if field.tab == title])
        self._tabs.tabBar().setVisible(len(self._titles) > 1)
        self._kind: Any = None
        self._start = self.draft()
        self._check()

    def _add_page(self, title: str, fields: Sequence[FieldSpec]) -> None:
        page = QWidget()
        self.add_tab(title, _scrolled(page))  # first: Qt dresses again what moves to a new parent
        layout = QFormLayout(page)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setHorizontalSpacing(SPACE_12)
        layout.setVerticalSpacing(SPACE_8)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in fields:
            editor = self._editor_of(field)
            editor.set_value(getattr(self._draft, field.attr))
            row = self._rows[field.attr] = FormRow(field, editor, layout)
            row.edited.connect(self._check)
            row.left.connect(self._check)
            row.left.connect(self.left)

    def _editor_of(self, field: FieldSpec) -> Editor:
        if special := self._special.get(field.attr):
            name_editor(special, field)
            return special
        is_list = field.type is FieldType.LIST
        blank = _row_type(type(self._draft), field.attr)() if is_list else None
        return make_editor(field, self._choices, self._records, blank)

    def add_tab(self, title: str, page: QWidget) -> None:
        """A further tab, such as a history."""
        self._titles.append(title)
        self._tabs.addTab(page, title)
        self._tabs.tabBar().setVisible(len(self._titles) > 1)

    @property
    def tabs_width(self) -> int:
        """The width in which all titles of the tabs can be read, three marked ones among them."""
        return self._tabs.tabBar().sizeHint().width() + 3 * SPACE_20

    @property
    def full_height(self) -> int:
        """The height in which nothing has to be scrolled, logical pixels."""
        pages = (page.widget() for page in self.findChildren(QScrollArea))
        return max(page.sizeHint().height() for page in pages)

    def add_note(self, attr: str, note: QWidget) -> None:
        """Something to read at the end of the tab an attribute is on."""
        self._rows[attr].add_below(note)

    def show_draft(self, draft: Draft) -> None:
        """Put other values into the form, as if they had been typed."""
        self._draft = draft
        for attr, row in self._rows.items():
            row.editor.set_value(getattr(draft, attr))
        self._check()

    def draft(self) -> Draft:
        """What stands in the form; an unreadable number or date counts as blank."""
        return replace(
            self._draft, **{attr: row.editor.value() for attr, row in self._rows.items()}
        )

    def problems(self) -> dict[str, str]:
        """Everything that keeps the draft from being saved, in the order of the fields."""
        found = dict(self._validate(self.draft()))
        found |= {attr: text for attr, row in self._rows.items() if (text := row.editor.problem())}
        hidden = {attr for attr, row in self._rows.items() if not row.is_shown}
        found = {attr: text for attr, text in found.items() if attr not in hidden}
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
        row = self._rows[attr] if attr else self._shown_rows()[0]
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
        title, rows = self._titles[self._tabs.currentIndex()], self._shown_rows()
        here = [place for place, row in enumerate(rows) if row.field.tab == title]
        if not here or here[-1] + 1 == len(rows) or not rows[here[-1]].has_focus:
            return False
        self.focus(rows[here[-1] + 1].field.attr)
        return True

    def _shown_rows(self) -> list[FormRow]:
        return [row for row in self._rows.values() if row.is_shown]

    def _follow_kind(self) -> None:
        """Show the fields and the tabs this kind of organisation has."""
        kind = getattr(self.draft(), "kind", None)
        if kind == self._kind or not kind:
            return
        self._kind = kind
        for row in self._rows.values():
            row.set_shown(row.field.applies_to(kind))
        shown = {row.field.tab for row in self._shown_rows()}
        for title in {row.field.tab for row in self._rows.values()}:
            self._tabs.setTabVisible(self._titles.index(title), title in shown)

    def _check(self) -> dict[str, str]:
        self._follow_kind()
        problems = self.problems()
        warnings = self._warn(self.draft()) if self._warn else {}
        for attr, row in self._rows.items():
            row.tell(problems.get(attr, ""), warnings.get(attr, ""))
        self._mark_tabs()
        self.checked.emit(not problems)
        return problems

    def _mark_tabs(self) -> None:
        """A dot before the title of a tab with a problem that is being told."""
        for place, title in enumerate(self._titles):
            page = self._tabs.widget(place)
            wrong = any(r.has_shown_problem and page.isAncestorOf(r) for r in self._rows.values())
            words = f"● {title}" if wrong else title
            if words != self._tabs.tabText(place):
                self._tabs.setTabText(place, words)
                colour = QColor(ERROR) if wrong else QColor()
                self._tabs.tabBar().setTabTextColor(place, colour)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def _row_type(draft: type, attr: str) -> type[Any]:
    """The class of the rows of a list: Person for `persons: tuple[Person, ...]`."""
    row: type[Any] = get_args(get_type_hints(draft)[attr])[0]
    return row
