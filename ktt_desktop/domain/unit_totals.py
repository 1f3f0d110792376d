"""Số tổng hợp: what a unit entered, else Σ of units below and of its own list; Σ/Σ for means."""

import ast
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from ktt_desktop.domain.aggregation import Computed, half_up
from ktt_desktop.domain.expression import Expression
from ktt_desktop.domain.receiving import LowerUnit, unit_of_key
from ktt_desktop.domain.terms import Origin

TOP = ""  # the key of the book's own unit
OWN_LIST = "*"  # after a key: the list a unit keeps itself beside those of the units below it


class How(Enum):
    """Cách một con số lên tới đơn vị trên."""

    ADDED = auto()
    AVERAGED = auto()  # Σ / Σ
    APART = auto()  # nothing follows from those of the units below: a percentage somebody states


@dataclass(frozen=True, slots=True)
class UnitTree:
    """Các đơn vị của sổ: those right below each, own lists among them; the lowest come first."""

    below: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]

    @property
    def leaves(self) -> list[str]:
        """Those whose figures come out of one list."""
        return [each for each in self.order if each not in self.below]

    def units_below(self, key: str) -> list[str]:
        """The units right below one, without its own list."""
        return [each for each in self.below.get(key, ()) if not each.endswith(OWN_LIST)]


class UnitCell(NamedTuple):
    """Một con số của một đơn vị trong biểu.

    `computed` is what its list or the units below it give; an average is `top` over `weight`,
    where `top` None says it cannot enter the one above. `known` of `total` organisations and
    `units_known` of `units` right below have it.
    """

    value: int | None = None
    origin: Origin | None = None
    computed: int | None = None
    known: int = 0
    total: int = 0
    top: int | None = None
    weight: int = 0
    units_known: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """Một chỉ tiêu của mọi đơn vị: what each stated, what each list gives.

    `no_list` is given by a list that is not in `listed`; `counted` are the leaves whose list may be
    used. `weights` are what the average a unit stated is over, None where that is not known.
    """

    how: How
    stated: Mapping[str, int]
    listed: Mapping[str, Computed]
    no_list: Computed
    counted: Collection[str]
    weights: Mapping[str, int | None]


def tree_of(units: Iterable[LowerUnit], lists: Collection[str]) -> UnitTree:
    """The units under the book's own one; `lists` are the keys organisations are kept under.

    A unit above others that keeps organisations itself has its own list among them.
    """
    parents = {each.key: each.parent for each in units}
    parents |= {key: TOP for key in lists if key != TOP and key not in parents}
    below: dict[str, list[str]] = {}
    for key in sorted(parents):
        below.setdefault(_parent(key, parents), []).append(key)
    for key in [each for each in below if each in lists]:
        below[key].append(own_list(key))
    kept = {key: tuple(keys) for key, keys in below.items()}
    return UnitTree(kept, tuple(_lowest_first(kept)))


def _parent(key: str, parents: Mapping[str, str]) -> str:
    """The unit right above; the book's own one where nobody knows it, or it is its own."""
    seen, above = {key}, parents[key]
    while above in parents:
        if above in seen:
            return TOP
        seen.add(above)
        above = parents[above]
    return parents[key] if parents[key] in parents else TOP


def _lowest_first(below: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    order, waiting = [], [TOP]
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting.extend(below.get(key, ()))
    return reversed(order)


def own_list(key: str) -> str:
    """The key of the list a unit keeps beside those of the units below it."""
    return f"{key}{OWN_LIST}"


def list_key(key: str) -> str:
    """Under which key the organisations of a leaf are kept."""
    return key.removesuffix(OWN_LIST)


def consolidate(tree: UnitTree, column: Column) -> dict[str, UnitCell]:
    """The figure of every unit that has one, or could have one; the lowest are worked out first."""
    found: dict[str, UnitCell] = {}
    every_list = column.no_list.value is not None
    for key in tree.order:
        below = tree.below.get(key)
        if below is not None:
            found[key] = _above(tree, column, key, [(each, found.get(each)) for each in below])
        elif every_list or key in column.stated or key in column.listed:
            found[key] = _leaf(column, key)
    return found


def _leaf(column: Column, key: str) -> UnitCell:
    return _as_stated(column, key, _from_list(column, key))


def _from_list(column: Column, key: str) -> UnitCell:
    listed = column.listed.get(key, column.no_list)
    used = listed.value if key in column.counted else None
    return UnitCell(
        used,
        None if used is None else Origin.COMPUTED,
        listed.value,
        listed.known,
        listed.total,
        None if used is None else listed.top,
        listed.weight,
    )


def _above(
    tree: UnitTree, column: Column, key: str, parts: Iterable[tuple[str, UnitCell | None]]
) -> UnitCell:
    """What the units right below and the own list give together, and how many of them could."""
    found = {each: cell for each, cell in parts if cell is not None}
    its_list = own_list(key)
    is_successor = key != TOP and not unit_of_key(key)[1]
    own = found.get(its_list) if is_successor else None
    if own is not None and own.value is not None:
        found = {each: _entering(column, each, cell) for each, cell in found.items()}
    having = {each: cell for each, cell in found.items() if _has(column.how, cell)}
    cells = [*having.values()]
    computed = _computed(column.how, cells)
    from_lists = [cell for cell in cells if cell.origin is Origin.COMPUTED]
    cell = UnitCell(
        computed,
        None if computed is None else Origin.COMPUTED,
        computed,
        sum(cell.known for cell in from_lists),
        sum(cell.total for cell in from_lists),
        None if computed is None else _top(cells),
        sum(cell.weight for cell in cells),
        len(having) - (its_list in having),
        len(tree.units_below(key)),
    )
    return _as_stated(column, key, cell)


def _has(how: How, cell: UnitCell) -> bool:
    """Whether a unit has what enters the figure above it."""
    return cell.value is not None and (how is not How.AVERAGED or cell.top is not None)


def _entering(column: Column, key: str, cell: UnitCell) -> UnitCell:
    """What a unit brings to the one above it whose own list knows the figure.

    The figure a former unit stated gives way to the list of the unit it landed on: what was of the
    former one stands in that list by now.
    """
    gives_way = key in column.stated and unit_of_key(key)[1]
    return _from_list(column, key) if gives_way else cell


def _top(cells: Iterable[UnitCell]) -> int:
    return sum(cell.top for cell in cells if cell.top is not None)


def _computed(how: How, cells: list[UnitCell]) -> int | None:
    if how is How.APART or not cells:
        return None
    if how is How.ADDED:
        return sum(cell.value for cell in cells if cell.value is not None)
    weight = sum(cell.weight for cell in cells)
    return half_up(Fraction(_top(cells), weight)) if weight else None


def _as_stated(column: Column, key: str, cell: UnitCell) -> UnitCell:
    """What a unit entered stands; an average counts as often as what it is over."""
    stated = column.stated.get(key)
    if stated is None:
        return cell
    cell = cell._replace(value=stated, origin=Origin.ENTERED)
    if column.how is not How.AVERAGED:
        return cell
    weight = column.weights.get(key)
    if weight is None:
        return cell._replace(top=None, weight=0)
    return cell._replace(top=stated * weight, weight=weight)


def is_additive(formula: Expression) -> bool:
    """Whether the sum of what a formula gives for the units is what it gives for all of them."""
    return _adds(formula.root)


def _adds(node: ast.expr) -> bool:
    match node:
        case ast.Name():
            return True
        case ast.UnaryOp(operand=operand):
            return _adds(operand)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            return _adds(left) and _adds(right)
        case ast.BinOp(left=ast.Constant(), op=ast.Mult(), right=right):
            return _adds(right)
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div(), right=ast.Constant()):
            return _adds(left)
    return False
