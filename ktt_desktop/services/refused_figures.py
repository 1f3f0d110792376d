"""Locked figures a report keeps against the book, as findings of the check (kiểm tra)."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.document import Heading
from ktt_desktop.domain.findings import Finding, Place, digest_of
from ktt_desktop.domain.locked_figures import FigureChange
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import outlines
from ktt_desktop.services.report_opening import read_report
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage import reports

GROUP, RULE = "R6", "R6-SO-GIU"
TITLE = "Lời văn báo cáo giữ số khác với sổ"
ADVICE = "Mở màn hình Báo cáo lấy số mới của sổ; giữ số cũ thì lý do được in ở phụ lục giải trình."


def refused_findings(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> Iterator[Finding]:
    """One for every locked figure whose change was refused, explained by the reason given."""
    known = outlines(session, book)
    for outline in reports.refusing(session, period.code):
        if outline in known:
            report = read_report(session, book, profile, ReportKey(outline, period))
            for section in report.sections:
                for nth, change in enumerate(section.refused):
                    place = f"{outline}/{section.id}/{nth}"
                    yield _finding(book.catalogue, profile, place, section.heading, change)


def of_report(findings: Iterable[Finding], key: ReportKey) -> Iterator[Finding]:
    """Without the figures other reports of the period keep."""
    for each in findings:
        if each.rule != RULE or each.key.rsplit("|", 1)[1].startswith(f"{key.outline}/"):
            yield each


def _finding(
    catalogue: Catalogue,
    profile: UnitProfile,
    place: str,
    heading: Heading,
    change: FigureChange,
) -> Finding:
    unit = unit_subject(profile)
    says = f"sổ ghi {change.new}" if change.new else "sổ không còn số này"
    return Finding(
        rule=RULE,
        group=GROUP,
        severity=Severity.WARNING,
        title=TITLE,
        detail=f"Mục “{heading.text}” ghi {change.old}, {says}.",
        advice=ADVICE,
        places=tuple(_places(catalogue, profile, change)),
        key="|".join((RULE, unit.kind, unit.key, place)),
        digest=digest_of([(f"{change.old} > {change.new}", None)]),
        explanation=change.reason,
        explained_by=profile.signer,
    )


def _places(catalogue: Catalogue, profile: UnitProfile, change: FigureChange) -> Iterator[Place]:
    """Where the figures are that the sentence was written from."""
    sectors = {each.code for each in catalogue.sector_groups}
    for anchor in change.anchor.split():
        name, _, rest = anchor.partition(":")
        if name in catalogue.dossiers:
            yield Place(SubjectKind.DOSSIER, rest, name, "", catalogue.dossiers[name].label)
            continue
        subject, label = rest.partition(":")[2], catalogue.edition.indicators[name].label
        if subject in sectors:
            yield Place(SubjectKind.SECTOR, profile.code, subject, name, label)
        elif subject:
            yield Place(SubjectKind.ORGANISATION, subject, "", name, label)
        else:
            yield Place(SubjectKind.UNIT, profile.code, "", name, label)
