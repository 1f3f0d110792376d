import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.document import Run
from ktt_desktop.domain.locked_figures import accepted, differing, following, refused
from ktt_desktop.domain.report_blocks import section_blocks
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    RichParagraph,
    RichRun,
    RichTable,
    plain_text,
)
from ktt_desktop.domain.report_text_json import text_from_json, text_json

SLOTS = ("A1@TH", "A5@TH|unit", "A5@TH|v0")


def figure(text, slot="A1@TH", refused=""):
    return RichRun(text, figure=LockedFigure(slot, refused=refused))


def paragraph(*runs):
    return RichParagraph(tuple(RichRun(each) if isinstance(each, str) else each for each in runs))


def data(**values):
    """What the data say: A1="65" and so on; nothing of any other figure."""

    def current(locked):
        text = values.get(locked.slot.partition("@")[0])
        return Run(text, anchor=f"{locked.slot}:TH", slot=locked.slot) if text else None

    return current


def test_a_figure_the_data_say_otherwise_is_told_with_both_values_and_its_origin():
    text = (AutoPiece("A1"), paragraph("Có ", figure("64"), " HTX."))

    (change,) = differing("P1", text, data(A1="65"))

    assert (change.section, change.item, change.run) == ("P1", 1, 1)
    assert (change.old, change.new, change.anchor) == ("64", "65", "A1@TH:TH")


def test_a_figure_that_agrees_is_not_told():
    assert list(differing("P1", (paragraph(figure("64")),), data(A1="64"))) == []


def test_an_accepted_change_says_the_new_value_and_stays_locked():
    text = (paragraph("Có ", figure("64"), " HTX."),)

    after = accepted(text, list(differing("P1", text, data(A1="65"))))

    assert plain_text(after) == "Có 65 HTX."
    assert after[0].runs[1].figure == LockedFigure("A1@TH")


def test_a_refused_change_keeps_the_old_value_and_its_reason():
    text = (paragraph("Có ", figure("64"), " HTX."),)
    (change,) = differing("P1", text, data(A1="65"))

    after = refused(text, change, "Số đã báo cáo Thường trực")

    assert plain_text(after) == "Có 64 HTX."
    (still,) = differing("P1", after, data(A1="65"))
    assert (still.old, still.new, still.reason) == ("64", "65", "Số đã báo cáo Thường trực")


def test_a_refused_change_can_be_accepted_after_all():
    text = (paragraph(figure("64", refused="Số đã báo cáo")),)

    after = accepted(text, list(differing("P1", text, data(A1="65"))))

    assert after == (paragraph(figure("65")),)


def test_a_figure_the_data_say_nothing_of_any_more_becomes_plain_words_when_accepted():
    text = (paragraph("Có ", figure("64"), " HTX."),)
    (change,) = differing("P1", text, data())

    assert (change.new, change.anchor) == ("", "")
    assert accepted(text, [change]) == (paragraph("Có ", "64", " HTX."),)


@pytest.mark.parametrize(
    "meanwhile",
    [
        (paragraph("Có ", figure("66"), " HTX."),),
        (paragraph("Không có số."),),
        (RichTable((("64",),)),),
        (),
    ],
)
def test_a_change_whose_place_says_something_else_by_now_is_passed_over(meanwhile):
    text = (paragraph("Có ", figure("64"), " HTX."),)
    changes = list(differing("P1", text, data(A1="65")))

    assert accepted(meanwhile, changes) == meanwhile
    assert refused(meanwhile, changes[0], "lý do") == meanwhile


runs = st.builds(
    RichRun,
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    st.booleans(),
    st.booleans(),
    st.none() | st.builds(LockedFigure, st.sampled_from(SLOTS), st.just(""), st.integers(0, 1)),
)
texts = st.lists(
    st.builds(RichParagraph, st.lists(runs, max_size=5).map(tuple))
    | st.builds(AutoPiece, st.sampled_from("abc"), st.booleans()),
    max_size=5,
).map(tuple)
values = st.dictionaries(st.sampled_from(("A1", "A5")), st.sampled_from(("05", "64", "1.200")))


@given(texts, values, st.data())
def test_whatever_is_accepted_or_refused_the_text_never_drifts(text, said, draw):
    current = data(**said)
    changes = list(differing("P1", text, current))
    taken = draw.draw(st.sets(st.sampled_from(changes))) if changes else set()

    after = accepted(text, taken)
    for change in changes:
        if change not in taken:
            after = refused(after, change, "Số đã ký")

    rest = list(differing("P1", after, current))
    assert [(each.item, each.run) for each in rest] == [
        (each.item, each.run) for each in changes if each not in taken
    ]
    assert all(each.reason == "Số đã ký" for each in rest)
    words = [
        [run.text for run in item.runs if run.figure is None]
        for item in text
        if isinstance(item, RichParagraph)
    ]
    kept = [
        [run.text for run, old in zip(item.runs, before.runs, strict=True) if old.figure is None]
        for item, before in zip(after, text, strict=True)
        if isinstance(item, RichParagraph)
    ]
    assert kept == words
    assert text_from_json(text_json(after)) == after


@given(texts, values, st.data())
def test_the_text_that_follows_the_data_is_the_one_that_is_printed(text, said, draw):
    changes = tuple(differing("P1", text, data(**said)))
    for each in draw.draw(st.sets(st.sampled_from(changes))) if changes else ():
        text = refused(text, each, "Lý do")

    printed = [block.text for block in section_blocks((), text, data(**said), {})]

    words = (plain_text((item,)) for item in following(text, data(**said)))
    assert printed == [each for each in words if each.strip()]
