"""An update file from outside: what was signed is taken, everything else is refused in words."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.updates import Release
from ktt_desktop.interchange import update_reader
from ktt_desktop.interchange.bounded_zip import RefusedZipError, read_members
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.signing import public_key, sign
from ktt_desktop.interchange.update_format import NAMES, signature_bytes
from ktt_desktop.interchange.update_reader import RefusedUpdateError, open_update, verified
from ktt_desktop.interchange.update_writer import build_update
from tests.interchange.bundles import members_of, packed
from tests.issuing import OTHER_SECRET, SECRET, header_of

FILES = {
    "units.toml": b'edition = "2027-01-05"\n',
    "units-2025-07.tsv": "Xã Lạng Giang\n".encode(),
    "units-before-2025-07.tsv": "Thị trấn Vôi\n".encode(),
}
FILE = build_update(header_of(), FILES, SECRET)
MEMBERS = members_of(FILE)
MANIFEST = json.loads(MEMBERS["manifest.json"])


def taken(content):
    """The members of a file that is accepted; None where it is refused."""
    try:
        return verified(read_members(content, NAMES)).members
    except (RefusedZipError, RefusedUpdateError, UnreadableFileError):
        return None


def signed(manifest, members=MEMBERS, secret=SECRET):
    """The members under another manifest that was really signed: an issuer's mistake, or worse."""
    written = canonical(manifest)
    return {
        **members,
        "manifest.json": written,
        "signature.json": signature_bytes(public_key(secret), sign(secret, written)),
    }


def refusal(members):
    with pytest.raises((RefusedUpdateError, UnreadableFileError)) as refused:
        verified(members)
    return str(refused.value)


def test_the_file_that_is_spoilt_below_is_taken_with_its_signer():
    update = verified(read_members(FILE, NAMES))

    assert update.header == header_of()
    assert update.public_key == public_key(SECRET)
    assert update.digest == sha256(MEMBERS["manifest.json"]).hexdigest()
    assert update.data == FILES


def test_no_changed_byte_ever_leads_to_other_content():
    for place in range(len(FILE)):
        changed = bytearray(FILE)
        changed[place] ^= 1 << place % 8
        assert taken(bytes(changed)) in (None, MEMBERS), place


@settings(max_examples=300, deadline=None)
@given(
    begin=st.integers(0, len(FILE)),
    length=st.integers(0, 40),
    instead=st.binary(max_size=40),
)
def test_no_cut_or_patched_file_ever_leads_to_other_content(begin, length, instead):
    assert taken(FILE[:begin] + instead + FILE[begin + length :]) in (None, MEMBERS)


@pytest.mark.parametrize("name", ["manifest.json", "signature.json", *(f"data/{n}" for n in FILES)])
def test_no_changed_member_is_taken_in_a_sound_archive(name):
    content = MEMBERS[name]
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 0x20
        assert taken(packed({**MEMBERS, name: bytes(changed)})) is None, (name, place)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_missing_member_is_refused(name):
    assert taken(packed({key: each for key, each in MEMBERS.items() if key != name})) is None


def test_a_file_without_a_signature_says_so():
    unsigned = {key: each for key, each in MEMBERS.items() if key != "signature.json"}
    assert refusal(unsigned) == "không có chữ ký của nơi ban hành"


def test_an_added_member_is_refused_and_named():
    assert "data/other.toml" in refusal({**MEMBERS, "data/other.toml": b"x = 1\n"})


def test_the_signature_of_another_key_does_not_pass_for_this_one():
    other = sign(OTHER_SECRET, MEMBERS["manifest.json"])
    forged = {**MEMBERS, "signature.json": signature_bytes(public_key(SECRET), other)}
    assert "chữ ký không đúng" in refusal(forged)


def test_content_signed_anew_carries_the_key_that_really_signed_it():
    update = verified(signed(MANIFEST, secret=OTHER_SECRET))
    assert update.public_key == public_key(OTHER_SECRET)


def test_nothing_of_a_manifest_is_read_before_its_signature_is_good(monkeypatch):
    seen = []
    monkeypatch.setattr(update_reader, "_header", lambda raw: seen.append(raw))
    refusal({**MEMBERS, "manifest.json": MEMBERS["manifest.json"] + b" "})
    assert not seen


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "kttt-submission"),
        ("formatVersion", "0.9"),
        ("part", "program"),
        ("version", "20270105"),
        ("version", -1),
        ("label", ""),
        ("title", "hai\ndòng"),
        ("title", 7),
        ("issuedBy", "Sở\u202eTài chính"),  # turns the letters after it
        ("issuedBy", " "),
        ("notes", "dòng\u0007"),
        ("notes", "x" * 1001),
        ("minAppVersion", "mới nhất"),
        ("files", {}),
        ("files", [*MANIFEST["files"], MANIFEST["files"][0]]),
    ],
)
def test_a_field_that_is_not_what_it_must_be_is_named_even_when_signed(field, value):
    assert f"({field})" in refusal(signed(MANIFEST | {field: value}))


@pytest.mark.parametrize("field", sorted(MANIFEST))
def test_a_missing_field_is_named_even_when_signed(field):
    rest = {key: each for key, each in MANIFEST.items() if key != field}
    assert f"({field})" in refusal(signed(rest))


def test_a_newer_kind_of_file_says_what_to_do():
    assert "cập nhật phần mềm" in refusal(signed(MANIFEST | {"formatVersion": "2.0"}))
    assert verified(signed(MANIFEST | {"formatVersion": "1.9", "later": 1})).header == header_of()


def test_another_way_of_signing_is_refused():
    changed = MEMBERS["signature.json"].replace(b"Ed25519", b"RSA2048")
    assert "cách ký" in refusal({**MEMBERS, "signature.json": changed})


@pytest.mark.parametrize(
    ("old", "new"), [(b'"publicKey":"', b'"publicKey":"00'), (b'"signature":"', b'"signature":"x')]
)
def test_a_key_of_another_length_is_refused(old, new):
    changed = MEMBERS["signature.json"].replace(old, new)
    assert "không đọc được" in refusal({**MEMBERS, "signature.json": changed})


def test_a_file_of_another_part_is_refused_even_when_signed():
    catalogue = signed(MANIFEST | {"part": "catalogue"})
    assert "không thuộc loại cập nhật này" in refusal(catalogue)


def test_a_table_beyond_its_limit_is_refused_even_when_signed(monkeypatch):
    monkeypatch.setitem(update_reader.LARGEST_TABLE, ".tsv", 10)
    assert "quá lớn" in refusal(MEMBERS)


def test_a_manifest_that_lies_about_a_file_is_refused_even_when_signed():
    lied = [MANIFEST["files"][0] | {"bytes": 1}, *MANIFEST["files"][1:]]
    assert "đã bị thay đổi sau khi ký" in refusal(signed(MANIFEST | {"files": lied}))


def test_the_sentence_names_the_file_and_calms(tmp_path):
    path = tmp_path / "gia-mao.kttt-capnhat"
    path.write_bytes(FILE[:-1])
    with pytest.raises(UnreadableFileError) as refused:
        open_update(path)
    assert str(refused.value) == (
        "Tệp gia-mao.kttt-capnhat không phải tệp cập nhật, hoặc bị hỏng khi sao chép. "
        "Xin lại tệp từ nơi ban hành; danh mục đang dùng không thay đổi."
    )
    path.unlink()
    with pytest.raises(UnreadableFileError, match="Không mở được tệp"):
        open_update(path)


def test_a_submission_is_no_update():
    assert "không phải tệp cập nhật" in refusal(
        {**MEMBERS, "mimetype": b"application/vnd.kttt+zip"}
    )


def test_the_release_is_read_as_a_whole():
    changed = replace(header_of(), release=Release(20270106, "Khác"))
    members = members_of(build_update(changed, FILES, SECRET))
    assert verified(members).header.release == Release(20270106, "Khác")
