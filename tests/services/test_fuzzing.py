from dataclasses import replace
from pathlib import Path

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.fuzzing import fuzz
from ktt_desktop.services.receiving import inspect_files
from ktt_desktop.services.receiving_quarantine import FOLDER
from tests.interchange.bundles import make_bundle

COPIES = range(4000)
SAMPLE = Path(__file__).parents[1] / "data" / "submissions" / "1.4.kttt"


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


def test_what_lies_beside_the_book_stays_as_it_was(desk, tmp_path):
    """The copies come through the door officers use: a file on a stick that is looked at."""
    stick = tmp_path / "USB"
    stick.mkdir()
    file = stick / "07375-KTTT01_v1-N2024-L00.kttt"
    above = replace(desk.profile, code="24", name="Tỉnh Bắc Ninh", level=UnitLevel.PROVINCE)
    desk.add("HTX Một", {"O1": "30"})
    before = everything(tmp_path, stick)

    def door(content):
        file.write_bytes(content)
        [look] = inspect_files(desk.book, above, [file], Silent()).looks
        assert everything(tmp_path, stick) == before
        return look.can_accept

    sound = SAMPLE.read_bytes()
    assert door(sound)
    report = fuzz(sound, 11, range(120), Silent(), door)

    assert report.faults == ()
    assert report.refused > 100


def everything(folder, stick):
    """Every file and its bytes, but for the stick, the quarantine and the log of the database."""
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and stick not in path.parents
        and path.parent.name != FOLDER
        and not path.name.endswith(("-wal", "-shm"))
    }
