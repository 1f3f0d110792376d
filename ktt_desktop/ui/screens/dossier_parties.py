"""Finding the organisations of a work record; those in the bin are told as such."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.register_list import OrganisationRow, RegisterQuery
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_choices import Party, parties
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice
from ktt_desktop.ui.forms.picker import Found, Then
from ktt_desktop.ui.forms.records_editor import RecordSource
from ktt_desktop.ui.screens.communes import Communes

LIMIT = 50  # found at once; more words find fewer
IN_BIN = " (trong thùng rác)"


def party_source(context: Context, communes: Communes, screen: QWidget) -> RecordSource:
    """How the organisations of a record are found; failures are told over `screen`."""
    book = context.book

    def told(found: Sequence[OrganisationRow | Party]) -> list[Found]:
        return [
            Found(each.uid, (party_name(each), each.tax_code, communes.name(each.commune_code)))
            for each in found
        ]

    def find(typed: str, then: Then) -> None:
        context.ask(screen, lambda _: _rows(book, typed)[:LIMIT], lambda rows: then(told(rows)))

    def name(uids: Sequence[str], then: Then) -> None:
        context.ask(screen, lambda _: parties(book, uids), lambda rows: then(told(rows)))

    return RecordSource(find, name)


def party_choices(book: Book, communes: Communes, chosen: Sequence[str]) -> list[Choice]:
    """Every organisation of the register to choose one from; the chosen one though in the bin."""
    found: list[OrganisationRow | Party] = [*_rows(book, "")]
    listed = {each.uid for each in found}
    found += [each for each in parties(book, chosen) if each.uid not in listed]
    return [(each.uid, _told(each, communes)) for each in found]


def party_name(party: OrganisationRow | Party) -> str:
    """The name, and whether it lies in the bin."""
    return party.name + IN_BIN if isinstance(party, Party) and party.is_in_bin else party.name


def _told(party: OrganisationRow | Party, communes: Communes) -> str:
    commune = party.commune_code and communes.name(party.commune_code)
    return " – ".join(filter(None, (party_name(party), commune)))


def _rows(book: Book, typed: str) -> list[OrganisationRow]:
    query = RegisterQuery(text=typed)
    return organisation_rows(book, organisation_ids(book, query), query)
