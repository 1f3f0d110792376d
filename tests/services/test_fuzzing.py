import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.fuzzing import fuzz
from tests.interchange.bundles import make_bundle

COPIES = range(1200)


def test_damaged_copies_are_refused_or_mean_what_the_original_means():
    report = fuzz(make_bundle(), 7, COPIES, Silent())

    assert report.faults == ()
    assert report.refused + report.accepted == report.count == len(COPIES)
    assert report.accepted < report.count // 10  # most copies are really damaged
    assert report.slowest_s < 10


def test_a_door_that_takes_everything_is_found_out():
    report = fuzz(make_bundle(), 7, range(60), Silent(), lambda content: True)

    assert len(report.faults) > 40


def test_a_door_that_fails_is_found_out():
    def door(content):
        if content != make_bundle():
            raise KeyError("data.json")
        return True

    report = fuzz(make_bundle(), 7, range(30), Silent(), door)

    assert len(report.faults) >= 29
    assert all("KeyError" in each.what for each in report.faults)


def test_a_file_that_is_no_submission_is_nothing_to_start_from():
    with pytest.raises(UnreadableFileError):
        fuzz(b"PK", 7, range(3), Silent())
