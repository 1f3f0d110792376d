"""The encrypted form of a file: one content key, sealed for each recipient, and a stream under it.

    magic, version (1 byte), length of the head (4 bytes), head, stream header, chunks

The head is canonical JSON and travels as additional data of every chunk, so nobody can change it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Any

from ktt_desktop.interchange import box_keys
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_object
from ktt_desktop.interchange.bounded_zip import LARGEST_FILE
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.signing import KEY_BYTES, fingerprint, new_key

MAGIC = b"KTTT\x89MH\r\n\x1a\n"  # no text, no ZIP; damaged by anything that changes line ends
VERSION = 1
CHUNK = 64 * 1024
LARGEST_HEAD = 16 * 1024
FEWEST, MOST_RECIPIENTS = 2, 8
_START = Struct(f">{len(MAGIC)}sBI")
_HEX = re.compile(rf"[0-9a-f]{{{2 * box_keys.SEALED_BYTES}}}", re.ASCII)
_MARK = re.compile(r"[0-9A-HJKMNP-TV-Z]{20}", re.ASCII)
# What the program adds to the content at most: the head and 17 bytes a chunk.
LARGEST_ENCRYPTED = LARGEST_FILE + LARGEST_HEAD + 64 * 1024


class RefusedEncryptionError(ValueError):
    """The file cannot be opened; the message stands after "tệp …"."""


class WrongKeyError(RefusedEncryptionError):
    """It is whole as far as seen, but for other keys."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Nơi nhận tệp mã hóa; `public_key` 32 bytes."""

    name: str
    unit: str
    public_key: bytes

    @property
    def fingerprint(self) -> str:
        """Dấu vân tay of the key, ungrouped."""
        return fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Người mở được, as the file names them before anything is proved."""

    name: str
    fingerprint: str


def is_encrypted(content: bytes) -> bool:
    """Whether a file begins like an encrypted one."""
    return content.startswith(MAGIC)


def encrypt(content: bytes, recipients: Sequence[Recipient]) -> bytes:
    """The content for these recipients, each of whom can open it alone.

    Raises ValueError for fewer than two: one lost key must not lose the file.
    """
    if not FEWEST <= len({each.public_key for each in recipients}) <= MOST_RECIPIENTS:
        raise ValueError(f"{len(recipients)} recipients")
    key = new_key()
    head = canonical(
        {
            "recipients": [
                {
                    "name": each.name,
                    "fingerprint": each.fingerprint,
                    "key": box_keys.sealed(key, each.public_key).hex(),
                }
                for each in recipients
            ]
        }
    )
    start = _START.pack(MAGIC, VERSION, len(head)) + head
    return start + b"".join(_stream(content, key, start))


def addressees(content: bytes) -> list[Addressee]:
    """Who can open a file, as it says itself; raises RefusedEncryptionError."""
    return [Addressee(each["name"], each["fingerprint"]) for each in _recipients(_head(content))]


def decrypt(content: bytes, secrets: Iterable[bytes]) -> bytes:
    """The content, opened with any of these keys.

    Raises WrongKeyError where none of them fits, RefusedEncryptionError for what was altered.
    """
    if len(content) > LARGEST_ENCRYPTED:
        raise RefusedEncryptionError("lớn hơn 20 MB")
    head = _head(content)
    boxes = [bytes.fromhex(each["key"]) for each in _recipients(head)]
    for secret in secrets:
        for box in boxes:
            key = box_keys.unsealed(box, secret)
            if key is not None and len(key) == KEY_BYTES:
                return _unstream(content, _START.size + len(head), key)
    raise WrongKeyError("được mã hóa cho khóa khác")


def _stream(content: bytes, key: bytes, bound: bytes) -> Iterable[bytes]:
    from nacl import bindings

    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    yield bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    for place in range(0, max(len(content), 1), CHUNK):
        is_last = place + CHUNK >= len(content)
        tag = (
            bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if is_last
            else bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        yield bindings.crypto_secretstream_xchacha20poly1305_push(
            state, content[place : place + CHUNK], bound, tag
        )


def _unstream(content: bytes, place: int, key: bytes) -> bytes:
    from nacl import bindings
    from nacl.exceptions import CryptoError

    bound, step = content[:place], CHUNK + bindings.crypto_secretstream_xchacha20poly1305_ABYTES
    body = place + bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    parts, final = [], False
    try:
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, content[place:body], key)
        for start in range(body, len(content), step):
            if final:
                raise ValueError("bytes after the end")
            part, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                state, content[start : start + step], bound
            )
            parts.append(part)
            final = tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        if not final:
            raise ValueError("no end")
    except (CryptoError, ValueError) as error:  # RuntimeError is one of CryptoError's parents
        raise RefusedEncryptionError("đã bị thay đổi hoặc cắt bớt sau khi mã hóa") from error
    return b"".join(parts)


def _head(content: bytes) -> bytes:
    if len(content) < _START.size:
        raise RefusedEncryptionError("mã hóa không đọc được: bị cắt bớt khi sao chép")
    magic, version, length = _START.unpack_from(content)
    if magic != MAGIC:
        raise RefusedEncryptionError("không phải tệp mã hóa của Sổ KTTT")
    if version != VERSION:
        raise RefusedEncryptionError(
            "được mã hóa theo cách của phiên bản mới hơn. Hãy cập nhật phần mềm từ đĩa/USB"
        )
    head = content[_START.size : _START.size + length]
    if length > LARGEST_HEAD or len(head) != length:
        raise RefusedEncryptionError("mã hóa không đọc được: bị cắt bớt hoặc bị thay đổi")
    return head


def _recipients(head: bytes) -> list[dict[str, Any]]:
    try:
        found = parse_object(head, LARGEST_HEAD, "head").get("recipients")
    except RefusedJsonError as error:
        raise RefusedEncryptionError("mã hóa có phần đầu không đọc được") from error
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_RECIPIENTS:
        raise RefusedEncryptionError("mã hóa có phần đầu không đọc được")
    if not all(map(_is_recipient, found)):
        raise RefusedEncryptionError("mã hóa có phần đầu không đọc được")
    return found


def _is_recipient(raw: object) -> bool:
    return (
        isinstance(raw, dict)
        and all(isinstance(raw.get(name), str) for name in ("name", "fingerprint", "key"))
        and len(raw["name"]) <= 200
        and raw["name"].isprintable()
        and _MARK.fullmatch(raw["fingerprint"]) is not None
        and _HEX.fullmatch(raw["key"]) is not None
    )
