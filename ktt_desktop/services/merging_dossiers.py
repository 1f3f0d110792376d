"""The work records (hồ sơ công việc) of two organisations that become one, and two again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.history import Source
from ktt_desktop.domain.merging import Comparison, DossierLine, Side, dossier_key
from ktt_desktop.models.dossier import Dossier
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.dossiers import SUBJECT, read_dossier
from ktt_desktop.storage import journal, merging
from ktt_desktop.storage.snapshots import DOSSIERS, Snapshot, read_snapshot, restore_snapshot

Told = tuple[str, str]  # the organisations of a work record, and when it went to the bin


def lines_of(session: Session, left: Organisation, right: Organisation) -> Iterator[DossierLine]:
    """The work records that speak of either of two organisations."""
    for each in merging.dossiers_of(session, left.id, right.id):
        draft = read_dossier(session, each)
        sides = [
            side
            for side, entity in ((Side.LEFT, left), (Side.RIGHT, right))
            if entity.uid in draft.organisations
        ]
        yield DossierLine(sides[0] if len(sides) == 1 else Side.BOTH, draft)


@dataclass(frozen=True, slots=True)
class MergedDossiers:
    """The act: `chosen` by key of a question, `stays` and `goes` are the organisations."""

    session: Session
    chosen: Mapping[str, Side]
    survivor: Side
    stays: Organisation
    goes: Organisation
    moment: datetime

    def move(self, comparison: Comparison, dossiers: Sequence[Dossier]) -> None:
        """What is chosen goes to the organisation that stays, the rest to the bin."""
        by_uid = {each.uid: each for each in dossiers}
        for line in comparison.dossiers:
            entity = by_uid[line.draft.uid]
            before = _told(self.session, entity)
            if line.side is not Side.BOTH and self._is_dropped(line):
                self._drop(line, entity)
            elif line.side is not self.survivor:
                merging.replace_party(entity, self.goes.id, self.stays.id)
            else:
                continue
            entity.updated_at = self.moment
            self.session.flush()
            _tell(self.session, entity, before, self.moment)

    def _is_dropped(self, line: DossierLine) -> bool:
        return self.chosen[dossier_key(line)] not in (line.side, Side.BOTH)

    def _drop(self, line: DossierLine, entity: Dossier) -> None:
        """A work record that also speaks of others stays theirs."""
        if len(line.draft.organisations) == 1:
            entity.deleted_at = self.moment
        else:
            own = self.stays if line.side is self.survivor else self.goes
            merging.replace_party(entity, own.id, None)


def snapshot_of_dossiers(session: Session, dossiers: Sequence[Dossier]) -> Snapshot:
    """Every row of the work records, as stored."""
    return read_snapshot(session, [each.id for each in dossiers], DOSSIERS)


def dossiers_in(session: Session, snapshot: Snapshot) -> list[Dossier]:
    """The work records a snapshot was taken of, those that are still there."""
    return merging.dossiers_by_id(session, [row["id"] for row in snapshot["dossier"]])


def restore_dossiers(
    session: Session, dossiers: Sequence[Dossier], wanted: Snapshot, moment: datetime
) -> None:
    """Make the work records those of the snapshot again, and tell the journal."""
    before = [_told(session, each) for each in dossiers]
    restore_snapshot(session, [each.id for each in dossiers], wanted)
    session.expire_all()
    for entity, told in zip(dossiers, before, strict=True):
        _tell(session, entity, told, moment)


def _told(session: Session, entity: Dossier) -> Told:
    return ", ".join(read_dossier(session, entity).organisations), str(entity.deleted_at or "")


def _tell(session: Session, entity: Dossier, before: Told, moment: datetime) -> None:
    pairs = zip(("organisations", "deleted_at"), before, _told(session, entity), strict=True)
    journal.record(session, moment, SUBJECT, entity.uid, pairs, Source.MERGED)
