"""The practice book (sổ thực hành): Lạng Giang 2022, filled through the ordinary use cases."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from ktt_desktop.catalogue.fields import quantity_of
from ktt_desktop.catalogue.practice import (
    PracticeBook,
    PracticeDossier,
    PracticeOrganisation,
    Texts,
    load_practice,
)
from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.numbers import parse
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod, TableColumn
from ktt_desktop.domain.records import ChangeSet, Subject, UnitProfile, Values
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services import settings
from ktt_desktop.services.annual_return import save_as_of, save_values
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import explain

PRACTICE_RECORDS = UUID("6f2a1c5e-8d0b-4b7e-9a43-1d5c7e90b216")
PRACTICE_REASON = "Số liệu giữ nguyên như văn bản Kế hoạch 126/KH-UBND để thực hành."


def fill_practice_book(book: Book) -> tuple[UnitProfile, ReportingPeriod]:
    """Fill an empty book with the practice data; raises KttError for a book already in use."""
    if settings.load_profile(book) is not None:
        raise KttError("Sổ này đã có dữ liệu nên không thể dùng làm sổ thực hành.")
    data = load_practice()
    uids = {each.name: _organisation(book, data, each) for each in data.organisations}
    for column, texts in data.figures.items():
        year, measure = data.period.column(TableColumn(column))
        reason = data.reason if TableColumn(column).of(data.period.year) == data.period.main else ""
        values = _values(book, texts)
        save_values(book, unit_subject(data.profile), year, measure, values, reason=reason)
    year, measure = data.period.main
    save_as_of(book, unit_subject(data.profile), year, measure, data.as_of)
    for sector, texts in data.sectors.items():
        save_values(book, unit_subject(data.profile, sector), year, measure, _values(book, texts))
    for each in data.dossiers:
        save_dossier(book, _dossier(each, year, uids))
    settings.save_period(book, data.period)
    settings.save_profile(book, data.profile)  # last: a book without it is not yet a practice book
    return data.profile, data.period


def explain_open_errors(book: Book, period: ReportingPeriod, checks: CheckResult) -> ChangeSet:
    """Explain what stands open in a practice book: its figures are kept as they were published."""
    for finding in checks.findings:
        if finding.is_open:
            explain(book, period, finding, PRACTICE_REASON)
    return ChangeSet(explanations=True)


def _organisation(book: Book, data: PracticeBook, each: PracticeOrganisation) -> str:
    money = book.catalogue.register_field("charter_capital")
    draft = OrganisationDraft(
        uid=_uid("organisation", each.name),
        name=each.name,
        sector=each.sector,
        commune_code=each.commune,
        note=each.note,
        charter_capital=parse(
            each.charter_capital, quantity_of(money.type, money.unit), dot_is_thousands=True
        ),
    )
    saved, _ = save_organisation(book, draft)
    if each.figures:
        subject = Subject(SubjectKind.ORGANISATION, saved.uid)
        year, measure = data.period.main
        save_values(book, subject, year, measure, _values(book, each.figures))
        save_as_of(book, subject, year, measure, data.as_of)
    return saved.uid


def _dossier(each: PracticeDossier, year: int, uids: Mapping[str, str]) -> DossierDraft:
    return DossierDraft(
        kind=each.kind,
        uid=_uid(each.kind, each.topic, each.organisation),
        year=year,
        period=each.period,
        programme=each.programme,
        topic=each.topic,
        organisations=(uids[each.organisation],) if each.organisation else (),
        values=each.values,
    )


def _uid(*identity: str) -> str:
    """The same uid on every machine: equal practice books then give equal submissions."""
    return str(uuid5(PRACTICE_RECORDS, "|".join(identity)))


def _values(book: Book, texts: Texts) -> Values:
    """Figures as the plan writes them: the dot groups thousands, the comma is decimal."""
    indicators = book.catalogue.edition.indicators
    return {
        code: parse(text, indicators[code].quantity, dot_is_thousands=True)
        for code, text in texts.items()
    }
