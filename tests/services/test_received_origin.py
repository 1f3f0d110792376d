"""One sentence of where a record or a form came from."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from ktt_desktop.domain.receiving import Correction, FigureCell, FileKey, HeldFile
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_grid import read_past
from ktt_desktop.services.received_origin import origin_of_form, record_origin
from ktt_desktop.storage import received_corrections
from ktt_desktop.storage.received_files import add_file
from ktt_desktop.storage.session import transaction
from tests.received_books import Above

NOON = datetime(2025, 11, 5, 5, tzinfo=UTC)
FILE = HeldFile(
    key=FileKey("07600", "KTTT01", "N2024"),
    unit_name="Xã Đào Mỹ",
    form_version=1,
    number=1,
    bundle_id="b",
    data_digest="d",
    check_code="7KQ2M9TB4X",
    file_hash="h",
    created_at=NOON,
    install_id="i",
    sequence=1,
    supersedes=None,
    prepared_by="",
    file_name="07600-KTTT01_v1-N2024-L01.kttt",
    size=1,
    lands_on="07600",
)
TOLD = "tệp 07600-KTTT01_v1-N2024-L01.kttt (bổ sung lần 1, mã 7KQ2-M9TB-4X), nhận ngày 5/11/2025"


@pytest.fixture
def above(desk):
    return Above(desk)


@pytest.fixture
def received(above):
    """An organisation whose record and form came with the file."""
    above.unit("07600", "Xã Đào Mỹ")
    saved = above.add("07600", "HTX Một", {"O1": "30"})
    with transaction(above.book.sessions) as session:
        id_ = add_file(session, FILE, NOON)
        session.execute(text("UPDATE annual_return SET received_file_id = :id"), {"id": id_})
    return saved


def test_a_received_record_names_its_unit_and_file(above, received):
    assert record_origin(above.book, received.uid) == f"Hồ sơ nhận từ Xã Đào Mỹ, {TOLD}."


def test_a_record_a_unit_above_sent_on_names_that_file(above, received):
    above.unit("07700", "Xã Tiên Lục", parent="07600")
    saved = above.add("07700", "HTX Hai")

    assert record_origin(above.book, saved.uid) == f"Hồ sơ nhận từ Xã Tiên Lục, {TOLD}."


def test_of_own_records_nothing_is_said(above, received):
    own = above.desk.add("HTX của cấp này", {"O1": "3"})
    subject = Subject(SubjectKind.ORGANISATION, own.uid)

    assert record_origin(above.book, own.uid) == ""
    assert origin_of_form(above.book, subject, 2024, Measure.ACTUAL) == ""


def test_a_form_names_the_file_it_came_with_and_what_was_corrected(above, received):
    subject = Subject(SubjectKind.ORGANISATION, received.uid)
    assert origin_of_form(above.book, subject, 2024, Measure.ACTUAL) == (
        f"Nhận từ Xã Đào Mỹ, {TOLD}."
    )
    cell = FigureCell("to_chuc", received.uid, "", 2024, "ACTUAL", "O1")
    with transaction(above.book.sessions) as session:
        received_corrections.keep(session, Correction(cell, 30, 31, "", NOON, "07600"))
    past = read_past(above.book, received.uid, "O1", 2024, Measure.ACTUAL)

    assert past.came == (f"Nhận từ Xã Đào Mỹ, {TOLD}. Cấp này đã sửa; số nhận: 30. Lý do: chưa ghi")
    other = read_past(above.book, received.uid, "O2", 2024, Measure.ACTUAL)
    assert other.came == f"Nhận từ Xã Đào Mỹ, {TOLD}."
    assert replace(past, came="") != past
