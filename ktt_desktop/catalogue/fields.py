"""Field definitions: the fields of the register form and the indicators of the yearly forms."""

from dataclasses import dataclass
from enum import StrEnum

from ktt_desktop.domain.aggregation import Aggregate
from ktt_desktop.domain.numbers import Quantity
from ktt_desktop.domain.terms import OrganisationKind

FORMS = ("phieu", "bieu-a", "bieu-b2")  # of one organisation, of the unit, of its sectors
MONEY_FACTOR = 1_000_000  # stored đồng, shown in triệu đồng


class FieldType(StrEnum):
    """Kiểu của một ô nhập."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    CHOICE = "choice"
    TAX_CODE = "tax_code"
    YES_NO = "yes_no"  # True, False, None = chưa rõ
    YEAR = "year"  # a whole number, None where blank
    IDENTITY = "identity"  # digits of CCCD or CMND, masked while not being edited
    LIST = "list"  # a tuple of rows, each edited by the fields in `items`
    VSIC = "vsic"  # a tuple of Activity: ngành nghề with their codes
    RECORDS = "records"  # a tuple of uids of other organisations, found by `choices`


def quantity_of(kind: FieldType, unit: str, *, signed: bool = False) -> Quantity:
    """How a number of this type is stored and written; raises ValueError for text types."""
    match kind:
        case FieldType.COUNT:
            return Quantity(unit, 1, 0, signed)
        case FieldType.MONEY:
            return Quantity(unit, MONEY_FACTOR, 6, signed)
        case FieldType.PERCENT:
            return Quantity(unit, 10, 1, signed)
        case _:
            raise ValueError(f"{kind} is not a number")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Một ô của phiếu hồ sơ; `attr` is the attribute of the draft it edits.

    `kinds` names the kinds of organisation that have it, none means all; `items` are the fields
    of one row where the type is LIST. A blank is refused where `required`, and warned of for the
    kinds in `expected`.
    """

    attr: str
    label: str
    type: FieldType
    tab: str = ""
    unit: str = ""
    choices: str = ""
    required: bool = False
    help: str = ""
    kinds: tuple[OrganisationKind, ...] = ()
    items: tuple["FieldSpec", ...] = ()
    expected: tuple[OrganisationKind, ...] = ()

    def applies_to(self, kind: OrganisationKind) -> bool:
        """Whether a kind of organisation has this field."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Indicator:
    """Chỉ tiêu: one entry of indicators.toml."""

    code: str
    form: str
    label: str
    unit: str
    type: FieldType
    applies_to: tuple[OrganisationKind, ...] = ()
    signed: bool = False
    aggregate: Aggregate | None = None
    help: str = ""

    @property
    def name(self) -> str:
        """The code as a name in expressions: A4.1 → A4_1."""
        return self.code.replace(".", "_")

    @property
    def column(self) -> str:
        """The column of annual_return: A4.1 → a4_1."""
        return self.name.lower()

    @property
    def is_detail(self) -> bool:
        """Whether it is a line under another one: "– Số HTX đang hoạt động"."""
        return self.label != self.title

    @property
    def title(self) -> str:
        """The label without the dash of its indentation."""
        return self.label.lstrip("–- \u00a0")

    @property
    def quantity(self) -> Quantity:
        """How its numbers are stored and written."""
        return quantity_of(self.type, self.unit, signed=self.signed)
