"""Whether what a list states is what the book has already, however it is written."""

import re

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.abbreviations import in_full
from ktt_desktop.domain.text import fold, may_be_same_name, name_key, nfc, tone_canonical

_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"[,;/\n]|\s[-–]\s")
_BETWEEN_PLACES = re.compile(r"\s*(?:[,;]|\s[-–]\s)\s*")
_NOT_DIGITS = re.compile(r"\D+")


def same_text(stated: str, kept: str) -> bool:
    """The same letters in any case; words without marks say nothing against those with marks."""
    if stated == kept:
        return True
    if not kept:
        return False
    one, other = _canonical(stated), _canonical(kept)
    return one == other or (fold(one) == one and fold(other) == one)


def same_name(stated: str, kept: str) -> bool:
    """The same name, or a shorter form of the one in the book, as “NN”: that is no other name."""
    if stated == kept or name_key(stated) == name_key(kept):
        return True
    if len(name_key(stated)) >= len(name_key(kept)):
        return False
    stated, kept = in_full(stated), in_full(kept)
    return name_key(stated) == name_key(kept) or may_be_same_name(stated, kept)


def same_person(stated: str, kept: str) -> bool:
    """The same person, in whatever case and with whatever marks the name is written."""
    return fold(" ".join(stated.split())) == fold(" ".join(kept.split()))


def same_address(stated: str, kept: str) -> bool:
    """The same address, or the end of the one in the book: “xã Kép” of “Thôn 3, xã Kép”."""
    return same_text(stated, kept) or any(
        same_text(stated, kept[found.end() :]) for found in _BETWEEN_PLACES.finditer(kept)
    )


def same_day(stated: PartialDate, kept: PartialDate | None) -> bool:
    """The same day, month or year; a day known more exactly than in the book is news."""
    return kept is not None and kept.iso().startswith(stated.iso())


def may_be_same_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates agree as far as both are known."""
    if one is None or other is None:
        return False
    left, right = one.iso(), other.iso()
    return left.startswith(right) or right.startswith(left)


def same_certificate(stated: str, kept: str) -> bool:
    """The same number, however its parts are set apart."""
    return certificate_key(stated) == certificate_key(kept)


def certificate_key(text: str) -> str:
    """The letters and digits of a certificate."""
    return _NOT_WORDS.sub("", fold(text))


def same_phones(stated: str, kept: str) -> bool:
    """Whether the book has every number that is stated."""
    return stated == kept or (bool(kept) and _phones(stated) <= _phones(kept))


def is_noted(stated: str, kept: str) -> bool:
    """Whether a note says all of it already."""
    return _canonical(stated) in _canonical(kept)


def _canonical(text: str) -> str:
    return tone_canonical(" ".join(nfc(text).lower().split()))


def _phones(text: str) -> set[str]:
    numbers = (_NOT_DIGITS.sub("", part) for part in _NUMBERS.split(text))
    return {f"0{each[2:]}" if each.startswith("84") else each for each in numbers if each}
