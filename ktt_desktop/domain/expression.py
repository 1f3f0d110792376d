"""The language of the checks: arithmetic over indicators, read with `ast` and walked, never run.

Names are indicator codes with an underscore for the dot (A4_1 is "A4.1"). There are integers,
+ - * /, comparisons, and / or / not, `x if c else y`, and the functions of SIGNATURES. A blank is
never zero: whatever needs it is unknown, and the whole check is then silent. Only known(x) looks
at a blank, and where a known(x) decides an `and` or an `or`, the rest is not asked. What each
function gives is in domain/evaluation.py.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import Protocol

from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import OrganisationKind, SubjectKind


class Kind(Enum):
    """What a piece of an expression stands for."""

    NUMBER = auto()
    TRUTH = auto()
    CODE = auto()  # the name of an indicator of the subject itself
    PARTS = auto()  # the name of an indicator of the parts of the subject
    LITERAL = auto()  # a whole number written in the check
    WORD = auto()  # a status or a kind of organisation


# What another set of figures says of the same indicator and subject.
OTHERS = (
    "previous",  # done in the year before
    "plan",  # plan of the year
    "next_plan",  # plan of the year after
    "half_year",  # the first half of the year
    "estimate",  # estimate of the whole year
    "listed",  # what the list of organisations gives, entered or not
)
# An organisation counts as one of these, and is of one of these kinds; columns of a report.
STATUS_WORDS = ("active", "stopped", "dissolved", "converted", "moved")
KIND_WORDS = tuple(kind.value for kind in OrganisationKind)
COLUMN_WORDS = ("main", "half_year", "estimate", "actual", "plan")
MARKS = (*STATUS_WORDS, *KIND_WORDS, *COLUMN_WORDS)

SIGNATURES: dict[str, tuple[Kind, ...]] = {
    "sum": (Kind.PARTS,),  # unknown when one part is blank
    "total_known": (Kind.PARTS,),  # the known parts only
    "lowest": (Kind.PARTS,),  # among the known parts
    "highest": (Kind.PARTS,),
    "median": (Kind.PARTS,),
    "stated": (Kind.PARTS,),  # how many parts are known
    "blanks": (Kind.PARTS, Kind.PARTS),  # how many are blank, of those the second is not zero for
    "missing": (Kind.PARTS, Kind.PARTS),  # total of the second where the first is blank
    "share_known": (Kind.PARTS, Kind.PARTS),  # % of the second that has the first
    "least_mean": (Kind.PARTS, Kind.PARTS, Kind.NUMBER),  # value, weight, total weight
    "greatest_mean": (Kind.PARTS, Kind.PARTS, Kind.NUMBER),
    **dict.fromkeys(OTHERS, (Kind.CODE,)),
    "years": (Kind.CODE,),  # how many years before are known
    "usual": (Kind.CODE, Kind.LITERAL),  # like the years before; a smaller change is always usual
    "rounds_to": (Kind.NUMBER, Kind.NUMBER),  # the second is the first, told with its decimals
    "known": (Kind.NUMBER,),
    "status": (Kind.WORD,),
    "kind": (Kind.WORD,),
    "column": (Kind.WORD,),  # which column of the report is under check
    "implied_low": (Kind.NUMBER, Kind.NUMBER),  # the least plan a number and its % can mean
    "implied_high": (Kind.NUMBER, Kind.NUMBER),
    "round": (Kind.NUMBER, Kind.LITERAL),  # half away from zero
    "abs": (Kind.NUMBER,),
    "added": (Kind.NUMBER,),  # Σ of those that are known, of two or more
    "least": (Kind.NUMBER,),  # of two or more
    "greatest": (Kind.NUMBER,),
}
PART_FUNCTIONS = frozenset(name for name, kinds in SIGNATURES.items() if kinds[0] is Kind.PARTS)
_VARIADIC = ("added", "least", "greatest")
_TRUTHS = ("known", "status", "kind", "column", "usual", "rounds_to")
_WORDS = {"status": STATUS_WORDS, "kind": KIND_WORDS, "column": COLUMN_WORDS}

Exact = int | Fraction  # whole numbers stay int, which is many times faster


def _divided(number: Exact, by: Exact) -> Exact:
    return Fraction(number) / by


ARITHMETIC: dict[type[ast.operator], Callable[[Exact, Exact], Exact]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divided,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Exact, Exact], bool]] = {
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
    unfinished: bool = False  # blank because the list behind it is not filled yet


class Figures(Protocol):
    """Số liệu của một đối tượng, in the unit as printed (triệu đồng, %, người); None is a blank."""

    def value(self, code: str) -> Exact | None:
        """The figure of the year and measure under check."""

    def other(self, code: str, reader: str) -> Exact | None:
        """The figure one of OTHERS names."""

    def earlier(self, code: str) -> Sequence[Exact]:
        """Thực hiện của các năm trước, those that are known."""

    def parts(self, code: str) -> Sequence[Part]:
        """The figure of every part; the same keys in the same order for every code."""

    def marks(self) -> frozenset[str]:
        """The words of MARKS that hold: of the organisation, of the column under check."""


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


def codes(expression: Expression) -> tuple[str, ...]:
    """Các chỉ tiêu được nêu, in the order of the text, each once."""
    return tuple(dict.fromkeys(code for code, _ in readings(expression.root)))


def readings(node: ast.expr) -> Iterator[tuple[str, str]]:
    """Every (code, reader): "value", or the function of SIGNATURES that takes the name itself.

    An operand of added(…) is read by "added": it may be blank.
    """
    match node:
        case ast.Name(id=name):
            yield code_of(name), "value"
        case ast.Call(func=ast.Name(id=function), args=args):
            for kind, argument in zip(kinds_of(function, args), args, strict=True):
                if kind in (Kind.PARTS, Kind.CODE) or _may_be_blank(function, argument):
                    yield argument_code(argument), function
                elif kind is not Kind.WORD:
                    yield from readings(argument)
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from readings(child)


def _may_be_blank(function: str, argument: ast.expr) -> bool:
    return function == "added" and isinstance(argument, ast.Name)


def kinds_of(function: str, args: Sequence[ast.expr]) -> tuple[Kind, ...]:
    """What each argument of a function stands for."""
    kinds = SIGNATURES[function]
    return kinds * max(len(args), 2) if function in _VARIADIC else kinds


def code_of(name: str) -> str:
    """A name of the language → the code as printed: A4_1p → A4.1p."""
    return name.replace("_", ".")


def argument_code(node: ast.expr) -> str:
    """The code an argument of Kind.CODE or Kind.PARTS names."""
    return code_of(ast.unparse(node))


def is_guard(node: ast.expr) -> bool:
    """Whether a condition asks only what is known or marked, never how much."""
    match node:
        case ast.BoolOp(values=operands):
            return all(map(is_guard, operands))
        case ast.UnaryOp(operand=operand):
            return is_guard(operand)
        case ast.Call(func=ast.Name(id=function)):
            return function not in ("usual", "rounds_to")
    return False


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
        case ast.Constant(value=value), Kind.NUMBER | Kind.LITERAL if type(value) is int:
            return
        case ast.IfExp(test=test, body=body, orelse=orelse), Kind.NUMBER | Kind.TRUTH:
            _require(test, Kind.TRUTH)
            _require(body, wanted)
            _require(orelse, wanted)
        case ast.Call(func=ast.Name(id=function), args=args, keywords=[]), (
            Kind.NUMBER | Kind.TRUTH
        ) if (function in _TRUTHS) is (wanted is Kind.TRUTH):
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
    kinds = kinds_of(function, args)
    if len(kinds) != len(args):
        raise _UnsupportedError(node)
    for kind, argument in zip(kinds, args, strict=True):
        if kind is Kind.WORD:
            _require_word(argument, _WORDS[function])
        else:
            _require(argument, kind)


def _require_word(node: ast.expr, words: Sequence[str]) -> None:
    if not (isinstance(node, ast.Name) and node.id in words):
        raise _UnsupportedError(node)
