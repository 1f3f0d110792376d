"""The check before signing (kiểm tra): run the edition's rules, attach the explanations."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.explanation import Caption, Labels
from ktt_desktop.domain.expression import PART_FUNCTIONS, readings
from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, Subject, UnitProfile
from ktt_desktop.domain.rules import Rule, Scope, evaluate
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.models.document import Explanation
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.rule_figures import (
    CheckedBook,
    FormFigures,
    form_figures,
    read_for_check,
    unit_rule_figures,
)
from ktt_desktop.services.unconfirmed import unconfirmed_figures
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage import documents
from ktt_desktop.storage.session import transaction

ORDER = list(Severity)


def check_book(book: Book, profile: UnitProfile, period: ReportingPeriod) -> CheckResult:
    """Run every rule over the unit, its sectors and its organisations; errors come first."""
    year, measure = period.main
    with transaction(book.sessions) as session:
        checked = read_for_check(session, book, profile, year, measure)
        explained = _explanations(session, period)
    every = (*_run(checked, profile), *unconfirmed_figures(checked))
    found = [_explain(finding, explained) for finding in every]
    found.sort(key=lambda each: (ORDER.index(each.severity), each.group, each.key))
    answered = sum(
        value is not None for record in checked.returns.values() for value in record.values.values()
    )
    stated = sum(
        figure.value is not None
        for form in checked.unit.values()
        for figure in form.figures.values()
    )
    return CheckResult(
        tuple(found), len(checked.rows), answered + stated, len(book.catalogue.edition.rules)
    )


def explain(book: Book, period: ReportingPeriod, finding: Finding, text: str) -> ChangeSet:
    """Write, replace or (with an empty text) withdraw the explanation of a finding (giải trình)."""
    with transaction(book.sessions) as session:
        documents.keep(
            session,
            Explanation(
                period=period.code,
                finding_key=finding.key,
                digest=finding.digest,
                text=text.strip(),
                written_at=now(),
            ),
        )
    return ChangeSet(explanations=True)


def captions(catalogue: Catalogue) -> Labels:
    """What explanations call the indicators."""
    return {
        each.code: Caption(each.title, each.unit, min(each.quantity.places, 3))
        for each in catalogue.edition.indicators.values()
    }


def _run(checked: CheckedBook, profile: UnitProfile) -> Iterator[Finding]:
    labels = captions(checked.catalogue)
    for rule in checked.catalogue.edition.rules:
        if rule.scope is Scope.UNIT:
            figures = unit_rule_figures(
                checked, by_organisation=not _counts_only(checked.catalogue, rule)
            )
            finding = evaluate(rule, figures, unit_subject(profile), labels)
            if finding is not None:
                yield finding
            continue
        for name, subject, form in _subjects(rule.scope, checked, profile):
            finding = evaluate(rule, form, subject, labels)
            if finding is not None:
                yield replace(finding, detail=f"{name}: {finding.detail}")


def _counts_only(catalogue: Catalogue, rule: Rule) -> bool:
    """Whether the parts a rule looks at are all counts of organisations."""
    indicators = catalogue.edition.indicators
    parts = [code for code, how in readings(rule.check.root) if how in PART_FUNCTIONS]
    rules = [indicators[code].aggregate for code in parts]
    return all(each is not None and each.how is AggregateKind.COUNT for each in rules)


def _subjects(
    scope: Scope, checked: CheckedBook, profile: UnitProfile
) -> Iterator[tuple[str, Subject, FormFigures]]:
    catalogue = checked.catalogue
    if scope is Scope.SECTOR:
        for group in catalogue.sector_groups:
            subject = unit_subject(profile, group.code)
            yield group.label, subject, form_figures(checked, group.code)
        return
    for row in checked.rows:
        form = checked.returns.get(row.uid)
        if form is not None:
            subject = Subject(SubjectKind.ORGANISATION, row.uid)
            yield row.name, subject, FormFigures(catalogue, form.values, {}, {})


def _explanations(session: Session, period: ReportingPeriod) -> dict[str, Explanation]:
    return {each.finding_key: each for each in documents.explanations(session, period.code)}


def _explain(finding: Finding, explained: dict[str, Explanation]) -> Finding:
    written = explained.get(finding.key)
    if written is None:
        return finding
    return replace(finding, explanation=written.text, outdated=written.digest != finding.digest)
