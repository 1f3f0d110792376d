from datetime import date

import pytest

from ktt_desktop.domain.errors import CatalogueError, StorageUnavailableError
from ktt_desktop.domain.updates import TrustedKey
from ktt_desktop.services import trusted_keys as module
from ktt_desktop.services.trusted_keys import (
    KEYS_FILE,
    named_alike,
    read_keys,
    remember_key,
    trusted_keys,
)
from ktt_desktop.services.update_store import UPDATES_FOLDER

ONE = TrustedKey("Sở Tài chính tỉnh Bắc Ninh", "ab" * 32, date(2026, 11, 21))
OTHER = TrustedKey('Cục "Kinh tế hợp tác" \\ PTNT', "cd" * 32, date(2027, 1, 5))


def test_at_first_only_what_is_shipped_is_believed(tmp_path):
    assert all(key.shipped for key in trusted_keys(tmp_path))


def test_a_remembered_key_is_believed_with_its_name_and_day(tmp_path):
    remember_key(tmp_path, ONE)
    remember_key(tmp_path, OTHER)

    assert [key for key in trusted_keys(tmp_path) if not key.shipped] == [ONE, OTHER]


def test_shipped_keys_are_believed_but_not_copied(tmp_path, monkeypatch):
    shipped = tmp_path / "resources" / "trust"
    shipped.mkdir(parents=True)
    (shipped / "keys.toml").write_text(
        f'[[key]]\nname = "Bộ"\npublic_key = "{"ef" * 32}"\nsince = 2026-01-01\n', encoding="utf-8"
    )
    monkeypatch.setattr(module, "resources", lambda: tmp_path / "resources")
    remember_key(tmp_path, ONE)

    assert trusted_keys(tmp_path) == (
        TrustedKey("Bộ", "ef" * 32, date(2026, 1, 1), shipped=True),
        ONE,
    )
    assert "Bộ" not in (tmp_path / UPDATES_FOLDER / KEYS_FILE).read_text(encoding="utf-8")


def test_a_damaged_file_of_keys_believes_nobody(tmp_path, caplog):
    remember_key(tmp_path, ONE)
    path = tmp_path / UPDATES_FOLDER / KEYS_FILE
    path.write_bytes(path.read_bytes()[:-20])

    assert ONE not in trusted_keys(tmp_path)
    assert "asked for again" in caplog.text


@pytest.mark.parametrize("key", ["ab" * 31, "AB" * 32, "zz" * 32, ""])
def test_what_is_no_key_is_refused(tmp_path, key):
    path = tmp_path / "keys.toml"
    path.write_text(f'[[key]]\nname = "a"\npublic_key = "{key}"\nsince = 2026-01-01\n')
    with pytest.raises(CatalogueError, match="public_key"):
        read_keys(path)


@pytest.mark.parametrize(
    "name",
    ["sở tài chính tỉnh bắc ninh", "So Tai chinh, tinh Bac Ninh", "SỞ TÀI CHÍNH tỉnh Bắc Ninh."],
)
def test_a_name_is_known_again_whatever_its_marks(name):
    assert named_alike(name, [OTHER, ONE]) is ONE


def test_another_name_is_another_issuer():
    assert named_alike("Sở Tài chính tỉnh Bắc Giang", [OTHER, ONE]) is None


def test_a_key_that_cannot_be_written_down_is_told(tmp_path):
    (tmp_path / UPDATES_FOLDER).write_text("a file where the folder should be")
    with pytest.raises(StorageUnavailableError):
        remember_key(tmp_path, ONE)
