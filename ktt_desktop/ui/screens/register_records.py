"""Finding other organisations for a record: the members of a union, the unions of an HTX."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.register_list import OrganisationRow, RegisterQuery
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.editors import Records
from ktt_desktop.ui.forms.picker import Found, Then
from ktt_desktop.ui.forms.records_editor import RecordSource
from ktt_desktop.ui.screens.communes import Communes

LIMIT = 50  # found at once; more words find fewer
KINDS = {
    "cooperatives": OrganisationKind.COOPERATIVE,
    "unions": OrganisationKind.COOPERATIVE_UNION,
}


def record_searches(context: Context, communes: Communes, screen: QWidget) -> Records:
    """The searches the register form names; failures are told over `screen`."""
    return {name: _search(context, communes, kind, screen) for name, kind in KINDS.items()}


def _search(
    context: Context, communes: Communes, kind: OrganisationKind, screen: QWidget
) -> RecordSource:
    book = context.book

    def told(rows: Sequence[OrganisationRow | OrganisationDraft]) -> list[Found]:
        return [
            Found(each.uid, (each.name, each.tax_code, communes.name(each.commune_code)))
            for each in rows
        ]

    def find(typed: str, then: Then) -> None:
        context.ask(screen, lambda _: _rows(book, typed, kind), lambda rows: then(told(rows)))

    def name(uids: Sequence[str], then: Then) -> None:
        context.ask(screen, lambda _: list(_records(book, uids)), lambda rows: then(told(rows)))

    return RecordSource(find, name)


def _rows(book: Book, typed: str, kind: OrganisationKind) -> list[OrganisationRow]:
    query = RegisterQuery(text=typed, kinds=(kind,))
    return organisation_rows(book, organisation_ids(book, query)[:LIMIT], query)


def _records(book: Book, uids: Sequence[str]) -> Iterator[OrganisationDraft]:
    """The records that are still in the register."""
    for uid in uids:
        try:
            yield load_organisation(book, uid)
        except NotFoundError:
            continue
