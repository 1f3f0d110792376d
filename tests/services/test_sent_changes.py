from dataclasses import replace

import pytest

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.deleting import delete_organisations
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_id
from ktt_desktop.services.sent_changes import Group, changes_before, changes_since
from ktt_desktop.services.submission import export_submission
from ktt_desktop.storage.session import transaction
from tests.usual_report import save_text

YEAR_REPORT = ReportingPeriod.parse("N2024")


@pytest.fixture
def sent(desk, tmp_path):
    """Two organisations were sent once: (book, profile, the export, their uids)."""
    one = desk.add("HTX Một", {"O1": "30"}, address="Thôn Đông")
    two = desk.add("HTX Hai", {"O1": "12"})
    exported = export_submission(desk.book, desk.profile, YEAR_REPORT, tmp_path, Silent())
    return desk.book, desk.profile, exported.sent.bundle_id, one.uid, two.uid


def told(changes, group):
    return sorted(
        (each.label, each.old, each.new) for each in changes.changes if each.group is group
    )


def test_without_a_change_nothing_is_told(sent):
    book, profile, bundle, *_ = sent
    assert changes_since(book, profile, bundle).changes == ()


def test_figures_are_told_old_and_new_with_the_way_to_them(sent, desk):
    book, profile, bundle, one, _ = sent
    desk.enter_of(load_organisation(book, one), {"O1": "31"})

    (change,) = [
        each for each in changes_since(book, profile, bundle).changes if each.group is Group.FIGURES
    ]
    assert change.label.startswith("HTX Một – ")
    assert (change.old.split()[0], change.new.split()[0]) == ("30", "31")
    assert (change.place.kind, change.place.key, change.place.code) == (
        SubjectKind.ORGANISATION,
        one,
        "O1",
    )


def test_a_figure_that_became_blank_is_told(sent, desk):
    book, profile, bundle, one, _ = sent
    desk.enter_of(load_organisation(book, one), {"O1": ""})

    (change,) = told(changes_since(book, profile, bundle), Group.FIGURES)
    assert change[2] == "–"


def test_organisations_that_came_went_and_changed_are_told_apart(sent, desk):
    book, profile, bundle, one, two = sent
    desk.add("HTX Ba")
    save_organisation(book, replace(load_organisation(book, one), address="Thôn Đoài"))
    delete_organisations(book, [organisation_id(book, two)], Silent())

    found = told(changes_since(book, profile, bundle), Group.ORGANISATIONS)
    assert ("HTX Ba", "", "mới có") in found
    assert ("HTX Hai", "có", "không còn") in found
    (address,) = [each for each in found if each[0].startswith("HTX Một")]
    assert address[1:] == ("Thôn Đông", "Thôn Đoài")


def test_work_records_and_words_are_told(sent, desk):
    book, profile, bundle, one, _ = sent
    desk.support(one, content="Tập huấn kế toán")
    save_text(book, YEAR_REPORT, "I", "Tình hình chung ổn định.")

    changes = changes_since(book, profile, bundle)
    (record,) = [each for each in changes.changes if each.group is Group.RECORDS]
    assert record.new == "mới có"
    assert record.place.kind is SubjectKind.DOSSIER
    assert changes.count(Group.WORDS) == 1


def test_two_submissions_are_compared_as_they_were_sent(sent, desk, tmp_path):
    book, profile, first, one, _ = sent
    desk.enter_of(load_organisation(book, one), {"O1": "31"})
    second = export_submission(book, profile, YEAR_REPORT, tmp_path, Silent()).sent
    desk.enter_of(load_organisation(book, one), {"O1": "99"})

    (change,) = told(changes_before(book, profile, second.bundle_id), Group.FIGURES)
    assert (change[1].split()[0], change[2].split()[0]) == ("30", "31")
    with pytest.raises(NotFoundError, match="không có lần trước"):
        changes_before(book, profile, first)


def test_a_row_that_deletes_is_an_organisation_that_is_gone(sent, desk, tmp_path):
    """The next submission says with an act that it went; the comparison must not bring it back."""
    book, profile, _, _, two = sent
    delete_organisations(book, [organisation_id(book, two)], Silent())
    second = export_submission(book, profile, YEAR_REPORT, tmp_path, Silent()).sent

    found = told(changes_before(book, profile, second.bundle_id), Group.ORGANISATIONS)
    assert found == [("HTX Hai", "có", "không còn")]
    assert changes_since(book, profile, second.bundle_id).changes == ()


def test_exports_of_the_time_before_data_were_kept_say_so(sent):
    book, profile, bundle, *_ = sent
    with transaction(book.sessions) as session:
        session.query(SubmissionSent).update({"data": None})

    with pytest.raises(NotFoundError, match="trước khi chương trình giữ lại số liệu đã nộp"):
        changes_since(book, profile, bundle)


def test_kept_data_that_are_damaged_give_a_sentence(sent):
    book, profile, bundle, *_ = sent
    with transaction(book.sessions) as session:
        session.query(SubmissionSent).update({"data": b"hong"})

    with pytest.raises(NotFoundError, match="không đọc được"):
        changes_since(book, profile, bundle)


def test_a_submission_the_book_does_not_know_is_refused(sent):
    book, profile, *_ = sent
    with pytest.raises(NotFoundError):
        changes_since(book, profile, "khong-co")
