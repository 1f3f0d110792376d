"""What an update file (.kttt-capnhat) is made of: names, limits, manifest, signature."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from ktt_desktop.catalogue.units import BEFORE_FILE, EDITION_FILE, TODAY_FILE
from ktt_desktop.domain.updates import UpdateHeader, UpdatePart
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.signing import ALGORITHM
from ktt_desktop.interchange.submission_format import MANIFEST, MIMETYPE_MEMBER

FORMAT = "kttt-update"
FORMAT_VERSION = (1, 0)
MIMETYPE = "application/vnd.kttt-update+zip"
ENDING = ".kttt-capnhat"
SIGNATURE, DATA = "signature.json", "data"

# A word is no name of a device, which Windows sees in every folder and before every ending.
_WORD = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])[./])[a-z0-9][a-z0-9_-]{0,39}"
DATA_NAME = re.compile(rf"{DATA}/(?:{_WORD}/){{0,2}}{_WORD}\.(?:toml|tsv)")
NAMES = re.compile(rf"{MIMETYPE_MEMBER}|{MANIFEST}|{SIGNATURE}|{DATA_NAME.pattern}")
UNITS_FILES = frozenset(f"{DATA}/{name}" for name in (EDITION_FILE, TODAY_FILE, BEFORE_FILE))
LARGEST_TABLE = {".toml": 2 * 1024 * 1024, ".tsv": 8 * 1024 * 1024}
LARGEST_JSON = 256 * 1024


@dataclass(frozen=True, slots=True)
class SignedUpdate:
    """Tệp cập nhật đã kiểm: every member as it came; `digest` is the SHA-256 of the manifest."""

    header: UpdateHeader
    members: Mapping[str, bytes]
    public_key: bytes
    digest: str

    @property
    def data(self) -> dict[str, bytes]:
        """The files that take effect, by name below `data/`."""
        return {
            name.removeprefix(f"{DATA}/"): content
            for name, content in self.members.items()
            if name.startswith(f"{DATA}/")
        }


def belongs(name: str, part: UpdatePart) -> bool:
    """Whether a member of this name may be in an update of this part."""
    if part is UpdatePart.UNITS:
        return name in UNITS_FILES
    return DATA_NAME.fullmatch(name) is not None and name.endswith(".toml")


def manifest_bytes(header: UpdateHeader, files: Mapping[str, bytes]) -> bytes:
    """manifest.json, the bytes that are signed; `files` by member name."""
    return canonical(
        {
            "format": FORMAT,
            "formatVersion": ".".join(map(str, FORMAT_VERSION)),
            "part": header.part.value,
            "version": header.release.version,
            "label": header.release.label,
            "title": header.title,
            "notes": header.notes,
            "issuedBy": header.issued_by,
            "minAppVersion": header.min_app_version,
            "files": [
                {"path": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
                for name, content in sorted(files.items())
            ],
        }
    )


def signature_bytes(public_key: bytes, signature: bytes) -> bytes:
    """signature.json."""
    return canonical(
        {
            "algorithm": ALGORITHM,
            "publicKey": public_key.hex(),
            "signature": signature.hex(),
        }
    )
