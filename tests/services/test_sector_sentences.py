"""What a plan says of each sector, and of the few organisations of a small one."""

import pytest

from ktt_desktop.domain.document import Paragraph
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.terms import Measure, OrganisationKind
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.reporting import section_contents

KEY = ReportKey("plan", ReportingPeriod.parse("N2024"))
SECTORS = "P1.I.2"


@pytest.fixture
def said(desk):
    """The sentences of a section, under some choices."""

    def read(section=SECTORS, **options):
        save_settings(desk.book, KEY, ReportSettings(options=options))
        blocks = section_contents(desk.book, desk.profile, KEY)[section]
        return [block.text for block in blocks if isinstance(block, Paragraph)]

    return read


def anchors(desk):
    blocks = section_contents(desk.book, desk.profile, KEY)[SECTORS]
    runs = (run for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    return [run.anchor for run in runs if run.anchor]


def test_a_sector_speaks_of_the_figures_it_has(desk, said):
    desk.enter({"S1": "60", "S1.1": "58", "S1.2": "2", "S2": "3711", "S7": "3,5"}, "NN")
    desk.enter({"S1": "19", "S5": "600"}, "VT")
    assert said() == [
        "- Hợp tác xã lĩnh vực nông nghiệp, lâm nghiệp, thủy sản: Tính đến ngày 31/12/2024 có "
        "60 HTX, trong đó 58 HTX đang hoạt động, 02 HTX tạm ngừng, ngừng hoạt động; số lượng "
        "thành viên tham gia là 3.711 người; thu nhập bình quân của người lao động 3,5 triệu "
        "đồng/người/tháng.",
        "- Hợp tác xã lĩnh vực vận tải: Tính đến ngày 31/12/2024 có 19 HTX; doanh thu bình quân "
        "600 triệu đồng/HTX/năm.",
    ]
    assert anchors(desk)[:2] == ["S1:TH:NN", "S1.1:TH:NN"]


def test_a_sector_without_organisations_is_not_told(desk, said):
    desk.enter({"S1": "0", "S2": "0"}, "XD")
    desk.enter({"S2": "12"}, "VT")
    assert said() == []


def test_a_sector_of_few_names_them_with_what_is_known(desk, said):
    desk.add("HTX Vận tải B", {"O1": "7", "O4": "950", "O7": "5"}, sector="VT")
    big = desk.add("HTX Vận tải A", {"O5": "7500", "O1.7": "2"}, sector="VT")
    desk.add("HTX Vận tải C", sector="VT")
    one, *named = said()
    assert one.startswith("- Hợp tác xã lĩnh vực vận tải: Tính đến ngày 31/12/2024 có 03 HTX, ")
    assert named == [
        "+ HTX Vận tải A: doanh thu hằng năm 7.500 triệu đồng; 02 thành viên tham gia bảo hiểm "
        "xã hội.",
        "+ HTX Vận tải B: 07 thành viên; tổng nguồn vốn 950 triệu đồng; thu nhập bình quân 05 "
        "triệu đồng/người/tháng.",
        "+ HTX Vận tải C.",
    ]
    assert f"O5:TH:{big.uid}" in anchors(desk)

    desk.add("HTX Vận tải D", sector="VT")
    assert len(said()) == 1


def test_a_list_that_names_some_of_many_names_none(desk, said):
    desk.add("HTX Vận tải A", sector="VT")
    desk.enter({"S1": "19"}, "VT")
    assert len(said()) == 1


def test_a_sum_over_some_organisations_only_is_not_told(desk, said):
    desk.add("HTX A", {"O1": "7", "O4.2": "950"}, sector="VT")
    desk.add("HTX B", {"O1": "8"}, sector="VT")
    sentence = said()[0]
    assert "thành viên tham gia là 15 người" in sentence
    assert "vốn đăng ký" not in sentence


def test_unions_and_groups_are_told_by_industry(desk, said):
    desk.add("Liên hiệp A", {"O1": "4"}, kind=OrganisationKind.COOPERATIVE_UNION, sector="VT")
    desk.enter({"N3.1": "206"})
    assert said() == [
        "- Tổ hợp tác lĩnh vực nông - lâm - ngư - diêm nghiệp: 206 THT.",
        "- Liên hiệp hợp tác xã lĩnh vực vận tải: 01 LHHTX.",
        "+ Liên hiệp A: 04 hợp tác xã thành viên.",
    ]
    assert anchors(desk)[:2] == ["N3.1:TH", "N2.6:TH"]


def test_the_estimate_is_told_where_it_is_chosen_and_known(desk, said):
    desk.enter({"S1": "19"}, "VT")
    desk.enter({"S1": "335", "S5": "530"}, "NN", measure=Measure.ESTIMATE)
    estimate = (
        "- Hợp tác xã lĩnh vực nông nghiệp, lâm nghiệp, thủy sản: {} đến {}31/12/2024 có 335 HTX; "
    )
    both, known = said(figures="both")
    assert both.startswith(estimate.format("Ước thực hiện", ""))
    assert known == "- Hợp tác xã lĩnh vực vận tải: Tính đến ngày 31/12/2024 có 19 HTX."

    (only,) = said(figures="estimate")
    assert only.startswith(estimate.format("Tính", "ngày "))
    assert said(figures="main") == [known]


def test_the_share_of_agriculture_leaves_the_rest(desk, said):
    desk.enter({"S1p": "80"}, "NN")
    assert said("P1.I.1a", figures="both")[-1:] == [
        "- Số HTX lĩnh vực nông nghiệp, lâm nghiệp, thủy sản chiếm 80% tổng số HTX, các lĩnh vực "
        "khác chiếm 20%."
    ]
