"""JSON no reader may believe, in an archive whose every hash is right."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from hashlib import sha256
from random import Random
from typing import Any

from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.check_code import check_code, data_digest
from ktt_desktop.interchange.manifest import OWN_DIGEST
from ktt_desktop.interchange.submission_format import (
    CHECKS,
    DATA,
    MANIFEST,
    MIMETYPE_MEMBER,
    SCHEMA,
)

_KEY = re.compile(rb'(?<!\\)":')  # not in a text that holds JSON itself
Members = Mapping[str, bytes]
Damage = Callable[[bytes, Random], bytes]

BROKEN: tuple[object, ...] = (
    1.5,
    True,
    -0.0,
    2**53,
    -(2**63),
    10**400,
    [],
    {},
    [[1]],
    {"a": 1},
    "a\u0301",
    "e\u0302\u0301",
)
LITERALS = (
    *(
        b"NaN",
        b"Infinity",
        b"1e400",
        b"-0",
        b"01",
        b"1.0",
        b"'x'",
        b"tru",
        b'"\\ud800"',
        b'"\\u0041"',
    ),
    *(b'"\xff\xfe"', b'"\xed\xa0\x80"', b"9" * 5000, b'"\x00"', b"/**/1", b""),
)


def _strange_cell(content: bytes, chance: Random) -> bytes:
    """A cell of a table becomes something a cell cannot be."""
    value = json.loads(content)
    sheets = [each for each in value.values() if isinstance(each, dict) and each.get("rows")]
    row = chance.choice(chance.choice(sheets)["rows"])
    row[chance.randrange(len(row))] = chance.choice(BROKEN)
    return _plain(value)


def _long_row(content: bytes, chance: Random) -> bytes:
    value = json.loads(content)
    sheets = [each for each in value.values() if isinstance(each, dict) and each.get("rows")]
    row = chance.choice(chance.choice(sheets)["rows"])
    if chance.random() < 0.5:
        row.append(None)
    else:
        row.pop()
    return _plain(value)


def _column_twice(content: bytes, chance: Random) -> bytes:
    value = json.loads(content)
    sheet = chance.choice([each for each in value.values() if isinstance(each, dict)])
    sheet["columns"] = [*sheet["columns"], sheet["columns"][0]]
    sheet["rows"] = [[*row, row[0]] for row in sheet["rows"]]
    return _plain(value)


def _sheet_gone(content: bytes, chance: Random) -> bytes:
    value = json.loads(content)
    del value[chance.choice(("organisations", "statuses", "returns", "figures", "texts"))]
    return _plain(value)


def _sheet_turned(content: bytes, chance: Random) -> bytes:
    value = json.loads(content)
    name = chance.choice(("organisations", "statuses", "returns", "figures", "texts"))
    value[name] = chance.choice(([], None, "x", 1, {"columns": {}, "rows": []}, {"rows": []}))
    return _plain(value)


def _too_many_rows(content: bytes, _: Random) -> bytes:
    value = json.loads(content)
    sheet = value["texts"]
    sheet["rows"] = [[None] * len(sheet["columns"])] * 250_000
    return _plain(value)


def _strange_literal(content: bytes, chance: Random) -> bytes:
    """A number somewhere in the text is written as no canonical number or text is."""
    places = [at for at in range(1, len(content) - 1) if _is_alone(content, at)]
    if not places:
        return b"[" + content
    at = chance.choice(places)
    return content[:at] + chance.choice(LITERALS) + content[at + 1 :]


def _is_alone(content: bytes, at: int) -> bool:
    around = content[at - 1 : at], content[at + 1 : at + 2]
    return content[at : at + 1].isdigit() and around[0] in b"[,:" and around[1] in b",]}"


def _deep(content: bytes, chance: Random) -> bytes:
    levels = chance.choice((17, 100, 100_000))
    opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}")))
    return content[:-1] + b',"zz":' + opening * levels + b"1" + closing * levels + b"}"


def _key_twice(content: bytes, _: Random) -> bytes:
    return content[:-1] + b',"unit":"00001","unit":"00001"}'


def _spaced(content: bytes, chance: Random) -> bytes:
    """Room after a key, which means the same and is written by no exporter."""
    places = [each.end() for each in _KEY.finditer(content)]
    at = chance.choice(places) if places else len(content)
    return content[:at] + chance.choice((b" ", b"\n", b"\t", b"\xef\xbb\xbf")) + content[at:]


def _decomposed(content: bytes, _: Random) -> bytes:
    """The same words with their marks apart (NFD)."""
    return unicodedata.normalize("NFD", content.decode()).encode() + b" "


def _other_encoding(content: bytes, chance: Random) -> bytes:
    return content.decode().encode(chance.choice(("utf-16", "utf-8-sig", "utf-32")))


def _no_object(_: bytes, chance: Random) -> bytes:
    return chance.choice((b"", b"null", b"[]", b"1", b'"x"', b"{", b"\x00", b"{}"))


DATA_DAMAGES: dict[str, Damage] = {
    "strange-cell": _strange_cell,
    "long-row": _long_row,
    "column-twice": _column_twice,
    "sheet-gone": _sheet_gone,
    "sheet-turned": _sheet_turned,
    "too-many-rows": _too_many_rows,
}
TEXT_DAMAGES: dict[str, Damage] = {
    "strange-literal": _strange_literal,
    "deep": _deep,
    "key-twice": _key_twice,
    "spaced": _spaced,
    "decomposed": _decomposed,
    "other-encoding": _other_encoding,
    "no-object": _no_object,
}
STRANGE_FIELDS: dict[str, tuple[object, ...]] = {
    "format": ("", None, "kttt", 1),
    "formatVersion": ("2.0", "99.1", "1", "1.x", "-1.0", 1, None, "1.0.0"),
    "kind": ("khac", None, 0),
    "number": (-1, "0", None, 10**12, 1.0),
    "period": (None, "N2025", {}, {"code": "XX"}),
    "unit": (None, "", {}, {"code": "../.."}),
    "createdAt": ("", "hôm qua", "2025-01-01", 0),
    "bundleId": ("", "x", None, "../../x"),
    "installId": ("", None, "{}"),
    "sequence": (-1, "1", None),
    "supersedes": ("x", {}, []),
    "dataDigest": ("", "0" * 64, None),
    "checkCode": ("", "0000000000", None),
    "formDigest": ("", None),
    "members": (None, {}, [], [{}], [{"path": "data.json"}]),
}


def damaged_member(members: Members, chance: Random) -> tuple[str, bytes]:
    """What was done, and the file with one JSON member damaged and the manifest made to fit."""
    name = chance.choice((DATA, DATA, DATA, SCHEMA, CHECKS, MANIFEST))
    if name == MANIFEST:
        return _damaged_manifest(members, chance)
    damages = {**TEXT_DAMAGES, **DATA_DAMAGES} if name == DATA else TEXT_DAMAGES
    weights = [1 if kind in ("too-many-rows", "deep") else 8 for kind in damages]
    [kind] = chance.choices([*damages], weights)
    content = damages[kind](members[name], chance)
    return f"{name}:{kind}", _fitted({**members, name: content})


def _damaged_manifest(members: Members, chance: Random) -> tuple[str, bytes]:
    manifest = json.loads(members[MANIFEST])
    field = chance.choice([*STRANGE_FIELDS])
    if chance.random() < 0.3:
        del manifest[field]
    else:
        manifest[field] = chance.choice(STRANGE_FIELDS[field])
    return f"{MANIFEST}:{field}", _archive({**members, MANIFEST: _headed(manifest)})


def _fitted(members: Members) -> bytes:
    """The archive with a manifest that lists the members as they are now."""
    manifest = json.loads(members[MANIFEST])
    digest = data_digest(members[DATA])
    manifest["dataDigest"], manifest["checkCode"] = digest, check_code(digest)
    manifest["formDigest"] = sha256(members[SCHEMA]).hexdigest()
    for each in manifest["members"]:
        content = members[each["path"]]
        each["bytes"], each["sha256"] = len(content), sha256(content).hexdigest()
    return _archive({**members, MANIFEST: _headed(manifest)})


def _headed(manifest: dict[str, Any]) -> bytes:
    """The manifest with its own digest made to fit."""
    manifest.pop(OWN_DIGEST, None)
    manifest[OWN_DIGEST] = sha256(_plain(manifest)).hexdigest()
    return _plain(manifest)


def _archive(members: Members) -> bytes:
    return archive_bytes(members.items(), stored=frozenset({MIMETYPE_MEMBER}))


def _plain(value: Any) -> bytes:
    """Sorted and short; not in the canonical form where the value has none."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        errors="surrogatepass"
    )
