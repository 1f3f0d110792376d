"""Which checks and formulas of the catalogue are plain sums or shares of other indicators."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ktt_desktop.domain.expression import Expression, code_of
from ktt_desktop.domain.table_formulas import Making

Codes = tuple[str, ...]
Terms = tuple[Codes, Codes]  # added, taken away


@dataclass(frozen=True, slots=True)
class Shape:
    """A number as a sum or a share of others, by their codes."""

    how: Making
    of: Codes
    less: Codes = ()


def shape_of(formula: Expression) -> Shape | None:
    """ "A + B - C" is a sum, "100 * A / B" a share; None for anything else."""
    return _shape(formula.root)


def equalities(check: Expression) -> Iterator[tuple[str, Shape]]:
    """ "A + B == C": C is that sum; a side that is one name alone, the other of several."""
    match check.root:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            for name, other in ((left, right), (right, left)):
                several = not isinstance(other, ast.Name)
                if isinstance(name, ast.Name) and several and (shape := _shape(other)):
                    yield code_of(name.id), shape


def _shape(root: ast.expr) -> Shape | None:
    match root:
        case ast.BinOp(
            left=ast.BinOp(left=ast.Constant(value=100), op=ast.Mult(), right=ast.Name(id=part)),
            op=ast.Div(),
            right=ast.Name(id=whole),
        ):
            return Shape(Making.SHARE, (code_of(part), code_of(whole)))
    terms = _terms(root)
    return Shape(Making.SUM, *terms) if terms else None


def _terms(node: ast.expr) -> Terms | None:
    match node:
        case ast.Name(id=name):
            return (code_of(name),), ()
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as sign, right=right):
            one, other = _terms(left), _terms(right)
            if one is None or other is None:
                return None
            added, taken = other if isinstance(sign, ast.Add) else other[::-1]
            return (*one[0], *added), (*one[1], *taken)
    return None
