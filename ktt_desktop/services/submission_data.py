"""What a submission carries: the register, the forms, the unit's figures, the work records."""

import json
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import LowerUnit
from ktt_desktop.domain.records import ReturnRecord, UnitProfile
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.interchange.submission_acts import Scope, with_acts
from ktt_desktop.interchange.submission_format import MERGE, Cell, Sheet, SubmissionData
from ktt_desktop.interchange.tables import kept_sheets
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.printed_texts import printed_words
from ktt_desktop.services.report_figures import table_pairs
from ktt_desktop.services.sent_data import unpack
from ktt_desktop.services.submission_dossiers import (
    book_records,
    dossier_sheets,
    submitted_years,
)
from ktt_desktop.services.submission_units import own_key, unit_sheets
from ktt_desktop.services.unit_figures import read_unit_figures
from ktt_desktop.storage import documents, organisations, unions
from ktt_desktop.storage.lower_units import lower_units
from ktt_desktop.storage.submission_rows import sent_data

Fields = Mapping[OrganisationKind, set[str]]

# Phones, e-mails, identity numbers, birth days and homes of persons never travel (domain 2.3).
ORGANISATION_COLUMNS = (
    *("uid", "kind", "name", "short_name", "foreign_name", "tax_code", "old_certificate"),
    *("registered_on", "registered_by", "charter_capital", "sector", "agriculture_type"),
    *("purpose", "governance", "formation", "formed_from", "commune_code", "address"),
    *("former_commune_code", "current_address", "charter_on", "charter_is_2023", "conversion_2012"),
    *("last_meeting_on", "last_report_on", "is_alliance_member", "contract_on"),
    *("contract_until", "contract_is_unlimited", "contract_is_certified"),
    *("contract_notified_on", "wants_support", "note"),
)
# Sheet → the attribute that holds its rows, and the columns that travel.
PART_COLUMNS = {
    "persons": ("persons", ("name", "title", "gender")),
    "registration_changes": ("changes", ("number", "changed_on", "content")),
    "activities": ("activities", ("version", "code", "detail", "is_main")),
    "branches": ("branches", ("kind", "name", "code", "address", "head")),
    "recognitions": ("recognitions", ("kind", "first_year", "last_year", "detail")),
}


def collect(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> SubmissionData:
    """Everything of a period, in an order that depends on the data alone."""
    entities = organisations.all_records(session)
    sent = {entity.uid for entity in entities}
    fields = _fields(book.catalogue)
    below = lower_units(session)
    records = book_records(session, book.catalogue.dossiers)
    sheets = {
        "organisations": _organisations(fields, entities),
        **_parts(fields, entities),
        "union_members": _union_members(session),
        "statuses": _statuses(entities),
        "returns": _returns(session, book, profile, period, sent, below),
        "figures": _figures(session, book, profile, period),
        **dossier_sheets(session, book.catalogue.dossiers, period, sent, records),
        "explanations": _explanations(session, period),
        "texts": _texts(session, book, profile, period),
        **unit_sheets(session, profile, below),
    }
    scope = Scope(
        pairs={(year, measure.value) for year, measure in table_pairs(period)},
        given=period.year,
        years=submitted_years(period),
        records={each.uid for each in records},
    )
    earlier = [kept_sheets(unpack(each)) for each in sent_data(session)]
    return SubmissionData(
        unit=profile.code,
        period=period.code,
        practice=profile.practice,
        number=0,  # until its place among the exports is known
        sheets=with_acts(sheets, earlier, scope),
    )


def _fields(catalogue: Catalogue) -> Fields:
    """What each kind of organisation has; its uid in any case."""
    return {
        kind: {"uid", *(field.attr for field in catalogue.register_of(kind))}
        for kind in OrganisationKind
    }


def _organisations(fields: Fields, entities: Iterable[Organisation]) -> Sheet:
    """What a record of another kind once held in a field stays in the book."""
    rows = []
    for entity in entities:
        has = fields[entity.kind]
        cells = (
            _cell(getattr(entity, name)) if name in has else None for name in ORGANISATION_COLUMNS
        )
        rows.append((MERGE, *cells, *_main_person(entity), entity.source_unit))
    head = (
        *("act", *ORGANISATION_COLUMNS, "representative", "representative_title"),
        "source_unit",
    )
    return Sheet(head, tuple(rows))


def _main_person(entity: Organisation) -> tuple[Cell, Cell]:
    """The first representative, where version 1.0 of the format has it."""
    return (entity.persons[0].name, entity.persons[0].title) if entity.persons else ("", "")


def _parts(fields: Fields, entities: Iterable[Organisation]) -> dict[str, Sheet]:
    return {
        sheet: Sheet(
            ("organisation", "place", *columns),
            tuple(
                (entity.uid, row.place, *(_cell(getattr(row, name)) for name in columns))
                for entity in entities
                if attr in fields[entity.kind]
                for row in getattr(entity, attr)
            ),
        )
        for sheet, (attr, columns) in PART_COLUMNS.items()
    }


def _union_members(session: Session) -> Sheet:
    return Sheet(("union", "member"), tuple(unions.all_memberships(session)))


def _statuses(entities: Iterable[Organisation]) -> Sheet:
    rows = [
        (
            *(entity.uid, each.axis.value, each.status, _cell(each.effective_on), each.document),
            *(_cell(each.ends_on), each.reason),
        )
        for entity in entities
        for each in entity.status_changes
    ]
    head = ("organisation", "axis", "status", "effective_on", "document", "ends_on", "reason")
    return Sheet(head, tuple(rows))


def _returns(
    session: Session,
    book: Book,
    profile: UnitProfile,
    period: ReportingPeriod,
    sent: Collection[str],
    below: Iterable[LowerUnit],
) -> Sheet:
    """The forms of the unit, of those below and of the organisations sent with them."""
    codes = tuple(book.catalogue.edition.indicators)
    head = ("act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons")
    pairs = table_pairs(period)
    rows = [
        _return_row(record, unit, codes)
        for code, unit in ((profile.code, own_key(profile)), *((each.key,) * 2 for each in below))
        for record in book.returns.of_unit(session, code, pairs)
    ]
    for year, measure in pairs:
        forms = book.returns.of_organisations(session, year, measure)
        rows += [_return_row(form, uid, codes) for uid, form in forms.items() if uid in sent]
    return Sheet((*head, *codes), tuple(rows))


def _return_row(record: ReturnRecord, subject: str, codes: tuple[str, ...]) -> tuple[Cell, ...]:
    return (
        *(MERGE, record.subject.kind.value, subject, record.subject.sector, record.year),
        *(record.measure.value, _cell(record.as_of), _json(record.reasons)),
        *(record.values.get(code) for code in codes),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _figures(session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod) -> Sheet:
    """The tables as this unit states them, so that the level above can compare with its own."""
    unit = read_unit_figures(session, book, profile, table_pairs(period))
    rows: list[tuple[Cell, ...]] = [
        (sector, year, measure.value, code, figure.value, figure.origin, figure.known, figure.total)
        for (sector, year, measure), form in unit.items()
        for code, figure in form.figures.items()
        if figure.value is not None and figure.origin is not None
    ]
    head = ("sector", "year", "measure", "code", "value", "origin", "known", "total")
    return Sheet(head, tuple(sorted(rows, key=lambda row: str(row[:4]))))


def _explanations(session: Session, period: ReportingPeriod) -> Sheet:
    """The officer's explanations, so that a reworded one is another submission."""
    found = documents.explanations(session, period.code)
    rows = tuple((each.finding_key, each.digest, each.text) for each in found)
    return Sheet(("finding", "digest", "text"), rows)


def _texts(session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod) -> Sheet:
    """The officer's words in the usual report of the period, by section, as they are printed."""
    found = printed_words(session, book, profile, main_report(book, period))
    rows = tuple((section, words) for section, words in found.items() if words)
    return Sheet(("section", "text"), rows)


def _cell(value: PartialDate | str | int | None) -> Cell:
    """Text, a whole number or nothing: dates as ISO text, yes as 1, enumerations as their value."""
    match value:
        case bool():
            return int(value)
        case PartialDate():
            return value.iso()
        case str():
            return str(value)
        case _:
            return value
