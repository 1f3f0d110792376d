"""Writing the receipt: canonical data, hashed members, one deterministic archive."""

from hashlib import sha256

from ktt_desktop.domain.receipt import Receipt
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.check_code import data_digest
from ktt_desktop.interchange.receipt_format import (
    FORMAT,
    FORMAT_VERSION,
    MEMBERS,
    MIMETYPE,
    PRACTICE_FORMAT,
    receipt_data,
)
from ktt_desktop.interchange.submission_format import MANIFEST, MIMETYPE_MEMBER


def build_receipt(receipt: Receipt, page: bytes, app_version: str) -> bytes:
    """The whole file; equal arguments give equal bytes."""
    data = receipt_data(receipt)
    contents = dict(zip(MEMBERS, (data, page), strict=True))
    manifest = canonical(
        {
            "format": PRACTICE_FORMAT if receipt.practice else FORMAT,
            "formatVersion": ".".join(map(str, FORMAT_VERSION)),
            "app": {"name": "So KTTT", "version": app_version},
            "dataDigest": data_digest(data),
            "members": [
                {"path": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
                for name, content in contents.items()
            ],
        }
    )
    first = [(MIMETYPE_MEMBER, MIMETYPE.encode()), (MANIFEST, manifest)]
    return archive_bytes([*first, *contents.items()], stored=frozenset({MIMETYPE_MEMBER}))
