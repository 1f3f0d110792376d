"""Maxima and scales of the unit: kept, journalled, taken back."""

from ktt_desktop.domain.rulesets import Scale, Step
from ktt_desktop.services.rating_scales import load_scales, save_scales, used_rulesets


def test_what_is_filled_in_is_used_told_and_taken_back(desk):
    assert load_scales(desk.book) == {}
    scales = {"TT01": {"10": Scale(800), "3a": Scale(400, (Step(10**9, 250),))}}
    change = save_scales(desk.book, scales)

    assert change.dossiers
    assert load_scales(desk.book) == scales
    rules = used_rulesets(desk.book, scales)["TT01"]
    assert rules.criterion("10").most == 800
    assert rules.criterion("11").most is None
    told = desk.journal("rating_scales")
    assert [(key, field, old) for key, field, old, _ in told] == [
        ("TT01", "10", None), ("TT01", "3a", None),
    ]  # fmt: skip

    save_scales(desk.book, {})
    assert load_scales(desk.book) == {}
    assert used_rulesets(desk.book, {}) == dict(desk.book.catalogue.ratings.rulesets)
    assert [new for *_, new in desk.journal("rating_scales")][2:] == [None, None]
