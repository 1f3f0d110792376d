"""The new records of an event: one card with a short form each, added and removed by keyboard."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind
from ktt_desktop.domain.text import nfc
from ktt_desktop.ui.forms.editor import Editor, Line
from ktt_desktop.ui.forms.editors import Choices
from ktt_desktop.ui.forms.field_block import FieldBlock
from ktt_desktop.ui.theme import SPACE_8, SPACE_12

REMOVE = "F6"


class RepresentativeEditor(Editor):
    """Người đại diện chính: name and title of the first one; the others stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._persons: tuple[Person, ...] = ()
        self.name, self.title = Line(), Line()
        self.title.setPlaceholderText("Chức danh")
        self.title.setAccessibleName("Chức danh của người đại diện chính")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for line, stretch in ((self.name, 3), (self.title, 2)):
            row.addWidget(line, stretch)
            line.textEdited.connect(self.edited)
            line.left.connect(self.left)
        self.setFocusProxy(self.name)

    @property
    def input(self) -> QWidget:
        return self.name

    def value(self) -> tuple[Person, ...]:
        first = self._persons[0] if self._persons else Person()
        main = replace(first, name=nfc(self.name.text()), title=nfc(self.title.text()))
        return (*((main,) if main != Person() else ()), *self._persons[1:])

    def set_value(self, value: Any) -> None:
        self._persons = tuple(value)
        first = self._persons[0] if self._persons else Person()
        self.name.setText(first.name)
        self.title.setText(first.title)


class RecordCard(QFrame):
    """Một hồ sơ mới: its number, its short form, and Bỏ (F6) where there may be fewer."""

    removal_wanted = Signal()

    def __init__(
        self, fields: tuple[FieldSpec, ...], draft: OrganisationDraft, choices: Choices
    ) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._fields, self._kind = fields, draft.kind
        main = RepresentativeEditor()
        self.block = FieldBlock(fields, draft, choices, {"persons": lambda: main})
        self.last: QWidget = main.title  # that takes the keys
        self.heading = QLabel()
        self.heading.setProperty("subheading", True)
        self.remove = QPushButton(f"Bỏ hồ sơ này  {REMOVE}")
        self.remove.setAccessibleName("Bỏ hồ sơ này")
        self.remove.setAutoDefault(False)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key does the same from a field
        self.remove.clicked.connect(self.removal_wanted)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_12] * 4)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addWidget(self.block)
        self.block.edited.connect(self._follow_kind)
        self._follow_kind()

    def draft(self) -> OrganisationDraft:
        """The new record; without a kind it is of the one before, only a tổ hợp tác may stay
        unregistered.
        """
        draft = self.block.draft()
        self._kind = OrganisationKind(draft.kind or self._kind)
        is_group = self._kind is OrganisationKind.COOPERATIVE_GROUP
        status = LegalStatus(draft.legal_status or LegalStatus.ACTIVE)
        return replace(
            draft, kind=self._kind, legal_status=status if is_group else LegalStatus.ACTIVE
        )

    def problems(self) -> dict[str, str]:
        """What stands in a field and cannot be read, and a kind that is missing."""
        found = self.block.problems()
        if not self.block.draft().kind:
            found.setdefault("kind", "Phải chọn loại hình.")
        return found

    def number(self, place: int, may_go: bool) -> None:
        """Tell which one it is, counted from 0, and whether it may be removed."""
        self.heading.setText(f"Hồ sơ mới {place + 1}")
        self.remove.setVisible(may_go)

    def _follow_kind(self) -> None:
        kind = self.draft().kind
        self.block.show_only({each.attr for each in self._fields if each.applies_to(kind)})
