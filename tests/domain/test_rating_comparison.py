"""Two rulesets side by side."""

from ktt_desktop.domain.rating_comparison import compared


def test_what_both_circulars_read_comes_first_and_is_entered_once(catalogue):
    rulesets = catalogue.ratings.rulesets
    found = compared(rulesets["TT01"], rulesets["TT09"])

    shared = [each.item for each in found if each.is_shared]
    assert shared == [
        *("capital", "revenue", "profit", "member_benefit", "community", "members", "awards"),
    ]
    assert [each.item for each in found][: len(shared)] == shared
    of = {each.item: each for each in found}
    assert [each.key for each in of["revenue"].left] == ["3a"]
    assert [each.key for each in of["revenue"].right] == ["1"]
    assert of["satisfaction"].left == ()
    assert {key for each in found for key in (c.key for c in each.right)} == set("123456")
