"""JSON from outside: bounded before it is parsed, and accepted in its canonical form only."""

import json
import re
from typing import Any, NoReturn

from ktt_desktop.interchange.canonical import canonical

DEEPEST = 16
MOST_VALUES = 4_000_000
MOST_CONTAINERS = 200_000
_ESCAPE, _STRING = re.compile(r"\\.", re.DOTALL), re.compile(r'"[^"]*"?')
_NO_BRACKET = re.compile(r"[^\[\]{}]+")


class RefusedJsonError(ValueError):
    """The text is no JSON this program reads; the message is for the log."""


def parse_json(content: bytes, largest: int) -> Any:
    """The value; raises RefusedJsonError for what is too large, too deep or not canonical.

    The comparison with the canonical form leaves one spelling to every value: no key twice, no
    float, no half of a surrogate pair, no text that is not NFC, no number a reader may round.
    """
    if len(content) > largest:
        raise RefusedJsonError(f"{len(content)} bytes")
    try:
        text = content.decode("utf-8")
        _look_at(text)
        value = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
        if canonical(value) != content:
            raise RefusedJsonError("not canonical")
    except (ValueError, TypeError, RecursionError) as error:
        raise RefusedJsonError(str(error)) from error
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


def _look_at(text: str) -> None:
    """The number of values and the nesting, without parsing."""
    brackets = _NO_BRACKET.sub("", _STRING.sub("", _ESCAPE.sub("", text)))
    if len(brackets) > 2 * MOST_CONTAINERS or text.count(",") > MOST_VALUES:
        raise RefusedJsonError("too many values")
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise RefusedJsonError("too deep")


def _refuse(literal: str) -> NoReturn:
    raise RefusedJsonError(f"a number like {literal}")
