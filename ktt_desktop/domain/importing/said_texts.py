"""Texts as they are meant: without the bullets and numbers before names, with what "nt" repeats."""

import re
from collections.abc import Sequence

DITTO = frozenset(
    {'"', "”", "″", "''", "//", '-"-', "nt", "NT", "Nt", "-nt-", "- nt -", "-NT-", "n/t",
     "như trên", "Như trên", "-//-"}
)  # fmt: skip
_BULLETS = "-–+*•"
_BULLET = re.compile(rf"^[{_BULLETS}]\s*(?=\w)")
_NUMBERED = re.compile(r"^\d{1,3}\s*[.)/-]\s*(?=\D)")


def bare_names(texts: Sequence[str], *, are_numbered: bool) -> list[str]:
    """Names without their bullets; numbers are left where a column of their own has them."""
    names = [_BULLET.sub("", name) if name[:1] in _BULLETS else name for name in texts]
    if are_numbered or sum(map(bool, map(_NUMBERED.match, names))) * 2 <= len(names):
        return names
    return [_NUMBERED.sub("", name) for name in names]


def repeated(texts: list[str]) -> list[str]:
    """The texts with that of the row above in place of "nt"."""
    if DITTO.isdisjoint(texts):
        return texts
    found: list[str] = []
    for text in texts:
        found.append(found[-1] if found and text in DITTO else text)
    return found
