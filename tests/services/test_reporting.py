import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from ktt_desktop.domain.document import Heading, HeadingLevel, Paragraph, Picture
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportSettings
from ktt_desktop.domain.report_text import from_plain
from ktt_desktop.domain.terms import Measure, OperatingStatus
from ktt_desktop.services import reporting
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_pictures import add_picture
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.report_texts import save_texts
from ktt_desktop.services.reporting import WATERMARK
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book, explain
from tests.picture_bytes import picture_bytes
from tests.usual_report import (
    build_document,
    load_texts,
    render_report,
    save_text,
    section_blocks,
)

# The sentences of Kế hoạch 126/KH-UBND (domain: 5.4, T1–T4, T7–T9), in the words of the outline.
SENTENCES = """\
- Số lượng hợp tác xã (HTX) là 64 HTX, trong đó: Số lượng HTX đang hoạt động là 62 HTX; Số lượng HTX đang tạm ngừng, ngừng hoạt động là 02 HTX.
- Số lượng liên hiệp hợp tác xã (LHHTX) là 01 LHHTX, trong đó 01 LHHTX đang hoạt động.
- Số lượng tổ hợp tác (THT): Có 09 THT hoạt động (giảm 51 THT so với thời điểm 31/12/2021).
- Doanh thu bình quân của HTX là 1.200 triệu đồng (giảm 200 triệu đồng so với thời điểm 31/12/2021); so với mục tiêu kế hoạch năm 2022 giảm 800 triệu đồng.
- Lãi bình quân của 01 HTX là 35 triệu đồng (tăng 05 triệu đồng so với thời điểm 31/12/2021); so với mục tiêu kế hoạch năm 2022 giảm 20 triệu đồng.
- Số HTX hoạt động hiệu quả: 12 HTX.
- Tổng số thành viên HTX là 3.779 thành viên; so với mục tiêu kế hoạch năm 2022 giảm 51 thành viên.
- Số thành viên của LHHTX là 04 HTX; so với mục tiêu kế hoạch năm 2022 đạt 100% kế hoạch.
- Số thành viên của THT là 138 thành viên; so với mục tiêu kế hoạch năm 2022 đạt 100% kế hoạch.
- Tổng số lao động làm việc thường xuyên trong HTX có 812 người, so với mục tiêu kế hoạch năm 2022 giảm 78 người, trong đó số lao động đồng thời là thành viên của HTX là 200 người, so với mục tiêu kế hoạch năm 2022 giảm 80 người.
- Tổng số lao động làm việc thường xuyên trong THT có 138 người, trong đó số lao động đồng thời là thành viên của THT là 138 người.
- Thu nhập bình quân đầu người của khu vực kinh tế tập thể, HTX là 52 triệu đồng/năm (giảm 02 triệu đồng so với thời điểm 31/12/2021); so với mục tiêu kế hoạch năm 2022 giảm 06 triệu đồng.
- Tổng số cán bộ quản lý của HTX là 188 người.
- Tổng số cán bộ quản lý của HTX đạt trình độ sơ cấp, trung cấp là 138 người, đạt 73,4% so với tổng số cán bộ quản lý; so với mục tiêu kế hoạch năm 2022 tăng 1,5%.
- Tổng số cán bộ quản lý của HTX đạt trình độ cao đẳng, đại học trở lên là 30 người, đạt 16% so với tổng số cán bộ quản lý; so với mục tiêu kế hoạch năm 2022 giảm 7,8%.
- Hợp tác xã lĩnh vực nông nghiệp, lâm nghiệp, thủy sản: Tính đến tháng 8/2022 có 60 HTX, trong đó 58 HTX đang hoạt động, 02 HTX tạm ngừng, ngừng hoạt động; số lượng thành viên tham gia là 3.711 người; lao động thường xuyên là 758 người, trong đó 396 lao động đồng thời là thành viên; thu nhập bình quân của người lao động 3,5 triệu đồng/người/tháng.
- Hợp tác xã lĩnh vực công nghiệp, tiểu thủ công nghiệp: Tính đến tháng 8/2022 có 02 HTX, trong đó 02 HTX đang hoạt động; số lượng thành viên tham gia là 39 người; doanh thu bình quân 4.650 triệu đồng/HTX/năm.
+ HTX Cơ khí Lạng Giang: 32 thành viên; tổng nguồn vốn 10 tỷ đồng; doanh thu hằng năm 7.500 triệu đồng; thu nhập bình quân 6,5 triệu đồng/người/tháng.
+ HTX Dịch vụ tổng hợp Hương Sơn: 07 thành viên; tổng nguồn vốn 950 triệu đồng; doanh thu hằng năm 1.800 triệu đồng; thu nhập bình quân 05 triệu đồng/người/tháng; 02 thành viên tham gia bảo hiểm xã hội.
- Hợp tác xã lĩnh vực thương mại, dịch vụ, môi trường: Tính đến tháng 8/2022 có 02 HTX, trong đó 02 HTX đang hoạt động; số lượng thành viên tham gia là 15 người.
+ HTX quản lý chợ Mỹ Hà: 07 thành viên; vốn điều lệ 07 triệu đồng; thu nhập bình quân 3,5 triệu đồng/người/tháng.
+ HTX VSMT thị trấn Vôi: 08 thành viên; tổng nguồn vốn 154 triệu đồng; thu nhập bình quân 3,5 triệu đồng/người/tháng; 02 thành viên tham gia bảo hiểm xã hội.
- Xúc tiến thương mại, mở rộng thị trường: cả năm 2022 đạt 01 HTX, 01 sản phẩm; đơn vị thụ hưởng: HTX nông nghiệp Đào Mỹ; nội dung: hỗ trợ sản phẩm rượu.
- Đất đai: Không có nhu cầu.
- Vay vốn ngân hàng thương mại (Ngân hàng Nông nghiệp và Phát triển nông thôn): 01 tổ chức có dư nợ; gồm HTX Tiên Tiến.
- Doanh thu bình quân của HTX là 1.550 triệu đồng/năm.
- Thu nhập bình quân của lao động thường xuyên trong HTX là 60 triệu đồng/người/năm.
""".splitlines()  # noqa: E501 - one sentence of the report is one line

HEADINGS = [
    "Phần thứ nhất",
    "I. TÌNH HÌNH PHÁT TRIỂN KINH TẾ TẬP THỂ, HỢP TÁC XÃ NĂM 2022",
    "1. Đánh giá dựa trên các chỉ tiêu",
    "a) Về số lượng, doanh thu và thu nhập",
    "b) Về thành viên, lao động",
    "c) Về trình độ cán bộ quản lý",
    "2. Đánh giá theo lĩnh vực",
    "II. KẾT QUẢ THỰC HIỆN PHÁP LUẬT VÀ CHÍNH SÁCH",
    "1. Kết quả triển khai chính sách hỗ trợ, ưu đãi hợp tác xã",
    "Phần thứ hai",
    "I. NỘI DUNG KẾ HOẠCH PHÁT TRIỂN KINH TẾ TẬP THỂ",
    "1. Mục tiêu cụ thể",
]


def paragraphs(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def headings(document):
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def runs(document):
    blocks = (block for block in document.blocks if isinstance(block, Paragraph))
    return [run for block in blocks for run in block.runs]


@pytest.fixture
def document(practice):
    return build_document(*practice)


def test_the_practice_book_says_what_the_published_plan_says(document):
    assert paragraphs(document)[1:-1] == SENTENCES


def test_the_plan_opens_and_closes_as_published(document, practice):
    _, profile, _ = practice
    assert paragraphs(document)[0] == profile.opening
    assert paragraphs(document)[-1].endswith(
        "năm 2023 trên địa bàn huyện Lạng Giang (Phụ lục chi tiết kèm theo)./."
    )


def test_without_an_opening_of_one_s_own_the_outline_opens(practice):
    book, profile, period = practice
    document = build_document(book, replace(profile, opening=""), period)

    assert paragraphs(document)[0].startswith("Ủy ban nhân dân huyện Lạng Giang xây dựng")


def test_the_letterhead_carries_number_place_day_and_subject(document):
    head = document.letterhead

    assert head.issuer == ("ỦY BAN NHÂN DÂN", "HUYỆN LẠNG GIANG")
    assert (head.number, head.kind) == ("126/KH-UBND", "KẾ HOẠCH")
    assert head.place_and_date == "Lạng Giang, ngày 15 tháng 8 năm 2022"
    assert head.subject == "Phát triển kinh tế tập thể, hợp tác xã năm 2023"


def test_an_unsigned_plan_leaves_room_for_the_day(practice):
    book, profile, period = practice
    document = build_document(book, replace(profile, signed_on=None), period)

    assert document.letterhead.place_and_date == "Lạng Giang, ngày     tháng     năm 2022"
    assert "ngày     tháng     năm 2022" in document.annexes[0].reference


def test_sections_with_nothing_to_say_are_left_out_and_the_rest_numbered_anew(document):
    found = headings(document)

    assert len(found) == len(HEADINGS)
    for heading, beginning in zip(found, HEADINGS, strict=True):
        assert heading.startswith(beginning)


def test_every_number_keeps_the_figure_it_came_from(document):
    anchors = {run.anchor: run.text for run in runs(document) if run.anchor}

    assert anchors["A1:TH"] == "64"
    assert anchors["C1:TH C1:P"] == "giảm 51 THT so với thời điểm 31/12/2021"
    assert anchors["A4.1p:TH"] == "73,4%"
    assert anchors["A5:KHN"] == "1.550 triệu đồng"
    for anchor in (anchor for run in runs(document) for anchor in (run.anchor or "").split()):
        figure = re.fullmatch(
            r"[A-C][\d.a-z]+:(?:P|KH|TH|UOC|KHN)|S[\d.]+:TH:[A-Z]+|O[\d.]+:TH:[-\da-f]{36}", anchor
        )
        assert figure or re.fullmatch(r"(?:support|credit):[-\da-f]{36}", anchor)


def test_the_sentences_follow_the_figures(practice):
    book, profile, period = practice
    year, measure = period.main
    save_values(book, unit_subject(profile), year, measure, {"A2": 3830, "C1": 60, "A1.6e": None})
    said = paragraphs(build_document(book, profile, period))

    assert (
        "- Tổng số thành viên HTX là 3.830 thành viên; "
        "so với mục tiêu kế hoạch năm 2022 đạt 100% kế hoạch." in said
    )
    assert (
        "- Số lượng tổ hợp tác (THT): Có 60 THT hoạt động "
        "(không thay đổi so với thời điểm 31/12/2021)." in said
    )
    assert not any("hiệu quả" in text for text in said)


def test_zero_is_said_and_blank_is_not(practice):
    book, profile, period = practice
    year, measure = period.main
    assert not any("thành lập mới" in text for text in paragraphs(build_document(*practice)))

    save_values(book, unit_subject(profile), year, measure, {"A1.3": 0})
    assert any("thành lập mới là 0 HTX" in text for text in paragraphs(build_document(*practice)))


def test_the_officer_s_words_open_their_section_paragraph_by_paragraph(practice):
    book, _, period = practice
    change = save_text(book, period, "P1.III.2", "  Cán bộ kiêm nhiệm.\n\n Thiếu vốn.  ")
    document = build_document(*practice)

    assert change.years == {2022}
    at = headings(document).index("1. Tồn tại, hạn chế và nguyên nhân")
    assert headings(document)[at - 1] == "III. ĐÁNH GIÁ CHUNG"
    said = paragraphs(document)
    assert said.index("Thiếu vốn.") == said.index("Cán bộ kiêm nhiệm.") + 1


def test_words_go_when_they_are_emptied_and_stay_in_their_period(practice):
    book, profile, period = practice
    save_text(book, period, "P2.I", "Một")
    save_text(book, period, "P2.I", "Hai")
    assert load_texts(book, period) == {"P2.I": "Hai"}
    other = ReportingPeriod.parse("6T2022")
    assert load_texts(book, other) == {}

    save_text(book, period, "P2.I", " \n ")
    save_text(book, period, "P2.II.1", "")
    assert load_texts(book, period) == {}
    assert "MỘT SỐ YÊU CẦU" not in " ".join(headings(build_document(book, profile, period)))


def test_each_section_shows_its_heading_and_words_even_when_empty(practice):
    book, _, period = practice
    save_text(book, period, "P2.I", "Bám sát Nghị quyết 20.")
    blocks = section_blocks(*practice)

    assert blocks["P1.I.1b"][0].level is HeadingLevel.LETTER
    assert [block.text for block in blocks["P1.I.1b"][1:]] == SENTENCES[6:12]
    assert [block.text for block in blocks["P2.I"]] == [
        "I. MỘT SỐ YÊU CẦU",
        "Bám sát Nghị quyết 20.",
    ]
    assert len(blocks["P1.II.1"]) == 1


def test_signature_and_recipients_are_those_of_the_profile(document, practice):
    _, profile, _ = practice

    assert (document.signature.authority, document.signature.name) == (
        profile.authority,
        "Bùi Thị Hương Lan",
    )
    assert document.recipients == profile.recipients


def test_only_practice_data_is_marked_as_such(practice):
    book, profile, period = practice

    assert build_document(book, profile, period).watermark == WATERMARK
    own = replace(profile, practice=False)
    assert build_document(book, own, period, check_code="7KQ2M9TB4X").watermark == ""
    assert build_document(book, own, period, check_code="7KQ2M9TB4X").check_code == "7KQ2M9TB4X"


def test_explanations_become_an_annex_and_outdated_ones_do_not(practice):
    book, profile, period = practice
    assert [annex.number for annex in build_document(*practice).annexes] == ["I", "II", "III"]
    found = check_book(book, profile, period).findings[0]
    explain(book, period, found, "14 thành viên liên kết.")

    *_, last = build_document(*practice).annexes
    assert (last.number, last.title) == ("IV", "GIẢI TRÌNH SỐ LIỆU")
    (row,) = last.blocks[0].rows
    assert row.cells == ("1", found.title, found.detail, "14 thành viên liên kết.")

    save_values(book, unit_subject(profile), *period.main, {"A2": 3780})
    assert len(build_document(*practice).annexes) == 3


def test_checks_already_made_are_used(practice):
    book, profile, period = practice
    checks = check_book(book, profile, period)
    explained = replace(checks.findings[0], explanation="Đã rõ.")
    document = build_document(book, profile, period, checks=replace(checks, findings=(explained,)))

    assert document.annexes[-1].blocks[0].rows[0].cells[-1] == "Đã rõ."


def test_a_table_without_figures_of_its_own_is_no_annex(practice):
    book, profile, period = practice
    titles = [annex.title for annex in build_document(book, profile, period).annexes]
    assert titles[0].startswith("CÁC CHỈ TIÊU")
    assert titles[1] == "CHI TIẾT HỢP TÁC XÃ THEO LĨNH VỰC"

    industry = next(iter(book.catalogue.edition.of_form("bieu-b"))).code
    save_values(book, unit_subject(profile), *period.main, {industry: 60})
    titles = [annex.title for annex in build_document(book, profile, period).annexes]
    assert titles[1].endswith("PHÂN LOẠI THEO NGÀNH NGHỀ")


def test_the_forms_of_work_records_are_annexes_where_they_say_something(desk):
    period = ReportingPeriod.parse("N2024")
    desk.enter({"A2": "100"})
    before = [each.title for each in build_document(desk.book, desk.profile, period).annexes]
    assert not any("NHU CẦU KINH PHÍ" in title for title in before)

    desk.support(year=2024, classes_done=2, money={"done.NSTW": 242_000_000})
    desk.add("HTX Ngừng", operating_status=OperatingStatus.STOPPED)
    support, dormant = build_document(desk.book, desk.profile, period).annexes[-2:]
    assert support.title.startswith("TỔNG HỢP KẾT QUẢ VÀ NHU CẦU KINH PHÍ")
    assert support.landscape
    (table,) = support.blocks
    assert table.unit_line == "Đơn vị tính: triệu đồng"
    assert "242" in table.rows[-1].cells
    assert dormant.title.startswith("HỢP TÁC XÃ KHÔNG HOẠT ĐỘNG")
    assert [type(each).__name__ for each in dormant.blocks] == ["Table", "Heading", "Table"]
    assert dormant.blocks[-1].rows[0].cells[1] == "HTX Ngừng"


@pytest.mark.parametrize(
    ("code", "measure", "day"),
    [
        ("6T2024", Measure.HALF_YEAR, "ngày 30/6/2024"),
        ("N2024", Measure.ACTUAL, "ngày 31/12/2024"),
        ("UOC2024", Measure.ESTIMATE, "ngày 31/12/2024"),
    ],
)
def test_the_other_reports_speak_of_their_own_figures(desk, code, measure, day):
    period = ReportingPeriod.parse(code)
    desk.enter({"A2": "100"}, measure=measure)
    desk.enter({"A2": "80"}, year=2023)
    document = build_document(desk.book, desk.profile, period)

    assert "- Tổng số thành viên HTX là 100 thành viên." in paragraphs(document)
    assert day in " ".join(headings(document))
    assert document.annexes[0].blocks[0].rows


def test_equal_figures_print_equal_bytes(practice, monkeypatch):
    moment = datetime(2022, 8, 15, 7, 30, tzinfo=UTC)
    monkeypatch.setattr(reporting, "now", lambda: moment)

    assert render_report(*practice) == render_report(*practice)


def test_the_printed_report_reads_as_the_document(practice):
    pages = PdfReader(BytesIO(render_report(*practice))).pages
    text = "\n".join(page.extract_text() for page in pages)

    assert "3.779" in text
    assert "Bùi Thị Hương Lan" in text
    assert WATERMARK in text


def test_a_report_of_an_empty_book_can_be_printed(desk):
    profile = replace(desk.profile, signed_on=date(2024, 2, 5))
    document = build_document(desk.book, profile, ReportingPeriod.parse("KH2025"))

    assert document.letterhead.number == "/KH-UBND"
    assert document.letterhead.place_and_date == "Lạng Giang, ngày 05 tháng 02 năm 2024"
    assert render_report(desk.book, profile, ReportingPeriod.parse("KH2025")).startswith(b"%PDF")


def settle(practice, **settings):
    book, _, period = practice
    save_settings(book, main_report(book, period), ReportSettings(**settings))


def test_a_section_without_anything_to_say_says_what_the_outline_has_for_that(practice):
    before = build_document(*practice)
    settle(practice, options={"empty": "said"})
    after = build_document(*practice)

    said = [block.text for block in after.blocks]
    silent = {section.none for section in plan(practice).sections} - {""}
    assert silent == {"Không có."}
    assert "Không có." not in [block.text for block in before.blocks]
    place = said.index("Không có.")
    assert isinstance(after.blocks[place - 1], Heading)


def test_a_section_over_one_that_speaks_is_not_said_to_be_empty(practice):
    settle(practice, options={"empty": "said"})
    blocks = build_document(*practice).blocks
    for place, block in enumerate(blocks[:-1]):
        if isinstance(block, Paragraph) and block.text == "Không có.":
            above, below = blocks[place - 1], blocks[place + 1]
            assert not (isinstance(below, Heading) and is_deeper(below, above))


def is_deeper(below, above):
    order = list(HeadingLevel)
    return order.index(below.level) > order.index(above.level)


def plan(practice):
    book, _, period = practice
    outline = book.catalogue.edition.outlines[main_report(book, period).outline]
    return outline.used({"empty": "said"}, {})


def test_pictures_of_the_officer_are_printed_in_their_place(practice):
    book, _, period = practice
    key = main_report(book, period)
    picture = add_picture(book, picture_bytes(size=(300, 200)), "Mô hình trồng dâu")
    save_texts(book, key, {"P1.III.1": (*from_plain("Trước."), picture, *from_plain("Sau."))})

    blocks = build_document(*practice).blocks
    place = next(place for place, each in enumerate(blocks) if isinstance(each, Picture))
    before, shown, after = blocks[place - 1 : place + 2]

    assert (before.text, shown.words, after.text) == ("Trước.", "Mô hình trồng dâu", "Sau.")
    assert shown.content.startswith(b"\x89PNG")
    assert len(PdfReader(BytesIO(render_report(*practice))).pages) >= 2


def test_blanks_can_be_kept_in_their_sentences(practice):
    book, profile, period = practice
    save_values(book, unit_subject(profile), *period.main, {"A2": None})
    assert not any("……" in text for text in paragraphs(build_document(*practice)))

    settle(practice, keep_blanks=True)
    assert any(
        text.startswith("- Tổng số thành viên HTX là …… thành viên")
        for text in paragraphs(build_document(*practice))
    )
