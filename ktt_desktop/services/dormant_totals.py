"""Số tổng hợp của Biểu D: as this unit states it, else what the units below state or list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.domain.dormant_table import SUMMARY, Dormant, counted
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.unit_totals import TOP, UnitTree, list_key
from ktt_desktop.services.unit_columns import read_units
from ktt_desktop.storage import dossiers
from ktt_desktop.storage.lower_units import senders_of
from ktt_desktop.storage.submission_rows import received_dossiers


def stated_totals(
    session: Session, profile: UnitProfile, year: int, listed: Iterable[Dormant]
) -> tuple[DossierDraft | None, tuple[str, ...]]:
    """The totals of a year, and the uids of the work records behind them.

    Of one unit the newest record counts; a unit that states nothing is what its list counts.
    """
    found = [each.draft for each in dossiers.rows(session, [Kind.DORMANT_TOTAL], years=[year])]
    senders = received_dossiers(session) if found else {}
    newest: dict[str, DossierDraft] = {}
    for draft in sorted(found, key=lambda each: each.text("as_of")):
        newest[senders.get(draft.uid, TOP)] = draft
    if not newest or TOP in newest:
        own = newest.get(TOP)
        return own, (own.uid,) if own else ()
    tree = read_units(session, profile).tree
    below = _standing(tree, newest)
    values = _added(tree, below, newest, _by_unit(session, listed))
    last = max((newest[key].text("as_of") for key in below), default="")
    whole = replace(newest[below[0]], uid="", values={**values, "as_of": last})
    return whole, tuple(newest[key].uid for key in below)


def _standing(tree: UnitTree, newest: Mapping[str, DossierDraft]) -> list[str]:
    """The units whose totals count: none of those below one that states them itself."""
    found, waiting = list[str](), [TOP]
    while waiting:
        key = waiting.pop(0)
        if key in newest:
            found.append(key)
        else:
            waiting += tree.below.get(key, ())
    return found


def _added(
    tree: UnitTree,
    standing: Sequence[str],
    newest: Mapping[str, DossierDraft],
    listed: Mapping[str, Sequence[Dormant]],
) -> dict[str, int]:
    """Σ of what is stated, and of the lists of the units that state nothing."""
    covered, waiting = set(standing), list(standing)
    while waiting:
        more = tree.below.get(waiting.pop(), ())
        covered |= {list_key(each) for each in more}
        waiting += more
    rest = counted([each for key, of in listed.items() if key not in covered for each in of])
    values: dict[str, int] = {}
    for _, field, _ in SUMMARY:
        said = [newest[key].number(field) for key in standing]
        known = [each for each in said if each is not None]
        if known:
            values[field] = sum(known) + rest[field]
    return values


def _by_unit(session: Session, listed: Iterable[Dormant]) -> dict[str, list[Dormant]]:
    every = list(listed)
    senders = senders_of(session, [each.organisation.uid for each in every])
    found: dict[str, list[Dormant]] = defaultdict(list)
    for each in every:
        found[senders.get(each.organisation.uid, TOP)].append(each)
    return found
