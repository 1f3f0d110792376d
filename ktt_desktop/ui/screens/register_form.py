"""The record of one organisation: its form, the history of its statuses, saving it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.records import OrganisationDraft, StatusRow
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.services.register import check_draft, save_organisation
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice
from ktt_desktop.ui.forms.editors import Choices
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.screens.communes import Communes

KINDS: tuple[Choice, ...] = (
    (OrganisationKind.COOPERATIVE, "Hợp tác xã"),
    (OrganisationKind.COOPERATIVE_UNION, "Liên hiệp hợp tác xã"),
    (OrganisationKind.COOPERATIVE_GROUP, "Tổ hợp tác"),
)
AXES = {StatusAxis.LEGAL: "Pháp lý", StatusAxis.OPERATING: "Hoạt động"}


def record_dialog(
    context: Context,
    communes: Communes,
    draft: OrganisationDraft,
    history: Sequence[StatusRow],
    parent: QWidget,
) -> FormDialog:
    """Hộp thoại hồ sơ, not yet open; a new record has no history."""
    book = context.book
    form = RecordForm(
        book.catalogue.register,
        draft,
        lambda each: check_draft(book, each),
        register_choices(book.catalogue, communes, draft),
    )
    if history:
        form.add_tab("Lịch sử tình trạng", history_list(book.catalogue, history))
    title = f"Hồ sơ: {draft.name}" if draft.uid else "Thêm tổ chức vào danh mục"
    return FormDialog(context, title, form, lambda each: save_organisation(book, each)[1], parent)


def register_choices(catalogue: Catalogue, communes: Communes, draft: OrganisationDraft) -> Choices:
    """What the choices of the register form offer; a commune of elsewhere stays choosable."""
    places = list(communes.choices)
    if draft.commune_code and draft.commune_code not in dict(places):
        places.append((draft.commune_code, communes.name(draft.commune_code)))
    return {
        "kinds": KINDS,
        "sectors": tuple(catalogue.sectors.items()),
        "operating": tuple((each.code, each.label) for each in catalogue.operating.values()),
        "legal": tuple((each.code, each.label) for each in catalogue.legal.values()),
        "communes": places,
    }


def history_list(catalogue: Catalogue, history: Sequence[StatusRow]) -> QTreeWidget:
    """Both histories, newest first."""
    view = QTreeWidget()
    view.setRootIsDecorated(False)
    view.setAccessibleName("Lịch sử tình trạng")
    view.setHeaderLabels(["Từ ngày", "Trục", "Tình trạng", "Văn bản"])
    view.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for row in reversed(history):
        when = row.effective_on.short() if row.effective_on else "Từ đầu"
        words = [when, AXES[row.axis], _status_label(catalogue, row), row.document or "–"]
        item = QTreeWidgetItem(view, words)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return view


def _status_label(catalogue: Catalogue, row: StatusRow) -> str:
    if row.axis is StatusAxis.LEGAL:
        return catalogue.legal[LegalStatus(row.status)].label
    return catalogue.operating[OperatingStatus(row.status)].label
