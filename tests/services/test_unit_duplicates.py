"""An organisation two units send counts nowhere until somebody decides, and as decided then."""

from itertools import permutations

import pytest

from ktt_desktop.domain.errors import NotFoundError, ReasonRequiredError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.receiving import DuplicateAnswer
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.services.unit_duplicates import (
    decide_duplicate,
    duplicate_claims,
    undo_decision,
)
from tests.consolidating import Made, decisions_of, made_file, province, uid_of

CODE = "0101243150"
SUBJECT = f"mst:{CODE}"
HERE, THERE = "07375", "07399"


@pytest.fixture
def upper(empty_book):
    """The book of a province without any file."""
    return province(empty_book)


def here():
    made = Made().organisation("HTX Một", code=CODE).organisation("HTX Riêng")
    return made_file(made.form("HTX Một", 7, None).work("Lớp", "HTX Một"), HERE)


def there(name="HTX Một của xã khác", code=CODE, **more):
    made = Made().organisation(name, code=code).form(name, 9, None)
    return made_file(made, THERE, name="Xã Yên Định", **more)


def decide(upper, kept, answer=DuplicateAnswer.ONE, subject=SUBJECT):
    return decide_duplicate(upper.book, subject, kept, answer, "công văn 12/UBND")


def test_one_tax_code_of_two_units_stands_nowhere_and_both_are_named(upper):
    upper.receive(*here())
    _, taken = upper.receive(*there())
    assert len(taken.blocked) == 1
    assert upper.names() == [("HTX Riêng", HERE)]
    assert upper.figure("HTX Một") is None
    (claim,) = duplicate_claims(upper.book)
    assert [(each.unit, each.name) for each in claim.sides] == [
        (HERE, "HTX Một"),
        (THERE, "HTX Một của xã khác"),
    ]


def test_the_decision_for_one_unit_lets_its_record_stand_and_can_be_undone(upper):
    for each in (here(), there()):
        upper.receive(*each)
    waiting = upper.said()
    decide(upper, HERE)
    assert upper.names() == [("HTX Một", HERE), ("HTX Riêng", HERE)]
    assert upper.figure("HTX Một") == 7
    assert upper.said()["works"][0][-1] is not None
    assert duplicate_claims(upper.book) == []
    decide(upper, THERE)
    assert upper.names() == [("HTX Một của xã khác", THERE), ("HTX Riêng", HERE)]
    assert [each.kept for each in decisions_of(upper.book)] == [THERE]
    undo_decision(upper.book, SUBJECT)
    assert upper.said() == waiting
    assert len(duplicate_claims(upper.book)) == 1


def test_two_organisations_stand_both_and_one_of_them_without_the_code(upper):
    for each in (here(), there()):
        upper.receive(*each)
    decide(upper, HERE, DuplicateAnswer.TWO)
    assert upper.rows("SELECT name, tax_code FROM organisation ORDER BY name") == [
        ("HTX Một", CODE),
        ("HTX Một của xã khác", None),
        ("HTX Riêng", None),
    ]
    upper.receive(*there(number=1))
    assert len(upper.names()) == 3


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_receiving_changes_nothing(upper, order):
    third = made_file(Made().organisation("HTX Ba", code=CODE), "07400", name="Xã Ba")
    files = [here(), there(), third]
    for place in order:
        upper.receive(*files[place])
    assert upper.names() == [("HTX Riêng", HERE)]
    (claim,) = duplicate_claims(upper.book)
    assert len(claim.sides) == 3
    assert len(upper.said()["claims"]) == 3


def test_the_other_record_stands_again_when_a_unit_takes_its_own_back(upper):
    upper.receive(*here())
    alone = upper.said()
    file, _ = upper.receive(*there())
    upper.give_back(file)
    assert upper.said() == alone
    upper.receive(*there(number=1))
    assert len(duplicate_claims(upper.book)) == 1
    upper.receive(*there(code="0101243151", number=2))
    assert len(upper.names()) == 3
    assert duplicate_claims(upper.book) == []


def test_one_uid_of_two_units_is_a_claim_too(upper):
    upper.receive(*here())
    upper.receive(*there("HTX Một", code=None))
    (claim,) = duplicate_claims(upper.book)
    assert claim.subject.startswith("uid:")
    decide(upper, THERE, subject=claim.subject)
    assert upper.figure("HTX Một") == 9
    decide(upper, HERE, subject=claim.subject)
    assert upper.figure("HTX Một") == 7


def test_the_books_own_record_stands_until_it_is_decided_otherwise(upper):
    save_organisation(
        upper.book, OrganisationDraft(name="HTX Của tỉnh", tax_code=CODE, sector="NN.TT")
    )
    upper.receive(*here())
    assert upper.names() == [("HTX Của tỉnh", ""), ("HTX Riêng", HERE)]
    decide(upper, HERE)
    assert upper.names() == [("HTX Một", HERE), ("HTX Riêng", HERE)]


def test_a_decision_needs_a_reason_and_a_claim(upper):
    for each in (here(), there()):
        upper.receive(*each)
    with pytest.raises(ReasonRequiredError):
        decide_duplicate(upper.book, SUBJECT, HERE, DuplicateAnswer.ONE, " ")
    with pytest.raises(NotFoundError):
        decide(upper, HERE, subject="mst:1")
    with pytest.raises(NotFoundError):
        undo_decision(upper.book, SUBJECT)


def test_the_books_own_record_comes_back_when_the_decision_is_undone(upper):
    save_organisation(
        upper.book, OrganisationDraft(name="HTX Của tỉnh", tax_code=CODE, sector="NN.TT")
    )
    upper.receive(*here())
    waiting = upper.said()
    decide(upper, HERE)
    undo_decision(upper.book, SUBJECT)
    assert upper.names() == [("HTX Của tỉnh", ""), ("HTX Riêng", HERE)]
    assert upper.said() == waiting
    decide(upper, HERE)
    assert upper.names() == [("HTX Một", HERE), ("HTX Riêng", HERE)]


def test_a_received_record_in_the_bin_claims_nothing_and_takes_nobodys_code(upper):
    upper.receive(*here())
    delete_organisation(upper.book, uid_of("HTX Một"))
    upper.receive(*there())
    for number, note in enumerate(("a", "b"), start=1):
        upper.receive(
            *made_file(Made().organisation("HTX Một", code=CODE, note=note), number=number)
        )
        upper.rebuild(HERE)
    assert upper.names() == [("HTX Một của xã khác", THERE), ("HTX Riêng", HERE)]
    assert upper.rows("SELECT tax_code FROM organisation WHERE source_unit = ?", THERE) == [(CODE,)]
    assert duplicate_claims(upper.book) == []
