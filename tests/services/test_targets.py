from dataclasses import replace
from fractions import Fraction

import pytest

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.target_words import ABOUT_NOTE
from ktt_desktop.domain.targets import Verdict
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.targets import target_progress, target_table

PERIOD = ReportingPeriod.parse("UOC2024")
UOC, HALF, PLAN = Measure.ESTIMATE, Measure.HALF_YEAR, Measure.PLAN


@pytest.fixture
def unit(desk):
    """A unit whose totals are entered."""
    return replace(desk, profile=replace(desk.profile, list_complete=False))


def aim(desk, title, topic, operator, value, unit, **fields):
    values = {"title": title, "operator": operator, "value": round(value * 1000), "unit": unit}
    values |= {"due_year": 2030} | fields
    draft = DossierDraft("target", topic=topic, values={k: v for k, v in values.items() if v})
    return save_dossier(desk.book, draft)[0]


def progress_of(desk, period=PERIOD):
    (found,) = target_progress(desk.book, desk.profile, period)
    return found


def test_the_latest_known_column_is_the_current_figure(unit):
    aim(unit, "Số HTX", "A1", "~", 750, "HTX")
    assert progress_of(unit).why == "chưa có số liệu [A1]"
    unit.enter({"A1": "60"}, year=2023)
    assert progress_of(unit).current.value == 60
    unit.enter({"A1": "61"}, measure=HALF)
    found = progress_of(unit)
    assert (found.current.value, found.current.before) == (61, 60)
    unit.enter({"A1": "64"}, measure=UOC)
    found = progress_of(unit)
    assert (found.current.value, found.distance, found.verdict) == (64, 686, Verdict.HARD)
    assert found.current.words == "[A1] 64 HTX; số nhập, ước thực hiện năm 2024"
    year = progress_of(unit, ReportingPeriod.parse("N2024"))
    assert year.current.value == 64
    unit.enter({"A1": "65"})
    assert progress_of(unit, ReportingPeriod.parse("N2024")).current.final


def test_a_percentage_names_what_it_is_of(unit):
    aim(unit, "Tốt, khá", "A1.6", ">", 50, "%", base="KTTT")
    unit.enter({"A1": "64", "A1.6": "30", "B1": "1"}, measure=UOC)
    assert progress_of(unit).why == "chưa có số liệu [C1]"
    unit.enter({"C1": "9"}, measure=UOC)
    found = progress_of(unit)
    assert found.current.value == Fraction(3000, 74)
    assert found.current.words == (
        "[A1.6] 30 / ([A1] 64 + [B1] 1 + [C1] 9) = 40,541%; số nhập, ước thực hiện năm 2024"
    )


@pytest.mark.parametrize("topic", ["A1.6", "A1.6p"])
def test_the_percentage_of_the_form_is_taken_where_its_base_is_the_same(unit, topic):
    aim(unit, "Tốt, khá", topic, ">", 50, "%", base="HTX")
    unit.enter({"A1": "64", "A1.6": "30"}, measure=UOC)
    assert progress_of(unit).current.words.startswith("[A1.6] 30 / [A1] 64 = 46,9%;")
    unit.enter({"A1.6p": "47"}, measure=UOC, reason="theo văn bản")
    assert progress_of(unit).current.words.startswith("[A1.6p] 47%; số nhập")


def test_effective_is_not_rated_good(unit):
    aim(unit, "Tốt, khá", "A1.6", ">", 50, "%", base="HTX")
    unit.enter({"A1": "64", "A1.6e": "60"}, measure=UOC)
    assert progress_of(unit).verdict is Verdict.NO_FIGURE


def test_a_part_larger_than_its_base_is_no_share(unit):
    aim(unit, "Liên kết", "A1.8", ">=", 50, "%", base="TOT_KHA")
    unit.enter({"A1.8": "20", "A1.6": "10"}, measure=UOC)
    assert progress_of(unit).why == "[A1.8] lớn hơn [A1.6], không phải là một phần"
    unit.enter({"A1.8": "5"}, measure=UOC)
    assert progress_of(unit).verdict is Verdict.REACHED


def test_a_percentage_without_a_base_is_not_guessed(unit):
    aim(unit, "Liên kết", "A1.9", ">=", 50, "%")
    unit.enter({"A1.9": "20", "A1": "40"}, measure=UOC)
    assert progress_of(unit).why == "chưa ghi phần trăm của cái gì"


def test_a_base_nobody_counts_needs_the_officer_s_own_figure(unit):
    draft = aim(unit, "Dân số tham gia", "A2", "~", 20, "%", base="DAN_SO", due_year=2045)
    why = "không có chỉ tiêu nào là dân số trên địa bàn; ghi số hiện có vào mục tiêu"
    assert progress_of(unit).why == why
    values = dict(draft.values) | {"current": 4500, "current_as_of": "2024-06"}
    save_dossier(unit.book, replace(draft, values=values))
    found = progress_of(unit)
    assert (found.current.value, found.current.on.month) == (Fraction(9, 2), 6)
    assert found.current.words == "số ghi trong mục tiêu"


def test_money_is_compared_in_the_unit_of_the_target(unit):
    draft = aim(unit, "Doanh thu", "A5", "=", 1.55, "tỷ đồng/năm")
    unit.enter({"A5": "1200"}, measure=UOC)
    assert progress_of(unit).current.value == Fraction(6, 5)
    values = dict(draft.values) | {"unit": "triệu đồng/tháng"}
    draft, _ = save_dossier(unit.book, replace(draft, values=values))
    why = "đơn vị tính khác với chỉ tiêu [A5] (triệu đồng/năm)"
    assert progress_of(unit).why == why
    save_dossier(unit.book, replace(draft, values=dict(draft.values) | {"unit": "HTX"}))
    assert progress_of(unit).why == why


def test_a_yearly_amount_looks_at_this_year_only(unit):
    aim(unit, "Thành lập mới", "A1.3", "range", 1, "HTX/năm", value_max=2000, shape="YEARLY")
    unit.enter({"A1.3": "5"}, year=2023)
    assert progress_of(unit).verdict is Verdict.NO_FIGURE
    unit.enter({"A1.3": "1"}, measure=UOC)
    assert progress_of(unit).verdict is Verdict.REACHED


def test_growth_is_this_year_over_the_last(unit):
    aim(unit, "Thu nhập", "A7", "range", 7, "%/năm", value_max=10000, shape="GROWTH")
    unit.enter({"A7": "54"}, measure=UOC)
    assert progress_of(unit).why == "chưa có số liệu cùng kỳ năm trước [A7]"
    unit.enter({"A7": "50"}, year=2023)
    found = progress_of(unit)
    assert (found.current.value, found.verdict) == (8, Verdict.REACHED)
    assert found.current.words == (
        "[A7] 54 / 50 (thực hiện năm 2023) − 1 = 8%; số nhập, ước thực hiện năm 2024"
    )


def test_half_a_year_grows_over_half_a_year(unit):
    aim(unit, "Thành viên mới", "A2.1", ">=", 7, "%/năm", shape="GROWTH")
    half = ReportingPeriod.parse("6T2024")
    unit.enter({"A2.1": "54"}, measure=HALF)
    unit.enter({"A2.1": "100"}, year=2023)
    assert progress_of(unit, half).verdict is Verdict.NO_FIGURE
    unit.enter({"A2.1": "50"}, year=2023, measure=HALF)
    assert progress_of(unit, half).current.value == 8


def test_what_begins_later_is_not_due_and_what_is_over_is_not_shown(unit):
    aim(unit, "Cũ", "A1", "=", 5, "HTX", due_year=2023)
    aim(unit, "Mới", "A1.3", ">=", 2, "HTX/năm", shape="YEARLY", from_year=2025)
    assert progress_of(unit).verdict is Verdict.NOT_DUE
    assert progress_of(unit).target.title == "Mới"


def test_what_happens_in_a_year_is_not_judged_by_the_year_before(unit):
    aim(unit, "Thành lập mới", "A1.3", ">=", 2, "HTX", due_year=2025)
    unit.enter({"A1.3": "5"}, measure=UOC)
    assert progress_of(unit).verdict is Verdict.NOT_DUE
    unit.enter({"A1.3": "1"}, year=2025, measure=UOC)
    assert progress_of(unit, ReportingPeriod.parse("UOC2025")).verdict is Verdict.HARD


def test_the_table_says_what_how_much_and_whether(unit):
    unit.enter({"A1": "64", "C1": "9"}, measure=UOC)
    aim(unit, "Số hợp tác xã", "A1", "~", 750, "HTX", document="Kế hoạch 10")
    aim(unit, "Tốt, khá", "A1.6", ">", 50, "%", base="KTTT", due_year=2025)
    aim(unit, "Số tổ hợp tác", "C1", "~", 9, "THT", assessment="Giữ vững")
    table = target_table(unit.book, unit.profile, PERIOD)
    assert [row.cells for row in table.rows] == [
        (
            *("1", "Tốt, khá", "%", "> 50\n(2025)", "", "", "Chưa có số liệu [A1.6], [B1]"),
            *("tổng số tổ chức kinh tế tập thể", ""),
        ),
        (
            *("2", "Số hợp tác xã", "HTX", "khoảng 750\n(2030)", "64\n(31/12/2024)", "8,5"),
            "Chưa đến hạn: còn thiếu 686 HTX; mỗi năm phải tăng 114,3 HTX (50,8%/năm)",
            *("", "Kế hoạch 10"),
        ),
        (
            *("3", "Số tổ hợp tác", "THT", "khoảng 9\n(2030)", "9\n(31/12/2024)", "100"),
            *("Giữ vững", "", ""),
        ),
    ]
    assert table.notes[0].startswith("Cách tính số hiện có: (2) [A1] 64 HTX; số nhập")
    assert table.notes[1] == ABOUT_NOTE


def test_without_targets_the_table_is_empty(desk):
    assert target_table(desk.book, desk.profile, PERIOD).rows == ()
