"""The columns of a list: one definition for the screen, the clipboard and the files."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import MILLIONS, Quantity, edit_text, format_number
from ktt_desktop.domain.register_list import OrganisationRow

COUNT = Quantity("", 1)
BLANK = "–"
MISSING_CODE = "chưa có"  # said of a tax code
SENDER = "sender"  # of use only where the book has received data
DEFAULT = (
    *("name", "kind", "tax_code", "commune", "sector"),
    *("registered_on", "members", "capital", "status"),
)

Stored = str | int | None
Name = Callable[[str], str]  # code → name
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[Row]):
    """Cột của một danh sách; `title` three lines at most, `width` in characters.

    `sort_key` is "" where it cannot be sorted by. `stored` gives words, or a number in the factor
    of `quantity`; `tone` the tone of the cell.
    """

    key: str
    title: str
    width: int
    stored: Callable[[Row], Stored]
    quantity: Quantity | None = None
    sort_key: str = ""
    blank: str = BLANK
    is_right: bool = False
    tone: Callable[[Row], str] | None = None

    @property
    def heading(self) -> str:
        """The title on one line."""
        return " ".join(self.title.split())

    def text(self, row: Row) -> str:
        """As shown in the list."""
        stored = self.stored(row)
        if stored is None or stored == "":
            return self.blank
        if isinstance(stored, int):
            return format_number(stored, self.quantity or COUNT)
        return stored

    def plain(self, row: Row) -> str:
        """As copied: a number without grouping, nothing where nothing is known."""
        stored = self.stored(row)
        if isinstance(stored, int):
            return edit_text(stored, self.quantity or COUNT)
        return stored or ""

    def value(self, row: Row) -> str | Fraction | None:
        """As written into a file: words, an exact number, None where nothing is known."""
        stored = self.stored(row)
        if isinstance(stored, int):
            return Fraction(stored, (self.quantity or COUNT).factor)
        return stored


OrganisationColumn = ListColumn[OrganisationRow]


def list_columns(
    catalogue: Catalogue, commune: Name, former: Name
) -> dict[str, OrganisationColumn]:
    """Every column there is, by key, in the order they are offered in.

    `commune` and `former` tell the names of communes, of today and of before 1/7/2025.
    """
    columns = (*_registration(catalogue, commune, former), *_state(catalogue), *_contact())
    return {column.key: column for column in columns}


def _registration(
    catalogue: Catalogue, commune: Name, former: Name
) -> tuple[OrganisationColumn, ...]:
    return (
        ListColumn("name", "Tên", 26, lambda row: row.name, sort_key="name"),
        ListColumn(
            "short_name", "Tên viết tắt", 14, lambda row: row.short_name, sort_key="short_name"
        ),
        ListColumn("kind", "Loại", 6, lambda row: row.kind.value, sort_key="kind"),
        ListColumn(
            "tax_code",
            "Mã số",
            12,
            lambda row: row.tax_code,
            sort_key="tax_code",
            blank=MISSING_CODE,
            tone=lambda row: "" if row.tax_code else "error",
        ),
        ListColumn(
            "old_certificate",
            "Số GCN cũ",
            13,
            lambda row: row.old_certificate,
            sort_key="old_certificate",
        ),
        ListColumn(
            "commune",
            "Xã, phường",
            13,
            lambda row: commune(row.commune_code) if row.commune_code else "",
            sort_key="commune_code",
        ),
        ListColumn(
            "former_commune",
            "Xã, phường\ntrước 1/7/2025",
            27,
            lambda row: former(row.former_commune_code) if row.former_commune_code else "",
            sort_key="former_commune_code",
        ),
        ListColumn(SENDER, "Đơn vị gửi", 20, lambda row: row.sender, sort_key=SENDER),
        ListColumn("address", "Địa chỉ", 28, lambda row: row.address, sort_key="address"),
        ListColumn(
            "sector",
            "Lĩnh vực",
            16,
            lambda row: catalogue.sectors[row.sector],
            sort_key="sector",
        ),
        ListColumn(
            "registered_on",
            "Ngày\nđăng ký",
            10,
            lambda row: _date(row.registered_on),
            sort_key="registered_on",
            is_right=True,
        ),
        ListColumn(
            "registered_by",
            "Cơ quan đăng ký",
            22,
            lambda row: row.registered_by,
            sort_key="registered_by",
        ),
    )


def _state(catalogue: Catalogue) -> tuple[OrganisationColumn, ...]:
    operating, legal = catalogue.operating, catalogue.legal
    return (
        ListColumn(
            "members",
            "Thành\nviên",
            7,
            lambda row: row.members,
            quantity=COUNT,
            sort_key="members",
            is_right=True,
        ),
        ListColumn(
            "capital",
            "Vốn điều lệ\n(tr.đ)",
            10,
            lambda row: row.charter_capital,
            quantity=MILLIONS,
            sort_key="charter_capital",
            is_right=True,
        ),
        ListColumn(
            "status",
            "Tình trạng",
            20,
            lambda row: operating[row.status].label,
            sort_key="status",
            tone=lambda row: operating[row.status].tone,
        ),
        ListColumn(
            "legal",
            "Tình trạng pháp lý",
            24,
            lambda row: legal[row.legal].label if row.legal else "",
            sort_key="legal",
            tone=lambda row: legal[row.legal].tone if row.legal else "",
        ),
        ListColumn(
            "size",
            "Quy mô",
            18,
            lambda row: catalogue.sizes[row.size] if row.size else "",
            sort_key="size",
        ),
    )


def _contact() -> tuple[OrganisationColumn, ...]:
    return (
        ListColumn(
            "representative",
            "Người đại diện",
            18,
            lambda row: row.representative,
            sort_key="representative",
        ),
        ListColumn(
            "representative_title",
            "Chức danh",
            14,
            lambda row: row.representative_title,
            sort_key="representative_title",
        ),
        ListColumn("phone", "Điện thoại", 12, lambda row: row.phone, sort_key="phone"),
        ListColumn("email", "Thư điện tử", 18, lambda row: row.email, sort_key="email"),
        ListColumn("note", "Ghi chú", 24, lambda row: row.note, sort_key="note"),
    )


def _date(when: PartialDate | None) -> str:
    return when.short() if when else ""
