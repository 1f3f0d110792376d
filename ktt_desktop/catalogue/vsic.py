"""Industry codes (VSIC, hệ thống ngành kinh tế Việt Nam) of 2018 and 2025."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path

from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.text import fold, nfc, tone_canonical
from ktt_desktop.runtime.paths import resources

VERSIONS = ("2018", "2025")
VSIC_2025_FROM = date(2025, 11, 15)  # Quyết định 36/2025/QĐ-TTg replaces 27/2018/QĐ-TTg
RECORDED_LEVEL = 4  # ngành cấp 4 stands on certificates (NĐ 92/2024/NĐ-CP, Điều 13)
LONG_WORD = 4  # letters from which spaces do not matter

_CODE = re.compile(r"[A-Z]|[0-9]{2,5}")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Industry:
    """Một ngành, cấp 1 đến cấp 5; codes mean something only together with their version."""

    version: str
    code: str
    title: str
    parent: str

    @property
    def level(self) -> int:
        """Cấp: 1 is a letter, 2 to 5 have as many digits."""
        return 1 if self.code.isalpha() else len(self.code)


@dataclass(frozen=True, slots=True)
class _Words:
    """A text as it is searched: without marks and signs, with marks, and without spaces."""

    bare: str
    marked: str
    joined: str

    @classmethod
    def of(cls, text: str) -> "_Words":
        bare = _bare(text)
        return cls(f" {bare} ", f" {_marked(text)} ", bare.replace(" ", ""))

    def has(self, bare: str) -> bool:
        """Whether words begin with all of these, or they stand in one or apart: "vali", "va li"."""
        return all(
            f" {word}" in self.bare or self._has_joined(word) for word in bare.split()
        ) or self._has_joined(bare)

    def has_phrase(self, bare: str) -> bool:
        """Whether the words stand together."""
        return f" {bare} " in self.bare or self._has_joined(bare)

    def _has_joined(self, bare: str) -> bool:
        letters = bare.replace(" ", "")
        return len(letters) >= LONG_WORD and letters in self.joined

    def has_marks_of(self, marked: str) -> bool:
        """Whether the words typed with marks stand here with the same marks."""
        return all(f" {word}" in self.marked for word in marked.split() if fold(word) != word)


@dataclass(frozen=True, eq=False)
class _Version:
    """One list: its industries by code and what is searched of them."""

    by_code: dict[str, Industry]

    @cached_property
    def below(self) -> dict[str, list[Industry]]:
        found: dict[str, list[Industry]] = {}
        for industry in self.by_code.values():
            found.setdefault(industry.parent, []).append(industry)
        return found

    @cached_property
    def searchable(self) -> list[tuple[Industry, _Words, _Words]]:
        """Each industry that is recorded, its title, and its title with those below it."""
        return [
            (each, _Words.of(each.title), _Words.of(" ".join(self.all_titles(each))))
            for each in self.by_code.values()
            if each.level == RECORDED_LEVEL
        ]

    def all_titles(self, industry: Industry) -> list[str]:
        """The title of an industry, then those of the ones below it."""
        below = self.below.get(industry.code, ())
        return [industry.title, *(each.title for each in below)]


@dataclass(frozen=True, eq=False)
class Vsic:
    """Danh mục ngành kinh tế; each version is read when it is first asked for."""

    folder: Path

    def find(self, version: str, code: str) -> Industry | None:
        """The industry with this code in one version."""
        return self._version(version).by_code.get(code)

    def title(self, version: str, code: str) -> str:
        """Tên ngành; empty where the version has no such code."""
        found = self.find(version, code)
        return found.title if found else ""

    def path(self, version: str, code: str) -> tuple[Industry, ...]:
        """The industries above a code, ngành cấp 1 first; none for an unknown code."""
        path: list[Industry] = []
        here = self.find(version, code)
        while here is not None and here.parent:
            here = self.find(version, here.parent)
            if here is not None:
                path.insert(0, here)
        return tuple(path)

    def below(self, version: str, code: str) -> tuple[Industry, ...]:
        """Các ngành ngay dưới; level 5 says what a recorded code contains."""
        return tuple(self._version(version).below.get(code, ()))

    def search(self, version: str, words: str, limit: int = 50) -> tuple[Industry, ...]:
        """Ngành cấp 4 by the beginning of a code, or by words without or with marks; best first."""
        typed = nfc(words).replace(".", "")
        found = (
            self._by_code(version, typed) if typed.isdecimal() else self._by_words(version, typed)
        )
        return tuple(found)[:limit]

    def proposals(self, code: str) -> tuple[Industry, ...]:
        """Codes of 2025 that may stand for one of 2018, for reference only: an officer decides."""
        found = (self.find("2025", each) for each in self._proposed.get(code, ()))
        return tuple(each for each in found if each is not None)

    def sectors(self, version: str, code: str) -> tuple[str, ...]:
        """Lĩnh vực to suggest for a code, the likeliest first; an officer confirms."""
        for each in (code, *(above.code for above in reversed(self.path(version, code)))):
            if (version, each) in self._sectors:
                return self._sectors[version, each]
        return ()

    def _by_code(self, version: str, typed: str) -> list[Industry]:
        codes = self._version(version).by_code.values()
        return [
            each for each in codes if each.level == RECORDED_LEVEL and each.code.startswith(typed)
        ]

    def _by_words(self, version: str, typed: str) -> list[Industry]:
        bare, marked = _bare(typed), _marked(typed)
        hits = [
            (
                not whole.has_marks_of(marked),
                not title.has(bare),
                not title.has_marks_of(marked),
                not title.has_phrase(bare),
                industry.code,
                industry,
            )
            for industry, title, whole in self._version(version).searchable
            if whole.has(bare)
        ]
        return [hit[-1] for hit in sorted(hits, key=itemgetter(0, 1, 2, 3, 4))]

    def _version(self, version: str) -> _Version:
        return self._y2018 if version == "2018" else self._y2025

    @cached_property
    def _y2018(self) -> _Version:
        return _Version(_read_industries(self.folder / "vsic-2018.tsv", "2018"))

    @cached_property
    def _y2025(self) -> _Version:
        return _Version(_read_industries(self.folder / "vsic-2025.tsv", "2025"))

    @cached_property
    def _proposed(self) -> dict[str, tuple[str, ...]]:
        path = self.folder / "map-2018-2025.tsv"
        return {old: tuple(new.split()) for old, new in _rows(path, ("code_2018", "proposals"))}

    @cached_property
    def _sectors(self) -> dict[tuple[str, str], tuple[str, ...]]:
        rows = _rows(self.folder / "sectors.tsv", ("version", "code", "sectors"))
        return {(version, code): tuple(sectors.split()) for version, code, sectors in rows}


@cache
def load_vsic() -> Vsic:
    """The lists that travel with the program; a mistake raises CatalogueError when it is read."""
    return Vsic(resources() / "vsic")


def version_on(day: date) -> str:
    """The version in force on a day."""
    return "2025" if day >= VSIC_2025_FROM else "2018"


def _read_industries(path: Path, version: str) -> dict[str, Industry]:
    found: dict[str, Industry] = {}
    section = ""
    for code, title in _rows(path, ("code", "title")):
        if len(code) == 1:
            section = code
        parent = "" if len(code) == 1 else section if len(code) == 2 else code[:-1]
        is_known = not parent or parent in found
        if not _CODE.fullmatch(code) or not title or code in found or not is_known:
            raise CatalogueError(
                f"{path.name}: mã «{code}» sai dạng, trùng, hoặc không có cấp trên."
            )
        found[code] = Industry(version, code, title, parent)
    return found


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: không đọc được ({error}).") from error
    if not unicodedata.is_normalized("NFC", text):
        raise CatalogueError(f"{path.name}: chữ chưa ở dạng Unicode dựng sẵn.")
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != len(columns) or (number == 1 and tuple(cells) != columns):
            raise CatalogueError(f"{path.name}, dòng {number}: cần các cột {', '.join(columns)}.")
        if number > 1:
            yield cells


def _bare(text: str) -> str:
    """Without marks and signs; the lists write both "mì" and "mỳ"."""
    return _SIGNS.sub(" ", fold(text)).strip().replace("y", "i")


def _marked(text: str) -> str:
    """With marks, the tone in one place: "thuỷ" is "thủy"."""
    return _SIGNS.sub(" ", tone_canonical(nfc(text).lower())).strip()
