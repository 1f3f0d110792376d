"""The columns of the list of grants (hỗ trợ)."""

from collections.abc import Callable, Sequence

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.records import GrantRow, Programme
from ktt_desktop.ui.screens.register_columns import count_text, money_text
from ktt_desktop.ui.screens.support_form import WHOLE_UNIT
from ktt_desktop.ui.tables.columns import Column

# The columns that sort by a number, not by their text.
NUMBERS: dict[str, Callable[[GrantRow], int | None]] = {
    "quantity": lambda row: row.draft.quantity,
    "total": lambda row: row.total,
}


def support_columns(
    catalogue: Catalogue, programmes: Callable[[], Sequence[Programme]]
) -> tuple[Column[GrantRow], ...]:
    """Nội dung, chương trình, đối tượng, khối lượng, kinh phí, văn bản."""
    measures = catalogue.measures

    def programme(row: GrantRow) -> str:
        code = row.draft.programme_code
        return next((each.name for each in programmes() if each.code == code), code)

    def quantity(row: GrantRow) -> str:
        draft = row.draft
        number = count_text(draft.quantity)
        return number if draft.quantity is None else f"{number} {draft.quantity_unit}"

    return (
        Column(
            "measure",
            "Nội dung chính sách",
            30,
            lambda row: measures[row.draft.measure_code].label,
            sort_key="measure",
        ),
        Column("programme", "Chương trình", 26, programme, sort_key="programme"),
        Column(
            "organisation",
            "Đối tượng",
            24,
            lambda row: row.organisation_name or WHOLE_UNIT,
            sort_key="organisation",
        ),
        Column("quantity", "Khối lượng", 14, quantity, is_right=True, sort_key="quantity"),
        Column(
            "total",
            "Kinh phí\n(tr.đ)",
            10,
            lambda row: money_text(row.total),
            is_right=True,
            sort_key="total",
        ),
        Column(
            "document", "Văn bản", 18, lambda row: row.draft.document or "–", sort_key="document"
        ),
    )
