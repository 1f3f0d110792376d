import tempfile

import pytest

from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.services.update_content import try_out
from tests.issuing import change, files_in, header_of, newer_catalogue, newer_units

CATALOGUE, UNITS = UpdatePart


@pytest.fixture
def folder(tmp_path):
    return newer_catalogue(tmp_path / "catalogue")


def test_a_sound_catalogue_is_read_and_worked_with(folder):
    catalogue = try_out(header_of(CATALOGUE), files_in(folder))
    assert "A77" in catalogue.edition.indicators


def test_a_sound_list_of_units_is_read(tmp_path):
    units = try_out(header_of(), files_in(newer_units(tmp_path / "units")))
    assert units.edition == "2027-01-05"


def test_nothing_is_left_behind(folder, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    try_out(header_of(CATALOGUE), files_in(folder))
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("2025/indicators.toml", 'code = "A77"', 'code = "A77); DROP TABLE x"', "mã chỉ tiêu"),
        ("2025/indicators.toml", 'code = "A77"', 'code = "year"', "mã chỉ tiêu"),
        ("2025/indicators.toml", 'code = "A77"', 'code = "A2.1"', "hai lần"),
        ("2025/rules.toml", "A1_1 + A1_2 == A1", "A1_1 + A1_98 == A1", "A1.98"),
        # every word is read, but the report of the practice book cannot be drawn up
        ("2025/rules.toml", '"sum(S1) == A1"', '"sum(O1) == A1"', "báo cáo thử"),
        ("2025/reports/plan.toml", "là {A1} HTX", "là {O1} HTX", "báo cáo thử"),
        ("2025/indicators.toml", 'HTX", of = "O1"', 'HTX", of = "A1"', "phiếu tổ chức"),
    ],
)
def test_what_would_only_fail_in_use_fails_before(folder, file, old, new, said):
    change(folder / file, old, new)
    with pytest.raises(CatalogueError, match=said):
        try_out(header_of(CATALOGUE), files_in(folder))


def test_a_missing_file_is_named(folder):
    files = files_in(folder)
    del files["2025/rules.toml"]
    with pytest.raises(CatalogueError, match=r"rules\.toml"):
        try_out(header_of(CATALOGUE), files)
