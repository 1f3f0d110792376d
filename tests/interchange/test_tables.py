import pytest

from ktt_desktop.interchange.bounded_json import RefusedJsonError
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.interchange.tables import (
    MOST_ROWS,
    SHEETS,
    TablesError,
    TooManyRowsError,
    look_at_checks,
    read_data,
)

LARGEST = 32 * 1024 * 1024


def data(**sheets):
    empty = {name: {"columns": ["a"], "rows": []} for name in SHEETS}
    return {"unit": "1", "practice": False, **empty, **sheets}


def sheet(*rows, columns=("act", "uid")):
    return {"columns": list(columns), "rows": [list(row) for row in rows]}


def read(value):
    return read_data(canonical(value), LARGEST)


def test_tables_of_plain_cells_are_taken_also_those_of_a_later_version():
    found = read(data(organisations=sheet(("M", "u"), ("R", 5), ("D", None)), later=sheet()))
    assert found.sheets["organisations"].rows == (("M", "u"), ("R", 5), ("D", None))
    assert found.sheets["later"] == Sheet(("act", "uid"), ())
    assert found.values == {"unit": "1", "practice": False}


@pytest.mark.parametrize(
    "later",
    [
        {"list": [1, {"a": "b"}]},
        {"later": sheet() | {"footnote": {"x": [True]}}},
        {"😀": sheet(), "ﬀ".replace("ﬀ", "\uff01"): sheet()},  # other orders in UTF-8 and UTF-16
        {"later": sheet(("M", "\n\u0303"))},  # NFC, though "n" and the mark would make one letter
    ],
)
def test_what_is_read_the_long_way_says_the_same(later):
    organisations = sheet(("M", "u"), ("R", 5), ("D", None))
    found = read(data(organisations=organisations, **later))
    assert (
        found.sheets["organisations"]
        == read(data(organisations=organisations)).sheets["organisations"]
    )
    assert {*found.sheets, *found.values} >= {*later}


def test_fields_no_reader_knows_are_kept():
    assert read(data(later=[1, {"a": "b"}])).values["later"] == [1, {"a": "b"}]


@pytest.mark.parametrize(
    "cell", ["1.0", "1e3", "-0", "9007199254740992", "true", '"e\u0302"', '"\\u0061"', "[]", "1 "]
)
def test_a_cell_with_another_spelling_or_of_another_kind_is_refused(cell):
    content = canonical(data(returns=sheet(("M", "#")))).replace(b'"#"', cell.encode())
    with pytest.raises((RefusedJsonError, TablesError)):
        read_data(content, LARGEST)


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_of_the_format_must_be_there(name):
    incomplete = data()
    del incomplete[name]
    with pytest.raises(TablesError, match=name):
        read(incomplete)


@pytest.mark.parametrize(
    "broken",
    [
        {"columns": "ab", "rows": []},
        {"columns": ["a"], "rows": None},
        {"rows": []},
        {"columns": ["a", 1], "rows": []},
        {"columns": ["a", "a"], "rows": []},
        {"columns": ["a"], "rows": [[1, 2]]},
        {"columns": ["a"], "rows": [{"a": 1}]},
        {"columns": ["a"], "rows": [[True]]},
        {"columns": ["a"], "rows": [[[]]]},
        {"columns": ["act"], "rows": [["X"]]},
        {"columns": ["act"], "rows": [[None]]},
        [],
        "text",
    ],
)
def test_a_sheet_that_is_no_table_is_named(broken):
    with pytest.raises(TablesError, match="returns"):
        read(data(returns=broken))


def test_the_rows_of_all_sheets_together_are_counted():
    half = sheet(*[("M", "u")] * (MOST_ROWS // 2))
    read(data(returns=half, support=half))
    with pytest.raises(TooManyRowsError):
        read(data(returns=half, support=half, figures=sheet(("M", "u"))))


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"findings": {}},
        {"findings": [1]},
        {"findings": [{"explanation": None}]},
        {"findings": [{"rule": "R1"}]},
        {"findings": [{"rule": "R1", "explanation": 1}]},
    ],
)
def test_findings_without_rule_or_explanation_are_refused(broken):
    with pytest.raises(TablesError, match="findings"):
        look_at_checks(broken)


def test_a_finding_may_be_unexplained():
    look_at_checks({"findings": [{"rule": "R1", "explanation": None}]})
