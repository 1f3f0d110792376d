"""Why a check failed, in Vietnamese words, read off the syntax tree of the check itself."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from ktt_desktop.domain.expression import (
    Expression,
    Figures,
    Mean,
    Part,
    all_parts,
    bound_of_mean,
    code_of,
    compute,
    decide,
    is_guard,
    known_parts,
    missing_parts,
    readings,
)
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction

LONGEST = 220  # characters of one explanation
MOST_TERMS = 8  # more parts than these are counted, not listed
FINEST = 6  # decimals that tell any two stored numbers apart


@dataclass(frozen=True, slots=True)
class Caption:
    """Tên một chỉ tiêu, đơn vị tính và số chữ số thập phân."""

    label: str
    unit: str
    decimals: int


Labels = Mapping[str, Caption]


def explain(expression: Expression, figures: Figures, labels: Labels) -> str:
    """Giải thích vì sao điều kiện không đúng: one sentence for a check that was seen to fail."""
    for detail in _Detail:
        reason = _Writer(figures, labels, detail).reason(expression.root)
        if len(reason) < LONGEST:
            break
    return reason[0].upper() + reason[1:] + "."


class _Detail(Enum):
    """How much a total tells of its parts, the fullest first."""

    NAMED = auto()
    LISTED = auto()
    COUNTED = auto()


class _Rank(Enum):
    """How tightly a piece of arithmetic holds together, for its brackets."""

    SUM = 1
    PRODUCT = 2
    ATOM = 3


@dataclass(frozen=True, slots=True)
class _Term:
    """A side or an operand: a figure has a name, arithmetic its working, a literal neither."""

    value: Fraction
    places: int
    name: str = ""
    working: str = ""
    note: str = ""
    rank: _Rank = _Rank.ATOM

    @property
    def shown(self) -> str:
        return format_fraction(self.value, self.places)

    @property
    def inside(self) -> str:
        """As an operand."""
        return self.working or _operand(self.value, self.places)

    @property
    def alone(self) -> str:
        """As one side: "[A3.2] 200", "3 + 4 = 7"."""
        if self.name:
            return f"{self.name} {self.shown}{self.note}"
        return f"{self.working} = {self.shown}" if self.working else self.shown

    @property
    def stated(self) -> str:
        """As what stands in the book: "[A2] ghi 3.779"."""
        if self.name:
            return f"{self.name} ghi {self.shown}{self.note}"
        return self.alone if self.working else f"phải bằng {self.shown}"


_SIGNS: dict[type[ast.operator], tuple[str, _Rank]] = {
    ast.Add: (" + ", _Rank.SUM),
    ast.Sub: (" − ", _Rank.SUM),
    ast.Mult: (" × ", _Rank.PRODUCT),
    ast.Div: (" ÷ ", _Rank.PRODUCT),
}
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}


@dataclass(frozen=True, slots=True)
class _Writer:
    figures: Figures
    labels: Labels
    detail: _Detail

    # --- conditions

    def reason(self, node: ast.expr) -> str:
        """Why this condition is false."""
        match node:
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return _comparison(op, *_distinct(self.term(left), self.term(right)))
            case ast.BoolOp(op=ast.And(), values=operands):
                return self.reason(next(o for o in operands if not decide(o, self.figures)))
            case ast.BoolOp(values=operands):
                telling = [o for o in operands if not is_guard(o)] or operands
                return "; ".join(self.reason(operand) for operand in telling)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.reason(body if decide(test, self.figures) else orelse)
            case ast.UnaryOp(operand=ast.Call(args=[argument])):
                return f"{self.term(argument).stated}, nhưng phải để trống"
            case ast.UnaryOp(operand=operand):
                return self.reason(_opposite(operand))
        names = dict.fromkeys(f"[{code}]" for code, _ in readings(node))
        return f"{', '.join(names)} chưa có số"

    # --- arithmetic

    def term(self, node: ast.expr) -> _Term:
        """One side of a comparison, or an operand."""
        match node:
            case ast.Name(id=name):
                return self._figure(node, name, "[{}]")
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.term(body if decide(test, self.figures) else orelse)
            case ast.UnaryOp(operand=ast.Constant()) | ast.Constant():
                return _computed(compute(node, self.figures), "")
            case ast.UnaryOp(operand=operand):
                working = f"−{_bracketed(self.term(operand), _Rank.PRODUCT)}"
                return _computed(compute(node, self.figures), working, _Rank.SUM)
            case ast.BinOp():
                return self._arithmetic(node)
            case ast.Call(func=ast.Name(id=function), args=args):
                return self._call(node, function, args)
        raise AssertionError(ast.dump(node))

    def _figure(self, node: ast.expr, name: str, wording: str) -> _Term:
        code = code_of(name)
        value = compute(node, self.figures)
        return _Term(value, self._places(code), wording.format(code))

    def _places(self, code: str) -> int:
        return min(self.labels[code].decimals, SHOWN_PLACES)

    def _arithmetic(self, node: ast.BinOp) -> _Term:
        value = compute(node, self.figures)
        match node:
            case ast.BinOp(
                left=ast.BinOp(left=ast.Constant(value=100), op=ast.Mult(), right=share),
                op=ast.Div(),
                right=whole,
            ):  # a percentage reads better as "138 ÷ 188 × 100"
                over = _bracketed(self.term(share), _Rank.PRODUCT)
                under = _bracketed(self.term(whole), _Rank.ATOM)
                return _computed(value, f"{over} ÷ {under} × 100", _Rank.PRODUCT)
        sign, rank = _SIGNS[type(node.op)]
        closed = isinstance(node.op, ast.Sub | ast.Div)  # a − (b − c), a ÷ (b × c)
        left = _bracketed(self.term(node.left), rank)
        right = _bracketed(self.term(node.right), rank, closed=closed)
        return _computed(value, left + sign + right, rank)

    def _call(self, node: ast.expr, function: str, args: Sequence[ast.expr]) -> _Term:
        match function:
            case "previous":
                return self._figure(node, ast.unparse(args[0]), "[{}] năm trước")
            case "plan":
                return self._figure(node, ast.unparse(args[0]), "kế hoạch [{}]")
            case "round":
                return self._rounded(node, args[0])
            case "least" | "greatest":
                value = compute(node, self.figures)
                return self.term(next(a for a in args if compute(a, self.figures) == value))
            case "least_mean" | "greatest_mean":
                return self._mean(bound_of_mean(function, args, self.figures), args)
        return self._of_parts(node, function, args)

    def _rounded(self, node: ast.expr, argument: ast.expr) -> _Term:
        value = compute(node, self.figures)
        return replace(self.term(argument), value=value, places=_fitting(value))

    def _of_parts(self, node: ast.expr, function: str, args: Sequence[ast.expr]) -> _Term:
        value = compute(node, self.figures)
        match function:
            case "lowest" | "highest":
                terms = [each for each in known_parts(args[0], self.figures) if each[1] == value]
            case "sum":
                terms = all_parts(args[0], self.figures)
            case "total_known":
                terms = known_parts(args[0], self.figures)
            case _:
                terms = missing_parts(args, self.figures)
        code = code_of(ast.unparse(args[-1]))
        if len(terms) == 1 or function in ("lowest", "highest"):
            return _Term(value, self._places(code), f"[{code}]", note=_note(terms[0][0]))
        if len(terms) > MOST_TERMS or self.detail is _Detail.COUNTED:
            return _computed(value, f"tổng của {len(terms)} số")
        named = function == "sum" and self.detail is _Detail.NAMED
        working = " + ".join(
            _operand(each, self._places(code)) + (_note(part) if named else "")
            for part, each in terms
        )
        return _computed(value, working, _Rank.SUM)

    def _mean(self, mean: Mean, args: Sequence[ast.expr]) -> _Term:
        if len(mean.terms) > MOST_TERMS or self.detail is _Detail.COUNTED:
            return _computed(mean.value, f"bình quân của {len(mean.terms)} số")
        of_value, of_weight = (self._places(code_of(ast.unparse(a))) for a in args[:2])
        products = " + ".join(
            f"{_operand(weight, of_weight)} × {_operand(value, of_value)}"
            for weight, value in mean.terms
        )
        whole = format_fraction(mean.total, of_weight)
        return _computed(mean.value, f"({products}) ÷ {whole}", _Rank.PRODUCT)


def _operand(value: Fraction, places: int) -> str:
    text = format_fraction(value, places)
    return f"({text})" if value < 0 else text


def _note(part: Part) -> str:
    return f" ({part.label})" if part.label else ""


def _computed(value: Fraction, working: str, rank: _Rank = _Rank.ATOM) -> _Term:
    return _Term(value, _fitting(value), working=working, rank=rank)


def _fitting(value: Fraction) -> int:
    """All the decimals of a number that ends soon, one of a number that does not."""
    return SHOWN_PLACES if (value * 10**SHOWN_PLACES).denominator == 1 else 1


def _bracketed(term: _Term, rank: _Rank, *, closed: bool = False) -> str:
    loose = term.rank.value < rank.value or (closed and term.rank is rank)
    return f"({term.inside})" if loose else term.inside


def _distinct(left: _Term, right: _Term) -> tuple[_Term, _Term]:
    """Two different numbers never print alike."""
    if left.value != right.value and left.shown == right.shown:
        return replace(left, places=FINEST), replace(right, places=FINEST)
    return left, right


def _comparison(op: ast.cmpop, left: _Term, right: _Term) -> str:
    match op:
        case ast.Eq():
            first, second = (right, left) if _stands_in_the_book(left, right) else (left, right)
            gap = abs(left.value - right.value)
            but = f"{_opening(first)}, nhưng {second.stated}"
            return f"{but} (chênh {format_fraction(gap, _fitting(gap))})"
        case ast.NotEq() if not (right.name or right.working):
            return left.stated
        case ast.NotEq():
            return f"{left.alone} = {right.working or right.name}"
    if left.value == right.value:
        needed = "lớn hơn" if isinstance(op, ast.Gt) else "nhỏ hơn"
        return f"{left.alone} bằng {right.alone}, nhưng phải {needed}"
    relation = "lớn hơn" if left.value > right.value else "nhỏ hơn"
    return f"{left.alone} {relation} {right.alone}"


def _stands_in_the_book(left: _Term, right: _Term) -> bool:
    """Whether the left side is the statement and the right side the reckoning."""
    return bool(left.name and right.working) or not (left.name or left.working)


def _opening(term: _Term) -> str:
    return term.stated if term.name else term.alone


def _opposite(node: ast.expr) -> ast.expr:
    """The condition that holds when this one does not."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return ast.Compare(left, [_OPPOSITES[type(op)]()], [right])
        case ast.BoolOp(op=op, values=operands):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return ast.BoolOp(other, [_opposite(operand) for operand in operands])
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return ast.IfExp(test, _opposite(body), _opposite(orelse))
        case ast.UnaryOp(operand=operand):
            return operand
    return ast.UnaryOp(ast.Not(), node)
