"""Field definitions: the fields of the register form and the indicators of the yearly forms."""

from dataclasses import dataclass, replace
from enum import StrEnum

from ktt_desktop.domain.aggregation import Aggregate
from ktt_desktop.domain.numbers import MILLIONS, Quantity
from ktt_desktop.domain.terms import OrganisationKind

UNIT_FORMS, SECTOR_FORMS = ("bieu-a", "bieu-b", "bieu-k"), ("bieu-b2",)
FORMS = ("phieu", *UNIT_FORMS, *SECTOR_FORMS)  # of one organisation, of the unit, of its sectors
PERCENT_PLACES = 1  # decimals of a percentage where the catalogue says nothing


class FieldType(StrEnum):
    """Kiểu của một ô nhập."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DECIMAL = "decimal"
    TEXT = "text"
    LONG_TEXT = "long_text"
    LINES = "lines"  # a tuple of texts, one typed line each
    DATE = "date"
    DAY = "day"  # a datetime.date: day, month and year are needed
    CHOICE = "choice"
    TAX_CODE = "tax_code"
    YES_NO = "yes_no"  # True, False, None = chưa rõ
    TICK = "tick"  # True or False
    YEAR = "year"  # a whole number, None where blank
    IDENTITY = "identity"  # digits of CCCD or CMND, masked while not being edited
    LIST = "list"  # a tuple of rows, each edited by the fields in `items`
    VSIC = "vsic"  # a tuple of Activity: ngành nghề with their codes
    RECORDS = "records"  # a tuple of uids of other organisations, found by `choices`


# The types whose values are numbers, each with its quantity.
NUMBERS = (FieldType.COUNT, FieldType.MONEY, FieldType.PERCENT, FieldType.DECIMAL)


def quantity_of(
    kind: FieldType, unit: str, *, signed: bool = False, decimals: int = PERCENT_PLACES
) -> Quantity:
    """How a number of this type is stored and written; raises ValueError for text types.

    `decimals` are those of a PERCENT or DECIMAL: they decide how it is stored, and never change.
    """
    match kind:
        case FieldType.COUNT:
            return Quantity(unit, 1, 0, signed)
        case FieldType.MONEY:
            return replace(MILLIONS, unit=unit, signed=signed)
        case FieldType.PERCENT | FieldType.DECIMAL:
            return Quantity(unit, 10**decimals, decimals, signed)
        case _:
            raise ValueError(f"{kind} is not a number")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Một ô của phiếu hồ sơ; `attr` is the attribute of the draft it edits.

    `kinds` names the kinds of organisation (of a work record: the topics) that have it, none means
    all; `items` are the fields of one row where the type is LIST. A blank is refused where
    `required`, and warned of for the kinds in `expected`.
    """

    attr: str
    label: str
    type: FieldType
    tab: str = ""
    unit: str = ""
    choices: str = ""
    required: bool = False
    help: str = ""
    kinds: tuple[str, ...] = ()
    items: tuple["FieldSpec", ...] = ()
    expected: tuple[OrganisationKind, ...] = ()
    signed: bool = False
    decimals: int = PERCENT_PLACES

    def applies_to(self, kind: str) -> bool:
        """Whether a kind of organisation (a topic of a work record) has this field."""
        return not self.kinds or kind in self.kinds

    @property
    def quantity(self) -> Quantity:
        """How its numbers are stored and written; raises ValueError for text types."""
        return quantity_of(self.type, self.unit, signed=self.signed, decimals=self.decimals)


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
    decimals: int = PERCENT_PLACES
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
        return quantity_of(self.type, self.unit, signed=self.signed, decimals=self.decimals)

    def shown_in(self, *, dong: bool) -> Quantity:
        """The same; money in đồng where that was chosen (else in triệu đồng)."""
        plain = self.quantity
        if self.type is not FieldType.MONEY or not dong:
            return plain
        return replace(plain, unit=plain.unit.replace("triệu đồng", "đồng"), factor=1, places=0)
