"""signature.json: the seal of an installation over manifest.json; it is no legal signature."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_object
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.signing import (
    ALGORITHM,
    KEY_BYTES,
    SIGNATURE_BYTES,
    fingerprint,
    is_signed,
    public_key,
    sign,
)
from ktt_desktop.interchange.submission_format import SIGNATURE

LARGEST_SEAL = 4096
KEY_ID_LETTERS = 8  # the beginning of the fingerprint: a name for people, decides nothing
Sealer = Callable[[bytes, str], bytes]  # manifest.json, its createdAt -> signature.json
_HEX = re.compile(r"(?:[0-9a-f]{2})+", re.ASCII)


class RefusedSealError(ValueError):
    """The seal is none, or not over these bytes; the message stands after "tệp …"."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Niêm phong đúng của một tệp; `public_key` hex, `fingerprint` ungrouped."""

    public_key: str
    fingerprint: str


def seal_bytes(secret: bytes, manifest: bytes, created_at: str) -> bytes:
    """signature.json; equal arguments give equal bytes. `created_at` is that of the manifest."""
    public = public_key(secret)
    mark = fingerprint(public)
    return canonical(
        {
            "algorithm": ALGORITHM,
            "keyId": mark[:KEY_ID_LETTERS],
            "publicKey": public.hex(),
            "fingerprint": mark,
            "time": created_at,
            "signature": sign(secret, manifest).hex(),
        }
    )


def read_seal(member: bytes, manifest: bytes, created_at: object) -> Seal:
    """The seal of a file; raises RefusedSealError for any that does not fit every byte."""
    try:
        raw = parse_object(member, LARGEST_SEAL, SIGNATURE)
    except RefusedJsonError as error:
        raise RefusedSealError("có phần niêm phong không đọc được") from error
    if raw.get("algorithm") != ALGORITHM:
        raise RefusedSealError("có niêm phong theo cách chương trình này không biết")
    key, signature = _bytes(raw, "publicKey", KEY_BYTES), _bytes(raw, "signature", SIGNATURE_BYTES)
    mark = fingerprint(key)
    stated = tuple(raw.get(name) for name in ("fingerprint", "keyId", "time"))
    if stated != (mark, mark[:KEY_ID_LETTERS], created_at):
        raise RefusedSealError("có phần niêm phong tự mâu thuẫn")
    if not is_signed(key, manifest, signature):
        raise RefusedSealError("có niêm phong không đúng: tệp đã bị thay đổi sau khi niêm phong")
    return Seal(key.hex(), mark)


def _bytes(raw: Mapping[str, Any], name: str, length: int) -> bytes:
    digits = raw.get(name)
    if not isinstance(digits, str) or len(digits) != 2 * length or not _HEX.fullmatch(digits):
        raise RefusedSealError("có phần niêm phong không đọc được")
    return bytes.fromhex(digits)
