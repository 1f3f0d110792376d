"""How many members an organisation has, from its yearly figures: shown in its record."""

from dataclasses import dataclass

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.records import ReturnRecord, Subject
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.storage.session import transaction

# Of one year the best known comes first; a plan says nothing of what is.
MEASURES = (Measure.ACTUAL, Measure.ESTIMATE, Measure.HALF_YEAR)


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """Số thành viên của năm gần nhất có số liệu, by class; only what is known."""

    year: int
    measure: Measure
    figures: tuple[tuple[Indicator, int], ...]


def newest_members(book: Book, uid: str, kind: OrganisationKind) -> MemberFigures | None:
    """The newest known members by class; None where no year tells any."""
    subject = Subject(SubjectKind.ORGANISATION, uid)
    asked = book.catalogue.edition.members_of(kind)
    with transaction(book.sessions) as session:
        forms = [
            form
            for measure in MEASURES
            for form in book.returns.history(session, subject, measure)
            if _known(form, asked)
        ]
    if not forms:
        return None
    newest = max(forms, key=lambda form: (form.year, -MEASURES.index(form.measure)))
    return MemberFigures(newest.year, newest.measure, _known(newest, asked))


def _known(form: ReturnRecord, asked: tuple[Indicator, ...]) -> tuple[tuple[Indicator, int], ...]:
    return tuple(
        (each, value) for each in asked if (value := form.values.get(each.code)) is not None
    )
