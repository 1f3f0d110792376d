"""Locked figures of the reports that the book says otherwise, as findings of the check."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from ktt_desktop.services.report_opening import OpenSection, read_report
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage import reports

GROUP = "R6"


@dataclass(frozen=True, slots=True)
class _Case:
    """What became of a changed figure: `rest` ends the sentence of the finding."""

    rule: str
    severity: Severity
    title: str
    advice: str
    rest: str = ""


REFUSED = _Case(
    "R6-SO-GIU",
    Severity.WARNING,
    "Lời văn báo cáo giữ số khác với sổ",
    "Mở màn hình Báo cáo lấy số mới của sổ; giữ số cũ thì lý do được in ở phụ lục giải trình.",
)
CHANGED = _Case(
    "R6-SO-DOI",
    Severity.NOTICE,
    "Số trong lời văn báo cáo đã theo số mới của sổ",
    "Đọc lại câu ở màn hình Báo cáo: nhận số mới, hoặc giữ số cũ và ghi lý do.",
    "; bản in theo sổ",
)
LOST = _Case(
    "R6-SO-MAT",
    Severity.WARNING,
    "Lời văn báo cáo ghi số mà sổ không còn",
    "Nhập lại số đó vào sổ, hoặc sửa câu ở màn hình Báo cáo.",
    "; bản in vẫn ghi số cũ",
)
RULES = tuple(each.rule for each in (REFUSED, CHANGED, LOST))


def locked_findings(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> Iterator[Finding]:
    """One for every locked figure the book says otherwise; one refused has its reason."""
    known = outlines(session, book)
    for outline in reports.with_figures(session, period.code):
        if outline in known:
            report = read_report(session, book, profile, ReportKey(outline, period))
            for section in report.sections:
                for case, nth, change in _cases(section):
                    place = f"{outline}/{section.id}/{nth}"
                    yield _finding(book.catalogue, profile, place, section.heading, case, change)


def _cases(section: OpenSection) -> Iterator[tuple[_Case, int, FigureChange]]:
    yield from ((REFUSED, nth, each) for nth, each in enumerate(section.refused))
    for nth, each in enumerate(section.changes):
        yield (CHANGED if each.new else LOST), nth, each


def of_report(findings: Iterable[Finding], key: ReportKey) -> Iterator[Finding]:
    """Without the figures in the words of other reports of the period."""
    for each in findings:
        if each.rule not in RULES or each.key.rsplit("|", 1)[1].startswith(f"{key.outline}/"):
            yield each


def _finding(
    catalogue: Catalogue,
    profile: UnitProfile,
    place: str,
    heading: Heading,
    case: _Case,
    change: FigureChange,
) -> Finding:
    unit = unit_subject(profile)
    says = f"sổ ghi {change.new}" if change.new else "sổ không còn số này"
    return Finding(
        rule=case.rule,
        group=GROUP,
        severity=case.severity,
        title=case.title,
        detail=f"Mục “{heading.text}” ghi {change.old}, {says}{case.rest}.",
        advice=case.advice,
        places=tuple(_places(catalogue, profile, change)),
        key="|".join((case.rule, unit.kind, unit.key, place)),
        digest=digest_of([(f"{change.old} > {change.new}", None)]),
        explanation=change.reason or None,
        explained_by=profile.signer if change.reason else "",
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
