"""What work records say in the sections of the report."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.document import Heading, Paragraph, Table
from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.dossiers import delete_dossier, load_dossier, save_dossier
from tests.usual_report import build_document, save_text, section_blocks

PERIOD = ReportingPeriod.parse("KH2025")  # of year N = 2024
MILLION = 10**6
GOVERNANCE, MODELS, POLICIES, FUNDS = "P1.II.2", "P1.I.4", "P1.II.3", "P2.II.6"


@pytest.fixture
def note(desk):
    """Save a record of 2024 with few words; returns it as stored."""

    def save(kind, topic="", *, year=2024, names=(), period="", programme="", money=None, **values):
        uids = tuple(desk.add(name).uid for name in names)
        amounts = {key: round(value * MILLION) for key, value in (money or {}).items()}
        heads = {"year": year, "period": period, "programme": programme, "topic": topic}
        draft = DossierDraft(kind, organisations=uids, values=values, money=amounts, **heads)
        return save_dossier(desk.book, draft)[0]

    return save


@pytest.fixture
def said(desk):
    """The sentences of a section."""

    def read(section):
        blocks = section_blocks(desk.book, desk.profile, PERIOD)[section]
        return [block.text for block in blocks if isinstance(block, Paragraph)]

    return read


def test_officers_in_charge(note, said):
    note("governance", "CONG_CHUC", officers=1, office="Phòng Tài chính", task="Theo dõi chung.")
    note("governance", "CONG_CHUC", officers=12, office="Phòng Kinh tế", duty="KIEM_NHIEM")
    assert said(GOVERNANCE) == [
        "- 12 công chức Phòng Kinh tế kiêm nhiệm theo dõi quản lý nhà nước về kinh tế tập thể, "
        "hợp tác xã.",
        "- 01 công chức Phòng Tài chính theo dõi chung.",
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"state": "DA", "founded": 2014, "head": "Phó Chủ tịch", "members": 9},
            "- Ban Chỉ đạo phát triển kinh tế tập thể được thành lập từ năm 2014, "
            "gồm 09 thành viên, Trưởng ban: Phó Chủ tịch.",
        ),
        ({"state": "CHUA"}, "- Ban Chỉ đạo phát triển kinh tế tập thể chưa thành lập."),
    ],
)
def test_the_committee_or_its_absence(note, said, values, sentence):
    note("governance", "BAN_CHI_DAO", **values)
    assert said(GOVERNANCE) == [sentence]


def test_inspections_reports_and_meetings(note, said):
    note("governance", "DAI_HOI", done=8, planned=10)
    note("governance", "BAO_CAO", done=60, planned=64, late=4)
    note("governance", "KIEM_TRA", done=9, planned=11, happened_on="2024-06")
    assert said(GOVERNANCE) == [
        "- Công tác kiểm tra, giám sát: tháng 6/2024, đã kiểm tra 09/11 đơn vị.",
        "- Chế độ báo cáo: 60/64 đơn vị thực hiện đúng quy định, 04 đơn vị báo cáo chậm.",
        "- Đại hội thành viên: 08/10 đơn vị đã tổ chức.",
    ]


def test_only_records_of_the_year_and_of_no_year_are_told(note, said, desk):
    note("governance", "BAN_CHI_DAO", year=2023, state="CHUA")
    kept = note("governance", "BAN_CHI_DAO", year=None, state="DA")
    assert said(GOVERNANCE) == ["- Ban Chỉ đạo phát triển kinh tế tập thể đã thành lập."]
    delete_dossier(desk.book, kept.uid)
    assert said(GOVERNANCE) == []


def test_the_officer_s_own_words_come_after_the_records(note, said, desk):
    note("governance", "KIEM_TRA", done=9, planned=11)
    save_text(desk.book, PERIOD, GOVERNANCE, "Cán bộ còn kiêm nhiệm.")
    assert said(GOVERNANCE)[1:] == ["Cán bộ còn kiêm nhiệm."]


def test_a_model_is_described_by_what_is_known(note, said):
    note(
        "model",
        names=["HTX Nông sản huyện Chi Lăng"],
        product="Na",
        area=500_000,
        sold=300_000,
        quantity_unit="tấn",
        value=11_000 * MILLION,
        value_meaning="DOANH_THU",
        partners="siêu thị",
    )
    note("model", name="Gà sáu ngón", quantity=10_000_000, quantity_unit="con", value=36_500_000)
    note("model", names=["HTX Trống"])
    assert said(MODELS) == [
        "- Gà sáu ngón: sản lượng 10.000 con, giá trị 36,5 triệu đồng.",
        "- HTX Nông sản huyện Chi Lăng: sản phẩm na, diện tích 50 ha, sản lượng tiêu thụ qua "
        "liên kết 300 tấn, doanh thu 11 tỷ đồng, liên kết với siêu thị.",
    ]


def test_a_model_of_last_year_stands_until_it_is_told_anew(note, said):
    note("model", name="Rau sạch", year=2023, quantity=1_000_000, quantity_unit="kg")
    note("model", name="Na", year=2023, area=10_000)
    note("model", name="Na", area=20_000, note="Bán qua sàn")
    note("model", name="Cũ", year=2022, area=10_000)
    assert said(MODELS) == [
        "- Na: diện tích 2 ha. Bán qua sàn.",
        "- Rau sạch (năm 2023): sản lượng 1.000 kg.",
    ]


def test_loans_say_zero_and_leave_the_unknown_out(note, said):
    note(
        "credit",
        "H8",
        as_of="2024-06-30",
        persons=525,
        lent=287_287 * MILLION,
        bad_debt=0,
        interest=10_686 * MILLION,
    )
    assert said(POLICIES) == [
        "- Hỗ trợ lãi suất từ ngân sách nhà nước: đến ngày 30/6/2024, 525 cá nhân, tổ chức vay "
        "vốn; số vốn đã cho vay 287.287 triệu đồng; không phát sinh nợ xấu; "
        "số tiền hỗ trợ lãi suất 10.686 triệu đồng."
    ]


def test_a_policy_says_plan_and_result_added_up_over_its_records(note, said):
    note(
        "support", "H2.1", period="NAM", classes_plan=9, persons_plan=730, money={"plan.total": 920}
    )
    note("support", "H2.1", period="6T", classes_done=1, persons_done=100)
    note("support", "H2.1", period="6T", classes_done=1, persons_done=140)
    assert said(POLICIES) == [
        "- Bồi dưỡng nâng cao năng lực: năm 2024 dự kiến 09 lớp, 730 người, kinh phí 920 "
        "triệu đồng; 6 tháng đầu năm 2024 thực hiện 02 lớp, 240 người."
    ]


def test_a_policy_names_its_sources_whom_and_what(note, said):
    note(
        "support",
        "H5",
        period="NAM",
        names=["HTX A"],
        content="Xây nhà sơ chế.",
        money={"done.NSTW": 10_000, "done.KHAC": 13_000},
    )
    assert said(POLICIES) == [
        "- Đầu tư kết cấu hạ tầng, chế biến sản phẩm: cả năm 2024 đạt 01 HTX, kinh phí 23 tỷ đồng "
        "(ngân sách trung ương 10 tỷ đồng, vốn huy động khác 13 tỷ đồng); "
        "đơn vị thụ hưởng: HTX A; nội dung: xây nhà sơ chế."
    ]


def test_a_stated_zero_is_said_and_a_blank_is_not(note, said):
    note("support", "H3", period="NAM", quantity_done=0)
    note("support", "H9", period="NAM", demand="KHONG", quantity_done=0)
    note("support", "H10", period="NAM", note="Chưa rõ")
    assert said(POLICIES) == [
        "- Hệ thống thông tin dữ liệu, tuyên truyền: Không có.",
        "- Đất đai: Không có nhu cầu.",
    ]


def test_land_is_told_in_hectares(note, said):
    note("support", "H9", period="NAM", quantity_done=2, quantity_unit="HTX", land_done=125_000)
    (sentence,) = said(POLICIES)
    assert "02 HTX, diện tích 12,5 ha" in sentence


def test_no_demand_of_others_is_not_said_of_those_who_borrow(note, said):
    note("support", "H7", period="NAM", demand="KHONG", quantity_done=0)
    assert said(POLICIES) == ["- Vay vốn ngân hàng thương mại: Không có nhu cầu."]
    note("credit", "H7", borrowers=1)
    assert said(POLICIES) == ["- Vay vốn ngân hàng thương mại: 01 tổ chức có dư nợ."]


def test_one_content_is_told_and_not_what_the_policy_is_called(note, said):
    note("support", "H2.2", period="NAM", content="ĐÀO TẠO", persons_done=3)
    note("support", "H3", period="NAM", content="Trang tin", quantity_done=1)
    note("support", "H4", period="NAM", content="Hội chợ", quantity_done=1, quantity_unit="HTX")
    note("support", "H4", period="NAM", content="Nhãn hiệu", quantity_done=2, quantity_unit="HTX")
    assert said(POLICIES) == [
        "- Đào tạo: cả năm 2024 đạt 03 người.",
        "- Hệ thống thông tin dữ liệu, tuyên truyền: cả năm 2024 đạt 01 hệ thống; "
        "nội dung: trang tin.",
        "- Xúc tiến thương mại, mở rộng thị trường: cả năm 2024 đạt 03 HTX.",
        "+ Trong đó: hội chợ: đã thực hiện 01 HTX; nhãn hiệu: đã thực hiện 02 HTX.",
    ]


def test_the_budget_of_the_scheme_is_told_with_its_pilots(note, said, desk):
    programme = load_dossier(desk.book, "QD167")
    money = {"budget.NSTW": 6726 * MILLION, "budget.NS_TINH": 6454 * MILLION}
    save_dossier(desk.book, replace(programme, money=money))
    assert said("P1.II.4a") == [
        "- Kinh phí cả giai đoạn của Đề án là 13.180 triệu đồng, trong đó ngân sách trung ương "
        "6.726 triệu đồng, ngân sách tỉnh 6.454 triệu đồng."
    ]


def test_pilots_and_dissolving_cooperatives_are_summed_up(note, said):
    note("pilot", names=["HTX A"], money={"period.NSTW": 6726, "period.NS_TINH": 6454})
    note("pilot", count=2)
    note("dormant_total", as_of="2024-06-30", stopped=54, on_books=51, unconverted=6)
    note("dormant", names=["HTX B"], debt=50 * MILLION)
    assert said("P1.II.4a") == [
        "- Có 03 HTX tham gia: HTX A; tổng kinh phí hỗ trợ cả giai đoạn là 13.180 triệu đồng, "
        "trong đó ngân sách trung ương 6.726 triệu đồng, ngân sách tỉnh 6.454 triệu đồng."
    ]
    assert said("P1.II.4b") == [
        "- Đến ngày 30/6/2024, trên địa bàn có 02 HTX, trong đó 02 HTX đang hoạt động.",
        "- Đến ngày 30/6/2024, có 54 HTX ngừng hoạt động, trong đó 51 HTX không hoạt động nhưng "
        "vẫn còn tên trên sổ sách, 06 HTX chưa tổ chức lại theo Luật Hợp tác xã năm 2012.",
        "- Đã lập hồ sơ xử lý 01 HTX: HTX B; công nợ tồn đọng 50 triệu đồng.",
    ]


def test_that_no_organisation_takes_part_is_said_where_it_was_stated(note, said):
    note("pilot", count=0)
    assert said("P1.II.4a") == ["- Không có HTX tham gia."]


def test_what_the_committee_did_is_told_where_only_that_is_known(note, said):
    note("governance", "BAN_CHI_DAO", task="Ban hành Quy chế.", document="Quyết định số 05/QĐ-BCĐ")
    assert said(GOVERNANCE) == [
        "- Ban Chỉ đạo phát triển kinh tế tập thể: ban hành Quy chế (Quyết định số 05/QĐ-BCĐ)."
    ]


def test_the_budget_of_a_scheme_of_the_unit_is_told_while_it_runs(note, said):
    money = {"budget.NS_HUYEN": 500, "budget.NS_TINH": 1500}
    for name, first, last in (("Đề án A", 2021, 2025), ("Đề án B", 2016, 2023)):
        note("programme", year=None, name=name, first_year=first, last_year=last, money=money)
    assert said(FUNDS) == [
        "- Đề án A: kinh phí cả giai đoạn là 02 tỷ đồng, trong đó ngân sách tỉnh 1.500 triệu đồng, "
        "ngân sách huyện 500 triệu đồng."
    ]


def test_many_organisations_are_counted_and_not_named(note, said):
    for place in range(6):
        note("pilot", names=[f"HTX {place}"])
    assert said("P1.II.4a") == ["- Có 06 HTX tham gia."]


def test_the_money_of_next_year_by_source_and_programme(note, said):
    of_1804 = {"plan.NSTW": 11_120, "plan.NS_DP": 7890, "plan.KHAC": 13_800}
    of_167 = {"plan.NSTW": 6551, "plan.NS_DP": 4307, "plan.HTX_DOI_UNG": 3954}
    note("support", year=2025, period="NC", programme="QD1804", money=of_1804)
    note("support", year=2025, period="NC", programme="QD167", money=of_167)
    whole, first, second = said(FUNDS)
    assert whole == (
        "Tổng nhu cầu vốn thực hiện hỗ trợ phát triển kinh tế tập thể, hợp tác xã năm 2025 là "
        "47.622 triệu đồng, trong đó: ngân sách trung ương 17.671 triệu đồng, "
        "ngân sách địa phương 12.197 triệu đồng, vốn huy động khác 17.754 triệu đồng."
    )
    assert ": 32.810 triệu đồng, trong đó: ngân sách trung ương 11.120 triệu đồng" in first
    assert second.endswith("vốn huy động khác 3.954 triệu đồng.")


def test_every_number_keeps_the_record_it_came_from(note, desk):
    first = note("support", "H1.2", period="6T", quantity_done=10, money={"done.total": 100})
    other = note("support", "H1.2", period="6T", quantity_done=4)
    (block,) = section_blocks(desk.book, desk.profile, PERIOD)[POLICIES][1:]
    anchors = {run.text: run.anchor for run in block.runs if run.anchor}
    assert set(anchors["14 HTX"].split()) == {f"support:{each.uid}" for each in (first, other)}


def test_next_year_s_targets_stand_in_the_plan_once(note, said, desk):
    desk.enter({"A1.3": "40", "A6": "30"}, year=2025, measure=Measure.PLAN)
    save = {"value": 45_000, "operator": ">=", "unit": "HTX", "due_year": 2025}
    aim = note("target", "A1.3", year=None, title="Số HTX thành lập mới", from_year=2025, **save)
    note("target", "A1", year=None, title="Số HTX", **save | {"due_year": 2030})
    assert said("P2.II.4") == [
        "- Lãi bình quân của 01 HTX là 30 triệu đồng/năm.",
        "- Số HTX thành lập mới: từ 45 HTX trở lên.",
    ]
    (_, _, block) = section_blocks(desk.book, desk.profile, PERIOD)["P2.II.4"]
    assert [run.anchor for run in block.runs if run.anchor] == [f"target:{aim.uid}"]


def test_targets_of_several_years_print_as_a_table(note, desk):
    values = {"value": 50_000, "operator": ">", "unit": "%", "base": "HTX"}
    note("target", "A1.6", year=None, title="Tốt, khá", due_year=2030, **values)
    note("target", "A1.8", year=None, title="Chỉ năm sau", due_year=2025, from_year=2025, **values)
    document = build_document(desk.book, replace(desk.profile, opening="x"), PERIOD)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [row.cells for row in table.rows] == [
        (
            "1",
            "Tốt, khá",
            "% tổng số hợp tác xã",
            "> 50\n(2030)",
            "",
            "",
            "Chưa có số liệu",
        )
    ]
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert any("KHẢ NĂNG HOÀN THÀNH CÁC MỤC TIÊU" in each for each in headings)


def test_sections_without_records_are_not_printed(desk):
    document = build_document(desk.book, desk.profile, PERIOD)
    headings = " ".join(block.text for block in document.blocks if isinstance(block, Heading))
    for words in ("mô hình", "quản lý nhà nước", "chính sách", "Đề án", "KHẢ NĂNG", "Nguồn vốn"):
        assert words not in headings


@pytest.mark.parametrize(
    ("change", "percent", "words"),
    [
        (18_230_000, 314, "tăng 18,23 triệu đồng so với cùng kỳ năm trước; tăng 31,4% so với"),
        (-5 * MILLION, -20, "giảm 05 triệu đồng so với cùng kỳ năm trước; giảm 2% so với"),
    ],
)
def test_a_debt_tells_which_way_it_moved(note, said, change, percent, words):
    note("credit", "H7", borrowers=20, change=change, change_percent=percent)
    (sentence,) = said(POLICIES)
    assert words in sentence


def test_a_model_of_last_year_is_told_beside_another_product_of_this_year(note, said):
    note("model", name="HTX A", year=2023, product="Na", area=300_000)
    note("model", name="HTX A", year=2023, product="gà giống", area=10_000)
    note("model", name="HTX A", product="Gà giống", area=20_000)
    assert said("P1.I.4") == [
        "- HTX A (năm 2023): sản phẩm na, diện tích 30 ha.",
        "- HTX A: sản phẩm gà giống, diện tích 2 ha.",
    ]
