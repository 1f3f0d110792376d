"""What inspecting and accepting a batch came to, in a sentence and a tone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.receiving import Standing
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.file_looks import Accepted, AcceptedBatch, FileLook, Inspection, Outcome
from ktt_desktop.ui.screens.receiving_lines import REFUSED, Line, condition

ADVICE = "Kiểm tra lại thư mục, USB hoặc xin lại tệp từ đơn vị nộp."


@dataclass(frozen=True, slots=True)
class Counted:
    """Tells the files of an inspection instead of its steps: each is read, then compared."""

    job: Progress

    def report(self, done: int, total: int, what: str) -> None:
        """ "Đang xem tệp 12/345: …"; raises CancelledError when asked to stop."""
        files = total // 2
        self.job.report(done, total, f"Đang xem tệp {done % files + 1}/{files}…\n{what}")


def inspected_words(found: Inspection) -> tuple[str, str]:
    """Counts of what was looked at, and what to do next."""
    if not found.looks:
        return " ".join((*found.notes, ADVICE)), "warning"
    ready = len(found.acceptable)
    parts = _parts(
        (ready, "{} tệp nhận được"),
        (sum(each.standing is Standing.SAME for each in found.looks), "{} tệp đã có, giống hệt"),
        (sum(_is_refused(each) for each in found.looks), "{} tệp không nhận được"),
    )
    words = f"Đã xem {len(found.looks)} tệp: {', '.join(parts)}. Chưa ghi gì vào sổ."
    tone = "warning" if found.notes or any(map(_is_refused, found.looks)) else "neutral"
    return " ".join((words, *found.notes)), tone


def accepted_words(lines: Sequence[Line], batch: AcceptedBatch, asked: int) -> tuple[str, str]:
    """What was accepted, skipped, held back and refused; after Hủy what was not come to."""
    outcomes = [each.outcome for each in batch.files]
    waiting = sum(each.waits_for is not None for each in lines)
    refused = sum(condition(each) == REFUSED for each in lines)
    left = asked - len(batch.files)
    parts = _parts(
        (outcomes.count(Outcome.SKIPPED) + sum(map(_is_same, lines)), "bỏ qua {} tệp giống hệt"),
        (waiting, "{} tệp cần xử lý (F4)"),
        (refused, "{} tệp không nhận được"),
        (left if batch.stopped else 0, "{} tệp chưa tiếp nhận vì đã dừng"),
    )
    words = ", ".join((f"Đã tiếp nhận {outcomes.count(Outcome.ACCEPTED)} tệp", *parts))
    return f"{words}.", "warning" if batch.stopped or waiting or refused else "good"


def union(files: Iterable[Accepted]) -> ChangeSet:
    """Everything a batch changed, for the screens."""
    taken = [each.taken.changes for each in files if each.taken]
    return ChangeSet(
        organisations=frozenset().union(*(each.organisations for each in taken)),
        years=frozenset().union(*(each.years for each in taken)),
        dossiers=any(each.dossiers for each in taken),
        explanations=any(each.explanations for each in taken),
        exchange=True,
    )


def _parts(*counted: tuple[int, str]) -> list[str]:
    return [words.format(count) for count, words in counted if count]


def _is_refused(look: FileLook) -> bool:
    return bool(look.refusal) or look.standing is None


def _is_same(line: Line) -> bool:
    return line.done is None and line.look is not None and line.look.standing is Standing.SAME
