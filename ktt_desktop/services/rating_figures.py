"""Raw criteria of the rating as the book knows them: the phiếu of the year, the registration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.rulesets_loader import RatingItem
from ktt_desktop.domain.aggregation import half_up
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import Subject, Values
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.book import Book

DONE = (Measure.ACTUAL, Measure.ESTIMATE)  # what was done goes before what was expected
NOTHING: Values = {}


@dataclass(frozen=True, slots=True)
class YearForms:
    """Phiếu số liệu của năm và năm trước, by uid of the organisation."""

    year: int
    now: Mapping[str, Values] = field(default_factory=dict)
    before: Mapping[str, Values] = field(default_factory=dict)


def read_forms(session: Session, book: Book, year: int) -> YearForms:
    """The forms of all organisations that a rating of the year reads."""
    return YearForms(year, _all(session, book, year), _all(session, book, year - 1))


def read_forms_of(session: Session, book: Book, uid: str, year: int) -> YearForms:
    """The forms of one organisation."""
    return YearForms(
        year, {uid: _one(session, book, uid, year)}, {uid: _one(session, book, uid, year - 1)}
    )


def known_items(
    items: Mapping[str, RatingItem],
    forms: YearForms,
    uid: str,
    registered_on: PartialDate | None,
) -> dict[str, int]:
    """Raw criteria of an organisation that the book can tell, as stored."""
    return {
        key: value
        for key, item in items.items()
        if (value := _value(item, forms, uid, registered_on)) is not None
    }


def months_until(year: int, founded: PartialDate | None) -> int | None:
    """Whole months from the registration to the end of a year.

    None where it is unknown; of a registration known by its year only the least there can be.
    """
    if founded is None:
        return None
    years = 12 * (year - founded.year)
    if founded.month is None:
        return years or None
    from_the_first = founded.day in (None, 1)
    return max(0, years + 12 - founded.month + from_the_first)


def _value(
    item: RatingItem, forms: YearForms, uid: str, registered_on: PartialDate | None
) -> int | None:
    if item.founded:
        return months_until(forms.year, registered_on)
    now, before = forms.now.get(uid, NOTHING), forms.before.get(uid, NOTHING)
    value = now.get(item.indicator)
    if value is None:
        return None
    if item.per:
        return _share(value, now.get(item.per), item.field.quantity.factor)
    if item.growth:
        past = before.get(item.indicator)
        return None if past is None else value - past
    return value


def _share(part: int, whole: int | None, factor: int) -> int | None:
    return half_up(Fraction(100 * factor * part, whole)) if whole else None


def _all(session: Session, book: Book, year: int) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for measure in reversed(DONE):
        forms = book.returns.of_organisations(session, year, measure)
        found |= {uid: each.values for uid, each in forms.items() if _is_filled(each.values)}
    return found


def _one(session: Session, book: Book, uid: str, year: int) -> Values:
    subject = Subject(SubjectKind.ORGANISATION, uid)
    forms = (book.returns.read(session, subject, year, measure).values for measure in DONE)
    return next((values for values in forms if _is_filled(values)), NOTHING)


def _is_filled(values: Values) -> bool:
    return any(value is not None for value in values.values())
