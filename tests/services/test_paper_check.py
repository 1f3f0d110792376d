from hashlib import sha256

import pytest
from sqlalchemy import update

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.paper_check import PaperOutcome, check_paper, told
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.receiving import accept_all, inspect_files
from ktt_desktop.services.receiving_kept import kept_path, received_files
from ktt_desktop.services.reporting import render_report
from ktt_desktop.services.submission import export_submission
from ktt_desktop.storage.received_files import set_state
from ktt_desktop.storage.session import transaction
from tests.made_submissions import PROVINCE, put, submission

YEAR_REPORT = ReportingPeriod.parse("N2024")
FIRST = submission(names=("HTX Một",), members={"HTX Một": 30})
SECOND = submission(names=("HTX Một",), members={"HTX Một": 35}, number=1, follows=FIRST)


@pytest.fixture
def one(desk):
    """The organisation the unit's own book has."""
    return desk.add("HTX Một", {"O1": "30"})


@pytest.fixture
def sent(desk, one, tmp_path):
    """The code of what the unit sent once."""
    exported = export_submission(desk.book, desk.profile, YEAR_REPORT, tmp_path, Silent())
    return exported.sent.check_code


def send_again(desk, folder):
    folder.mkdir()
    return export_submission(desk.book, desk.profile, YEAR_REPORT, folder, Silent()).sent


def test_a_sheet_of_the_last_export_agrees_while_the_book_says_the_same(desk, sent):
    verdict = check_paper(desk.book, desk.profile, grouped_check_code(sent).lower())

    assert (verdict.outcome, verdict.code, verdict.changes) == (PaperOutcome.AGREES, sent, ())
    assert "khớp với tệp 07375-KTTT01_v1-N2024-L00.kttt (Báo cáo năm 2024" in verdict.sentence
    assert verdict.sentence.endswith("Số liệu trong sổ hiện nay vẫn như vậy.")


def test_a_figure_mended_since_is_told_old_and_new(desk, one, sent):
    desk.enter_of(one, {"O1": "31"})

    verdict = check_paper(desk.book, desk.profile, sent)

    assert verdict.outcome is PaperOutcome.CHANGED
    assert "1 chỗ khác, chưa được gửi" in verdict.sentence
    (line,) = told(verdict.changes)
    assert line.startswith("HTX Một – ")
    assert line.endswith("30 người → 31 người")


def test_a_sheet_of_an_earlier_export_tells_what_the_later_one_has_otherwise(
    desk, one, sent, tmp_path
):
    desk.enter_of(one, {"O1": "31"})
    later = send_again(desk, tmp_path / "lần sau")

    verdict = check_paper(desk.book, desk.profile, sent)

    assert verdict.outcome is PaperOutcome.SUPERSEDED
    assert "chính thức" in verdict.sentence
    assert "sau đó đã có tệp 07375-KTTT01_v1-N2024-L01.kttt" in verdict.sentence
    assert [each.new for each in verdict.changes] == ["31 người"]
    newest = check_paper(desk.book, desk.profile, later.check_code)
    assert newest.outcome is PaperOutcome.AGREES


def test_an_export_whose_figures_were_not_kept_agrees_without_a_comparison(desk, sent):
    with transaction(desk.book.sessions) as session:
        session.execute(update(SubmissionSent).values(data=None))

    verdict = check_paper(desk.book, desk.profile, sent)

    assert verdict.outcome is PaperOutcome.AGREES
    assert "hiện nay vẫn như vậy" not in verdict.sentence
    assert "không so sánh được" in verdict.remark


def test_one_wrong_letter_is_told_as_a_slip_with_the_code_that_was_meant(desk, sent):
    wrong = sent[:-1] + ("0" if sent[-1] != "0" else "1")

    verdict = check_paper(desk.book, desk.profile, wrong)

    assert verdict.outcome is PaperOutcome.LIKELY_SLIP
    assert grouped_check_code(sent) in verdict.sentence
    assert verdict.file is not None


def test_a_code_of_no_file_is_told_with_what_to_do(desk, sent):
    verdict = check_paper(desk.book, desk.profile, "0000-0000-00")

    assert verdict.outcome is PaperOutcome.UNKNOWN
    assert "không khớp tệp nào" in verdict.sentence
    assert verdict.file is None


def test_what_is_no_code_is_refused(desk):
    with pytest.raises(InvalidInputError):
        check_paper(desk.book, desk.profile, "7KQ2")


# --- of units below


@pytest.fixture
def above(empty_book, tmp_path):
    """The province holds two files of a commune: (book, codes of both)."""
    folder = tmp_path / "den"
    paths = [put(folder, "a.kttt", FIRST), put(folder, "b.kttt", SECOND)]
    survey = inspect_files(empty_book, PROVINCE, paths, Silent())
    accept_all(empty_book, PROVINCE, survey.looks, Silent())
    held = sorted(received_files(empty_book), key=lambda each: each.number)
    return empty_book, *(each.check_code for each in held)


def test_a_received_sheet_agrees_with_the_file_that_counts(above):
    book, _, newest = above

    verdict = check_paper(book, PROVINCE, newest)

    assert verdict.outcome is PaperOutcome.AGREES
    assert "của xã Lạng Giang (Báo cáo năm 2024, bổ sung lần 1" in verdict.sentence
    assert "đang được tính" in verdict.sentence


def test_a_received_sheet_of_an_older_file_tells_what_changed(above):
    book, first, _ = above

    verdict = check_paper(book, PROVINCE, first)

    assert verdict.outcome is PaperOutcome.SUPERSEDED
    assert [(each.old, each.new) for each in verdict.changes] == [("30 người", "35 người")]


def test_a_returned_file_is_told_as_not_counted_against_the_one_that_counts(above):
    book, _, newest = above
    file = max(received_files(book), key=lambda each: each.number)
    with transaction(book.sessions) as session:
        set_state(session, file.id, FileState.RETURNED, reason="Sai số")

    verdict = check_paper(book, PROVINCE, newest)

    assert verdict.outcome is PaperOutcome.NOT_COUNTED
    assert "đã trả lại để sửa" in verdict.sentence
    assert [(each.old, each.new) for each in verdict.changes] == [("35 người", "30 người")]


def test_a_held_file_that_is_gone_from_the_folder_still_gives_a_verdict(above):
    book, first, _ = above
    kept_path(book, sha256(FIRST).hexdigest()).unlink()

    verdict = check_paper(book, PROVINCE, first)

    assert verdict.outcome is PaperOutcome.SUPERSEDED
    assert "Không có tệp của Xã Lạng Giang" in verdict.remark


# --- the code on the paper


def test_the_report_bears_the_code_only_while_it_says_what_was_sent(desk, one, sent):
    key = main_report(desk.book, YEAR_REPORT)

    def first_page():
        with open_pages(render_report(desk.book, desk.profile, key)) as pages:
            return pages.text(0)

    assert f"Mã kiểm tra: {grouped_check_code(sent)}" in first_page()
    desk.enter_of(one, {"O1": "31"})
    assert "Mã kiểm tra" not in first_page()
