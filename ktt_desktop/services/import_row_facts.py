"""Một dòng trong tệp bên cạnh hồ sơ trong sổ: everything it states, not only what differs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ktt_desktop.domain.importing.plan import FieldChange, ImportPlan, PlannedRow
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import OrganisationKind, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.import_differences import lost_particulars
from ktt_desktop.services.import_labels import OF_PERSON, Labels
from ktt_desktop.services.import_news import figure_label, figure_words
from ktt_desktop.services.register import load_organisation
from ktt_desktop.storage.session import transaction


def row_facts(
    book: Book, profile: UnitProfile, plan: ImportPlan, row: PlannedRow, uid: str = ""
) -> tuple[FieldChange, ...]:
    """What the record `uid` has, and what the file: in the order of the form, figures last.

    Without a record all is new. Raises NotFoundError.
    """
    record = load_organisation(book, uid) if uid else None
    return (*_of_record(book, profile, row, record), *_of_figures(book, plan, row, uid))


def _of_record(
    book: Book, profile: UnitProfile, row: PlannedRow, record: OrganisationDraft | None
) -> Iterator[FieldChange]:
    labels = Labels(book, profile)
    person = record.persons[0] if record and record.persons else Person()
    told = {*row.person, *lost_particulars(row.person, asdict(person))}
    kind = record.kind if record else OrganisationKind(str(row.values.get("kind") or "HTX"))
    for spec in book.catalogue.register:
        if spec.attr in row.values:
            old = getattr(record, spec.attr) if record else None
            yield _fact(labels, spec.attr, old, row.values[spec.attr], kind)
        for item in spec.items if spec.attr == "persons" else ():
            if item.attr in told:
                old = getattr(person, item.attr)
                yield _fact(labels, f"{OF_PERSON}{item.attr}", old, row.person.get(item.attr), kind)


def _fact(labels: Labels, attr: str, old: Any, new: Any, kind: OrganisationKind) -> FieldChange:
    return FieldChange(
        labels.label(attr), labels.words(attr, old, kind), labels.words(attr, new, kind)
    )


def _of_figures(book: Book, plan: ImportPlan, row: PlannedRow, uid: str) -> Iterator[FieldChange]:
    indicators, subject = book.catalogue.edition.indicators, Subject(SubjectKind.ORGANISATION, uid)
    stated = [each for each in plan.figures.get(row.at, ()) if each.values[row.place] is not None]
    with transaction(book.sessions) as session:
        known = {
            period: book.returns.read(session, subject, *period).values
            for period in {each.period for each in stated}
        }
    for each in stated:
        indicator = indicators[each.code]
        old, new = known[each.period].get(each.code), each.values[row.place]
        yield FieldChange(
            figure_label(indicator, each.period),
            "" if old is None else figure_words(indicator, old),
            "" if new is None else figure_words(indicator, new),
        )
