"""Every row of a list against the book: new, changed, the same, doubtful, refused, left out."""

from dataclasses import replace
from datetime import date

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.domain.importing.choices import Act, Decision
from ktt_desktop.domain.importing.plan import Outcome
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import (
    LegalStatus,
    Measure,
    OperatingStatus,
    OrganisationKind,
    PeriodKind,
    StatusAxis,
)
from ktt_desktop.services.closing import close_period
from ktt_desktop.services.import_commit import commit_import
from ktt_desktop.services.import_row_facts import row_facts
from ktt_desktop.services.import_words import SAME, summary, why
from ktt_desktop.services.register import delete_organisation, load_organisation
from ktt_desktop.services.statuses import change_status
from tests.planning import FIRST, Planner, changes, outcomes, said

CODE = "2401000018"
HEAD = ("Tên HTX", "Mã số thuế", "Địa chỉ", "Người đại diện", "Ngày thành lập")
NAME = "HTX nông nghiệp Hương Sơn"


@pytest.fixture
def plan(desk, tmp_path):
    """Plans lists against the book of Xã Lạng Giang."""
    return Planner(desk.book, desk.profile, tmp_path)


@pytest.fixture
def kept(desk):
    """The organisation the book has."""
    return desk.add(
        NAME,
        tax_code=CODE,
        sector="NN.TH",
        commune_code="07375",
        registered_on=PartialDate(2019, 3, 15),
        address="Thôn 3, xã Lạng Giang",
        phone="0912345678",
        persons=(Person("Nguyễn Văn An", title="Giám đốc"),),
    )


def test_a_row_nobody_knows_is_new_with_all_it_states(plan):
    head = (*HEAD, "Vốn điều lệ (triệu đồng)", "Tình trạng", "Ghi chú")
    found = plan(
        head, [NAME, CODE, "Thôn 3", "Nguyễn Văn An", "3/2019", 500, "Đã giải thể", "Theo QĐ 12"]
    )
    (row,) = found.rows
    assert row.outcome is Outcome.NEW
    assert row.values == {
        "name": NAME,
        "kind": OrganisationKind.COOPERATIVE,
        "sector": "NN.TH",
        "tax_code": CODE,
        "address": "Thôn 3",
        "registered_on": PartialDate(2019, 3),
        "charter_capital": 500_000_000,
        "note": "Theo QĐ 12",
        "commune_code": "07375",
        "operating_status": OperatingStatus.DISSOLVED,
        "legal_status": LegalStatus.CLOSED,
    }
    assert row.person == {"name": "Nguyễn Văn An"}
    assert "1 tổ chức mới không ghi xã, sẽ ghi là Xã Lạng Giang." in found.notes
    assert summary(found) == "1 hồ sơ mới."


def test_a_row_the_book_says_already_is_the_same_and_the_file_then_too(plan, kept):
    row = ["HTX NÔNG NGHIỆP HƯƠNG SƠN", CODE, "thôn 3, xã lạng giang", "NGUYEN VAN AN", 2019]
    found = plan(HEAD, row)
    assert outcomes(found) == ["giong_het"]
    assert found.rows[0].uid == kept.uid
    assert found.is_same
    assert not found.has_work
    assert summary(found) == why(found.rows[0]) == SAME


def test_what_differs_is_told_in_words_and_what_agrees_stays_as_the_book_writes_it(plan, kept):
    head = (*HEAD, "Điện thoại", "Thư điện tử", "Vốn điều lệ (triệu đồng)")
    found = plan(
        head,
        ["HTX HƯƠNG SƠN", CODE, "Thôn 5", "Trần Thị Bình", "2019", "0912.345.678", "a@b.vn", 500],
    )
    (row,) = found.rows
    assert row.outcome is Outcome.CHANGED
    assert row.uid == kept.uid
    assert changes(row) == [
        ("Vốn điều lệ", "", "500 triệu đồng"),
        ("Địa chỉ trụ sở (theo giấy chứng nhận)", "Thôn 3, xã Lạng Giang", "Thôn 5"),
        ("Thư điện tử", "", "a@b.vn"),
        ("Người đại diện theo pháp luật", "Nguyễn Văn An", "Trần Thị Bình"),
        ("Người đại diện theo pháp luật: chức danh", "Giám đốc", ""),
    ]
    assert row.values["name"] == NAME
    assert row.values["registered_on"] == PartialDate(2019, 3, 15)
    assert row.values["phone"] == "0912345678"
    assert "Thôn 3, xã Lạng Giang → Thôn 5" in why(row)


def test_blank_cells_never_erase(plan, kept):
    (row,) = plan((*HEAD, "Điện thoại", "Ghi chú"), [NAME, CODE, "", None, "", "-", " "]).rows
    assert row.outcome is Outcome.SAME
    assert set(row.values.values()).isdisjoint(("", None))
    assert row.person == {}


def test_a_name_alone_is_asked_about_with_the_record_beside_it(plan, kept):
    found = plan(("Tên HTX", "Số thành viên năm 2024"), [NAME, 12])
    (row,) = found.rows
    assert row.outcome is Outcome.DOUBTFUL
    (candidate,) = row.candidates
    assert (candidate.uid, candidate.name, candidate.tax_code) == (kept.uid, NAME, CODE)
    assert candidate.place == "Xã Lạng Giang"
    assert [each.label for each in candidate.changes] == [
        "Tổng số thành viên (thực hiện cả năm 2024)"
    ]
    assert why(row).startswith(candidate.reason)


def test_a_name_alone_that_changes_nothing_is_the_same(plan, kept):
    assert outcomes(plan(("Tên HTX",), [NAME])) == ["giong_het"]


def test_the_officer_says_add_update_or_skip(plan, kept):
    head, row = ("Tên HTX", "Số thành viên năm 2024"), [NAME, 12]

    def decided(act, uid=""):
        return plan(head, row, decisions={3: Decision(act, uid)}).rows[0]

    assert decided(Act.ADD).outcome is Outcome.NEW
    assert decided(Act.UPDATE, kept.uid).outcome is Outcome.CHANGED
    assert decided(Act.UPDATE).uid == kept.uid
    assert decided(Act.SKIP).outcome is Outcome.SKIPPED
    assert decided(Act.UPDATE, "nobody").outcome is Outcome.DOUBTFUL


def test_a_code_that_is_taken_is_left_out_of_what_is_added_all_the_same(plan, kept):
    head = ("Tên HTX", "Mã số thuế")
    (row,) = plan(head, ["HTX rau sạch Tân Hưng", CODE]).rows
    assert row.outcome is Outcome.DOUBTFUL
    assert row.candidates[0].reason == "cùng mã số thuế, khác tên"
    found = plan(head, ["HTX rau sạch Tân Hưng", CODE], decisions={3: Decision(Act.ADD)})
    assert found.rows[0].outcome is Outcome.NEW
    assert "tax_code" not in found.rows[0].values
    assert "đã có ở tổ chức khác" in said(found.rows[0])


def test_a_record_in_the_bin_is_told(plan, desk, kept):
    delete_organisation(desk.book, kept.uid)
    (row,) = plan(HEAD, [NAME, CODE, "Thôn 3", "", "2019"]).rows
    assert row.outcome is Outcome.DOUBTFUL
    assert row.candidates[0].reason == "đang ở thùng rác"
    assert why(row) == f"đang ở thùng rác: {NAME}"


def test_a_double_of_a_row_above_waits_for_the_officer(plan):
    rows = [[NAME, "", "Thôn 3", "Nguyễn Văn An", "2019"]] * 2
    found = plan(HEAD, *rows)
    assert outcomes(found) == ["moi", "can_xem"]
    assert "trùng dòng 3" in said(found.rows[1])
    skipped = plan(HEAD, *rows, decisions={3: Decision(Act.SKIP)})
    assert outcomes(skipped) == ["bo_qua", "moi"]


def test_two_rows_that_change_one_record_are_not_both_taken(plan, kept):
    rows = [[NAME, CODE, "Thôn 5", "", ""], [NAME, CODE, "Thôn 6", "", ""]]
    found = plan(HEAD, *rows)
    assert outcomes(found) == ["thay_doi", "can_xem"]
    assert found.rows[1].candidates[0].reason == "một dòng ở trên cũng là hồ sơ này"


def test_one_record_may_stand_in_lists_of_several_years(plan, kept):
    sheets = {
        str(year): [["STT", *HEAD, f"Doanh thu năm {year} (triệu đồng)"],
                    [1, NAME, CODE, "", "", "", 700]]
        for year in (2023, 2024)
    }  # fmt: skip
    assert outcomes(plan.of_sheets(sheets)) == ["thay_doi", "thay_doi"]


def test_what_cannot_be_a_record_is_refused_with_the_reason(plan):
    found = plan(
        ("Tên tổ chức", "Lĩnh vực"),
        ["Đồng Tâm", "Trồng rau"],
        ["HTX Đồng Tâm", ""],
        ["HTX " + "rau " * 80, "Trồng rau"],
        title="DANH SÁCH",
    )
    assert outcomes(found) == ["khong_nhap"] * 3
    kind, sector, long = map(said, found.rows)
    assert "không rõ loại hình" in kind
    assert "không rõ lĩnh vực" in sector
    assert "nhiều nhất 255" in long
    assert summary(found) == "3 không nhập được."


def test_constants_fill_what_a_list_does_not_say(plan):
    constants = {"type": "HTX", "sector": "NN.TT"}
    found = plan(("Tên tổ chức",), ["Đồng Tâm"], title="DANH SÁCH", constants=constants)
    (row,) = found.rows
    assert row.outcome is Outcome.NEW
    assert row.values["sector"] == "NN.TT"


def test_letters_that_were_lost_in_a_name_are_refused(plan):
    rows = [[f"HTX nông nghiệp số {number}", "Trồng lúa"] for number in range(30)]
    found = plan(("Tên HTX", "Lĩnh vực"), *rows, ["HTX n?ng nghi?p", "Trồng lúa"])
    assert found.rows[-1].outcome is Outcome.REFUSED
    assert "không đoán được" in said(found.rows[-1])


def test_what_is_agreed_less_exactly_changes_nothing(plan, desk):
    desk.add("HTX Cơ khí An Hà", sector="NN.CN", commune_code="07375", short_name="Cơ khí")
    head = ("Tên HTX", "Ngày thành lập", "Lĩnh vực")
    assert outcomes(plan(head, ["HTX cơ khí An Hà", "3/2015", "Nông nghiệp"])) == ["giong_het"]
    assert outcomes(plan(head, ["HTX cơ khí An Hà", "3/2015", "Vận tải"])) == ["thay_doi"]


def test_a_sector_guessed_from_the_name_changes_no_record(plan, desk):
    desk.add("HTX vận tải An Hà", sector="TM", commune_code="07375")
    assert outcomes(plan(("Tên HTX", "Ngày thành lập"), ["HTX vận tải An Hà", 2015])) == [
        "giong_het"
    ]


def test_a_note_is_added_to_the_one_there_is(plan, desk):
    desk.add(NAME, tax_code=CODE, commune_code="07375", note="Đã tách năm 2019")
    head = ("Tên HTX", "Mã số thuế", "Ghi chú")
    (row,) = plan(head, [NAME, CODE, "Đang nợ thuế"]).rows
    assert row.values["note"] == "Đã tách năm 2019\nĐang nợ thuế"
    assert outcomes(plan(head, [NAME, CODE, "đã tách năm 2019"])) == ["giong_het"]


def test_a_code_the_book_lacks_is_added_to_the_record(plan, desk):
    desk.add(NAME, commune_code="07375", phone="0912345678")
    (row,) = plan(("Tên HTX", "Mã số thuế", "Điện thoại"), [NAME, CODE, "0912 345 678"]).rows
    assert changes(row) == [("Mã số (mã số thuế)", "", CODE)]


STATES = ("Tên HTX", "Mã số thuế", "Tình trạng hoạt động")


def test_another_status_is_a_step_on_the_day_of_the_list(plan, kept):
    title = "DANH SÁCH HTX TÍNH ĐẾN NGÀY 30/6/2024"
    (row,) = plan(STATES, [NAME, CODE, "Tạm ngừng hoạt động"], title=title).rows
    assert changes(row) == [
        ("Tình trạng hoạt động", "Đang hoạt động", "Tạm ngừng hoạt động từ 30/6/2024")
    ]
    assert row.values["operating_status"] is OperatingStatus.SUSPENDED
    assert row.values["status_on"] == PartialDate(2024, 6, 30)
    assert row.values["status_document"] == "Danh sách ds.xlsx"
    (same,) = plan(STATES, [NAME, CODE, "Đang hoạt động"], title=title).rows
    assert same.outcome is Outcome.SAME
    assert "operating_status" not in same.values


def test_a_status_without_a_day_or_against_the_rules_is_asked_about(plan, desk, kept):
    (row,) = plan(STATES, [NAME, CODE, "Tạm ngừng hoạt động"]).rows
    assert row.outcome is Outcome.DOUBTFUL
    assert "không ghi đến ngày nào" in said(row)
    gone = StatusStep(
        StatusAxis.OPERATING, OperatingStatus.DISSOLVED, PartialDate(2023, 1, 1), document="1/QĐ"
    )
    change_status(desk.book, kept.uid, gone)
    title = "DANH SÁCH HTX TÍNH ĐẾN NGÀY 30/6/2024"
    (row,) = plan(STATES, [NAME, CODE, "Đang hoạt động"], title=title).rows
    assert row.outcome is Outcome.DOUBTFUL
    assert "không đổi được" in said(row)
    before = "DANH SÁCH HTX TÍNH ĐẾN NGÀY 30/6/2022"
    assert outcomes(plan(STATES, [NAME, CODE, "Đang hoạt động"], title=before)) == ["giong_het"]


def test_an_organisation_of_another_commune_is_asked_about(plan):
    head = ("Tên HTX", "Xã")
    title = "DANH SÁCH HỢP TÁC XÃ HUYỆN LẠNG GIANG, TỈNH BẮC GIANG"
    found = plan(head, [NAME, "Hương Sơn"], ["HTX rau sạch", "Tân Hưng"], title=title)
    outside = [each for each in found.rows if "ngoài địa bàn Xã Lạng Giang" in said(each)]
    assert [each.outcome for each in outside] == [Outcome.DOUBTFUL] * len(outside)
    assert outside


FIGURES = ("Tên HTX", "Mã số thuế", "Số thành viên", "Doanh thu (triệu đồng)")


def test_figures_need_a_year_and_are_asked_for_it(plan, kept):
    found = plan(FIGURES, [NAME, CODE, 12, 700])
    assert not found.figures
    assert "Chưa rõ năm" in found.notes[0]
    chosen = plan(FIGURES, [NAME, CODE, 12, 700], year=2024, measure=Measure.ESTIMATE)
    period = YearMeasure(2024, Measure.ESTIMATE)
    assert {(each.code, each.period) for each in chosen.figures[FIRST]} == {
        ("O1", period),
        ("O5", period),
    }
    assert changes(chosen.rows[0]) == [
        ("Tổng số thành viên (ước thực hiện năm 2024)", "", "12 người"),
        ("Doanh thu trong kỳ (ước thực hiện năm 2024)", "", "700 triệu đồng"),
    ]


def test_figures_the_book_has_are_no_news_and_the_year_of_the_list_is_theirs(plan, desk, kept):
    desk.enter_of(kept, {"O1": "12", "O5": "600"})
    title = "DANH SÁCH HTX TÍNH ĐẾN NGÀY 31/12/2024"
    (row,) = plan(FIGURES, [NAME, CODE, 12, 700], title=title).rows
    assert changes(row) == [
        ("Doanh thu trong kỳ (thực hiện cả năm 2024)", "600 triệu đồng", "700 triệu đồng")
    ]
    assert outcomes(plan(FIGURES, [NAME, CODE, 12, None], title=title)) == ["giong_het"]


def test_closed_figures_are_left_out_and_told_and_the_organisations_go_in(plan, desk):
    close_period(desk.book, ReportingPeriod(2024, PeriodKind.YEAR))
    found = plan(FIGURES, [NAME, CODE, 12, 700], year=2024)
    assert not found.figures
    assert outcomes(found) == ["moi"]
    assert "Mở chốt" in " ".join(found.notes)


def test_figures_a_form_cannot_hold_are_left_empty_with_a_warning(plan):
    found = plan(("Tên HTX", "Số thành viên năm 2024", "Lợi nhuận năm 2024"), [NAME, 12, "-5"])
    by_code = {each.code: each.values[0] for each in found.figures[FIRST]}
    assert by_code["O1"] == 12
    assert by_code["O6"] < 0
    found = plan(("Tên HTX", "Doanh thu năm 2024 (triệu đồng)"), [NAME, "-12"])
    assert "không thể là số âm" in said(found.rows[0])
    assert [each.values for each in found.figures[FIRST]] == [[None]]


def test_charter_capital_of_a_year_is_a_figure_and_else_of_the_record(plan):
    (row,) = plan(("Tên HTX", "Vốn điều lệ (triệu đồng)"), [NAME, 500]).rows
    assert row.values["charter_capital"] == 500_000_000
    found = plan(("Tên HTX", "Vốn điều lệ năm 2023 (triệu đồng)"), [NAME, 500])
    assert "charter_capital" not in found.rows[0].values
    assert [(each.code, each.period.year) for each in found.figures[FIRST]] == [("O4.2", 2023)]


def test_it_can_be_told_to_stop(plan, tmp_path):
    class Stopping:
        def report(self, done, total, what):
            if what == "Đối chiếu với sổ":
                raise CancelledError

    plan(("Tên HTX",), [NAME])
    with pytest.raises(CancelledError):
        plan.of_file(tmp_path / "ds.xlsx", progress=Stopping())


PARTICULARS = Person(
    "Nguyễn Văn An",
    title="Giám đốc",
    identity_number="012345678901",
    phone="0912",
    born_on=PartialDate(1970),
)


def test_another_representative_takes_what_is_known_of_the_one_before_away_and_that_is_shown(
    desk, plan
):
    desk.add(NAME, tax_code=CODE, persons=(PARTICULARS,))
    head = ("Tên HTX", "Mã số thuế", "Người đại diện", "Chức vụ")
    (row,) = plan(head, [NAME, CODE, "Trần Thị Bình", "Chủ tịch"]).rows
    label = "Người đại diện theo pháp luật"
    assert changes(row) == [
        (label, "Nguyễn Văn An", "Trần Thị Bình"),
        (f"{label}: chức danh", "Giám đốc", "Chủ tịch"),
        (f"{label}: số định danh, CCCD", "0123********", ""),
        (f"{label}: ngày sinh", "1970", ""),
        (f"{label}: điện thoại", "0912", ""),
    ]
    assert f"{label}: điện thoại: 0912 → –" in why(row)
    shown = row_facts(plan.book, plan.profile, plan(head, [NAME, CODE, "Bình"]), row, row.uid)
    assert (f"{label}: điện thoại", "0912", "") in {(e.label, e.old, e.new) for e in shown}
    facts = row_facts(plan.book, plan.profile, plan(head, [NAME, CODE, "Bình"]), row)
    assert f"{label}: điện thoại" not in {each.label for each in facts}


@pytest.mark.parametrize("written", ["NGUYỄN VĂN AN", "Nguyen Van An", "nguyễn  văn an"])
def test_a_representative_written_otherwise_is_nobody_else(desk, plan, written):
    desk.add(NAME, tax_code=CODE, persons=(PARTICULARS,))
    assert outcomes(plan(("Tên HTX", "Mã số thuế", "Người đại diện"), [NAME, CODE, written])) == [
        "giong_het"
    ]


def test_another_mark_in_the_name_of_a_representative_loses_nothing(desk, plan):
    known = desk.add(NAME, tax_code=CODE, persons=(PARTICULARS,))
    found = plan(("Tên HTX", "Mã số thuế", "Người đại diện"), [NAME, CODE, "Nguyễn Văn Ân"])
    label = "Người đại diện theo pháp luật"
    assert changes(found.rows[0]) == [(label, "Nguyễn Văn An", "Nguyễn Văn Ân")]
    commit_import(plan.book, found, Silent())
    (person,) = load_organisation(plan.book, known.uid).persons
    assert person == replace(PARTICULARS, name="Nguyễn Văn Ân")


@pytest.mark.parametrize("stated", ["xã Lạng Giang", "THÔN 3, XÃ LẠNG GIANG"])
def test_the_end_of_an_address_says_nothing_against_the_whole_of_it(plan, kept, stated):
    assert outcomes(plan(HEAD[:3], [NAME, CODE, stated])) == ["giong_het"]


def test_abbreviations_are_no_other_name(desk, plan):
    name = "HTX dịch vụ nông nghiệp Hương Sơn"
    known = desk.add(name, persons=(PARTICULARS,), commune_code="07375")
    head = ("Tên HTX", "Người đại diện", "Điện thoại")
    (row,) = plan(head, ["HTX DVNN Hương Sơn", "Nguyễn Văn An", "0912345679"]).rows
    assert (row.outcome, row.uid) == (Outcome.CHANGED, known.uid)
    assert [label for label, *_ in changes(row)] == ["Điện thoại"]


def test_a_name_written_in_full_is_news_to_the_book_that_has_it_short(desk, plan):
    desk.add("HTX DVNN Hương Sơn", persons=(PARTICULARS,))
    found = plan(("Tên HTX", "Người đại diện"), ["HTX dịch vụ nông nghiệp Hương Sơn", "NVA"])
    assert outcomes(found) == ["can_xem"]
    ((change, *_),) = [each.changes for each in found.rows[0].candidates]
    assert change.new == "HTX dịch vụ nông nghiệp Hương Sơn"


def test_a_certificate_that_is_the_tax_code_of_the_row_tells_who_it_is(desk, plan):
    known = desk.add(NAME, old_certificate=CODE, commune_code="07375")
    (row,) = plan(("Tên HTX", "Mã số thuế"), [NAME, CODE]).rows
    assert (row.outcome, row.uid) == (Outcome.CHANGED, known.uid)
    (other,) = plan(("Tên HTX", "Mã số thuế"), ["HTX Tên khác", CODE]).rows
    assert [each.reason for each in other.candidates] == ["cùng số giấy chứng nhận cũ"]


def test_the_same_name_and_person_in_another_commune_is_asked_about(desk, plan):
    desk.add(NAME, commune_code="07381", persons=(PARTICULARS,))
    head = ("Tên HTX", "Xã", "Người đại diện")
    found = plan(head, [NAME, "xã Lạng Giang", "Nguyễn Văn An"])
    assert outcomes(found) == ["can_xem"]
    assert found.rows[0].candidates[0].reason == "cùng người đại diện"
    assert outcomes(plan(head, [NAME, "xã Lạng Giang", "Lê Thị Ba"])) == ["moi"]


def test_what_a_new_record_has_from_its_name_alone_is_told_and_asks_nothing(plan):
    (row,) = plan(("Tên HTX", "Địa chỉ"), ["HTX chăn nuôi Kép", ""]).rows
    assert row.outcome is Outcome.NEW
    assert "Lĩnh vực: danh sách không ghi, lấy theo tên là “Chăn nuôi" in why(row)
    (told,) = plan(("Tên HTX", "Lĩnh vực"), ["HTX chăn nuôi Kép", "Chăn nuôi"]).rows
    assert told.issues == ()


def test_a_note_that_would_be_too_long_is_not_added_and_told(desk, plan):
    desk.add(NAME, tax_code=CODE, note="a" * 3_990)
    found = plan(("Tên HTX", "Mã số thuế", "Ghi chú"), [NAME, CODE, "nợ thuế nhiều năm"])
    (row,) = found.rows
    assert row.outcome is Outcome.SAME
    assert "dài 4008 ký tự, nhiều nhất 4000, nên không thêm" in said(row)
    assert not found.has_work


def test_a_row_with_nothing_but_figures_leaves_the_record_alone(desk, plan):
    known = desk.add(NAME, tax_code=CODE, phone="0912345678")
    head = ("Tên HTX", "Mã số thuế", "Điện thoại", "Số thành viên năm 2024")
    found = plan(head, [NAME, CODE, "0912 345 678", 12])
    assert (found.rows[0].outcome, found.rows[0].is_record_changed) == (Outcome.CHANGED, False)
    commit_import(plan.book, found, Silent())
    assert load_organisation(plan.book, known.uid) == known
    assert plan(head, [NAME, CODE, "0912345679", 12]).rows[0].is_record_changed


def test_the_day_of_the_list_is_that_of_its_plan(plan):
    title = "DANH SÁCH HỢP TÁC XÃ (tính đến ngày 30/6/2024)"
    found = plan(("Tên HTX", "Số thành viên"), ["HTX Kép", 12], title=title)
    assert found.as_of == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("capital", "reason"),
    [
        ("99999999999999999999", "số quá lớn; kiểm tra đơn vị tính, để trống"),
        ("-500", "không thể là số âm, để trống"),
    ],
)
def test_a_capital_no_record_can_hold_is_left_empty_and_told(plan, capital, reason):
    head = ("Tên HTX", "Lĩnh vực", "Vốn điều lệ (triệu đồng)")
    found = plan(head, ["HTX Kép", "Trồng trọt", 500], ["HTX Vôi", "Trồng trọt", capital])
    assert found.rows[0].values["charter_capital"] == 500_000_000
    assert "charter_capital" not in found.rows[1].values
    assert reason in said(found.rows[1])
    commit_import(plan.book, found, Silent())
