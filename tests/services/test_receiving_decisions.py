"""What an officer decides about received files, and what the book says after."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from ktt_desktop.domain.errors import (
    InvalidInputError,
    NotFoundError,
    PeriodClosedError,
    ReasonRequiredError,
)
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receipt import ItemState, ReceiptItem
from ktt_desktop.domain.receiving import FigureCell, FileState
from ktt_desktop.services.file_looks import Keep
from ktt_desktop.services.receiving import accept, inspect_files
from ktt_desktop.services.receiving_decisions import (
    accept_again,
    approvals,
    approve,
    assign_unit,
    choose_conflict,
    conflict_partner,
    open_again,
    return_file,
    returned_items,
    unlock,
)
from ktt_desktop.services.receiving_kept import kept_bytes, received_files
from ktt_desktop.services.settings import save_profile
from ktt_desktop.storage.session import transaction
from tests.made_submissions import LANG_GIANG, PROVINCE, YEN_DINH, put, submission, uid_of

FIRST = submission(members={"HTX Một": 30})
OTHER = submission(members={"HTX Một": 99})
SECOND = submission(members={"HTX Một": 35}, number=1, follows=FIRST)
ITEM = ReceiptItem(
    state=ItemState.RETURNED,
    cell=FigureCell("to_chuc", uid_of("HTX Một"), "", 2024, "ACTUAL", "O1"),
    label="HTX Một: Thành viên",
    sent="30",
    value="",
    reason="Khác danh sách thành viên.",
)


class Office:
    """The desk of the province."""

    def __init__(self, book, folder):
        self.book, self.folder = book, folder

    def receive(self, content):
        """Take a file in; returns it as kept."""
        path = put(self.folder, "a.kttt", content)
        (look,) = inspect_files(self.book, PROVINCE, [path], Silent()).looks
        return accept(self.book, PROVINCE, look).file

    def states(self):
        return {each.id: each.state for each in received_files(self.book)}

    def values(self, column="r.o1"):
        with transaction(self.book.sessions) as session:
            rows = session.execute(
                text(
                    f"SELECT o.name, {column} AS found FROM organisation o "
                    "LEFT JOIN annual_return r ON r.organisation_id = o.id"
                )
            )
            return {row.name: row.found for row in rows}


@pytest.fixture
def office(empty_book, tmp_path):
    save_profile(empty_book, PROVINCE)
    return Office(empty_book, tmp_path / "USB")


# --- conflicts


def test_the_new_file_of_a_conflict_counts_once_it_is_chosen_and_both_stay(office):
    held, new = office.receive(FIRST), office.receive(OTHER)
    assert conflict_partner(office.book, new.id).id == held.id

    choose_conflict(office.book, new.id, Keep.NEW, "Xã xác nhận bản sau.")

    assert office.states() == {held.id: FileState.SET_ASIDE, new.id: FileState.ACCEPTED}
    assert office.values() == {"HTX Một": 99}
    newest, oldest = received_files(office.book)
    assert newest.reason == "Xã xác nhận bản sau."
    assert (kept_bytes(office.book, oldest), kept_bytes(office.book, newest)) == (FIRST, OTHER)


def test_the_held_file_of_a_conflict_stays_in_force_when_it_is_chosen(office):
    held, new = office.receive(FIRST), office.receive(OTHER)
    choose_conflict(office.book, new.id, Keep.HELD, "Bản sau gửi nhầm.")

    assert office.states() == {held.id: FileState.ACCEPTED, new.id: FileState.SET_ASIDE}
    assert office.values() == {"HTX Một": 30}
    with pytest.raises(InvalidInputError, match="không còn chờ"):
        choose_conflict(office.book, new.id, Keep.NEW, "Đổi ý.")
    with pytest.raises(NotFoundError):
        conflict_partner(office.book, held.id)


def test_single_fields_of_the_register_may_come_from_the_other_file(office):
    held = office.receive(
        submission(names=("HTX Một",), members={"HTX Một": 30}, organisation={"note": "cũ"})
    )
    new = office.receive(
        submission(names=("HTX Một",), members={"HTX Một": 99}, organisation={"note": "mới"})
    )
    field = (uid_of("HTX Một"), "note")

    choose_conflict(office.book, new.id, Keep.HELD, "Ghi chú sau đúng.", {field: Keep.NEW})

    assert office.states()[held.id] is FileState.ACCEPTED
    assert office.values("o.note") == {"HTX Một": "mới"}
    assert office.values() == {"HTX Một": 30}
    with transaction(office.book.sessions) as session:
        rows = session.execute(text("SELECT code, received, value, reason FROM corrected_value"))
        assert [tuple(row) for row in rows] == [("note", '"cũ"', '"mới"', "Ghi chú sau đúng.")]


def test_a_field_of_an_organisation_only_one_file_has_cannot_be_chosen(office):
    office.receive(FIRST)
    new = office.receive(submission(names=("HTX Một", "HTX Hai")))
    before = office.states()
    with pytest.raises(InvalidInputError, match="cả hai tệp"):
        choose_conflict(
            office.book, new.id, Keep.HELD, "x", {(uid_of("HTX Hai"), "name"): Keep.NEW}
        )
    assert office.states() == before


def test_a_choice_needs_its_reason(office):
    office.receive(FIRST)
    new = office.receive(OTHER)
    with pytest.raises(ReasonRequiredError):
        choose_conflict(office.book, new.id, Keep.NEW, "  ")


def test_a_choice_that_would_change_an_approved_period_is_refused(office):
    office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024")
    new = office.receive(OTHER)
    with pytest.raises(PeriodClosedError, match="Mở chốt"):
        choose_conflict(office.book, new.id, Keep.NEW, "Đúng hơn.")
    choose_conflict(office.book, new.id, Keep.HELD, "Giữ bản đã chốt.")


# --- units


def test_a_file_of_an_unknown_unit_lands_where_the_officer_says(office):
    file = office.receive(submission("99999", unit_name="Xã Lạ", members={"HTX Một": 7}))
    assert office.values() == {}

    assign_unit(office.book, PROVINCE, file.id, YEN_DINH, "Nghị quyết 1658/NQ-UBTVQH15")

    assert office.values() == {"HTX Một": 7}
    assert office.states() == {file.id: FileState.ACCEPTED}
    later = office.receive(submission("99999", unit_name="Xã Lạ", number=1, members={"HTX Một": 8}))
    assert (later.state, later.lands_on) == (FileState.ACCEPTED, YEN_DINH)
    assert office.values() == {"HTX Một": 8}


def test_every_file_that_waited_for_its_unit_is_judged_then(office):
    files = [
        office.receive(submission("99999", members={"HTX Một": 7})),
        office.receive(submission("99999", members={"HTX Một": 8}, number=1)),
        office.receive(submission("99999", members={"HTX Một": 9}, number=1)),
    ]
    assert {each.state for each in files} == {FileState.UNKNOWN_UNIT}
    assign_unit(office.book, PROVINCE, files[0].id, YEN_DINH, "NQ 1658")

    assert sorted(office.states().values()) == ["da_nhan", "da_nhan", "xung_dot"]


def test_a_unit_that_is_not_below_cannot_be_chosen_and_the_decision_is_needed(office):
    file = office.receive(submission("99999"))
    with pytest.raises(InvalidInputError, match="không thuộc Tỉnh Bắc Ninh"):
        assign_unit(office.book, PROVINCE, file.id, "00070", "NQ 1")
    with pytest.raises(ReasonRequiredError):
        assign_unit(office.book, PROVINCE, file.id, YEN_DINH, "")
    assert office.states() == {file.id: FileState.UNKNOWN_UNIT}


def test_a_landing_may_be_changed_later(office):
    file = office.receive(
        submission("07384", key="07384/cu", unit_name="Xã Quang Thịnh", recipient_code="217")
    )
    assert file.lands_on == YEN_DINH
    assign_unit(office.book, PROVINCE, file.id, LANG_GIANG, "Quyết định 12/QĐ-UBND")

    assert received_files(office.book)[0].lands_on == LANG_GIANG
    assert office.values() == {"HTX Một": None}
    assert office.values("o.source_unit") == {"HTX Một": LANG_GIANG}


# --- sending back


def test_a_returned_file_leaves_the_book_and_the_one_before_it_stands_again(office):
    office.receive(FIRST)
    second = office.receive(SECOND)
    return_file(office.book, second.id, [ITEM], "Số thành viên không khớp.")

    assert office.values() == {"HTX Một": 30}
    assert returned_items(office.book, second.id) == (ITEM,)
    newest = received_files(office.book)[0]
    assert (newest.state, newest.reason) == (FileState.RETURNED, "Số thành viên không khớp.")
    assert kept_bytes(office.book, newest) == SECOND


def test_the_only_file_returned_leaves_nothing(office):
    file = office.receive(FIRST)
    return_file(office.book, file.id, [], "Gửi lại.")
    assert office.values() == {}
    assert returned_items(office.book, file.id) == ()


def test_a_returned_file_may_be_taken_in_after_all(office):
    file = office.receive(FIRST)
    return_file(office.book, file.id, [ITEM], "Nhầm.")
    accept_again(office.book, file.id)

    assert office.values() == {"HTX Một": 30}
    assert returned_items(office.book, file.id) == ()
    with pytest.raises(InvalidInputError):
        accept_again(office.book, file.id)


def test_a_returned_file_that_was_replaced_meanwhile_conflicts_when_it_comes_back(office):
    file = office.receive(FIRST)
    return_file(office.book, file.id, [], "Sai.")
    office.receive(OTHER)
    accept_again(office.book, file.id)
    assert office.states()[file.id] is FileState.CONFLICT
    assert office.values() == {"HTX Một": 99}


def test_sending_back_needs_a_reason_for_the_file_and_for_each_figure(office):
    file = office.receive(FIRST)
    with pytest.raises(ReasonRequiredError):
        return_file(office.book, file.id, [ITEM], "")
    with pytest.raises(ReasonRequiredError, match="Mỗi số liệu"):
        return_file(office.book, file.id, [replace(ITEM, reason=" ")], "Sai.")
    assert office.states() == {file.id: FileState.ACCEPTED}


def test_a_file_is_sent_back_once(office):
    file = office.receive(FIRST)
    return_file(office.book, file.id, [], "Sai.")
    with pytest.raises(InvalidInputError, match="đã trả lại"):
        return_file(office.book, file.id, [], "Sai.")


def test_the_book_s_own_file_is_not_sent_back(office):
    own = submission("24", unit_name="Tỉnh Bắc Ninh", unit_level="tinh", recipient_code="")
    file = office.receive(own)
    with pytest.raises(InvalidInputError, match="chính đơn vị"):
        return_file(office.book, file.id, [], "Sai.")


def test_the_file_of_an_approved_period_is_not_sent_back(office):
    file = office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024")
    with pytest.raises(PeriodClosedError):
        return_file(office.book, file.id, [], "Sai.")


# --- approvals


def test_a_file_that_waited_comes_in_when_the_period_is_opened_again(office):
    office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024", "Theo báo cáo số 5")
    second = office.receive(SECOND)
    assert office.values() == {"HTX Một": 30}

    open_again(office.book, LANG_GIANG, "N2024", "Xã bổ sung.")

    assert office.states()[second.id] is FileState.ACCEPTED
    assert office.values() == {"HTX Một": 35}
    (approval,) = approvals(office.book)
    assert (approval.note, approval.reason) == ("Theo báo cáo số 5", "Xã bổ sung.")
    assert approval.opened_at is not None


def test_a_waiting_file_opens_its_period_itself_with_a_reason(office):
    office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024")
    second = office.receive(SECOND)
    with pytest.raises(ReasonRequiredError):
        unlock(office.book, second.id, "")
    unlock(office.book, second.id, "Xã bổ sung.")
    assert office.values() == {"HTX Một": 35}


def test_a_period_is_approved_again_after_it_was_opened(office):
    office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024")
    open_again(office.book, LANG_GIANG, "N2024", "Nhầm.")
    approve(office.book, LANG_GIANG, "N2024")
    assert [each.opened_at is None for each in approvals(office.book)] == [False, True]


def test_what_cannot_be_approved_or_opened_says_why(office):
    with pytest.raises(InvalidInputError, match="Chưa tiếp nhận tệp nào"):
        approve(office.book, LANG_GIANG, "N2024")
    with pytest.raises(InvalidInputError, match="chưa chốt"):
        open_again(office.book, LANG_GIANG, "N2024", "x")
    office.receive(FIRST)
    office.receive(OTHER)
    with pytest.raises(InvalidInputError, match="xung đột"):
        approve(office.book, LANG_GIANG, "N2024")


def test_a_period_is_approved_once(office):
    office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024")
    with pytest.raises(InvalidInputError, match="đã chốt"):
        approve(office.book, LANG_GIANG, "N2024")
