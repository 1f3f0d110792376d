"""Chép số năm trước: last year's figures into blank fields, waiting to be confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import StaleRecordError
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ChangeSet, ReturnRecord, Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import write_values
from ktt_desktop.services.book import Book
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class Copied:
    """Những số đã chép: by organisation, indicator code → the stored integer."""

    into: YearMeasure
    values: Mapping[str, Mapping[str, int]]

    @property
    def count(self) -> int:
        """How many figures there are."""
        return sum(map(len, self.values.values()))


def last_year(figures: YearMeasure) -> YearMeasure:
    """The figures of the year before that stand beside these, and are copied into them.

    Beside a plan or an estimate of a whole year stands what the year before came to.
    """
    whole = figures.measure in (Measure.PLAN, Measure.ESTIMATE)
    return YearMeasure(figures.year - 1, Measure.ACTUAL if whole else figures.measure)


def copy_last_year(
    book: Book,
    uids: Sequence[str],
    into: YearMeasure,
    codes: Iterable[str],
    progress: Progress,
) -> tuple[Copied, ChangeSet]:
    """Fill the blank ones of these indicators of these organisations, in one transaction.

    What is there already stays. Raises PeriodClosedError, CancelledError.
    """
    wanted, source = tuple(codes), last_year(into)
    copied: dict[str, dict[str, int]] = {}
    with transaction(book.sessions) as session:
        for place, uid in enumerate(uids):
            progress.report(place, len(uids), "Chép số năm trước")
            form = _form(session, book, uid, into)
            before = _form(session, book, uid, source)
            values = {
                code: value
                for code in wanted
                if form.values.get(code) is None and (value := before.values.get(code)) is not None
            }
            if values:
                write_values(session, book, form, values, copied=True)
                copied[uid] = values
    return Copied(into, copied), _changes(copied, into)


def take_back(book: Book, copied: Copied) -> ChangeSet:
    """Empty the copied fields again.

    Raises StaleRecordError when one of them was confirmed or changed since, PeriodClosedError.
    """
    with transaction(book.sessions) as session:
        for uid, values in copied.values.items():
            form = _form(session, book, uid, copied.into)
            stands = {code: form.values[code] for code in values}
            if stands != values or not form.unconfirmed.issuperset(values):
                raise StaleRecordError(
                    "Số đã chép vừa được sửa hoặc xác nhận nên không hoàn tác được cả lần chép."
                )
            write_values(session, book, form, dict.fromkeys(values))
    return _changes(copied.values, copied.into)


def _form(session: Session, book: Book, uid: str, figures: YearMeasure) -> ReturnRecord:
    return book.returns.read(session, Subject(SubjectKind.ORGANISATION, uid), *figures)


def _changes(uids: Iterable[str], figures: YearMeasure) -> ChangeSet:
    return ChangeSet(organisations=frozenset(uids), years=frozenset({figures.year}))
