"""What names one organisation of the book and no other: to choose from, and to find it again."""

from collections import Counter

from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.places import commune_name, kept_names
from ktt_desktop.services.register_list import all_rows
from ktt_desktop.storage.session import transaction


def register_rows(book: Book) -> list[OrganisationRow]:
    """Every organisation of the book as it is today, by name."""
    with transaction(book.sessions) as session:
        return all_rows(session, book, today())


def commune_names(book: Book, profile: UnitProfile, rows: list[OrganisationRow]) -> dict[str, str]:
    """The names of the communes of these organisations, by code; "" for none."""
    kept = kept_names(book)
    codes = {row.commune_code for row in rows}
    return {code: commune_name(book.units, profile, code, kept) if code else "" for code in codes}


def organisation_labels(
    book: Book, profile: UnitProfile, rows: list[OrganisationRow]
) -> dict[str, str]:
    """Each label → the uid of its organisation.

    It is the name; where several share it, with the commune; where that is not enough, with the
    tax code. Without any of these an organisation has no label.
    """
    communes = commune_names(book, profile, rows)
    named = Counter(row.name for row in rows)
    placed = Counter((row.name, row.commune_code) for row in rows)
    found: dict[str, str] = {}
    for row in rows:
        if named[row.name] == 1:
            found[row.name] = row.uid
        elif placed[row.name, row.commune_code] == 1 and row.commune_code:
            found[f"{row.name} – {communes[row.commune_code]}"] = row.uid
        elif row.tax_code:
            found[f"{row.name} – {row.tax_code}"] = row.uid
    return found
