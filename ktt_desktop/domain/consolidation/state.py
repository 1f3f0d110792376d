"""What a unit's files say together: each file laid over the ones before it, oldest first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from ktt_desktop.domain.consolidation.reading import (
    DELETE,
    MEMBERS,
    REPLACE,
    STATUSES,
    Act,
    FileRows,
    Form,
    FormKey,
    Row,
    Rows,
    UnitRow,
    Work,
)
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import StatusAxis, SubjectKind

OF_ORGANISATION = SubjectKind.ORGANISATION.value
Lists = Mapping[str, Mapping[str, Rows]]
_NEW = OrganisationDraft()
# axis, status, from the start, no document, no end, no reason
FIRST: Rows = (
    (StatusAxis.OPERATING.value, _NEW.operating_status.value, None, "", None, ""),
    (StatusAxis.LEGAL.value, _NEW.legal_status.value, None, "", None, ""),
)


@dataclass(frozen=True, slots=True)
class State:
    """Số liệu của một đơn vị gộp từ các tệp: register, lists by sheet, forms, work, units below.

    The last cell of an organisation is the unit whose register it is of.
    """

    organisations: Mapping[str, Row] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)
    returns: Mapping[FormKey, Form] = field(default_factory=dict)
    works: Mapping[str, Work] = field(default_factory=dict)
    units: Mapping[str, UnitRow] = field(default_factory=dict)


def fold(files: Iterable[FileRows], tax_code: int, base: State | None = None) -> State:
    """All files in their order, over `base`; `tax_code` is the place of that cell in a record."""
    return complete(reduce(lambda state, rows: lay(state, rows, tax_code), files, base or State()))


def complete(state: State) -> State:
    """Every organisation has a line of each status, where no file says one that of a new record."""
    statuses = dict(state.lists.get(STATUSES, {}))
    for uid in state.organisations:
        rows = statuses.get(uid, ())
        axes = {row[0] for row in rows}
        if len(axes) < len(FIRST):
            statuses[uid] = (*rows, *(row for row in FIRST if row[0] not in axes))
    return replace(state, lists={**state.lists, STATUSES: statuses})


def lay(state: State, rows: FileRows, tax_code: int) -> State:
    """One file laid over a state: M merges, a blank changes nothing; R replaces; D takes away."""
    organisations = dict(state.organisations)
    gone = _lay_organisations(organisations, rows)
    gone |= _yield_codes(organisations, rows, tax_code)
    stated = {uid for act, uid, _ in rows.organisations if act == REPLACE}
    lists = _lay_lists(state.lists, rows, stated, gone, organisations)
    returns = dict(state.returns)
    for key in [key for key in returns if key.key in gone] if gone else ():
        del returns[key]
    _lay_returns(returns, rows, organisations)
    works = _without_parties(state.works, gone) if gone else dict(state.works)
    _lay_works(works, rows, organisations)
    return State(organisations, lists, returns, works, {**state.units, **rows.units})


def over(old: Row, new: Row) -> Row:
    """The cells of a newer row; where it is blank the older ones stay."""
    return tuple([o if n is None else n for o, n in zip(old, new, strict=True)])


def _lay_organisations(organisations: dict[str, Row], rows: FileRows) -> set[str]:
    """The register; returns the uids that went."""
    gone = set()
    for act, uid, row in rows.organisations:
        if act == DELETE:
            organisations.pop(uid, None)
            gone.add(uid)
        else:
            old = organisations.get(uid)
            organisations[uid] = row if old is None or act == REPLACE else over(old, row)
            gone.discard(uid)
    return gone


def _yield_codes(organisations: dict[str, Row], rows: FileRows, place: int) -> set[str]:
    """One tax code stands once: the record of the newer file has it, in one file the first uid."""
    fresh = {uid for act, uid, _ in rows.organisations if act != DELETE}
    holder: dict[str, str] = {}
    gone = set()
    for uid in sorted(organisations, key=lambda each: (each not in fresh, each)):
        code = organisations[uid][place]
        if code is not None and holder.setdefault(str(code), uid) != uid:
            gone.add(uid)
    for uid in gone:
        del organisations[uid]
    return gone


def _lay_lists(
    before: Lists,
    rows: FileRows,
    stated: Collection[str],
    gone: Collection[str],
    known: Collection[str],
) -> dict[str, dict[str, Rows]]:
    """Lists are taken whole: where the newer one has rows, or its record is stated anew."""
    found: dict[str, dict[str, Rows]] = {}
    for name in before.keys() | rows.lists.keys():
        new = rows.lists.get(name)
        kept = dict(before.get(name, {}))
        for uid in (*gone, *(stated if new is not None else ())):
            kept.pop(uid, None)
        kept.update({uid: each for uid, each in (new or {}).items() if uid in known})
        found[name] = kept
    if MEMBERS in found:
        found[MEMBERS] = _known_members(found[MEMBERS], known)
    return found


def _known_members(members: Mapping[str, Rows], known: Collection[str]) -> dict[str, Rows]:
    left = {union: tuple(row for row in rows if row[0] in known) for union, rows in members.items()}
    return {union: rows for union, rows in left.items() if rows}


def _lay_returns(returns: dict[FormKey, Form], rows: FileRows, known: Collection[str]) -> None:
    for act, key, form in rows.returns:
        if act == DELETE:
            returns.pop(key, None)
        elif key.kind != OF_ORGANISATION or key.key in known:
            old = returns.get(key)
            returns[key] = form if old is None or act == REPLACE else _form_over(old, form)


def _form_over(old: Form, new: Form) -> Form:
    values = over(old.values, new.values)
    return Form(new.as_of or old.as_of, new.reasons or old.reasons, values, new.file)


def _lay_works(works: dict[str, Work], rows: FileRows, known: Collection[str]) -> None:
    for act, uid, new in rows.works:
        if act == DELETE:
            works.pop(uid, None)
            continue
        work = new._replace(parties=_left(new.parties, known))
        works[uid] = _work_over(works.get(uid), work, act)


def _work_over(old: Work | None, new: Work, act: Act) -> Work:
    return new if old is None or act == REPLACE else Work(*over(old, new))  # type: ignore[arg-type]


def _without_parties(works: Mapping[str, Work], gone: Collection[str]) -> dict[str, Work]:
    found = dict(works)
    for uid, work in works.items():
        named = (work.parties or "").split()
        left = [each for each in named if each not in gone]
        if left != named:
            found[uid] = work._replace(parties=" ".join(left) or None)
    return found


def without(state: State, gone: Collection[str], units: Collection[str] = ()) -> State:
    """The state without these organisations and all that hangs on them, and without these units."""
    if not gone and not units:
        return state
    left = {
        uid: row
        for uid, row in state.organisations.items()
        if uid not in gone and row[-1] not in units
    }
    away = state.organisations.keys() - left.keys()
    lists = {
        name: {uid: rows for uid, rows in each.items() if uid in left}
        for name, each in state.lists.items()
    }
    if MEMBERS in lists:
        lists[MEMBERS] = _known_members(lists[MEMBERS], left)
    returns = {
        key: form
        for key, form in state.returns.items()
        if key.key not in away and not (key.kind != OF_ORGANISATION and key.key in units)
    }
    works = {uid: work for uid, work in state.works.items() if work.source not in units}
    below = {key: row for key, row in state.units.items() if key not in units}
    return State(left, lists, returns, _without_parties(works, away), below)


def _left(parties: str | None, known: Collection[str]) -> str | None:
    return " ".join(each for each in (parties or "").split() if each in known) or None
