"""The form of a work record of any kind (hồ sơ công việc), made from dossiers.toml."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ktt_desktop.catalogue.dossiers_loader import MANY, NONE
from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.dossier_checks import check_dossier, choices
from ktt_desktop.services.dossier_drafts import (
    drop_kept_dossier,
    keep_dossier,
    kept_dossier,
)
from ktt_desktop.services.dossier_warnings import dossier_warnings
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.draft_strip import DraftStore
from ktt_desktop.ui.forms.editors import Choices
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.dossier_fields import PARTIES, DossierShape
from ktt_desktop.ui.screens.dossier_heads import DossierHeads
from ktt_desktop.ui.screens.dossier_parties import party_source
from ktt_desktop.ui.shortcuts import SAVE_AND_ADD, bind
from ktt_desktop.ui.theme import ROW_HEIGHT

PARTIES_HEIGHT = 5 * ROW_HEIGHT
KEPT_HEADS = ("year", "programme", "topic", "period")  # from one record to the next
KEPT_VALUES = ("organiser", "document", "quantity_unit")


def dossier_dialog(context: Context, draft: DossierDraft, parent: QWidget) -> "DossierDialog":
    """Hộp thoại của một hồ sơ công việc, not yet open; `draft` says its kind and what is known."""
    return DossierDialog(context, draft, parent)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A draft kept, as the form shows it."""

    draft: Any
    at: datetime


class DossierDialog(FormDialog):
    """Ghi closes as ever; Ghi và thêm tiếp (Ctrl+Enter) goes on with the next record of the kind.

    `stored` is the record that was saved last.
    """

    def __init__(self, context: Context, draft: DossierDraft, parent: QWidget) -> None:
        kind = context.book.catalogue.dossiers[draft.kind]
        self._shape, self._kind = DossierShape(kind), kind
        self.stored: DossierDraft | None = None
        self._saved_before = 0
        self._warnings: Mapping[str, str] = {}
        self._checked: DossierDraft | None = None  # what they were last asked for
        communes = Communes(context.book, context.profile)
        self.heads = DossierHeads(context, communes, kind, draft)
        form: RecordForm[Any] = RecordForm(
            self._shape.fields,
            self._shape.values(draft),
            self._problems(context),
            _choices(context, draft.kind),
            self.heads.special(),
            records={PARTIES: party_source(context, communes, parent)},
            warn=lambda _: self._warnings,
            shown_by="topic",
        )
        act = "Sửa" if draft.revision else "Thêm"
        store = self._drafts_of(context, draft.uid)
        super().__init__(context, f"{act} {kind.one}", form, self._store(context), parent, store)
        if kind.organisations == MANY:  # the other fields of the tab are wanted in sight
            form.editor("organisations").input.setMaximumHeight(PARTIES_HEIGHT)
        self.heads.setParent(self)
        self.heads.read(self)
        form.left.connect(self._ask_warnings)
        self._ask_warnings()
        self.again = QPushButton(f"Ghi và thêm tiếp  {SAVE_AND_ADD}")
        self.again.setAccessibleName("Ghi và thêm tiếp")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self._on_save_and_add)
        self.button_row.insertWidget(self.button_row.count() - 1, self.again)
        bind(self, SAVE_AND_ADD, self._on_save_and_add)
        main_key = QKeySequence(
            QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return)
        )
        QShortcut(main_key, self, self._on_save_and_add)

    def _problems(self, context: Context) -> Callable[[Any], Mapping[str, str]]:
        """What keeps it from being saved; that of the money stands together under its table."""
        book, groups = context.book, {each.key for each in self._kind.money}

        def problems(values: Any) -> Mapping[str, str]:
            found = check_dossier(book, self._shape.draft(values))
            money = {key for key in found if key.partition(".")[0] in groups and "." in key}
            plain = {key: words for key, words in found.items() if key not in money}
            together = "\n".join(found[key] for key in sorted(money))
            return plain | {"money": together} if money else plain

        return problems

    def _store(self, context: Context) -> Callable[[Any], ChangeSet]:
        book = context.book

        def save(values: Any) -> ChangeSet:
            self.stored, change = save_dossier(book, self._shape.draft(values))
            return change

        return save

    def _drafts_of(self, context: Context, uid: str) -> DraftStore:
        """Where what is typed is kept; "" is the record that was never saved."""
        book, kind, shape = context.book, self._kind.id, self._shape

        def load() -> _Kept | None:
            found = kept_dossier(book, kind, uid)
            return _Kept(shape.values(found.draft), found.at) if found else None

        return DraftStore(
            lambda values: keep_dossier(book, shape.draft(values)),
            load,
            lambda: drop_kept_dossier(book, kind, uid),
        )

    def _ask_warnings(self) -> None:
        """What to look at again is read off the UI thread whenever a field was left."""
        book, draft = self._context.book, self._shape.draft(self.form.draft())
        if draft != self._checked:
            self._checked = draft
            self._context.ask(
                self,
                lambda _: dossier_warnings(book, draft),
                lambda found: self._warn(draft, found),
            )

    def _warn(self, draft: DossierDraft, found: Mapping[str, str]) -> None:
        if draft == self._checked:
            self._warnings = found
            self.form.tell_again()

    def _on_save_and_add(self) -> None:
        if self._keep.isEnabled():
            self._save_then(self._go_on)

    def _go_on(self) -> None:
        """Show the next record: what was the same so far is kept, the cursor is on who got it."""
        assert self.stored is not None
        self._saved_before += 1
        self._drafts = self._drafts_of(self._context, "")
        self._warnings = {}
        self.form.show_new(self._shape.values(next_draft(self.stored)))
        self.form.focus("" if self._kind.organisations == NONE else "organisations")
        self.setWindowTitle(f"Thêm {self._kind.one} – đã ghi {self._saved_before}")


def next_draft(before: DossierDraft) -> DossierDraft:
    """A new record that begins with what entering many of them repeats."""
    return DossierDraft(
        before.kind,
        **{name: getattr(before, name) for name in KEPT_HEADS},
        values={key: before.values[key] for key in KEPT_VALUES if key in before.values},
    )


def _choices(context: Context, kind: str) -> Choices:
    catalogue = context.book.catalogue
    names = {each.choices for each in catalogue.dossiers[kind].fields.values() if each.choices}
    return {name: tuple(choices(catalogue, name).items()) for name in names}
