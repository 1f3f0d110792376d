"""The four faces of the printed text; a letter they lack is an error, never an empty box."""

import os
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from ktt_desktop.domain.errors import KttError
from ktt_desktop.runtime.paths import resources

REGULAR = "Serif"
BOLD = "Serif-Bold"
ITALIC = "Serif-Italic"
BOLD_ITALIC = "Serif-BoldItalic"

BUNDLED = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}
WINDOWS = {
    REGULAR: "times.ttf",
    BOLD: "timesbd.ttf",
    ITALIC: "timesi.ttf",
    BOLD_ITALIC: "timesbi.ttf",
}

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_OTHERS = "bcdđfghjklmnpqrstvwxz"


class MissingGlyphError(KttError):
    """Phông chữ in không có một ký tự của văn bản."""


def vietnamese_letters() -> frozenset[str]:
    """Mọi chữ cái tiếng Việt dựng sẵn, thường và hoa, cùng chữ Latinh."""
    toned = (unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    lower = frozenset(_OTHERS).union(toned)
    return lower | {letter.upper() for letter in lower}


class Advances(dict[str, float]):
    """How far each letter moves the pen, in sizes; a letter without a glyph as the default one."""

    def __init__(self, widths: Mapping[int, float], default: float) -> None:
        super().__init__((chr(code), width / 1000) for code, width in widths.items())
        self._default = default / 1000

    def __missing__(self, letter: str) -> float:
        return self._default


class CheckedFont(TTFont):
    """An embedded face that refuses to draw what it has no glyph for."""

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, str(file))
        self.letters = frozenset(map(chr, self.face.charToGlyph))
        self.advances = Advances(self.face.charWidths, self.face.defaultWidth)

    def require(self, text: str) -> None:
        """Raise MissingGlyphError where a letter of the text is not in this face."""
        if not self.letters.issuperset(text):
            raise MissingGlyphError(_missing(text, self.letters))

    def splitString(  # noqa: N802 - reportlab's name
        self, text: str | bytes, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Turn text into codes of the embedded subset; raises MissingGlyphError.

        Letters the document has met before take the short way: they are all in the first subset.
        """
        words = text if isinstance(text, str) else text.decode(encoding)
        if words and doc in self.state:
            known = self.state[doc].assignments  # type: ignore[attr-defined] # not in the stubs
            try:
                return [(0, bytes(map(known.__getitem__, map(ord, words))))]
            except (KeyError, ValueError):  # a new letter, or one of a further subset
                pass
        self.require(words)
        return super().splitString(words, doc, encoding)


@cache
def register_fonts() -> None:
    """Make the four faces known to reportlab, once per process."""
    for name, font in _fonts(windows_folder()).items():
        pdfmetrics.registerFont(font)
        addMapping(REGULAR, 1 if "Bold" in name else 0, 1 if "Italic" in name else 0, name)


def advances(face: str) -> Advances:
    """The widths of the letters of a registered face."""
    return _checked(face).advances


def require_glyphs(text: str, face: str) -> None:
    """Raise MissingGlyphError where a letter of the text is not in a registered face."""
    _checked(face).require(text)


def _checked(face: str) -> CheckedFont:
    font = pdfmetrics.getFont(face)
    assert isinstance(font, CheckedFont)
    return font


def windows_folder() -> Path | None:
    """The folder of the system's fonts; None where the system is not Windows."""
    root = os.environ.get("WINDIR")
    return Path(root) / "Fonts" if root else None


def font_files(system_fonts: Path | None) -> Mapping[str, Path]:
    """Times New Roman of the system where complete, otherwise the bundled Liberation Serif."""
    return {name: Path(str(font.face.filename)) for name, font in _fonts(system_fonts).items()}


def _fonts(system_fonts: Path | None) -> dict[str, CheckedFont]:
    if system_fonts is not None:
        try:
            times = {name: CheckedFont(name, system_fonts / file) for name, file in WINDOWS.items()}
        except (TTFError, OSError):
            times = {}
        if times and all(font.letters >= vietnamese_letters() for font in times.values()):
            return times
    folder = resources() / "fonts"
    return {name: CheckedFont(name, folder / file) for name, file in BUNDLED.items()}


def _missing(text: str, letters: frozenset[str]) -> str:
    letter = next(letter for letter in text if letter not in letters)
    return (
        f"Không in được ký tự “{letter}” (U+{ord(letter):04X}) trong đoạn “{text[:60]}”: phông chữ "
        "của văn bản không có ký tự này. Cần sửa lại đoạn đó rồi in lại."
    )
