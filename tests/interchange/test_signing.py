"""Signatures against the vectors of RFC 8032, section 7.1."""

import subprocess
import sys

import pytest

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.interchange.signing import fingerprint, is_signed, new_key, public_key, sign

# secret key, public key, message, signature
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
        "cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
        "84dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize("vector", VECTORS)
def test_keys_and_signatures_are_those_of_the_standard(vector):
    secret, public, message, signature = map(bytes.fromhex, vector)

    assert public_key(secret) == public
    assert sign(secret, message) == signature
    assert is_signed(public, message, signature)


def test_a_signature_holds_for_its_message_and_its_key_alone():
    _, public, message, signature = map(bytes.fromhex, VECTORS[1])

    assert not is_signed(public, message + b"\0", signature)
    assert not is_signed(public_key(bytes(32)), message, signature)
    for place in range(len(signature)):
        changed = bytearray(signature)
        changed[place] ^= 1
        assert not is_signed(public, message, bytes(changed))


@pytest.mark.parametrize("public", [bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_a_key_that_would_accept_anything_accepts_nothing(public):
    assert not is_signed(public, b"", public + bytes(32))


def test_a_new_key_is_another_one_every_time():
    assert len({new_key() for _ in range(20)}) == 20
    assert len(new_key()) == 32


def test_the_fingerprint_is_twenty_letters_of_the_digest_of_the_key():
    public = bytes.fromhex(VECTORS[0][1])

    assert grouped_check_code(fingerprint(public)) == "47Z3-3QX1-AJH6-2RKB-Z1A0"
    assert fingerprint(public) != fingerprint(bytes.fromhex(VECTORS[1][1]))


def test_the_library_is_imported_only_when_a_signature_is_asked_for():
    program = "import sys, ktt_desktop.ui.updates; print('nacl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"
