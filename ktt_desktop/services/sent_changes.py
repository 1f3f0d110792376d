"""What became different between two submissions, or since one: organisations, figures, records."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FieldCell, FigureCell
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.book import Book
from ktt_desktop.services.cell_words import BLANK, CellWords
from ktt_desktop.services.sent_data import unpack
from ktt_desktop.services.submission_number import prepare
from ktt_desktop.storage import exchange
from ktt_desktop.storage.session import transaction

DELETE = "D"
NOT_FIELDS = {"act", "uid", "source_unit", "representative", "representative_title"}
NOT_FIGURES = {"act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of"}
NOT_FIGURES |= {"reasons", "source_unit"}
PARTS = {
    "persons": "persons",
    "registration_changes": "changes",
    "activities": "activities",
    "branches": "branches",
    "recognitions": "recognitions",
}
WORDS = {"explanations": "Giải trình", "texts": "Lời văn của báo cáo"}

Row = Mapping[str, Any]
Rows = dict[tuple[Any, ...], Row]
Sheets = Mapping[str, Any]


class Group(StrEnum):
    """Nhóm thay đổi."""

    ORGANISATIONS = "to_chuc"
    FIGURES = "so_lieu"
    RECORDS = "ho_so"
    WORDS = "loi_van"


@dataclass(frozen=True, slots=True)
class SentChange:
    """Một thay đổi, in words; an organisation that came has no `old`, one that went no `new`."""

    group: Group
    label: str
    old: str
    new: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SentChanges:
    """Thay đổi giữa hai lần nộp."""

    changes: tuple[SentChange, ...]

    def count(self, group: Group) -> int:
        """How many changes of a group there are."""
        return sum(each.group is group for each in self.changes)


def changes_before(book: Book, profile: UnitProfile, bundle_id: str) -> SentChanges:
    """What a submission changed against the one before it of the same period.

    Raises NotFoundError where there is none, or where what was sent was not kept yet.
    """
    with transaction(book.sessions) as session:
        sent = _found(session, bundle_id)
        series = exchange.sent_of_period(session, sent.period)
        earlier = [each for each in series if each.number < sent.number]
        if not earlier:
            raise NotFoundError("Đây là lần đầu của kỳ, không có lần trước để so sánh.")
        old, new = _kept(earlier[-1].data), _kept(sent.data)
    return compare(book, profile, old, new)


def changes_since(book: Book, profile: UnitProfile, bundle_id: str) -> SentChanges:
    """What became different in the book since a submission; raises NotFoundError as above."""
    with transaction(book.sessions) as session:
        sent = _found(session, bundle_id)
        old, period = _kept(sent.data), ReportingPeriod.parse(sent.period)
    return compare(book, profile, old, prepare(book, profile, period).data)


def sent_bytes(book: Book, bundle_id: str) -> bytes:
    """data.json as it was sent; raises NotFoundError where it was not kept."""
    with transaction(book.sessions) as session:
        return _kept(_found(session, bundle_id).data)


def compare(book: Book, profile: UnitProfile, old: bytes, new: bytes) -> SentChanges:
    """What became different between two data.json."""
    was, now = json.loads(old), json.loads(new)
    organisations = _rows(was, "organisations", "uid"), _rows(now, "organisations", "uid")
    names = {uid: row["name"] for side in organisations for (uid,), row in side.items()}
    words = CellWords(book, profile, names)
    return SentChanges(
        (
            *_organisations(book, words, organisations, names),
            *_parts(book, was, now, organisations, names),
            *_figures(words, was, now),
            *_records(book, was, now),
            *_texts(was, now),
        )
    )


def _found(session: Session, bundle_id: str) -> SubmissionSent:
    sent = exchange.find_sent(session, bundle_id)
    if sent is None:
        raise NotFoundError("Lần kết xuất này không còn trong sổ. Mở lại mục Nộp và nhận.")
    return sent


def _kept(data: bytes | None) -> bytes:
    if data is None:
        raise NotFoundError(
            "Tệp này được kết xuất trước khi chương trình giữ lại số liệu đã nộp, nên không so "
            "sánh được. Từ lần kết xuất sau, thay đổi được ghi lại."
        )
    try:
        return unpack(data)
    except (zlib.error, ValueError) as error:
        raise NotFoundError("Số liệu đã giữ của lần kết xuất này không đọc được nữa.") from error


def _rows(sheets: Sheets, name: str, *key: str) -> Rows:
    """The rows of a sheet that stand, by their key; a row that deletes is none."""
    sheet = sheets.get(name) or {"columns": [], "rows": []}
    found: Rows = {}
    for cells in sheet["rows"]:
        row = dict(zip(sheet["columns"], cells, strict=True))
        if row.get("act") != DELETE:
            found[tuple(row[each] for each in key)] = row
    return found


def _organisations(
    book: Book, words: CellWords, sides: tuple[Rows, Rows], names: Mapping[str, str]
) -> Iterator[SentChange]:
    was, now = sides
    members = book.catalogue.edition.members_indicator
    for key in now.keys() - was.keys() | was.keys() - now.keys():
        place = _of_organisation(key[0], members, names) if key in now else None
        told = ("", "mới có") if key in now else ("có", "không còn")
        yield SentChange(Group.ORGANISATIONS, names[key[0]], *told, place)
    for key in was.keys() & now.keys():
        before, after = was[key], now[key]
        for field in before.keys() & after.keys() - NOT_FIELDS:
            if before[field] != after[field]:
                cell = FieldCell(key[0], field)
                old, new = (words.value(cell, each) for each in (before[field], after[field]))
                place = _of_organisation(key[0], members, names)
                yield SentChange(Group.ORGANISATIONS, words.label(cell), old, new, place)


def _of_organisation(uid: str, code: str, names: Mapping[str, str]) -> Place:
    return Place(SubjectKind.ORGANISATION, uid, "", code, names[uid])


def _parts(
    book: Book, was: Sheets, now: Sheets, sides: tuple[Rows, Rows], names: Mapping[str, str]
) -> Iterator[SentChange]:
    """The lists that belong to an organisation, each told as a whole."""
    staying = sides[0].keys() & sides[1].keys()
    labels = {sheet: book.catalogue.register_field(attr).label for sheet, attr in PARTS.items()} | {
        "statuses": "Tình trạng"
    }
    members = book.catalogue.edition.members_indicator
    for sheet, label in labels.items():
        before, after = _lists(was, sheet), _lists(now, sheet)
        for (uid,) in staying:
            old, new = before.get(uid, []), after.get(uid, [])
            if old != new:
                yield SentChange(
                    Group.ORGANISATIONS,
                    f"{names[uid]} – {label}",
                    f"{len(old)} dòng" if old else BLANK,
                    f"{len(new)} dòng, có thay đổi" if new else BLANK,
                    _of_organisation(uid, members, names),
                )


def _lists(sheets: Sheets, name: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in (sheets.get(name) or {"rows": []})["rows"]:
        found.setdefault(row[0], []).append(row[1:])
    return found


def _figures(words: CellWords, was: Sheets, now: Sheets) -> Iterator[SentChange]:
    key = ("subject_kind", "subject_key", "sector", "year", "measure")
    before, after = _rows(was, "returns", *key), _rows(now, "returns", *key)
    for form in sorted(before.keys() | after.keys(), key=str):
        old, new = before.get(form, {}), after.get(form, {})
        for code in dict.fromkeys((*old, *new)):
            if code not in NOT_FIGURES and old.get(code) != new.get(code):
                kind, subject, sector, year, measure = form
                cell = FigureCell(kind, subject, sector, year, measure, code)
                yield SentChange(
                    Group.FIGURES,
                    words.label(cell),
                    words.value(cell, old.get(code)),
                    words.value(cell, new.get(code)),
                    place_of(cell, words.label(cell)),
                )


def place_of(cell: FigureCell, label: str) -> Place:
    """Where a figure is seen."""
    return Place(SubjectKind(cell.subject_kind), cell.subject_key, cell.sector, cell.code, label)


def _records(book: Book, was: Sheets, now: Sheets) -> Iterator[SentChange]:
    before, after = _rows(was, "dossiers", "uid"), _rows(now, "dossiers", "uid")
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        row = new or old
        assert row is not None
        label = _title(book, row)
        place = Place(SubjectKind.DOSSIER, key[0], row["kind"], "", label) if new else None
        told = ("có", "đã sửa") if old and new else ("", "mới có") if new else ("có", "không còn")
        yield SentChange(Group.RECORDS, label, *told, place)


def _title(book: Book, row: Row) -> str:
    """What a work record is called: its kind, and its name or content where it has one."""
    kind = book.catalogue.dossiers.get(row["kind"])
    content = json.loads(row["content"] or "{}")
    name = content.get("name") or content.get("content") or ""
    label = kind.label if kind else row["kind"]
    return f"{label}: {name}" if name else label


def _texts(was: Sheets, now: Sheets) -> Iterator[SentChange]:
    for sheet, label in WORDS.items():
        old, new = (
            {tuple(row) for row in (s.get(sheet) or {"rows": []})["rows"]} for s in (was, now)
        )
        if old != new:
            yield SentChange(Group.WORDS, label, f"{len(old)} mục", f"{len(new)} mục, có thay đổi")
