"""Making one record of two (gộp hồ sơ): what an officer decides, what is kept of both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.organisation import Activity, OrganisationDraft
from ktt_desktop.domain.records import Values
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import Measure
from ktt_desktop.domain.text import nfc, tone_canonical

# Rows of these fields are kept from both records; two are one where these particulars agree.
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "persons": ("name",),
    "changes": ("number",),
    "activities": ("version", "code"),
    "branches": ("kind", "name"),
    "recognitions": ("kind", "first_year", "last_year"),
    "attachments": ("sha256",),
}
SINGLE = {"activities", "attachments"}  # one row an identity, whatever else they say
LINKS = ("unions", "members_of_union")
HISTORIES = ("legal_status", "operating_status")  # their dated lines are kept from both
FIRST_COUNTS = ("persons", "activities")  # the main representative, the main activity
STATUS = ("axis", "status", "on")
ONCE_A_YEAR = (Kind.RATING, Kind.DORMANT)  # an organisation has one work record of these
OWN = {"uid", "revision", "kind", "operating_status", "legal_status", "status_on"} | {
    "status_document"
}


class Side(StrEnum):
    """Giữ của hồ sơ bên nào."""

    LEFT = "trai"
    RIGHT = "phai"
    BOTH = "ca_hai"


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Số liệu một năm của hai hồ sơ, by indicator; empty where a record has none."""

    year: int
    measure: Measure
    left: Values
    right: Values


@dataclass(frozen=True, slots=True)
class DossierLine:
    """Một hồ sơ công việc của một trong hai hồ sơ; side BOTH: it speaks of both."""

    side: Side
    draft: DossierDraft

    @property
    def what(self) -> tuple[object, ...]:
        """What it tells, whoever it is of."""
        each = self.draft
        told = sorted(each.values.items()), sorted(each.money.items())
        return (each.programme, each.period, each.part_of, *told)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hai hồ sơ đặt cạnh nhau."""

    left: OrganisationDraft
    right: OrganisationDraft
    figures: tuple[FigurePair, ...] = ()
    dossiers: tuple[DossierLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Một mục để quyết định: what each record says, the sides that can be chosen."""

    key: str
    left: Any
    right: Any
    options: tuple[Side, ...]
    suggested: Side

    @property
    def differs(self) -> bool:
        """Whether the two records say different things."""
        return bool(self.left != self.right)


def field_questions(comparison: Comparison, attrs: Sequence[str]) -> Iterator[Question]:
    """One question a field that either record fills in."""
    for attr in attrs:
        left, right = getattr(comparison.left, attr), getattr(comparison.right, attr)
        if is_blank(left) and is_blank(right):
            continue
        if attr in IDENTITY or attr in LINKS or attr in HISTORIES:
            both = attr in FIRST_COUNTS and left and right and left != right
            options = (Side.LEFT, Side.RIGHT) if both else (Side.BOTH,)
            yield Question(attr, left, right, options, options[0])
        else:
            yield Question(attr, left, right, *_sides(left, right))


def figure_questions(comparison: Comparison) -> Iterator[Question]:
    """One question a year and measure: where both have figures, whose stay."""
    for pair in comparison.figures:
        key = figure_key(pair.year, pair.measure)
        yield Question(key, pair.left, pair.right, *_sides(pair.left, pair.right))


def dossier_questions(comparison: Comparison) -> Iterator[Question]:
    """One question a kind, year and topic of work records; the same entered twice stays once."""
    apart = [each for each in comparison.dossiers if each.side is not Side.BOTH]
    for key in dict.fromkeys(map(dossier_key, apart)):
        left, right = (
            tuple(each for each in apart if (dossier_key(each), each.side) == (key, side))
            for side in (Side.LEFT, Side.RIGHT)
        )
        if not (left and right):
            yield Question(key, left, right, *_sides(left, right))
            continue
        same = sorted(repr(each.what) for each in left) == sorted(repr(each.what) for each in right)
        if left[0].draft.kind in ONCE_A_YEAR:
            yield Question(key, left, right, (Side.LEFT, Side.RIGHT), Side.LEFT)
        else:
            options = (Side.LEFT, Side.RIGHT, Side.BOTH)
            yield Question(key, left, right, options, Side.LEFT if same else Side.BOTH)


def figure_key(year: int, measure: Measure) -> str:
    """The key of the question whose figures of a year stay."""
    return f"figures|{year}|{measure.value}"


def dossier_key(line: DossierLine) -> str:
    """The key of the question whose work records of a kind, year and topic stay."""
    each = line.draft
    return f"dossier|{each.kind}|{each.year or ''}|{each.topic}"


def merged_draft(
    kept: OrganisationDraft, other: OrganisationDraft, taken: Callable[[str], bool]
) -> OrganisationDraft:
    """The record that stays; a blank never erases, rows that repeat are kept from both.

    `taken` tells whether the value of a field (of a list: its first place) is the other record's.
    """
    values: dict[str, Any] = {}
    for attr in (each.name for each in fields(OrganisationDraft) if each.name not in OWN):
        pair = getattr(kept, attr), getattr(other, attr)
        first, second = reversed(pair) if taken(attr) else pair
        if attr in IDENTITY:
            values[attr] = _merged_rows(attr, first, second)
        elif attr in LINKS:
            values[attr] = tuple(dict.fromkeys((*first, *second)))
        else:
            values[attr] = second if is_blank(first) else first
    return replace(kept, **values)


def merged_steps(kept: Sequence[StatusStep], other: Sequence[StatusStep]) -> tuple[StatusStep, ...]:
    """Both status histories in one; of two lines of one day the kept record's has the last word."""
    mine = [replace(each, id=0) for each in kept]
    added = _joined(mine, [replace(each, id=0) for each in other], STATUS)
    return (*added[len(mine) :], *added[: len(mine)])


def is_blank(value: object) -> bool:
    """Whether a field says nothing; "no" says something."""
    return value is None or value == "" or value == ()


def _sides(left: Any, right: Any) -> tuple[tuple[Side, ...], Side]:
    """The sides that can be chosen, and the one that says something."""
    if left and right and left != right:
        return (Side.LEFT, Side.RIGHT), Side.LEFT
    only = Side.RIGHT if is_blank(left) or left == {} else Side.LEFT
    return (only,), only


def _merged_rows(attr: str, first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    if attr == "activities" and any(each.is_main for each in first):
        second = tuple(replace(each, is_main=None) for each in second)
    rows = _joined(first, second, IDENTITY[attr], is_single=attr in SINGLE)
    if attr == "changes":
        rows.sort(key=lambda each: each.number or 0)
    return tuple(rows)


def _joined(
    first: Sequence[Any],
    second: Sequence[Any],
    identity: tuple[str, ...],
    *,
    is_single: bool = False,
) -> list[Any]:
    """The rows of both, one where they are the same and do not contradict each other."""
    rows = list(first)
    for row in second:
        for place, mine in enumerate(rows):
            if _named(mine, identity) == _named(row, identity) and (
                is_single or _agree(mine, row, identity)
            ):
                rows[place] = _filled(mine, row)
                break
        else:
            rows.append(row)
    return rows


def _named(row: Any, identity: tuple[str, ...]) -> tuple[object, ...]:
    values = (getattr(row, name) for name in identity)
    return tuple(
        tone_canonical(nfc(each)).casefold() if type(each) is str else each for each in values
    )


def _agree(one: Any, other: Any, identity: tuple[str, ...]) -> bool:
    pairs = (
        (getattr(one, each.name), getattr(other, each.name))
        for each in fields(one)
        if each.name not in identity
    )
    return all(left == right or is_blank(left) or is_blank(right) for left, right in pairs)


def _filled(row: Any, other: Any) -> Any:
    """A row with what only the other one says; both words about one activity are kept."""
    values = {
        each.name: getattr(other, each.name)
        for each in fields(row)
        if is_blank(getattr(row, each.name))
    }
    if isinstance(row, Activity) and row.detail and other.detail not in ("", row.detail):
        values["detail"] = f"{row.detail}; {other.detail}"
    return replace(row, **values)
