"""What a working-data copy (.kttt-so) is made of: names, limits, manifest."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ktt_desktop.domain.book_copy import BookContents, CopyHead
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.manifest import Member
from ktt_desktop.interchange.update_format import DATA_NAME

FORMAT, FORMAT_VERSION = "kttt-book", (1, 0)
MIMETYPE = "application/vnd.kttt-book+zip"
ENDING = ".kttt-so"
KIND = "tệp chép sổ"
BOOK = "so-kttt.sqlite"
KEYS = "khoa/(?:niem-phong|mo-tep)-[0-9A-Z]{20}\\.khoa"
NAME = re.compile(
    rf"{re.escape(BOOK)}|tep-dinh-kem/[0-9a-f]{{64}}|tep-nhan/[0-9a-f]{{64}}\.kttt"
    rf"|khoa/nguoi-nhan\.toml|{KEYS}|cap-nhat/khoa-tin-cay\.toml"
    r"|cap-nhat/(?:catalogue|units)/[0-9]{8}/(?:mimetype|manifest\.json|signature\.json"
    rf"|{DATA_NAME.pattern})",
    re.ASCII,
)
PRIVATE = re.compile(KEYS, re.ASCII)
MOST_MEMBERS = 60_000
LARGEST_COPY = 2_000_000_000  # bytes; below what every stick and every ZIP reader takes
LARGEST_MANIFEST = 32 * 1024 * 1024


def manifest_bytes(head: CopyHead, parts: Sequence[Member]) -> bytes:
    """manifest.json of a copy."""
    found = head.contents
    return canonical(
        {
            "format": FORMAT,
            "formatVersion": ".".join(map(str, FORMAT_VERSION)),
            "app": {"name": "So KTTT", "version": head.app_version},
            "schema": head.schema,
            "unit": {"code": head.unit_code, "name": head.unit_name},
            "madeAt": head.made_at.isoformat(timespec="seconds"),
            "changedAt": head.changed_at and head.changed_at.isoformat(timespec="seconds"),
            "contents": {
                "organisations": found.organisations,
                "forms": found.forms,
                "dossiers": found.dossiers,
                "received": found.received,
            },
            "keys": head.keys,
            "members": [
                {"path": each.path, "bytes": each.size, "sha256": each.sha256} for each in parts
            ],
        }
    )


def read_manifest(raw: Mapping[str, Any]) -> tuple[CopyHead, list[Member]]:
    """The head and the parts; raises ManifestError, UnreadableFileError for a newer format."""
    if manifest.text(raw, "format") != FORMAT:
        raise manifest.ManifestError("format")
    manifest.format_version(raw, FORMAT_VERSION)
    unit, app, contents = (manifest.table(raw, name) for name in ("unit", "app", "contents"))
    counts = ("organisations", "forms", "dossiers", "received")
    head = CopyHead(
        unit_code=manifest.text(unit, "code"),
        unit_name=manifest.text(unit, "name"),
        app_version=manifest.text(app, "version"),
        schema=manifest.number(raw, "schema"),
        made_at=manifest.moment(raw, "madeAt"),
        changed_at=None if raw.get("changedAt") is None else manifest.moment(raw, "changedAt"),
        contents=BookContents(*(manifest.number(contents, name) for name in counts)),
        keys=manifest.number(raw, "keys"),
    )
    return head, manifest.members(raw)
