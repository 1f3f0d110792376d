"""Vietnamese text: one Unicode form, keys for searching, sorting and finding duplicates."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_STRANGE_SPACES = re.compile(r"[^\S\n ]+")
_SPACES = re.compile(" {2,}")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"  # domain order; f j w z in their Latin place
_PRIMARY = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; ngang is none of them
_LEVEL = "\x1f"  # below every character of a level, so that the shorter text comes first

# hoà, khoẻ, thuỷ: the tone on the last letter of an open syllable, but not in "quý"
_OLD_TONE = re.compile(
    "(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])"
    r"(?![^\W\d_])"
)
_DOCUMENT_NUMBER = re.compile(r"\d+/\S*[^\W\d_]")  # "167/QĐ-TTg", not "30/6/2022"
_NOT_A_WORD = re.compile(r"[\W_]+")
_NOT_A_WORD_OF_LINES = re.compile(r"[^\w\n ]+|_+")
_KIND_WORDS = re.compile(
    r"^(?:lien hiep hop tac xa|lien hiep htx|lhhtx|hop tac xa|htx|to hop tac|tht) (?=.)"
)
_KIND_WORDS_OF_LINES = re.compile(f"^ ?{_KIND_WORDS.pattern[1:]}", re.MULTILINE)


def nfc(text: str) -> str:
    """Unicode dựng sẵn: composed, single plain spaces, nothing invisible; newlines stay."""
    visible = _ZERO_WIDTH.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _STRANGE_SPACES.sub(" ", unicodedata.normalize("NFC", visible))
    return single_spaces(plain).strip()


def single_spaces(text: str) -> str:
    """Runs of spaces as one; most texts have none, which is seen at a glance."""
    return _SPACES.sub(" ", text) if "  " in text else text


def capitals(text: str) -> str:
    """Chữ in hoa of a title; the number of a document keeps its letters: "SỐ 167/QĐ-TTg"."""
    kept = ((part, _DOCUMENT_NUMBER.match(part)) for part in re.split(r"(\s+)", text))
    return "".join(part if number else part.upper() for part, number in kept)


class _Letters(dict[int, str]):
    """Each letter without its marks; every letter is looked at once."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        bare = "".join(char for char in parts if unicodedata.category(char) != "Mn")
        self[code] = bare.replace("đ", "d")
        return self[code]


_BARE = _Letters()


def fold(text: str) -> str:
    """Search key without marks, lower case, on one line: "Hợp tác xã Đồng" → "hop tac xa dong"."""
    return " ".join(nfc(text).lower().translate(_BARE).split())


@lru_cache(maxsize=4)  # the names of a list are asked for thrice
def fold_lines(lines: str) -> str:
    """The same for many texts at once, one a line and each already on one line, far sooner."""
    return nfc(lines).lower().translate(_BARE)


def tone_canonical(text: str) -> str:
    """The newer tone placement, for comparing only: "hoà, thuỷ" → "hòa, thủy"; "quý" stays."""
    return _OLD_TONE.sub(_move_tone, unicodedata.normalize("NFC", text))


def _move_tone(syllable_end: re.Match[str]) -> str:
    first, second = syllable_end[0][0], unicodedata.normalize("NFD", syllable_end[0][1])
    return unicodedata.normalize("NFC", first + second[1]) + second[0]


def sort_key(text: str) -> str:
    """A key whose plain order (Python, SQLite BINARY) is that of the Vietnamese alphabet.

    Letters decide first (ă â đ ê ô ơ ư are letters), then tones, then case, lower before upper.
    """
    composed = " ".join(nfc(text).split())
    primary, tones, cases = (composed.translate(level) for level in _LEVELS)
    return _LEVEL.join((primary, tones.rstrip("0"), cases.rstrip("0")))


def sort_keys(texts: Iterable[str]) -> list[str]:
    """The same for many texts at once, far sooner."""
    composed = [" ".join(nfc(text).split()) for text in texts]
    lines = "\n".join(composed)
    levels = (lines.translate(level).split("\n") for level in _LEVELS)
    return [
        _LEVEL.join((primary, tones.rstrip("0"), cases.rstrip("0")))
        for _, primary, tones, cases in zip(composed, *levels, strict=bool(composed))
    ]


class _Weights(dict[int, str]):
    """One level of the key, letter by letter; every letter is weighed once."""

    def __init__(self, weigh: Callable[[str], str]) -> None:
        super().__init__({ord("\n"): "\n"})
        self._weigh = weigh

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = "" if unicodedata.category(char) == "Mn" else self._weigh(char)
        return self[code]


def _split_tone(char: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", char)
    for place, mark in enumerate(_TONES, start=1):
        if mark in parts:
            return unicodedata.normalize("NFC", parts.replace(mark, "")), str(place)
    return char, "0"


def _primary(letter: str) -> str:
    """Space, then signs, then digits, then the alphabet, then letters foreign to it."""
    if letter == " " or letter in "0123456789":
        return letter
    if letter in _PRIMARY:
        return _PRIMARY[letter]
    return ("~" if letter.isalpha() else "!") + letter


_LEVELS = (
    _Weights(lambda char: _primary(_split_tone(char.lower())[0])),
    _Weights(lambda char: _split_tone(char.lower())[1]),
    _Weights(lambda char: "1" if char.isupper() else "0"),
)


def name_key(name: str) -> str:
    """Tên để tìm trùng: folded, without signs and without the leading words for the kind."""
    words = " ".join(_NOT_A_WORD.sub(" ", fold(name)).split())
    return _KIND_WORDS.sub("", words, count=1)


def name_keys(names: Sequence[str]) -> list[str]:
    """The same for many names at once, far sooner."""
    if not names:
        return []
    folded = fold_lines("\n".join(("|", *map(_on_one_line, names), "|")))  # keeps blank ends
    words = single_spaces(_NOT_A_WORD_OF_LINES.sub(" ", folded))
    return [line.strip() for line in _KIND_WORDS_OF_LINES.sub("", words).split("\n")[1:-1]]


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else " ".join(text.split())


def may_be_same_name(left: str, right: str) -> bool:
    """Whether one name ends with the whole of the other, two words at least: worth asking about."""
    shorter, longer = sorted((name_key(left).split(), name_key(right).split()), key=len)
    if len(shorter) < 2:
        return bool(shorter) and shorter == longer
    return longer[-len(shorter) :] == shorter


def matches(query: str, text: str) -> bool:
    """Whether every word of the query occurs in the text; marks that are typed must be there."""
    plain, bare = nfc(text).lower(), fold(text)
    canonical = tone_canonical(plain)
    return all(
        word in bare if fold(word) == word else word in plain or tone_canonical(word) in canonical
        for word in nfc(query).lower().split()
    )
