"""The encrypted form of a file."""

import random

import pytest

from ktt_desktop.interchange import box_keys
from ktt_desktop.interchange.bounded_zip import LARGEST_FILE
from ktt_desktop.interchange.encrypted_file import (
    CHUNK,
    LARGEST_ENCRYPTED,
    MAGIC,
    Recipient,
    RefusedEncryptionError,
    WrongKeyError,
    addressees,
    decrypt,
    encrypt,
    is_encrypted,
)

SECRETS = [bytes([number]) * 32 for number in (1, 2, 3)]
TO = [
    Recipient(name, "24", box_keys.public_key(secret))
    for name, secret in zip(("UBND huyện", "UBND tỉnh", "Sở"), SECRETS, strict=True)
]
PAIR = TO[:2]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_each_recipient_opens_it_alone(size):
    content = random.Random(size).randbytes(size)
    closed = encrypt(content, PAIR)

    assert is_encrypted(closed)
    assert not is_encrypted(content)
    assert content[:40] not in closed or size < 40
    for secret in SECRETS[:2]:
        assert decrypt(closed, [SECRETS[2], secret]) == content


def test_who_can_open_it_is_told_to_one_who_cannot():
    closed = encrypt(b"figures", PAIR)

    with pytest.raises(WrongKeyError):
        decrypt(closed, [SECRETS[2]])
    with pytest.raises(WrongKeyError):
        decrypt(closed, [])
    assert [each.name for each in addressees(closed)] == ["UBND huyện", "UBND tỉnh"]


@pytest.mark.parametrize("recipients", [[], TO[:1], [TO[0], TO[0]], TO * 3])
def test_never_for_one_alone_nor_for_too_many(recipients):
    if len({each.public_key for each in recipients}) == 3:
        assert encrypt(b"", recipients[:8])
        return
    with pytest.raises(ValueError, match="recipients"):
        encrypt(b"figures", recipients)


def test_altered_anywhere_or_cut_off_it_is_refused():
    content = random.Random(1).randbytes(2 * CHUNK + 100)
    closed = encrypt(content, PAIR)
    for place in [*range(700), *range(700, len(closed), 5003), len(closed) - 1]:
        changed = bytearray(closed)
        changed[place] ^= 1
        with pytest.raises(RefusedEncryptionError):
            decrypt(bytes(changed), SECRETS[:2])
    for length in [*range(0, 700, 7), len(closed) - 1, len(closed) - CHUNK // 2]:
        with pytest.raises(RefusedEncryptionError):
            decrypt(closed[:length], SECRETS[:2])
    with pytest.raises(RefusedEncryptionError):
        decrypt(closed + b"x", SECRETS[:2])


def test_chunks_cannot_be_left_out_or_change_places():
    content = random.Random(2).randbytes(3 * CHUNK)
    closed = encrypt(content, PAIR)
    step = CHUNK + 17
    body = len(closed) - 3 * step
    parts = [closed[body + place * step : body + (place + 1) * step] for place in range(3)]
    for order in ((1, 0, 2), (0, 2), (0, 1), (0, 1, 2, 2)):
        with pytest.raises(RefusedEncryptionError, match="thay đổi"):
            decrypt(closed[:body] + b"".join(parts[each] for each in order), SECRETS)


def test_a_newer_way_asks_for_a_newer_program():
    closed = bytearray(encrypt(b"", PAIR))
    closed[len(MAGIC)] = 2
    with pytest.raises(RefusedEncryptionError, match="mới hơn"):
        decrypt(bytes(closed), SECRETS)


def test_the_largest_submission_fits_and_nothing_larger_is_read():
    assert len(encrypt(bytes(LARGEST_FILE), TO)) <= LARGEST_ENCRYPTED
    with pytest.raises(RefusedEncryptionError, match="20 MB"):
        decrypt(MAGIC + bytes(LARGEST_ENCRYPTED), SECRETS)
