"""What the choices of the plan change, and the reports of published plans as golden texts."""

import pytest

from ktt_desktop.domain.document import Heading, Paragraph
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.reporting import build_document, section_contents
from tests.golden.reports import PLANS, REPORTS, document_of, printed

KEY = ReportKey("plan", ReportingPeriod.parse("KH2025"))
MID_YEAR, ESTIMATE, PLAN = Measure.HALF_YEAR, Measure.ESTIMATE, Measure.PLAN


@pytest.fixture
def said(desk):
    """The sentences of a section, under some choices."""

    def read(section, **options):
        save_settings(desk.book, KEY, ReportSettings(options=options))
        blocks = section_contents(desk.book, desk.profile, KEY)[section]
        return [block.text for block in blocks if isinstance(block, Paragraph)]

    return read


@pytest.mark.parametrize("name", PLANS)
def test_the_program_prints_the_published_plan_from_its_data(empty_book, name):
    golden = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    assert printed(document_of(empty_book, name)) == golden


def test_figures_of_mid_year_and_of_the_whole_year(desk, said):
    desk.enter({"A2": "5457"}, measure=MID_YEAR)
    desk.enter({"A2": "5845", "A1": "437"}, measure=ESTIMATE)
    now = "- Tổng số thành viên HTX là 5.457 thành viên."
    later = "- Ước đến 31/12/2024, tổng số thành viên của 437 HTX là 5.845 người."

    assert said("P1.I.1b") == [now]
    assert said("P1.I.1b", figures="both") == [now, later]
    assert said("P1.I.1b", figures="estimate") == ["- Tổng số thành viên HTX là 5.845 thành viên."]
    heading = section_contents(desk.book, desk.profile, KEY)["P1.I.1b"][0]
    assert "(tính đến ngày 31/12/2024)" in heading.text


def test_against_the_plan_by_change_or_by_share(desk, said):
    desk.enter({"A3": "7636", "A2": "100"}, measure=MID_YEAR)
    desk.enter({"A2": "80"}, measure=PLAN)
    desk.enter({"A3k": "99"}, measure=MID_YEAR)

    assert said("P1.I.1b") == [
        "- Tổng số thành viên HTX là 100 thành viên; so với mục tiêu kế hoạch năm 2024 tăng "
        "20 thành viên.",
        "- Tổng số lao động làm việc thường xuyên trong HTX có 7.636 người, đạt 99% kế hoạch.",
    ]
    assert said("P1.I.1b", compare="share")[0] == (
        "- Tổng số thành viên HTX là 100 thành viên; đạt 125% kế hoạch."
    )


def test_groups_before_or_after_cooperatives(desk, said):
    desk.enter({"A1": "425", "C1": "206"}, measure=MID_YEAR)

    groups = "- Số lượng tổ hợp tác (THT): Có 206 THT"
    cooperatives = "- Số lượng hợp tác xã (HTX) là 425 HTX"
    for order, first in (("htx", cooperatives), ("tht", groups)):
        told = [each for each in said("P1.I.1a", order=order) if each.startswith("- Số lượng ")]
        found = [each for each in told if each.startswith((groups, cooperatives))]
        assert len(found) == 2
        assert found[0].startswith(first)


def headings(desk, **chosen):
    save_settings(desk.book, KEY, ReportSettings(**chosen))
    document = build_document(desk.book, desk.profile, KEY)
    blocks = iter(document.blocks)
    return [each.text for each in blocks if isinstance(each, Heading)], document


def test_an_empty_section_says_so_where_that_is_chosen(desk):
    nothing = "Một số mô hình hoạt động hiệu quả"
    assert not any(nothing in text for text in headings(desk)[0])

    found, document = headings(desk, options={"empty": "said"})
    assert any(nothing in text for text in found)
    assert Paragraph in {type(each) for each in document.blocks}
    assert "Không có." in [each.text for each in document.blocks if isinstance(each, Paragraph)]


def test_the_whole_number_is_told_beside_the_stopped_ones_only(desk, said):
    desk.enter({"A1": "425"}, measure=MID_YEAR)
    assert said("P1.II.4b") == []


def test_a_record_of_each_policy_is_told_where_there_are_several(desk, said):
    one = desk.support(topic="H4", content="Hội chợ", quantity_done=9, quantity_unit="HTX")
    assert said("P1.II.3") == [
        "- Xúc tiến thương mại, mở rộng thị trường: cả năm 2024 đạt 09 HTX; nội dung: hội chợ."
    ]
    assert one.year == 2024

    desk.support(topic="H4", content="Nhãn hiệu", quantity_done=4, quantity_unit="HTX")
    assert said("P1.II.3") == [
        "- Xúc tiến thương mại, mở rộng thị trường: cả năm 2024 đạt 13 HTX.",
        "+ Trong đó: hội chợ: đã thực hiện 09 HTX; nhãn hiệu: đã thực hiện 04 HTX.",
    ]


def test_what_was_given_without_a_number_is_told_by_its_record(desk, said):
    uid = desk.add("HTX Đào Mỹ").uid
    desk.support(uid, topic="H11", content="Cung cấp giống")
    assert said("P1.II.3") == ["- Tham gia chương trình mục tiêu: cung cấp giống cho HTX Đào Mỹ."]
