"""What an expression of the checks is worth: each piece becomes a function of the figures, once."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor

from ktt_desktop.domain.expression import (
    ARITHMETIC,
    COMPARISONS,
    OTHERS,
    Exact,
    Expression,
    Figures,
    Part,
    argument_code,
    code_of,
    is_guard,
)
from ktt_desktop.domain.robust import LEAST_YEARS, is_usual, median

Number = Callable[[Figures], Exact]
Condition = Callable[[Figures], bool]


class UnknownFigureError(Exception):
    """A figure is blank: it ends the evaluation and never leaves the domain."""


_UNKNOWN = (UnknownFigureError, ZeroDivisionError)


def truth(expression: Expression, figures: Figures) -> bool | None:
    """Điều kiện có đúng không; None when a figure it needs is blank."""
    try:
        return _checked(expression)(figures)
    except _UNKNOWN:
        return None


def number(expression: Expression, figures: Figures) -> Fraction | None:
    """Giá trị của công thức, in the unit as printed; None when a figure it needs is blank."""
    try:
        return Fraction(_formula(expression)(figures))
    except _UNKNOWN:
        return None


def decide(node: ast.expr, figures: Figures) -> bool:
    """Truth of a condition; raises UnknownFigureError, or ZeroDivisionError."""
    return _condition(node)(figures)


def compute(node: ast.expr, figures: Figures) -> Fraction:
    """Value of an arithmetic piece; raises UnknownFigureError, or ZeroDivisionError."""
    return Fraction(_number(node)(figures))


@lru_cache(maxsize=4096)
def _checked(expression: Expression) -> Condition:
    return _condition(expression.root)


@lru_cache(maxsize=4096)
def _formula(expression: Expression) -> Number:
    return _number(expression.root)


# --- conditions


def _condition(node: ast.expr) -> Condition:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            compare, one, other = COMPARISONS[type(op)], _number(left), _number(right)
            return lambda figures: compare(one(figures), other(figures))
        case ast.BoolOp(op=op, values=operands):
            return _connected(operands, ends_with=isinstance(op, ast.Or))
        case ast.UnaryOp(operand=operand):
            inner = _condition(operand)
            return lambda figures: not inner(figures)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            asked, yes, no = _condition(test), _condition(body), _condition(orelse)
            return lambda figures: (yes if asked(figures) else no)(figures)
        case ast.Call(func=ast.Name(id="known"), args=[argument]):
            return _is_known(_number(argument))
        case ast.Call(func=ast.Name(id="usual"), args=[name, least]):
            code, smallest = argument_code(name), _literal(least)
            return lambda figures: _is_usual(figures, code, smallest)
        case ast.Call(func=ast.Name(id="rounds_to"), args=[exact, told]):
            one, other = _number(exact), _number(told)
            return lambda figures: _rounds_to(one(figures), other(figures))
        case ast.Call(args=[ast.Name(id=word)]):
            return lambda figures: word in figures.marks()
    raise AssertionError(ast.dump(node))


def _connected(operands: Sequence[ast.expr], *, ends_with: bool) -> Condition:
    """Ask every operand, so that a blank anywhere is noticed; only a guard may end it early."""
    pairs = [(_condition(operand), is_guard(operand)) for operand in operands]

    def connect(figures: Figures) -> bool:
        result = not ends_with
        for asked, ends in pairs:
            if asked(figures) is ends_with:
                result = ends_with
                if ends:
                    break
        return result

    return connect


def _is_known(asked: Number) -> Condition:
    def is_known(figures: Figures) -> bool:
        try:
            asked(figures)
        except _UNKNOWN:
            return False
        return True

    return is_known


def _is_usual(figures: Figures, code: str, smallest: int) -> bool:
    value, earlier = _known(figures.value(code)), figures.earlier(code)
    if len(earlier) < LEAST_YEARS:
        raise UnknownFigureError
    return is_usual(value, earlier, smallest)


# --- numbers


def _number(node: ast.expr) -> Number:
    match node:
        case ast.Name(id=name):
            code = code_of(name)
            return lambda figures: _known(figures.value(code))
        case ast.Constant(value=int(literal)):
            return lambda _: literal
        case ast.BinOp(left=left, op=op, right=right):
            reckon, one, other = ARITHMETIC[type(op)], _number(left), _number(right)
            return lambda figures: reckon(one(figures), other(figures))
        case ast.UnaryOp(operand=operand):
            inner = _number(operand)
            return lambda figures: -inner(figures)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            asked, yes, no = _condition(test), _number(body), _number(orelse)
            return lambda figures: (yes if asked(figures) else no)(figures)
        case ast.Call(func=ast.Name(id=function), args=args) if function in OTHERS:
            code = argument_code(args[0])
            return lambda figures: _known(figures.other(code, function))
        case ast.Call(func=ast.Name(id="years"), args=[name]):
            code = argument_code(name)
            return lambda figures: len(figures.earlier(code))
        case ast.Call(func=ast.Name(id=function), args=args) if function in _OF_PARTS:
            of_parts = _OF_PARTS[function]
            return lambda figures: of_parts(args, figures)
        case ast.Call(func=ast.Name(id=function), args=args):
            return _OF_NUMBERS[function](args)
    raise AssertionError(ast.dump(node))


def _known(value: Exact | None) -> Exact:
    if value is None:
        raise UnknownFigureError
    return value


def round_half_up(value: Exact, places: int) -> Fraction:
    """Làm tròn, half away from zero as on paper: 27,45 → 27,5."""
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))
    return Fraction(-scaled if value < 0 else scaled, 10**places)


def known_terms(args: Sequence[ast.expr], figures: Figures) -> list[tuple[ast.expr, Fraction]]:
    """The arguments that are known, at least one; raises UnknownFigureError."""
    found = []
    for argument in args:
        try:
            found.append((argument, compute(argument, figures)))
        except _UNKNOWN:
            continue
    if not found:
        raise UnknownFigureError
    return found


def _rounded(args: Sequence[ast.expr]) -> Number:
    inner, places = _number(args[0]), _literal(args[1])
    return lambda figures: round_half_up(inner(figures), places)


def _absolute(args: Sequence[ast.expr]) -> Number:
    inner = _number(args[0])

    def absolute(figures: Figures) -> Exact:
        value = inner(figures)
        return -value if value < 0 else value

    return absolute


def decimals(stated: Exact) -> int:
    """How many decimals a number was stated with, as far as it shows: 27,77 has two, 30 none."""
    return next((each for each in range(6) if (stated * 10**each).denominator == 1), 6)


def _rounds_to(exact: Exact, stated: Exact) -> bool:
    return round_half_up(exact, decimals(stated)) == stated


def half_step(percent: Exact) -> Fraction:
    """By how much a stated percentage may be rounded: half of its last decimal."""
    return Fraction(1, 2 * 10 ** decimals(percent))


def _implied(sign: int) -> Callable[[Sequence[ast.expr]], Number]:
    def of(args: Sequence[ast.expr]) -> Number:
        value, percent = map(_number, args)

        def plan(figures: Figures) -> Fraction:
            stated = percent(figures)
            return Fraction(100 * value(figures)) / (stated - sign * half_step(stated))

        return plan

    return of


def _chosen(choose: Callable[..., Exact]) -> Callable[[Sequence[ast.expr]], Number]:
    def of(args: Sequence[ast.expr]) -> Number:
        inner = [_number(argument) for argument in args]
        return lambda figures: choose([each(figures) for each in inner])

    return of


def _added(args: Sequence[ast.expr]) -> Number:
    return lambda figures: sum(value for _, value in known_terms(args, figures))


_OF_NUMBERS: dict[str, Callable[[Sequence[ast.expr]], Number]] = {
    "round": _rounded,
    "abs": _absolute,
    "added": _added,
    "implied_low": _implied(-1),
    "implied_high": _implied(1),
    "least": _chosen(min),
    "greatest": _chosen(max),
}


# --- parts


def known_parts(node: ast.expr, figures: Figures) -> list[tuple[Part, Fraction]]:
    """The parts with a figure, at least one; raises UnknownFigureError."""
    known = [(p, p.value) for p in figures.parts(argument_code(node)) if p.value is not None]
    if not known:
        raise UnknownFigureError
    return known


def all_parts(node: ast.expr, figures: Figures) -> list[tuple[Part, Fraction]]:
    """Every part with its figure, at least one; raises UnknownFigureError when one is blank."""
    known = known_parts(node, figures)
    if len(known) != len(figures.parts(argument_code(node))):
        raise UnknownFigureError
    return known


def missing_parts(args: Sequence[ast.expr], figures: Figures) -> list[tuple[Part, Fraction]]:
    """The second indicator where the first is blank; unknown when it is blank nowhere."""
    left_out = [b for a, b in _pairs(args, figures) if a.value is None]
    if not left_out:
        raise UnknownFigureError
    return [(part, Fraction(_known(part.value))) for part in left_out]


def blank_parts(args: Sequence[ast.expr], figures: Figures) -> list[Part]:
    """The parts nobody stated, of those the second indicator is not zero for."""
    return [
        a for a, b in _pairs(args, figures) if a.value is None and not a.unfinished and b.value != 0
    ]


def _pairs(args: Sequence[ast.expr], figures: Figures) -> list[tuple[Part, Part]]:
    first, second = (figures.parts(argument_code(argument)) for argument in args[:2])
    return list(zip(first, second, strict=True))


@dataclass(frozen=True, slots=True)
class Mean:
    """Bình quân gia quyền: (weight, value) of each term, and the weight they add up to."""

    terms: tuple[tuple[Fraction, Fraction], ...]
    total: Fraction

    @property
    def value(self) -> Fraction:
        """The mean itself."""
        return sum((w * v for w, v in self.terms), Fraction()) / self.total


def bound_of_mean(function: str, args: Sequence[ast.expr], figures: Figures) -> Mean:
    """The mean with the weight nobody stated put on the lowest or highest value it can have.

    Where the parts state all their weights they are weighed by these, whatever the total says.
    """
    pairs = [(w.value, v.value) for v, w in _pairs(args, figures)]
    stated = [(w, Fraction(_known(v))) for w, v in pairs if w]
    weight = sum((w for w, _ in stated), Fraction())
    total = compute(args[2], figures)
    if any(w is None for w, _ in pairs) and total > weight:
        possible = [Fraction(_known(v)) for w, v in pairs if w is None]
        rest = min(possible) if function == "least_mean" else max(possible)
        return Mean((*stated, (total - weight, rest)), total)
    if weight <= 0:
        raise UnknownFigureError
    return Mean(tuple(stated), weight)


def _share_known(args: Sequence[ast.expr], figures: Figures) -> Fraction:
    pairs = [(a.value, Fraction(_known(b.value))) for a, b in _pairs(args, figures)]
    known = sum((weight for value, weight in pairs if value is not None), Fraction())
    return 100 * known / sum((weight for _, weight in pairs), Fraction())


def _total(parts: Sequence[tuple[Part, Fraction]]) -> Fraction:
    return sum((value for _, value in parts), Fraction())


def _values(node: ast.expr, figures: Figures) -> list[Fraction]:
    return [value for _, value in known_parts(node, figures)]


def _stated(node: ast.expr, figures: Figures) -> int:
    return sum(part.value is not None for part in figures.parts(argument_code(node)))


def _literal(node: ast.expr) -> int:
    return int(ast.unparse(node))


_OF_PARTS: dict[str, Callable[[Sequence[ast.expr], Figures], Fraction]] = {
    "sum": lambda args, figures: _total(all_parts(args[0], figures)),
    "total_known": lambda args, figures: _total(known_parts(args[0], figures)),
    "lowest": lambda args, figures: min(_values(args[0], figures)),
    "highest": lambda args, figures: max(_values(args[0], figures)),
    "median": lambda args, figures: median(_values(args[0], figures)),
    "stated": lambda args, figures: Fraction(_stated(args[0], figures)),
    "blanks": lambda args, figures: Fraction(len(blank_parts(args, figures))),
    "missing": lambda args, figures: _total(missing_parts(args, figures)),
    "share_known": _share_known,
    "least_mean": lambda args, figures: bound_of_mean("least_mean", args, figures).value,
    "greatest_mean": lambda args, figures: bound_of_mean("greatest_mean", args, figures).value,
}
