import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.interchange.submission_acts import KEYS, LISTS, NEEDED, Scope, with_acts
from ktt_desktop.interchange.submission_format import Sheet

SCOPE = Scope({(2024, "ACTUAL"), (2025, "PLAN")}, 2024, (2024, 2025), {"d1", "d2"})
COLUMNS = {
    "organisations": ("act", "uid", "name", "tax_code", "source_unit"),
    "returns": (
        *("act", "subject_kind", "subject_key", "sector", "year", "measure"),
        *("reasons", "A1", "A2"),
    ),
    "support": ("act", "uid", "year", "NSTW"),
    "dossiers": ("act", "uid", "kind", "year", "content", "source_unit"),
    "union_members": ("union", "member"),
}


def book(**rows):
    """All sheets with these rows."""
    columns = {name: COLUMNS.get(name, ("organisation", "place", "name")) for name in NEEDED}
    return {name: Sheet(columns[name], tuple(rows.get(name, ()))) for name in NEEDED}


def form(*values, key="u1", year=2024, measure="ACTUAL", reasons="{}", act="M"):
    return (act, "to_chuc", key, "", year, measure, reasons, *values)


def sent(*states):
    """The sheets of each state as they go out, one after the other."""
    earlier = []
    for state in states:
        earlier.append(with_acts(state, earlier, SCOPE))
    return earlier


def acts(sheets, name):
    width = len(KEYS[name])
    return {row[1 : 1 + width]: row[0] for row in sheets[name].rows}


def test_the_first_file_merges_every_row():
    now = book(organisations=[("M", "u1", "HTX", None, "")], returns=[form(1, None)])
    assert sent(now) == [now]


def test_a_value_that_went_is_erased_by_a_row_that_replaces_and_no_other_row_does():
    first = book(returns=[form(1, 2), form(5, 6, key="u2")])
    second = book(returns=[form(1, None), form(7, 6, key="u2")])
    _, found = sent(first, second)

    assert found["returns"].rows == (
        form(1, None, act="R"),
        form(7, 6, key="u2"),
    )


def test_a_record_that_went_is_deleted_and_says_only_whose_it_was():
    first = book(
        organisations=[("M", "u1", "HTX Một", "1", "07654"), ("M", "u2", "HTX Hai", None, "")],
        returns=[form(1, 2)],
        support=[("M", "s1", 2024, 5)],
        dossiers=[("M", "d9", "rating", 2024, "{}", "07654")],
    )
    second = book(organisations=[("M", "u2", "HTX Hai", None, "")])
    _, found = sent(first, second)

    assert found["organisations"].rows[0] == ("D", "u1", None, None, "07654")
    assert found["organisations"].rows[1] == ("M", "u2", "HTX Hai", None, "")
    assert found["returns"].rows == (("D", "to_chuc", "u1", "", 2024, "ACTUAL", None, None, None),)
    assert found["support"].rows == (("D", "s1", 2024, None),)
    assert found["dossiers"].rows == (("D", "d9", "rating", 2024, None, "07654"),)


def test_what_another_period_speaks_of_is_not_gone():
    first = book(
        returns=[form(1, 2, year=2020)],
        support=[("M", "s1", 2020, 5)],
        dossiers=[("M", "d1", "rating", 2020, "{}", ""), ("M", "gone", "rating", 2020, "{}", "")],
    )
    _, found = sent(first, book())

    assert found["returns"].rows == ()
    assert found["support"].rows == ()
    assert acts(found, "dossiers") == {("gone",): "D"}


@pytest.mark.parametrize(("name", "column"), LISTS)
def test_a_list_that_became_empty_replaces_its_organisation(name, column):
    organisations = [("M", "u1", "HTX", None, ""), ("M", "u2", "LHHTX", None, "")]
    row = ("u1", "u1") if name == "union_members" else ("u1", 0, "Trần Thị Lan")
    first = book(organisations=organisations, **{name: [row]})
    _, found = sent(first, book(organisations=organisations))

    assert acts(found, "organisations") == {("u1",): "R", ("u2",): "M"}


def test_a_shorter_list_is_no_reason_to_replace():
    organisations = [("M", "u1", "HTX", None, "")]
    people = [("u1", 0, "Trần Thị Lan"), ("u1", 1, "Nguyễn Văn An")]
    first = book(organisations=organisations, persons=people)
    _, found = sent(first, book(organisations=organisations, persons=people[:1]))

    assert acts(found, "organisations") == {("u1",): "M"}


@pytest.mark.parametrize(
    ("before", "now", "act"),
    [
        ('{"a":1,"b":2}', '{"a":1}', "R"),
        ('{"a":1}', "{}", "R"),
        ('{"a":1}', '{"a":2,"b":2}', "M"),
        ("{}", '{"a":1}', "M"),
        ("{không phải JSON", "{cũng không", "M"),
    ],
)
def test_a_part_that_went_out_of_an_object_is_erased(before, now, act):
    states = [book(dossiers=[("M", "d1", "rating", 2024, each, "")]) for each in (before, now)]
    assert acts(sent(*states)[1], "dossiers") == {("d1",): act}


def test_a_value_that_came_back_takes_the_place_of_what_erased_it():
    first, second = book(returns=[form(1, 2)]), book(returns=[form(1, None)])
    found = sent(first, second, first)

    assert [each["returns"].rows[0][0] for each in found] == ["M", "R", "R"]
    assert found[2]["returns"].rows[0][1:] == first["returns"].rows[0][1:]


def test_a_record_that_came_back_is_no_longer_deleted():
    first = book(organisations=[("M", "u1", "HTX", None, "")])
    found = sent(first, book(), first)

    assert [acts(each, "organisations") for each in found] == [
        {("u1",): "M"},
        {("u1",): "D"},
        {("u1",): "R"},
    ]


def test_columns_that_came_later_are_no_loss():
    old = dict(book(returns=[form(1, 2)]))
    new = {**old, "returns": Sheet((*COLUMNS["returns"], "A3"), ((*form(1, 2), None),))}
    assert with_acts(new, [old], SCOPE) == new


uids = st.sampled_from(["u1", "u2", "u3"])
values = st.none() | st.integers(0, 2)
states = st.builds(
    lambda names, forms, people: book(
        organisations=[("M", uid, "HTX", tax, "") for uid, tax in sorted(names.items())],
        returns=[form(*pair, key=uid) for uid, pair in sorted(forms.items())],
        persons=[(uid, 0, "Lan") for uid in sorted(people & names.keys())],
    ),
    st.dictionaries(uids, st.none() | st.sampled_from(["1", "2"])),
    st.dictionaries(uids, st.tuples(values, values)),
    st.sets(uids),
)


def received(files):
    """What a receiver has that lays the files over one another."""
    found = {}
    for sheets in files:
        for name in ("organisations", "returns"):
            width = 1 + len(KEYS[name])
            for row in sheets[name].rows:
                key, old = (name, row[1:width]), found.get((name, row[1:width]))
                if row[0] == "D":
                    found.pop(key, None)
                elif row[0] == "R" or old is None:
                    found[key] = row[1:]
                else:
                    pairs = zip(row[1:], old, strict=True)
                    found[key] = tuple(old if new is None else new for new, old in pairs)
        for act, uid, *_ in sheets["organisations"].rows:
            people = [row for row in sheets["persons"].rows if row[0] == uid]
            if act != "M" or people:
                found["persons", uid] = people
    return {key: each for key, each in found.items() if each}


@given(st.lists(states, min_size=1, max_size=5), st.data())
def test_whoever_lays_the_files_over_one_another_has_what_the_newest_says(history, data):
    files = sent(*history)
    newest = received([history[-1]])
    assert received(files) == newest
    lost = data.draw(st.sets(st.integers(0, len(files) - 1)))
    arrived = [each for place, each in enumerate(files[:-1]) if place not in lost]
    assert received([*arrived, files[-1]]) == newest


@given(st.lists(states, min_size=1, max_size=4))
def test_equal_data_again_gives_equal_rows(history):
    files = sent(*history)
    assert with_acts(history[-1], files, SCOPE) == files[-1]
