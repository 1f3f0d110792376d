"""Damaged copies of a submission file against the door of the program: refused, or equal."""

import faulthandler
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.fuzzing import LARGEST_MB, LONGEST_S, Fault, FuzzReport
from ktt_desktop.domain.progress import Progress
from ktt_desktop.interchange.bounded_zip import read_members
from ktt_desktop.interchange.mutations.mutant import Mutant, Original, mutant, original
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.runtime.environment import peak_memory_mb

EVERY = 100  # how often progress is told
Door = Callable[[bytes], bool]  # whether the program takes the file; refusing raises KttError


def fuzz(
    content: bytes, seed: int, numbers: range, progress: Progress, door: Door | None = None
) -> FuzzReport:
    """Feed the copies of these numbers to a door, by default to the reader of submissions.

    A copy that holds the program for more than 10 seconds ends the process with the stack in hand:
    the run is made for a process of its own. Raises UnreadableFileError where the original is not
    sound, CancelledError.
    """
    door = door or _reader
    door(content)
    run, before = _Run(original(content), door), peak_memory_mb()
    began = time.monotonic()
    for done, number in enumerate(numbers):
        if done % EVERY == 0:
            progress.report(done, len(numbers), "Đang thử các bản hỏng")
        run.feed(mutant(run.source, seed, number))
    memory = peak_memory_mb()
    if memory - before > LARGEST_MB:  # what the process held for other work does not count
        run.faults.append(Fault(-1, "", f"{memory} MB of memory"))
    return FuzzReport(
        seed=seed,
        first=numbers.start,
        count=len(numbers),
        refused=run.refused,
        accepted=run.accepted,
        seconds=time.monotonic() - began,
        slowest_s=run.slowest[0],
        slowest_kind=run.slowest[1],
        peak_mb=memory,
        kinds=dict(sorted(run.kinds.items())),
        faults=tuple(run.faults),
    )


def _reader(content: bytes) -> bool:
    open_bundle(content, allow_practice=True)
    return True


def _watch() -> None:
    """End the process when the next copy holds it; in a window program nobody would read it."""
    if sys.__stderr__ is not None:
        faulthandler.dump_traceback_later(LONGEST_S, exit=True, file=sys.__stderr__)


@dataclass(slots=True)
class _Run:
    """Counting what came of the copies so far."""

    source: Original
    door: Door
    refused: int = 0
    accepted: int = 0
    slowest: tuple[float, str] = (0.0, "")
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def feed(self, copy: Mutant) -> None:
        self.kinds[copy.kind] += 1
        began = time.monotonic()
        _watch()
        try:
            if self.door(copy.content):
                self._look_at_accepted(copy)
            else:
                self.refused += 1
        except KttError:
            self.refused += 1
        except Exception as error:  # that nothing else is raised is what is tried
            self.faults.append(Fault(copy.number, copy.kind, repr(error)[:300]))
        finally:
            faulthandler.cancel_dump_traceback_later()
        self.slowest = max(self.slowest, (time.monotonic() - began, copy.kind))

    def _look_at_accepted(self, copy: Mutant) -> None:
        if read_members(copy.content) == self.source.members:
            self.accepted += 1
        else:
            self.faults.append(Fault(copy.number, copy.kind, "accepted, with other content"))
