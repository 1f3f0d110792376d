"""JSON from outside: bounded in size and depth before it is parsed, without floats."""

import json
from typing import Any, NoReturn

DEEPEST = 16


class RefusedJsonError(ValueError):
    """The text is no JSON this program reads; the message is for the log."""


def parse_json(content: bytes, largest: int) -> Any:
    """The value; raises RefusedJsonError for anything too large, too deep or not plain."""
    if len(content) > largest:
        raise RefusedJsonError(f"{len(content)} bytes")
    try:
        text = content.decode("utf-8")
        if _depth(text) > DEEPEST:
            raise RefusedJsonError("too deep")
        return json.loads(
            text, parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_unique
        )
    except (ValueError, RecursionError) as error:
        raise RefusedJsonError(str(error)) from error


def _depth(text: str) -> int:
    """The deepest nesting outside strings."""
    depth = deepest = 0
    in_string = escaped = False
    for char in text:
        if in_string:
            in_string = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            in_string = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _refuse(literal: str) -> NoReturn:
    raise RefusedJsonError(f"a number like {literal}")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RefusedJsonError("a key comes twice")
    return found
