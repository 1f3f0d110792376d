from hashlib import sha256

import pytest

from ktt_desktop.domain.updates import Release, UpdateHeader, UpdatePart
from ktt_desktop.interchange.signing import is_signed, public_key, sign
from ktt_desktop.interchange.update_format import (
    NAMES,
    belongs,
    manifest_bytes,
    signature_bytes,
)
from ktt_desktop.runtime.paths import resources
from tests.issuing import files_in

# The worked example of docs/update-format.md; the key is that of RFC 8032, 7.1, test 1.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
HEADER = UpdateHeader(
    UpdatePart.CATALOGUE,
    Release(20270105, "Ấn bản 2027"),
    "Biểu mẫu mới",
    "",
    "Sở Tài chính",
    "0.1.0",
)
MANIFEST = (
    '{"files":[{"bytes":19,"path":"data/version.toml","sha256":'
    '"d0609a8982587afeefe3aaa306438b5f44e33eed9f49694292864bab79eee477"}],'
    '"format":"kttt-update","formatVersion":"1.0","issuedBy":"Sở Tài chính",'
    '"label":"Ấn bản 2027","minAppVersion":"0.1.0","notes":"","part":"catalogue",'
    '"title":"Biểu mẫu mới","version":20270105}'
)
SIGNATURE = (
    "60cd4baae78000d3f1bd968eb1b77a7fd8646146fc5446cb2b74a6afa22aa76356421c20748d5966cbd4e7ce7fea"
    "ce2bf4fb2d8d5b7b7a46188c0dc4655bc907"
)


def test_the_worked_example_of_the_format_document():
    manifest = manifest_bytes(HEADER, {"data/version.toml": b"version = 20270105\n"})

    assert manifest == MANIFEST.encode()
    assert (len(manifest), sha256(manifest).hexdigest()) == (
        330,
        "f502d5bbc8ab4db2b88a8776b94588b6f0c1d8c9bb7373b3f45205167181026d",
    )
    assert sign(SECRET, manifest).hex() == SIGNATURE
    assert is_signed(public_key(SECRET), manifest, bytes.fromhex(SIGNATURE))
    assert signature_bytes(b"\x01", b"\x02") == (
        b'{"algorithm":"Ed25519","publicKey":"01","signature":"02"}'
    )


def test_everything_the_program_ships_can_travel():
    for part, folder in ((UpdatePart.CATALOGUE, "catalogue"), (UpdatePart.UNITS, "units")):
        for name in files_in(resources() / folder):
            if name.endswith((".toml", ".tsv")):
                assert belongs(f"data/{name}", part), name


@pytest.mark.parametrize(
    "name",
    [
        "data/rules.py",
        "data/rules.toml.exe",
        "data/../rules.toml",
        "data//rules.toml",
        "data/Rules.toml",
        "data/quy tắc.toml",
        "data/a/b/c/rules.toml",
        "data/.toml",
        "data/con.toml",
        "data/nul/rules.toml",
        "data/2025/com1.toml",
        "data/a\\b.toml",
        "data/c:x.toml",
        "rules.toml",
        "data/rules.toml\n",
        "data/" + 41 * "a" + ".toml",
    ],
)
def test_no_other_name_is_let_in(name):
    assert not NAMES.fullmatch(name)
    assert not any(belongs(name, part) for part in UpdatePart)


def test_an_update_brings_the_files_of_its_part_alone():
    assert belongs("data/2027/rules.toml", UpdatePart.CATALOGUE)
    assert not belongs("data/2027/rules.toml", UpdatePart.UNITS)
    assert belongs("data/units-2025-07.tsv", UpdatePart.UNITS)
    assert not belongs("data/units-2025-07.tsv", UpdatePart.CATALOGUE)
    assert not belongs("data/other.tsv", UpdatePart.UNITS)
