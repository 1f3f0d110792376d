"""The unit's own edition: kept in the book as data, journalled, exported and taken from a file."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Edition
from ktt_desktop.catalogue.edition_changes import (
    FORM,
    EditionChanges,
    OwnRow,
    as_entry,
    from_entry,
    hiding_problem,
    is_own,
    merged,
    next_code,
    number_given,
    renamed,
    with_hidden,
    with_row,
)
from ktt_desktop.catalogue.edition_file import edition_text, read_edition
from ktt_desktop.catalogue.fields import FieldType, Indicator
from ktt_desktop.domain.aggregation import Aggregate, AggregateKind
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import nfc
from ktt_desktop.interchange.handed_text import handed_text
from ktt_desktop.models.document import Setting
from ktt_desktop.services.book import EDITION, Book, now
from ktt_desktop.services.files import write_safely
from ktt_desktop.storage import journal
from ktt_desktop.storage.session import transaction

BEFORE = "edition_before"  # what stood before the last saving, to go back to
LONGEST = 200  # characters of a name
PHIEU = "phieu"
PERCENT, MONEY = "%", "triệu đồng"


@dataclass(frozen=True, slots=True)
class RowDraft:
    """Một dòng mới như trên hộp thoại; `of` is the row of the phiếu it is added up from."""

    title: str
    unit: str
    type: FieldType
    table: str = FORM
    after: str = ""
    detail: bool = True  # a line under another one
    signed: bool = False
    kinds: tuple[OrganisationKind, ...] = ()  # who fills it, for the phiếu
    of: str = ""
    kind: OrganisationKind | None = None  # whose forms are added up


@dataclass(frozen=True, slots=True)
class EditionState:
    """Mẫu biểu của sổ: the edition as shipped, the changes, and those before the last saving."""

    edition: Edition
    changes: EditionChanges
    before: EditionChanges | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """Một dòng của bảng sửa mẫu biểu; `note` tells what the unit changed of it."""

    indicator: Indicator
    note: str
    hidden: bool


def rows_of(edition: Edition, changes: EditionChanges, table: str) -> list[ShownRow]:
    """All rows of a table, or of the phiếu, in their order; the hidden ones too."""
    shown = merged(edition, replace(changes, hidden=frozenset()))
    if table == FORM:
        indicators = shown.of_form(PHIEU)
    else:
        indicators = tuple(shown.indicators[code] for code in shown.tables[table].codes)
    return [
        ShownRow(each, _note(edition, changes, each.code), each.code in changes.hidden)
        for each in indicators
    ]


def _note(edition: Edition, changes: EditionChanges, code: str) -> str:
    notes = []
    if code in changes.hidden:
        notes.append("Đang ẩn")
    if is_own(code):
        notes.append("Dòng của đơn vị")
    if code in changes.labels:
        notes.append(f"Mẫu chung: {edition.indicators[code].title}")
    return "; ".join(notes)


def load_state(book: Book) -> EditionState:
    """What the dialog Sửa mẫu biểu starts from."""
    with transaction(book.sessions) as session:
        changes = _load(session, EDITION) or EditionChanges()
        before = _load(session, BEFORE)
    if before is not None:  # a code that was given is not given again
        before = replace(before, last=max(before.last, changes.last))
    return EditionState(book.shipped, changes, before)


def save_changes(book: Book, changes: EditionChanges) -> ChangeSet:
    """Keep the changes; they are used when the book is opened again.

    A row of one's own that they lack stays, hidden, with its figures and its code.
    """
    with transaction(book.sessions) as session:
        before = _load(session, EDITION) or EditionChanges()
        changes = _without_loss(before, changes)
        journal.record(session, now(), EDITION, book.shipped.id, _told(before, changes))
        _store(session, BEFORE, before)
        _store(session, EDITION, changes)
    return ChangeSet(settings=True)


def add_row(
    edition: Edition, changes: EditionChanges, profile: UnitProfile, draft: RowDraft
) -> EditionChanges:
    """One more row with a code of the unit's series; raises InvalidInputError."""
    title, unit = nfc(draft.title), nfc(draft.unit)
    _check_words(title, unit, draft.type)
    if draft.table == FORM and not draft.kinds:
        raise InvalidInputError(
            "Dòng của phiếu chưa chọn loại tổ chức nào. Chọn HTX, LHHTX hoặc THT."
        )
    shown = merged(edition, changes)
    indicator = Indicator(
        code=next_code(changes, profile.code),
        form=PHIEU if draft.table == FORM else edition.tables[draft.table].form,
        label=f"– {title}" if draft.detail else title,
        unit=unit,
        type=draft.type,
        applies_to=draft.kinds if draft.table == FORM else (),
        signed=draft.signed,
        aggregate=_aggregate(shown, draft),
    )
    return with_row(changes, OwnRow(indicator, draft.table, draft.after), profile.code)


def rename(edition: Edition, changes: EditionChanges, code: str, title: str) -> EditionChanges:
    """Another name for a row; raises InvalidInputError where it is blank or too long."""
    words = nfc(title)
    _check_title(words)
    return renamed(edition, changes, code, words)


def hide(edition: Edition, changes: EditionChanges, code: str, *, hidden: bool) -> EditionChanges:
    """Leave a row out, or show it again; raises InvalidInputError for one the list needs."""
    after = with_hidden(changes, code, hidden=hidden)
    if problem := hiding_problem(edition, after):
        raise InvalidInputError(problem)
    return after


def export_edition(book: Book, profile: UnitProfile, changes: EditionChanges, target: Path) -> Path:
    """Write the edition as this unit uses it; raises StorageUnavailableError."""
    text = edition_text(book.shipped, changes, profile.name)
    write_safely(target, text.encode("utf-8"))
    return target


def read_edition_file(
    book: Book, profile: UnitProfile, changes: EditionChanges, source: Path
) -> EditionChanges:
    """What a file makes of the edition; the unit's own rows that it lacks stay, hidden.

    Raises UnreadableFileError naming file, line and entry; nothing is saved.
    """
    text = handed_text(source, "tệp mẫu biểu")
    found = _without_loss(changes, read_edition(text, source.name, book.shipped))
    given = [number_given(row.indicator.code, profile.code) for row in found.rows]
    return replace(found, last=max(changes.last, *given, 0))


def _without_loss(before: EditionChanges, after: EditionChanges) -> EditionChanges:
    """The later changes, with the rows they lack kept out of sight: figures are never lost."""
    names = {row.indicator.code for row in after.rows}
    lacking = tuple(row for row in before.rows if row.indicator.code not in names)
    return replace(
        after,
        rows=(*after.rows, *lacking),
        hidden=after.hidden | {row.indicator.code for row in lacking},
        last=max(before.last, after.last),
    )


def _aggregate(shown: Edition, draft: RowDraft) -> Aggregate | None:
    if not draft.of or draft.table == FORM:
        return None
    source = shown.indicators[draft.of]
    if draft.kind is None or draft.kind not in source.applies_to:
        raise InvalidInputError(
            f"Dòng [{source.code}] của phiếu không có ở loại tổ chức đã chọn. Chọn loại khác."
        )
    if (source.type, source.signed) != (draft.type, draft.signed):
        raise InvalidInputError(
            f"Dòng [{source.code}] của phiếu là số khác kiểu với dòng mới. Chọn cùng kiểu số."
        )
    return Aggregate(AggregateKind.SUM, kind=draft.kind, of=draft.of)


def _check_words(title: str, unit: str, type_: FieldType) -> None:
    _check_title(title)
    if not unit or len(unit) > LONGEST:
        raise InvalidInputError(
            "Đơn vị tính còn trống hoặc quá dài. Ghi người, HTX, triệu đồng, %…"
        )
    is_money = unit == MONEY or unit.startswith(f"{MONEY}/")
    if is_money != (type_ is FieldType.MONEY) or (unit == PERCENT) != (type_ is FieldType.PERCENT):
        raise InvalidInputError(
            f"Đơn vị tính “{unit}” không hợp với kiểu số. Số tiền ghi {MONEY}, tỷ lệ ghi {PERCENT}."
        )


def _check_title(title: str) -> None:
    if not title.lstrip("–- "):
        raise InvalidInputError("Tên dòng còn trống. Ghi tên như in trên biểu.")
    if len(title) > LONGEST:
        raise InvalidInputError(f"Tên dòng dài quá {LONGEST} chữ. Rút gọn lại.")


def _load(session: Session, name: str) -> EditionChanges | None:
    found = session.get(Setting, name)
    return None if found is None else from_entry(json.loads(found.value))


def _store(session: Session, name: str, changes: EditionChanges) -> None:
    text = json.dumps(as_entry(changes), ensure_ascii=False)
    session.merge(Setting(name=name, value=text))


def _told(before: EditionChanges, after: EditionChanges) -> list[journal.Change]:
    """(code, old, new) for the journal: what a row is, what it is called, whether it is hidden."""
    old, new = _by_code(before), _by_code(after)
    return [(code, old.get(code), new.get(code)) for code in sorted(old.keys() | new.keys())]


def _by_code(changes: EditionChanges) -> dict[str, str]:
    states: dict[str, dict[str, Any]] = {}
    for row in as_entry(changes)["rows"]:
        states.setdefault(row["indicator"]["code"], {})["row"] = row
    for code, label in changes.labels.items():
        states.setdefault(code, {})["label"] = label
    for code in changes.hidden:
        states.setdefault(code, {})["hidden"] = True
    return {
        code: json.dumps(state, ensure_ascii=False, sort_keys=True)
        for code, state in states.items()
    }
