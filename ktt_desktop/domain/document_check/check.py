"""The whole check of a document: every rule, the findings in the order of severity and text."""

from collections.abc import Callable, Iterable, Iterator

from ktt_desktop.domain.document_check import (
    averages,
    bounds,
    conditions,
    flows,
    fulfilment,
    laws,
    leftovers,
    legal,
    listing,
    locality,
    magnitude,
    missing,
    narrative,
    needs,
    notation,
    paper,
    parts,
    percentages,
    periods,
    plans,
    repeats,
    spelling,
    sums,
    targets,
    wording,
)
from ktt_desktop.domain.document_check.document import read_document
from ktt_desktop.domain.document_check.findings import DocumentFinding
from ktt_desktop.domain.document_check.known import Known, know
from ktt_desktop.domain.document_check.words import DocumentWords
from ktt_desktop.domain.terms import Severity

Check = Callable[[Known], Iterator[DocumentFinding]]
CHECKS: tuple[Check, ...] = (
    sums.sector_sums,
    leftovers.left_over,
    parts.announced,
    bounds.bounds,
    averages.averages,
    plans.plans,
    flows.flows,
    repeats.same_facts,
    repeats.all_or_most,
    repeats.names,
    percentages.percentages,
    percentages.sector_shares,
    fulfilment.fulfilled,
    fulfilment.hundred,
    magnitude.changes,
    magnitude.average_or_total,
    magnitude.round_shares,
    magnitude.smaller_than_part,
    targets.targets,
    needs.products,
    needs.whole_period,
    narrative.narrative,
    legal.citations,
    laws.laws,
    paper.own_number,
    conditions.conditions,
    spelling.slips,
    wording.doubled,
    wording.told_twice,
    wording.characters,
    wording.brackets,
    locality.other_level,
    locality.other_name,
    paper.addressed,
    paper.signature,
    listing.footnotes,
    listing.numbered,
    listing.items,
    missing.siblings,
    missing.organisations,
    missing.announced_kinds,
    missing.silent_kinds,
    missing.lone_groups,
    listing.joined_sectors,
    periods.cut_offs,
    laws.years_in_force,
    notation.percent_signs,
    notation.periods_of_pay,
    notation.decimal_signs,
    notation.thousands,
    notation.padding,
    notation.decimals,
    notation.named_rates,
)
ORDER = list(Severity)


def check_document(text: str, words: DocumentWords) -> tuple[DocumentFinding, ...]:
    """Check a text by itself and against the dictionary."""
    known = know(read_document(text, words))
    return in_order(each for check in CHECKS for each in check(known))


def in_order(found: Iterable[DocumentFinding]) -> tuple[DocumentFinding, ...]:
    """Each finding once, by severity, then as the text goes."""
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _order(finding: DocumentFinding) -> tuple[int, int, int, str]:
    line = finding.places[0].line if finding.places else 0
    return ORDER.index(finding.severity), line, int(finding.rule[1:]), finding.message
