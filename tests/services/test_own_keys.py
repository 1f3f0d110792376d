"""The private keys of a machine."""

import os
import stat

import pytest

from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.services.own_keys import KEYS_FOLDER, KeyKind, own_key, put_away, take_back


def test_a_key_is_made_once_and_lies_beside_the_book_not_in_it(empty_book):
    for kind in KeyKind:
        key = own_key(empty_book, kind)
        assert own_key(empty_book, kind) == key
        name = f"{kind.value}-{key.fingerprint}.khoa"
        assert (empty_book.path.parent / KEYS_FOLDER / name).is_file()
        secret = key.secret.hex().encode()
        assert all(secret not in path.read_bytes() for path in empty_book.path.parent.glob("so-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the data folder to its user")
def test_only_the_user_reads_it(empty_book):
    own_key(empty_book, KeyKind.SEAL)
    folder = empty_book.path.parent / KEYS_FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()] == [0o600]


def test_a_lost_key_is_followed_by_a_new_one_and_comes_back_from_its_copy(empty_book, tmp_path):
    key = own_key(empty_book, KeyKind.SEAL)
    kept = put_away(empty_book, tmp_path)
    for path in (empty_book.path.parent / KEYS_FOLDER).iterdir():
        path.unlink()
    assert own_key(empty_book, KeyKind.SEAL) != key

    take_back(empty_book, kept)

    assert own_key(empty_book, KeyKind.SEAL) == key


@pytest.mark.parametrize(
    "content", [b"\xff", b'[[key]]\nuse = "mo-tep"\nsecret = "ab"\n', b"x = 1\n", b"#" * 20_000]
)
def test_what_is_no_key_file_is_refused_and_nothing_changes(empty_book, tmp_path, content):
    key = own_key(empty_book, KeyKind.BOX)
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError):
        take_back(empty_book, path)
    path.write_bytes(b"")
    with pytest.raises(InvalidInputError):
        take_back(empty_book, path)
    assert own_key(empty_book, KeyKind.BOX) == key
