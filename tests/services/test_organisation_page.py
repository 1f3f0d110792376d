"""The page of one organisation: what is known of it, what lacks, several in one file."""

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.document import Heading, Paragraph, Table
from ktt_desktop.domain.errors import CancelledError, NotFoundError
from ktt_desktop.domain.organisation import Activity, Person
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import Measure, OperatingStatus, StatusAxis
from ktt_desktop.services.organisation_page import organisation_form, render_organisations
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.statuses import change_status


def form(desk, saved):
    return organisation_form(desk.book, desk.profile, saved.uid, {})


def rows(printed, title):
    """The cells of the table under a heading."""
    blocks = list(printed.blocks)
    at = next(
        n for n, each in enumerate(blocks) if isinstance(each, Heading) and title in each.text
    )
    return [row.cells for row in blocks[at + 1].rows]


@pytest.fixture
def full(desk):
    saved = desk.add(
        "HTX Rau sạch Mỹ Thái",
        {"O1": "25", "O5": "1200,5"},
        charter_capital=1_500_000_000,
        persons=(Person(name="Nguyễn Văn Nam", title="Giám đốc", identity_number="024080001234"),),
        activities=(Activity("2018", "0118", "", is_main=True),),
    )
    desk.enter_of(saved, {"O1": "20"}, year=2023, measure=Measure.ESTIMATE)
    desk.support(saved.uid, topic="H2.1", money={"done.NSTW": 50_000_000})
    step = StatusStep(
        StatusAxis.OPERATING,
        OperatingStatus.BARELY_ACTIVE,
        PartialDate(2024, 5, 1),
        document="Báo cáo số 12/BC-UBND",
    )
    change_status(desk.book, saved.uid, step)
    return saved


def test_a_page_tells_register_statuses_figures_and_support(desk, full):
    printed = form(desk, full)
    facts = dict(rows(printed, "Thông tin đăng ký"))
    assert facts["Tên tiếng Việt"] == "HTX Rau sạch Mỹ Thái"
    assert facts["Vốn điều lệ"] == "1.500 triệu đồng"
    assert "Nguyễn Văn Nam" in facts["Người đại diện theo pháp luật"]
    assert "024080001234" not in str(printed)  # of the identity number only the end is told
    assert facts["Ngành, nghề kinh doanh"].startswith("0118 Trồng rau")
    statuses = rows(printed, "Lịch sử tình trạng")
    assert statuses[-1][:2] == ("1/5/2024", "Tình trạng hoạt động")
    assert statuses[-1][3] == "Báo cáo số 12/BC-UBND"
    figures = {cells[0]: cells[1:] for cells in rows(printed, "Số liệu hằng năm")}
    assert figures["Tổng số thành viên"] == ("người", "20", "25")
    assert figures["Doanh thu trong kỳ"] == ("triệu đồng", "", "1.200,5")
    (support,) = rows(printed, "Hỗ trợ")
    assert support[0] == "2024"
    assert not [each for each in printed.blocks[2:] if isinstance(each, Paragraph)]


def test_only_the_newest_figures_stand_side_by_side(desk):
    saved = desk.add("HTX Lâu năm")
    for year in range(2015, 2025):
        desk.enter_of(saved, {"O1": f"{year - 2000}"}, year=year)
    table = next(e for e in form(desk, saved).blocks if isinstance(e, Table) and len(e.columns) > 4)
    assert [each.header for each in table.columns[2:]] == [
        f"Thực hiện\n{year}" for year in range(2021, 2025)
    ]


def test_a_record_of_a_name_only_says_what_it_lacks(desk):
    printed = form(desk, desk.add("HTX Mới", registered_on=None))
    facts = next(each for each in printed.blocks if isinstance(each, Table))
    assert facts.notes[0].startswith("Chưa ghi: Ngày đăng ký lần đầu,")
    assert printed.blocks[-1].text == (
        "Chưa có số liệu của năm nào; chưa có hồ sơ hỗ trợ, xếp loại hay hồ sơ công việc nào ghi "
        "tên tổ chức."
    )
    headings = [each.text for each in printed.blocks if isinstance(each, Heading)]
    assert headings == ["1. Thông tin đăng ký và hồ sơ", "2. Lịch sử tình trạng"]


def test_several_organisations_begin_a_page_each_and_count_their_own(desk, full):
    names = ["HTX Hai", f"Hợp tác xã {'dịch vụ tổng hợp nông nghiệp công nghệ cao ' * 6}".strip()]
    saved = [full, *(desk.add(name) for name in names)]
    pdf = render_organisations(desk.book, desk.profile, [e.uid for e in saved], Silent())
    with open_pages(pdf) as pages:
        texts = [" ".join(pages.text(n).split()) for n in range(pages.count)]
    firsts = [text for text in texts if text.startswith("PHIẾU THÔNG TIN HỢP TÁC XÃ")]
    assert [each.name in text for each, text in zip(saved, firsts, strict=True)] == [True] * 3
    assert len(texts) <= 6


def test_a_record_that_is_gone_and_a_cancelled_print_say_so(desk, full):
    with pytest.raises(NotFoundError):
        render_organisations(desk.book, desk.profile, ["không có"], Silent())

    class Stopped:
        def report(self, *_):
            raise CancelledError

    with pytest.raises(CancelledError):
        render_organisations(desk.book, desk.profile, [full.uid], Stopped())
