"""Another unit's book held against this one: what it has, and what of it is here already."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.takeover import Fate, TakeoverLine, TakeoverPreview
from ktt_desktop.models.annual_return import AnnualReturn
from ktt_desktop.services.attachments import FOLDER, attachment_folder
from ktt_desktop.services.book import BACKUP_FOLDER, Book
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.settings import PROFILE, profile_from
from ktt_desktop.services.takeover_places import Area
from ktt_desktop.storage import whole_records as storage
from ktt_desktop.storage.foreign_book import ForeignBook
from ktt_desktop.storage.unopened import LAST_CHANGE
from ktt_desktop.storage.whole_records import Row, StoredRecord

NOT_FIGURES = set(AnnualReturn.__table__.columns.keys())
FORM = ("year", "measure", "subject_kind", "subject_key", "sector")
FILES = "organisation_attachment"
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
UNNAMED = "một đơn vị chưa khai tên"


@dataclass(frozen=True, slots=True)
class Survey:
    """Kết quả đối chiếu; `records` stand in the order of the lines of the preview.

    `told` are the same records as that book has them, before their communes became today's;
    `is_older`: its communes are those of before 1/7/2025. `unit_code` None: nothing of the unit.
    """

    preview: TakeoverPreview
    there: sqlite3.Connection
    records: tuple[StoredRecord, ...]
    told: tuple[StoredRecord, ...]
    is_older: bool
    unit_code: str | None
    figures: Sequence[Row]
    dossiers: Sequence[Row]  # of the unit as a whole


def connection_of(session: Session) -> sqlite3.Connection:
    """The driver's connection behind a session, in its transaction."""
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def survey(
    book: Book, here: sqlite3.Connection, profile: UnitProfile, source: Path, found: ForeignBook
) -> Survey:
    """Compare the copy of a book with the open one, record by record.

    Raises InvalidInputError for a practice book or one of a later catalogue, UnreadableFileError.
    """
    there = found.connection
    owner = _owner(there, source)
    if owner is not None and owner.practice and not profile.practice:
        raise InvalidInputError(
            f"Tệp {source.name} là sổ thực hành, không nhận vào sổ của đơn vị được. Chọn sổ khác."
        )
    names = storage.select(there, "SELECT code, name FROM administrative_unit")
    area = Area(book.units, profile, owner, {row["code"]: row["name"] for row in names})
    every, dossiers = storage.records(there), storage.unit_dossiers(there)
    told = [each for each in every if each.organisation["deleted_at"] is None]
    _check_codes(book.catalogue, told, dossiers)
    against = _comparison(here, area, folders(book, source), told, dossiers)
    records = [against.placed(each) for each in told]
    is_same = owner is not None and _identity(owner) == _identity(profile)
    clash = owner is not None and owner.code == profile.code and not is_same
    figures = _unit_figures(here, there, owner)
    dossiers = [row for row in dossiers if row["uid"] not in against.known_dossiers]
    preview = TakeoverPreview(
        source=source,
        digest=found.digest,
        unit=owner.name if owner else UNNAMED,
        changed=_changed(there),
        is_same_unit=is_same,
        unit_in_area=area.has_unit,
        lines=tuple(against.line(*each) for each in zip(told, records, strict=True)),
        unit_figures=0 if clash else sum(map(count_figures, figures)),
        unit_dossiers=len(dossiers),
        code_clash=clash and bool(figures),
        unknown=storage.unknown_columns(here, there),
        in_bin=len(every) - len(told),
    )
    return Survey(
        preview=preview,
        there=there,
        records=tuple(records),
        told=tuple(told),
        is_older=area.is_older,
        unit_code=owner.code if owner and not clash else None,
        figures=[] if clash else figures,
        dossiers=dossiers,
    )


def _identity(profile: UnitProfile) -> tuple[str, bool]:
    """A code says which unit only together with its time."""
    return profile.code, profile.historical


def folders(book: Book, source: Path) -> tuple[Path, ...]:
    """Where attached files may lie: here, beside the file, beside the folder of a backup."""
    beside = source.parent.parent if source.parent.name == BACKUP_FOLDER else source.parent
    return attachment_folder(book), beside / FOLDER


def hashes(record: StoredRecord) -> Iterator[tuple[str, int]]:
    """The names under which the attached files of a record lie, with their sizes."""
    return ((row["sha256"], row["size"]) for row in record.parts[FILES])


def count_figures(row: Row) -> int:
    """How many figures a form holds."""
    return sum(value is not None for name, value in row.items() if name not in NOT_FIGURES)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What each record is held against.

    `mine` by uid, `holders` by tax code, `known_dossiers` the uids of work records.
    """

    area: Area
    folders: tuple[Path, ...]
    mine: Mapping[str, StoredRecord]
    holders: Mapping[str, str]
    known_dossiers: set[str]

    def placed(self, told: StoredRecord) -> StoredRecord:
        """The record as it would stand here; a work record that is here already stays out."""
        record = self.area.placed(told)
        if told.uid in self.mine:
            return record
        new = [row for row in record.dossiers if row["uid"] not in self.known_dossiers]
        return replace(record, dossiers=new)

    def line(self, told: StoredRecord, record: StoredRecord) -> TakeoverLine:
        """What becomes of a record."""
        row, fate, rival = told.organisation, *self._fate(record)
        figures: Counter[int] = Counter()
        for form in record.parts[storage.FIGURES]:
            figures[form["year"]] += count_figures(form)
        files = list(hashes(record))
        return TakeoverLine(
            uid=told.uid,
            name=row["name"],
            tax_code=row["tax_code"] or "",
            place=self.area.words(told),
            fate=fate,
            rival=rival,
            in_area=self.area.holds(told),
            is_divided=self.area.is_divided(told),
            figures=tuple(sorted((year, number) for year, number in figures.items() if number)),
            dossiers=tuple(row["uid"] for row in record.dossiers),
            files=len(files),
            missing=sum(not self._has(*each) for each in files),
        )

    def _fate(self, record: StoredRecord) -> tuple[Fate, str]:
        mine = self.mine.get(record.uid)
        if mine is None:
            holder = self.holders.get(record.organisation["tax_code"] or "")
            return (Fate.NEW, "") if holder is None else (Fate.CODE_TAKEN, holder)
        name = mine.organisation["name"]
        if mine.organisation["deleted_at"] is not None:
            return Fate.IN_BIN, name
        is_same = storage.content(mine) == storage.content(record)
        return (Fate.SAME if is_same else Fate.DIFFERENT), name

    def _has(self, digest: str, size: int) -> bool:
        """Whether a file of that name and size lies somewhere; it is read when it is copied."""
        if not HASH.fullmatch(digest):
            return False
        paths = (folder / digest for folder in self.folders)
        return any(path.is_file() and path.stat().st_size == size for path in paths)


def _comparison(
    here: sqlite3.Connection,
    area: Area,
    folders: tuple[Path, ...],
    told: Sequence[StoredRecord],
    unit_dossiers: Sequence[Row],
) -> _Comparison:
    mine = {each.uid: each for each in storage.records(here, [each.uid for each in told])}
    codes = storage.given(each.organisation["tax_code"] for each in told)
    where = f"WHERE deleted_at IS NULL AND tax_code IN {storage.GIVEN}"
    rows = storage.select(here, f"SELECT tax_code, name FROM organisation {where}", codes)
    dossiers = [*unit_dossiers, *(row for each in told for row in each.dossiers)]
    known = storage.values_in(here, "dossier", "uid", (row["uid"] for row in dossiers))
    holders = {row["tax_code"]: row["name"] for row in rows}
    return _Comparison(area, folders, mine, holders, known)


def _owner(there: sqlite3.Connection, source: Path) -> UnitProfile | None:
    """Whose book it is; None while nobody said."""
    found = storage.select(there, "SELECT value FROM setting WHERE name = ?", PROFILE)
    try:
        return profile_from(json.loads(found[0]["value"])) if found else None
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableFileError(
            f"Không đọc được thông tin đơn vị trong tệp {source.name}. Chọn bản gần nhất còn tốt "
            "trong thư mục sao-luu của sổ đó."
        ) from error


def _check_codes(
    catalogue: Catalogue, records: Iterable[StoredRecord], unit_dossiers: Sequence[Row]
) -> None:
    """Refuse what the lists of this program cannot name; raises InvalidInputError."""
    dossiers = list(unit_dossiers)
    for each in records:
        sector = each.organisation["sector"]
        if sector and sector not in catalogue.sectors:
            raise _unknown(f"lĩnh vực “{sector}” của {each.organisation['name']}")
        dossiers += each.dossiers
    for row in dossiers:
        kind = catalogue.dossiers.get(row["kind"])
        if kind is None:
            raise _unknown(f"loại hồ sơ công việc “{row['kind']}”")
        if row["topic"] and row["topic"] not in choices(catalogue, kind.topics):
            raise _unknown(f"nội dung “{row['topic']}” của hồ sơ {kind.label}")


def _unknown(what: str) -> InvalidInputError:
    return InvalidInputError(
        f"Danh mục của chương trình này chưa có {what}. Cài bản cập nhật danh mục mà đơn vị kia "
        "đang dùng rồi nhận lại."
    )


def _unit_figures(
    here: sqlite3.Connection, there: sqlite3.Connection, owner: UnitProfile | None
) -> list[Row]:
    """What the other unit entered for itself and is not here."""
    if owner is None:
        return []
    mine = {_form(row) for row in storage.unit_figures(here, owner.code)}
    return [row for row in storage.unit_figures(there, owner.code) if _form(row) not in mine]


def _form(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in FORM)


def _changed(there: sqlite3.Connection) -> datetime | None:
    (last,) = there.execute(LAST_CHANGE).fetchone()
    return datetime.fromisoformat(last) if last else None
