"""Receiving files: every row of the table of product 6.2, and what happens when something fails."""

import errno
import os
import random
import tracemalloc
from itertools import permutations

import pytest
from sqlalchemy import text

from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError, UnreadableFileError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receiving import FileState, Standing
from ktt_desktop.interchange.submission_writer import data_bytes
from ktt_desktop.services import files, receiving, receiving_kept
from ktt_desktop.services.book import open_book
from ktt_desktop.services.file_looks import Outcome
from ktt_desktop.services.opening import begin_book
from ktt_desktop.services.receiving import accept, accept_all, inspect_files
from ktt_desktop.services.receiving_decisions import approve
from ktt_desktop.services.receiving_kept import (
    kept_bytes,
    kept_data,
    open_view,
    received_files,
    write_view,
)
from ktt_desktop.services.receiving_quarantine import kept_folder, quarantine_of
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission_data import collect
from ktt_desktop.storage.session import transaction
from tests.interchange.bundles import members_of, packed, resealed
from tests.made_submissions import (
    LANG_GIANG,
    PROVINCE,
    YEN_DINH,
    put,
    submission,
)

PERIOD = ReportingPeriod.parse("N2024")
FIRST = submission(names=("HTX Một",), members={"HTX Một": 30})
SECOND = submission(names=("HTX Một",), members={"HTX Một": 35}, number=1, follows=FIRST)
THIRD = submission(names=("HTX Một",), members={"HTX Một": 40}, number=2, follows=SECOND)
OTHER_FIRST = submission(names=("HTX Một",), members={"HTX Một": 99})


class Office:
    """The desk of the province, which receives with few words."""

    def __init__(self, book, folder):
        self.book, self.folder, self.profile = book, folder, PROVINCE

    def file(self, content, name="a.kttt"):
        return put(self.folder, name, content)

    def looks(self, *paths):
        return inspect_files(self.book, self.profile, paths, Silent()).looks

    def look(self, content, name="a.kttt"):
        (found,) = self.looks(self.file(content, name))
        return found

    def receive(self, *contents):
        """Take these in one after the other; the last result."""
        for content in contents:
            done = accept(self.book, self.profile, self.look(content))
        return done

    def receive_batch(self, *contents):
        for number, content in enumerate(contents):
            self.file(content, f"{number}.kttt")
        looks = self.looks(self.folder)
        return accept_all(self.book, self.profile, looks, Silent())

    def held(self):
        """(number, state) of what is kept, in the order it came."""
        return [(each.number, each.state) for each in reversed(received_files(self.book))]

    def members(self):
        """The members by organisation as the book has them."""
        with transaction(self.book.sessions) as session:
            rows = session.execute(
                text(
                    "SELECT o.name, r.o1 FROM organisation o LEFT JOIN annual_return r "
                    "ON r.organisation_id = o.id WHERE o.deleted_at IS NULL ORDER BY o.name"
                )
            )
            return {row.name: row.o1 for row in rows}

    def exported(self):
        """What this level would send upward, as bytes."""
        with transaction(self.book.sessions) as session:
            return data_bytes(collect(session, self.book, self.profile, PERIOD))

    def kept_names(self):
        folder = kept_folder(self.book)
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def everything(self):
        """All that receiving may change: rows and kept files."""
        return self.held(), self.members(), self.kept_names()


@pytest.fixture
def office(empty_book, tmp_path):
    save_profile(empty_book, PROVINCE)
    return Office(empty_book, tmp_path / "USB của xã")


# --- the table of product 6.2


def test_a_first_file_comes_into_the_book_and_is_kept_byte_for_byte(office):
    look = office.look(FIRST)
    assert (look.standing, look.state, look.refusal) == (
        Standing.NEW,
        FileState.ACCEPTED,
        "",
    )
    assert look.changes.organisations_new == 1
    assert office.members() == {}

    done = accept(office.book, office.profile, look)

    assert done.outcome is Outcome.ACCEPTED
    assert done.sentence == "Xã Lạng Giang: đã nhận báo cáo năm 2024, bản chính thức."
    assert office.members() == {"HTX Một": 30}
    (file,) = received_files(office.book)
    assert kept_bytes(office.book, file) == FIRST
    assert file.received_at is not None
    assert not look.quarantined.exists()


def test_the_same_data_again_is_skipped_and_writes_nothing(office):
    office.receive(FIRST)
    before = office.everything()
    look = office.look(FIRST, "a (1).kttt")

    assert look.standing is Standing.SAME
    assert look.notes == (
        "Tên tệp có dấu của bản chép (“(1)”); nội dung được xét như mọi tệp.",
        "Đã có, giống hệt – bỏ qua.",
    )
    assert not look.can_accept
    assert accept(office.book, office.profile, look).outcome is Outcome.SKIPPED
    assert office.everything() == before


def test_a_higher_number_that_supersedes_what_is_held_replaces_it_and_the_old_stays(office):
    office.receive(FIRST)
    look = office.look(SECOND)

    assert look.standing is Standing.NEXT
    assert look.notes == ("Thay cho bản chính thức đang giữ.",)
    assert accept(office.book, office.profile, look).outcome is Outcome.ACCEPTED
    assert office.members() == {"HTX Một": 35}
    newest, oldest = received_files(office.book)
    assert (kept_bytes(office.book, oldest), kept_bytes(office.book, newest)) == (FIRST, SECOND)
    assert kept_data(office.book, oldest)["returns"].rows[0][-1] == 30
    assert open_view(office.book, oldest).read_bytes() == b"PK workbook"
    assert open_view(office.book, oldest, report=True).name == "a.pdf"


def test_a_gap_in_the_numbers_is_taken_with_a_warning_and_differences(office):
    office.receive(FIRST)
    look = office.look(THIRD)

    assert look.standing is Standing.GAP
    assert "Thiếu bản bổ sung lần 1 " in look.notes[0]
    assert look.changes.figures
    assert accept(office.book, office.profile, look).outcome is Outcome.ACCEPTED
    assert office.members() == {"HTX Một": 40}


def test_a_supplement_of_another_file_than_is_held_is_a_gap_too(office):
    office.receive(OTHER_FIRST)
    look = office.look(SECOND)

    assert look.standing is Standing.GAP
    assert "bổ sung cho một tệp khác với tệp đang giữ" in look.notes[0]


def test_a_supplement_whose_official_file_never_came_says_so(office):
    look = office.look(SECOND)
    assert look.standing is Standing.NEW
    assert "Thiếu bản chính thức " in look.notes[0]


def test_the_same_number_with_other_data_waits_and_changes_nothing(office):
    office.receive(FIRST)
    look = office.look(OTHER_FIRST)

    assert (look.standing, look.state) == (Standing.CONFLICT, FileState.CONFLICT)
    assert "Xung đột: bản chính thức đang giữ có số liệu khác" in look.notes[0]
    done = accept(office.book, office.profile, look)
    assert done.outcome is Outcome.HELD
    assert "chờ chọn" in done.sentence
    assert office.members() == {"HTX Một": 30}
    assert office.held() == [(0, FileState.ACCEPTED), (0, FileState.CONFLICT)]


def test_a_lower_number_is_kept_to_be_looked_at_and_replaces_nothing(office):
    office.receive(FIRST, THIRD)
    look = office.look(SECOND)

    assert look.standing is Standing.OLDER
    assert look.notes == (
        "Cũ hơn bản bổ sung lần 2 đang giữ: giữ lại để xem, không thay số mới hơn.",
    )
    accept(office.book, office.profile, look)
    assert office.members() == {"HTX Một": 40}
    assert (1, FileState.ACCEPTED) in office.held()


def test_an_altered_file_is_never_taken_and_can_be_looked_at(office):
    place = FIRST.index(b"data.json") + 60
    altered = FIRST[:place] + bytes([FIRST[place] ^ 1]) + FIRST[place + 1 :]
    look = office.look(altered)

    assert "Tệp a.kttt" in look.refusal
    assert not look.can_accept
    assert accept(office.book, office.profile, look).outcome is Outcome.REFUSED
    assert office.everything() == ([], {}, [])
    assert look.quarantined.exists()


def test_a_member_changed_after_the_export_is_named_and_the_view_still_opens(office):
    members = members_of(FIRST)
    members["data.json"] = members["data.json"].replace(b"30", b"31")
    altered = packed(members)
    look = office.look(altered)

    assert "đã bị thay đổi sau khi kết xuất" in look.refusal
    assert "data.json" in look.refusal
    assert write_view(look.quarantined.read_bytes(), "a").read_bytes() == b"PK workbook"


def test_practice_data_is_refused(office):
    look = office.look(submission(practice=True))
    assert "dữ liệu thực hành" in look.refusal
    assert look.held is None


def test_a_whole_file_the_book_has_no_place_for_is_refused_and_the_others_are_looked_at(office):
    office.file(submission(names=("HTX Lạ",), organisation={"governance": 5}), "a.kttt")
    office.file(submission(YEN_DINH, unit_name="Xã Kép"), "b.kttt")
    refused, plain = office.looks(office.folder)
    assert "không đúng mẫu" in refused.refusal
    assert plain.can_accept


def test_a_file_for_somebody_else_or_from_somewhere_else_is_refused(office):
    other = submission(recipient_code="01", recipient_name="Thành phố Hà Nội")
    assert "gửi cho Thành phố Hà Nội" in office.look(other).refusal
    stranger = submission("00070", unit_name="Phường Hoàn Kiếm")
    assert "không thuộc Tỉnh Bắc Ninh" in office.look(stranger).refusal
    assert office.receive_batch(other, stranger).files[0].outcome is Outcome.REFUSED
    assert office.everything() == ([], {}, [])


def test_an_unknown_unit_is_held_and_nothing_dropped(office):
    look = office.look(submission("99999", unit_name="Xã Lạ"))
    assert (look.state, look.landing.lands_on) == (FileState.UNKNOWN_UNIT, "")
    done = accept(office.book, office.profile, look)
    assert done.outcome is Outcome.HELD
    assert "chờ chọn đơn vị nhận số liệu" in done.sentence
    assert office.members() == {}
    assert office.held() == [(0, FileState.UNKNOWN_UNIT)]


def test_a_former_unit_with_one_successor_lands_there_and_the_list_is_remembered(office):
    old = submission("07384", unit_name="Xã Quang Thịnh", key="07384/cu", recipient_code="217")
    look = office.look(old)

    assert look.landing.lands_on == YEN_DINH
    accept(office.book, office.profile, look)
    assert received_files(office.book)[0].lands_on == YEN_DINH
    with transaction(office.book.sessions) as session:
        rows = session.execute(text("SELECT key, lands_on, decision FROM unit_mapping"))
        ((key, lands_on, decision),) = rows
    assert (key, lands_on) == ("07384/cu", YEN_DINH)
    assert "Danh sách đơn vị hành chính" in decision


def test_a_file_for_an_approved_period_waits(office):
    office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024")
    look = office.look(SECOND)

    assert look.state is FileState.LOCKED
    assert "đã chốt: tệp được giữ, chờ mở chốt" in look.notes[-1]
    assert accept(office.book, office.profile, look).outcome is Outcome.HELD
    assert office.members() == {"HTX Một": 30}


def test_another_period_of_an_approved_unit_does_not_wait(office):
    office.receive(FIRST)
    approve(office.book, LANG_GIANG, "N2024")
    assert office.look(submission(period="6T2025")).state is FileState.ACCEPTED


# --- the unit's own file


def test_an_empty_book_takes_the_files_of_its_own_unit_and_no_other_does(office, desk):
    own = submission("24", unit_name="Tỉnh Bắc Ninh", unit_level="tinh", recipient_code="")
    later = submission(
        "24", unit_name="Tỉnh Bắc Ninh", unit_level="tinh", period="6T2025", recipient_code=""
    )
    batch = office.receive_batch(own, later)
    assert [each.outcome for each in batch.files] == [Outcome.ACCEPTED] * 2
    with transaction(office.book.sessions) as session:
        assert session.execute(text("SELECT source_unit FROM organisation")).scalars().all() == [""]

    desk.add("HTX Gõ tay")
    third = submission("24", unit_name="Tỉnh Bắc Ninh", unit_level="tinh", number=1)
    assert "do chính Tỉnh Bắc Ninh kết xuất" in office.look(third).refusal


def test_a_book_just_begun_by_the_first_question_takes_its_own_file(office):
    begin_book(office.book, PROVINCE)
    own = submission("24", unit_name="Tỉnh Bắc Ninh", unit_level="tinh", recipient_code="")
    assert office.look(own).can_accept


def test_of_two_own_files_of_one_number_only_one_rebuilds_the_book(office):
    head = {"unit_name": "Tỉnh Bắc Ninh", "unit_level": "tinh", "recipient_code": ""}
    office.receive(submission("24", members={"HTX Một": 1}, **head))
    look = office.look(submission("24", members={"HTX Một": 2}, **head))
    assert "cùng số nhưng khác số liệu" in look.refusal
    assert office.members() == {"HTX Một": 1}


def test_a_book_with_records_refuses_its_own_file(office, desk):
    desk.add("HTX Gõ tay")
    own = submission("24", unit_name="Tỉnh Bắc Ninh", unit_level="tinh", recipient_code="")
    assert "Chỉ sổ mới lập" in office.look(own).refusal


# --- many files


def test_a_batch_is_judged_against_itself_and_taken_in_the_order_of_its_numbers(office):
    office.file(THIRD, "a.kttt")
    office.file(SECOND, "b.kttt")
    office.file(FIRST, "c.kttt")
    office.file(FIRST, "c (1).kttt")
    office.file(b"none", "d.kttt")
    looks = office.looks(office.folder)

    assert [(each.file_name, each.standing) for each in looks] == [
        ("c.kttt", Standing.NEW),
        ("c (1).kttt", Standing.SAME),
        ("b.kttt", Standing.NEXT),
        ("a.kttt", Standing.NEXT),
        ("d.kttt", None),
    ]
    batch = accept_all(office.book, office.profile, looks, Silent())
    assert [each.outcome for each in batch.files] == [
        Outcome.ACCEPTED,
        Outcome.SKIPPED,
        Outcome.ACCEPTED,
        Outcome.ACCEPTED,
        Outcome.REFUSED,
    ]
    assert office.members() == {"HTX Một": 40}


def test_two_files_of_one_number_in_a_batch_conflict_with_each_other(office):
    office.file(FIRST, "a.kttt")
    office.file(OTHER_FIRST, "b.kttt")
    assert [each.standing for each in office.looks(office.folder)] == [
        Standing.NEW,
        Standing.CONFLICT,
    ]


def test_any_order_of_receiving_sends_the_same_bytes_upward(tmp_path, catalogue, units):
    contents = [
        submission(names=("HTX A", "HTX B"), members={"HTX A": 10, "HTX B": 20}),
        submission(names=("HTX A",), members={"HTX A": 11}, number=1),
        submission(names=("HTX A",), members={"HTX B": 22}, number=2, act="R"),
    ]
    other = submission(YEN_DINH, unit_name="Xã Kép", names=("HTX C",), members={"HTX C": 5})
    found = set()
    for number, of_one in enumerate(permutations(contents)):
        order = [*of_one]
        order.insert(number % 4, other)
        book = open_book(tmp_path / f"so{number}", catalogue, units)
        try:
            save_profile(book, PROVINCE)
            office = Office(book, tmp_path / "USB")
            office.receive(*order)
            found.add(office.exported())
        finally:
            book.close()
    assert len(found) == 1


class StoppedAfter:
    """Progress of an officer who presses "Hủy" after some files."""

    def __init__(self, files):
        self.files = files

    def report(self, done, total, what):
        if done >= self.files:
            raise CancelledError


def test_stopping_between_two_files_keeps_what_was_taken_and_the_rest_comes_later(office):
    office.file(FIRST, "a.kttt")
    office.file(submission(YEN_DINH, unit_name="Xã Kép", names=("HTX Hai",)), "b.kttt")
    looks = office.looks(office.folder)
    batch = accept_all(office.book, office.profile, looks, StoppedAfter(1))

    assert batch.stopped
    assert [each.outcome for each in batch.files] == [Outcome.ACCEPTED]
    assert office.members() == {"HTX Một": 30}

    again = office.looks(office.folder)
    assert [each.standing for each in again] == [Standing.SAME, Standing.NEW]
    accept_all(office.book, office.profile, again, Silent())
    assert set(office.members()) == {"HTX Một", "HTX Hai"}


def test_stopping_while_looking_leaves_no_copy(office):
    office.file(FIRST)
    with pytest.raises(CancelledError):
        inspect_files(office.book, office.profile, [office.folder], StoppedAfter(1))
    assert not quarantine_of(office.book).exists()


def test_a_folder_without_submissions_says_so_and_other_archives_are_passed_over(office):
    office.file(b"PK\x03\x04 some archive", "ảnh.zip")
    office.file(b"none", "ghi chú.txt")
    found = inspect_files(office.book, office.profile, [office.folder], Silent())
    assert found.looks == ()
    assert found.notes == ("Không thấy tệp nộp nào (.kttt) ở nơi đã chọn.",)


@pytest.mark.parametrize(
    ("name", "word"), [("a.pdf", "Chọn tệp .kttt"), ("a.kttt-bn", "biên nhận")]
)
def test_what_lies_beside_submissions_is_told_apart(office, name, word):
    assert word in office.look(b"%PDF", name).refusal


def test_a_name_of_odd_bytes_is_taken_and_shown_with_question_marks(office):
    office.folder.mkdir(parents=True)
    path = office.folder / os.fsdecode(b"t\xff\x07p.kttt")
    try:
        path.write_bytes(FIRST)
    except OSError:
        pytest.skip("this file system has no such names")
    (look,) = office.looks(office.folder)
    done = accept(office.book, office.profile, look)
    assert done.file.file_name == "t??p.kttt"
    assert received_files(office.book)[0].file_name == "t??p.kttt"


def with_large_report(content):
    """The same file with two megabytes that do not pack."""
    members = members_of(content)
    return resealed({**members, "view/bao-cao.pdf": random.Random(1).randbytes(2_000_000)})


def test_one_file_at_a_time_is_held_in_memory(office):
    def peak():
        tracemalloc.start()
        try:
            office.looks(office.folder)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    office.file(with_large_report(FIRST), "0.kttt")
    one = peak()
    for number in range(1, 7):
        office.file(with_large_report(submission(period=f"N{2010 + number}")), f"{number}.kttt")
    assert peak() < one + 2_000_000


def test_a_submission_named_zip_is_taken(office):
    assert office.look(FIRST, "thư.zip").standing is Standing.NEW
    assert [each.standing for each in office.looks(office.folder)] == [Standing.NEW]


def test_a_look_counts_what_would_change_and_tells_it_when_asked(office):
    office.receive(FIRST)
    look = office.look(SECOND)
    assert (look.changes.organisations_new, look.changes.figures) == (0, 1)
    (figure,) = receiving.differences_of(office.book, look).figures
    assert (figure.old, figure.new) == (30, 35)


# --- what fails


def test_a_look_whose_copy_is_gone_is_refused_with_a_sentence(office):
    look = office.look(FIRST)
    look.quarantined.unlink()
    with pytest.raises(UnreadableFileError):
        accept(office.book, office.profile, look)
    batch = accept_all(office.book, office.profile, [look], Silent())
    assert batch.files[0].outcome is Outcome.REFUSED
    assert office.everything() == ([], {}, [])


def test_a_copy_that_was_changed_after_the_look_is_refused(office):
    look = office.look(FIRST)
    look.quarantined.write_bytes(FIRST[:-1])
    assert accept(office.book, office.profile, look).outcome is Outcome.REFUSED
    assert office.everything() == ([], {}, [])


@pytest.mark.parametrize("step", ["keep", "row", "rows"])
def test_whatever_step_fails_book_and_folder_are_as_before(office, monkeypatch, step):
    office.receive(FIRST)
    look = office.look(SECOND)
    before = office.everything()

    def fail(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    match step:
        case "keep":
            monkeypatch.setattr(files.os, "fsync", fail)
        case "row":
            monkeypatch.setattr(receiving.storage, "add_file", fail)
        case "rows":
            monkeypatch.setattr(receiving, "take_in", fail)
    with pytest.raises((OSError, StorageUnavailableError)):
        accept(office.book, office.profile, look)
    monkeypatch.undo()

    assert office.everything() == before
    assert accept(office.book, office.profile, look).outcome is Outcome.ACCEPTED
    assert office.members() == {"HTX Một": 35}


def test_a_full_disk_stops_the_batch_with_its_sentence(office, monkeypatch):
    office.file(FIRST, "a.kttt")
    office.file(submission(YEN_DINH, unit_name="Xã Kép"), "b.kttt")
    looks = office.looks(office.folder)

    def full(*_):
        raise StorageUnavailableError("Ổ đĩa đã đầy.")

    monkeypatch.setattr(receiving_kept, "write_safely", full)
    batch = accept_all(office.book, office.profile, looks, Silent())
    assert batch.stopped
    assert [each.outcome for each in batch.files] == [Outcome.REFUSED]
    assert "sổ vẫn như trước" in batch.files[0].sentence
    assert office.everything() == ([], {}, [])


def test_a_kept_file_that_is_gone_or_changed_has_its_sentence(office):
    office.receive(FIRST)
    (file,) = received_files(office.book)
    path = kept_folder(office.book) / f"{file.file_hash}.kttt"
    path.write_bytes(b"other")
    with pytest.raises(UnreadableFileError, match="không còn như khi nhận"):
        kept_bytes(office.book, file)
    path.unlink()
    with pytest.raises(Exception, match="Không có tệp của Xã Lạng Giang"):
        kept_bytes(office.book, file)


def test_a_whole_kept_file_without_a_row_is_used_again(office):
    look = office.look(FIRST)
    kept_folder(office.book).mkdir()
    put(kept_folder(office.book), f"{look.held.file_hash}.kttt", FIRST)
    assert accept(office.book, office.profile, look).outcome is Outcome.ACCEPTED
    assert office.kept_names() == [f"{look.held.file_hash}.kttt"]
