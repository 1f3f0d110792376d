"""Xã, phường trước 1/7/2025 of the records: which there are, and those their addresses name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ktt_desktop.catalogue.old_addresses import former_commune
from ktt_desktop.catalogue.units import Unit, Units
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.book import Book
from ktt_desktop.services.bulk_change import BulkUndo, write_each
from ktt_desktop.services.places import former_name, unit_day
from ktt_desktop.storage import former_communes, register_list
from ktt_desktop.storage.former_communes import PlaceOfRecord
from ktt_desktop.storage.session import transaction

FIELD = "former_commune_code"
EVERY = 500  # records between two reports of progress

Option = tuple[str, str]  # code, name


class Reading(StrEnum):
    """What the address of a record says of the old commune."""

    CERTAIN = "chac_chan"
    DIVIDED = "da_chia"  # certain too; which commune it is today is still to be chosen
    ELSEWHERE = "noi_khac"  # the commune of today did not take that one over
    UNKNOWN = "khong_nhan_ra"
    RECORDED = "da_ghi"


WRITTEN = (Reading.CERTAIN, Reading.DIVIDED)


@dataclass(frozen=True, slots=True)
class AddressLine:
    """Một hồ sơ trong bản xem trước; `code` and `former` are what would be recorded, or ""."""

    id: int
    name: str
    address: str
    reading: Reading
    code: str = ""
    former: str = ""


def named_communes(book: Book) -> list[Option]:
    """The old communes the register names, in the order of their names."""
    with transaction(book.sessions) as session:
        codes = register_list.former_codes(session)
    return _in_order(book.units, filter(None, codes))


def communes_taken_over(book: Book, profile: UnitProfile) -> list[Option]:
    """The old communes of which the unit of the book has a part today, by name."""
    day = unit_day(profile)
    unit = book.units.find(profile.code, day)
    codes = {
        old.code
        for commune in (_communes(book.units, unit, profile) if unit else ())
        for old in book.units.predecessors(commune.code)
    }
    return _in_order(book.units, codes)


def read_addresses(book: Book, ids: Sequence[int], progress: Progress) -> list[AddressLine]:
    """What the address of each record says, in the order of the ids; nothing is written."""
    with transaction(book.sessions) as session:
        found = former_communes.places(session, ids)
    lines = []
    for done, place in enumerate(found):
        if done % EVERY == 0:
            progress.report(done, len(found), "Đọc địa chỉ trong các hồ sơ")
        lines.append(_line(book.units, place))
    return lines


def record_addresses(
    book: Book, lines: Iterable[AddressLine], progress: Progress
) -> tuple[BulkUndo, ChangeSet]:
    """Record the old commune of each line that names one; all or none of them are written.

    A record that names one by now is left as it is.
    """
    wanted = {each.id: each.code for each in lines if each.reading in WRITTEN}
    return write_each(book, FIELD, wanted, progress)


def _line(units: Units, place: PlaceOfRecord) -> AddressLine:
    told = (place.id, place.name, place.address)
    if place.former:
        former = former_name(units, place.former)
        return AddressLine(*told, Reading.RECORDED, place.former, former)
    found = former_commune(units, place.address)
    if found is None or not found.is_one:
        return AddressLine(*told, Reading.UNKNOWN)
    heirs = [each.code for each in found.now]
    reading = Reading.CERTAIN
    if place.commune and place.commune not in heirs:
        reading = Reading.ELSEWHERE
    elif not place.commune and len(heirs) > 1:
        reading = Reading.DIVIDED
    return AddressLine(*told, reading, found.unit.code, former_name(units, found.unit.code))


def _communes(units: Units, unit: Unit, profile: UnitProfile) -> Iterator[Unit]:
    if unit.level is UnitLevel.COMMUNE:
        yield unit
    for child in units.children(unit, unit_day(profile)):
        yield from _communes(units, child, profile)


def _in_order(units: Units, codes: Iterable[str]) -> list[Option]:
    named = ((code, former_name(units, code)) for code in codes)
    return sorted(named, key=lambda each: sort_key(each[1]))
