"""The language of the checks: arithmetic over indicators, read with `ast` and walked, never run.

Names are indicator codes with an underscore for the dot (A4_1 is "A4.1"). There are integers,
+ - * /, comparisons, and / or / not, `x if c else y`, and the functions of SIGNATURES. A blank is
never zero: whatever needs it is unknown, and the whole check is then silent. Only known(x) looks
at a blank, and where a known(x) decides an `and` or an `or`, the rest is not asked.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from math import floor
from typing import Protocol

from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import SubjectKind


class Kind(Enum):
    """What a piece of an expression stands for."""

    NUMBER = auto()
    TRUTH = auto()
    CODE = auto()  # the name of an indicator of the subject itself
    PARTS = auto()  # the name of an indicator of the parts of the subject
    PLACES = auto()  # a literal number of decimals


SIGNATURES: dict[str, tuple[Kind, ...]] = {
    "sum": (Kind.PARTS,),  # unknown when one part is blank
    "total_known": (Kind.PARTS,),  # the known parts only
    "lowest": (Kind.PARTS,),  # among the known parts
    "highest": (Kind.PARTS,),
    "missing": (Kind.PARTS, Kind.PARTS),  # total of the second where the first is blank
    "least_mean": (Kind.PARTS, Kind.PARTS, Kind.NUMBER),  # value, weight, total weight
    "greatest_mean": (Kind.PARTS, Kind.PARTS, Kind.NUMBER),
    "previous": (Kind.CODE,),  # the same indicator, done in the year before
    "plan": (Kind.CODE,),  # the same indicator, plan of the year
    "known": (Kind.NUMBER,),
    "round": (Kind.NUMBER, Kind.PLACES),  # half away from zero
    "least": (Kind.NUMBER,),  # of two or more
    "greatest": (Kind.NUMBER,),
}
PART_FUNCTIONS = frozenset(name for name, kinds in SIGNATURES.items() if kinds[0] is Kind.PARTS)
_VARIADIC = ("least", "greatest")

ARITHMETIC: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Fraction, Fraction], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Một phần của tổng: a sector or an organisation; `value` None is a blank."""

    key: str
    label: str
    value: Fraction | None
    kind: SubjectKind = SubjectKind.SECTOR


class Figures(Protocol):
    """Số liệu của một đối tượng, in the unit as printed (triệu đồng, %, người); None is a blank."""

    def value(self, code: str) -> Fraction | None:
        """The figure of the year and measure under check."""

    def previous(self, code: str) -> Fraction | None:
        """Thực hiện của năm trước."""

    def plan(self, code: str) -> Fraction | None:
        """Kế hoạch của năm."""

    def parts(self, code: str) -> Sequence[Part]:
        """The figure of every part; the same keys in the same order for every code."""


class UnknownFigureError(Exception):
    """A figure is blank: it ends the evaluation and never leaves the domain."""


_UNKNOWN = (UnknownFigureError, ZeroDivisionError)


@dataclass(frozen=True, slots=True)
class Expression:
    """Một biểu thức đã đọc: the text of the catalogue and its syntax tree."""

    text: str
    root: ast.expr


def parse_check(text: str, rule_id: str) -> Expression:
    """Đọc điều kiện của một quy tắc; raises CatalogueError naming the rule and the piece."""
    return _parse(text, rule_id, Kind.TRUTH)


def parse_formula(text: str, name: str) -> Expression:
    """Đọc công thức tính một chỉ tiêu; raises CatalogueError naming `name` and the piece."""
    return _parse(text, name, Kind.NUMBER)


def truth(expression: Expression, figures: Figures) -> bool | None:
    """Điều kiện có đúng không; None when a figure it needs is blank."""
    try:
        return decide(expression.root, figures)
    except _UNKNOWN:
        return None


def number(expression: Expression, figures: Figures) -> Fraction | None:
    """Giá trị của công thức, in the unit as printed; None when a figure it needs is blank."""
    try:
        return compute(expression.root, figures)
    except _UNKNOWN:
        return None


def codes(expression: Expression) -> tuple[str, ...]:
    """Các chỉ tiêu được nêu, in the order of the text, each once."""
    return tuple(dict.fromkeys(code for code, _ in readings(expression.root)))


def readings(node: ast.expr) -> Iterator[tuple[str, str]]:
    """Every (code, reader): "value", or the function of SIGNATURES that takes the name itself."""
    match node:
        case ast.Name(id=name):
            yield code_of(name), "value"
        case ast.Call(func=ast.Name(id=function), args=args):
            for kind, argument in zip(_kinds(function, args), args, strict=True):
                named = kind in (Kind.PARTS, Kind.CODE)
                yield from [(_code(argument), function)] if named else readings(argument)
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from readings(child)


def _kinds(function: str, args: Sequence[ast.expr]) -> tuple[Kind, ...]:
    kinds = SIGNATURES[function]
    return kinds * max(len(args), 2) if function in _VARIADIC else kinds


def code_of(name: str) -> str:
    """A name of the language → the code as printed: A4_1p → A4.1p."""
    return name.replace("_", ".")


# --- reading: everything outside the language is refused here, so that evaluation is total


def _parse(text: str, name: str, wanted: Kind) -> Expression:
    try:
        root = ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise CatalogueError(f"{name}: không đọc được biểu thức «{text}».") from error
    try:
        _require(root, wanted)
    except _UnsupportedError as refusal:
        piece = ast.unparse(refusal.args[0])
        raise CatalogueError(f"{name}: không dùng được «{piece}» trong «{text}».") from refusal
    return Expression(text, root)


class _UnsupportedError(Exception):
    """Its argument is the piece outside the language."""


def _require(node: ast.expr, wanted: Kind) -> None:
    match node, wanted:
        case ast.Name(), Kind.NUMBER | Kind.CODE | Kind.PARTS:
            return
        case ast.Constant(value=value), Kind.NUMBER | Kind.PLACES if type(value) is int:
            return
        case ast.IfExp(test=test, body=body, orelse=orelse), Kind.NUMBER | Kind.TRUTH:
            _require(test, Kind.TRUTH)
            _require(body, wanted)
            _require(orelse, wanted)
        case ast.Call(func=ast.Name(id=function), args=args, keywords=[]), (
            Kind.NUMBER | Kind.TRUTH
        ) if (function == "known") is (wanted is Kind.TRUTH):
            _require_arguments(node, function, args)
        case _, Kind.NUMBER:
            _require_arithmetic(node)
        case _, Kind.TRUTH:
            _require_condition(node)
        case _:
            raise _UnsupportedError(node)


def _require_arithmetic(node: ast.expr) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            operands = [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            operands = [operand]
        case _:
            raise _UnsupportedError(node)
    for each in operands:
        _require(each, Kind.NUMBER)


def _require_condition(node: ast.expr) -> None:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARISONS:
            operands, wanted = [left, right], Kind.NUMBER
        case ast.BoolOp(values=values):
            operands, wanted = values, Kind.TRUTH
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            operands, wanted = [operand], Kind.TRUTH
        case _:
            raise _UnsupportedError(node)
    for each in operands:
        _require(each, wanted)


def _require_arguments(node: ast.expr, function: str, args: list[ast.expr]) -> None:
    if function not in SIGNATURES:
        raise _UnsupportedError(node)
    kinds = _kinds(function, args)
    if len(kinds) != len(args):
        raise _UnsupportedError(node)
    for kind, argument in zip(kinds, args, strict=True):
        _require(argument, kind)


# --- evaluation


def decide(node: ast.expr, figures: Figures) -> bool:
    """Truth of a condition; raises UnknownFigureError, or ZeroDivisionError."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return COMPARISONS[type(op)](compute(left, figures), compute(right, figures))
        case ast.BoolOp(op=op, values=operands):
            return _connect(operands, figures, ends_with=isinstance(op, ast.Or))
        case ast.UnaryOp(operand=operand):
            return not decide(operand, figures)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return decide(body if decide(test, figures) else orelse, figures)
        case ast.Call(args=[argument]):
            return _is_known(argument, figures)
    raise AssertionError(ast.dump(node))


def is_guard(node: ast.expr) -> bool:
    """Whether a condition asks only what is known, never how much."""
    match node:
        case ast.BoolOp(values=operands):
            return all(map(is_guard, operands))
        case ast.UnaryOp(operand=operand):
            return is_guard(operand)
    return isinstance(node, ast.Call)


def _connect(operands: list[ast.expr], figures: Figures, *, ends_with: bool) -> bool:
    """Ask every operand, so that a blank anywhere is noticed; only a guard may end it early."""
    result = not ends_with
    for operand in operands:
        if decide(operand, figures) is ends_with:
            result = ends_with
            if is_guard(operand):
                break
    return result


def _is_known(node: ast.expr, figures: Figures) -> bool:
    try:
        compute(node, figures)
    except _UNKNOWN:
        return False
    return True


def compute(node: ast.expr, figures: Figures) -> Fraction:
    """Value of an arithmetic piece; raises UnknownFigureError, or ZeroDivisionError."""
    match node:
        case ast.Name(id=name):
            return _known(figures.value(code_of(name)))
        case ast.Constant(value=int(literal)):
            return Fraction(literal)
        case ast.BinOp(left=left, op=op, right=right):
            return ARITHMETIC[type(op)](compute(left, figures), compute(right, figures))
        case ast.UnaryOp(operand=operand):
            return -compute(operand, figures)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return compute(body if decide(test, figures) else orelse, figures)
        case ast.Call(func=ast.Name(id=function), args=args):
            return _FUNCTIONS[function](args, figures)
    raise AssertionError(ast.dump(node))


def _known(value: Fraction | None) -> Fraction:
    if value is None:
        raise UnknownFigureError
    return value


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Làm tròn, half away from zero as on paper: 27,45 → 27,5."""
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))
    return Fraction(-scaled if value < 0 else scaled, 10**places)


def known_parts(node: ast.expr, figures: Figures) -> list[tuple[Part, Fraction]]:
    """The parts with a figure, at least one; raises UnknownFigureError."""
    known = [(p, p.value) for p in figures.parts(_code(node)) if p.value is not None]
    if not known:
        raise UnknownFigureError
    return known


def all_parts(node: ast.expr, figures: Figures) -> list[tuple[Part, Fraction]]:
    """Every part with its figure, at least one; raises UnknownFigureError when one is blank."""
    known = known_parts(node, figures)
    if len(known) != len(figures.parts(_code(node))):
        raise UnknownFigureError
    return known


def missing_parts(args: Sequence[ast.expr], figures: Figures) -> list[tuple[Part, Fraction]]:
    """The second indicator where the first is blank; unknown when it is blank nowhere."""
    first, second = (figures.parts(_code(argument)) for argument in args)
    left_out = [b for a, b in zip(first, second, strict=True) if a.value is None]
    if not left_out:
        raise UnknownFigureError
    return [(part, _known(part.value)) for part in left_out]


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
    """The mean with the weight nobody stated put on the lowest or highest value it can have."""
    values, weights = (figures.parts(_code(argument)) for argument in args[:2])
    total = compute(args[2], figures)
    pairs = [(w.value, v.value) for v, w in zip(values, weights, strict=True)]
    stated = [(w, _known(v)) for w, v in pairs if w]
    rest = total - sum((w for w, _ in stated), Fraction())
    if rest < 0 or total <= 0:
        raise UnknownFigureError
    if rest > 0:
        possible = [_known(v) for w, v in pairs if w is None]
        if not possible:
            raise UnknownFigureError
        stated.append((rest, min(possible) if function == "least_mean" else max(possible)))
    return Mean(tuple(stated), total)


def _total(parts: list[tuple[Part, Fraction]]) -> Fraction:
    return sum((value for _, value in parts), Fraction())


def _code(node: ast.expr) -> str:
    return code_of(ast.unparse(node))


def _places(node: ast.expr) -> int:
    return int(ast.unparse(node))


_FUNCTIONS: dict[str, Callable[[Sequence[ast.expr], Figures], Fraction]] = {
    "sum": lambda args, figures: _total(all_parts(args[0], figures)),
    "total_known": lambda args, figures: _total(known_parts(args[0], figures)),
    "lowest": lambda args, figures: min(v for _, v in known_parts(args[0], figures)),
    "highest": lambda args, figures: max(v for _, v in known_parts(args[0], figures)),
    "missing": lambda args, figures: _total(missing_parts(args, figures)),
    "least_mean": lambda args, figures: bound_of_mean("least_mean", args, figures).value,
    "greatest_mean": lambda args, figures: bound_of_mean("greatest_mean", args, figures).value,
    "previous": lambda args, figures: _known(figures.previous(_code(args[0]))),
    "plan": lambda args, figures: _known(figures.plan(_code(args[0]))),
    "round": lambda args, figures: round_half_up(compute(args[0], figures), _places(args[1])),
    "least": lambda args, figures: min(compute(argument, figures) for argument in args),
    "greatest": lambda args, figures: max(compute(argument, figures) for argument in args),
}
