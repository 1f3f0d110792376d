from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dossier import (
    TOTAL,
    DossierDraft,
    Kind,
    by_source,
    money_key,
    total,
)
from ktt_desktop.domain.terms import FundingSource

amounts = st.dictionaries(st.sampled_from(FundingSource), st.integers(0, 10**15))


def of(money, stated=None, group="done"):
    found = {money_key(group, source): amount for source, amount in money.items()}
    if stated is not None:
        found[money_key(group, TOTAL)] = stated
    return DossierDraft(Kind.SUPPORT, money=found)


@given(amounts)
def test_without_a_stated_total_the_sources_are_summed(money):
    assert by_source(of(money), "done") == money
    assert total(of(money), "done") == (sum(money.values()) if money else None)


@given(amounts, st.integers(0, 10**15))
def test_the_total_a_document_states_is_kept_whatever_the_sources_say(money, stated):
    assert total(of(money, stated), "done") == stated
    assert by_source(of(money, stated), "done") == money


def test_groups_of_money_are_apart():
    draft = of({FundingSource.CENTRAL: 5}, 9, group="plan")
    assert (total(draft, "plan"), total(draft, "done")) == (9, None)
    assert by_source(draft, "done") == {}


def test_zero_is_known_and_absence_is_not():
    assert total(of({FundingSource.OWN: 0}), "done") == 0
    assert total(of({}), "done") is None
    draft = DossierDraft(Kind.SUPPORT, values={"quantity_done": 0, "content": "Lớp"})
    assert (draft.number("quantity_done"), draft.number("quantity_plan")) == (0, None)
    assert (draft.text("content"), draft.text("document")) == ("Lớp", "")


def test_a_number_is_no_text_and_a_text_no_number():
    draft = DossierDraft(Kind.SUPPORT, values={"content": "5", "quantity_done": 5})
    assert (draft.number("content"), draft.text("quantity_done")) == (None, "")
