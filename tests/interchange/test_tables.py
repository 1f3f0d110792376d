import pytest

from ktt_desktop.interchange.tables import (
    MOST_ROWS,
    SHEETS,
    TablesError,
    TooManyRowsError,
    look_at_checks,
    look_at_data,
)


def data(**sheets):
    empty = {name: {"columns": ["a"], "rows": []} for name in SHEETS}
    return {"unit": "1", "practice": False, **empty, **sheets}


def sheet(*rows, columns=("act", "uid")):
    return {"columns": list(columns), "rows": [list(row) for row in rows]}


def test_tables_of_plain_cells_are_taken_also_those_of_a_later_version():
    look_at_data(data(organisations=sheet(("M", "u"), ("R", 5), ("D", None)), later=sheet()))


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_of_the_format_must_be_there(name):
    incomplete = data()
    del incomplete[name]
    with pytest.raises(TablesError, match=name):
        look_at_data(incomplete)


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
    ],
)
def test_a_sheet_that_is_no_table_is_named(broken):
    with pytest.raises(TablesError, match="returns"):
        look_at_data(data(returns=broken))


def test_the_rows_of_all_sheets_together_are_counted():
    half = sheet(*[("M", "u")] * (MOST_ROWS // 2))
    look_at_data(data(returns=half, support=half))
    with pytest.raises(TooManyRowsError):
        look_at_data(data(returns=half, support=half, figures=sheet(("M", "u"))))


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
