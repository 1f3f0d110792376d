"""The form of one grant: programme, measure, beneficiary, quantity and money."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.edition import Catalogue, SupportMeasure
from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.records import GrantDraft, Programme
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.services.support import check_grant, save_grant
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.screens.support_money import MoneyEditor

LAST_DISTRICT_YEAR = 2025  # districts were dissolved on 1/7/2025
WHOLE_UNIT = "Cả đơn vị"
CONTENT, MONEY = "Nội dung hỗ trợ", "Kinh phí, ghi chú"
FIELDS = (
    FieldSpec("programme_code", "Chương trình", FieldType.CHOICE, CONTENT, "", "programmes", True),
    FieldSpec(
        "measure_code", "Nội dung chính sách", FieldType.CHOICE, CONTENT, "", "measures", True
    ),
    FieldSpec(
        "organisation_uid",
        "Đối tượng",
        FieldType.CHOICE,
        CONTENT,
        choices="organisations",
        help="Gõ vài chữ của tên để tìm; “Cả đơn vị” khi hỗ trợ không cho riêng tổ chức nào.",
    ),
    FieldSpec("content", "Nội dung cụ thể", FieldType.TEXT, CONTENT),
    FieldSpec("quantity", "Khối lượng", FieldType.COUNT, CONTENT),
    FieldSpec("quantity_unit", "Đơn vị tính", FieldType.CHOICE, CONTENT, choices="units"),
    FieldSpec("document", "Văn bản", FieldType.TEXT, CONTENT),
    FieldSpec("money", "Kinh phí", FieldType.MONEY, MONEY, "triệu đồng"),
    FieldSpec("note", "Ghi chú", FieldType.LONG_TEXT, MONEY),
)


def grant_dialog(
    context: Context,
    draft: GrantDraft,
    programmes: Sequence[Programme],
    organisations: Sequence[Choice],
    parent: QWidget,
) -> FormDialog:
    """Hộp thoại một lượt hỗ trợ, not yet open; `organisations` are the uids and names to offer."""
    book = context.book
    measures = book.catalogue.measures
    form = RecordForm(
        FIELDS,
        draft,
        lambda each: check_grant(book, each),
        {
            "programmes": [(each.code, each.name) for each in programmes],
            "measures": [(code, each.label) for code, each in measures.items()],
            "organisations": [("", WHOLE_UNIT), *organisations],
            "units": _units(measures, draft.measure_code, draft.quantity_unit),
        },
        {"money": lambda: MoneyEditor(_sources(book.catalogue, draft))},
    )
    measure, unit = form.editor("measure_code"), form.editor("quantity_unit")
    assert isinstance(unit, ChoiceEditor)
    measure.edited.connect(lambda: unit.set_choices(_units(measures, measure.value(), "")))
    title = "Sửa lượt hỗ trợ" if draft.uid else f"Thêm lượt hỗ trợ năm {draft.year}"
    return FormDialog(context, title, form, lambda each: save_grant(book, each)[1], parent)


def _units(measures: Mapping[str, SupportMeasure], code: str, present: str) -> list[Choice]:
    """The units of a measure, and the one a stored grant has."""
    units = measures[code].units if code in measures else ()
    return [(each, each) for each in dict.fromkeys((*units, present)) if each]


def _sources(catalogue: Catalogue, draft: GrantDraft) -> dict[FundingSource, str]:
    """The sources of that year; one that already has money stays."""
    return {
        FundingSource(code): label
        for code, label in catalogue.sources.items()
        if code != FundingSource.DISTRICT
        or draft.year <= LAST_DISTRICT_YEAR
        or FundingSource.DISTRICT in draft.money
    }
