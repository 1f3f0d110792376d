"""Finding records that may be one organisation under two names (hồ sơ trùng)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import fold, may_be_same_name, name_key

SHORTEST_PHONE = 8  # digits: less is an extension, not a number
MOST_SHARED = 20  # records: a telephone of more is that of an office, not of an organisation
_NUMBERS = re.compile(r"[,;/\n]|\s[-–]\s")
_NOT_DIGITS = re.compile(r"\D+")
_SIGNS = re.compile(r"[\W_]+")


class Likeness(StrEnum):
    """Vì sao hai hồ sơ có thể là một, the strongest reason first."""

    CERTIFICATE = "SO_GCN_CU"
    NAME = "TEN"
    REPRESENTATIVE = "NGUOI_DAI_DIEN"
    PHONE = "DIEN_THOAI"


@dataclass(frozen=True, slots=True)
class Entry:
    """Những gì của một hồ sơ được đem so; `phones` as typed, `id` 0 for what is not stored."""

    id: int
    uid: str
    kind: OrganisationKind
    name: str
    commune_code: str = ""
    certificate: str = ""
    representative: str = ""
    phones: tuple[str, ...] = ()


_Values = Callable[[Entry], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Hai hồ sơ có thể là một, and why."""

    left: Entry
    right: Entry
    reasons: tuple[Likeness, ...]


def likenesses(one: Entry, other: Entry) -> tuple[Likeness, ...]:
    """Why two records may be one; empty when nothing says so.

    An HTX and an LHHTX are two by law, whatever they share.
    """
    if not _comparable(one, other):
        return ()
    here = _may_share_commune(one, other)
    found = {
        Likeness.CERTIFICATE: _share(one, other, _certificates),
        Likeness.NAME: here and may_be_same_name(one.name, other.name),
        Likeness.REPRESENTATIVE: here and _share(one, other, _representatives),
        Likeness.PHONE: _share(one, other, phone_numbers),
    }
    return tuple(reason for reason, holds in found.items() if holds)


def duplicate_pairs(entries: Sequence[Entry]) -> list[DuplicatePair]:
    """All pairs that may be one, strongest reason first, then by name; time grows with the list."""
    met = {(one.id, other.id): (one, other) for one, other in _met(entries)}
    pairs = [DuplicatePair(*pair, found) for pair in met.values() if (found := likenesses(*pair))]
    order = list(Likeness)
    return sorted(pairs, key=lambda pair: (order.index(pair.reasons[0]), name_key(pair.left.name)))


def phone_numbers(entry: Entry) -> tuple[str, ...]:
    """The telephone numbers of a record as digits: "+84 912 345 678" → "0912345678"."""
    parts = (part for text in entry.phones for part in _NUMBERS.split(text))
    numbers = (_national(part) for part in parts)
    return tuple(each for each in dict.fromkeys(numbers) if len(each) >= SHORTEST_PHONE)


def plain(text: str) -> str:
    """Without marks, signs and capitals, as the search index keeps it."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def _national(text: str) -> str:
    digits = _NOT_DIGITS.sub("", text)
    return f"0{digits[2:]}" if text.strip().startswith(("+84", "(+84")) else digits


def _comparable(one: Entry, other: Entry) -> bool:
    unions = {each.kind is OrganisationKind.COOPERATIVE_UNION for each in (one, other)}
    return one.uid != other.uid and len(unions) == 1


def _may_share_commune(one: Entry, other: Entry) -> bool:
    """In one commune, or one of them does not say where it is."""
    return one.commune_code == other.commune_code or not (one.commune_code and other.commune_code)


def _share(one: Entry, other: Entry, values: _Values) -> bool:
    return not {*values(one)}.isdisjoint(values(other))


def _certificates(entry: Entry) -> tuple[str, ...]:
    number = plain(entry.certificate).replace(" ", "")
    return (number,) if number else ()


def _representatives(entry: Entry) -> tuple[str, ...]:
    name = plain(entry.representative)
    return (name,) if " " in name else ()  # one word is no full name


def _met(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs worth a closer look, each in the order of the entries, some more than once."""
    place = {entry.id: number for number, entry in enumerate(entries)}
    yield from _sharing(entries, _certificates, len(entries))
    yield from _sharing(entries, phone_numbers, MOST_SHARED)
    endings = _in_one_commune(entries, _names, _endings)
    people = _in_one_commune(entries, _representatives, _representatives)
    for one, other in (*endings, *people):
        yield (one, other) if place[one.id] < place[other.id] else (other, one)


def _sharing(entries: Iterable[Entry], values: _Values, most: int) -> Iterator[tuple[Entry, Entry]]:
    """Pairs that share a value not more than so many have."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for value in values(entry):
            groups[value].append(entry)
    for group in groups.values():
        if len(group) <= most:
            yield from combinations(group, 2)


def _in_one_commune(
    entries: Sequence[Entry], held: _Values, wanted: _Values
) -> Iterator[tuple[Entry, Entry]]:
    """Pairs in which one holds a value the other wants; those of no commune may be of any."""
    holders: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for value in held(entry):
            holders[value][entry.commune_code].append(entry)
    for entry in entries:
        for value in wanted(entry):
            found = holders.get(value, {})
            for commune in {entry.commune_code, ""} if entry.commune_code else found:
                yield from ((entry, other) for other in found.get(commune, ()) if other != entry)


def _names(entry: Entry) -> tuple[str, ...]:
    return (name_key(entry.name),)


def _endings(entry: Entry) -> tuple[str, ...]:
    """The name and all that it ends with, from a word on."""
    words = name_key(entry.name).split()
    return tuple(" ".join(words[first:]) for first in range(len(words)))
