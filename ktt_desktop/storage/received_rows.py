"""Writing received rows: whole tables at once, straight through the driver (benchmarks: G12)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from sqlite3 import Cursor
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.consolidation.difference import Difference
from ktt_desktop.domain.consolidation.reading import MEMBERS, Form, FormKey, Row, Work
from ktt_desktop.domain.consolidation.shape import Column, Shape
from ktt_desktop.domain.consolidation.state import OF_ORGANISATION, State
from ktt_desktop.domain.search import KIND_WORDS, text_keys
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import sort_keys
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage.journal import MARK
from ktt_desktop.storage.received_shape import TABLES
from ktt_desktop.storage.received_state import GIVEN, given

SEARCHED = ("name", "short_name", "foreign_name", "tax_code", "old_certificate")
PLACE = "place"
AT_ONCE = 100
# What this level itself hung on a record: then it goes into the bin, else out of the book.
OWN_THINGS = (
    "SELECT organisation_id FROM organisation_attachment",
    "SELECT organisation_id FROM event_party",
    "SELECT p.organisation_id FROM dossier_party p JOIN dossier d ON d.id = p.dossier_id "
    "WHERE d.source_unit = ''",
    "SELECT organisation_id FROM annual_return WHERE received_file_id IS NULL "
    "AND organisation_id IS NOT NULL",
)


@dataclass(frozen=True, slots=True)
class Writing:
    """Ghi gì vào sổ: the columns of the book, the state it is to say, and the moment.

    `units` are those it speaks of.
    """

    shape: Shape
    columns: Mapping[str, str]
    before: Mapping[FormKey, Form]
    state: State
    moment: str
    own: bool
    units: frozenset[str]


def cursor_of(session: Session) -> Cursor:
    """The driver's cursor in the transaction of the session."""
    session.flush()
    cursor: Cursor = session.connection().connection.cursor()  # type: ignore[assignment]
    return cursor


def write(session: Session, todo: Writing, found: Difference, ids: Mapping[str, int]) -> None:
    """Make the book say it: what stays keeps its id; `ids` are those of what stands there."""
    cursor = cursor_of(session)
    known = dict(ids)
    _take_away(cursor, todo, found, known)
    adopted = _known_elsewhere(cursor, [uid for uid in found.new if uid not in known])
    known |= adopted
    cursor.execute(
        "DELETE FROM annual_return WHERE received_file_id IS NOT NULL "
        f"AND organisation_id IN {GIVEN}",
        (given(adopted.values()),),
    )
    _free_codes(cursor, todo, (*found.new, *_out_of_bin(cursor, found.changed)), known)
    _write_organisations(cursor, todo, found, known)
    for name in todo.shape.lists:
        fresh = {uid for uid in found.new if uid not in adopted}
        _write_list(cursor, todo, name, {*found.lists.get(name, ()), *adopted}, fresh, known)
    _write_members(cursor, todo, {*found.lists.get(MEMBERS, ()), *adopted}, known)
    _write_forms(cursor, todo, found, known)
    _write_works(cursor, todo, found, known)


def _take_away(cursor: Cursor, todo: Writing, found: Difference, ids: dict[str, int]) -> None:
    came = "" if todo.own else " AND received_file_id IS NOT NULL"
    cursor.executemany(
        "DELETE FROM annual_return WHERE subject_kind = ? AND subject_key = ? AND sector = ? "
        f"AND year = ? AND measure = ?{came}",
        found.forms_gone,
    )
    cursor.execute(f"DELETE FROM dossier WHERE uid IN {GIVEN}", (given(found.works_gone),))
    if not found.gone:
        return
    gone = given(ids.pop(uid) for uid in found.gone)
    kept = " UNION ".join(f"{each}" for each in OWN_THINGS)
    kept += (
        " UNION SELECT o.id FROM organisation o JOIN journal j ON j.subject = 'organisation' "
        f"AND j.subject_key = o.uid WHERE o.id IN {GIVEN} AND j.field NOT LIKE '%{MARK}NHAN_TEP'"
    )
    cursor.execute(
        "UPDATE organisation SET source_unit = '', deleted_at = coalesce(deleted_at, ?) "
        f"WHERE id IN {GIVEN} AND id IN ({kept})",
        (todo.moment, gone, gone),
    )
    cursor.execute(
        f"DELETE FROM organisation WHERE id IN {GIVEN} AND NOT (source_unit = '' "
        "AND deleted_at IS NOT NULL)",
        (gone,),
    )


def _known_elsewhere(cursor: Cursor, uids: Collection[Any]) -> dict[str, int]:
    """Records of these uids that stand in the book under another unit, or in the bin."""
    cursor.execute(f"SELECT uid, id FROM organisation WHERE uid IN {GIVEN}", (given(uids),))
    return dict(cursor.fetchall())


def _out_of_bin(cursor: Cursor, uids: Collection[str]) -> list[str]:
    """A record this level put into the bin takes nobody's code."""
    cursor.execute(
        f"SELECT uid FROM organisation WHERE uid IN {GIVEN} AND deleted_at IS NULL", (given(uids),)
    )
    return [row[0] for row in cursor.fetchall()]


def _free_codes(cursor: Cursor, todo: Writing, uids: Iterable[str], ids: Mapping[str, int]) -> None:
    """A code that moves from one record to another is nowhere for a moment."""
    place = [each.name for each in todo.shape.fields].index("tax_code")
    taken = [
        (code, ids.get(uid, 0))
        for uid in uids
        if (code := todo.state.organisations[uid][place]) is not None
    ]
    cursor.executemany(
        "UPDATE organisation SET tax_code = NULL "
        "WHERE tax_code = ? AND deleted_at IS NULL AND id <> ?",
        taken,
    )


def _write_organisations(
    cursor: Cursor, todo: Writing, found: Difference, ids: dict[str, int]
) -> None:
    names = [*(each.name for each in todo.shape.fields), "source_unit", "search_key", "sort_key"]
    touched = {*found.changed, *found.lists.get("persons", ())} - {*found.new}
    standing = [uid for uid in found.new if uid in ids]
    old = [uid for uid in todo.state.organisations if uid in touched] + standing
    fresh = [uid for uid in found.new if uid not in ids]
    rows = _organisation_rows(todo, [*fresh, *old])
    revived = set(standing)
    cursor.executemany(
        f"UPDATE organisation SET {', '.join(f'{name} = ?' for name in names)}, updated_at = ?, "
        "revision = revision + 1, "
        "deleted_at = CASE WHEN ? THEN NULL ELSE deleted_at END WHERE id = ?",
        [
            (*row, todo.moment, uid in revived, ids[uid])
            for uid, row in zip(old, rows[len(fresh) :], strict=True)
        ],
    )
    cursor.execute("SELECT coalesce(max(id), 0) FROM organisation")
    (last,) = cursor.fetchone()
    ids.update((uid, last + place) for place, uid in enumerate(fresh, start=1))
    rest = _other_blanks(names)
    all_names = ["id", "created_at", "updated_at", "revision", *rest, *names]
    blanks = tuple(rest.values())
    _insert_organisations(
        cursor,
        all_names,
        [
            (ids[uid], todo.moment, todo.moment, 1, *blanks, *row)
            for uid, row in zip(fresh, rows, strict=False)
        ],
    )


def _insert_organisations(
    cursor: Cursor, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Many rows a statement: the full-text index writes itself down at the end of each."""
    places = f"({', '.join('?' for _ in names)})"
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        cursor.execute(
            f"INSERT INTO organisation ({', '.join(names)}) "
            f"VALUES {', '.join(places for _ in part)}",
            [*chain.from_iterable(part)],
        )


def _organisation_rows(todo: Writing, uids: Sequence[str]) -> list[tuple[Any, ...]]:
    """The cells of records, then the keys they are found and listed by."""
    if not uids:
        return []
    names = [each.name for each in todo.shape.fields]
    blanks = [each.blank for each in todo.shape.fields]
    searched = [names.index(name) for name in SEARCHED]
    kind, name = names.index("kind"), names.index("name")
    persons = todo.state.lists.get("persons", {})
    texts = []
    for uid in uids:
        row = todo.state.organisations[uid]
        words = [str(row[place] or "") for place in searched]
        words += [str(person[0]) for person in persons.get(uid, ())]
        texts.append(" ".join((*words, KIND_WORDS[OrganisationKind(str(row[kind]))])))
    places = sort_keys(str(todo.state.organisations[uid][name]) for uid in uids)
    rows = []
    for uid, bare, marked, place in zip(uids, *text_keys(texts), places, strict=True):
        *cells, source = todo.state.organisations[uid]
        filled = [b if v is None else v for v, b in zip(cells, blanks, strict=True)]
        key = f"{bare.strip()}\n{marked.strip()}"
        rows.append((*filled, source, key, place))
    return rows


def _other_blanks(names: Collection[str]) -> dict[str, str]:
    """The texts of a record a file does not bring, as a new record has them."""
    return {
        each.name: ""
        for each in Organisation.__table__.columns
        if not each.nullable
        and each.name not in names
        and each.name not in ("id", "created_at", "updated_at", "revision")
    }


def _write_list(
    cursor: Cursor,
    todo: Writing,
    name: str,
    changed: Collection[str],
    fresh: Collection[str],
    ids: Mapping[str, int],
) -> None:
    """Lists of records that stand there are written anew; what only this level knows is kept."""
    table, columns = TABLES[name], todo.shape.lists[name]
    standing = [uid for uid in changed if uid not in fresh]
    others = _others(name, columns)
    known = _known_of(cursor, name, [ids[uid] for uid in standing], others, columns[0].name)
    cursor.execute(
        f"DELETE FROM {table.name} WHERE organisation_id IN {GIVEN}",
        (given(ids[uid] for uid in standing),),
    )
    placed = PLACE in table.columns
    heads = ["organisation_id", *([PLACE] if placed else [])]
    names = [*heads, *(each.name for each in columns), *others]
    rows, lists = [], todo.state.lists.get(name, {})
    for uid in (*fresh, *standing):
        for place, row in enumerate(lists.get(uid, ())):
            head = (ids[uid], place) if placed else (ids[uid],)
            rest = known.get((ids[uid], row[0])) or tuple(others.values())
            rows.append((*head, *row, *rest))
    cursor.executemany(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)})",
        rows,
    )


def _others(name: str, columns: Sequence[Column]) -> dict[str, str | None]:
    """The columns of a list a file does not bring (phones, identity numbers), with their blanks."""
    known = {"id", "organisation_id", PLACE, *(each.name for each in columns)}
    return {
        each.name: None if each.nullable else ""
        for each in TABLES[name].columns
        if each.name not in known
    }


def _known_of(
    cursor: Cursor, name: str, ids: Collection[int], others: Collection[str], first: str
) -> dict[tuple[Any, Any], tuple[Any, ...]]:
    """What this level knows of a row, by organisation and the name it begins with."""
    if not others or not ids:
        return {}
    cursor.execute(
        f"SELECT organisation_id, {first}, {', '.join(others)} FROM {TABLES[name].name} "
        f"WHERE organisation_id IN {GIVEN}",
        (given(ids),),
    )
    return {(row[0], row[1]): row[2:] for row in cursor.fetchall()}


def _write_members(
    cursor: Cursor, todo: Writing, unions: Collection[str], ids: dict[str, int]
) -> None:
    present = [uid for uid in unions if uid in ids]
    cursor.execute(
        f"DELETE FROM union_member WHERE union_id IN {GIVEN}", (given(ids[u] for u in present),)
    )
    members = todo.state.lists.get(MEMBERS, {})
    # a member this level added may be of another unit, or not be there yet
    known = ids | _known_elsewhere(
        cursor, [uid for each in present for (uid,) in members.get(each, ()) if uid not in ids]
    )
    cursor.executemany(
        "INSERT INTO union_member (union_id, member_id) VALUES (?, ?)",
        [
            (ids[union], known[str(member)])
            for union in present
            for (member,) in members.get(union, ())
            if member in known
        ],
    )


def _write_forms(cursor: Cursor, todo: Writing, found: Difference, ids: Mapping[str, int]) -> None:
    """Forms; the columns no form of these has or had a figure in are left out of the statement."""
    keys, returns = found.forms, todo.state.returns
    rows = [returns[key].values for key in keys]
    wanted = _filled([*rows, *(todo.before[key].values for key in keys if key in todo.before)])
    columns = [name for name, used in zip(todo.columns.values(), wanted, strict=False) if used]
    names = [
        *("subject_kind", "subject_key", "sector", "year", "measure"),
        *("organisation_id", "as_of", "reasons", "updated_at", "received_file_id"),
        *columns,
    ]
    whole = all(wanted)
    cells = {
        key: (
            ids[key.key] if key.kind == OF_ORGANISATION else None,
            form.as_of,
            form.reasons or "{}",
            todo.moment,
            None if todo.own else form.file or None,
            *(form.values if whole else compress(form.values, wanted)),
        )
        for key in keys
        for form in (returns[key],)
    }
    standing = _standing_forms(cursor, keys)
    cursor.executemany(  # an upsert of so many columns would take three times as long
        f"INSERT INTO annual_return ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)})",
        [(*key, *row) for key, row in cells.items() if key not in standing],
    )
    cursor.executemany(
        "UPDATE annual_return SET unconfirmed = '[]', "
        f"{', '.join(f'{name} = ?' for name in names[5:])} WHERE subject_kind = ? "
        "AND subject_key = ? AND sector = ? AND year = ? AND measure = ?",
        [(*cells[key], *key) for key in keys if key in standing],
    )


def _standing_forms(cursor: Cursor, keys: Collection[FormKey]) -> set[tuple[Any, ...]]:
    """Which of these forms are in the book, whoever wrote them."""
    cursor.execute(
        "SELECT subject_kind, subject_key, sector, year, measure FROM annual_return "
        f"WHERE subject_key IN {GIVEN}",
        (given({key.key for key in keys}),),
    )
    return set(cursor.fetchall())


def _filled(rows: Sequence[Row]) -> list[bool]:
    """Which places hold anything in any of the rows."""
    return [values.count(None) < len(values) for values in zip(*rows, strict=True)]


def _write_works(cursor: Cursor, todo: Writing, found: Difference, ids: Mapping[str, int]) -> None:
    """One uid is one record: that of the unit whose key comes first, the book's own before all."""
    names = (
        *("uid", "kind", "year", "period", "programme", "topic", "part_of", "content", "money"),
        *("source_unit", "updated_at", "revision"),
    )
    updates, mine = (
        ", ".join(f"{name} = excluded.{name}" for name in names[1:-1]),
        given(todo.units),
    )
    cursor.executemany(
        f"INSERT INTO dossier ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)}) "
        f"ON CONFLICT (uid) DO UPDATE SET {updates}, revision = revision + 1 "
        "WHERE excluded.source_unit <= dossier.source_unit "
        f"OR dossier.source_unit IN {GIVEN}",
        [(uid, *_work_cells(todo.state.works[uid]), todo.moment, 1, mine) for uid in found.works],
    )
    cursor.execute(
        f"SELECT id, uid, source_unit FROM dossier WHERE uid IN {GIVEN}", (given(found.works),)
    )
    written = {
        uid: id_ for id_, uid, source in cursor.fetchall() if source == todo.state.works[uid].source
    }
    cursor.execute(
        f"DELETE FROM dossier_party WHERE dossier_id IN {GIVEN}", (given(written.values()),)
    )
    cursor.executemany(
        "INSERT INTO dossier_party (dossier_id, organisation_id, place) VALUES (?, ?, ?)",
        [
            (id_, ids[party], place)
            for uid, id_ in written.items()
            for place, party in enumerate((todo.state.works[uid].parties or "").split())
            if party in ids
        ],
    )


def _work_cells(work: Work) -> tuple[Any, ...]:
    texts = (work.period, work.programme, work.topic, work.part_of)
    content, money = work.content or "{}", work.money or "{}"
    return (work.kind, work.year, *(each or "" for each in texts), content, money, work.source)
