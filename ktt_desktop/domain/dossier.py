"""Work records beside the register (hồ sơ công việc): support, credit, targets, ratings …

What a kind has is data (resources/catalogue/dossiers.toml); here are the values that travel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ktt_desktop.domain.terms import FundingSource

Value = int | str  # numbers and money as stored, dates as ISO text, yes as 1 and no as 0
TOTAL = "total"  # beside the sources: the sum as a document states it


class Kind(StrEnum):
    """Loại hồ sơ công việc; the kinds the program itself counts with."""

    SUPPORT = "support"
    CREDIT = "credit"
    PROGRAMME = "programme"
    DORMANT = "dormant"
    DORMANT_TOTAL = "dormant_total"
    PILOT = "pilot"
    TARGET = "target"
    GOVERNANCE = "governance"
    MODEL = "model"
    RATING = "rating"


class Stage(StrEnum):
    """Kỳ của một lượt hỗ trợ: 6 tháng, cả năm, lũy kế từ đầu chương trình, nhu cầu của năm."""

    HALF_YEAR = "6T"
    YEAR = "NAM"
    CUMULATIVE = "LK"
    NEED = "NC"


@dataclass(frozen=True, slots=True)
class DossierDraft:
    """Một hồ sơ công việc như trên màn hình.

    `organisations` and `part_of` are uids, `programme` the uid of a programme. A value that is
    not in `values` is unknown (zero is a value). `money` maps "<group>.<source>" and
    "<group>.total" to đồng, see money_key.
    """

    kind: str
    uid: str = ""
    revision: int = 0
    year: int | None = None
    period: str = ""
    programme: str = ""
    topic: str = ""
    part_of: str = ""
    organisations: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    money: Mapping[str, int] = field(default_factory=dict)

    def number(self, key: str) -> int | None:
        """A number as stored, None where unknown."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def text(self, key: str) -> str:
        """Words, "" where there are none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class DossierRow:
    """Một dòng danh sách hồ sơ công việc; `names` are those of its organisations, in order."""

    draft: DossierDraft
    names: tuple[str, ...] = ()
    updated_at: datetime | None = None


def money_key(group: str, source: FundingSource | str) -> str:
    """Where the money of a source (or TOTAL) of a group stands in DossierDraft.money."""
    return f"{group}.{source}"


def by_source(draft: DossierDraft, group: str) -> dict[FundingSource, int]:
    """The amounts of a group by source, đồng; only sources that are stated."""
    return {
        source: draft.money[key]
        for source in FundingSource
        if (key := money_key(group, source)) in draft.money
    }


def total(draft: DossierDraft, group: str) -> int | None:
    """Tổng kinh phí of a group, đồng: as stated, else the sum of its sources, else None."""
    if (stated := draft.money.get(money_key(group, TOTAL))) is not None:
        return stated
    prefix = money_key(group, "")
    amounts = [amount for key, amount in draft.money.items() if key.startswith(prefix)]
    return sum(amounts) if amounts else None
