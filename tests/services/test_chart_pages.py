from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportSettings
from ktt_desktop.services.chart_pages import render_charts
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.reporting import build_document


def words_of(pdf):
    with open_pages(pdf) as pages:
        return " ".join(" ".join(pages.text(n) for n in range(pages.count)).split())


def test_the_charts_are_printed_with_their_numbers_and_what_could_not_be_drawn(practice):
    words = words_of(render_charts(*practice))
    assert "BIỂU ĐỒ KINH TẾ TẬP THỂ, HỢP TÁC XÃ" in words
    assert "Số tổ chức theo năm" in words
    assert "1.400" in words
    assert "Không vẽ: Thu nhập bình quân" in words


def test_the_annex_of_charts_is_there_once_it_is_switched_on(practice):
    book, profile, period = practice
    key = main_report(book, period)
    titles = [each.title for each in build_document(book, profile, key).annexes]
    assert "BIỂU ĐỒ" not in titles
    save_settings(book, key, ReportSettings(sections={"PL.charts": True}))
    (annex,) = [e for e in build_document(book, profile, key).annexes if e.title == "BIỂU ĐỒ"]
    assert not annex.landscape
    assert annex.blocks[0].words.startswith("Số hợp tác xã theo lĩnh vực")


def test_charts_of_no_figures_leave_no_annex(desk):
    key = main_report(desk.book, ReportingPeriod.parse("KH2023"))
    save_settings(desk.book, key, ReportSettings(sections={"PL.charts": True}))
    document = build_document(desk.book, desk.profile, key)
    assert "BIỂU ĐỒ" not in [each.title for each in document.annexes]
