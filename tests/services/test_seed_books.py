"""Everything the published plans state beside the yearly figures is held in work records."""

import json
from collections import Counter
from difflib import unified_diff
from fractions import Fraction
from pathlib import Path

import pytest

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.numbers import MILLIONS, parse
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.book import BOOK_FILE
from ktt_desktop.services.dossiers import dossiers, load_dossier
from ktt_desktop.services.opening import close_after_work, open_for_work
from ktt_desktop.services.seed_books import (
    enter_records,
    make_seed_book,
    profile_of,
    read_seed,
    seed_names,
    written_values,
)
from ktt_desktop.services.settings import load_profile
from tests.golden.seeds import DATA, RECORD_TABLES, SEEDS, enter, printed_records
from tests.golden.seeds import read_seed as plan
from tests.inconsistency_cases import seed as text_of

STATED = json.loads((DATA / "figures" / "seed_figures.json").read_text(encoding="utf-8"))["figures"]
IN_RECORDS = ("target", "support", "funding_need", "pilot_scheme", "dormant", "governance")
HEADS = ("kind", "year", "period", "topic")
WORKED_OUT = {("area", "0,4"), ("area", "0,5")}  # square metres in hectares


def held(name):
    """Id of a statement → the entry that holds it, and under which name."""
    return {
        statement: (entry, key)
        for entry in plan(name)["record"]
        for key, statement in entry.get("holds", {}).items()
    }


def number_of(book, entry, key):
    """A number of an entry in the unit it is written in."""
    values, money = written_values(book.catalogue, entry)
    if key in money:
        return Fraction(money[key], MILLIONS.factor)
    quantity = book.catalogue.dossiers[entry["kind"]].fields[key].quantity
    return Fraction(values[key], quantity.factor)


@pytest.mark.parametrize("name", SEEDS)
def test_every_record_of_a_plan_is_entered_and_comes_back_as_it_was_written(empty_book, name):
    seed = plan(name)
    saved = enter_records(empty_book, seed)
    names = {
        row.draft.uid: row.names
        for row in dossiers(empty_book, list(empty_book.catalogue.dossiers))
    }
    assert len(saved) == len(seed["record"])
    for entry, draft in zip(seed["record"], saved, strict=True):
        values, money = written_values(empty_book.catalogue, entry)
        back = load_dossier(empty_book, draft.uid)
        assert values.items() <= back.values.items()
        assert money.items() <= back.money.items()
        plain = DossierDraft(entry["kind"])
        for head in HEADS:
            assert getattr(back, head) == entry.get(head, getattr(plain, head))
        assert names[back.uid] == tuple(entry.get("organisations", ()))
        assert bool(back.part_of) is ("part_of" in entry)
        assert bool(back.programme) is ("programme" in entry)


def test_a_part_names_its_whole_and_a_record_its_programme(empty_book):
    saved = enter_records(empty_book, plan("002"))
    by_uid = {each.uid: each for each in saved}
    parts = [each for each in saved if each.part_of]
    assert {each.year for each in parts} == {2022, 2023}
    assert all(by_uid[each.part_of].kind == each.kind for each in parts)
    [founding] = [each for each in saved if each.topic == "H1.2"]
    assert by_uid[founding.programme].text("document").startswith("Nghị quyết số 08/2019")


def test_a_record_every_book_has_keeps_what_it_said_and_says_more(empty_book):
    before = load_dossier(empty_book, "QD167")
    enter_records(empty_book, plan("002"))
    after = load_dossier(empty_book, "QD167")
    assert after.values == before.values
    assert after.money == {
        "budget.total": 13_180_000_000,
        "budget.NSTW": 6_726_000_000,
        "budget.NS_TINH": 6_454_000_000,
    }


@pytest.mark.parametrize("name", SEEDS)
def test_every_record_stands_where_the_plan_states_it(name):
    lines = text_of(f"S{name}").splitlines()
    for entry in plan(name)["record"]:
        assert _plain(entry["quote"]) in _plain(lines[entry["line"] - 1]), entry["quote"]


def _plain(text):
    return " ".join(nfc(text).split())


@pytest.mark.parametrize("name", SEEDS)
def test_a_number_of_a_record_stands_in_its_line(name):
    """Numbers worked out of others, or of words ("Không có"), would be no statement."""
    lines = text_of(f"S{name}").splitlines()
    for entry in plan(name)["record"]:
        numbers = [*entry.get("values", {}).items(), *entry.get("money", {}).items()]
        for key, said in numbers:
            digits = str(said).split(" ")[0]
            if isinstance(said, str) and digits[0].isdigit() and (key, digits) not in WORKED_OUT:
                near = lines[max(0, entry["line"] - 3) : entry["line"] + 12]
                assert digits in _plain(" ".join(near)) or digits == "0" or "-" in digits, entry


@pytest.mark.parametrize("name", SEEDS)
def test_what_is_left_to_records_is_held_by_one_or_says_why_not(empty_book, name):
    holders = held(name)
    for each in plan(name)["elsewhere"]:
        if each["kind"] in IN_RECORDS:
            entry, key = holders[each["id"]]
            assert key in entry.get("values", {}) or key in entry["money"]
        else:
            assert each["why"]


@pytest.mark.parametrize("name", SEEDS)
def test_a_statement_is_held_by_one_record_and_is_one_of_the_plan(name):
    seed = plan(name)
    known = {each["id"] for each in (*seed["figure"], *seed["elsewhere"])}
    holds = [id_ for entry in seed["record"] for _, id_ in entry.get("holds", {}).items()]
    assert len(set(holds)) == len(holds)
    assert set(holds) <= known


@pytest.mark.parametrize(
    "stated", [each for each in STATED if each["class"] in IN_RECORDS], ids=lambda each: each["id"]
)
def test_every_statement_has_its_field_with_the_value_as_written(empty_book, stated):
    entry, key = held(stated["seed"])[stated["id"]]
    if key == "demand":  # "không có nhu cầu" is said in words
        assert (entry["values"][key], stated["value"]) == ("KHONG", 0)
        return
    if key == "founded":
        assert entry["values"][key] == stated["value"]
        return
    wanted = Fraction(str(stated["value"]))
    assert number_of(empty_book, entry, key) == wanted
    if "value_max" in stated:
        assert number_of(empty_book, entry, "value_max") == stated["value_max"]
    if stated["class"] == "target" and stated["operator"] in ("=", ">", ">=", "~"):
        assert entry["values"]["operator"] == stated["operator"]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("47.622", ["17.671", "12.197", "17.754"]),
        ("32.810", ["11.120", "7.890", "13.800"]),
        ("14.812", ["6.551", "4.307", "3.954"]),
        ("13.180", ["6.726", "6.454"]),
        ("23 tỷ đồng", ["10 tỷ đồng", "13 tỷ đồng"]),
    ],
)
def test_the_funding_blocks_of_the_province_are_held_by_source(whole, parts):
    """The controls of the domain reference: every one adds up."""
    [money] = [
        list(entry["money"].values())
        for entry in plan("002")["record"]
        if whole in entry.get("money", {}).values()
    ]
    assert money == [whole, *parts]
    amounts = [parse(each, MILLIONS, dot_is_thousands=True) for each in money]
    assert amounts[0] == sum(amounts[1:])


def test_parts_of_the_province_add_up_but_for_the_footnote(empty_book):
    saved = {each.uid: each for each in enter_records(empty_book, plan("002"))}
    keys = {"H2.3": "persons_done", "H4": "quantity_done"}
    sums = Counter()
    for each in saved.values():
        if each.text("area"):
            whole = saved[each.part_of].number(keys[each.topic])
            sums[each.topic, whole] += each.number(keys[each.topic])
    assert sums == {("H2.3", 20): 20, ("H4", 13): 9}


def test_a_book_of_a_plan_can_be_opened_and_holds_figures_and_records(tmp_path):
    path = make_seed_book("003", tmp_path / "so")
    assert path == tmp_path / "so" / BOOK_FILE
    opened = open_for_work(tmp_path / "so", practice=False)
    try:
        assert opened.period.code == "N2021"
        assert load_profile(opened.book).name == profile_of(plan("003")).name
        targets = dossiers(opened.book, ["target"])
    finally:
        close_after_work(opened.book)
    assert len(targets) == 8


def test_a_folder_that_has_a_book_is_left_alone(tmp_path):
    path = make_seed_book("001", tmp_path)
    before = path.read_bytes()
    with pytest.raises(KttError, match="đã có sổ"):
        make_seed_book("003", tmp_path)
    assert path.read_bytes() == before


def test_an_unknown_plan_is_named_with_those_there_are():
    with pytest.raises(KttError, match="000, 001, 002, 003, 004"):
        read_seed(DATA, "900")


def test_a_program_without_the_data_says_so(tmp_path: Path):
    assert seed_names(tmp_path) == ()
    with pytest.raises(KttError, match="không kèm dữ liệu"):
        read_seed(tmp_path, "002")


@pytest.fixture
def tables(empty_book):
    """Biểu C, D, E of a plan as text, after figures and records were entered."""

    def printing(name):
        seed = plan(name)
        enter(empty_book, seed)
        enter_records(empty_book, seed)
        return dict(printed_records(empty_book, seed))

    return printing


@pytest.mark.parametrize("name", SEEDS)
def test_the_tables_of_records_print_as_they_were_read_and_signed_off(tables, name):
    texts = tables(name)
    golden = {path.stem.partition("-")[2]: path for path in RECORD_TABLES.glob(f"{name}-*.txt")}
    assert set(texts) == set(golden)
    for table, text in texts.items():
        signed = golden[table].read_text(encoding="utf-8").splitlines()
        changes = "\n".join(unified_diff(signed, text.splitlines(), lineterm="", n=0))
        assert not changes, f"{changes}\nIf this is meant: python -m tests.golden.seeds"


# The domain reference, 4.5: row → what its cells say.
SUPPORT = {
    "H1.1": ["TH.KL: 16 hội nghị; 1.778 người; 34 tin, bài"],
    "H1.2": ["TH.KL: 14 HTX", "TH.TONG: 242"],
    "H2.1": ["KH.KL: 9 lớp; 730 người", "KH.TONG: 920", "TH.KL: 2 lớp; 240 người"],
    "H2.2": ["KH.TONG: 200"],
    "H2.3": ["TH.KL: 8 người", "TH.TONG: 170", "LK.KL: 20 người; 19 HTX", "LK.TONG: 364"],
    "H4": ["TH.KL: 13 HTX", "TH.TONG: 395"],
    "H5": ["KH.KL: 10 HTX", "KH.TONG: 23.000", "KH.NSTW: 10.000", "KH.KHAC: 13.000"],
    "H6": ["TH.KL: 24 HTX; 32 dự án; dư nợ 6.350"],
    "H7": ["TH.KL: 20 HTX; dư nợ 76.300"],
    "H8": ["TH.KL: 525 cá nhân, tổ chức; vốn vay 287.287", "TH.TONG: 10.686"],
}
NEEDS = {
    "ΣQ1804": ["32.810", "11.120", "7.890", "13.800"],
    "ΣQ167": ["14.812", "6.551", "4.307", "3.954"],
    "Σ": ["47.622", "17.671", "12.197", "17.754"],
}


def cells(text):
    """Row → its cells; of rows of one code (programmes of the unit) the last."""
    rows = [line.split(" | ") for line in text.splitlines()[1:]]
    return {row[0]: row[2:] for row in rows}


def test_the_support_of_the_province_fills_table_c(tables):
    rows = cells(tables("002")["C"])
    assert {code: rows[code] for code in SUPPORT} == SUPPORT
    needs = {
        code: [cell.split(": ")[1] for cell in rows[code] if cell.startswith("KHN.")]
        for code in NEEDS
    }
    assert needs == NEEDS


def test_the_dormant_cooperatives_fill_table_d(tables):
    counts = {"1": "54", "1a": "51", "1a1": "6", "1a2": "10", "1b": "1"}
    rows = cells(tables("002")["D"])
    assert rows == {code: [f"count: {count}"] for code, count in counts.items()}


def test_the_pilot_models_fill_table_e_with_the_money_of_the_scheme(tables):
    rows = cells(tables("002")["E"])
    assert [len(rows[code]) for code in ("1", "2", "3", "4")] == [3] * 4  # address, sector, model
    assert [cell.split(": ")[1] for cell in rows["Σ"]] == [
        *("13.180", "6.726", "6.454"),
        *("14.812", "6.551", "4.307", "3.954"),
    ]


def test_cooperatives_still_to_be_chosen_are_counted_in_table_e(tables):
    assert "02 HTX" in tables("003")["E"]


def test_nothing_is_a_zero_in_table_c_and_a_blank_stays_one(tables):
    rows = cells(tables("004")["C"])
    assert rows["H5"] == ["TH.KL: 0 dự án", "TH.TONG: 0"]
    assert rows["H4"] == ["TH.KL: 0 HTX"]
    assert "H6" not in rows
