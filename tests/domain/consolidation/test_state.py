"""The fold of files, with any rows: equal whatever is repeated, blanks erase nothing."""

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.consolidation.corrected import corrected
from ktt_desktop.domain.consolidation.difference import difference
from ktt_desktop.domain.consolidation.reading import FileRows, Form, FormKey, UnitRow, Work
from ktt_desktop.domain.consolidation.shape import Column, Holds, Shape
from ktt_desktop.domain.consolidation.state import State, complete, fold, lay, without
from ktt_desktop.domain.receiving import FieldCell, FigureCell

TAX_CODE = 1
SHAPE = Shape(
    fields=(Column("name", Holds.TEXT, "", needed=True), Column("tax_code", Holds.TEXT, None)),
    lists={"persons": (Column("name", Holds.TEXT, ""),)},
    codes=("A", "B"),
    measures=frozenset(("ACTUAL",)),
)
UIDS = st.sampled_from("abcd")
TEXTS = st.none() | st.sampled_from(("x", "y", "z"))
FIGURES = st.none() | st.integers(0, 9)
ACTS = st.sampled_from("MMMRD")


@st.composite
def files(draw, number=0):
    """One file; its organisations and forms name each other or not."""
    named = draw(st.lists(UIDS, unique=True))
    return FileRows(
        file=number,
        organisations=[(draw(ACTS), uid, (f"HTX {uid}", draw(TEXTS), "07375")) for uid in named],
        lists={"persons": {uid: ((draw(st.sampled_from("pq")),),) for uid in draw(st.sets(UIDS))}},
        returns=[
            (draw(ACTS), key_of(uid), Form(None, "{}", (draw(FIGURES), draw(FIGURES)), number))
            for uid in draw(st.lists(UIDS, unique=True))
        ],
        works=[(draw(ACTS), uid, work(draw(TEXTS), uid)) for uid in draw(st.sets(UIDS))],
        units={"07375": UnitRow("Xã", "xa", "", 1)},
        unread=(),
    )


def key_of(uid):
    return FormKey("to_chuc", uid, "", 2024, "ACTUAL")


def work(topic, parties):
    return Work("support", 2024, None, None, topic, None, "{}", "{}", parties, "07375")


def organisation(uid="a", code="x", act="M", name="HTX a"):
    return (act, uid, (name, code, "07375"))


def rows(*organisations, file=1, persons=None, forms=(), works=()):
    return FileRows(file, organisations, {"persons": persons or {}}, forms, works, {}, ())


def numbered(found):
    return [
        FileRows(n, each.organisations, each.lists,
                 [(act, key, form._replace(file=n)) for act, key, form in each.returns],
                 each.works, each.units, ())
        for n, each in enumerate(found, start=1)
    ]  # fmt: skip


@given(files())
def test_a_file_twice_says_what_it_says_once(file):
    assert fold([file, file], TAX_CODE) == fold([file], TAX_CODE)


@given(st.lists(files(), min_size=1, max_size=4))
def test_laying_the_newest_file_over_the_rest_is_folding_all_of_them(found):
    given_files = numbered(found)
    state = State()
    for each in given_files:
        state = fold([each], TAX_CODE, state)
    assert state == fold(given_files, TAX_CODE)
    told = difference(state, fold(given_files, TAX_CODE))
    assert (told.new, told.changed, told.gone, told.forms, told.works) == ((), (), (), (), ())


@given(st.lists(files(), max_size=4))
def test_everything_in_a_state_belongs_to_an_organisation_of_it(found):
    state = fold(numbered(found), TAX_CODE)
    codes = [row[TAX_CODE] for row in state.organisations.values() if row[TAX_CODE]]
    assert len(codes) == len(set(codes))
    assert {key.key for key in state.returns} <= state.organisations.keys()
    assert all(uids.keys() <= state.organisations.keys() for uids in state.lists.values())
    parties = {uid for each in state.works.values() for uid in (each.parties or "").split()}
    assert parties <= state.organisations.keys()


@given(st.lists(files(), max_size=3), st.sets(UIDS))
def test_what_is_left_out_leaves_nothing_behind(found, gone):
    state = without(fold(numbered(found), TAX_CODE), gone)
    assert not gone & {*state.organisations, *(key.key for key in state.returns)}


@given(files(), files())
def test_a_blank_never_erases_what_an_older_file_said(old, new):
    merging = FileRows(
        2, [("M", *rest) for _, *rest in new.organisations], {},
        [("M", key, form) for _, key, form in new.returns], [], {}, ()
    )  # fmt: skip
    before = fold([old], TAX_CODE)
    after = lay(before, merging, TAX_CODE)
    for key, form in before.returns.items():
        if key in after.returns:
            for was, now in zip(form.values, after.returns[key].values, strict=True):
                assert was is None or now is not None


def test_a_row_that_replaces_erases_and_one_that_deletes_takes_all_that_hangs_on_it():
    form = Form(None, "{}", (7, 2), 1)
    first = rows(organisation(), persons={"a": (("p",),)}, forms=[("M", key_of("a"), form)],
                 works=[("M", "w", work(None, "a"))])  # fmt: skip
    stated = rows(organisation(code=None, act="R"), file=2,
                  forms=[("R", key_of("a"), Form(None, "{}", (None, 3), 2))])  # fmt: skip
    state = fold([first, stated], TAX_CODE)
    assert state.organisations["a"] == ("HTX a", None, "07375")
    assert state.returns[key_of("a")].values == (None, 3)
    assert "a" not in state.lists["persons"]
    gone = fold([first, rows(organisation(act="D"), file=2)], TAX_CODE)
    assert (gone.organisations, gone.returns, gone.lists["persons"]) == ({}, {}, {})
    assert gone.works["w"].parties is None


def test_a_record_that_comes_back_begins_anew():
    form = Form(None, "{}", (7, 2), 1)
    first = rows(organisation(), forms=[("M", key_of("a"), form)])
    state = fold([first, rows(organisation(act="D"), file=2), rows(organisation(), file=3)],
                 TAX_CODE)  # fmt: skip
    assert state.returns == {}


def test_one_tax_code_stays_with_the_record_of_the_newer_file():
    state = fold([rows(organisation("a")), rows(organisation("b"), file=2)], TAX_CODE)
    assert list(state.organisations) == ["b"]


def test_a_record_without_statuses_gets_those_of_a_new_one():
    state = complete(State(organisations={"a": ("HTX", None, "")}))
    assert [row[:2] for row in state.lists["statuses"]["a"]] == [
        ("HOAT_DONG", "HD"),
        ("PHAP_LY", "DANG_HOAT_DONG"),
    ]


def test_a_corrected_cell_says_what_was_received_and_one_that_is_not_there_waits():
    form = Form(None, "{}", (7, 2), 1)
    state = fold([rows(organisation(), forms=[("M", key_of("a"), form)])], TAX_CODE)
    figure = FigureCell("to_chuc", "a", "", 2024, "ACTUAL", "A")
    gone = FigureCell("to_chuc", "z", "", 2024, "ACTUAL", "A")
    wanted = {
        figure: 9,
        gone: 1,
        FieldCell("a", "name"): "Tên",
        FieldCell("a", "persons"): '[["q"]]',
    }
    after, received = corrected(SHAPE, state, wanted)
    assert after.returns[key_of("a")].values == (9, 2)
    assert after.organisations["a"][0] == "Tên"
    assert after.lists["persons"]["a"] == (("q",),)
    assert received == {figure: 7, FieldCell("a", "name"): "HTX a", FieldCell("a", "persons"): None}
