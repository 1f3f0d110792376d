"""One merge of received rows: what the book has, what it should have, and the writing of it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM, Units
from ktt_desktop.domain.consolidation.claims import Settled, claims_of, is_claim, settle
from ktt_desktop.domain.consolidation.corrected import corrected
from ktt_desktop.domain.consolidation.difference import Difference, difference
from ktt_desktop.domain.consolidation.journal_lines import lines
from ktt_desktop.domain.consolidation.reading import (
    FileRows,
    FormKey,
    Landing,
    UnitRow,
    read_file,
)
from ktt_desktop.domain.consolidation.shape import Shape
from ktt_desktop.domain.consolidation.state import State, fold, without
from ktt_desktop.domain.receiving import (
    Cell,
    Correction,
    DuplicateClaim,
    DuplicateSide,
    HeldFile,
    in_order,
    unit_key,
    unit_of_key,
)
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.models.document import Setting
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.receiving_kept import kept_data
from ktt_desktop.services.settings import PROFILE, profile_from
from ktt_desktop.services.submission_data import ORGANISATION_COLUMNS, PART_COLUMNS
from ktt_desktop.storage import received_claims, received_corrections
from ktt_desktop.storage.lower_units import write_units
from ktt_desktop.storage.received_journal import write_journal
from ktt_desktop.storage.received_rows import Writing, write
from ktt_desktop.storage.received_shape import shape
from ktt_desktop.storage.received_state import Standing, Whose, standing, units_below
from ktt_desktop.storage.work_rivals import contested_by, settle_works

ATTRS = {sheet: attr for sheet, (attr, _) in PART_COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Target:
    """Sổ phải nói gì của một đơn vị, and what came up on the way.

    `placed` are units that send themselves and stand below it; `received` what was received in
    corrected cells.
    """

    state: State
    claims: Mapping[str, DuplicateClaim]
    settled: Settled
    corrections: tuple[Correction, ...]
    received: Mapping[Cell, int | str | None]
    placed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """Một lần gộp, in the caller's transaction; `own` is the key of the book's unit."""

    session: Session
    book: Book
    own: str
    shape: Shape
    columns: dict[str, str]
    moment: datetime
    senders: frozenset[str]

    def is_own(self, owner: str) -> bool:
        """Whether the files are the book's own, come back to it."""
        return owner == self.own

    def whose(self, owner: str) -> Whose:
        """What of the book the files of a unit brought."""
        if self.is_own(owner):
            return Whose(frozenset({""}), frozenset({unit_of_key(owner)[0]}), own=True)
        units = units_below(self.session, owner, self.senders - {owner})
        return Whose(units, units)

    def standing(self, owner: str) -> Standing:
        """What the book has of it now."""
        return standing(self.session, self.shape, self.columns, self.whose(owner))

    def read(self, file: HeldFile, data: Mapping[str, Sheet]) -> FileRows:
        """The rows of a file as they land; raises UnreadableFileError."""
        return read_file(self.shape, data, self._landing(file), file.id)

    def narrowed(self, owner: str, data: Mapping[str, Sheet]) -> "Merge":
        """The same with no figures but those of a file: enough for a unit nobody spoke of yet."""
        held = set(data["returns"].columns)
        columns = {code: column for code, column in self.columns.items() if code in held}
        is_known = owner in received_claims.parents(self.session)
        if not columns or is_known or received_corrections.any_at_all(self.session):
            return self
        return replace(self, shape=replace(self.shape, codes=tuple(columns)), columns=columns)

    def folded(self, files: Iterable[HeldFile], read: Mapping[int, FileRows]) -> State:
        """All files in their order, oldest first; those not `read` yet are taken from the folder.

        Raises NotFoundError, UnreadableFileError.
        """
        rows = (
            read[each.id] if each.id in read else self.read(each, kept_data(self.book, each))
            for each in in_order(files)
        )
        return fold(rows, self.tax_code)

    @property
    def tax_code(self) -> int:
        """The place of the tax code in a record."""
        return ORGANISATION_COLUMNS.index("tax_code")

    def is_touched(self, owner: str, state: State) -> bool:
        """Whether the book says something else of a unit than its files.

        It was claimed twice or corrected, or units below send their part themselves.
        """
        units = self.whose(owner).sources
        if received_claims.claimed_by(self.session, units):
            return True
        if contested_by(self.session, units) or self._are_senders_below(owner):
            return True
        keys = (*state.organisations, *units)
        return bool(received_corrections.of_subjects(self.session, keys))

    def target(self, owner: str, folded: State) -> Target:
        """What the book should say, given what other units sent and what was decided here."""
        others = self.senders - {owner}
        placed = {key: row.parent for key, row in folded.units.items() if key in others}
        state = self._named(owner, without(folded, (), others))
        none = Settled(frozenset(), frozenset(), frozenset())
        if self.is_own(owner):
            return Target(state, {}, none, (), {}, placed)
        mine = {*self.whose(owner).sources, *state.units, owner}
        sides = self._sides(state, received_claims.put_away(self.session, mine))
        claims = claims_of(sides, received_claims.other_sides(self.session, sides, mine))
        decisions = received_claims.decisions(self.session) if claims else {}
        settled = settle(claims, decisions, mine)
        state = without(state, settled.waiting | settled.lost)
        state = self._bare(state, settled.bare)
        keys = (*state.organisations, *state.units)
        found = received_corrections.of_subjects(self.session, keys)
        state, received = corrected(self.shape, state, {each.cell: each.value for each in found})
        return Target(state, claims, settled, tuple(found), received, placed)

    def write(self, owner: str, target: Target, before: Standing) -> Difference:
        """Make the book say it; the lines of what changed go into the journal."""
        own = self.is_own(owner)
        found = difference(before.state, target.state)
        if own:
            found = replace(found, forms=_differing(before.state, target.state, found))
        stamp = self.moment.astimezone(UTC).isoformat(timespec="seconds")
        gone = before.state.units.keys() - target.state.units.keys()
        write_units(self.session, target.state, gone, target.placed)
        write(
            self.session,
            Writing(
                self.shape,
                self.columns,
                before.state.returns,
                target.state,
                stamp,
                own,
                self.whose(owner).sources | target.state.units.keys(),
            ),
            found,
            before.ids,
        )
        told = lines(self.shape, before.state, target.state, found, ATTRS)
        write_journal(self.session, stamp, told)
        for each in target.corrections:
            received = target.received.get(each.cell, each.received)
            if received != each.received:
                received_corrections.keep(self.session, replace(each, received=received))
        return found

    def settle_claims(self, owner: str, target: Target) -> frozenset[str]:
        """Write down what is claimed twice; the owners of the other sides that it changes."""
        mine = {*self.whose(owner).sources, *target.state.units, owner}
        before = received_claims.claimed_by(self.session, mine)
        if not before and not target.claims:
            return frozenset()
        old = received_claims.claims(self.session, before | target.claims.keys())
        new: dict[str, DuplicateClaim] = dict(target.claims)
        for subject in before - new.keys():
            left = tuple(each for each in old[subject].sides if each.unit not in mine)
            if is_claim(subject, left):
                new[subject] = DuplicateClaim(subject, left)
        received_claims.keep_claims(self.session, old.keys() | new.keys(), new.values())
        touched = {
            side.unit
            for subject in old.keys() | new.keys()
            if _places(old.get(subject)) != _places(new.get(subject))
            for claim in (old.get(subject), new.get(subject))
            if claim is not None
            for side in claim.sides
            if side.unit not in mine
        }
        return self.owners(touched)

    def settle_works(self, owner: str, target: Target, before: Standing) -> frozenset[str]:
        """Write down which work records others have too; the owners of those that may stand now."""
        old, new = before.state.works, target.state.works
        mine = {*self.whose(owner).sources, *target.state.units, owner}
        if not old and not new and not contested_by(self.session, mine):
            return frozenset()
        let_go = [
            uid for uid, work in old.items() if uid not in new or new[uid].source != work.source
        ]
        sent = {uid: work.source for uid, work in new.items()}
        return self.owners(settle_works(self.session, mine, sent, let_go))

    def owners(self, units: Iterable[str]) -> frozenset[str]:
        """The units whose files bring what the book has of these."""
        above = received_claims.parents(self.session)
        found = set()
        for unit in units:
            while unit and unit not in self.senders:
                unit = above.get(unit, "")
            if unit:
                found.add(unit)
        return frozenset(found)

    def above(self, owner: str) -> frozenset[str]:
        """The sender that spoke of a unit before it sent files itself, or does again."""
        return self.owners([received_claims.parents(self.session).get(owner, "")])

    def _are_senders_below(self, owner: str) -> bool:
        above = received_claims.parents(self.session)
        return owner in self.owners({above.get(each, "") for each in self.senders - {owner}} - {""})

    def _landing(self, file: HeldFile) -> Landing:
        code, former = unit_of_key(file.key.unit)
        own, is_sender_own = self.is_own(file.lands_on), self.is_own(file.key.unit)
        units, moved = self.book.units, former and file.lands_on != file.key.unit
        unit = units.find(code, LAST_THREE_LEVEL_DAY if former else max(today(), TWO_LEVEL_FROM))
        source = "" if own else file.lands_on
        return Landing(
            key=file.key.unit,
            code=code,
            subject=code if is_sender_own else file.key.unit,
            source=source,
            name=file.unit_name,
            level=unit.level.value if unit else "",
            parent="" if file.lands_on == file.key.unit else source,
            place=_placing(units, file.lands_on) if moved else None,
        )

    def _named(self, owner: str, state: State) -> State:
        """The unit itself stands among the units, also where only old files land on it."""
        above = received_claims.parents(self.session).get(owner, "")
        rows = dict(state.units)
        if not self.is_own(owner) and (state.organisations or state.returns or rows):
            rows[owner] = rows.get(owner, self._listed(owner))._replace(parent=above)
        return replace(state, units=rows)

    def _listed(self, key: str) -> UnitRow:
        code, former = unit_of_key(key)
        on = LAST_THREE_LEVEL_DAY if former else max(today(), TWO_LEVEL_FROM)
        unit = self.book.units.find(code, on)
        return UnitRow(unit.name, unit.level.value, "", 1) if unit else UnitRow(key, "", "", 1)

    def _sides(self, state: State, binned: frozenset[str]) -> list[DuplicateSide]:
        """What the unit claims; a record this level put into the bin claims nothing."""
        name = ORGANISATION_COLUMNS.index("name")
        return [
            DuplicateSide(str(row[-1]), "", uid, str(row[name]), str(row[self.tax_code] or ""))
            for uid, row in state.organisations.items()
            if uid not in binned
        ]

    def _bare(self, state: State, uids: frozenset[str]) -> State:
        """The records without their tax codes."""
        if not uids:
            return state
        place = self.tax_code
        return replace(
            state,
            organisations={
                uid: (*row[:place], None, *row[place + 1 :]) if uid in uids else row
                for uid, row in state.organisations.items()
            },
        )


def open_merge(session: Session, book: Book) -> Merge:
    """The merge of a book, at this moment."""
    setting = session.get(Setting, PROFILE)
    own = ""
    if setting is not None:
        profile = profile_from(json.loads(setting.value))
        own = unit_key(profile.code, former=profile.historical)
    indicators = book.catalogue.edition.indicators.values()
    parts = {sheet: columns for sheet, (_, columns) in PART_COLUMNS.items()}
    codes = [each.code for each in indicators]
    return Merge(
        session,
        book,
        own,
        shape(ORGANISATION_COLUMNS, parts, codes),
        {each.code: each.column for each in indicators},
        now(),
        received_claims.senders(session),
    )


def _placing(units: Units, lands_on: str) -> Callable[[str], tuple[str, str]]:
    """The commune of today and the one of before, for a commune code of a unit of before."""
    heir = unit_of_key(lands_on)[0]

    def place(code: str) -> tuple[str, str]:
        old = units.find(code, LAST_THREE_LEVEL_DAY)
        if old is None:
            return code, ""
        heirs = [each.code for each in units.successors(old)]
        if heir in heirs:
            return heir, code
        return (heirs[0] if len(heirs) == 1 else code), code

    return place


def _places(claim: DuplicateClaim | None) -> frozenset[tuple[str, str]]:
    sides = claim.sides if claim else ()
    return frozenset((each.unit, each.organisation) for each in sides)


def _differing(before: State, after: State, found: Difference) -> tuple[FormKey, ...]:
    """Own forms bear no file: those that say the same stay as they are."""
    return tuple(
        key
        for key in found.forms
        if key not in before.returns or before.returns[key][:3] != after.returns[key][:3]
    )
