"""Where the organisations of another unit's book lie today, and whether that is in this unit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Unit, Units
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.places import commune_name, unit_day
from ktt_desktop.storage.whole_records import StoredRecord


@dataclass(frozen=True, slots=True)
class Area:
    """Địa bàn của đơn vị này, seen from a book of `there`; `kept` names communes by code."""

    units: Units
    here: UnitProfile
    there: UnitProfile | None
    kept: Mapping[str, str]

    @property
    def is_older(self) -> bool:
        """Whether that book works in the communes of before 1/7/2025 and this one in today's."""
        return bool(self.there and self.there.historical and not self.here.historical)

    @property
    def has_unit(self) -> bool:
        """Whether the other unit as a whole lies in this one."""
        return self.there is not None and self._holds(self.there.code)

    def holds(self, record: StoredRecord) -> bool:
        """Whether an organisation as that book has it lies in this unit, or may: its commune
        was divided. One without a commune lies where its unit does."""
        code = record.organisation["commune_code"]
        return self._holds(code) if code else self.has_unit

    def is_divided(self, record: StoredRecord) -> bool:
        """Whether its old commune went to several of today, so that the officer has to say."""
        unit = self._old(record)
        return unit is not None and len(unit.successors) > 1

    def placed(self, record: StoredRecord) -> StoredRecord:
        """The record with its commune of today beside the old one; none where that was divided."""
        unit = self._old(record)
        if unit is None:
            return record
        heirs = unit.successors
        row = record.organisation
        told = {
            "commune_code": heirs[0] if len(heirs) == 1 else "",
            "former_commune_code": row["former_commune_code"] or unit.code,
        }
        return replace(record, organisation=row | told)

    def words(self, record: StoredRecord) -> str:
        """The commune, and where it is an old one those of today that took it over."""
        code, unit = record.organisation["commune_code"], self._old(record)
        if not code:
            return ""
        if unit is None:
            return commune_name(self.units, self.there or self.here, code, self.kept)
        heirs = self.units.successors(unit)
        return f"{unit.name} → {' hoặc '.join(each.name for each in heirs)}"

    def _old(self, record: StoredRecord) -> Unit | None:
        """Its commune of before 1/7/2025 where that book means one; None where nobody took it."""
        code = record.organisation["commune_code"]
        if not self.is_older or not code:
            return None
        unit = self.units.find(code, LAST_THREE_LEVEL_DAY)
        return unit if unit and unit.successors else None

    def _holds(self, code: str) -> bool:
        if self.here.level is UnitLevel.MINISTRY:
            return True
        unit = self.units.find(code, unit_day(self.there or self.here))
        found = () if unit is None else self._today(unit)
        return any(self.here.code in {one.code for one in self.units.path(each)} for each in found)

    def _today(self, unit: Unit) -> tuple[Unit, ...]:
        """The unit, or those that took it over; of a district those of its province."""
        if not self.is_older:
            return (unit,)
        return next(
            (found for each in self.units.path(unit) if (found := self.units.successors(each))), ()
        )
