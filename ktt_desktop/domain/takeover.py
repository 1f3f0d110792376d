"""What becomes of each organisation of another unit's book (nhận sổ của đơn vị cũ)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Fate(StrEnum):
    """Tổ chức của sổ kia đối với sổ này."""

    NEW = "chua_co"
    SAME = "giong_het"
    DIFFERENT = "khac"
    IN_BIN = "trong_thung_rac"
    CODE_TAKEN = "trung_ma_so"


class Choice(StrEnum):
    """Nhận những tổ chức nào: those of this unit's area, or all of the other book."""

    AREA = "dia_ban"
    ALL = "tat_ca"


@dataclass(frozen=True, slots=True)
class TakeoverLine:
    """Một tổ chức của sổ kia; `rival` is what the record of this book is called.

    `place` is its commune in words. `is_divided`: its old commune went to several of today.
    `figures` has (year, number of figures), `dossiers` the uids of its work records, which may be
    of several organisations; `files` and `missing` count attached files.
    """

    uid: str
    name: str
    tax_code: str
    place: str
    fate: Fate
    rival: str
    in_area: bool
    is_divided: bool
    figures: tuple[tuple[int, int], ...]
    dossiers: tuple[str, ...]
    files: int
    missing: int


@dataclass(frozen=True, slots=True)
class TakeoverPreview:
    """Xem trước việc nhận một sổ; `digest` is of the file, `changed` its last change.

    `unit_figures` and `unit_dossiers` count what was entered for that unit as a whole and is not
    here. `code_clash`: its code is this unit's code of today, so its own figures cannot come.
    `unknown` names indicators this program does not know, `in_bin` counts what was deleted there.
    """

    source: Path
    digest: str
    unit: str
    changed: datetime | None
    is_same_unit: bool
    unit_in_area: bool
    lines: tuple[TakeoverLine, ...]
    unit_figures: int
    unit_dossiers: int
    code_clash: bool
    unknown: tuple[str, ...]
    in_bin: int

    @property
    def usual(self) -> Choice:
        """What is proposed: a book of the same unit comes whole."""
        return Choice.ALL if self.is_same_unit else Choice.AREA

    def is_taken(self, line: TakeoverLine, choice: Choice) -> bool:
        """Whether an organisation comes into this book."""
        return line.fate is Fate.NEW and (choice is Choice.ALL or line.in_area)

    def taken(self, choice: Choice) -> tuple[TakeoverLine, ...]:
        """The organisations that come into this book."""
        return tuple(line for line in self.lines if self.is_taken(line, choice))

    def takes_unit(self, choice: Choice) -> bool:
        """Whether what was entered for the other unit as a whole comes too."""
        return choice is Choice.ALL or self.unit_in_area

    def has_work(self, choice: Choice) -> bool:
        """Whether anything would be written at all."""
        of_unit = self.takes_unit(choice) and (self.unit_figures or self.unit_dossiers)
        return bool(self.taken(choice) or of_unit)

    def years(self, choice: Choice) -> dict[int, int]:
        """Year → number of figures that come, oldest first."""
        found: Counter[int] = Counter()
        for line in self.taken(choice):
            found.update(dict(line.figures))
        return dict(sorted(found.items()))

    def dossiers(self, choice: Choice) -> int:
        """How many work records come with the organisations."""
        return len({uid for line in self.taken(choice) for uid in line.dossiers})

    def kept(self) -> Iterator[TakeoverLine]:
        """The organisations that stay out whatever is chosen."""
        return (line for line in self.lines if line.fate is not Fate.NEW)
