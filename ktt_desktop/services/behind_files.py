"""Số này từ tệp nào: the received file behind a figure of a unit, or a form of an organisation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.receiving import FileState, HeldFile, in_order
from ktt_desktop.domain.terms import Origin
from ktt_desktop.domain.unit_totals import TOP, UnitCell, list_key
from ktt_desktop.services.unit_columns import Units
from ktt_desktop.storage import behind as storage
from ktt_desktop.storage.received_files import all_files


@dataclass(frozen=True, slots=True)
class FilesBehind:
    """Tệp đã nhận phía sau các con số của một năm; what this level corrected in them.

    `newest` is the accepted file that was made last, by the key of its unit and of the unit it
    lands on; `entered` the file a unit's own form came with.
    """

    units: Units
    by_id: Mapping[int, HeldFile]
    newest: Mapping[str, HeldFile]
    entered: Mapping[str, int]
    corrected_units: frozenset[str]
    corrected_subjects: frozenset[str]

    def of_unit(self, key: str, cell: UnitCell) -> HeldFile | None:
        """The file a unit's figure is from; None where it is of this book's own list."""
        if cell.origin is Origin.ENTERED and key in self.entered:
            return self.by_id.get(self.entered[key])
        return self._newest(list_key(key))

    def of_form(self, key: str, file: int | None) -> HeldFile | None:
        """The file a form came with; without a form, the newest of the unit."""
        return self.by_id.get(file) if file is not None else self._newest(key)

    def _newest(self, key: str) -> HeldFile | None:
        """Of the unit, or of the unit above that sent it on."""
        while key != TOP and key not in self.newest and key in self.units.lower:
            key = self.units.lower[key].parent
        return self.newest.get(key)


def read_files(
    session: Session, units: Units, sector: str, pair: YearMeasure, codes: Iterable[str]
) -> FilesBehind:
    """The files behind the figures of these indicators; none in a book without received data."""
    files = all_files(session) if units.lower else []
    newest: dict[str, HeldFile] = {}
    for each in in_order(file for file in files if file.state is FileState.ACCEPTED):
        newest |= {each.lands_on: each, each.key.unit: each}
    corrected = storage.corrected(session, sector, pair, codes) if units.lower else set()
    return FilesBehind(
        units,
        {each.id: each for each in files},
        newest,
        storage.files_of_forms(session, sector, pair) if units.lower else {},
        frozenset(unit for unit, _ in corrected),
        frozenset(subject for _, subject in corrected),
    )
