"""The checks before signing: a rule is a condition over indicators that must hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from ktt_desktop.domain import expression
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.evaluation import truth
from ktt_desktop.domain.explanation import Labels, explain
from ktt_desktop.domain.expression import (
    MARKS,
    OTHERS,
    PART_FUNCTIONS,
    Exact,
    Expression,
    Figures,
    Part,
    readings,
)
from ktt_desktop.domain.findings import Finding, Place, digest_of
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Severity, SubjectKind


class Scope(StrEnum):
    """Quy tắc xét số liệu của cả đơn vị, của một lĩnh vực, hay của một tổ chức."""

    UNIT = "unit"
    SECTOR = "sector"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Rule:
    """Quy tắc kiểm tra; `holds` and `fails` are examples, see example_figures.

    Where `when` is not true, or not known, or `unless` is true, the rule says nothing; of the two
    only `when` belongs to what a finding tells.
    """

    id: str
    group: str  # R1 … R15
    severity: Severity
    scope: Scope
    title: str
    check: Expression
    advice: str
    when: Expression | None = None
    unless: Expression | None = None
    holds: tuple[Mapping[str, Any], ...] = ()
    fails: tuple[Mapping[str, Any], ...] = ()


def codes(rule: Rule) -> tuple[str, ...]:
    """Các chỉ tiêu quy tắc nêu tên, in the order of the text, each once."""
    named = [code for code, _ in rule_readings(rule)]
    kept_out = expression.codes(rule.unless) if rule.unless else ()
    return tuple(dict.fromkeys([*named, *kept_out]))


def rule_readings(rule: Rule) -> Iterator[tuple[str, str]]:
    """Every (code, reader) of the check, then of what it depends on."""
    yield from readings(rule.check.root)
    if rule.when is not None:
        yield from readings(rule.when.root)


def holds(rule: Rule, figures: Figures) -> bool | None:
    """Quy tắc có đúng không; None when a figure it needs is blank, or it does not apply."""
    if rule.when is not None and truth(rule.when, figures) is not True:
        return None
    if rule.unless is not None and truth(rule.unless, figures):
        return None
    return truth(rule.check, figures)


def evaluate(rule: Rule, figures: Figures, subject: Subject, labels: Labels) -> Finding | None:
    """Phát hiện khi quy tắc không đúng; None when it holds or a figure it needs is blank."""
    if holds(rule, figures) is not False:
        return None
    return Finding(
        rule=rule.id,
        group=rule.group,
        severity=rule.severity,
        title=rule.title,
        detail=explain(rule.check, figures, labels, rule.when),
        advice=rule.advice,
        places=tuple(dict.fromkeys(_places(rule, figures, subject, labels))),
        key="|".join((rule.id, subject.kind, subject.key, subject.sector)),
        digest=digest_of(_numbers(rule, figures)),
    )


def _places(rule: Rule, figures: Figures, subject: Subject, labels: Labels) -> Iterator[Place]:
    for code, reader in rule_readings(rule):
        label = labels[code].label
        if reader not in PART_FUNCTIONS:
            yield Place(subject.kind, subject.key, subject.sector, code, label)
            continue
        part = _deciding(reader, figures.parts(code))
        if part is not None and part.kind is SubjectKind.ORGANISATION:
            yield Place(SubjectKind.ORGANISATION, part.key, "", code, label)
        else:
            yield Place(SubjectKind.SECTOR, subject.key, part.key if part else "", code, label)


def _deciding(reader: str, parts: Sequence[Part]) -> Part | None:
    """The one part a check looks at; None when it looks at all of them."""
    if reader == "blanks":
        return next((part for part in parts if part.value is None), None)
    known = [(part.value, part) for part in parts if part.value is not None]
    choose = {"highest": max, "lowest": min}.get(reader)
    if choose is None or not known:
        return None
    return choose(known, key=lambda pair: pair[0])[1]


def _numbers(rule: Rule, figures: Figures) -> Iterator[tuple[str, Fraction | None]]:
    for code, reader in rule_readings(rule):
        if reader in PART_FUNCTIONS:
            yield from ((f"{code}:{part.key}", part.value) for part in figures.parts(code))
        elif reader in OTHERS:
            yield f"{code}:{reader}", _exact(figures.other(code, reader))
        else:
            yield code, _exact(figures.value(code))


def _exact(value: Exact | None) -> Fraction | None:
    return None if value is None else Fraction(value)


Others = Mapping[str, Mapping[str, Fraction]]  # reader of OTHERS → code → figure


@dataclass(frozen=True, slots=True)
class TableFigures:
    """Số liệu viết sẵn: figures out of mappings, for examples and previews."""

    values: Mapping[str, Fraction] = field(default_factory=dict)
    others: Others = field(default_factory=dict)
    columns: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    history: Mapping[str, Sequence[Fraction]] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()

    def value(self, code: str) -> Fraction | None:
        """The figure of the year."""
        return self.values.get(code)

    def other(self, code: str, reader: str) -> Fraction | None:
        """The figure under this reader."""
        return self.others.get(reader, {}).get(code)

    def earlier(self, code: str) -> Sequence[Fraction]:
        """The figures of the years before."""
        return self.history.get(code, ())

    def parts(self, code: str) -> Sequence[Part]:
        """The parts given, or as many blanks as the other codes have parts."""
        if code in self.columns:
            return self.columns[code]
        like = next(iter(self.columns.values()), ())
        return tuple(Part(part.key, part.label, None, part.kind) for part in like)

    def marks(self) -> frozenset[str]:
        """The words given."""
        return self.marked


NESTED = (*OTHERS, "parts", "earlier", "marks")


def example_figures(table: Mapping[str, Any]) -> TableFigures:
    """Số liệu của một ví dụ trong rules.toml; raises CatalogueError.

    `{A1 = 64, A1_1 = 62, previous = {A2 = 60}, parts = {S2 = [3711, ""]}, marks = ["stopped"]}`:
    names as in the checks, an empty string for a blank, a list as long as every other; `earlier`
    has a list of years for each name.
    """
    own = {name: each for name, each in table.items() if name not in NESTED}
    columns, history = table.get("parts", {}), table.get("earlier", {})
    if len({len(column) for column in columns.values()}) > 1:
        raise CatalogueError(f"Ví dụ {dict(table)}: các phần phải có cùng số phần tử.")
    return TableFigures(
        _figures(own),
        {reader: _figures(table.get(reader, {})) for reader in OTHERS},
        {expression.code_of(name): _parts(column) for name, column in columns.items()},
        {expression.code_of(name): tuple(map(_fraction, years)) for name, years in history.items()},
        _words(table.get("marks", [])),
    )


def _words(listed: Sequence[Any]) -> frozenset[str]:
    for each in listed:
        if each not in MARKS:
            raise CatalogueError(f"Ví dụ: «{each}» không phải là tình trạng, loại hình hay cột.")
    return frozenset(listed)


def _figures(table: Mapping[str, Any]) -> dict[str, Fraction]:
    return {expression.code_of(name): _fraction(each) for name, each in table.items()}


def _parts(column: Sequence[Any]) -> tuple[Part, ...]:
    return tuple(
        Part(str(place), "", None if each == "" else _fraction(each))
        for place, each in enumerate(column, start=1)
    )


def _fraction(literal: object) -> Fraction:
    """The number as it is written: 3.5 is seven halves, whatever a float makes of it."""
    try:
        return Fraction(str(literal))
    except ValueError as error:
        raise CatalogueError(f"Ví dụ: «{literal}» không phải là số.") from error
