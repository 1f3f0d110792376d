"""What an officer reads in a received file."""

import pytest

from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receipt import ItemState
from ktt_desktop.domain.receiving import FigureCell
from ktt_desktop.domain.terms import Severity
from ktt_desktop.interchange.dictionary import checks_bytes
from ktt_desktop.services.book import open_book
from ktt_desktop.services.difference_words import Change
from ktt_desktop.services.file_contents import (
    AGAINST_BOOK,
    FIRST,
    FindingLine,
    conflict_of,
    contents_of_file,
    contents_of_look,
    mendable,
    view_of_look,
)
from ktt_desktop.services.receiving import accept, inspect_files
from ktt_desktop.services.receiving_kept import received_files
from tests.made_submissions import PROVINCE, put, submission, uid_of

ONE = submission(names=("HTX Một",), members={"HTX Một": 30})
NEXT = submission(names=("HTX Một",), members={"HTX Một": 35}, number=1, follows=ONE)
TWIN = submission(names=("HTX Một",), members={"HTX Một": 99})


@pytest.fixture
def desk(tmp_path, catalogue, units):
    book = open_book(tmp_path / "so", catalogue, units)

    class Desk:
        def __init__(self):
            self.book = book

        def look(self, content):
            path = put(tmp_path / "den", "a.kttt", content)
            return inspect_files(book, PROVINCE, [path], Silent()).looks[0]

        def take(self, content):
            accept(book, PROVINCE, self.look(content))
            return received_files(book)[0]

    yield Desk()
    book.close()


def told(found):
    return [(each.change, each.subject, each.old, each.new) for each in found.changes]


def test_a_file_that_comes_is_measured_against_the_book(desk):
    desk.take(ONE)
    found = contents_of_look(desk.book, PROVINCE, desk.look(NEXT))
    assert found.against == AGAINST_BOOK
    assert told(found) == [(Change.CHANGED, "HTX Một", "30 người", "35 người")]
    assert [each.number for each in found.versions] == [0]


def test_a_held_file_is_measured_against_the_version_before_it(desk):
    first = contents_of_file(desk.book, PROVINCE, desk.take(ONE))
    assert first.against == FIRST
    assert {each.change for each in first.changes} == {Change.NEW, Change.ADDED}
    later = contents_of_file(desk.book, PROVINCE, desk.take(NEXT))
    assert later.against.startswith("So với bản chính thức đang giữ")
    assert told(later) == [(Change.CHANGED, "HTX Một", "30 người", "35 người")]


def test_the_findings_of_the_sender_are_read_with_what_it_explained(desk):
    finding = Finding(
        rule="R01",
        group="Thành viên",
        severity=Severity.ERROR,
        title="Số thành viên giảm quá nửa",
        detail="30 → 12",
        advice="",
        places=(),
        key="R01|a",
        digest="0" * 12,
        explanation="Đã rà soát theo Luật 2023.",
    )
    checks = checks_bytes(CheckResult((finding,), 1, 1, 1))
    file = submission(names=("HTX Một",), members={"HTX Một": 12}, checks=checks)
    (found,) = contents_of_look(desk.book, PROVINCE, desk.look(file)).findings
    assert found == FindingLine(
        Severity.ERROR,
        "Thành viên",
        "Số thành viên giảm quá nửa",
        "30 → 12",
        "Đã rà soát theo Luật 2023.",
    )
    assert mendable(desk.book, PROVINCE, desk.take(file))[0].label == (
        "Phát hiện: Số thành viên giảm quá nửa"
    )


def test_two_versions_of_one_number_stand_side_by_side(desk):
    desk.take(ONE)
    found = conflict_of(desk.book, PROVINCE, desk.take(TWIN))
    assert found.held.data_digest != found.other.data_digest
    assert told(found) == [(Change.CHANGED, "HTX Một", "30 người", "99 người")]


def test_a_refused_file_still_shows_its_view(desk):
    look = desk.look(submission(names=("HTX Một",), practice=True))
    assert look.refusal
    assert contents_of_look(desk.book, PROVINCE, look).changes == ()
    assert view_of_look(desk.book, look).suffix == ".xlsx"
    assert view_of_look(desk.book, look, report=True).suffix == ".pdf"


def test_every_figure_and_organisation_can_be_sent_back(desk):
    items = mendable(desk.book, PROVINCE, desk.take(ONE))
    figure = next(each for each in items if each.cell)
    assert figure.cell == FigureCell("to_chuc", uid_of("HTX Một"), "", 2024, "ACTUAL", "O1")
    assert figure.label == "HTX Một – Tổng số thành viên, thực hiện cả năm 2024"
    assert figure.sent == "30 người"
    assert "Tổ chức HTX Một" in [each.label for each in items]
    assert {(each.state, each.reason) for each in items} == {(ItemState.RETURNED, "")}
