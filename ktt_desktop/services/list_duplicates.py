"""Rows of a list that may be one organisation: the same name and place, or the same tax code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.text import may_be_same_name, name_keys

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
    by_name: dict[tuple[str, str], list[Placed]] = {}
    by_code: dict[str, list[Placed]] = {}
    for read, places, own in zip(lists, communes, codes, strict=True):
        for at, (key, place, code) in enumerate(
            zip(name_keys(read.names), places, own, strict=True)
        ):
            by_name.setdefault((key, place), []).append((read, at))
            if code:
                by_code.setdefault(code, []).append((read, at))
    of_list = {id(read): own for read, own in zip(lists, codes, strict=True)}
    told = set()
    for group in by_name.values():
        if len(group) > 1:
            stated = {of_list[id(read)][at] for read, at in group} - {""}
            reason = "trùng tên và địa bàn"
            made = _duplicate(group, f"{reason}, khác mã số thuế" if len(stated) > 1 else reason)
            told.add((made.sheets, made.rows))
            yield made
    for group in by_code.values():
        if len(group) < 2:
            continue
        first = group[0][0].names[group[0][1]]
        same = [each for each in group if may_be_same_name(first, each[0].names[each[1]])]
        made = _duplicate(same, "trùng mã số thuế")
        if len(same) > 1 and (made.sheets, made.rows) not in told:
            yield made


def shared_codes(
    lists: Sequence[ReadList], codes: Sequence[Sequence[str]]
) -> Iterator[tuple[ReadList, int, str]]:
    """Organisations with a tax code that another organisation of the file has as well."""
    first: dict[str, Placed] = {}
    for read, own in zip(lists, codes, strict=True):
        for at, code in enumerate(own):
            if not code:
                continue
            if code in first:
                other, place = first[code]
                where = (
                    f"mã số thuế {code} trùng với dòng {other.rows[place]} ({other.names[place]})"
                )
                yield read, at, where
            else:
                first[code] = (read, at)


def _duplicate(group: Sequence[Placed], reason: str) -> Duplicate:
    return Duplicate(
        tuple(read.sheet for read, _ in group),
        tuple(read.rows[at] for read, at in group),
        tuple(read.names[at] for read, at in group),
        reason,
    )
