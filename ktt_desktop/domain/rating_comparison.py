"""Two rulesets side by side: which raw criterion each of them judges, and by which points."""

from collections.abc import Iterator
from dataclasses import dataclass

from ktt_desktop.domain.rulesets import Criterion, Ruleset


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """Một tiêu chí thô và các tiêu chí đọc nó; one side may have none."""

    item: str
    left: tuple[Criterion, ...]
    right: tuple[Criterion, ...]

    @property
    def is_shared(self) -> bool:
        """Whether both rulesets judge it: entered once, used twice."""
        return bool(self.left and self.right)


def compared(left: Ruleset, right: Ruleset) -> tuple[ComparedItem, ...]:
    """Every raw criterion either ruleset reads: those both read first."""
    items = dict.fromkeys(
        name for ruleset in (left, right) for each in ruleset.leaves for name in each.raw
    )
    found = [
        ComparedItem(item, tuple(_reading(left, item)), tuple(_reading(right, item)))
        for item in items
    ]
    return tuple(sorted(found, key=lambda each: not each.is_shared))


def _reading(ruleset: Ruleset, item: str) -> Iterator[Criterion]:
    return (each for each in ruleset.leaves if item in each.raw)
