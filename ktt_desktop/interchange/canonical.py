"""JSON in its one canonical form (RFC 8785): equal values give equal bytes."""

from unicodedata import normalize

from rfc8785 import dumps

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
SAFE = 2**53 - 1  # the largest integer every JSON reader keeps


def canonical(value: object) -> bytes:
    """UTF-8, NFC, keys sorted, no space; raises TypeError for a float or a larger integer."""
    return dumps(_plain(value))


def _plain(value: object) -> Json:
    match value:
        case None | bool():
            return value
        case str():
            return normalize("NFC", str(value))
        case int() if abs(value) <= SAFE:
            return value
        case dict():
            return {_key(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no place in a submission")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("a key must be text")
    return normalize("NFC", str(key))
