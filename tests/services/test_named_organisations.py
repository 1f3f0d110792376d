"""A row names an organisation of the book by its label or tax code; a like name is asked about."""

import pytest

from ktt_desktop.domain.importing.choices import Act, Decision
from ktt_desktop.services.named_organisations import (
    LIKE_NAME,
    OTHER_CODE,
    OTHER_NAME,
    NamedOrganisations,
)
from ktt_desktop.services.organisation_labels import organisation_labels, register_rows

CODE, OTHER = "0101248141", "0100109106"


@pytest.fixture
def own(desk):
    return desk.add("HTX Chăn nuôi Bình Minh", tax_code=CODE, commune_code="07375")


@pytest.fixture
def found(desk, own):
    """The organisation a name and a code lead to."""

    def find(name, tax_code="", decision=None):
        return NamedOrganisations(desk.book, desk.profile).find(name, tax_code, decision)

    return find


def told(naming):
    return [(each.uid, each.reason) for each in naming.candidates]


def test_its_label_or_its_code_names_it(found, own):
    assert found("HTX Chăn nuôi Bình Minh").uid == own.uid
    assert found("htx chăn nuôi bình minh").uid == own.uid
    assert found("Hợp tác xã Bình Minh", CODE).uid == own.uid
    assert found("Hợp tác xã Bình Minh").uid == ""


def test_one_name_and_two_codes_or_one_code_and_two_names_are_asked_about(found, own):
    assert told(found("HTX Chăn nuôi Bình Minh", OTHER)) == [(own.uid, OTHER_CODE)]
    assert told(found("HTX Hoa Lan", CODE)) == [(own.uid, OTHER_NAME)]
    assert told(found("THT Bình Minh")) == [(own.uid, LIKE_NAME)]
    chosen = Decision(Act.UPDATE, own.uid)
    for name, code in (("HTX Hoa Lan", CODE), ("THT Bình Minh", ""), (own.name, OTHER)):
        assert found(name, code, chosen).uid == own.uid


def test_a_name_of_two_organisations_names_neither(desk, found, own):
    desk.add("HTX Chăn nuôi Bình Minh", commune_code="07420")
    assert found("HTX Chăn nuôi Bình Minh").uid == ""
    labels = organisation_labels(desk.book, desk.profile, register_rows(desk.book))
    assert found("HTX Chăn nuôi Bình Minh – Xã Lạng Giang").uid == own.uid
    assert sorted(labels) == [
        "HTX Chăn nuôi Bình Minh – Xã Lạng Giang",
        "HTX Chăn nuôi Bình Minh – Xã Mỹ Thái",
    ]


def test_nobody_is_found_for_a_name_the_book_does_not_know(found):
    naming = found("HTX Vận tải Sông Thương")
    assert (naming.uid, naming.candidates) == ("", ())
    assert found("").candidates == ()


def test_of_two_with_one_name_and_commune_the_code_makes_the_label(desk, own):
    desk.add("HTX Chăn nuôi Bình Minh", commune_code="07375")
    labels = organisation_labels(desk.book, desk.profile, register_rows(desk.book))
    assert labels == {f"HTX Chăn nuôi Bình Minh – {CODE}": own.uid}
