from datetime import date

from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.report_setup import load_setup


def test_what_is_left_blank_is_told_as_it_prints(practice):
    book, profile, period = practice
    found = load_setup(book, profile, ReportKey("plan", period))

    assert (found.number, found.signed_on) == ("126", date(2022, 8, 15))
    assert found.opening == profile.opening
    assert found.closing.endswith(
        "năm 2023 trên địa bàn huyện Lạng Giang (Phụ lục chi tiết kèm theo)./."
    )


def test_number_and_day_of_the_unit_are_those_of_its_usual_report_only(practice):
    book, profile, period = practice
    found = load_setup(book, profile, ReportKey("scheme", period))

    assert (found.number, found.signed_on, found.span) == ("", None, (2021, 2025))
    assert found.opening.startswith("Để có định hướng")


def test_sections_and_annexes_that_can_be_left_out_are_named_once(practice):
    book, profile, period = practice
    found = load_setup(book, profile, ReportKey("plan", period))
    switches = {each.id: each for each in found.switches}

    assert len(switches) == len(found.switches)
    assert switches["P1.II.5"].on is False
    assert switches["P1.V"].words == "ĐỀ XUẤT, KIẾN NGHỊ"
    assert switches["PL.list"].words.startswith("Phụ lục: DANH SÁCH")


def test_what_was_chosen_comes_back(practice):
    book, profile, period = practice
    key = ReportKey("plan", period)
    settings = ReportSettings(number="12", addressees=("Sở Tài chính",), sections={"P1.V": False})
    save_settings(book, key, settings)

    assert load_setup(book, profile, key).settings == settings
