"""R6: one fact told twice has one value; one organisation has one name."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.figures import About
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    Quote,
    error,
    opening,
    warning,
)
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Sentence, sentences
from ktt_desktop.domain.document_check.meaning import kinds_in, organisation_names
from ktt_desktop.domain.document_check.sums import NEARLY
from ktt_desktop.domain.document_check.words import BOTH, KINDS
from ktt_desktop.domain.text import may_be_same_name, name_key, tone_canonical

MOSTLY = ("chủ yếu", "hầu hết", "phần lớn", "đa số")


def same_facts(known: Known) -> Iterator[DocumentFinding]:
    """Two values of one measure, subject and moment."""
    told: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in known.facts:
        if fact.part or fact.figure.of is not None or fact.time.target:
            continue
        if not _loose(known, fact):
            key = (fact.measure, fact.status, fact.kind, fact.scope, fact.organisation)
            told[key].append(fact)
    for facts in told.values():
        for one, other in combinations(facts, 2):
            if known.comparable(one, other):
                yield from _compare(known, one, other)


def _loose(known: Known, fact: Fact) -> bool:
    """Figures that several rows may have side by side: of events, of attributes, of sources."""
    kind = known.words.statuses[fact.status].kind if fact.status else "stock"
    return kind == "other" or (fact.measure == COUNT and len(fact.statuses) > 1)


def _compare(known: Known, one: Fact, other: Fact) -> Iterator[DocumentFinding]:
    label = known.words.label(one.measure)
    first, second = one.figure, other.figure
    places = [one.quote(), other.quote()]
    if About.OVER in (first.about, second.about) and first.about is not second.about:
        over, exact = (first, second) if first.about is About.OVER else (second, first)
        if exact.value <= over.value:
            yield warning(
                "R6",
                f"{opening(label)}: dòng {over.row} ghi trên {over.shown}, dòng "
                f"{exact.line.number} ghi {exact.shown}.",
                places,
            )
        return
    nearly = About.NEARLY in (first.about, second.about)
    if abs(first.value - second.value) <= (NEARLY * first.value if nearly else 0):
        return
    state = f" ({known.words.statuses[one.status].words[0]})" if one.status else ""
    yield error(
        "R6",
        f"{opening(label)} {one.kind}{state} {one.time.words}: dòng {one.row} ghi "
        f"{first.shown}, dòng {other.row} ghi {second.shown}.",
        places,
    )


def all_or_most(known: Known) -> Iterator[DocumentFinding]:
    """All of a kind in a sector at one place, most of them at another."""
    whole: dict[str, list[Sentence]] = {}
    most: dict[str, list[Sentence]] = {}
    for line in known.document.lines:
        for sentence in sentences(line):
            if "hoạt động trong lĩnh vực" not in sentence.plain or known.document.place(line).scope:
                continue
            mostly = any(word in sentence.plain for word in MOSTLY)
            kinds = set(kinds_in(sentence.plain.partition("lĩnh vực")[0], known.words))
            for kind in kinds - {BOTH} & set(KINDS):
                (most if mostly else whole).setdefault(kind, []).append(sentence)
    for kind in sorted(whole.keys() & most.keys() - {"HTX"}):
        one, other = whole[kind][0], most[kind][0]
        yield warning(
            "R6",
            f"Dòng {one.row} ghi {kind} hoạt động trong một lĩnh vực, dòng "
            f"{other.line.number} ghi chỉ là chủ yếu.",
            [one.quote(), other.quote()],
        )


def names(known: Known) -> Iterator[DocumentFinding]:
    """One organisation under two names."""
    found: dict[str, tuple[str, Quote]] = {}
    for line in known.document.lines:
        for name, start, end in organisation_names(line, known.words):
            found.setdefault(name_key(tone_canonical(name)), (name, line.quote(start, end)))
    for (one, place), (other, second) in combinations(found.values(), 2):
        if may_be_same_name(one, other):
            yield warning(
                "R6", f"“{one}” và “{other}” có thể là một tổ chức; ghi thống nhất một tên.",
                [place, second],
            )  # fmt: skip
