"""What an import is compared with: the records as drafts hold them, figures, histories."""

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.storage.import_book import known_figures, known_records, operating_steps
from ktt_desktop.storage.session import transaction

ATTRS = ("kind", "name", "registered_on", "is_alliance_member", "charter_capital")


def test_records_come_typed_with_their_representative_those_in_the_bin_too(empty_book):
    draft = OrganisationDraft(
        name="HTX A",
        sector="NN.TT",
        registered_on=PartialDate(2019, 3),
        is_alliance_member=True,
        persons=(Person("Nguyễn Văn An"), Person("Trần Thị Bình")),
    )
    one, _ = save_organisation(empty_book, draft)
    other, _ = save_organisation(empty_book, OrganisationDraft(name="HTX B", sector="NN.TT"))
    delete_organisation(empty_book, other.uid)
    with transaction(empty_book.sessions) as session:
        first, second = known_records(session, ATTRS, ("name", "phone"))
        steps = operating_steps(session)
    assert (first.uid, first.in_bin) == (one.uid, False)
    assert first.values == {
        "kind": OrganisationKind.COOPERATIVE,
        "name": "HTX A",
        "registered_on": PartialDate(2019, 3),
        "is_alliance_member": True,
        "charter_capital": None,
    }
    assert first.person == {"name": "Nguyễn Văn An", "phone": ""}
    assert second.in_bin
    assert second.person == {"name": None, "phone": None}
    assert [(each.status, each.on) for each in steps[one.uid]] == [("HD", None)]


def test_an_empty_book_knows_nothing(empty_book):
    with transaction(empty_book.sessions) as session:
        assert known_records(session, ATTRS, ("name",)) == []
        assert operating_steps(session) == {}


def test_figures_are_those_of_organisations_in_one_year_and_measure(empty_book):
    one, _ = save_organisation(empty_book, OrganisationDraft(name="HTX A", sector="NN.TT"))
    subject = Subject(SubjectKind.ORGANISATION, one.uid)
    save_values(empty_book, subject, 2024, Measure.ACTUAL, {"O1": 12})
    save_values(empty_book, subject, 2023, Measure.ACTUAL, {"O1": 9})
    with transaction(empty_book.sessions) as session:
        found = known_figures(session, YearMeasure(2024, Measure.ACTUAL), ["o1", "o5"])
        assert known_figures(session, YearMeasure(2024, Measure.PLAN), ["o1"]) == {}
    assert found == {one.uid: (12, None)}
