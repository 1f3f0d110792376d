"""The figures of five published plans, entered into a book, and its tables as plain text.

python -m tests.golden.seeds writes the files again; what they must equal is in the domain
reference (4.2–4.4).
"""

import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import parse
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.services.annual_return import save_as_of, save_values
from ktt_desktop.services.book import open_book
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.report_annexes import indicator_table, is_filled
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.sector_tables import sector_table
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage.session import transaction

DATA = Path(__file__).parents[1] / "data" / "seed_figures"
TABLES = Path(__file__).parent / "seed_tables"
SEEDS = tuple(sorted(path.stem for path in DATA.glob("*.toml")))


def read_seed(name):
    """One plan as data: its unit, and where each of its statements is held."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return {"organisation": [], "figure": [], "elsewhere": []} | tomllib.load(file)


def stored(seed):
    """The statements a field holds, each field once."""
    return [each for each in seed["figure"] if "restates" not in each]


def profile_of(seed):
    """The unit of that time, whose list names only some of its organisations."""
    unit = seed["unit"] | {"level": UnitLevel(seed["unit"]["level"])}
    return UnitProfile(**unit, historical=True, list_complete=False)


def value_of(book, each):
    """The stored integer of a statement, read as it is written."""
    quantity = book.catalogue.edition.indicators[each["code"]].quantity
    return parse(each["written"], quantity, dot_is_thousands=True)


def enter(book, seed):
    """Everything a plan states, through the ordinary use cases; returns subject by statement."""
    profile = profile_of(seed)
    save_profile(book, profile)
    subjects = {}
    for each in seed["organisation"]:
        saved, _ = save_organisation(book, OrganisationDraft(**each))
        subjects[each["name"]] = Subject(SubjectKind.ORGANISATION, saved.uid)
    found, days = {}, defaultdict(set)
    for each in stored(seed):
        subject = subjects.get(each.get("organisation", "")) or unit_subject(
            profile, each.get("sector", "")
        )
        form = (subject, each["year"], Measure(each["measure"]))
        reason = each.get("words", "")
        save_values(book, *form, {each["code"]: value_of(book, each)}, reason=reason)
        days[form] |= {each["as_of"]} if "as_of" in each else set()
        found[each["id"]] = form
    for form, stated in days.items():
        for day in stated:  # one: a form speaks of one day
            save_as_of(book, *form, PartialDate.from_iso(day))
    return found


def printed(book, seed):
    """File name → text, for every table that says something; blank cells are "–"."""
    for name, table in book.catalogue.edition.tables.items():
        by_sector = table.kind == "sectors"
        period = ReportingPeriod.parse(seed["sector_period" if by_sector else "period"])
        with transaction(book.sessions) as session:
            figures = read_report_figures(session, book, profile_of(seed), period)
        if is_filled(table, figures):
            made = (sector_table if by_sector else indicator_table)(table, figures)
            yield name, "\n".join(_lines(made, leading=2 if by_sector else 3)) + "\n"


def _lines(table, leading):
    yield " | ".join(each.header.replace("\n", " ") for each in table.columns)
    for row in table.rows:
        if any(row.cells[leading:]):
            yield " | ".join(cell.strip() or "–" for cell in row.cells)
    yield from table.notes


def write():
    """Write the golden files."""
    TABLES.mkdir(exist_ok=True)
    catalogue, units = load_catalogue(), load_units()
    for name in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            book, seed = open_book(Path(folder), catalogue, units), read_seed(name)
            try:
                enter(book, seed)
                for table, text in printed(book, seed):
                    path = TABLES / f"{name}-{table}.txt"
                    path.write_text(text, encoding="utf-8", newline="\n")
            finally:
                book.close()


if __name__ == "__main__":
    write()
