"""R2: a part is never more than its whole."""

from collections.abc import Iterator
from itertools import product

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.findings import DocumentFinding, error, opening
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.words import BOTH, PERCENT


def bounds(known: Known) -> Iterator[DocumentFinding]:
    """Parts, sectors and single kinds of organisations against their wholes."""
    facts = [
        each
        for each in known.facts
        if not each.time.target and not each.part and each.figure.of is None
    ]
    for part, whole in product(facts, facts):
        if part.figure.value <= whole.figure.value or part.figure.unit == PERCENT:
            continue
        why = (
            _of_measure(known, part, whole)
            or _of_sector(known, part, whole)
            or _of_kind(part, whole)
        )
        if why and known.comparable(part, whole):
            yield error(
                "R2",
                f"{why}: {part.figure.shown} (dòng {part.row}) lớn hơn {whole.figure.shown} "
                f"(dòng {whole.row}).",
                [part.quote(), whole.quote()],
            )


def _of_measure(known: Known, part: Fact, whole: Fact) -> str:
    """A measure or a status that is part of another, of the same organisations."""
    if (part.kind, part.scope, part.organisation) != (whole.kind, whole.scope, whole.organisation):
        return ""
    spec = known.words.measures[part.measure]
    if whole.measure in (spec.part_of, spec.below):
        return f"{opening(spec.label)} vượt {known.words.label(whole.measure)}"
    stock = part.status and known.words.statuses[part.status].kind != "flow"
    if part.measure == whole.measure == COUNT and stock and not whole.status:
        return "Số tổ chức theo tình trạng vượt tổng số"
    return ""


def _of_sector(known: Known, part: Fact, whole: Fact) -> str:
    """A sector's figure against the unit's."""
    spec = known.words.measures[part.measure]
    if (
        part.measure == whole.measure
        and part.kind == whole.kind
        and known.group(part.status) == known.group(whole.status)
        and part.scope is not None
        and not part.organisation
        and whole.of_unit
        and not spec.average
    ):
        return f"{opening(spec.label)} của lĩnh vực {part.scope.label} vượt của cả đơn vị"
    return ""


def _of_kind(part: Fact, whole: Fact) -> str:
    """Cooperatives alone against cooperatives and groups together."""
    both = whole.kind == BOTH and part.kind in BOTH.split("+")
    if both and part.measure == whole.measure and part.status == whole.status:
        return f"Số của riêng {part.kind} vượt số của HTX và THT cộng lại"
    return ""
