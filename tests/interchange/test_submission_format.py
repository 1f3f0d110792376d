from dataclasses import replace

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.interchange.submission_format import file_stem, manifest_header
from tests.interchange.bundles import HEADER


@pytest.mark.parametrize(
    ("period", "number", "practice", "stem"),
    [
        ("KH2027", 0, False, "07654-KTTT01_v1-KH2027-L00"),
        ("6T2026", 3, False, "07654-KTTT01_v1-6T2026-L03"),
        ("N2025", 12, True, "THUCHANH-07654-KTTT01_v1-N2025-L12"),
    ],
)
def test_the_name_says_unit_form_period_and_number(period, number, practice, stem):
    header = replace(HEADER, period=ReportingPeriod.parse(period), number=number, practice=practice)
    assert file_stem(header) == stem


def test_marks_and_spaces_leave_the_name():
    assert file_stem(replace(HEADER, unit_code="Đơn vị/1")).startswith("Donvi1-")


def test_a_name_no_old_file_system_takes_is_refused():
    with pytest.raises(ValueError, match="too long"):
        file_stem(replace(HEADER, form_code="X" * 80))


def test_a_supplement_names_what_it_replaces():
    header = replace(HEADER, number=1, supersedes=("bundle", "a" * 64))
    written = manifest_header(header)
    assert written["kind"] == "bo_sung"
    assert written["supersedes"] == {"bundleId": "bundle", "dataDigest": "a" * 64}


def test_practice_data_is_another_format():
    assert manifest_header(replace(HEADER, practice=True))["format"] == "kttt-practice"
    assert manifest_header(HEADER)["format"] == "kttt-submission"
