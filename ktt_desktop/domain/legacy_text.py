"""Old Vietnamese encodings in office files: TCVN3 (ABC) and VNI, told by font and by content.

The tables and the order of detection: domain 9.5. The text comes as the code points a reader of
the file gives (Latin-1 letters), before any normalisation: TCVN3 writes "ư" as U+00AD.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ktt_desktop.domain.syllables import is_syllable


class Encoding(StrEnum):
    """Bảng mã của một đoạn chữ."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Chữ đã chuyển; `sure` is False where another reading is nearly as likely."""

    text: str
    encoding: Encoding
    sure: bool = True


_TCVN3_LETTERS = (  # as Latin-1 shows them, and what they are
    ("¡¢£¤¥¦§¨©ª«¬\u00ad®", "ĂÂÊÔƠƯĐăâêôơưđ"),
    ("µ¶·¸¹»¼½¾ÆÇÈÉÊË", "àảãáạằẳẵắặầẩẫấậ"),
    ("ÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞ", "èẻẽéẹềểễếệìỉĩíị"),
    ("ßáâãäåæçèéêëìíî", "òỏõóọồổỗốộờởỡớợ"),
    ("ïñòóôõö÷øùúûüýþ", "ùủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3 = {
    ord(old): letter
    for row, letters in _TCVN3_LETTERS
    for old, letter in zip(row, letters, strict=True)
}
_TCVN3[0x2219] = "ã"  # B7 as some programs write it
_ROWS = """
a aù aø aû aõ aï
ă aé aè aú aü aë
â aá aà aå aã aä
e eù eø eû eõ eï
ê eá eà eå eã eä
i í ì æ ó ò
i iù iø iû iõ iï
o où oø oû oõ oï
ô oá oà oå oã oä
ơ ôù ôø ôû ôõ ôï
u uù uø uû uõ uï
ư öù öø öû öõ öï
y yù yø yû yõ î
"""
_PLAIN = {"aâ": "â", "aê": "ă", "eâ": "ê", "oâ": "ô", "ô": "ơ", "ö": "ư", "ñ": "đ"}
_MARKS = "\u0301\u0300\u0309\u0303\u0323"


def _vni_table() -> Mapping[str, str]:
    table = dict(_PLAIN)
    for row in _ROWS.split("\n"):
        base, *written = row.split() or ("",)
        for mark, letters in zip(_MARKS, written, strict=False):
            table[letters] = unicodedata.normalize("NFC", base + mark)
    upper = {}
    for letters, letter in table.items():
        upper[letters.upper()] = letter.upper()
        upper[letters[0].upper() + letters[1:]] = letter.upper()
    return {**table, **upper}


_VNI = _vni_table()
_VNI_TOKEN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_UNICODE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9]"
)
_HIGH = re.compile("[\u00a1-\u00ff\u2219]")
# Without a font only these tell of old letters: a sign alone ("½", "µm", "© 2022") does not.
_LETTERS = re.compile("[A-Za-z][\u00a1-\u00bf\u2219]|®[a-zA-Z\u00b5-\u00ff]|[\u00c0-\u00ff]")
_STRANGE = re.compile(r"\u00ad|§(?=[^\W\d_])|(?<=[A-Za-z])\u00b7")  # in no Unicode word
_WORD = re.compile(r"[^\W\d_]+")
_ODD_CAPITAL = re.compile("[a-z\u00df-\u00ff][\u00c0-\u00de](?![A-Z])")  # as in "bÊt", no Unicode


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """TCVN3 as Unicode; `capitals` for fonts (.VnTimeH) that show small letters as capitals."""
    read = text.translate(_TCVN3)
    return read.upper() if capitals else read


def from_vni(text: str) -> str:
    """VNI as Unicode."""
    return _VNI_TOKEN.sub(lambda found: _VNI[found[0]], text)


def decode(text: str, font: str = "", usual: Encoding | None = None) -> Decoded:
    """One cell as Unicode (NFC), by its font, else by its letters; Unicode text stays as it is.

    `usual` is what the cells around it are written in: it decides between readings that are
    as likely, as in a text file, which has no fonts.
    """
    plain = unicodedata.normalize("NFC", text)
    if not may_be_old(text):
        if is_tcvn3_capitals(font) and text.isascii() and plain != plain.upper():
            return Decoded(plain.upper(), Encoding.TCVN3)
        return Decoded(plain, Encoding.UNICODE)
    is_told = font.lower().startswith((".vn", "vni-", "vni "))
    if not is_told and not _LETTERS.search(text):
        return Decoded(plain, Encoding.UNICODE)
    readings = {
        Encoding.UNICODE: plain,
        Encoding.TCVN3: from_tcvn3(text, capitals=is_tcvn3_capitals(font)),
        Encoding.VNI: unicodedata.normalize("NFC", from_vni(text)),
    }
    scores = {each: _score(read, text) for each, read in readings.items()}
    scores[Encoding.TCVN3] += 0.5 * font.lower().startswith(".vn")
    scores[Encoding.VNI] += 0.5 * font.lower().startswith(("vni-", "vni "))
    if usual is not None and not font:
        scores[usual] += 0.3
    best, other = sorted(scores, key=lambda each: scores[each], reverse=True)[:2]
    return Decoded(readings[best], best, scores[best] - scores[other] > 0.2)


def may_be_old(text: str) -> bool:
    """Whether a text has letters of the old encodings, and none that only Unicode has."""
    return _HIGH.search(text) is not None and _UNICODE_ONLY.search(text) is None


def is_surely_unicode(text: str) -> bool:
    """Whether a text has letters that only Unicode has."""
    return _UNICODE_ONLY.search(text) is not None


def is_tcvn3_capitals(font: str) -> bool:
    """Whether small letters of a TCVN3 font are shown as capitals: .VnTimeH."""
    return font.lower().startswith(".vn") and font.endswith("H")


def _score(read: str, raw: str) -> float:
    """The share of words with marks that can be Vietnamese; strange signs count against."""
    words = [each for each in _WORD.findall(read) if not each.isascii()]
    if not words:
        return 0.0
    good = sum(map(is_syllable, words))
    if read == raw:
        good -= sum(is_syllable(each) and _ODD_CAPITAL.search(each) is not None for each in words)
    return good / len(words) - 0.5 * (read == raw and _STRANGE.search(raw) is not None)
