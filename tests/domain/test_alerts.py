"""Each alert on the day before and the day after it begins to be true."""

from datetime import date

import pytest

from ktt_desktop.domain.alerts import Facts
from ktt_desktop.domain.terms import Severity

BLANK = Facts(
    *(1, "uid", "HTX Một", "HTX", "0100109106", "2015-03-01", 1_000_000_000),
    *(None,) * 8,
    *("DANG_HOAT_DONG", "2015-03-01", None, "HD", "2015-03-01", None, None),
)
GROUP = BLANK._replace(kind="THT", legal="CHUA_DANG_KY", tax_code=None)
TODAY = date(2026, 11, 21)


@pytest.fixture
def alerts(catalogue):
    def of(facts, on=TODAY):
        return {each.code: each for each in catalogue.alert_rules.of(facts, on)}

    return of


def begins(alerts, facts, code, first):
    """The alert is silent until the day before and speaks from `first` on."""
    day = date.fromisoformat(first)
    before = date.fromordinal(day.toordinal() - 1)
    assert code not in alerts(facts, before)
    return alerts(facts, day)[code]


def test_a_record_nobody_filled_in_says_nothing(alerts):
    assert alerts(BLANK) == {}
    assert alerts(GROUP) == {}


@pytest.mark.parametrize(
    ("kind", "code", "first"),
    [
        ("HTX", "GIAI_THE_QUA_HAN", "2025-07-16"),
        ("LHHTX", "GIAI_THE_QUA_HAN", "2025-07-16"),
        ("THT", "CHAM_DUT_QUA_HAN", "2025-04-16"),
    ],
)
def test_a_closing_that_takes_too_long(alerts, kind, code, first):
    facts = BLANK._replace(kind=kind, legal="DANG_GIAI_THE", legal_since="2025-01-15")
    found = begins(alerts, facts, code, first)

    assert found.sentence.startswith("Đang làm thủ tục ")
    assert "từ ngày 15/1/2025" in found.sentence
    assert list(alerts(facts)) == [code]


def test_the_months_of_a_closing_are_those_of_the_transition(catalogue):
    rules = catalogue.alert_rules.specs
    for spec in (each for each in rules if "DANG_GIAI_THE" in each.legal):
        for way in catalogue.status_rules.transitions:
            if way.automatic_after and set(way.kinds) & set(spec.kinds):
                assert (way.target, way.automatic_after) == ("DA_CHAM_DUT", spec.months)


def test_a_suspension_whose_announced_time_is_over(alerts):
    facts = BLANK._replace(legal="TAM_NGUNG", legal_since="2025-06-01", legal_until="2026-02-28")
    found = begins(alerts, facts, "TAM_NGUNG_HET_HAN", "2026-03-01")

    assert found.sentence == "Thời hạn tạm ngừng kinh doanh đã hết ngày 28/2/2026."
    assert "TAM_NGUNG_12_THANG" not in alerts(facts)


def test_a_suspension_without_an_end_after_twelve_months(alerts):
    facts = BLANK._replace(legal="TAM_NGUNG", legal_since="2025-06")
    found = begins(alerts, facts, "TAM_NGUNG_12_THANG", "2026-07-01")

    assert "tháng 6/2025, đã quá 12 tháng" in found.sentence


@pytest.mark.parametrize("status", ["TN", "NG"])
def test_one_that_stands_still_for_a_year_without_notice(alerts, status):
    facts = BLANK._replace(operating=status, operating_since="2025-03-10")

    begins(alerts, facts, "NGUNG_KHONG_THONG_BAO", "2026-03-11")
    assert alerts(facts._replace(legal="TAM_NGUNG", legal_until="2027-01-01")) == {}


def test_no_general_meeting_for_eighteen_months(alerts):
    facts = BLANK._replace(last_meeting_on="2025-03-20")
    found = begins(alerts, facts, "KHONG_DAI_HOI", "2026-09-21")

    assert found.sentence == (
        "Đại hội thành viên gần nhất ngày 20/3/2025; đến ngày 20/9/2026 đã đủ 18 tháng."
    )
    assert found.basis == "Điều 103 khoản 1 điểm e Luật Hợp tác xã 17/2023/QH15"
    assert alerts(facts._replace(kind="THT")) == {}


def test_no_report_for_twelve_months(alerts):
    begins(alerts, BLANK._replace(last_report_on="2025-10"), "KHONG_BAO_CAO", "2026-11-01")


@pytest.mark.parametrize(
    ("kind", "least", "on"),
    [
        ("HTX", 7, "2024-06-30"),  # Luật 2012 until 30/6/2024, Luật 2023 from 01/7/2024
        ("HTX", 5, "2024-07-01"),
        ("LHHTX", 4, "2024-06-30"),
        ("LHHTX", 3, "2024-07-01"),
        ("THT", 2, "2024-06-30"),
        ("THT", 2, "2024-07-01"),
    ],
)
def test_members_are_held_against_the_law_in_force(alerts, kind, least, on):
    facts = BLANK._replace(kind=kind, members=least, members_on="2023")
    day = date.fromisoformat(on)
    assert "DUOI_TOI_THIEU" not in alerts(facts, day)

    found = alerts(facts._replace(members=least - 1), day)["DUOI_TOI_THIEU"]
    assert f"Có {least - 1} thành viên theo số liệu năm 2023" in found.sentence
    assert found.sentence.endswith(f"dưới mức tối thiểu {least}.")
    assert "Luật Hợp tác xã" in found.basis or "77/2019" in found.basis


def test_no_law_in_force_no_minimum(alerts):
    assert alerts(BLANK._replace(members=1, members_on="2010"), date(2010, 5, 1)) == {}


@pytest.mark.parametrize(
    ("is_2023", "charter_on", "told"),
    [
        (0, None, True),
        (1, "2015", False),
        (None, "2024-06", True),
        (None, "2024-07", False),
        (None, None, False),
        (0, "2025", True),
    ],
)
def test_an_old_charter_after_its_last_day(alerts, is_2023, charter_on, told):
    facts = BLANK._replace(charter_is_2023=is_2023, charter_on=charter_on)

    assert ("DIEU_LE_LUAT_2023" in alerts(facts)) is told
    if told:
        found = begins(alerts, facts, "DIEU_LE_LUAT_2023", "2026-01-01")
        assert found.since == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"wants_support": 1, "charter_capital": None}, True),
        ({"contract_is_unlimited": 1}, True),
        ({"contract_on": "2020-01-01", "contract_until": "2021-01-01"}, True),
        ({"contract_on": "2020-01-01", "contract_until": "2020-12-31"}, False),
        ({"contract_is_unlimited": 1, "charter_capital": None}, False),
        ({"contract_on": "2020-01-01"}, False),
        ({"wants_support": 0}, False),
    ],
)
def test_a_group_that_must_register(alerts, fields, told):
    facts = GROUP._replace(**fields)

    assert ("THT_PHAI_DANG_KY" in alerts(facts)) is told
    assert "THT_PHAI_DANG_KY" not in alerts(facts._replace(legal="DANG_HOAT_DONG"))
    assert "THT_PHAI_DANG_KY" not in alerts(facts, date(2025, 12, 31))


def test_no_tax_code_is_only_a_reminder(alerts):
    facts = BLANK._replace(tax_code=None)
    found = alerts(facts)

    assert found["CHUA_CO_MA_SO"].severity is Severity.NOTICE
    assert found["CHUA_CO_MA_SO"].since == date(2015, 3, 1)
    assert alerts(facts._replace(legal="DANG_GIAI_THE", legal_since="2026-11-01")) == {}


def test_a_contract_that_has_run_out(alerts):
    begins(alerts, GROUP._replace(contract_until="2026-06"), "HOP_DONG_HET_HAN", "2026-07-01")


def test_every_row_says_what_to_do_and_by_which_law(catalogue):
    for spec in catalogue.alert_rules.specs:
        assert spec.todo.endswith(".")
        assert spec.sentence.endswith(".")
        assert spec.basis or spec.check == "below_minimum"
