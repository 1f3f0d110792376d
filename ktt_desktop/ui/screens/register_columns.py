"""The columns of the register list (danh mục)."""

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldType, quantity_of
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.records import OrganisationRow
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.tables.columns import Column

COUNT = Quantity("", 1)
MILLIONS = quantity_of(FieldType.MONEY, "triệu đồng")
MISSING_CODE = "chưa có"  # said of a tax code


def count_text(number: int | None) -> str:
    """ "3.779", "–" where not known."""
    return "–" if number is None else format_number(number, COUNT)


def money_text(dong: int | None) -> str:
    """Triệu đồng: "1.200,5", "–" where not known."""
    return "–" if dong is None else format_number(dong, MILLIONS)


def date_text(when: PartialDate | None) -> str:
    """ "15/8/2022", "–" where not known."""
    return when.short() if when else "–"


def register_columns(
    catalogue: Catalogue, communes: Communes
) -> tuple[Column[OrganisationRow], ...]:
    """Tên, loại, mã số, xã, lĩnh vực, ngày đăng ký, thành viên, vốn, tình trạng."""
    statuses = catalogue.operating
    return (
        Column("name", "Tên", 26, lambda row: row.name, sort_key="name"),
        Column("kind", "Loại", 6, lambda row: row.kind.value, sort_key="kind"),
        Column(
            "tax_code",
            "Mã số",
            12,
            lambda row: row.tax_code or MISSING_CODE,
            sort_key="tax_code",
            tone=lambda row: "" if row.tax_code else "error",
        ),
        Column(
            "commune",
            "Xã, phường",
            13,
            lambda row: communes.name(row.commune_code) or "–",
            sort_key="commune_code",
        ),
        Column(
            "sector", "Lĩnh vực", 16, lambda row: catalogue.sectors[row.sector], sort_key="sector"
        ),
        Column(
            "registered_on",
            "Ngày\nđăng ký",
            10,
            lambda row: date_text(row.registered_on),
            is_right=True,
            sort_key="registered_on",
        ),
        Column(
            "members",
            "Thành\nviên",
            7,
            lambda row: count_text(row.members),
            is_right=True,
            sort_key="members",
        ),
        Column(
            "capital",
            "Vốn điều lệ\n(tr.đ)",
            10,
            lambda row: money_text(row.charter_capital),
            is_right=True,
            sort_key="charter_capital",
        ),
        Column(
            "status",
            "Tình trạng",
            20,
            lambda row: statuses[row.status].label,
            sort_key="status",
            tone=lambda row: statuses[row.status].tone,
        ),
    )
