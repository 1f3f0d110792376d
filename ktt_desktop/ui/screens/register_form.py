"""The record of one organisation: its form, the tabs of its statuses and its history, saving it."""

from datetime import date

from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import today
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.register_checks import check_draft, draft_warnings
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.activities_editor import ActivitiesEditor
from ktt_desktop.ui.forms.choice_editor import Choice
from ktt_desktop.ui.forms.editors import Choices
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.organisation_pages import add_print_button
from ktt_desktop.ui.screens.register_attachments import AttachmentsEditor
from ktt_desktop.ui.screens.register_commune import commune_editor
from ktt_desktop.ui.screens.register_dossiers import TITLE as DOSSIERS
from ktt_desktop.ui.screens.register_dossiers import DossiersTab
from ktt_desktop.ui.screens.register_events import EventsTab
from ktt_desktop.ui.screens.register_former import FIELD as FORMER
from ktt_desktop.ui.screens.register_former import former_editor
from ktt_desktop.ui.screens.register_history import HistoryTab, organisation_history
from ktt_desktop.ui.screens.register_likely import LikelyNote
from ktt_desktop.ui.screens.register_record import draft_store, members_note, received_note
from ktt_desktop.ui.screens.register_records import record_searches
from ktt_desktop.ui.screens.register_status import StatusTab

KINDS: tuple[Choice, ...] = (
    (OrganisationKind.COOPERATIVE, "Hợp tác xã"),
    (OrganisationKind.COOPERATIVE_UNION, "Liên hiệp hợp tác xã"),
    (OrganisationKind.COOPERATIVE_GROUP, "Tổ hợp tác"),
)
# The statuses a new record begins with; later ones are lines of their histories.
FIRST = ("operating_status", "legal_status", "status_on", "status_document")


def record_dialog(
    context: Context,
    communes: Communes,
    draft: OrganisationDraft,
    parent: QWidget,
) -> FormDialog:
    """Hộp thoại hồ sơ, not yet open; a stored record has its statuses on a tab of their own."""
    book = context.book
    choices = register_choices(book.catalogue, communes, draft)
    hidden = {*(FIRST if draft.uid else ()), *([FORMER] if context.profile.historical else ())}
    form = RecordForm(
        [each for each in book.catalogue.register if each.attr not in hidden],
        draft,
        lambda each: check_draft(book, each),
        choices,
        {
            "activities": lambda: ActivitiesEditor(lambda: registration_day(form.draft())),
            "attachments": lambda: AttachmentsEditor(context),
            "commune_code": lambda: commune_editor(context, choices["communes"], form),
            FORMER: lambda: former_editor(context, communes.former_name, form),
        },
        records=record_searches(context, communes, parent),
        warn=lambda each: draft_warnings(book, each),
    )
    form.add_note("is_alliance_member", members_note(context, draft))
    if draft.uid:
        statuses = StatusTab(context, draft.uid)
        form.add_tab("Tình trạng", statuses)
        events = EventsTab(context, communes, form.draft, form.is_changed)
        events.changed.connect(form.show_stored)
        events.changed.connect(lambda _: statuses.refresh())
        form.add_tab("Sự kiện", events)
        form.add_tab(DOSSIERS, DossiersTab(context, draft.uid))
        past = organisation_history(book, draft.uid, communes.name)
        history = HistoryTab(context, past, form.is_changed)
        history.restored.connect(form.show_stored)
        form.add_tab("Lịch sử", history)
    title = f"Hồ sơ: {draft.name}" if draft.uid else "Thêm tổ chức vào danh mục"
    dialog = FormDialog(
        context,
        title,
        form,
        lambda each: save_organisation(book, each)[1],
        parent,
        draft_store(context, draft.uid),
    )
    if draft.uid:
        events.other_wanted.connect(dialog.leave_for)
        events.gone.connect(dialog.reject)
        form.add_under("name", received_note(context, draft.uid))
        add_print_button(context, dialog, draft.uid)
    likely = LikelyNote(context, communes, form)
    form.add_under("name", likely)
    likely.open_wanted.connect(dialog.leave_for)
    return dialog


def registration_day(draft: OrganisationDraft) -> date:
    """The day whose list of industries stands on the certificate; today where it is not known."""
    return draft.registered_on.last_day() if draft.registered_on else today()


def register_choices(catalogue: Catalogue, communes: Communes, draft: OrganisationDraft) -> Choices:
    """What the choices of the register form offer; a commune of elsewhere stays choosable."""
    places = list(communes.choices)
    if draft.commune_code and draft.commune_code not in dict(places):
        places.append((draft.commune_code, communes.name(draft.commune_code)))
    recognitions = catalogue.recognitions.values()
    return {name: tuple(options.items()) for name, options in catalogue.lists.items()} | {
        "kinds": KINDS,
        "recognitions": tuple((each.code, each.label) for each in recognitions),
        "sectors": tuple(catalogue.sectors.items()),
        "operating": tuple((each.code, each.label) for each in catalogue.operating.values()),
        "legal": tuple((each.code, each.label) for each in catalogue.legal.values()),
        "communes": places,
    }
