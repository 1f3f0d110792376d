"""Rows of a list that may be one organisation: the same name and place, or the same tax code."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from ktt_desktop.domain.importing.abbreviations import in_full
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.text import may_be_same_name, name_keys

Key = TypeVar("Key", bound=Hashable)
Placed = tuple[ReadList, int]  # a list, and the place of an organisation in it


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Các dòng có thể là một tổ chức; the sheets and rows are of equal length."""

    sheets: tuple[str | None, ...]
    rows: tuple[int, ...]
    names: tuple[str, ...]
    reason: str


def duplicates(
    lists: Sequence[ReadList], communes: Sequence[Sequence[str]], codes: Sequence[Sequence[str]]
) -> Iterator[Duplicate]:
    """Groups of rows with one name in one commune, or one tax code and like names.

    `communes` and `codes` belong to the organisations of each list.
    """
    placed = [(read, at) for read in lists for at in range(len(read.names))]
    of_name = (_named(read, own) for read, own in zip(lists, communes, strict=True))
    by_name = _alike(list(chain.from_iterable(of_name)), placed)
    by_code = _alike(list(chain.from_iterable(codes)), placed)
    of_list = {id(read): own for read, own in zip(lists, codes, strict=True)}
    told = set()
    for group in by_name.values():
        stated = {of_list[id(read)][at] for read, at in group} - {""}
        reason = "trùng tên và địa bàn"
        made = _duplicate(group, f"{reason}, khác mã số thuế" if len(stated) > 1 else reason)
        told.add((made.sheets, made.rows))
        yield made
    for group in by_code.values():
        first = in_full(group[0][0].names[group[0][1]])
        same = [
            (read, at) for read, at in group if may_be_same_name(first, in_full(read.names[at]))
        ]
        made = _duplicate(same, "trùng mã số thuế")
        if len(same) > 1 and (made.sheets, made.rows) not in told:
            yield made


def shared_codes(
    lists: Sequence[ReadList], codes: Sequence[Sequence[str]]
) -> Iterator[tuple[ReadList, int, str, str]]:
    """Organisations with a tax code that one above has as well; the code, and what to say."""
    placed = [(read, at) for read in lists for at in range(len(read.names))]
    for code, ((other, place), *more) in _alike(list(chain.from_iterable(codes)), placed).items():
        where = f"mã số thuế {code} trùng với dòng {other.rows[place]} ({other.names[place]})"
        yield from ((read, at, code, where) for read, at in more)


def _named(read: ReadList, communes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The name and the place every organisation is known by."""
    if not read.names:
        return iter(())
    lines = in_full("\n".join(name.replace("\n", " ") for name in read.names))
    return zip(name_keys(lines.split("\n")), communes, strict=True)


def _alike(keys: Sequence[Key], placed: Sequence[Placed]) -> dict[Key, list[Placed]]:
    """The organisations whose key, if they have one, another has as well."""
    again = {key for key, times in Counter(keys).items() if times > 1 and key}
    found: dict[Key, list[Placed]] = {}
    for key, each in zip(keys, placed, strict=True) if again else ():
        if key in again:
            found.setdefault(key, []).append(each)
    return found


def _duplicate(group: Sequence[Placed], reason: str) -> Duplicate:
    return Duplicate(
        tuple(read.sheet for read, _ in group),
        tuple(read.rows[at] for read, at in group),
        tuple(read.names[at] for read, at in group),
        reason,
    )
