import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.submission_number import code_of_present_data, prepare

YEAR_REPORT = ReportingPeriod.parse("N2024")
OTHER = ReportingPeriod.parse("N2023")


@pytest.fixture
def one(desk):
    """The organisation the unit's own book has."""
    return desk.add("HTX Một", {"O1": "30"})


@pytest.fixture
def sent(desk, one, tmp_path):
    """The row of what the unit sent once."""
    return export_submission(desk.book, desk.profile, YEAR_REPORT, tmp_path, Silent()).sent


def code(desk, period=YEAR_REPORT):
    return code_of_present_data(desk.book, desk.profile, period)


def test_nothing_sent_gives_no_code(desk, one):
    assert code(desk) == ""


def test_the_code_is_that_of_the_last_export_while_the_book_says_the_same(desk, one, sent):
    assert code(desk) == sent.check_code
    assert code(desk, OTHER) == ""

    desk.enter_of(one, {"O1": "31"})
    assert code(desk) == ""

    desk.enter_of(one, {"O1": "30"})
    assert code(desk) == sent.check_code


def test_equal_data_keep_number_and_name_of_the_last_export(desk, one, sent):
    again = prepare(desk.book, desk.profile, YEAR_REPORT).numbered
    assert again.is_again
    assert (again.row.number, again.row.bundle_id) == (0, sent.bundle_id)

    desk.enter_of(one, {"O1": "31"})
    other = prepare(desk.book, desk.profile, YEAR_REPORT).numbered
    assert not other.is_again
    assert (other.row.number, other.sequence) == (1, 2)
    assert other.supersedes == (sent.bundle_id, sent.data_digest)
