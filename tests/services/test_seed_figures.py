"""Five published plans are held in named fields, with their days, and print as they were stated."""

from collections import Counter
from difflib import unified_diff

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.services.annual_return import load_return
from ktt_desktop.services.seed_books import stored, value_of
from tests.golden.seeds import SEEDS, TABLES, enter, printed, read_seed

# Statements by seed: held in a field, and left to records (targets, support, funding…).
COUNTED = {"000": (71, 7), "001": (0, 12), "002": (119, 3), "003": (50, 13), "004": (17, 2)}
# Domain reference 4.2: P, KH, TH, UOC, KHN of the plan of a province, derived ones too.
PROVINCE = {
    "Tổng số hợp tác xã": ("405", "–", "425", "437", "–"),
    "– Số HTX đang hoạt động": ("–", "–", "371", "380", "–"),
    "– Số HTX tạm ngừng, ngừng hoạt động": ("–", "–", "54", "57", "–"),
    "– Số HTX thành lập mới": ("–", "40", "26", "48", "45"),
    "– Số HTX giải thể": ("–", "9", "6", "16", "–"),
    "Tổng số thành viên hợp tác xã": ("–", "–", "5.457", "5.845", "–"),
    "Tổng số lao động thường xuyên trong hợp tác xã": ("–", "–", "7.636", "8.150", "–"),
    "Doanh thu bình quân một hợp tác xã": ("–", "–", "–", "1.200", "–"),
    "Lãi bình quân một hợp tác xã": ("–", "180", "–", "180", "–"),
    "Tổng số tổ hợp tác": ("–", "–", "206", "226", "–"),
}
# 4.3: the column that is filled, and the rows of the block of cooperatives.
INDUSTRIES = {"000": (5, ["60", "2", "2"]), "002": (6, ["335", "50", "8", "48", "19"])}
INDUSTRIES["003"] = (5, ["9", "8", "10"])
# 4.4: HTX, HĐ, TN, GT, TV, LĐ, LĐ-TV, vốn, DT, lãi, TN/tháng.
SECTORS = [
    ("335", "289", "40", "9", "4.267", "5.950", "3.687", "–", "530", "30", "3"),
    ("50", "–", "–", "–", "643", "897", "556", "–", "900", "40", "3,5"),
    ("8", "5", "3", "–", "117", "163", "101", "–", "1.500", "60", "4,5"),
    ("48", "45", "3", "–", "584", "816", "506", "–", "1.000", "45", "4"),
    ("19", "14", "5", "–", "234", "326", "202", "–", "600", "–", "4,5"),
    ("460", "353*", "51*", "9*", "5.845", "8.152", "5.052", "–", "–", "–", "–"),
]
# 4.4, the district: HTX, thành viên, lao động, vốn, TN/tháng, then the three shares in percent.
SHARES = [
    ("9", "74", "27", "18.590", "4,5", "33", "35", "29,5"),
    ("8", "61", "30", "25.500", "4,5", "30", "28", "40,5"),
    ("10", "78", "22", "19.000", "4,5", "37", "37", "30"),
]


@pytest.fixture
def entered(empty_book):
    """Enter a plan: its data, and the form each statement went into."""

    def entering(name):
        seed = read_seed(name)
        return seed, enter(empty_book, seed)

    return entering


def table(book, seed, name):
    """The lines of a printed table as cells, by the label of the row."""
    lines = dict(printed(book, seed))[name].splitlines()
    rows = [line.split(" | ") for line in lines[1:] if " | " in line]
    return {row[1]: tuple(row) for row in reversed(rows)}  # of equal labels the first


@pytest.mark.parametrize("name", SEEDS)
def test_every_statement_has_its_place(name):
    seed = read_seed(name)
    names = [each["id"] for each in (*seed["figure"], *seed["elsewhere"])]

    assert (len(seed["figure"]), len(seed["elsewhere"])) == COUNTED[name]
    assert not [id_ for id_, times in Counter(names).items() if times > 1]
    for each in seed["figure"]:
        assert each.get("restates", each["id"]) in names


@pytest.mark.parametrize("name", SEEDS)
def test_a_field_is_filled_by_one_statement_and_a_form_speaks_of_one_day(name):
    seed, days = read_seed(name), {}
    fields = Counter()
    for each in stored(seed):
        form = tuple(each.get(key) for key in ("sector", "organisation", "year", "measure"))
        fields[*form, each["code"]] += 1
        if "as_of" in each:
            days.setdefault(form, set()).add(each["as_of"])
    assert set(fields.values()) <= {1}
    assert all(len(stated) == 1 for stated in days.values())


@pytest.mark.parametrize("name", SEEDS)
def test_every_statement_comes_back_as_it_was_written_with_its_day(empty_book, entered, name):
    seed, forms = entered(name)
    for each in stored(seed):
        record = load_return(empty_book, *forms[each["id"]])
        assert record.values[each["code"]] == value_of(empty_book, each), each["id"]
        assert record.reasons.get(each["code"], "") == each.get("words", ""), each["id"]
        if "as_of" in each:
            assert record.as_of == PartialDate.from_iso(each["as_of"]), each["id"]


@pytest.mark.parametrize("name", SEEDS)
def test_the_tables_print_as_they_were_read_and_signed_off(empty_book, entered, name):
    seed, _ = entered(name)
    texts = dict(printed(empty_book, seed))
    golden = {path.stem.partition("-")[2]: path for path in TABLES.glob(f"{name}-*.txt")}
    assert set(texts) == set(golden)
    for table_name, text in texts.items():
        signed = golden[table_name].read_text(encoding="utf-8").splitlines()
        changes = "\n".join(unified_diff(signed, text.splitlines(), lineterm="", n=0))
        assert not changes, f"{changes}\nIf this is meant: python -m tests.golden.seeds"


def test_the_province_fills_table_a(empty_book, entered):
    seed, _ = entered("002")
    rows = table(empty_book, seed, "A")
    assert {label: rows[label][3:8] for label in PROVINCE} == PROVINCE


@pytest.mark.parametrize("name", INDUSTRIES)
def test_the_industries_fill_table_b(empty_book, entered, name):
    seed, _ = entered(name)
    column, numbers = INDUSTRIES[name]
    lines = dict(printed(empty_book, seed))["B"].splitlines()
    cells = [line.split(" | ")[column] for line in lines[2 : 2 + len(numbers)]]
    assert cells == numbers


def test_the_sectors_of_the_province_fill_table_b2_with_their_sum(empty_book, entered):
    seed, _ = entered("002")
    rows = list(reversed(table(empty_book, seed, "B2").values()))
    assert [row[2:13] for row in rows] == SECTORS


def test_the_shares_a_district_states_stand_beside_the_sectors(empty_book, entered):
    seed, _ = entered("003")
    rows = list(reversed(table(empty_book, seed, "B2").values()))
    wanted = (2, 6, 7, 9, 12, 13, 14, 15)
    assert [tuple(row[place] for place in wanted) for row in rows[:3]] == SHARES


def test_a_direct_entry_stands_where_a_sum_does_not_give_it(empty_book, entered):
    seed, _ = entered("004")
    rows = table(empty_book, seed, "A")
    assert rows["Tổng số hợp tác xã, tổ hợp tác"][5] == "37"
    assert rows["Tổng số cán bộ quản lý hợp tác xã, tổ hợp tác"][5] == "15"
