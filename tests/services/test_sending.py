import pytest

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.seals import set_sealing
from ktt_desktop.services.sending import plan_sending, write_again
from ktt_desktop.services.sent_changes import Group
from ktt_desktop.services.submission import export_submission, history
from ktt_desktop.storage.session import transaction

YEAR_REPORT = ReportingPeriod.parse("N2024")


@pytest.fixture
def own(desk, tmp_path):
    """A book with one organisation: (book, profile, its uid, a stick)."""
    saved = desk.add("HTX Một", {"O1": "30"})
    stick = tmp_path / "USB"
    stick.mkdir()
    return desk.book, desk.profile, saved.uid, stick


def test_the_first_export_of_a_period_is_the_official_one(own):
    book, profile, *_ = own
    plan = plan_sending(book, profile, YEAR_REPORT)

    assert (plan.number, plan.is_again, plan.kind) == (0, False, "Chính thức (lần đầu)")
    assert plan.why == "Kỳ này chưa kết xuất lần nào."
    assert (plan.organisations, plan.forms) == (1, 1)
    assert plan.changes is None
    assert history(book) == []


def test_the_preview_counts_what_is_in_the_book(own, desk):
    book, profile, uid, _ = own
    before = plan_sending(book, profile, YEAR_REPORT)
    desk.add("HTX Hai", {"O1": "5"})
    desk.support(uid, content="Tập huấn")
    after = plan_sending(book, profile, YEAR_REPORT)

    for name in ("organisations", "forms", "records"):
        assert getattr(after, name) == getattr(before, name) + 1, name


def test_equal_data_are_the_same_submission_again(own):
    book, profile, _, stick = own
    export_submission(book, profile, YEAR_REPORT, stick, Silent())
    plan = plan_sending(book, profile, YEAR_REPORT)

    assert (plan.number, plan.is_again) == (0, True)
    assert "không thêm lần nộp" in plan.why
    assert plan.changes is None


def test_a_change_makes_a_supplement_that_says_what_it_replaces_and_what_is_different(own, desk):
    book, profile, uid, stick = own
    first = export_submission(book, profile, YEAR_REPORT, stick, Silent()).sent
    desk.enter_of(load_organisation(book, uid), {"O1": "31"})
    plan = plan_sending(book, profile, YEAR_REPORT)

    assert (plan.number, plan.kind) == (1, "Bổ sung lần 1")
    assert plan.why.startswith("Số liệu đã đổi từ lần đầu")
    assert first.check_code[:4] in plan.why
    assert plan.changes.count(Group.FIGURES) == 1
    members = next(each for each in plan.figures if each.label.startswith("Tổng số thành viên"))
    assert (members.now, members.before) == ("31", "30")

    exported = export_submission(book, profile, YEAR_REPORT, stick, Silent()).sent
    assert exported.number == plan.number


def test_a_returned_submission_is_named_as_what_is_replaced(own, desk):
    book, profile, uid, stick = own
    export_submission(book, profile, YEAR_REPORT, stick, Silent())
    with transaction(book.sessions) as session:
        session.query(SubmissionSent).update({"answer": "tra_lai"})
    desk.enter_of(load_organisation(book, uid), {"O1": "31"})

    assert plan_sending(book, profile, YEAR_REPORT).why.startswith("Cấp trên đã trả lại lần đầu")


def test_an_export_without_kept_data_is_followed_without_a_comparison(own, desk):
    book, profile, uid, stick = own
    export_submission(book, profile, YEAR_REPORT, stick, Silent())
    with transaction(book.sessions) as session:
        session.query(SubmissionSent).update({"data": None})
    desk.enter_of(load_organisation(book, uid), {"O1": "31"})
    plan = plan_sending(book, profile, YEAR_REPORT)

    assert (plan.number, plan.changes) == (1, None)
    assert not history(book)[0].has_data


def test_a_submission_is_written_again_byte_for_byte_to_another_stick(own, tmp_path):
    book, profile, _, stick = own
    first = export_submission(book, profile, YEAR_REPORT, stick, Silent()).sent
    other = tmp_path / "USB khác"
    other.mkdir()
    write_again(book, profile, first, other, Silent())

    assert {each.name: each.read_bytes() for each in other.iterdir()} == {
        each.name: each.read_bytes() for each in stick.iterdir()
    }
    assert [each.number for each in history(book)] == [0]


def test_changed_data_are_never_written_under_the_old_number(own, desk, tmp_path):
    book, profile, uid, stick = own
    first = export_submission(book, profile, YEAR_REPORT, stick, Silent()).sent
    desk.enter_of(load_organisation(book, uid), {"O1": "31"})
    other = tmp_path / "USB khác"
    other.mkdir()

    with pytest.raises(InvalidInputError, match="Số liệu đã thay đổi"):
        write_again(book, profile, first, other, Silent())
    assert list(other.iterdir()) == []

    export_submission(book, profile, YEAR_REPORT, stick, Silent())
    with pytest.raises(InvalidInputError, match=first.file_name):
        write_again(book, profile, first, other, Silent())


def test_a_seal_that_was_switched_on_is_told_before_the_export(own):
    book, profile, *_ = own
    assert not plan_sending(book, profile, YEAR_REPORT).is_sealed
    set_sealing(book, on=True)
    plan = plan_sending(book, profile, YEAR_REPORT)
    assert (plan.is_sealed, plan.is_encrypted) == (True, False)
