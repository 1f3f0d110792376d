"""Biểu C as numbers: the shares of the work records added up, line by line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.support_shares import Asked, Block, Part, Share, shares_of
from ktt_desktop.domain.terms import FundingSource

ALL = "Σ"
Origin = tuple[str, int | Mapping[str, int]]  # uid of a record, what it adds


@dataclass(slots=True)
class Counts:
    """Biểu C as numbers; what is not there is unknown.

    `origins` are uids of records, each with what it adds: đồng, or numbers by unit.
    """

    money: dict[tuple[str, Block, Part], int] = field(default_factory=dict)
    volumes: dict[tuple[str, Block], dict[str, int]] = field(default_factory=dict)
    levels: dict[tuple[Block, FundingSource], int] = field(default_factory=dict)
    origins: dict[tuple[str, Block, Part], list[Origin]] = field(default_factory=dict)


def count(drafts: Iterable[DossierDraft], asked: Asked) -> Counts:
    """Add up support and credit records and the pilots of the year (pilot_table.current).

    A part is not counted where its whole is.
    """
    shares = _without_standby(list(shares_of(drafts, asked)), asked)
    known = _ByRecord(shares, asked)
    counts = Counts()
    for share in shares:
        if share.volumes:
            _add_volumes(counts, share, known.lines(share, in_money=False))
        if share.money:
            _add_money(counts, share, known.lines(share, in_money=True))
    return counts


def _add_volumes(counts: Counts, share: Share, lines: Iterable[str]) -> None:
    for line in lines:
        cell = counts.volumes.setdefault((line, share.block), {})
        for unit, number in share.volumes.items():
            cell[unit] = cell.get(unit, 0) + number
        behind = counts.origins.setdefault((line, share.block, Part.VOLUME), [])
        behind.append((share.draft.uid, share.volumes))


def _add_money(counts: Counts, share: Share, lines: Iterable[str]) -> None:
    for line in lines:
        for part, amount in share.money.items():
            key = line, share.block, part
            counts.money[key] = counts.money.get(key, 0) + amount
            counts.origins.setdefault(key, []).append((share.draft.uid, amount))
        for source, amount in share.levels.items() if line == ALL else ():
            level = share.block, source
            counts.levels[level] = counts.levels.get(level, 0) + amount


class _ByRecord:
    """The shares of each record, to see what the whole of a part already counts."""

    def __init__(self, shares: Iterable[Share], asked: Asked) -> None:
        self._asked = asked
        self._lines: dict[tuple[str, str, bool], tuple[str, ...]] = {}
        self._shares: dict[tuple[str, Block], list[Share]] = defaultdict(list)
        self._wholes: dict[str, str] = {}
        for share in shares:
            self._shares[share.draft.uid, share.block].append(share)
            self._wholes[share.draft.uid] = share.draft.part_of

    def lines(self, share: Share, *, in_money: bool) -> Iterable[str]:
        """The lines a share is added to."""
        own = self._own(share, in_money=in_money)
        if not share.draft.part_of:
            return own
        counted = {
            line
            for uid in self._above(share.draft)
            for each in self._shares.get((uid, share.block), ())
            for line in self._own(each, in_money=in_money)
        }
        if counted & self._asked.measures.keys():
            return []  # the whole stands in the line of its measure, with all its parts
        return [line for line in own if line not in counted]

    def _own(self, share: Share, *, in_money: bool) -> tuple[str, ...]:
        if not (share.money if in_money else share.volumes):
            return ()
        key = share.draft.topic, share.draft.programme, in_money
        if key not in self._lines:
            self._lines[key] = self._lines_of(*key)
        return self._lines[key]

    def _lines_of(self, topic_code: str, programme_uid: str, in_money: bool) -> tuple[str, ...]:
        topic = self._asked.measures.get(topic_code)
        programme = self._asked.programmes.get(programme_uid, "")
        if not in_money:  # persons of one measure and cooperatives of another are no sum
            return (topic.code,) if topic else (programme,) if programme else ()
        lines = (topic.code, topic.parent, programme, ALL) if topic else (programme, ALL)
        return tuple(filter(None, lines))

    def _above(self, draft: DossierDraft) -> Iterator[str]:
        seen, uid = {draft.uid}, draft.part_of
        while uid and uid not in seen:
            seen.add(uid)
            yield uid
            uid = self._wholes.get(uid, "")


def _without_standby(shares: list[Share], asked: Asked) -> list[Share]:
    said = set()
    for each in shares:
        if not each.standby:
            said.add((each.draft.topic, each.block))
            said.add((asked.programmes.get(each.draft.programme, ""), each.block))
    return [each for each in shares if (each.standby, each.block) not in said or not each.standby]
