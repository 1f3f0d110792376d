from datetime import timedelta

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, OperatingStatus, SubjectKind
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import now
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.work_page import changed_since, has_organisations, without_figures

ACTUAL = YearMeasure(2024, Measure.ACTUAL)


def add(book, name, **more):
    draft = OrganisationDraft(name=name, sector="NN.TT", **more)
    return save_organisation(book, draft)[0].uid


def blank(book, on="2024-12-31"):
    columns = [each.column for each in book.catalogue.edition.of_form("phieu")]
    with transaction(book.sessions) as session:
        found = without_figures(session, ACTUAL, columns, [OperatingStatus.ACTIVE], on)
    return [name for _, name, _ in found]


def test_a_blank_form_is_one_without_a_single_figure_and_zero_is_a_figure(empty_book):
    first, second = add(empty_book, "HTX Bình"), add(empty_book, "HTX Ân")
    assert blank(empty_book) == ["HTX Ân", "HTX Bình"]

    save_values(empty_book, Subject(SubjectKind.ORGANISATION, first), *ACTUAL, {"O3": 0})
    assert blank(empty_book) == ["HTX Ân"]
    save_values(empty_book, Subject(SubjectKind.ORGANISATION, second), *ACTUAL, {"O1": None})
    assert blank(empty_book) == ["HTX Ân"]


def test_only_those_of_the_total_on_that_day_count(empty_book):
    add(empty_book, "HTX sau", registered_on=PartialDate(2025, 3))
    add(empty_book, "HTX hết", operating_status=OperatingStatus.DISSOLVED)
    gone = add(empty_book, "HTX bỏ")
    delete_organisation(empty_book, gone)
    assert blank(empty_book) == []
    assert blank(empty_book, "2025-12-31") == ["HTX sau"]


def test_changes_are_counted_from_a_moment_on(empty_book):
    with transaction(empty_book.sessions) as session:
        assert not has_organisations(session)
    uid = add(empty_book, "HTX Bình")
    save_values(empty_book, Subject(SubjectKind.ORGANISATION, uid), *ACTUAL, {"O1": 1})
    with transaction(empty_book.sessions) as session:
        assert has_organisations(session)
        assert changed_since(session, now() - timedelta(minutes=1)) == (1, 1)
        assert changed_since(session, now() + timedelta(minutes=1)) == (0, 0)
