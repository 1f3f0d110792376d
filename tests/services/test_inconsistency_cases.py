"""The 89 inconsistencies of the five plans: what figures and records show, no more."""

import tomllib
from pathlib import Path

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import Severity
from ktt_desktop.services import seed_books
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.seed_books import profile_of, value_of
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book
from tests.golden.seeds import SEEDS, enter, read_seed

DATA = Path(__file__).parents[1] / "data"
CASES = {
    each["id"]: each
    for each in tomllib.loads((DATA / "inconsistency_cases.toml").read_text("utf-8"))["case"]
}
FOUND = tomllib.loads((DATA / "figure_findings.toml").read_text("utf-8"))
PLANS = FOUND["plan"]
OF_RECORDS = tomllib.loads((DATA / "record_findings.toml").read_text("utf-8"))["plan"]


def checked(book, seed):
    """The findings of the report a plan is."""
    return check_book(book, profile_of(seed), ReportingPeriod.parse(seed["period"])).findings


def described(findings):
    return [(each.rule, each.severity.value, each.detail) for each in findings]


def listed(plan):
    return [
        (each["rule"], each.get("severity", "canh_bao"), each["says"])
        for each in (*plan.get("case", []), *plan.get("other", []))
    ]


@pytest.mark.parametrize("name", SEEDS)
def test_the_figures_of_a_plan_show_what_is_listed_and_nothing_else(empty_book, name):
    """Every line of the list was read: what it says, and why it is right."""
    seed = read_seed(name)
    enter(empty_book, seed)
    found = described(checked(empty_book, seed))

    wanted = sorted(listed(PLANS.get(name, {})))
    assert [each[:2] for each in sorted(found)] == [each[:2] for each in wanted]
    for (*_, detail), (rule, _, says) in zip(sorted(found), wanted, strict=True):
        assert says in detail, rule


@pytest.mark.parametrize("name", SEEDS)
def test_the_work_records_of_a_plan_show_what_is_listed_and_nothing_else(empty_book, name):
    """So 47.622 = 32.810 + 14.812, 395 = 355 + 40, 20 = 4 + 3 + 2 × 4 + 4 + 1 … are silent."""
    seed = read_seed(name)
    enter(empty_book, seed)
    before = set(described(checked(empty_book, seed)))
    seed_books.enter_records(empty_book, seed)
    found = [each for each in described(checked(empty_book, seed)) if each not in before]

    wanted = sorted(listed(OF_RECORDS.get(name, {})))
    assert sorted(each[:2] for each in found) == [each[:2] for each in wanted]
    for rule, severity, says in wanted:
        assert [says in one[2] for one in found if one[:2] == (rule, severity)].count(True) == 1


def spoilt(records, id_, **changes):
    """The records of a plan with other words in one of them."""
    (record,) = [each for each in records if each.get("id", each.get("uid")) == id_]
    for key, said in changes.items():
        part, _, name = key.partition("__")
        record[part] = {**record[part], name: said}


@pytest.mark.parametrize(
    ("id_", "changes", "rules"),
    [
        ("nhu-cau", {"money__plan.total": "47.623"}, {"R1-HS-NGUON", "R1-HS-TACH-KP"}),
        ("QD167", {"money__budget.total": "13.181"}, {"R1-HS-NGUON"}),
        ("hoi-cho", {"money__done.total": "356"}, {"R1-HS-TACH-KP"}),
        ("quy-ho-tro", {"values__debt": "6,36 tỷ đồng"}, {"R1-HS-PHAN"}),
        ("boi-duong", {"values__persons_plan": "731"}, {"R13-HS-TACH"}),
        ("boi-duong-so", {"values__classes_plan": "03"}, {"R1-HS-TACH"}),
        ("dao-tao", {"money__plan.total": "210"}, {"R1-HS-TACH-KP"}),
    ],
)
def test_what_agrees_in_the_records_of_a_plan_is_found_once_it_is_spoilt(
    empty_book, id_, changes, rules
):
    seed = read_seed("002")
    spoilt(seed["record"], id_, **changes)
    seed_books.enter_records(empty_book, seed)
    listed_rules = {each["rule"] for each in OF_RECORDS["002"]["case"]}
    found = {each.rule for each in checked(empty_book, seed) if "-HS-" in each.rule}

    assert rules <= found
    assert found - rules <= listed_rules


@pytest.mark.parametrize("plans", [PLANS, OF_RECORDS], ids=["figures", "records"])
def test_every_other_finding_has_its_reason(plans):
    for name in plans:
        for each in plans[name].get("other", []):
            assert each["why"], each


def test_every_case_that_figures_show_is_found_by_a_rule():
    by_figures = {id_ for id_, case in CASES.items() if case["how"] in ("figures", "both")}
    found = {each["id"] for plan in PLANS.values() for each in plan.get("case", [])}
    found |= {each["id"] for plan in OF_RECORDS.values() for each in plan.get("case", [])}
    found |= {each["id"] for each in FOUND["stated"]}

    assert found == by_figures


@pytest.mark.parametrize("each", FOUND["stated"], ids=lambda each: each["id"])
def test_a_case_of_what_a_plan_says_without_reckoning_is_found(empty_book, each):
    """Without what was worked out of others; another statement may take the place of one."""
    seed = read_seed(each["seed"])
    kept = {entry["id"] for entry in seed["figure"] if "implied" not in entry}
    seed["figure"] = [entry for entry in seed["figure"] if entry["id"] in kept]
    forms = enter(empty_book, seed)
    for id_ in each.get("instead", []):
        entry = next(entry for entry in seed["figure"] if entry["id"] == id_)
        form = forms[entry["restates"]]
        save_values(empty_book, *form, {entry["code"]: value_of(empty_book, entry)})
    found = [one for one in checked(empty_book, seed) if one.rule == each["rule"]]

    assert [each["says"] in one.detail for one in found] == [True]


def test_errors_and_warnings_of_a_case_are_those_of_its_description():
    """A rule may be stricter than the description only where that is said."""
    for plan in (*PLANS.values(), *OF_RECORDS.values()):
        for each in plan.get("case", []):
            case = CASES[each["id"]]
            severity = Severity(each.get("severity", "canh_bao"))
            assert severity == case["severity"] or each["why"], each["id"]


@pytest.mark.parametrize(
    ("name", "code", "sector", "written", "rule"),
    [
        ("000", "A1.1", "", "61", "R1-A1"),
        ("000", "S1", "TM", "3", "R1-A1-LV"),
        ("000", "A4.1", "", "150", "R7-A4.1p"),
        ("000", "C3.1", "", "139", "R2-C3.1"),
        ("003", "S2", "NN", "75", "R1-A2"),
        ("003", "S4", "TM", "19.100", "R1-A8"),
        ("003", "S1p", "NN", "34", "R7-P-S1"),
        ("003", "N1.5", "", "11", "R1-N1"),
        ("003", "A1", "", "26", "R2-A1.1"),
        ("003", "S7", "XD", "54", "R8-LV-TN"),
        ("003", "S5", "XD", "40.000", "R8-S5-TONG"),
        ("004", "G1", "", "38", "R1-G1"),
    ],
)
def test_what_agrees_in_a_plan_is_found_once_it_is_spoilt(
    empty_book, name, code, sector, written, rule
):
    """The controls of the domain reference: silent above, and not because nothing looks at them."""
    seed = read_seed(name)
    enter(empty_book, seed)
    subject = unit_subject(profile_of(seed), sector)
    main = ReportingPeriod.parse(seed["period"]).main
    wrong = value_of(empty_book, {"code": code, "written": written})
    save_values(empty_book, subject, *main, {code: wrong}, reason="Sửa")

    assert rule in {each.rule for each in checked(empty_book, seed)}
