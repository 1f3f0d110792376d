"""Which work records a query lets through, their order, and what is added up of them."""

import pytest

from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.domain.dossier_list import (
    NO_YEAR,
    DossierQuery,
    counted,
    is_kept,
    nested,
    ordered,
)


def draft(uid="a", **fields):
    return DossierDraft("support", uid, **fields)


def row(uid, part_of="", **values):
    return DossierRow(draft(uid, part_of=part_of, values=values))


def number(each):
    return each.number("n")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (DossierQuery(), "abcd"),
        (DossierQuery(years=(2025,)), "ab"),
        (DossierQuery(years=(2026,)), "b"),
        (DossierQuery(years=(NO_YEAR, 2024)), "cd"),
        (DossierQuery(programmes=("P",)), "a"),
        (DossierQuery(topics=("H1", "H2")), "ab"),
        (DossierQuery(topics=("",)), "cd"),
        (DossierQuery(periods=("NC",)), "b"),
        (DossierQuery(sources=("NSTW", "QUY")), "ac"),
        (DossierQuery(organisations=("x",)), "a"),
        (DossierQuery(organisations=("", "y")), "abcd"),
        (DossierQuery(years=(2025,), sources=("NSTW",), organisations=("",)), ""),
    ],
)
def test_every_filter_lets_its_own_through_and_all_of_them_must_hold(query, kept):
    drafts = [
        draft(
            "a",
            year=2025,
            programme="P",
            topic="H1",
            period="NAM",
            organisations=("x", "y"),
            money={"done.NSTW": 0},
        ),
        draft("b", year=2026, topic="H2", period="NC"),
        draft("c", year=2024, money={"plan.QUY": 5, "plan.total": 5}),
        draft("d"),
    ]
    assert "".join(each.uid for each in drafts if is_kept(query, each)) == kept


def test_words_are_in_vietnamese_order_numbers_by_size_and_what_is_not_known_is_last():
    words = {"a": "Ơn", "b": "Đào", "c": "", "d": "Dương", "e": None}
    rows = [row(uid) for uid in words]

    def order(**how):
        return [each.draft.uid for each in ordered(rows, lambda r: words[r.draft.uid], **how)]

    assert order(descending=False) == ["d", "b", "a", "c", "e"]
    assert order(descending=True) == ["a", "b", "d", "c", "e"]

    numbers = [row("a", n=9), row("b", n=100), row("c"), row("d", n=0)]
    found = ordered(numbers, lambda each: number(each.draft), descending=True)
    assert [each.draft.uid for each in found] == ["b", "a", "d", "c"]


def test_parts_stand_under_their_whole_in_the_order_of_the_list():
    rows = [
        row("p2", "w"),
        row("v"),
        row("p1", "w"),
        row("w"),
        row("q", "p1"),
        row("alone", "gone"),
    ]
    found = [(each.row.draft.uid, each.depth) for each in nested(rows)]
    assert found == [("v", 0), ("w", 0), ("p2", 1), ("p1", 1), ("q", 2), ("alone", 0)]


def test_records_that_are_parts_of_each_other_are_still_listed():
    found = [each.row.draft.uid for each in nested([row("a", "b"), row("b", "a"), row("c")])]
    assert sorted(found) == ["a", "b", "c"]


def total(*rows):
    return sum(value for value, _ in counted(nested(rows), number))


def test_parts_are_not_counted_again_under_a_whole_that_states_the_number():
    assert total(row("w", n=10), row("p", "w", n=4), row("q", "p", n=4), row("v", n=1)) == 11


def test_parts_count_for_a_whole_that_states_nothing_or_is_not_shown():
    assert total(row("w"), row("p", "w", n=4), row("q", "w", n=5)) == 9
    assert total(row("p", "w", n=4), row("q", "w", n=5)) == 9
    assert total(row("w", n=0), row("p", "w", n=4)) == 0
