"""Installing is all or nothing, whatever is interrupted; the disk is read with suspicion."""

import errno
import os
from pathlib import Path

import pytest

from ktt_desktop.domain.errors import StorageUnavailableError, UnreadableFileError
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.interchange.update_reader import RefusedUpdateError, open_update
from ktt_desktop.services.in_use import choose
from ktt_desktop.services.update_store import (
    UNFINISHED,
    UPDATES_FOLDER,
    drop,
    read_stored,
    store,
    stored,
)
from tests.issuing import NEWER, issue, newer_units
from tests.services.dying import rounds

UNITS = UpdatePart.UNITS
KILLING = Path(__file__).with_name("installing_until_killed.py")


@pytest.fixture
def update(tmp_path):
    return open_update(issue(tmp_path / "a.kttt-capnhat", newer_units(tmp_path / "units")))


@pytest.fixture
def home(tmp_path):
    return tmp_path / "data"


def names(home):
    folder = home / UPDATES_FOLDER / UNITS.value
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def test_nothing_is_installed_at_first(home):
    assert stored(home, UNITS) == []


def test_what_was_installed_is_verified_as_the_file_was(home, update):
    store(home, update)

    assert names(home) == [str(NEWER)]
    assert read_stored(*stored(home, UNITS)) == update


def test_versions_come_newest_first_and_older_ones_stay(tmp_path, home, update):
    store(home, update)
    later = newer_units(tmp_path / "later", "2028-02-03")
    label = "Đơn vị hành chính đến 3/2/2028"
    store(home, open_update(issue(tmp_path / "b", later, version=20280203, label=label)))

    assert [each.name for each in stored(home, UNITS)] == ["20280203", str(NEWER)]


def test_a_version_is_taken_away_whole(home, update):
    store(home, update)
    drop(home, UNITS, NEWER)

    assert names(home) == []


def test_a_version_that_is_not_there_cannot_be_taken_away(home):
    with pytest.raises(StorageUnavailableError, match=str(NEWER)):
        drop(home, UNITS, NEWER)


def test_a_damaged_version_is_replaced_by_installing_it_again(home, update):
    store(home, update)
    (stored(home, UNITS)[0] / "manifest.json").write_bytes(b"")
    store(home, update)

    assert read_stored(*stored(home, UNITS)) == update
    assert names(home) == [str(NEWER)]


@pytest.mark.parametrize(
    "name",
    ["mimetype", "manifest.json", "signature.json", "data/units.toml", "data/units-2025-07.tsv"],
)
@pytest.mark.parametrize("damage", ["missing", "cut", "changed", "more"])
def test_damage_on_the_disk_is_found(home, update, name, damage):
    store(home, update)
    path = stored(home, UNITS)[0] / name
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        longer = {"cut": content[:-1], "changed": content[:-1] + b"~", "more": content + b"\n"}
        path.write_bytes(longer[damage])

    with pytest.raises((RefusedUpdateError, UnreadableFileError)):
        read_stored(*stored(home, UNITS))


def test_a_file_slipped_in_is_found_but_not_what_a_file_browser_leaves(home, update):
    store(home, update)
    data = stored(home, UNITS)[0] / "data"
    (data / "desktop.ini").write_text("[.ShellClassInfo]")
    (data / "Thumbs.db").write_bytes(b"x")
    assert read_stored(*stored(home, UNITS)) == update

    (data / "more.toml").write_text("x = 1")
    with pytest.raises(RefusedUpdateError, match=r"data/more\.toml"):
        read_stored(*stored(home, UNITS))


def test_a_version_under_another_number_is_refused(home, update):
    store(home, update)
    folder = stored(home, UNITS)[0]
    with pytest.raises(RefusedUpdateError, match="tên khác"):
        read_stored(folder.rename(folder.with_name("20990101")))


def test_a_disk_that_refuses_changes_nothing_at_any_step(home, update, monkeypatch):
    """Every write, rename and flush fails in turn; the last round gets through."""
    steps = 0
    for failing in range(100):
        done = [0]
        with monkeypatch.context() as patch:
            for owner, name in (
                (os, "fsync"),
                (Path, "replace"),
                (Path, "rename"),
                (Path, "mkdir"),
            ):
                patch.setattr(owner, name, _failing(getattr(owner, name), done, failing))
            try:
                store(home, update)
            except StorageUnavailableError:
                pass
            else:
                steps = failing
                break
        after = choose(home).units
        assert (after.update, after.problem) == (None, "")
    assert steps > 15
    assert choose(home).units.update == update
    assert names(home) == [str(NEWER)]


def _failing(act, done, failing):
    def call(*arguments, **options):
        done[0] += 1
        if done[0] > failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return act(*arguments, **options)

    return call


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are copies of one process")
def test_killed_at_any_step_the_old_or_the_new_version_is_whole(tmp_path):
    file = issue(tmp_path / "a.kttt-capnhat", newer_units(tmp_path / "units"))
    states = rounds(KILLING, file, tmp_path / "homes")
    assert len(states) > 20
    assert set(states) == {"old", "new"}
    assert states == sorted(states, reverse=True)  # old until the one rename, new after it
    for home in (tmp_path / "homes").iterdir():
        store(home, open_update(file))
        assert names(home) == [str(NEWER)], "what was left is swept away"
        assert choose(home).units.update is not None


def test_what_an_interrupted_installation_left_is_no_version(home, update):
    folder = home / UPDATES_FOLDER / UNITS.value
    (folder / f"{UNFINISHED}1").mkdir(parents=True)
    (folder / f"{UNFINISHED}1" / "manifest.json").write_bytes(b"half")

    assert stored(home, UNITS) == []
