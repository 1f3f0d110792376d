"""R9: what the sentences claim, against the figures and against each other."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import COUNT
from ktt_desktop.domain.document_check.findings import DocumentFinding, shown, warning
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Sentence, sentences
from ktt_desktop.domain.document_check.meaning import kinds_in
from ktt_desktop.domain.document_check.roles import Role
from ktt_desktop.domain.document_check.words import COOPERATIVE, GROUP, find_word, has_word

FELL = Fraction(1, 2)
REVENUE, MEMBERS, WORKERS = "doanh_thu_bq", "thanh_vien", "lao_dong"


def narrative(known: Known) -> Iterator[DocumentFinding]:
    """Claims that the figures do not bear out."""
    for check in (_fallen, _rising, _without_revenue, _few_workers, _no_work, _opposites):
        yield from check(known)


def _fallen(known: Known) -> Iterator[DocumentFinding]:
    """Organisations fell by half and more while the members are as planned."""
    for count in known.of_unit(COUNT, GROUP) + known.of_unit(COUNT, GROUP, "HD"):
        change = next(
            (e for e in count.stated.remarks if e.role is Role.CHANGE and e.against_earlier), None
        )
        members = known.total(MEMBERS, count.kind)
        plan = members.remark(Role.OF_PLAN) if members else None
        if change is None or change.up or members is None or plan is None:
            continue
        before = count.figure.value + change.figure.value
        if before and change.figure.value >= FELL * before and plan.figure.value >= 100:
            share = shown(100 * change.figure.value / before, 0)
            yield warning(
                "R9",
                f"Số {count.kind} giảm từ {count.figure.body} + {change.figure.body} = "
                f"{shown(before)} xuống {count.figure.body} (giảm {share}%), nhưng thành viên vẫn "
                f"đạt {plan.figure.shown} kế hoạch.",
                [count.quote(), members.quote()],
            )


def _rising(known: Known) -> Iterator[DocumentFinding]:
    """ "Số lượng HTX tăng" where no earlier number is given."""
    counts = known.of_unit(COUNT) + known.of_unit(COUNT, group="HD")
    told = [each for each in counts if each.figure.of is None]
    if any(e.remark(Role.CHANGE) for e in told) or known.of_unit(COUNT, group="MOI"):
        return
    for line in known.document.lines:
        found = find_word(line.plain, known.words.lists["rises"])
        if found and told:
            yield warning(
                "R9",
                f"Văn bản nói số lượng HTX tăng nhưng chỉ có số {told[0].figure.shown} ở dòng "
                f"{told[0].row}, không có số đầu kỳ để so sánh.",
                [line.quote(found.start(), found.end() + 40), told[0].quote()],
            )


def _without_revenue(known: Known) -> Iterator[DocumentFinding]:
    """An average revenue beside the statement that revenue is hardly any."""
    for line in known.document.lines:
        found = find_word(line.plain, known.words.lists["no_revenue"])
        here = [e for e in known.facts if e.line == line.number and e.measure == REVENUE]
        if found and here and here[0].figure.value > 0:
            count = known.total(COUNT, here[0].kind, time=here[0].time)
            many = f" của {count.figure.shown}" if count else ""
            yield warning(
                "R9",
                f"Doanh thu bình quân {here[0].figure.shown}{many}, nhưng cùng đoạn lại ghi "
                f"“{line.text[found.start() : found.end()]}”.",
                [here[0].quote(), line.quote(max(0, found.start() - 60), found.end())],
            )


def _few_workers(known: Known) -> Iterator[DocumentFinding]:
    """Fewer regular workers than organisations that are active."""
    for workers in known.of_unit(WORKERS):
        count = known.total(COUNT, workers.kind, "HD") or known.total(COUNT, workers.kind)
        if count is not None and workers.figure.value < count.figure.value:
            yield warning(
                "R9",
                f"Chỉ có {workers.figure.shown} thường xuyên trong {count.figure.shown} hoạt động: "
                f"nhiều nhất {workers.figure.body} HTX có lao động, còn lại không có.",
                [workers.quote(), count.quote()],
            )


def _no_work(known: Known) -> Iterator[DocumentFinding]:
    """Workers are counted where the text says that there is no work."""
    for line in known.document.lines:
        found = find_word(line.plain, known.words.lists["no_work"])
        if found is None:
            continue
        for kind in set(kinds_in(line.plain[: found.start()], known.words)):
            for part in kind.split("+"):
                workers = known.total(WORKERS, part)
                if workers is not None and part != COOPERATIVE:
                    yield warning(
                        "R9",
                        f"Dòng {workers.row} ghi {workers.figure.shown} lao động của {part}, dòng "
                        f"{line.number} ghi “{line.text[found.start() : found.end()]}”.",
                        [workers.quote(), line.quote(max(0, found.start() - 60), found.end())],
                    )


def _opposites(known: Known) -> Iterator[DocumentFinding]:
    """Two sentences that say opposite things of one matter."""
    every = [s for line in known.document.lines for s in sentences(line) if len(s.plain) > 20]
    for pair in known.words.opposites:
        about = [each for each in every if has_word(each.plain, pair.topic)]
        one = next((each for each in about if has_word(each.plain, pair.one)), None)
        other = next((each for each in about if has_word(each.plain, pair.other)), None)
        if one is not None and other is not None and one != other:
            yield warning(
                "R9",
                f"Hai nhận xét trái nhau: “{_words(one, pair.one)}” (dòng {one.row}) và "
                f"“{_words(other, pair.other)}” (dòng {other.row}).",
                [one.quote(), other.quote()],
            )


def _words(sentence: Sentence, words: tuple[str, ...]) -> str:
    found = find_word(sentence.plain, words)
    assert found
    return sentence.line.text[sentence.start + found.start() : sentence.start + found.end()]
