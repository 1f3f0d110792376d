"""The units of a book before and after 1/7/2025, with what its register holds of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Unit, Units
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import Flag, RegisterQuery
from ktt_desktop.domain.terms import OrganisationKind, UnitLevel
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.places import commune_name, former_name, unit_day
from ktt_desktop.storage import former_communes
from ktt_desktop.storage.former_communes import Answered, Counted
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.units import unit_names

Pair = tuple[str, str]  # the commune of an organisation in the units of the book, its old one
Key = TypeVar("Key", str, int)

YEARS_SHOWN = 3
WHOLE, PART = "toàn bộ", "một phần"
NOT_LISTED = "không có trong danh sách"
NOT_RECORDED, NO_COMMUNE = "Chưa ghi xã cũ", "Chưa ghi xã, phường hiện nay"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """Một dòng của cây đơn vị; `query` shows its organisations in the list, None where it has none.

    `share` says how much of it went to the unit above it (or came from it), `answered` how many of
    its organisations have figures of a year, `years` which figures are held of the unit itself.
    """

    title: str
    share: str = ""
    counts: Mapping[OrganisationKind, int] = field(default_factory=dict)
    answered: Mapping[int, int] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    query: RegisterQuery | None = None
    children: tuple["UnitLine", ...] = ()


@dataclass(frozen=True, slots=True)
class UnitTree:
    """Cây đơn vị: the years of its columns, newest first, and the unit of the book."""

    years: tuple[int, ...]
    roots: tuple[UnitLine, ...]


def unit_tree(book: Book, profile: UnitProfile) -> UnitTree:
    """The unit of the book and below it the old communes of each commune, or the other way.

    The years are the last ones up to the newest that any organisation has figures of.
    """
    columns = [each.column for each in book.catalogue.edition.of_form("phieu")]
    with transaction(book.sessions) as session:
        newest = former_communes.newest_year(session) or today().year
        years = tuple(range(newest, newest - YEARS_SHOWN, -1))
        held = _Held(
            _by_pair((each, each.kind) for each in former_communes.counts(session)),
            _by_pair(
                (each, each.year) for each in former_communes.answered(session, years, columns)
            ),
            former_communes.years_of_units(session),
        )
        kept = unit_names(session)
    make = _Before if profile.historical else _Today
    return UnitTree(years, make(book.units, profile, held, kept).roots())


@dataclass(frozen=True, slots=True)
class _Held:
    """What the book holds, by the two communes."""

    counts: Mapping[Pair, Mapping[str, int]]  # by kind of organisation
    answered: Mapping[Pair, Mapping[int, int]]  # by year
    years: Mapping[str, list[int]]

    def line(
        self,
        title: str,
        pairs: Iterable[Pair],
        query: RegisterQuery,
        *,
        share: str = "",
        code: str = "",
        children: tuple[UnitLine, ...] = (),
    ) -> UnitLine:
        """A line about the organisations of some pairs; `code` is that of the unit itself."""
        counts, answered = Counter[OrganisationKind](), Counter[int]()
        for pair in pairs:
            counts.update({OrganisationKind(kind): n for kind, n in self.counts[pair].items()})
            answered.update(self.answered.get(pair, {}))
        years = tuple(self.years.get(code, ()))
        return UnitLine(title, share, counts, answered, years, query, children)


def _by_pair(found: Iterable[tuple[Counted | Answered, Key]]) -> dict[Pair, dict[Key, int]]:
    """The numbers of each pair of communes, by kind or by year."""
    by_pair: dict[Pair, dict[Key, int]] = {}
    for each, key in found:
        by_pair.setdefault((each.commune, each.former), {})[key] = each.number
    return by_pair


class _Tree:
    """What both directions share: the communes of the unit of the book, and who occurs besides."""

    def __init__(
        self, units: Units, profile: UnitProfile, held: _Held, kept: Mapping[str, str]
    ) -> None:
        self.units, self.profile, self.held, self.kept = units, profile, held, kept
        self.day = unit_day(profile)
        self.found: dict[str, set[str]] = {}  # commune → old communes its organisations name
        for commune, former in held.counts:
            self.found.setdefault(commune, set()).add(former)

    def roots(self) -> tuple[UnitLine, ...]:
        """The unit of the book, then the communes of elsewhere its register names."""
        unit = self.units.find(self.profile.code, self.day)
        own = [self._unit(unit)] if unit else []
        inside = {each.code for each in self._communes(unit)} if unit else set()
        elsewhere = [code for code in self.found if code not in inside]
        names = {code: self.name(code) for code in elsewhere}
        elsewhere.sort(key=lambda code: (not code, sort_key(names[code])))
        return (*own, *(self.commune(code, names[code]) for code in elsewhere))

    def name(self, code: str) -> str:
        """What a commune of the list is called."""
        return commune_name(self.units, self.profile, code, self.kept) if code else NO_COMMUNE

    def commune(self, code: str, title: str) -> UnitLine:
        """The line of a commune the list names."""
        raise NotImplementedError

    def _communes(self, unit: Unit) -> Iterator[Unit]:
        if unit.level is UnitLevel.COMMUNE:
            yield unit
        for child in self.units.children(unit, self.day):
            yield from self._communes(child)

    def _unit(self, unit: Unit) -> UnitLine:
        if unit.level is UnitLevel.COMMUNE:
            return self.commune(unit.code, unit.name)
        codes = [each.code for each in self._communes(unit)]
        children = tuple(self._unit(each) for each in self.units.children(unit, self.day))
        pairs = self.pairs_of(codes)
        is_all = len(pairs) == len(self.held.counts)
        query = RegisterQuery() if is_all else RegisterQuery(communes=tuple(codes))
        return self.held.line(unit.name, pairs, query, code=unit.code, children=children)

    def pairs_of(self, codes: Iterable[str]) -> list[Pair]:
        """The pairs that occur in some communes."""
        return [(code, former) for code in codes for former in self.found.get(code, ())]


class _Today(_Tree):
    """A unit of today: below each commune the old ones it took over."""

    def commune(self, code: str, title: str) -> UnitLine:
        taken = {each.code: each for each in self.units.predecessors(code)}
        others = sorted(self.found.get(code, set()) - {*taken, ""}, key=self._order)
        children = [self._old(code, each, _share(taken[each])) for each in taken]
        children += [self._old(code, each, NOT_LISTED) for each in others]
        if "" in self.found.get(code, ()):
            query = _of_commune(code, former=("",))
            children.append(self.held.line(NOT_RECORDED, [(code, "")], query))
        pairs = self.pairs_of([code])
        return self.held.line(title, pairs, _of_commune(code), code=code, children=tuple(children))

    def _old(self, commune: str, former: str, share: str) -> UnitLine:
        # An old unit and one of today may have one code; its figures are those of today's.
        is_today = self.units.find(former, self.day) is not None
        return self.held.line(
            _whole_name(self.units, former),
            [(commune, former)] if former in self.found.get(commune, ()) else (),
            _of_commune(commune, former=(former,)),
            share=share,
            code="" if is_today else former,
        )

    def _order(self, code: str) -> str:
        return sort_key(former_name(self.units, code))


class _Before(_Tree):
    """A unit of before 1/7/2025: below each commune those of today it went to."""

    def commune(self, code: str, title: str) -> UnitLine:
        unit = self.units.find(code, LAST_THREE_LEVEL_DAY)
        heirs = self.units.successors(unit) if unit else ()
        share = "" if unit is None else _share(unit)
        children = tuple(UnitLine(self.units.full_address(each), share) for each in heirs)
        query = _of_commune(code)
        return self.held.line(title, self.pairs_of([code]), query, code=code, children=children)


def _share(unit: Unit) -> str:
    return PART if len(unit.successors) > 1 else WHOLE


def _whole_name(units: Units, code: str) -> str:
    unit = units.find(code, LAST_THREE_LEVEL_DAY)
    return units.full_address(unit) if unit else code


def _of_commune(code: str, former: tuple[str, ...] = ()) -> RegisterQuery:
    """The list of a commune; of records without one by its flag."""
    if not code:
        return RegisterQuery(flags=(Flag.NO_COMMUNE,), former=former)
    return RegisterQuery(communes=(code,), former=former)
