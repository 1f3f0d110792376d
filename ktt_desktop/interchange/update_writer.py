"""Writing an update file: hashed members, a signed manifest, one deterministic archive."""

from collections.abc import Mapping

from ktt_desktop.domain.updates import UpdateHeader
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.signing import public_key, sign
from ktt_desktop.interchange.submission_format import MANIFEST, MIMETYPE_MEMBER
from ktt_desktop.interchange.update_format import (
    DATA,
    MIMETYPE,
    SIGNATURE,
    manifest_bytes,
    signature_bytes,
)


def build_update(header: UpdateHeader, files: Mapping[str, bytes], secret: bytes) -> bytes:
    """The whole file; `files` by name below `data/`; equal arguments give equal bytes."""
    data = {f"{DATA}/{name}": content for name, content in sorted(files.items())}
    manifest = manifest_bytes(header, data)
    signature = signature_bytes(public_key(secret), sign(secret, manifest))
    first = [(MIMETYPE_MEMBER, MIMETYPE.encode()), (MANIFEST, manifest), (SIGNATURE, signature)]
    return archive_bytes([*first, *data.items()], stored=frozenset({MIMETYPE_MEMBER}))
