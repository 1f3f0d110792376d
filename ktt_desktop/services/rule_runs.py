"""The rules of an edition run over the unit, its sectors and its organisations, face by face."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.explanation import Labels
from ktt_desktop.domain.expression import PART_FUNCTIONS
from ktt_desktop.domain.findings import Finding, Place
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import Figure, Subject, UnitProfile
from ktt_desktop.domain.rules import Rule, Scope, evaluate, rule_readings
from ktt_desktop.domain.terms import Measure, Origin, Severity, SubjectKind
from ktt_desktop.services.checked_book import CheckedBook
from ktt_desktop.services.rule_figures import (
    Leaf,
    form_figures,
    organisation_figures,
    unit_rule_figures,
)
from ktt_desktop.services.unit_figures import unit_subject

# A plan states only some figures: of it is asked what its own figures must do among themselves.
OF_A_PLAN = ("R1", "R2", "R3", "R7")
_FACES = {
    Measure.PLAN: "Kế hoạch năm {}",
    Measure.HALF_YEAR: "6 tháng đầu năm {}",
    Measure.ESTIMATE: "Ước thực hiện năm {}",
    Measure.ACTUAL: "Thực hiện năm {}",
}


def of_unit(checked: CheckedBook, profile: UnitProfile, labels: Labels) -> Iterator[Finding]:
    """What the figures of the whole unit and of its sectors show.

    What is missing or only to be noticed is told of one column, the main one first.
    """
    told: set[str] = set()
    for face, finding in _of_faces(checked, profile, labels):
        if _once(finding) and finding.key in told:
            continue
        told.add(finding.key)
        yield _on_face(checked, face, finding)


def _once(finding: Finding) -> bool:
    return finding.group == "R13" or finding.severity is Severity.NOTICE


def _of_faces(
    checked: CheckedBook, profile: UnitProfile, labels: Labels
) -> Iterator[tuple[YearMeasure, Finding]]:
    for face in checked.faces:
        of_parts = {
            by: unit_rule_figures(checked, face, by_organisation=by) for by in (False, True)
        }
        whole = checked.figures("", face)
        for rule in _rules(checked, face, Scope.UNIT):
            figures = of_parts[not _counts_only(checked.catalogue, rule)]
            finding = evaluate(rule, figures, unit_subject(profile), labels)
            if finding is not None and not _follows(rule, whole, figures.leaves):
                yield face, finding
        for group in checked.catalogue.sector_groups:
            subject, own = (
                unit_subject(profile, group.code),
                form_figures(checked, face, group.code),
            )
            for rule in _rules(checked, face, Scope.SECTOR):
                finding = evaluate(rule, own, subject, labels)
                if finding is not None:
                    yield face, _named(group.label, _with_whole(checked.catalogue, finding))


def of_organisations(
    checked: CheckedBook, labels: Labels, only: Collection[str] | None = None
) -> Iterator[Finding]:
    """What the forms of organisations show; of these only, where they are given by uid."""
    for face in checked.faces:
        rules, forms = _rules(checked, face, Scope.ORGANISATION), checked.forms[face]
        for row in checked.rows if forms else ():
            if row.uid not in forms or (only is not None and row.uid not in only):
                continue
            figures = organisation_figures(checked, face, row)
            subject = Subject(SubjectKind.ORGANISATION, row.uid)
            for rule in rules:
                finding = evaluate(rule, figures, subject, labels)
                if finding is not None:
                    yield _on_face(checked, face, _named(row.name, finding))


def _rules(checked: CheckedBook, face: YearMeasure, scope: Scope) -> list[Rule]:
    of_plan = face.measure is Measure.PLAN
    return [
        rule
        for rule in checked.catalogue.edition.rules
        if rule.scope is scope and (not of_plan or rule.group in OF_A_PLAN)
    ]


def _follows(rule: Rule, figures: Mapping[str, Figure], leaves: Sequence[Leaf] = ()) -> bool:
    """Whether a finding only repeats what a form of an organisation shows.

    So it is where figures of one column disagree and every one of them is summed up from the list;
    what units below bring may be entered by them.
    """
    if rule.group not in OF_A_PLAN:
        return False
    for code, reader in rule_readings(rule):
        if reader in PART_FUNCTIONS:
            parts = [leaf.figures[code] for leaf in leaves if leaf.figures is not None]
        else:
            parts = [figures[code]]
        if any(each.origin is Origin.ENTERED or each.units is not None for each in parts):
            return False
    return True


def _counts_only(catalogue: Catalogue, rule: Rule) -> bool:
    """Whether the parts a rule looks at are all counts of organisations."""
    indicators = catalogue.edition.indicators
    parts = [code for code, how in rule_readings(rule) if how in PART_FUNCTIONS]
    rules = [indicators[code].aggregate for code in parts]
    return all(each is not None and each.how is AggregateKind.COUNT for each in rules)


def _named(name: str, finding: Finding) -> Finding:
    return replace(finding, detail=f"{name}: {finding.detail}")


def _on_face(checked: CheckedBook, face: YearMeasure, finding: Finding) -> Finding:
    """A finding beside the main column says which one it is about."""
    if face == checked.main:
        return finding
    column = _FACES[face.measure].format(face.year)
    return replace(
        finding,
        detail=f"{column}: {finding.detail}",
        key=f"{finding.key}|{face.measure.value}{face.year}",
    )


def _with_whole(catalogue: Catalogue, finding: Finding) -> Finding:
    """A rule of a sector may read a figure of the whole unit, which stands in another table."""
    places = (
        each
        if each.kind is not SubjectKind.SECTOR or _is_of_sectors(catalogue, each)
        else replace(each, kind=SubjectKind.UNIT, sector="")
        for each in finding.places
    )
    return replace(finding, places=tuple(places))


def _is_of_sectors(catalogue: Catalogue, place: Place) -> bool:
    return catalogue.edition.indicators[place.code].form == "bieu-b2"
