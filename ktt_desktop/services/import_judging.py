"""What becomes of each row of a file: new, changed, the same, doubtful, refused or left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ktt_desktop.domain.importing.choices import Act, Decision, ListAt
from ktt_desktop.domain.importing.matching import Doubt, Facts, may_be_written_twice
from ktt_desktop.domain.importing.plan import Candidate, FieldChange, Outcome, PlannedRow, Stored
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.import_differences import (
    STATES,
    STATUS,
    Difference,
    add_status,
    difference,
)
from ktt_desktop.services.import_known import KnownBook
from ktt_desktop.services.import_labels import Labels
from ktt_desktop.services.import_news import News, StatedFigures, figure_changes
from ktt_desktop.services.import_places import Place
from ktt_desktop.services.import_repeats import repeats
from ktt_desktop.services.import_values import StatedRows
from ktt_desktop.services.import_words import DOUBTS
from ktt_desktop.services.list_reading import FileReading
from ktt_desktop.storage.import_book import KnownRecord

LEGAL, COMMUNE = "legal_status", "commune_code"
LEGAL_OF = {  # what an operating status says of the legal one of a record that is new
    OperatingStatus.DISSOLVED: LegalStatus.CLOSED,
    OperatingStatus.DISSOLVING: LegalStatus.CLOSING,
}
NEEDED = {
    "kind": "không rõ loại hình; chọn loại hình cho cả danh sách hoặc ghi vào ô này",
    "sector": "không rõ lĩnh vực; chọn lĩnh vực cho cả danh sách hoặc ghi vào ô này",
}
LEFT = (Outcome.SKIPPED, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class ListRows:
    """Một danh sách sẵn sàng để đối chiếu; decisions and issues of the reading by Excel row."""

    stated: StatedRows
    places: Sequence[Place]
    facts: Sequence[Facts]
    decisions: Mapping[int, Decision]
    issues: Mapping[int, Sequence[Issue]]


@dataclass(slots=True)
class _Seen:
    """What the rows above have come to."""

    outcomes: dict[tuple[ListAt, int], Outcome] = field(default_factory=dict)
    facts: dict[tuple[ListAt, int], Facts] = field(default_factory=dict)
    records: set[tuple[ListAt, str]] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)  # of new ones


@dataclass(frozen=True, slots=True)
class _Held:
    """A row held against one record."""

    record: KnownRecord
    found: Difference
    news: News

    @property
    def is_same(self) -> bool:
        return not (self.found.changed or self.news or self.found.doubts)


class RowJudge:
    """Xét các dòng theo thứ tự của tệp: what becomes of a row depends on those above it."""

    def __init__(
        self,
        book: Book,
        labels: Labels,
        unit: str,
        reading: FileReading,
        known: KnownBook,
        figures: StatedFigures,
    ) -> None:
        self._catalogue, self._labels, self._unit = book.catalogue, labels, unit
        self._reading, self._known, self._figures = reading, known, figures
        self._own = {
            kind: frozenset(each.attr for each in book.catalogue.register_of(kind))
            for kind in OrganisationKind
        }
        self._repeats, self._seen = repeats(reading), _Seen()
        self._document = f"Danh sách {reading.file}"[:255]
        self._today = today()

    def judged(self, rows: ListRows) -> Iterator[PlannedRow]:
        """Every row of a list."""
        for place in range(len(rows.facts)):
            row = self._row(rows, place)
            self._judge(row, rows)
            self._seen.outcomes[row.at, place] = row.outcome
            self._seen.facts[row.at, place] = rows.facts[place]
            if row.uid and row.outcome in (Outcome.SAME, Outcome.CHANGED):
                self._seen.records.add((row.at, row.uid))
            yield row

    def _row(self, rows: ListRows, place: int) -> PlannedRow:
        """A row with all it states, nothing decided yet."""
        stated, read = rows.stated, rows.stated.placed.list
        number, where = read.rows[place], rows.places[place]
        values = stated.at(place)
        if where.code:
            values[COMMUNE] = where.code
        if where.former:
            values["former_commune_code"] = where.former
        issues = [*rows.issues.get(number, ()), *stated.left.get(place, ())]
        if where.doubt:
            issues.append(stated.of_row(place, "xã", read.communes[place], where.doubt))
        return PlannedRow(
            stated.placed.at,
            place,
            number,
            read.names[place],
            Outcome.NEW,
            values=values,
            person=stated.person_at(place),
            issues=tuple(issues),
            decision=rows.decisions.get(number),
        )

    def _judge(self, row: PlannedRow, rows: ListRows) -> None:
        act = row.decision.act if row.decision else None
        if act is Act.SKIP:
            row.outcome = Outcome.SKIPPED
        elif refused := rows.stated.refused.get(row.place):
            row.outcome = Outcome.REFUSED
            row.issues += tuple(refused)
        elif act is Act.ADD:
            self._add(row, rows, is_decided=True)
        elif act is Act.UPDATE and (record := self._chosen(row, rows)):
            self._settle(row, self._held(row, rows, record))
        else:
            self._find(row, rows)

    def _chosen(self, row: PlannedRow, rows: ListRows) -> KnownRecord | None:
        """The record the officer named, or the only one the row may be."""
        if row.decision and row.decision.uid:
            return self._known.live(row.decision.uid)
        match = self._known.index.match(rows.facts[row.place])
        found = {each.uid for each in (*match.certain, *match.same_name)}
        found = found or {each.uid for each, _ in match.likely}
        return self._known.live(found.pop()) if len(found) == 1 else None

    def _find(self, row: PlannedRow, rows: ListRows) -> None:
        """No decision: what the row is by itself."""
        match = self._known.index.match(rows.facts[row.place])
        by_name = match.certain or match.same_name
        held = [self._held(row, rows, self._known.records[each.uid]) for each in by_name]
        same = [each for each in held if each.is_same]
        if same:
            free = (each for each in same if not self._is_taken(row, each.record.uid))
            self._settle(row, next(free, same[0]))
        elif len(match.certain) == 1:
            self._update(row, held[0])
        elif match.certain:
            self._doubt(row, ((each, Doubt.SEVERAL) for each in held))
        elif match.likely:
            likely = ((self._known.records[each.uid], doubt) for each, doubt in match.likely)
            self._doubt(row, ((self._held(row, rows, record), doubt) for record, doubt in likely))
        else:
            self._add(row, rows, is_decided=False)

    def _held(self, row: PlannedRow, rows: ListRows, record: KnownRecord) -> _Held:
        """What the row would change of a record: what the list itself says, nothing inferred."""
        own, inferred = self._own[record.values["kind"]], rows.stated.inferred
        stated = {attr: value for attr, value in row.values.items() if attr in own}
        for attr, places in inferred.items():
            if row.place in places:
                stated.pop(attr, None)
        found = difference(stated, row.person, record)
        code = found.values.get("tax_code")
        if "tax_code" in found.changed and code in self._known.holders:
            found.values["tax_code"] = record.values["tax_code"]
            found.changed.remove("tax_code")
            found.taken_code = str(code)
        add_status(
            found,
            self._catalogue.status_rules,
            record,
            self._known.steps.get(record.uid, ()),
            rows.stated.placed.list.states[row.place],
            self._reading.as_of,
            self._today,
            self._document,
        )
        return _Held(record, found, self._figures.news(row.at, row.place, record.uid))

    def _is_taken(self, row: PlannedRow, uid: str) -> bool:
        return (row.at, uid) in self._seen.records

    def _update(self, row: PlannedRow, held: _Held) -> None:
        if self._is_taken(row, held.record.uid):
            self._doubt(row, [(held, Doubt.CHANGED_TWICE)])
        elif held.found.taken_code:
            self._doubt(row, [(held, Doubt.TAKEN_CODE)])
        elif held.found.doubts:
            self._doubt(row, [(held, Doubt.STATUS)])
        else:
            self._settle(row, held)

    def _settle(self, row: PlannedRow, held: _Held) -> None:
        """The row is this record."""
        row.uid, row.values, row.person = held.record.uid, held.found.values, held.found.person
        row.changes = () if held.is_same else tuple(self._changes(held))
        row.outcome = Outcome.CHANGED if row.changes else Outcome.SAME
        row.is_record_changed = bool(held.found.changed)
        if held.found.taken_code:
            self._tell_taken(row, held.found.taken_code)
        row.issues += tuple(
            Issue(row.row, self._labels.label(attr), "", why)
            for attr, why in held.found.left.items()
        )
        self._tell_status(row, [held])

    def _doubt(self, row: PlannedRow, pairs: Iterable[tuple[_Held, Doubt]]) -> None:
        """An officer has to say which of the records the row is, if any."""
        told = list(pairs)
        row.outcome = Outcome.DOUBTFUL
        row.candidates = tuple(
            Candidate(
                held.record.uid,
                held.record.values["name"],
                self._labels.commune(held.record.values[COMMUNE]),
                held.record.values["tax_code"] or "",
                DOUBTS[doubt],
                tuple(self._changes(held)),
            )
            for held, doubt in told
        )
        self._tell_status(row, (held for held, doubt in told if doubt is Doubt.STATUS))

    def _tell_taken(self, row: PlannedRow, code: str) -> None:
        reason = "mã số này đã có ở tổ chức khác nên không ghi"
        row.issues += (Issue(row.row, self._labels.label("tax_code"), code, reason),)

    def _tell_status(self, row: PlannedRow, held: Iterable[_Held]) -> None:
        label = self._labels.label(STATUS)
        row.issues += tuple(
            Issue(row.row, label, "", doubt) for each in held for doubt in each.found.doubts
        )

    def _changes(self, held: _Held) -> Iterator[FieldChange]:
        yield from self._labels.changes(held.found, held.record)
        yield from figure_changes(self._catalogue.edition, held.news)

    def _add(self, row: PlannedRow, rows: ListRows, *, is_decided: bool) -> None:
        """The row is nobody the book knows."""
        missing = [attr for attr in NEEDED if attr not in row.values]
        if missing:
            row.outcome = Outcome.REFUSED
            row.issues += tuple(
                Issue(row.row, self._labels.label(attr), "", NEEDED[attr]) for attr in missing
            )
            return
        doubts = [] if is_decided else list(self._doubts_of_new(row, rows))
        row.outcome = Outcome.DOUBTFUL if doubts else Outcome.NEW
        row.issues += tuple(Issue(row.row, "", "", each) for each in doubts)
        row.values = self._first_values(row)
        row.issues += tuple(self._told_by_name(row, rows))
        if not row.person.get("name"):
            row.person = {}

    def _told_by_name(self, row: PlannedRow, rows: ListRows) -> Iterator[Issue]:
        """What a new record is given though the list does not say it."""
        stated = rows.stated
        if row.place in stated.inferred.get("sector", ()):
            yield self._by_name(row, "sector", row.values["sector"])
        if row.place in stated.placed.in_name:
            attr = COMMUNE if COMMUNE in row.values else "former_commune_code"
            if attr in row.values:
                yield self._by_name(row, attr, row.values[attr])

    def _by_name(self, row: PlannedRow, attr: str, value: Stored) -> Issue:
        words = self._labels.words(attr, value, OrganisationKind(str(row.values["kind"])))
        reason = f"danh sách không ghi, lấy theo tên là “{words}”; sửa trong hồ sơ nếu không đúng"
        return Issue(row.row, self._labels.label(attr), "", reason)

    def _doubts_of_new(self, row: PlannedRow, rows: ListRows) -> Iterator[str]:
        above, reason = self._repeats.get((row.at, row.place), ((), ""))
        own = rows.facts[row.place]
        standing = [
            each
            for each in above
            if self._seen.outcomes[each] not in LEFT
            and may_be_written_twice(own, self._seen.facts[each])
        ]
        if standing:
            at, place = standing[0]
            (read,) = (each.list for each in self._reading.lists if each.at == at)
            sheet = f", trang {read.sheet}" if at != row.at and read.sheet else ""
            yield f"có thể trùng dòng {read.rows[place]}{sheet} ({read.names[place]}): {reason}"
        elif row.values.get("tax_code") in self._seen.codes:
            yield f"mã số {row.values['tax_code']} đã có ở một dòng phía trên"
        if not rows.places[row.place].is_own:
            yield f"xã ở ngoài địa bàn {self._unit}"

    def _first_values(self, row: PlannedRow) -> dict[str, Stored]:
        """What a new record begins with; a code that another has already is left out."""
        kind = OrganisationKind(str(row.values["kind"]))
        own = self._own[kind]
        values = {attr: value for attr, value in row.values.items() if attr in own}
        code = str(values.get("tax_code", ""))
        if code and (code in self._known.holders or code in self._seen.codes):
            del values["tax_code"]
            self._tell_taken(row, code)
        elif code and row.outcome is Outcome.NEW:
            self._seen.codes.add(code)
        read = next(each.list for each in self._reading.lists if each.at == row.at)
        if meant := STATES.get(read.states[row.place]):
            values[STATUS] = meant[0]
            if meant[0] in LEGAL_OF:
                values[LEGAL] = LEGAL_OF[meant[0]]
        return values
