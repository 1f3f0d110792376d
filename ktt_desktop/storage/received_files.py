"""Queries of the received files, their units' mappings and the approvals of periods."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from ktt_desktop.domain.history import Source
from ktt_desktop.domain.receiving import Approval, FileKey, FileState, HeldFile
from ktt_desktop.models.annual_return import AnnualReturn
from ktt_desktop.models.dossier import Dossier
from ktt_desktop.models.exchange import ReceivedFile, UnitApproval, UnitMapping
from ktt_desktop.models.journal import JournalEntry
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage.journal import MARK

RECORDS = (Organisation, AnnualReturn, Dossier)


def all_files(session: Session) -> list[HeldFile]:
    """Every kept file, the newest first."""
    rows = session.scalars(select(ReceivedFile).order_by(ReceivedFile.id.desc()))
    return [_held(row) for row in rows]


def files_of(session: Session, unit: str) -> list[HeldFile]:
    """The kept files a unit sent, in the order they came."""
    rows = session.scalars(
        select(ReceivedFile).where(ReceivedFile.unit_key == unit).order_by(ReceivedFile.id)
    )
    return [_held(row) for row in rows]


def accepted_on(session: Session, unit: str) -> list[HeldFile]:
    """The accepted files that land on a unit of today, in the order they came."""
    rows = session.scalars(
        select(ReceivedFile)
        .where(ReceivedFile.lands_on == unit, ReceivedFile.state == FileState.ACCEPTED)
        .order_by(ReceivedFile.id)
    )
    return [_held(row) for row in rows]


def find_file(session: Session, file_id: int) -> HeldFile | None:
    """A kept file by its database id."""
    row = session.get(ReceivedFile, file_id)
    return None if row is None else _held(row)


def find_bundle(session: Session, bundle_id: str, digest: str) -> HeldFile | None:
    """The kept file a view workbook was made with."""
    row = session.scalar(
        select(ReceivedFile).where(
            ReceivedFile.bundle_id == bundle_id, ReceivedFile.data_digest == digest
        )
    )
    return None if row is None else _held(row)


def hashes(session: Session) -> set[str]:
    """The SHA-256 of every file that is kept."""
    return set(session.scalars(select(ReceivedFile.file_hash)))


def add_file(session: Session, file: HeldFile, received_at: datetime) -> int:
    """Write a file down; returns its database id."""
    bundle, digest = file.supersedes or ("", "")
    row = ReceivedFile(
        unit_key=file.key.unit,
        unit_name=file.unit_name,
        form=file.key.form,
        form_version=file.form_version,
        period=file.key.period,
        number=file.number,
        bundle_id=file.bundle_id,
        data_digest=file.data_digest,
        check_code=file.check_code,
        file_hash=file.file_hash,
        created_at=file.created_at,
        install_id=file.install_id,
        sequence=file.sequence,
        supersedes_bundle=bundle,
        supersedes_digest=digest,
        prepared_by=file.prepared_by,
        file_name=file.file_name,
        size=file.size,
        lands_on=file.lands_on,
        state=file.state,
        received_at=received_at,
        reason=file.reason,
        seal=file.seal,
        items="",
    )
    session.add(row)
    session.flush()
    return row.id


def set_state(
    session: Session, file_id: int, state: FileState, *, reason: str = "", items: str = ""
) -> None:
    """What became of a file, and why."""
    session.execute(
        update(ReceivedFile)
        .where(ReceivedFile.id == file_id)
        .values(state=state, reason=reason, items=items)
    )


def items_of(session: Session, file_id: int) -> str:
    """What was sent back with a file, JSON; empty where nothing was."""
    return session.scalar(select(ReceivedFile.items).where(ReceivedFile.id == file_id)) or ""


def land(session: Session, unit: str, lands_on: str) -> None:
    """Every file of a unit lands on a unit of today."""
    session.execute(
        update(ReceivedFile).where(ReceivedFile.unit_key == unit).values(lands_on=lands_on)
    )


def mappings(session: Session) -> dict[str, str]:
    """The unit of today the files of a unit land on, by the unit's key, as decided."""
    rows = session.execute(select(UnitMapping.key, UnitMapping.lands_on))
    return {row.key: row.lands_on for row in rows}


def keep_mapping(
    session: Session, unit: str, lands_on: str, decision: str, moment: datetime
) -> None:
    """Remember where the files of a unit land, in place of what was decided before."""
    session.merge(UnitMapping(key=unit, lands_on=lands_on, decision=decision, decided_at=moment))


def all_approvals(session: Session) -> list[Approval]:
    """Every approval, the oldest first."""
    rows = session.scalars(select(UnitApproval).order_by(UnitApproval.id))
    return [_approval(row) for row in rows]


def approval_in_force(session: Session, unit: str, period: str) -> Approval | None:
    """The approval that closes a period of a unit now."""
    row = session.scalar(select(UnitApproval).where(*_in_force(unit, period)))
    return None if row is None else _approval(row)


def add_approval(session: Session, approval: Approval) -> None:
    """Write an approval down."""
    session.add(
        UnitApproval(
            unit_key=approval.unit,
            period=approval.period,
            approved_at=approval.approved_at,
            note=approval.note,
            opened_at=None,
            reason="",
        )
    )


def open_approval(session: Session, unit: str, period: str, moment: datetime, reason: str) -> None:
    """Open the period of a unit again; the row stays."""
    session.execute(
        update(UnitApproval).where(*_in_force(unit, period)).values(opened_at=moment, reason=reason)
    )


def has_own_organisations(session: Session) -> bool:
    """Whether the book holds an organisation of its own, also in the bin."""
    own = select(Organisation.id).where(Organisation.source_unit == "").limit(1)
    return session.scalar(own) is not None


def was_worked_in(session: Session) -> bool:
    """Whether anybody changed a record since the book was begun; receiving files is none."""
    typed = and_(
        JournalEntry.subject.in_([each.__tablename__ for each in RECORDS]),
        ~JournalEntry.field.endswith(f"{MARK}{Source.RECEIVED}", autoescape=True),
    )
    return session.scalar(select(JournalEntry.id).where(typed).limit(1)) is not None


def _in_force(unit: str, period: str) -> tuple[ColumnElement[bool], ...]:
    return (
        UnitApproval.unit_key == unit,
        UnitApproval.period == period,
        UnitApproval.opened_at.is_(None),
    )


def _approval(row: UnitApproval) -> Approval:
    return Approval(
        unit=row.unit_key,
        period=row.period,
        approved_at=row.approved_at,
        note=row.note,
        opened_at=row.opened_at,
        reason=row.reason,
    )


def _held(row: ReceivedFile) -> HeldFile:
    return HeldFile(
        key=FileKey(row.unit_key, row.form, row.period),
        unit_name=row.unit_name,
        form_version=row.form_version,
        number=row.number,
        bundle_id=row.bundle_id,
        data_digest=row.data_digest,
        check_code=row.check_code,
        file_hash=row.file_hash,
        created_at=row.created_at,
        install_id=row.install_id,
        sequence=row.sequence,
        supersedes=(row.supersedes_bundle, row.supersedes_digest)
        if row.supersedes_bundle
        else None,
        prepared_by=row.prepared_by,
        file_name=row.file_name,
        size=row.size,
        lands_on=row.lands_on,
        state=row.state,
        id=row.id,
        received_at=row.received_at,
        reason=row.reason,
        seal=row.seal,
    )
