"""What came of feeding damaged copies of a submission file to the program."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_S = 10.0  # no file may hold the program longer
LARGEST_MB = 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """Một bản hỏng mà chương trình xử lý sai: its number, what was done to it, what happened."""

    number: int
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class FuzzReport:
    """Kết quả một lượt thử; `kinds` how many copies of each kind, `peak_mb` 0 where not known."""

    seed: int
    first: int
    count: int
    refused: int
    accepted: int
    seconds: float
    slowest_s: float
    slowest_kind: str
    peak_mb: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
