"""Ngưỡng quy mô the unit fills in where the decree's number is not established (NĐ 113/2024)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.size_classes import (
    SectorThresholds,
    SizeClass,
    Thresholds,
    thresholds_entry,
    thresholds_from,
)
from ktt_desktop.models.document import Setting
from ktt_desktop.services.book import SIZE_THRESHOLDS, Book, now
from ktt_desktop.storage import journal
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class SizeGroup:
    """Nhóm lĩnh vực có chung ngưỡng; a sector no group names stands alone."""

    label: str
    sectors: tuple[str, ...]


def size_groups(catalogue: Catalogue) -> tuple[SizeGroup, ...]:
    """The groups of the decree, then every other sector by itself."""
    groups = [SizeGroup(label, sectors) for label, sectors in catalogue.size_rules.groups.items()]
    grouped = {sector for group in groups for sector in group.sectors}
    alone = [
        SizeGroup(label, (code,))
        for code, label in catalogue.sectors.items()
        if code not in grouped
    ]
    return (*groups, *alone)


def load_thresholds(book: Book) -> dict[str, dict[SizeClass, Thresholds]]:
    """What the unit filled in, by sector and class."""
    with transaction(book.sessions) as session:
        found = session.get(Setting, SIZE_THRESHOLDS)
        return {} if found is None else thresholds_from(json.loads(found.value))


def save_thresholds(book: Book, own: SectorThresholds) -> ChangeSet:
    """Keep what was filled in; it is used when the book is opened again."""
    with transaction(book.sessions) as session:
        found = session.get(Setting, SIZE_THRESHOLDS)
        old = _told({} if found is None else thresholds_from(json.loads(found.value)))
        new = _told(own)
        changes = [(key, old.get(key), new.get(key)) for key in sorted({*old, *new})]
        journal.record(session, now(), SIZE_THRESHOLDS, "", changes)
        value = json.dumps(thresholds_entry(own))
        session.merge(Setting(name=SIZE_THRESHOLDS, value=value))
    return ChangeSet(settings=True)


def _told(own: SectorThresholds) -> Mapping[str, str]:
    """(sector.class) → its numbers, for the journal."""
    return {
        f"{sector}.{size}": json.dumps(numbers)
        for sector, classes in thresholds_entry(own).items()
        for size, numbers in classes.items()
    }
