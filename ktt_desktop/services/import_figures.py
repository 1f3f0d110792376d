"""The figures of an import: new forms in bulk, answered forms with what the list says otherwise."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.plan import FigureColumn, ImportPlan, PlannedRow
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ReturnRecord, Subject, Values
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.correcting import correct_day, correct_figures
from ktt_desktop.services.import_records import IMPORTED, stored_time
from ktt_desktop.storage import import_rows as storage
from ktt_desktop.storage import import_traces as traces

AT_ONCE = 500
HEAD = (
    *("subject_kind", "subject_key", "sector", "year", "measure", "organisation_id"),
    *("as_of", "reasons", "updated_at"),
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Số liệu của ai: a record of the book; `unit` is the one whose file brought it, "" none."""

    id: int
    uid: str
    unit: str = ""


Owned = Sequence[tuple[PlannedRow, Owner]]


@dataclass(frozen=True, slots=True)
class _Form:
    """The figures of one list that belong to one year and measure, by code."""

    period: YearMeasure
    values: Mapping[str, Sequence[Sequence[int | None]]]  # columns that feed the same figure

    def of(self, place: int) -> dict[str, int]:
        """What a row states; the first column that says anything of a figure."""
        found: dict[str, int] = {}
        for code, columns in self.values.items():
            for column in columns:
                if (value := column[place]) is not None:
                    found[code] = value
                    break
        return found


@dataclass(frozen=True, slots=True)
class FigureWriting:
    """Writes the figures of a plan, some hundreds of forms at a time."""

    session: Session
    book: Book
    plan: ImportPlan
    at: datetime
    progress: Progress

    def of_new(self, rows: Owned) -> Counter[YearMeasure]:
        """Figures of new records, of which the journal has no line; how many of which period."""
        count: Counter[YearMeasure] = Counter()
        for start in range(0, len(rows), AT_ONCE):
            self.progress.report(start, len(rows), "Ghi số liệu của tổ chức mới")
            forms: dict[YearMeasure, list[tuple[Owner, Values]]] = defaultdict(list)
            for owner, period, values in self._stated(rows[start : start + AT_ONCE]):
                forms[period].append((owner, values))
                count[period] += len(values)
            for period, found in forms.items():
                day = self.plan.day_of(period)
                _insert(self.session, self.book, period, day, found, self.at)
        return count

    def of_known(self, rows: Owned, trace: traces.Trace) -> Counter[YearMeasure]:
        """Figures of records of the book where it says otherwise; how many of which period."""
        stated: dict[YearMeasure, dict[Owner, dict[str, int]]] = defaultdict(dict)
        for owner, period, values in self._stated(rows):
            stated[period].setdefault(owner, {}).update(values)
        count: Counter[YearMeasure] = Counter()
        for period, forms in stated.items():
            day = self.plan.day_of(period)
            known = _Known(self.session, self.book, self.plan.file, period, day, self.at)
            owners = list(forms)
            for start in range(0, len(owners), AT_ONCE):
                self.progress.report(start, len(owners), "Ghi số liệu của tổ chức đã có")
                part = {each: forms[each] for each in owners[start : start + AT_ONCE]}
                count[period] += known.write(part, trace)
        return +count

    def _stated(self, rows: Owned) -> Iterator[tuple[Owner, YearMeasure, dict[str, int]]]:
        """What each row states of each year and measure, where it states anything."""
        forms = {at: _forms(columns) for at, columns in self.plan.figures.items()}
        for row, owner in rows:
            for form in forms.get(row.at, ()):
                if values := form.of(row.place):
                    yield owner, form.period, values


@dataclass(frozen=True, slots=True)
class _Known:
    """Writes the forms of one year and measure of records that were there before."""

    session: Session
    book: Book
    file: str
    period: YearMeasure
    day: PartialDate | None
    at: datetime

    def write(self, forms: Mapping[Owner, dict[str, int]], trace: traces.Trace) -> int:
        """Write what differs; tells how many figures."""
        codes = sorted({code for values in forms.values() for code in values})
        stood = self._stood(forms, codes)
        changed = {
            owner: other
            for owner, values in forms.items()
            if (other := _otherwise(values, stood.get(owner.uid)))
        }
        fresh = [(owner, values) for owner, values in changed.items() if owner.uid not in stood]
        ids = _insert(self.session, self.book, self.period, self.day, fresh, self.at)
        trace.ids.setdefault(traces.FORMS, []).extend(ids)
        old = [(owner, values) for owner, values in changed.items() if owner.uid in stood]
        touched = [stood[owner.uid].id for owner, _ in old]
        traces.note_before(self.session, trace, traces.FORMS_TOUCHED, touched)
        self._update(old, stood, codes)
        self._tell(changed, stood)
        return sum(map(len, changed.values()))

    def _stood(self, owners: Iterable[Owner], codes: Sequence[str]) -> dict[str, "_Stood"]:
        columns = [_column(self.book, code) for code in codes]
        year, measure = self.period
        uids = (owner.uid for owner in owners)
        return {
            uid: _Stood(
                id_, reasons, frozenset(json.loads(waiting)), dict(zip(codes, values, strict=True))
            )
            for uid, id_, reasons, waiting, *values in storage.forms_of(
                self.session, year, measure.value, uids, columns
            )
        }

    def _update(
        self,
        forms: Sequence[tuple[Owner, dict[str, int]]],
        stood: Mapping[str, "_Stood"],
        codes: Sequence[str],
    ) -> None:
        names = ("reasons", "unconfirmed", "updated_at", *(_column(self.book, c) for c in codes))
        storage.update_forms(
            self.session,
            names,
            [
                (
                    *stood[owner.uid].told_without(values),
                    stored_time(self.at),
                    *(values.get(code) for code in codes),
                    stood[owner.uid].id,
                )
                for owner, values in forms
            ],
        )

    def _tell(self, changed: Mapping[Owner, dict[str, int]], stood: Mapping[str, "_Stood"]) -> None:
        """A line for each figure that was replaced, one a form for all that were blank."""
        lines: list[storage.Line] = []
        for owner, values in changed.items():
            before = stood[owner.uid].values if owner.uid in stood else {}
            replaced = {code: old for code in values if (old := before.get(code)) is not None}
            key = f"{owner.uid}||{self.period.year}|{self.period.measure.value}"
            lines += [(key, code, str(old), str(values[code])) for code, old in replaced.items()]
            if len(replaced) < len(values):
                lines.append((key, IMPORTED, None, self.file))
            if owner.unit:
                subject = Subject(SubjectKind.ORGANISATION, owner.uid)
                form = ReturnRecord(subject, *self.period, values=before)
                correct_figures(self.session, form, values, {}, self.at)
                if owner.uid not in stood and self.day:
                    correct_day(self.session, form, self.day.iso(), self.at)
        storage.write_lines(self.session, stored_time(self.at), "annual_return", lines)


@dataclass(frozen=True, slots=True)
class _Stood:
    """A form as it stands in the book."""

    id: int
    reasons: str
    unconfirmed: frozenset[str]
    values: Values

    def told_without(self, values: Values) -> tuple[str, str]:
        """Its reasons and the copied figures that wait, without those of new values."""
        reasons = {
            code: why for code, why in json.loads(self.reasons).items() if code not in values
        }
        waiting = sorted(self.unconfirmed - values.keys())
        return json.dumps(reasons, ensure_ascii=False, sort_keys=True), json.dumps(waiting)


def _otherwise(values: dict[str, int], stood: _Stood | None) -> dict[str, int]:
    """What of the values a form does not say yet."""
    return {
        code: value
        for code, value in values.items()
        if stood is None or stood.values[code] != value
    }


def _forms(columns: Iterable[FigureColumn]) -> list[_Form]:
    found: dict[YearMeasure, dict[str, list[Sequence[int | None]]]] = {}
    for each in columns:
        found.setdefault(each.period, {}).setdefault(each.code, []).append(each.values)
    return [_Form(period, values) for period, values in found.items()]


def _insert(
    session: Session,
    book: Book,
    period: YearMeasure,
    day: PartialDate | None,
    forms: Sequence[tuple[Owner, Values]],
    at: datetime,
) -> range:
    """New forms; returns their ids."""
    codes = sorted({code for _, values in forms for code in values})
    names = ("id", *HEAD, *(_column(book, code) for code in codes))
    first = storage.last_id(session, storage.FORM) + 1
    kind, year, measure = SubjectKind.ORGANISATION.value, period.year, period.measure.value
    said, moment = day.iso() if day else None, stored_time(at)
    rows = [
        (
            *(id_, kind, owner.uid, "", year, measure, owner.id, said, "{}", moment),
            *(values.get(code) for code in codes),
        )
        for id_, (owner, values) in enumerate(forms, start=first)
    ]
    storage.insert_rows(session, storage.FORM, names, rows)
    return range(first, first + len(rows))


def _column(book: Book, code: str) -> str:
    return book.catalogue.edition.indicators[code].column
