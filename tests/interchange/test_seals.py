"""The seal of an installation over manifest.json."""

import json

import pytest

from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.seals import RefusedSealError, Seal, read_seal, seal_bytes
from ktt_desktop.interchange.signing import fingerprint, public_key

SECRET, MANIFEST, TIME = bytes(range(32)), b'{"a":1}', "2026-11-22T08:00:00+07:00"


def test_a_seal_names_its_machine_and_equal_data_gives_equal_bytes():
    sealed = seal_bytes(SECRET, MANIFEST, TIME)

    public = public_key(SECRET)
    assert sealed == seal_bytes(SECRET, MANIFEST, TIME)
    assert read_seal(sealed, MANIFEST, TIME) == Seal(public.hex(), fingerprint(public))


def test_a_seal_holds_for_these_bytes_alone():
    sealed = seal_bytes(SECRET, MANIFEST, TIME)
    with pytest.raises(RefusedSealError, match="đã bị thay đổi"):
        read_seal(sealed, MANIFEST + b" ", TIME)
    with pytest.raises(RefusedSealError, match="mâu thuẫn"):
        read_seal(sealed, MANIFEST, "2026-11-22T08:00:01+07:00")


@pytest.mark.parametrize("name", ["keyId", "fingerprint", "publicKey", "signature", "time"])
@pytest.mark.parametrize("value", ["", "0" * 64, None, 7, "zz" * 64, ["a"]])
def test_every_field_must_fit(name, value):
    raw = json.loads(seal_bytes(SECRET, MANIFEST, TIME))
    with pytest.raises(RefusedSealError):
        read_seal(canonical({**raw, name: value}), MANIFEST, TIME)


@pytest.mark.parametrize("member", [b"", b"[]", b"{}", b"\xff", b" " * 5000])
def test_what_is_no_seal_is_refused(member):
    with pytest.raises(RefusedSealError):
        read_seal(member, MANIFEST, TIME)


def test_another_way_of_signing_is_told():
    raw = json.loads(seal_bytes(SECRET, MANIFEST, TIME))
    with pytest.raises(RefusedSealError, match="không biết"):
        read_seal(canonical({**raw, "algorithm": "RSA"}), MANIFEST, TIME)
