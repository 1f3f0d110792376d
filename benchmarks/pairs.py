"""Two ways of doing one job, timed in turn, so that a noisy machine troubles both alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

TOLERANCE = 1.2  # a goal is missed when the median passes it by more than a fifth


@dataclass(frozen=True)
class Result:
    """One goal: the ratio (or the number) measured, its limit, and what it counts."""

    ratio: float
    limit: float
    unit: str
    low: float
    high: float

    @property
    def missed(self) -> bool:
        """Whether the median passes the limit by more than a fifth."""
        return self.ratio > self.limit * TOLERANCE


def counted(number: float, limit: float, unit: str) -> Result:
    """A number that is the same in every run."""
    return Result(number, limit, unit, number, number)


def compare(
    floor: Callable[[], float], ours: Callable[[], float], limit: float, unit: str, pairs: int
) -> Result:
    """Run A B A B …; both return the seconds they took. One pair before, which is not counted."""
    ratios = []
    for _ in range(pairs + 1):
        least = floor()
        ratios.append(ours() / least)
    measured = ratios[1:]
    return Result(median(measured), limit, unit, min(measured), max(measured))


def seconds(work: Callable[[int], object], times: int) -> float:
    """How long `times` calls of the work take; it is given the number of the call."""
    start = time.perf_counter()
    for number in range(times):
        work(number)
    return time.perf_counter() - start
