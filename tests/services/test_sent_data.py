import zlib

import pytest

from ktt_desktop.services.sent_data import LARGEST, pack, unpack


def test_what_was_sent_is_kept_small_and_read_back():
    data = b'{"rows":[' + b"[1,2,3]," * 10_000 + b"[]]}"
    packed = pack(data)

    assert unpack(packed) == data
    assert len(packed) < len(data) / 20


@pytest.mark.parametrize("packed", [b"", b"khong phai", pack(b"[1,2,3]")[:-3]])
def test_other_bytes_are_refused(packed):
    with pytest.raises((ValueError, zlib.error)):
        unpack(packed)


def test_more_than_a_submission_may_hold_is_not_unpacked():
    with pytest.raises(ValueError, match="not whole"):
        unpack(pack(bytes(LARGEST + 1)))
