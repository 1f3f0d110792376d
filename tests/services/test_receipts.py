import errno
import json
import os
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import update

from ktt_desktop.domain.errors import (
    CancelledError,
    InvalidInputError,
    NotFoundError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receipt import Answer, ItemState, ReceiptItem
from ktt_desktop.domain.receiving import FigureCell, FileState
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.interchange.receipt_format import item_rows
from ktt_desktop.interchange.receipt_reader import open_receipt
from ktt_desktop.interchange.receipt_writer import build_receipt
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.models.exchange import CorrectedValue, ReceivedFile
from ktt_desktop.services import files
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import now, open_book
from ktt_desktop.services.corrections import corrections, explain_correction
from ktt_desktop.services.receipts import (
    find_received,
    import_receipt,
    make_receipt,
    receipt_of_sent,
)
from ktt_desktop.services.receiving import accept, inspect_files
from ktt_desktop.services.receiving_reading import held_file
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission import export_submission, history
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage import exchange, received_files
from ktt_desktop.storage.session import transaction

YEAR_REPORT = ReportingPeriod.parse("N2024")
PROVINCE = UnitProfile(
    code="24",
    name="Tỉnh Bắc Ninh",
    level=UnitLevel.PROVINCE,
    parent_code="",
    parent_name="Bộ Tài chính",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH BẮC NINH"),
    place="Bắc Ninh",
    symbol="KH-UBND",
)
REASON = "Số thành viên không khớp báo cáo tháng 6."


@pytest.fixture
def sent(desk, tmp_path):
    """What the commune exported."""
    desk.add("HTX Một", {"O1": "30"})
    folder = tmp_path / "USB"
    folder.mkdir()
    return export_submission(desk.book, desk.profile, YEAR_REPORT, folder, Silent())


@pytest.fixture
def above(tmp_path, catalogue, units):
    """The book of the province."""
    book = open_book(tmp_path / "tinh", catalogue, units)
    save_profile(book, PROVINCE)
    yield book
    book.close()


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "biên nhận"
    folder.mkdir()
    return folder


def hold(book, exported, state=FileState.ACCEPTED, reason="", items=()):
    """Keep the file in a book, in a state; returns its id."""
    bundle, path = open_bundle(exported.submission), exported.submission
    file = held_file(bundle, path.read_bytes(), path.name)
    with transaction(book.sessions) as session:
        landed = replace(file, lands_on=bundle.unit_key)
        id_ = received_files.add_file(session, landed, now())
        written = "" if not items else _json(items)
        received_files.set_state(session, id_, state, reason=reason, items=written)
    return id_


def _json(items):
    return json.dumps(item_rows(items), ensure_ascii=False)


def members_of(desk):
    """The item of a receipt that sends the number of members back."""
    subject = unit_subject(desk.profile)
    cell = FigureCell("don_vi", subject.key, "", 2024, "ACTUAL", "A2")
    return ReceiptItem(ItemState.RETURNED, cell, "Tổng số thành viên", "30 người", "–", "Sai.")


def take_in(book, exported):
    """Receive the file as the officer of the province does; returns its id."""
    found = inspect_files(book, PROVINCE, [exported.submission], Silent())
    return accept(book, PROVINCE, found.looks[0]).file.id


def correct(book, exported, year=2024, reason="Theo báo cáo thuế."):
    """The province corrects the members of the first organisation."""
    uid = open_bundle(exported.submission).data["organisations"].rows[0][1]
    subject = Subject(SubjectKind.ORGANISATION, uid)
    save_values(book, subject, year, Measure.ACTUAL, {"O1": 31})
    for each in corrections(book):
        explain_correction(book, each.cell, reason)
    return uid


# --- the level above


def test_a_receipt_of_an_accepted_file_names_it_and_what_was_corrected(above, sent, out):
    file_id = take_in(above, sent)
    uid = correct(above, sent)
    paths = make_receipt(above, file_id, out, Silent(), "Trần Thị Bình")

    stem = sent.submission.stem
    assert (paths.receipt.name, paths.page.name) == (f"BN_{stem}.kttt-bn", f"BN_{stem}.pdf")
    found = open_receipt(paths.receipt)
    receipt = found.receipt
    assert found.page == paths.page.read_bytes()
    assert (receipt.answer, receipt.reason) == (Answer.ACCEPTED, "")
    assert (receipt.bundle_id, receipt.data_digest) == (sent.sent.bundle_id, sent.sent.data_digest)
    assert (receipt.receiver_name, receipt.received_by) == ("Tỉnh Bắc Ninh", "Trần Thị Bình")
    (item,) = receipt.items
    assert (item.state, item.cell.subject_key) == (ItemState.CHANGED, uid)
    assert (item.sent.split()[0], item.value.split()[0]) == ("30", "31")
    assert item.reason == "Theo báo cáo thuế."


def test_corrections_of_another_unit_are_not_told(above, sent, out):
    file_id = take_in(above, sent)
    correct(above, sent)
    with transaction(above.sessions) as session:
        session.execute(update(CorrectedValue).values(unit_key="07999"))
    assert open_receipt(make_receipt(above, file_id, out, Silent()).receipt).receipt.items == ()


def test_a_receipt_of_a_returned_file_tells_the_reason_of_each_figure(above, sent, out, desk):
    items = (members_of(desk),)
    file_id = hold(above, sent, FileState.RETURNED, REASON, items)
    receipt = open_receipt(make_receipt(above, file_id, out, Silent()).receipt).receipt

    assert (receipt.answer, receipt.reason, receipt.items) == (Answer.RETURNED, REASON, items)


@pytest.mark.parametrize(
    "state", [FileState.CONFLICT, FileState.UNKNOWN_UNIT, FileState.LOCKED, FileState.SET_ASIDE]
)
def test_a_file_that_waits_has_no_receipt_yet(above, sent, out, state):
    file_id = hold(above, sent, state)
    with pytest.raises(InvalidInputError, match="còn chờ xử lý"):
        make_receipt(above, file_id, out, Silent())
    assert list(out.iterdir()) == []


def test_a_file_that_is_not_in_the_book_has_no_receipt(above, sent, out):
    with pytest.raises(NotFoundError):
        make_receipt(above, 77, out, Silent())
    with pytest.raises(NotFoundError, match="chưa nhận tệp"):
        find_received(above, sent.submission)
    file_id = hold(above, sent)
    assert find_received(above, sent.submission).id == file_id


@pytest.mark.parametrize("failing", [1, 2])
def test_a_full_disk_leaves_neither_the_receipt_nor_its_page(above, sent, out, failing):
    file_id, sync, calls = hold(above, sent), os.fsync, []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    with (
        patch.object(files.os, "fsync", full),
        pytest.raises(StorageUnavailableError, match="đã đầy"),
    ):
        make_receipt(above, file_id, out, Silent())
    assert list(out.iterdir()) == []


def test_stopping_leaves_nothing(above, sent, out):
    file_id = hold(above, sent)

    class Stopped:
        def report(self, done, total, what):
            if what.endswith(".kttt-bn"):
                raise CancelledError

    with pytest.raises(CancelledError):
        make_receipt(above, file_id, out, Stopped())
    assert list(out.iterdir()) == []


# --- the unit that sent the file


def returned(book):
    """The bundles that are to be mended."""
    with transaction(book.sessions) as session:
        return [each.bundle_id for each in exchange.returned(session, "tra_lai")]


@pytest.fixture
def answered(above, sent, out, desk):
    """The receipt of a returned file, on its way back."""
    file_id = hold(above, sent, FileState.RETURNED, REASON, (members_of(desk),))
    return make_receipt(above, file_id, out, Silent()).receipt


def test_the_status_of_what_was_sent_becomes_the_answer(desk, answered):
    assert history(desk.book)[0].answer == ""
    taken = import_receipt(desk.book, answered)

    assert taken.is_new
    assert taken.change.exchange
    assert taken.sentence.startswith("Tỉnh Bắc Ninh trả lại để sửa (1 số liệu)")
    (row,) = history(desk.book)
    assert row.answer == "tra_lai"
    assert row.answered_at == taken.receipt.created_at.replace(microsecond=0)
    assert receipt_of_sent(desk.book, row.bundle_id) == taken.receipt
    assert returned(desk.book) == [row.bundle_id]


def test_the_same_receipt_again_changes_nothing(desk, answered):
    first = import_receipt(desk.book, answered)
    again = import_receipt(desk.book, answered)

    assert not again.is_new
    assert "đã nhập rồi" in again.sentence
    assert receipt_of_sent(desk.book, first.receipt.bundle_id) == first.receipt


def rewritten(path, receipt, name):
    target = path.with_name(name)
    target.write_bytes(build_receipt(receipt, b"%PDF", "0.1.0"))
    return target


def test_an_older_receipt_never_replaces_a_newer_answer(desk, answered):
    returned_ = open_receipt(answered).receipt
    newer = replace(
        returned_,
        answer=Answer.ACCEPTED,
        items=(),
        created_at=returned_.created_at + timedelta(hours=1),
    )
    import_receipt(desk.book, rewritten(answered, newer, "BN_moi.kttt-bn"))
    old = import_receipt(desk.book, answered)

    assert not old.is_new
    assert "mới hơn" in old.sentence
    assert history(desk.book)[0].answer == "da_tiep_nhan"
    assert returned(desk.book) == []


def test_a_newer_receipt_replaces_an_older_answer(desk, answered):
    receipt = import_receipt(desk.book, answered).receipt
    newer = replace(
        receipt, answer=Answer.ACCEPTED, created_at=receipt.created_at + timedelta(seconds=1)
    )
    taken = import_receipt(desk.book, rewritten(answered, newer, "BN_moi.kttt-bn"))

    assert taken.is_new
    assert taken.sentence.startswith("Tỉnh Bắc Ninh đã tiếp nhận: Báo cáo năm 2024, lần đầu.")
    assert history(desk.book)[0].answer == "da_tiep_nhan"


def test_a_later_submission_takes_the_returned_one_off_the_list(desk, answered, tmp_path):
    import_receipt(desk.book, answered)
    desk.add("HTX Hai", {"O1": "5"})
    export_submission(desk.book, desk.profile, YEAR_REPORT, tmp_path, Silent())

    assert returned(desk.book) == []
    assert [each.answer for each in history(desk.book)] == ["", "tra_lai"]


def test_a_receipt_of_another_unit_is_refused_by_name(desk, answered):
    receipt = open_receipt(answered).receipt
    other = replace(
        receipt, bundle_id="0a1b2c3d-0000-4000-8000-000000000009", unit_name="Xã Tiên Lục"
    )
    with pytest.raises(InvalidInputError, match=r"là của Xã Tiên Lục.*chưa kết xuất tệp đó"):
        import_receipt(desk.book, rewritten(answered, other, "BN_khac.kttt-bn"))
    assert history(desk.book)[0].answer == ""


def test_a_receipt_of_other_figures_is_refused(desk, answered):
    other = replace(open_receipt(answered).receipt, data_digest="0" * 64)
    with pytest.raises(InvalidInputError, match="số liệu khác"):
        import_receipt(desk.book, rewritten(answered, other, "BN_khac.kttt-bn"))
    assert history(desk.book)[0].answer == ""


def test_an_altered_receipt_is_refused_and_nothing_is_written(desk, answered):
    content = bytearray(answered.read_bytes())
    content[len(content) // 2] ^= 1
    answered.write_bytes(content)
    with pytest.raises(UnreadableFileError):
        import_receipt(desk.book, answered)
    assert history(desk.book)[0].answer == ""
    assert receipt_of_sent(desk.book, history(desk.book)[0].bundle_id) is None


def test_a_receipt_that_counts_corrections_says_so(desk, above, sent, out):
    file_id = take_in(above, sent)
    correct(above, sent)
    taken = import_receipt(desk.book, make_receipt(above, file_id, out, Silent()).receipt)
    assert taken.sentence.endswith("Cấp trên đã sửa 1 số liệu.")


def test_the_row_of_a_kept_file_is_left_as_it_was(above, sent, out):
    file_id = hold(above, sent)
    make_receipt(above, file_id, out, Silent())
    with transaction(above.sessions) as session:
        assert session.get(ReceivedFile, file_id).state is FileState.ACCEPTED
