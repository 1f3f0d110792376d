"""A form over a frozen draft; the fields come from the catalogue, the problems from a service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QFrame,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.editors import Choices, Records, make_editor, name_editor
from ktt_desktop.ui.forms.form_row import FormRow
from ktt_desktop.ui.forms.tab_order import put_in_order
from ktt_desktop.ui.theme import ERROR, SPACE_8, SPACE_12, SPACE_20

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Draft = TypeVar("Draft", bound="DataclassInstance")
Problems = Mapping[str, str]  # attribute → sentence
Validate = Callable[[Draft], Problems]


class RecordForm(QWidget, Generic[Draft]):
    """Phiếu hồ sơ; it knows no field by name but `shown_by`, which decides what the others show.

    The fields of a tab are built when it is first needed. Unreadable text stays typed and keeps it
    from saving. `special` makes the editors of attributes no field type describes, `records` gives
    the searches for other organisations; `warn` says what to look at again, it keeps nobody from
    saving. `shown_by` is an attribute; fields that name their kinds are shown for those values of
    it only.
    """

    checked = Signal(bool)  # after every change: True while the draft can be saved
    left = Signal()  # a field was left

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        draft: Draft,
        validate: Validate[Draft],
        choices: Choices,
        special: Mapping[str, Callable[[], Editor]] | None = None,
        *,
        records: Records | None = None,
        warn: Validate[Draft] | None = None,
        shown_by: str = "kind",
    ) -> None:
        super().__init__()
        self._draft, self._validate, self._warn = draft, validate, warn
        self._shown_by = shown_by
        self._choices, self._records, self._special = choices, records, special or {}
        self._fields = {field.attr: field for field in fields}
        self._rows: dict[str, FormRow] = {}  # of the tabs that are built, in the order of fields
        self._notes: dict[str, list[QWidget]] = {}  # by title of their tab
        self._pages: dict[str, QWidget] = {}  # not built yet
        self._kind: Any = None
        self._is_told = False  # whether saving was tried: every problem is told from then on
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._titles: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs)
        for title in dict.fromkeys(field.tab for field in fields):
            self._pages[title] = QWidget()
            self.add_tab(title, _Scrolled(self._pages[title]))
        self._start = draft
        self._build(self._titles[0])
        self._tabs.currentChanged.connect(lambda place: self._need(self._titles[place]))
        self._check()

    def _need(self, title: str) -> None:
        """Build a tab unless it stands already."""
        if title in self._pages:
            page = self._pages[title]
            self._build(title)
            put_in_order(self._tabs.tabBar(), page)
            self._tell(self.problems())

    def _build(self, title: str) -> None:
        page = self._pages.pop(title)
        layout = QFormLayout(page)
        layout.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        layout.setHorizontalSpacing(SPACE_12)
        layout.setVerticalSpacing(SPACE_8)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in self._fields.values():
            if field.tab == title:
                self._rows[field.attr] = self._row(field, layout)
        self._rows = {attr: self._rows[attr] for attr in self._fields if attr in self._rows}
        for note in self._notes.get(title, ()):
            layout.addRow(note)

    def _row(self, field: FieldSpec, layout: QFormLayout) -> FormRow:
        editor, value = self._editor_of(field), getattr(self._draft, field.attr)
        editor.set_value(value)
        if getattr(self._start, field.attr) == value:  # as the editor tells it from now on
            self._start = replace(self._start, **{field.attr: editor.value()})
        row = FormRow(field, editor, layout)
        row.set_shown(self._is_shown(field))
        if self._is_told:
            row.touch()
        row.edited.connect(self._check)
        row.left.connect(self._check)
        row.left.connect(self.left)
        return row

    def _editor_of(self, field: FieldSpec) -> Editor:
        if make := self._special.get(field.attr):
            editor = make()
            name_editor(editor, field)
            return editor
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
        """Something to read at the end of the tab an attribute is on; before it is shown."""
        self._notes.setdefault(self._fields[attr].tab, []).append(note)

    def add_under(self, attr: str, note: QWidget) -> None:
        """Something to read under a field."""
        self._row_of(attr).add_under(note)

    def show_draft(self, draft: Draft) -> None:
        """Put other values into the form, as if they had been typed."""
        self._draft = draft
        for attr, row in self._rows.items():
            row.editor.set_value(getattr(draft, attr))
        self._check()

    def show_stored(self, draft: Draft) -> None:
        """Put the record into the form as it is in the book by now; nothing counts as typed."""
        self.show_draft(draft)
        self._start = self.draft()

    def show_new(self, draft: Draft) -> None:
        """Begin another record in the same form: nothing counts as typed, nothing is told yet."""
        self._is_told = False
        for row in self._rows.values():
            row.forget()
        self.show_stored(draft)

    def draft(self) -> Draft:
        """What stands in the form; an unreadable number or date counts as blank."""
        return replace(
            self._draft, **{attr: row.editor.value() for attr, row in self._rows.items()}
        )

    def problems(self) -> dict[str, str]:
        """Everything that keeps the draft from being saved, in the order of the fields."""
        found = dict(self._validate(self.draft()))
        found |= {attr: text for attr, row in self._rows.items() if (text := row.editor.problem())}
        hidden = {each.attr for each in self._fields.values() if not self._is_shown(each)}
        found = {attr: text for attr, text in found.items() if attr not in hidden}
        return {attr: found[attr] for attr in self._fields if attr in found} | found

    def tell_again(self) -> None:
        """Ask anew what is wrong and what to look at again, without a change in the form."""
        self._tell(self.problems())

    def show_problems(self) -> int:
        """Tell every problem, focus the first one, and return how many there are."""
        self._is_told = True
        for row in self._rows.values():
            row.touch()
        problems = self._check()
        wrong = [attr for attr in self._fields if attr in problems]
        for attr in wrong:
            self._need(self._fields[attr].tab)
        if wrong:
            self.focus(wrong[0])
        return len(problems)

    def is_changed(self) -> bool:
        """Whether leaving now would lose something."""
        unreadable = any(row.editor.problem() for row in self._rows.values())
        return unreadable or self.draft() != self._start

    def editor(self, attr: str) -> Editor:
        """The editor of an attribute."""
        return self._row_of(attr).editor

    def error_text(self, attr: str) -> str:
        """The words under a field."""
        return self._row_of(attr).text

    def _row_of(self, attr: str) -> FormRow:
        self._need(self._fields[attr].tab)
        return self._rows[attr]

    def focus(self, attr: str = "") -> None:
        """Go to a field, on whatever tab it is; without a name to the first one."""
        row = self._row_of(attr or self._shown_fields()[0].attr)
        self._tabs.setCurrentIndex(self._titles.index(row.field.tab))
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, from the last field of a tab to the next tab."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self._step_to_next_tab():
            self.focusNextChild()

    def _step_to_next_tab(self) -> bool:
        """Go on to the next tab where the focus is in the last field of this one."""
        title, fields = self._titles[self._tabs.currentIndex()], self._shown_fields()
        here = [place for place, field in enumerate(fields) if field.tab == title]
        if not here or here[-1] + 1 == len(fields):
            return False
        if not self._rows[fields[here[-1]].attr].has_focus:
            return False
        self.focus(fields[here[-1] + 1].attr)
        return True

    def _is_shown(self, field: FieldSpec) -> bool:
        return self._kind is None or field.applies_to(self._kind)

    def _shown_fields(self) -> list[FieldSpec]:
        return [field for field in self._fields.values() if self._is_shown(field)]

    def _follow_kind(self) -> None:
        """Show the fields and the tabs this kind of organisation (topic of a work record) has."""
        kind = getattr(self.draft(), self._shown_by, None)
        if kind == self._kind or (self._kind and not kind):
            return  # while one types to find a kind, the fields stay as they are
        self._kind = kind
        for row in self._rows.values():
            row.set_shown(self._is_shown(row.field))
        shown = {field.tab for field in self._shown_fields()}
        for title in {field.tab for field in self._fields.values()}:
            self._tabs.setTabVisible(self._titles.index(title), title in shown)

    def _check(self) -> dict[str, str]:
        self._follow_kind()
        problems = self.problems()
        self._tell(problems)
        self.checked.emit(not problems)
        return problems

    def _tell(self, problems: Problems) -> None:
        warnings = self._warn(self.draft()) if self._warn else {}
        for attr, row in self._rows.items():
            row.tell(problems.get(attr, ""), warnings.get(attr, ""))
        self._mark_tabs()

    def _mark_tabs(self) -> None:
        """A dot before the title of a tab with a problem that is being told."""
        for place, title in enumerate(self._titles):
            wrong = any(r.has_shown_problem and r.field.tab == title for r in self._rows.values())
            words = f"● {title}" if wrong else title
            if words != self._tabs.tabText(place):
                self._tabs.setTabText(place, words)
                colour = QColor(ERROR) if wrong else QColor()
                self._tabs.tabBar().setTabTextColor(place, colour)


class _Scrolled(QScrollArea):
    """A page that keeps the field with the keys in sight, whatever brought them there."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words that come up above the field push it down: go after it."""
        is_done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() is QEvent.Type.Resize:
            self._on_focus_changed(None, QApplication.focusWidget())
        return is_done

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, SPACE_20)


def _row_type(draft: type, attr: str) -> type[Any]:
    """The class of the rows of a list: Person for `persons: tuple[Person, ...]`."""
    row: type[Any] = get_args(get_type_hints(draft)[attr])[0]
    return row
