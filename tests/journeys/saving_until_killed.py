"""Save without end, naming every acknowledged value: python saving_until_killed.py FOLDER

"ready" when all is imported; then, after any line on the standard input, the book is opened and
"year value" follows every save that has returned. Only kill -9 ends it.
"""

import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import load_history, save_values
from ktt_desktop.services.book import Book, open_book
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows

YEARS = range(2016, 2026)


def organisation(book: Book) -> OrganisationDraft:
    """The one organisation of the book, added when it is not there yet."""
    rows = organisation_rows(book, organisation_ids(book, RegisterQuery()), RegisterQuery())
    if rows:
        return load_organisation(book, rows[0].uid)
    return save_organisation(book, OrganisationDraft(name="HTX 0", sector="NN.TT"))[0]


def save_for_ever(folder: Path) -> None:
    """Each round writes one number into a form (all its figures) and into the register."""
    catalogue, units = load_catalogue(), load_units()
    print("ready", flush=True)
    sys.stdin.readline()
    book = open_book(folder, catalogue, units)
    draft = organisation(book)
    subject = Subject(SubjectKind.ORGANISATION, draft.uid)
    codes = [each.code for each in catalogue.edition.for_kind(draft.kind)]
    history = load_history(book, subject, Measure.ACTUAL)
    start = max((form.values[codes[0]] or 0 for form in history), default=0)
    for value in count(start + 1):
        year = YEARS[value % len(YEARS)]
        save_values(book, subject, year, Measure.ACTUAL, dict.fromkeys(codes, value))
        print(year, value, flush=True)
        if value % 5 == 0:
            draft, _ = save_organisation(book, replace(draft, name=f"HTX {value}"))
            print("name", value, flush=True)


if __name__ == "__main__":
    save_for_ever(Path(sys.argv[1]))
