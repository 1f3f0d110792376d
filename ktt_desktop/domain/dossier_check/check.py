"""The whole check of work records: every rule, in the order of the records."""

from collections.abc import Callable, Iterator

from ktt_desktop.domain.dossier import DossierRow, Kind
from ktt_desktop.domain.dossier_check import (
    bounds,
    credit,
    dormant,
    fulfilment,
    money,
    organisations,
    parts,
    programmes,
    references,
    repeats,
    targets,
)
from ktt_desktop.domain.dossier_check.subject import Subjects
from ktt_desktop.domain.findings import Finding

OfOne = Callable[[Subjects, DossierRow], Iterator[Finding]]
OfAll = Callable[[Subjects], Iterator[Finding]]
OF_MONEY: tuple[OfOne, ...] = (money.sources, money.district)
OF_KIND: dict[str, tuple[OfOne, ...]] = {
    Kind.SUPPORT: (
        *OF_MONEY,
        bounds.far_over_plan,
        bounds.dates,
        fulfilment.fulfilment,
        organisations.ended,
        organisations.counted,
    ),
    Kind.CREDIT: (
        bounds.bounds,
        credit.share_of_cooperatives,
        credit.change_of_debt,
        credit.shares_of_debt,
        credit.settled,
        organisations.counted,
    ),
    Kind.PROGRAMME: (*OF_MONEY, bounds.dates),
    Kind.PILOT: (*OF_MONEY, bounds.years_money, bounds.points, organisations.ended),
    Kind.TARGET: (bounds.dates, targets.targets),
    Kind.DORMANT: (dormant.still_active,),
    Kind.DORMANT_TOTAL: (bounds.bounds, dormant.stopped),
    Kind.GOVERNANCE: (bounds.bounds,),
    Kind.MODEL: (bounds.bounds,),
}
OF_ALL: tuple[OfAll, ...] = (
    parts.splits,
    parts.needs,
    parts.without_money,
    programmes.validity,
    programmes.needs_of_a_year,
    programmes.models_within_budget,
    dormant.listed,
    references.references,
    repeats.twice,
    repeats.cumulated,
)


def check(subjects: Subjects) -> Iterator[Finding]:
    """What the work records of a book show."""
    for row in subjects.rows:
        for rule in OF_KIND.get(row.draft.kind, ()):
            yield from rule(subjects, row)
        yield from organisations.deleted(subjects, row)
    for each in OF_ALL:
        yield from each(subjects)
