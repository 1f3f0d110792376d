import json
from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.manifest import ManifestError, header_of, is_practice, members
from ktt_desktop.interchange.submission_format import manifest_header
from tests.interchange.bundles import HEADER


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"number": 2, "supersedes": (HEADER.bundle_id, "a" * 64)},
        {"practice": True, "signed_on": "2026-11-20", "to_day": "2026-06", "from_day": "2026"},
        {"created_at": HEADER.created_at.astimezone(timezone(timedelta(hours=7)))},
    ],
)
def test_a_header_survives_the_manifest(changes):
    header = replace(HEADER, **changes)
    assert header_of(json.loads(canonical(manifest_header(header)))) == header


def test_the_message_names_the_field():
    with pytest.raises(ManifestError, match="recipient"):
        header_of({**manifest_header(HEADER), "recipient": None})
    with pytest.raises(ManifestError, match="format"):
        is_practice({"format": "zip"})


def test_members_are_read_with_size_and_hash():
    (member,) = members({"members": [{"path": "data.json", "bytes": 2, "sha256": "a" * 64}]})
    assert (member.path, member.size, member.sha256) == ("data.json", 2, "a" * 64)
