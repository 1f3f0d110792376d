"""The sides of a check in words: a figure has a name, arithmetic its working, a number neither."""

import ast
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from ktt_desktop.domain.expression import Part
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction

FINEST = 6  # decimals that tell any two stored numbers apart


class Rank(Enum):
    """How tightly a piece of arithmetic holds together, for its brackets."""

    SUM = 1
    PRODUCT = 2
    ATOM = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A side or an operand: a figure has a name, arithmetic its working, a literal neither."""

    value: Fraction
    places: int
    name: str = ""
    working: str = ""
    note: str = ""
    rank: Rank = Rank.ATOM

    @property
    def shown(self) -> str:
        """The number."""
        return format_fraction(self.value, self.places)

    @property
    def inside(self) -> str:
        """As an operand."""
        return self.working or operand(self.value, self.places)

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


SIGNS: dict[type[ast.operator], tuple[str, Rank]] = {
    ast.Add: (" + ", Rank.SUM),
    ast.Sub: (" − ", Rank.SUM),
    ast.Mult: (" × ", Rank.PRODUCT),
    ast.Div: (" ÷ ", Rank.PRODUCT),
}


def operand(value: Fraction, places: int) -> str:
    """A number inside arithmetic."""
    text = format_fraction(value, places)
    return f"({text})" if value < 0 else text


def note_of(part: Part) -> str:
    """Whose number it is."""
    return f" ({part.label})" if part.label else ""


def computed(value: Fraction, working: str, rank: Rank = Rank.ATOM) -> Term:
    """What arithmetic comes to, with its working."""
    return Term(value, fitting(value), working=working, rank=rank)


def fitting(value: Fraction) -> int:
    """All the decimals of a number that ends soon, one of a number that does not."""
    return SHOWN_PLACES if (value * 10**SHOWN_PLACES).denominator == 1 else 1


def bracketed(term: Term, rank: Rank, *, closed: bool = False) -> str:
    """An operand, in brackets where it holds together less than `rank`."""
    loose = term.rank.value < rank.value or (closed and term.rank is rank)
    return f"({term.inside})" if loose else term.inside


def distinct(left: Term, right: Term) -> tuple[Term, Term]:
    """Two different numbers never print alike."""
    if left.value != right.value and left.shown == right.shown:
        return replace(left, places=FINEST), replace(right, places=FINEST)
    return left, right


def comparison(op: ast.cmpop, left: Term, right: Term) -> str:
    """Why a comparison is false."""
    match op:
        case ast.Eq():
            first, second = (right, left) if _stands_in_the_book(left, right) else (left, right)
            gap = abs(left.value - right.value)
            but = f"{_opening(first)}, nhưng {second.stated}"
            return f"{but} (chênh {format_fraction(gap, fitting(gap))})"
        case ast.NotEq() if not (right.name or right.working):
            return left.stated
        case ast.NotEq() if (
            left.working and left.working == right.working
        ):  # a number that should not be whole
            return left.alone
        case ast.NotEq():
            return f"{left.alone} = {right.working or right.name}"
    if left.value == right.value:
        needed = "lớn hơn" if isinstance(op, ast.Gt) else "nhỏ hơn"
        return f"{left.alone} bằng {right.alone}, nhưng phải {needed}"
    return relation(left, right)


def relation(left: Term, right: Term) -> str:
    """How two sides stand to each other."""
    if left.value == right.value:
        return f"{left.alone} bằng {right.alone}"
    relation = "lớn hơn" if left.value > right.value else "nhỏ hơn"
    return f"{left.alone} {relation} {right.alone}"


def _stands_in_the_book(left: Term, right: Term) -> bool:
    """Whether the left side is the statement and the right side the reckoning."""
    return bool(left.name and right.working) or not (left.name or left.working)


def _opening(term: Term) -> str:
    return term.stated if term.name else term.alone
