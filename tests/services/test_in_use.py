import shutil

import pytest

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.interchange.update_reader import open_update
from ktt_desktop.services.in_use import choose, read_content, untold
from ktt_desktop.services.update_store import store, stored
from tests.issuing import NEWER, change, header_of, issue, newer_catalogue, newer_units

CATALOGUE, UNITS = UpdatePart


@pytest.fixture
def home(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def put(tmp_path, home):
    """Install the files of a folder without a question."""

    def install(folder, part=UNITS, **fields):
        store(home, open_update(issue(tmp_path / "a.kttt-capnhat", folder, part, **fields)))

    return install


def later(tmp_path, put):
    """A second, still newer list of units."""
    put(
        newer_units(tmp_path / "later", "2028-02-03"),
        version=20280203,
        label="Đơn vị hành chính đến 3/2/2028",
    )


def test_without_updates_the_built_in_ones_are_used(home, catalogue, units):
    used = choose(home)

    assert (used.catalogue.content.release, used.units.content.release) == (
        catalogue.release,
        units.release,
    )
    assert used.catalogue.update is used.units.update is None
    assert used.problems == ()
    assert not home.exists()


def test_an_installed_list_of_units_is_used_and_leaves_the_catalogue_alone(home, put, tmp_path):
    put(newer_units(tmp_path / "units"))
    used = choose(home)

    assert used.of(UNITS).content.edition == "2027-01-05"
    assert used.of(UNITS).update.header == header_of()
    assert used.of(CATALOGUE).update is None


def test_an_installed_catalogue_replaces_the_built_in_one_as_a_whole(home, put, tmp_path):
    folder = newer_catalogue(tmp_path / "catalogue")
    change(folder / "unit_profile.toml", '"Sở Tài chính"', '"Sở Kinh tế"')
    put(folder, CATALOGUE)
    used = choose(home).catalogue

    assert used.content.release.version == NEWER
    assert "A77" in used.content.edition.indicators
    documents = used.content.profile_lines.levels[UnitLevel.COMMUNE].documents
    assert "Sở Kinh tế" in documents[0].recipients


def test_of_several_the_newest_is_used(home, put, tmp_path):
    later(tmp_path, put)
    put(newer_units(tmp_path / "units"))

    assert choose(home).units.content.edition == "2028-02-03"


@pytest.mark.parametrize("edition", ["2026-04-30", "2025-07-01"])
def test_what_is_not_newer_than_the_built_in_one_is_not_even_read(home, put, tmp_path, edition):
    version = int(edition.replace("-", ""))
    put(newer_units(tmp_path / "units", edition), version=version)
    shutil.rmtree(stored(home, UNITS)[0] / "data")
    used = choose(home)

    assert used.units.update is None
    assert used.problems == ()


def test_a_damaged_one_gives_way_to_the_one_before_and_is_told(home, put, tmp_path):
    put(newer_units(tmp_path / "units"))
    later(tmp_path, put)
    (stored(home, UNITS)[0] / "data" / "units.toml").unlink()
    used = choose(home)

    assert used.units.content.edition == "2027-01-05"
    (problem,) = used.problems
    assert problem.startswith(
        "Bản cập nhật danh sách đơn vị hành chính số 20280203 không dùng được: "
    )
    assert "units.toml" in problem


def test_with_every_one_damaged_the_built_in_one_is_used(home, put, tmp_path, units):
    put(newer_units(tmp_path / "units"))
    later(tmp_path, put)
    for folder in stored(home, UNITS):
        (folder / "manifest.json").write_bytes(b"")
    used = choose(home)

    assert used.units.content.release == units.release
    assert "20280203" in used.problems[0]


@pytest.mark.parametrize("needed", ["99.0", "1000.0.0"])
def test_one_that_needs_a_later_program_is_left_alone_and_told(home, put, tmp_path, needed):
    put(newer_units(tmp_path / "units"), min_app_version=needed)
    used = choose(home)

    assert used.units.update is None
    assert f"cần chương trình phiên bản {needed} trở lên" in used.problems[0]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("2025/rules.toml", 'severity = "loi"', 'severity = "nang"'),
        ("2025/rules.toml", "A1_1 + A1_2 == A1", f"{'(' * 300}A1{')' * 300} == A1"),
        ("2025/rules.toml", "{ A1 = 64,", "{ parts = 7, A1 = 64,"),  # trips a reader up
        ("version.toml", "Biểu mẫu", "Mẫu"),
        ("version.toml", str(NEWER), "20270106"),
    ],
)
def test_one_this_program_cannot_read_gives_way(home, put, tmp_path, file, old, new):
    folder = newer_catalogue(tmp_path / "catalogue")
    change(folder / file, old, new)
    put(folder, CATALOGUE)
    used = choose(home).catalogue

    assert used.update is None
    assert str(NEWER) in used.problem


def test_a_mistake_in_either_table_of_units_is_found_at_once(home, put, tmp_path):
    folder = newer_units(tmp_path / "units")
    change(folder / "units-before-2025-07.tsv", "\thuyen\t", "\tvung\t")
    put(folder)

    assert "vung" in choose(home).units.problem


def test_content_that_states_another_version_is_refused(tmp_path):
    folder = newer_catalogue(tmp_path / "catalogue")
    with pytest.raises(CatalogueError, match="ghi phiên bản"):
        read_content(header_of(CATALOGUE, version=20270106), folder, load_catalogue)


def test_a_problem_is_told_once_and_again_when_it_comes_back(home, put, tmp_path):
    put(newer_units(tmp_path / "units"))
    path = stored(home, UNITS)[0] / "data" / "units.toml"
    sound = path.read_bytes()
    path.write_bytes(b"")

    assert "20270105" in untold(home, choose(home).problems)
    assert untold(home, choose(home).problems) == ""
    path.write_bytes(sound)
    assert untold(home, choose(home).problems) == ""
    path.write_bytes(b"")
    assert "20270105" in untold(home, choose(home).problems)


def test_what_cannot_be_remembered_is_told_all_the_same(tmp_path, caplog):
    assert untold(tmp_path / "nowhere", ("Một câu.", "Hai câu.")) == "Một câu.\n\nHai câu."
    assert "not remembered" in caplog.text
