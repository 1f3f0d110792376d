import pytest

from ktt_desktop.interchange.manifest import ManifestError, header_of, is_practice, members
from ktt_desktop.interchange.submission_format import manifest_header
from tests.interchange.bundles import HEADER


def test_a_header_survives_the_manifest():
    assert header_of(manifest_header(HEADER)) == HEADER


def test_the_message_names_the_field():
    with pytest.raises(ManifestError, match="recipient"):
        header_of({**manifest_header(HEADER), "recipient": None})
    with pytest.raises(ManifestError, match="format"):
        is_practice({"format": "zip"})


def test_members_are_read_with_size_and_hash():
    (member,) = members({"members": [{"path": "data.json", "bytes": 2, "sha256": "a" * 64}]})
    assert (member.path, member.size, member.sha256) == ("data.json", 2, "a" * 64)
