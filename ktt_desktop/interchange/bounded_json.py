"""JSON from outside: bounded before it is parsed, and accepted in its canonical form only."""

import re
from collections.abc import Iterable
from typing import Any, NoReturn
from unicodedata import is_normalized

from msgspec.json import Decoder, Encoder

from ktt_desktop.interchange.canonical import SAFE

DEEPEST = 16
MOST_VALUES = 4_000_000
MOST_CONTAINERS = 400_000
_ESCAPE, _STRING = re.compile(r"\\.", re.DOTALL), re.compile(r'"[^"]*"?')
_NO_BRACKET = re.compile(r"[^\[\]{}]+")


class RefusedJsonError(ValueError):
    """The text is no JSON this program reads; the message is for the log."""


def _refuse(literal: str) -> NoReturn:
    raise RefusedJsonError(f"a number like {literal}")


_DECODER = Decoder(float_hook=_refuse)
_ENCODER = Encoder()


def parse_json(content: bytes, largest: int) -> Any:
    """The value; raises RefusedJsonError for what is too large, too deep or not canonical.

    The canonical form leaves one spelling to every value: no key twice, no float, no half of a
    surrogate pair, no text that is not NFC, no number a reader may round.
    """
    if len(content) > largest:
        raise RefusedJsonError(f"{len(content)} bytes")
    try:
        _look_at(content.decode("utf-8"))
        value = _DECODER.decode(content)
    except (ValueError, TypeError, RecursionError) as error:
        raise RefusedJsonError(str(error)) from error
    if not _is_exactly(value, content):
        raise RefusedJsonError("not canonical")
    return value


def parse_object(content: bytes, largest: int, name: str) -> dict[str, Any]:
    """An object; raises RefusedJsonError with the name of the member."""
    try:
        value = parse_json(content, largest)
    except RefusedJsonError as error:
        raise RefusedJsonError(name) from error
    if not isinstance(value, dict):
        raise RefusedJsonError(name)
    return value


def is_canonical(value: object, content: bytes) -> bool:
    """Whether bytes are surely the canonical form of a value without floats and huge integers.

    The quick way, which says no to some canonical texts too. msgspec writes as RFC 8785 says, but
    for the order of keys, which the caller looks at; every part of an NFC text is NFC.
    """
    return _ENCODER.encode(value) == content and is_normalized("NFC", content.decode("utf-8"))


def in_order(keys: Iterable[str]) -> bool:
    """Whether keys stand as RFC 8785 has them: by UTF-16 code units."""
    found = [key.encode("utf-16-be") for key in keys]
    return found == sorted(found)


def _is_exactly(value: object, content: bytes) -> bool:
    """The long way: written again in the order it was read, and every value looked at."""
    return _ENCODER.encode(value) == content and _is_plain(value)


def _is_plain(value: object) -> bool:
    """Whether every text is NFC, every integer safe and every key in its place."""
    if isinstance(value, str):
        return value.isascii() or is_normalized("NFC", value)
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return in_order(value) and all(map(_is_plain, (*value, *value.values())))
    return not isinstance(value, int) or -SAFE <= value <= SAFE


def few_enough(content: bytes) -> bool:
    """Whether there are surely no more values and tables than are allowed, without parsing."""
    return (
        content.count(b",") <= MOST_VALUES
        and content.count(b"[") + content.count(b"{") <= MOST_CONTAINERS
    )


def _look_at(text: str) -> None:
    """The number of values and the nesting, without parsing."""
    if text.count(",") > MOST_VALUES:
        raise RefusedJsonError("too many values")
    brackets = _NO_BRACKET.sub("", _STRING.sub("", _ESCAPE.sub("", text)))
    if len(brackets) > 2 * MOST_CONTAINERS:
        raise RefusedJsonError("too many values")
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise RefusedJsonError("too deep")
