"""Which records are read to be compared."""

from ktt_desktop.domain.duplicates import Entry
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.storage.duplicates import all_entries, entries_near
from ktt_desktop.storage.session import transaction

HTX = OrganisationKind.COOPERATIVE


def add(book, name, **fields):
    return save_organisation(book, OrganisationDraft(name=name, sector="NN.TT", **fields))[0].uid


def near(book, name="", **more):
    with transaction(book.sessions) as session:
        return [each.name for each in entries_near(session, Entry(0, "", HTX, name, **more))]


def test_every_record_comes_once_with_its_main_representative(empty_book):
    people = (Person(name="Lê An", phone="1"), Person(name="Trần Bình"))
    add(empty_book, "HTX Đông", old_certificate="7", phone="2", persons=people)
    delete_organisation(empty_book, add(empty_book, "HTX Cũ"))
    with transaction(empty_book.sessions) as session:
        (entry,) = all_entries(session)
    assert (entry.name, entry.certificate, entry.representative) == ("HTX Đông", "7", "Lê An")
    assert entry.phones == ("2", "1")


def test_the_end_of_a_name_a_person_or_a_telephone_is_enough(empty_book):
    add(empty_book, "HTX chăn nuôi Lê Hồng Phong", phone="(0240) 385.12-22")
    add(empty_book, "HTX Rau", persons=(Person(name="Ngô Thị Hà"),))
    assert near(empty_book, "HTX thuỷ sản Hồng Phong") == ["HTX chăn nuôi Lê Hồng Phong"]
    assert near(empty_book, representative="NGÔ THỊ HÀ") == ["HTX Rau"]
    assert near(empty_book, phones=("+84 240 385 1222",)) == ["HTX chăn nuôi Lê Hồng Phong"]
    assert near(empty_book) == []


def test_signs_in_a_name_are_no_search_language(empty_book):
    add(empty_book, 'HTX "Hoa" OR Sen')
    assert near(empty_book, 'HTX "Hoa" OR Sen') == ['HTX "Hoa" OR Sen']
