"""Why a check failed, in Vietnamese words, read off the syntax tree of the check itself."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from ktt_desktop.domain.evaluation import (
    Mean,
    all_parts,
    blank_parts,
    bound_of_mean,
    compute,
    decide,
    decimals,
    known_parts,
    known_terms,
    missing_parts,
)
from ktt_desktop.domain.explained_terms import (
    SIGNS,
    Rank,
    Term,
    bracketed,
    comparison,
    computed,
    distinct,
    fitting,
    note_of,
    operand,
    relation,
)
from ktt_desktop.domain.expression import (
    OTHERS,
    Expression,
    Figures,
    argument_code,
    code_of,
    is_guard,
    readings,
)
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction
from ktt_desktop.domain.robust import median

OTHER_WORDS = {
    "previous": "[{}] năm trước",
    "plan": "kế hoạch [{}]",
    "next_plan": "kế hoạch năm sau [{}]",
    "half_year": "[{}] 6 tháng",
    "estimate": "[{}] ước cả năm",
    "listed": "[{}] theo danh mục",
}
WORDS = {
    "active": "tổ chức đang hoạt động",
    "stopped": "tổ chức tạm ngừng, ngừng hoạt động",
    "dissolved": "tổ chức đã giải thể",
    "converted": "tổ chức đã chuyển đổi",
    "moved": "tổ chức đã chuyển đi",
    "HTX": "hợp tác xã",
    "LHHTX": "liên hiệp hợp tác xã",
    "THT": "tổ hợp tác",
}
LONGEST = 220  # characters of one explanation
MOST_TERMS = 8  # more parts than these are counted, not listed


@dataclass(frozen=True, slots=True)
class Caption:
    """Tên một chỉ tiêu, đơn vị tính và số chữ số thập phân."""

    label: str
    unit: str
    decimals: int


Labels = Mapping[str, Caption]


def explain(
    expression: Expression, figures: Figures, labels: Labels, when: Expression | None = None
) -> str:
    """Giải thích vì sao điều kiện không đúng: one sentence for a check that was seen to fail.

    What is true of `when` follows, where it compares figures or asks the status.
    """
    for detail in _Detail:
        writer = _Writer(figures, labels, detail)
        reason = writer.reason(expression.root)
        facts = [] if when is None else list(writer.facts(when.root))
        if len(reason) + sum(map(len, facts)) < LONGEST:
            break
    reason += f"; trong khi {', '.join(facts)}" if facts else ""
    return reason[0].upper() + reason[1:] + "."


class _Detail(Enum):
    """How much a total tells of its parts, the fullest first."""

    NAMED = auto()
    LISTED = auto()
    COUNTED = auto()


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
            case ast.Compare(left=ast.Call(func=ast.Name(id="blanks"), args=args)):
                return self._left_blank(args)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return comparison(op, *distinct(self.term(left), self.term(right)))
            case ast.BoolOp(op=ast.And(), values=operands):
                return self.reason(next(o for o in operands if not decide(o, self.figures)))
            case ast.BoolOp(values=operands):
                telling = [o for o in operands if not is_guard(o)] or operands
                return "; ".join(self.reason(operand) for operand in telling)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.reason(body if decide(test, self.figures) else orelse)
            case ast.UnaryOp(operand=ast.Call(func=ast.Name(id="known"), args=[argument])):
                return f"{self.term(argument).stated}, nhưng phải để trống"
            case ast.UnaryOp(operand=ast.Call(args=[ast.Name(id=word)])) if word in WORDS:
                return WORDS[word]
            case ast.UnaryOp(operand=operand):
                return self.reason(_opposite(operand))
        return self._asked(node)

    def _asked(self, node: ast.expr) -> str:
        """Why a function that is itself a condition is false."""
        match node:
            case ast.Call(func=ast.Name(id="usual"), args=[name, _]):
                return self._unusual(argument_code(name))
            case ast.Call(func=ast.Name(id="rounds_to"), args=[exact, told]):
                return self._misrounded(self.term(exact), self.term(told))
            case ast.Call(args=[ast.Name(id=word)]) if word in WORDS:
                return f"không phải là {WORDS[word]}"
        names = dict.fromkeys(
            OTHER_WORDS.get(reader, "[{}]").format(code) for code, reader in readings(node)
        )
        return f"{', '.join(names)} chưa có số"

    def _unusual(self, code: str) -> str:
        earlier = [Fraction(each) for each in self.figures.earlier(code)]
        places = self._places(code)
        years = ", ".join(format_fraction(each, places) for each in earlier)
        middle = Fraction(median(earlier))
        value = self.figures.value(code)
        assert value is not None
        stated = format_fraction(Fraction(value), places)
        return (
            f"[{code}] ghi {stated}, khác hẳn các năm trước: {years} "
            f"(trung vị {format_fraction(middle, fitting(middle))})"
        )

    def _misrounded(self, exact: Term, told: Term) -> str:
        shown = replace(exact, places=max(decimals(told.value), 1))
        return f"{shown.alone}, nhưng {told.stated}"

    def _left_blank(self, args: Sequence[ast.expr]) -> str:
        left_out, code = blank_parts(args, self.figures), argument_code(args[0])
        stated = sum(part.value is not None for part in self.figures.parts(code))
        names = ", ".join(part.label for part in left_out if part.label)
        named = f" ({names})" if names else ""
        return f"[{code}] còn trống ở {len(left_out)} nơi{named}, đã có ở {stated} nơi khác"

    def facts(self, node: ast.expr) -> Iterator[str]:
        """What makes a condition true, without what is merely known."""
        match node:
            case ast.BoolOp(values=operands):
                for operand in operands:
                    if decide(operand, self.figures):
                        yield from self.facts(operand)
            case ast.Compare(left=left, comparators=[ast.Constant(value=0)]):
                yield self.term(left).alone
            case ast.Compare(left=left, comparators=[right]):
                yield relation(*distinct(self.term(left), self.term(right)))
            case ast.Call(args=[ast.Name(id=word)]) if word in WORDS:
                yield WORDS[word]

    # --- arithmetic

    def term(self, node: ast.expr) -> Term:
        """One side of a comparison, or an operand."""
        match node:
            case ast.Name(id=name):
                return self._figure(node, name, "[{}]")
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.term(body if decide(test, self.figures) else orelse)
            case ast.UnaryOp(operand=ast.Constant()) | ast.Constant():
                return computed(compute(node, self.figures), "")
            case ast.UnaryOp(operand=operand):
                working = f"−{bracketed(self.term(operand), Rank.PRODUCT)}"
                return computed(compute(node, self.figures), working, Rank.SUM)
            case ast.BinOp():
                return self._arithmetic(node)
            case ast.Call(func=ast.Name(id=function), args=args):
                return self._call(node, function, args)
        raise AssertionError(ast.dump(node))

    def _figure(self, node: ast.expr, name: str, wording: str) -> Term:
        code = code_of(name)
        value = compute(node, self.figures)
        return Term(value, self._places(code), wording.format(code))

    def _places(self, code: str) -> int:
        return min(self.labels[code].decimals, SHOWN_PLACES)

    def _arithmetic(self, node: ast.BinOp) -> Term:
        value = compute(node, self.figures)
        match node:
            case ast.BinOp(
                left=ast.BinOp(left=ast.Constant(value=100), op=ast.Mult(), right=share),
                op=ast.Div(),
                right=whole,
            ):  # a percentage reads better as "138 ÷ 188 × 100"
                over = bracketed(self.term(share), Rank.PRODUCT)
                under = bracketed(self.term(whole), Rank.ATOM)
                return computed(value, f"{over} ÷ {under} × 100", Rank.PRODUCT)
        sign, rank = SIGNS[type(node.op)]
        closed = isinstance(node.op, ast.Sub | ast.Div)  # a − (b − c), a ÷ (b × c)
        left = bracketed(self.term(node.left), rank)
        right = bracketed(self.term(node.right), rank, closed=closed)
        return computed(value, left + sign + right, rank)

    def _call(self, node: ast.expr, function: str, args: Sequence[ast.expr]) -> Term:
        if function in OTHERS:
            return self._figure(node, ast.unparse(args[0]), OTHER_WORDS[function])
        match function:
            case "round":
                return self._rounded(node, args[0])
            case "abs":
                return replace(self._wrapped(args[0]), value=compute(node, self.figures))
            case "added":
                return self._added(node, args)
            case "implied_low" | "implied_high":
                return self._implied(node, args)
            case "years":
                return computed(compute(node, self.figures), "số năm đã có số liệu")
            case "least" | "greatest":
                value = compute(node, self.figures)
                return self.term(next(a for a in args if compute(a, self.figures) == value))
            case "least_mean" | "greatest_mean":
                return self._mean(bound_of_mean(function, args, self.figures), args)
        return self._of_parts(node, function, args)

    def _rounded(self, node: ast.expr, argument: ast.expr) -> Term:
        value = compute(node, self.figures)
        return replace(self.term(argument), value=value, places=fitting(value))

    def _wrapped(self, argument: ast.expr) -> Term:
        return replace(self.term(argument), working=f"|{self.term(argument).inside}|", name="")

    def _added(self, node: ast.expr, args: Sequence[ast.expr]) -> Term:
        terms = [
            bracketed(self.term(each), Rank.SUM) for each, _ in known_terms(args, self.figures)
        ]
        rank = Rank.SUM if len(terms) > 1 else Rank.ATOM
        return computed(compute(node, self.figures), " + ".join(terms), rank)

    def _implied(self, node: ast.expr, args: Sequence[ast.expr]) -> Term:
        value, percent = compute(args[0], self.figures), compute(node, self.figures)
        bound = 100 * value / percent
        working = f"{self.term(args[0]).inside} ÷ {format_fraction(bound, SHOWN_PLACES)}%"
        return computed(percent, working, Rank.PRODUCT)

    def _of_parts(self, node: ast.expr, function: str, args: Sequence[ast.expr]) -> Term:
        value = compute(node, self.figures)
        match function:
            case "lowest" | "highest":
                terms = [each for each in known_parts(args[0], self.figures) if each[1] == value]
            case "sum":
                terms = all_parts(args[0], self.figures)
            case "total_known":
                terms = known_parts(args[0], self.figures)
            case "median":
                return Term(value, fitting(value), f"trung vị [{argument_code(args[0])}]")
            case "stated":
                return computed(value, f"số nơi có [{argument_code(args[0])}]")
            case "share_known":
                return Term(value, 0, f"phần đã có [{argument_code(args[0])}] (%)")
            case _:
                terms = missing_parts(args, self.figures)
        code = code_of(ast.unparse(args[-1]))
        if len(terms) == 1 or function in ("lowest", "highest"):
            return Term(value, self._places(code), f"[{code}]", note=note_of(terms[0][0]))
        if len(terms) > MOST_TERMS or self.detail is _Detail.COUNTED:
            return computed(value, f"tổng của {len(terms)} số")
        named = function == "sum" and self.detail is _Detail.NAMED
        working = " + ".join(
            operand(each, self._places(code)) + (note_of(part) if named else "")
            for part, each in terms
        )
        return computed(value, working, Rank.SUM)

    def _mean(self, mean: Mean, args: Sequence[ast.expr]) -> Term:
        if len(mean.terms) > MOST_TERMS or self.detail is _Detail.COUNTED:
            return computed(mean.value, f"bình quân của {len(mean.terms)} số")
        of_value, of_weight = (self._places(code_of(ast.unparse(a))) for a in args[:2])
        products = " + ".join(
            f"{operand(weight, of_weight)} × {operand(value, of_value)}"
            for weight, value in mean.terms
        )
        whole = format_fraction(mean.total, of_weight)
        return computed(mean.value, f"({products}) ÷ {whole}", Rank.PRODUCT)


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
