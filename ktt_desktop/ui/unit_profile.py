"""The dialog "Thông tin đơn vị": what every report prints about its unit, and from when to when."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.domain.unit_checks import body_warnings, document_warnings, signatory_warnings
from ktt_desktop.domain.unit_particulars import (
    DocumentLine,
    IssuingBody,
    Signatory,
    UnitParticulars,
)
from ktt_desktop.domain.validity import DatedLine
from ktt_desktop.services.unit_particulars import in_print, load_particulars, save_unit
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.unit_draft import UnitDraft, draft_of
from ktt_desktop.ui.unit_fields import CHOICES, FIELDS, PREVIEW, signatory_choices
from ktt_desktop.ui.unit_lines import DatedListEditor, DeadlinesEditor, Warn
from ktt_desktop.ui.unit_preview import UnitPreview

#: An empty line of a list, its columns, and what is told of its lines together.
_LISTS: Mapping[str, tuple[DatedLine, tuple[str, ...], Warn]] = {
    "bodies": (
        IssuingBody(),
        ("valid_from", "valid_to", "unit_name", "issuer", "parent_name"),
        body_warnings,
    ),
    "signatories": (
        Signatory(),
        ("valid_from", "valid_to", "name", "position", "form", "usual"),
        signatory_warnings,
    ),
    "documents": (
        DocumentLine(),
        ("kind", "valid_from", "valid_to", "symbol", "recipients"),
        document_warnings,
    ),
}
_OF_DEADLINES = ("what", "day", "valid_from", "valid_to", "sender", "receiver", "basis")
WIDTH, HEIGHT = 1080, 640  # logical pixels, where the screen has them


def show_unit_profile(context: Context, parent: QWidget) -> None:
    """Read the lines of the unit, then open the dialog."""
    book, profile = context.book, context.profile
    context.ask(
        parent,
        lambda _: load_particulars(book, profile),
        lambda found: UnitProfileDialog(context, found, parent).open(),
    )


class UnitProfileDialog(FormDialog):
    """Thông tin đơn vị; once saved, what is in force is printed from now on."""

    def __init__(self, context: Context, particulars: UnitParticulars, parent: QWidget) -> None:
        special: dict[str, Callable[[], Any]] = {
            each.attr: partial(_list_editor, each) for each in FIELDS if each.items
        }
        special["signatory"] = partial(ChoiceEditor, signatory_choices(particulars))
        form: RecordForm[UnitDraft] = RecordForm(
            FIELDS, draft_of(context.profile, particulars), lambda _: {}, CHOICES, special
        )
        book, profile = context.book, context.profile
        super().__init__(
            context,
            "Thông tin đơn vị",
            form,
            lambda draft: save_unit(book, draft.put_into(profile), draft.particulars),
            parent,
        )
        self._offered = signatory_choices(particulars)
        self.preview = UnitPreview(profile, particulars)
        form.add_tab(PREVIEW, self.preview)
        form.checked.connect(lambda _: self._follow())
        self.saved.connect(lambda _: self._use())
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        form.focus()

    def _follow(self) -> None:
        """Show what is typed in the preview, and offer those who may sign."""
        draft: UnitDraft = self.form.draft()
        self.preview.show_unit(draft.put_into(self._context.profile), draft.particulars)
        self._offer_people(signatory_choices(draft.particulars))

    def _offer_people(self, choices: Sequence[Choice]) -> None:
        """Offer others to sign; who was chosen stays, the preview tells who cannot sign."""
        if choices != self._offered:
            self._offered = choices
            editor = self.form.editor("signatory")
            assert isinstance(editor, ChoiceEditor)
            chosen = editor.value()
            editor.set_choices(choices)
            editor.set_value(chosen)

    def _use(self) -> None:
        draft: UnitDraft = self.form.draft()
        profile = draft.put_into(self._context.profile)
        self._context.set_profile(in_print(profile, draft.particulars))


def _list_editor(field: FieldSpec) -> DatedListEditor:
    if field.attr == "deadlines":
        return DeadlinesEditor(field, CHOICES, _OF_DEADLINES)
    blank, shown, warn = _LISTS[field.attr]
    return DatedListEditor(field, blank, CHOICES, shown, warn)
