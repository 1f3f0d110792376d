"""The rows of one file as the fold takes them: columns in the order of the book, blanks as None."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from ktt_desktop.domain.consolidation.shape import (
    Cell,
    Column,
    Holds,
    Shape,
    Table,
    check_column,
    check_objects,
    unreadable,
)
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, StatusAxis, SubjectKind

MERGE, REPLACE, DELETE = "M", "R", "D"
NUMBERS = {int, type(None)}
ACTS = frozenset((MERGE, REPLACE, DELETE))
MEMBERS, STATUSES = "union_members", "statuses"
KNOWN_STATUSES = {(StatusAxis.LEGAL, each) for each in LegalStatus} | {
    (StatusAxis.OPERATING, each) for each in OperatingStatus
}

Row = tuple[Cell, ...]
Rows = tuple[Row, ...]
Act = str
Source = Callable[[Cell], str]

# What the fold does not read: made out of others, or read where they are needed.
ELSEWHERE = frozenset(
    ("figures", "support", "explanations", "texts", "units", "sources", "corrections")
)
TITLES = ("representative", "representative_title")  # the first of persons, for older readers


class FormKey(NamedTuple):
    """Phiếu của ai, năm nào, loại số liệu nào; subject as the book files it."""

    kind: str
    key: str
    sector: str
    year: int
    measure: str


class Form(NamedTuple):
    """Một phiếu: values in the order of Shape.codes, and the id of its newest file."""

    as_of: str | None
    reasons: str | None
    values: Row
    file: int


class Work(NamedTuple):
    """Một hồ sơ công việc; `parties` are uids with a space between."""

    kind: str | None
    year: int | None
    period: str | None
    programme: str | None
    topic: str | None
    part_of: str | None
    content: str | None
    money: str | None
    parties: str | None
    source: str


class UnitRow(NamedTuple):
    """Một đơn vị như tệp nêu."""

    name: str
    level: str
    parent: str
    list_complete: int


@dataclass(frozen=True, slots=True)
class Landing:
    """Tệp của đơn vị nào, vào đâu trong sổ.

    `key` and `code` of the sender, as the book and as its file name it; `subject` what its figures
    are filed under, `source` what its records are marked with (empty for the book's own unit);
    `parent` the key it stands below; `place` gives the communes of today and of before for a
    commune code of the file.
    """

    key: str
    code: str
    subject: str
    source: str
    name: str
    level: str
    parent: str
    place: Callable[[str], tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class FileRows:
    """Các dòng của một tệp, by table; `unread` says what the book has no place for."""

    file: int
    organisations: Sequence[tuple[Act, str, Row]]
    lists: Mapping[str, Mapping[str, Rows]]
    returns: Sequence[tuple[Act, FormKey, Form]]
    works: Sequence[tuple[Act, str, Work]]
    units: Mapping[str, UnitRow]
    unread: tuple[str, ...]


def read_file(shape: Shape, data: Mapping[str, Table], landing: Landing, file: int) -> FileRows:
    """The rows of a file; raises UnreadableFileError for values the book cannot hold."""
    unread = [
        f"bảng {name}"
        for name, sheet in data.items()
        if name not in _KNOWN and name not in shape.lists and sheet.rows
    ]
    units = _units(data.get("units"), landing)
    source = _sources(landing, units)
    organisations = _organisations(shape, data["organisations"], landing, source, unread)
    lists = {
        name: _list(name, columns, data[name])
        for name, columns in shape.lists.items()
        if name in data
    }
    if MEMBERS in data:
        lists[MEMBERS] = _members(data[MEMBERS])
    returns = _returns(shape, data["returns"], landing, file, unread)
    returns = [each for each in returns if _is_of(each[1], landing, units, unread)]
    works = _works(data["dossiers"], source) if "dossiers" in data else []
    return FileRows(file, organisations, lists, returns, works, units, tuple(unread))


_KNOWN = ELSEWHERE | {"organisations", "returns", "dossiers", MEMBERS}


def _organisations(
    shape: Shape, sheet: Table, landing: Landing, source: Source, unread: list[str]
) -> list[tuple[Act, str, Row]]:
    names = [each.name for each in shape.fields]
    _note_unknown(sheet, {"act", "source_unit", *names, *TITLES}, "mục", unread)
    found = _picked(sheet, ["act", *names, "source_unit"])
    _check("organisations", shape.fields, [row[1:] for row in found if row[0] != DELETE])
    uid = 1 + names.index("uid")
    rows: list[tuple[Act, str, Row]] = []
    for row in found:
        cells = tuple([None if each == "" else each for each in row[1:-1]])
        rows.append(
            (_act(row[0]), _text(row[uid], "organisations", "uid"), (*cells, source(row[-1])))
        )
    if landing.place is not None:
        rows = _moved(names, rows, landing.place)
    return rows


def _moved(
    names: list[str], rows: list[tuple[Act, str, Row]], place: Callable[[str], tuple[str, str]]
) -> list[tuple[Act, str, Row]]:
    """Records of a unit of before: the commune of then is remembered, that of today stands."""
    here, before = names.index("commune_code"), names.index("former_commune_code")
    moved = []
    for act, uid, row in rows:
        cells = list(row)
        if cells[here] is not None:
            today, then = place(str(cells[here]))
            cells[here], cells[before] = today or None, cells[before] or then or None
        moved.append((act, uid, tuple(cells)))
    return moved


def _sources(landing: Landing, units: Collection[str]) -> Source:
    """Whose register a record is of: the sender's own unless it names a unit of the file."""
    own = {None, "", landing.code, landing.key}

    def source(unit: Cell) -> str:
        return landing.source if unit in own or unit not in units else str(unit)

    return source


def _is_of(key: FormKey, landing: Landing, units: Collection[str], unread: list[str]) -> bool:
    """Whether a form is of an organisation or of a unit of the file."""
    if key.kind == SubjectKind.ORGANISATION or key.key == landing.subject or key.key in units:
        return True
    told = f"số liệu của đơn vị {key.key}"
    if told not in unread:
        unread.append(told)
    return False


def _list(name: str, columns: tuple[Column, ...], sheet: Table) -> dict[str, Rows]:
    """The rows of a list by organisation, in the order of their places."""
    placed = "place" in sheet.columns
    wanted = ["organisation", *(each.name for each in columns)]
    found = _picked(sheet, [*wanted, "place"] if placed else wanted)
    rows = [row[1:-1] if placed else row[1:] for row in found]
    _check(name, columns, rows)
    if name == STATUSES and not {row[:2] for row in rows} <= KNOWN_STATUSES:
        raise unreadable(name, "status")
    blanks = [each.blank for each in columns]
    if placed:
        _check_places(name, {row[-1] for row in found})
    if placed:
        found = sorted(found, key=itemgetter(-1))
    by_owner: dict[str, list[Row]] = {}
    end = -1 if placed else None
    for owner, *cells in found:
        row = tuple(cells[:end])
        if None in row:
            row = tuple([b if v is None else v for v, b in zip(row, blanks, strict=True)])
        by_owner.setdefault(owner, []).append(row)
    return {_text(owner, name, "organisation"): tuple(each) for owner, each in by_owner.items()}


def _check_places(sheet: str, places: set[Cell]) -> None:
    if not set(map(type, places)) <= {int}:
        raise unreadable(sheet, "place")


def _members(sheet: Table) -> dict[str, Rows]:
    found: dict[str, set[Row]] = {}
    for union, member in _picked(sheet, ["union", "member"]):
        found.setdefault(_text(union, MEMBERS, "union"), set()).add(
            (_text(member, MEMBERS, "member"),)
        )
    return {union: tuple(sorted(rows, key=str)) for union, rows in found.items()}


def _returns(
    shape: Shape, sheet: Table, landing: Landing, file: int, unread: list[str]
) -> list[tuple[Act, FormKey, Form]]:
    head = ["act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons"]
    _note_unknown(sheet, {*head, *shape.codes}, "chỉ tiêu", unread)
    heads, figures = _picked(sheet, head), _picked(sheet, shape.codes)
    _check_heads(shape, heads)
    _check_figures(sheet, shape)
    own, organisation = (landing.code, landing.key), SubjectKind.ORGANISATION.value
    found = []
    for row, values in zip(heads, figures, strict=True):
        act, kind, key, sector, year, measure, as_of, reasons = row
        if kind != organisation and key in own:
            key = landing.subject
        form = FormKey(kind, key, sector or "", year, measure)
        found.append((act, form, Form(as_of or None, reasons or "{}", values, file)))
    return found


def _check_figures(sheet: Table, shape: Shape) -> None:
    """Figures are whole numbers or blank."""
    known = set(shape.codes)
    pick = [place for place, name in enumerate(sheet.columns) if name in known]
    for place, values in enumerate(zip(*sheet.rows, strict=True)) if pick else ():
        if place in pick and not set(map(type, values)) <= NUMBERS:
            raise unreadable("returns", sheet.columns[place])


def _check_heads(shape: Shape, heads: Sequence[tuple[Any, ...]]) -> None:
    kinds = frozenset(each.value for each in SubjectKind if each is not SubjectKind.DOSSIER)
    columns = (
        Column("act", Holds.TEXT, "", ACTS, needed=True),
        Column("subject_kind", Holds.TEXT, "", kinds, needed=True),
        Column("subject_key", Holds.TEXT, "", needed=True),
        Column("sector", Holds.TEXT, ""),
        Column("year", Holds.NUMBER, None, needed=True),
        Column("measure", Holds.TEXT, "", shape.measures, needed=True),
        Column("as_of", Holds.DATE, None),
        Column("reasons", Holds.TEXT, ""),
    )
    _check("returns", columns, heads)
    check_objects("returns", "reasons", {row[-1] for row in heads}, str)


WORK_COLUMNS = (
    Column("act", Holds.TEXT, "", ACTS, needed=True),
    Column("uid", Holds.TEXT, "", needed=True),
    Column("kind", Holds.TEXT, "", needed=True),
    Column("year", Holds.NUMBER, None),
    *(Column(name, Holds.TEXT, "") for name in ("period", "programme", "topic", "part_of")),
    *(Column(name, Holds.TEXT, "") for name in ("content", "money", "organisations")),
)


def _works(sheet: Table, source: Source) -> list[tuple[Act, str, Work]]:
    found = _picked(sheet, [*(each.name for each in WORK_COLUMNS), "source_unit"])
    _check("dossiers", WORK_COLUMNS[:2], found)
    _check("dossiers", WORK_COLUMNS, [row for row in found if row[0] != DELETE])
    for column, holds in (("content", (int, str)), ("money", int)):
        place = [each.name for each in WORK_COLUMNS].index(column)
        check_objects("dossiers", column, {row[place] for row in found}, holds)
    return [
        (act, uid, Work._make([*(None if each == "" else each for each in cells), source(unit)]))
        for act, uid, *cells, unit in found
    ]


def _units(sheet: Table | None, landing: Landing) -> dict[str, UnitRow]:
    """The sender and the units below it; a file without the table speaks of the sender alone."""
    own = UnitRow(landing.name, landing.level, landing.parent, 1)
    found: dict[str, UnitRow] = {}
    rows = _picked(sheet, ["key", "name", "level", "parent", "list_complete"]) if sheet else []
    for key, *cells in rows:
        name, level, parent = (str(each or "") for each in cells[:3])
        row = UnitRow(name, level, parent, int(cells[3] == 1))
        if key in (landing.code, landing.key):
            own = row._replace(parent=landing.parent)
        else:
            above = landing.source if parent in ("", landing.code, landing.key) else parent
            found[_text(key, "units", "key")] = row._replace(parent=above)
    is_own = not landing.source and landing.subject == landing.code
    return found if is_own else {landing.key: own} | found


def _picked(sheet: Table, names: Iterable[str]) -> list[tuple[Any, ...]]:
    """The columns of a table in this order; None where it has no such column."""
    known = {name: place for place, name in enumerate(sheet.columns)}
    beyond = len(sheet.columns)
    places = [known.get(name, beyond) for name in names]
    rows = [[*row, None] for row in sheet.rows] if beyond in places else sheet.rows
    if not places:
        return [()] * len(rows)
    if len(places) == 1:
        return [(row[places[0]],) for row in rows]
    return list(map(itemgetter(*places), rows))


def _check(name: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    for column, values in zip(columns, zip(*rows, strict=True), strict=False):
        check_column(name, column, set(values))


def _act(act: Cell) -> Act:
    if act not in ACTS:
        raise unreadable("organisations", "act")
    return str(act)


def _text(value: Cell, sheet: str, column: str) -> str:
    if not isinstance(value, str) or not value:
        raise unreadable(sheet, column)
    return value


def _note_unknown(sheet: Table, known: Collection[str], word: str, unread: list[str]) -> None:
    """What stands in columns the book does not have, where anything does."""
    for place, name in enumerate(sheet.columns):
        if name not in known and any(row[place] not in (None, "") for row in sheet.rows):
            unread.append(f"{word} {name}")
