"""Texts as they are meant: without the bullets and numbers before names, with what "nt" repeats."""

import re
from collections.abc import Sequence
from typing import TypeVar

Cell = TypeVar("Cell")
DITTO = frozenset(
    {'"', "”", "″", "''", "//", '-"-', "nt", "NT", "Nt", "-nt-", "- nt -", "-NT-", "n/t",
     "như trên", "Như trên", "-//-"}
)  # fmt: skip
_NOTHING = frozenset({"-", "--", "---", "–", "—", ".", "..", "...", "…", "/", "_", "0"})
_PHONE = re.compile(r"\+?\d[\d .\-]{6,}\d(?:\s*[/;,]\s*\d[\d .\-]{6,}\d)*")
_BEFORE_PHONE = re.compile(
    r"(?i)[\s,;:(./\-–]*(?:(?:số )?(?:điện thoại|đt|sđt|dt|sdt|tel)\b)?[\s,;:(./\-–]*$"
)
_BULLETS = "-–+*•"
_BULLET = re.compile(rf"^[{_BULLETS}]\s*(?=\w)")
_FOOTNOTE = re.compile(r"\s*(?:\(\*+\)|\*+)$")
_NUMBERED = re.compile(r"^\d{1,3}\s*[.)/-]\s*(?=\D)")


def bare_names(texts: Sequence[str], *, are_numbered: bool) -> list[str]:
    """Names without bullets and "(*)"; numbers are left where a column of their own has them."""
    texts = [_FOOTNOTE.sub("", name) if "*" in name else name for name in texts]
    names = [_BULLET.sub("", name) if name[:1] in _BULLETS else name for name in texts]
    if are_numbered or sum(map(bool, map(_NUMBERED.match, names))) * 2 <= len(names):
        return names
    return [_NUMBERED.sub("", name) for name in names]


def person_and_phone(text: str) -> tuple[str, str]:
    """The two things of "Hoàng A - ĐT: 0977111222"."""
    found = _PHONE.search(text)
    if found is None:
        return text, ""
    return _BEFORE_PHONE.sub("", text[: found.start()]).strip(), found[0].strip(" .-")


def without_signs(texts: Sequence[str]) -> list[str]:
    """The texts without those that only say there is nothing: "-", "…", "0"."""
    return ["" if text in _NOTHING else text for text in texts]


def repeated(texts: Sequence[Cell]) -> Sequence[Cell]:
    """The texts, or days, with that of the row above in place of "nt"."""
    if DITTO.isdisjoint(texts):
        return texts
    found: list[Cell] = []
    for text in texts:
        found.append(found[-1] if found and text in DITTO else text)
    return found
