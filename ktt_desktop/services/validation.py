"""The check before signing (kiểm tra): run the edition's rules, attach the explanations."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.explanation import Caption, Labels
from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.models.document import Explanation
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.checked_book import CheckedBook, read_for_check
from ktt_desktop.services.dossier_findings import dossier_findings
from ktt_desktop.services.locked_figures import locked_findings
from ktt_desktop.services.rating_findings import rating_findings
from ktt_desktop.services.reporting_days import differing_days
from ktt_desktop.services.rule_runs import of_organisations, of_unit
from ktt_desktop.services.unconfirmed import unconfirmed_figures
from ktt_desktop.storage import documents
from ktt_desktop.storage.session import transaction

ORDER = list(Severity)
MOST_RECHECKED = 200  # of more changed organisations everything is checked again


def check_book(book: Book, profile: UnitProfile, period: ReportingPeriod) -> CheckResult:
    """Run every rule over the unit, its organisations and work records; errors come first."""
    return _check(book, profile, period)


def recheck(
    book: Book,
    profile: UnitProfile,
    period: ReportingPeriod,
    result: CheckResult,
    change: ChangeSet,
) -> CheckResult:
    """What check_book gives after a change, out of what it gave before.

    Of the organisations only the changed ones are checked again; the unit and the work records
    always are.
    """
    if change.settings or change.exchange or len(change.organisations) > MOST_RECHECKED:
        return check_book(book, profile, period)
    return _check(book, profile, period, result, change.organisations)


def _check(
    book: Book,
    profile: UnitProfile,
    period: ReportingPeriod,
    before: CheckResult | None = None,
    only: Collection[str] | None = None,
) -> CheckResult:
    with transaction(book.sessions) as session:
        checked = read_for_check(session, book, profile, period, only)
        explained = _explanations(session, period)
        of_dossiers = tuple(dossier_findings(session, checked))
        of_reports = tuple(locked_findings(session, book, profile, period))
    if before is not None and before.on != checked.on:
        return check_book(book, profile, period)  # another day, other organisations
    labels = captions(checked.catalogue)
    every = (
        *of_unit(checked, profile, labels),
        *differing_days(checked, profile),
        *of_organisations(checked, labels, only),
        *unconfirmed_figures(checked, only),
        *of_dossiers,
        *rating_findings(book, profile, checked),
        *(_unchanged(checked, before.findings, only or ()) if before else ()),
    )
    found = [_explain(finding, explained, profile) for finding in every]
    found += [_reworded(finding, explained, profile) for finding in of_reports]
    found.sort(key=_place)
    return CheckResult(
        tuple(found),
        len(checked.rows),
        checked.answered + _stated(checked),
        len(book.catalogue.edition.rules),
        checked.on,
    )


def _place(finding: Finding) -> tuple[int, int, str, str]:
    """Errors first, then R1, R2 … R15."""
    return ORDER.index(finding.severity), len(finding.group), finding.group, finding.key


def _unchanged(
    checked: CheckedBook, found: Iterable[Finding], changed: Collection[str]
) -> Iterator[Finding]:
    """What was found of the organisations nobody changed and that are still in the register."""
    still = {row.uid for row in checked.rows} - set(changed)
    for each in found:
        _, kind, key, _ = each.key.split("|", 3)
        if kind == SubjectKind.ORGANISATION and key in still:
            yield each


def _stated(checked: CheckedBook) -> int:
    forms = (form for (_, *pair), form in checked.unit.items() if tuple(pair) in checked.faces)
    return sum(figure.value is not None for form in forms for figure in form.figures.values())


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


def _explanations(session: Session, period: ReportingPeriod) -> dict[str, Explanation]:
    return {each.finding_key: each for each in documents.explanations(session, period.code)}


def _reworded(finding: Finding, explained: dict[str, Explanation], profile: UnitProfile) -> Finding:
    """A finding that came with its reason keeps it, unless another explanation was written."""
    return _explain(finding, explained, profile) if finding.key in explained else finding


def _explain(finding: Finding, explained: dict[str, Explanation], profile: UnitProfile) -> Finding:
    written = explained.get(finding.key)
    if written is None and finding.explanation is None:
        return finding
    if written is None:
        return replace(
            finding, explanation=None, outdated=False, explained_by="", explained_on=None
        )
    return replace(
        finding,
        explanation=written.text,
        outdated=written.digest != finding.digest,
        explained_by=profile.signer,
        explained_on=written.written_at.astimezone().date(),
    )
