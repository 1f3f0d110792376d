"""Names of communes instead of codes, in the units of the time the book works in."""

from collections.abc import Sequence

from ktt_desktop.catalogue.units import Unit
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_words import NO_FORMER, OWN_RECORDS
from ktt_desktop.services.places import commune_name, kept_names, unit_day
from ktt_desktop.ui.forms.choice_editor import Choice


class Communes:
    """Xã, phường of a unit: the list to choose from, and the name of any code."""

    def __init__(self, book: Book, profile: UnitProfile) -> None:
        self._book, self._units = book, book.units
        self._former: dict[str, str] = {}
        self.senders: dict[str, str] = {}  # the units below that have data, by key
        self.follow(profile)

    def follow(self, profile: UnitProfile) -> None:
        """Work for another unit from now on."""
        self._profile, self._on = profile, unit_day(profile)
        self._names: dict[str, str] = {}
        self._kept = kept_names(self._book)
        unit = self._units.find(profile.code, self._on)
        self.choices: list[Choice] = self._below(unit) if unit else []

    def name(self, code: str) -> str:
        """The name of a commune; the code itself where no list of units has it."""
        if code not in self._names:
            self._names[code] = commune_name(self._units, self._profile, code, self._kept)
        return self._names[code]

    @property
    def former_choices(self) -> list[Choice]:
        """The communes of before 1/7/2025 to filter by, and those of records that name none."""
        return [*self._former.items(), ("", NO_FORMER)]

    def learn_former(self, names: Sequence[Choice]) -> None:
        """Know the names of the communes of before 1/7/2025 that occur; their list is long."""
        self._former = dict(names)

    @property
    def sender_choices(self) -> list[Choice]:
        """The units below to filter by, and the book's own records; none without received data."""
        return [*self.senders.items(), ("", OWN_RECORDS)] if self.senders else []

    def sender_name(self, key: str) -> str:
        """The name of a unit below; its key until it is known."""
        return self.senders.get(key, key)

    def former_name(self, code: str) -> str:
        """The name of a commune of before 1/7/2025; the code itself until it is known."""
        return self._former.get(code, code)

    def _below(self, unit: Unit) -> list[Choice]:
        """A commune is its own list; a province of before 7/2025 has districts between."""
        if unit.level is UnitLevel.COMMUNE:
            return [(unit.code, unit.name)]
        found: list[Choice] = []
        for child in self._units.children(unit, self._on):
            if child.level is UnitLevel.COMMUNE:
                found.append((child.code, child.name))
            else:
                found += [
                    (code, f"{name}, {child.running_name}") for code, name in self._below(child)
                ]
        return found
