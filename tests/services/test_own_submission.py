"""A book that was lost, begun again from the files it sent."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.book import open_book
from ktt_desktop.services.receiving import accept, inspect_files
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.submission import export_submission, history
from ktt_desktop.services.validation import check_book, explain

PERIOD = ReportingPeriod.parse("N2024")


def export(book, profile, folder):
    for finding in check_book(book, profile, PERIOD).findings:
        explain(book, PERIOD, finding, "Đã đối chiếu với sổ của xã.")
    return export_submission(book, profile, PERIOD, folder, Silent()).submission


@pytest.fixture
def sent(desk, tmp_path):
    """Two submissions of a book: the second one replaces a row and deletes another."""
    kept = desk.add("HTX Một", {"O1": "30"}, tax_code="2400000015")
    gone = desk.add("HTX Hai", {"O1": "20"})
    desk.enter({"A3": "5"})
    first = export(desk.book, desk.profile, tmp_path)
    delete_organisation(desk.book, gone.uid)
    save_organisation(desk.book, replace(kept, tax_code=""))
    return first, export(desk.book, desk.profile, tmp_path)


@pytest.fixture
def new_book(desk, tmp_path, catalogue, units):
    book = open_book(tmp_path / "máy mới", catalogue, units)
    save_profile(book, desk.profile)
    yield book
    book.close()


def take(book, profile, *paths):
    for look in inspect_files(book, profile, paths, Silent()).looks:
        accept(book, profile, look)


@pytest.mark.parametrize("which", [(0, 1), (1,)])
def test_the_next_export_of_a_book_begun_again_is_the_same_file(
    desk, sent, new_book, tmp_path, which
):
    take(new_book, desk.profile, *(sent[each] for each in which))
    folder = tmp_path / "ra"
    folder.mkdir()
    again = open_bundle(export(new_book, desk.profile, folder))
    last = open_bundle(sent[1])

    assert again.data_bytes == last.data_bytes
    assert (again.header.number, again.header.bundle_id) == (1, last.header.bundle_id)
    assert [each.number for each in history(new_book)] == [*reversed(which)]


def test_what_changes_after_that_has_the_next_number(desk, sent, new_book, tmp_path):
    take(new_book, desk.profile, sent[1])
    last = open_bundle(sent[1])
    folder = tmp_path / "ra"
    folder.mkdir()
    saved = next(row["uid"] for row in last.data["organisations"].records() if row["act"] != "D")
    delete_organisation(new_book, saved)
    again = open_bundle(export(new_book, desk.profile, folder))

    assert again.header.number == 2
    assert again.header.supersedes == (last.header.bundle_id, last.digest)
    assert {row["act"] for row in again.data["organisations"].records()} == {"D"}
