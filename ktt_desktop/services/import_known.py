"""Sổ đối với một tệp: everything of the book a plan asks for, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from sqlalchemy.orm import Session

from ktt_desktop.domain.importing.matching import BookIndex
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.import_facts import ATTRS, PERSON, facts_of_records
from ktt_desktop.services.import_values import StatedRows
from ktt_desktop.storage.import_book import KnownRecord, known_records, operating_steps

READING = "Đọc dữ liệu trong sổ"


@dataclass(frozen=True, slots=True)
class KnownBook:
    """Các hồ sơ của sổ, those in the bin too; the holder of each tax code that is in use."""

    records: Mapping[str, KnownRecord]
    index: BookIndex
    steps: Mapping[str, tuple[StatusStep, ...]]
    holders: Mapping[str, str]

    def live(self, uid: str) -> KnownRecord | None:
        """A record that is not in the bin."""
        record = self.records.get(uid)
        return None if record is None or record.in_bin else record


def known_book(session: Session, lists: Sequence[StatedRows], progress: Progress) -> KnownBook:
    """What the book knows of everything some lists state; four questions at most."""
    columns = Organisation.__table__.columns.keys()
    stated = {attr for each in lists for attr in each.values if attr in columns}
    of_person = {attr for each in lists for attr in each.person}
    if "name" in of_person:  # another one takes all that is known of the one before away
        of_person.update(each.name for each in fields(Person))
    attrs = list(dict.fromkeys([*ATTRS, *sorted(stated)]))
    records = known_records(session, attrs, list(dict.fromkeys([*PERSON, *sorted(of_person)])))
    progress.report(0, 0, READING)
    index = BookIndex(facts_of_records(records))
    progress.report(0, 0, READING)
    has_states = any(any(each.placed.list.states) for each in lists)
    steps = operating_steps(session) if has_states else {}
    progress.report(0, 0, READING)
    return KnownBook(
        {each.uid: each for each in records},
        index,
        steps,
        {
            each.values["tax_code"]: each.uid
            for each in records
            if each.values["tax_code"] and not each.in_bin
        },
    )
