from datetime import timedelta

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, OperatingStatus, PeriodKind, SubjectKind, UnitLevel
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services import annual_return, opening, register
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import now
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.work_page import work_page
from ktt_desktop.storage.session import transaction
from tests.consolidating import Made, made_file, province
from tests.made_submissions import PROVINCE

YEAR = ReportingPeriod(2024, PeriodKind.YEAR)


@pytest.fixture
def book(practice):
    return practice[0]


@pytest.fixture
def profile(practice):
    return practice[1]


def words(book, profile, screen, period=YEAR):
    return [each.words for each in work_page(book, profile, period).tasks if each.screen == screen]


def add(book, name, status=OperatingStatus.ACTIVE):
    draft = OrganisationDraft(
        name=name,
        sector="NN.TT",
        operating_status=status,
        status_on=PartialDate(2020),
        registered_on=PartialDate(2020),
    )
    return save_organisation(book, draft)[0].uid


def missing(book, profile):
    found = [each for each in work_page(book, profile, YEAR).tasks if each.screen == "annual"]
    return found[0] if found else None


def test_organisations_in_the_total_without_figures_are_counted_and_named(book, profile):
    before = int(missing(book, profile).words.split()[0])
    uid = add(book, "HTX A A A")
    add(book, "HTX A A B", OperatingStatus.DISSOLVED)

    task = missing(book, profile)
    assert task.words.startswith(f"{before + 1:02} tổ chức chưa có số liệu “Thực hiện cả năm 2024”")
    assert "HTX A A A" in task.words
    assert "HTX A A B" not in task.words

    subject = Subject(SubjectKind.ORGANISATION, uid)
    save_values(book, subject, 2024, Measure.ACTUAL, {"O1": 0})
    assert int(missing(book, profile).words.split()[0]) == before
    save_values(book, subject, 2024, Measure.ACTUAL, {"O1": None})
    assert int(missing(book, profile).words.split()[0]) == before + 1


def test_an_empty_register_says_how_to_begin(empty_book):
    unit = UnitProfile("07654", "Xã A", UnitLevel.COMMUNE, "24", "Tỉnh B")
    page = work_page(empty_book, unit, YEAR)
    assert [each.screen for each in page.tasks] == [
        *("register", "register/import", "", "submission")
    ]
    assert page.tasks[0].words.startswith("Danh mục chưa có tổ chức nào.")
    assert all(figure.value in (None, 0) for figure in page.figures)


def test_what_changed_since_the_last_submission_is_told(book, profile, monkeypatch):
    assert words(book, profile, "submission") == ["Báo cáo năm 2024 chưa kết xuất tệp nộp."]
    with transaction(book.sessions) as session:
        session.add(
            SubmissionSent(
                bundle_id="b",
                period=YEAR.code,
                number=0,
                file_name="f",
                folder="",
                data_digest="d",
                check_code="c",
                created_at=now() + timedelta(seconds=1),
            )
        )
    assert words(book, profile, "submission") == []
    for module in (register, annual_return):
        monkeypatch.setattr(module, "now", lambda: now() + timedelta(seconds=9))
    uid = add(book, "HTX mới")
    save_values(book, Subject(SubjectKind.ORGANISATION, uid), 2024, Measure.ACTUAL, {"O1": 9})
    (told,) = words(book, profile, "submission")
    assert "đã đổi 01 hồ sơ, 01 phiếu số liệu" in told


def test_a_missing_or_old_backup_is_a_task(book, profile, monkeypatch):
    assert "Sổ chưa có bản sao lưu nào." in words(book, profile, "")
    opening.back_up(book, "thu")
    assert words(book, profile, "") == []


def test_alerts_of_the_register_are_counted_by_kind(book, profile):
    assert any("Chưa có mã số thuế: " in each for each in words(book, profile, "register"))


def test_the_main_figures_are_those_of_the_tables(book, profile, practice):
    period = practice[2]
    page = work_page(book, profile, period)
    codes = book.catalogue.edition.key_indicators
    assert tuple(each.code for each in page.figures) == codes
    members = page.figures[1]
    assert members.value == 3779
    assert [year for year, _ in members.years] == [2018, 2019, 2020, 2021, 2022]


def test_a_submission_that_was_sent_back_comes_first_until_a_later_one_is_sent(book, profile):
    other = ReportingPeriod(2023, PeriodKind.YEAR)
    with transaction(book.sessions) as session:
        session.add(sent_row(other, 0, "tra_lai"))

    page = work_page(book, profile, YEAR)
    assert page.tasks[0].words.startswith(
        f"Cấp trên trả lại để sửa tệp nộp {other.label}, lần đầu."
    )
    assert page.tasks[0].screen == "submission"

    with transaction(book.sessions) as session:
        session.add(sent_row(other, 1, ""))
    assert not any("trả lại" in each for each in words(book, profile, "submission"))


def test_an_accepted_submission_is_nothing_to_do(book, profile):
    with transaction(book.sessions) as session:
        session.add(sent_row(YEAR, 0, "da_tiep_nhan"))
    assert not any("trả lại" in each for each in words(book, profile, "submission"))


def sent_row(period, number, answer):
    return SubmissionSent(
        bundle_id=f"{period.code}-{number}",
        period=period.code,
        number=number,
        file_name="tep.kttt",
        folder="E:/",
        data_digest="0" * 64,
        check_code="0" * 10,
        created_at=now(),
        answer=answer,
    )


def test_organisations_of_received_lists_are_asked_of_their_units(empty_book):
    upper = province(empty_book)
    upper.receive(*made_file(Made().organisation("HTX Một").organisation("HTX Hai")))
    tasks = [each.words for each in work_page(empty_book, PROVINCE, YEAR).tasks]

    assert (
        "02 tổ chức do đơn vị dưới gửi chưa có số liệu “Thực hiện cả năm 2024”, đề nghị đơn vị "
        "bổ sung: Xã Lạng Giang 2."
    ) in tasks
    assert not any("tổ chức chưa có số liệu" in each for each in tasks)
