"""Values of a plan in words, as the form of a record calls and writes them."""

from collections.abc import Iterator, Mapping
from functools import cache

from ktt_desktop.domain.importing.plan import FieldChange, Stored
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.import_differences import STATUS, STATUS_ON, Difference
from ktt_desktop.services.places import commune_name, former_name, kept_names
from ktt_desktop.services.record_words import RecordWords
from ktt_desktop.storage.import_book import KnownRecord

PERSONS = "persons"
OF_PERSON = f"{PERSONS}."


class Labels:
    """Lời của các giá trị trong một sổ; names of communes are asked once."""

    def __init__(self, book: Book, profile: UnitProfile) -> None:
        kept = kept_names(book)
        self._catalogue = book.catalogue
        self._commune = cache(lambda code: commune_name(book.units, profile, code, kept))
        self._former = cache(lambda code: former_name(book.units, code))
        self._specs = {each.attr: each for each in book.catalogue.register}
        persons = self._specs[PERSONS].items
        self._specs |= {f"{OF_PERSON}{each.attr}": each for each in persons}
        self._order = {attr: number for number, attr in enumerate(self._specs)}
        self._words: dict[OrganisationKind, RecordWords] = {}

    def commune(self, code: str) -> str:
        """The name of a commune of the time of the book, "" for none."""
        return self._commune(code) if code else ""

    def label(self, attr: str) -> str:
        """What a field is called; `persons.name` is simply the representative."""
        if attr == f"{OF_PERSON}name":
            return self._specs[PERSONS].label
        label = self._specs[attr].label
        if not attr.startswith(OF_PERSON):
            return label
        return f"{self._specs[PERSONS].label}: {label[0].lower()}{label[1:]}"

    def words(self, attr: str, value: Stored, kind: OrganisationKind) -> str:
        """A value as the form shows it, with its unit."""
        if kind not in self._words:
            self._words[kind] = RecordWords(self._catalogue, kind, self._commune, self._former, {})
        return self._words[kind].words(self._specs[attr], value)

    def changes(self, found: Difference, record: KnownRecord) -> Iterator[FieldChange]:
        """What is news to a record, in the order of the form."""
        kind: OrganisationKind = record.values["kind"]
        kept = record.values | {STATUS: found.status}
        for attr in sorted(found.changed, key=self._order.__getitem__):
            old, new = _pair(attr, found, kept, record.person)
            words = self.words(attr, new, kind)
            if attr == STATUS:
                words += f" từ {self.words(STATUS_ON, found.values[STATUS_ON], kind)}"
            yield FieldChange(self.label(attr), self.words(attr, old, kind), words)


def _pair(
    attr: str, found: Difference, kept: Mapping[str, Stored], person: Mapping[str, Stored]
) -> tuple[Stored, Stored]:
    if attr.startswith(OF_PERSON):
        own = attr.removeprefix(OF_PERSON)
        return person.get(own), found.person.get(own)
    return kept.get(attr), found.values[attr]
