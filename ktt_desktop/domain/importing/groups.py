"""Rows that name what stands below them: parts within parts, each to the next of its level."""

import re
from dataclasses import replace

from ktt_desktop.domain.importing.meanings import Group
from ktt_desktop.domain.importing.words import ImportWords, first_word, holds, plain, sector_of
from ktt_desktop.domain.text import nfc

_NUMBERING = re.compile(r"^\s*([IVXL]+|[A-GĐ]|\d+)\s*[.)/:\-–]\s*(?=\D)")
_MARKER = re.compile(r"[\w.]{1,5}[.)]?")
_COMMUNES = ("xa ", "phuong ", "thi tran ", "tt ", "p ", "x ")
_DISTRICTS = ("huyen ", "quan ", "thi xa ", "thanh pho ", "tp ", "tx ", "h ")
_STATES = ("dang ", "tam ", "ngung ", "dung ", "da ", "cho ", "khong ", "hoat dong")
_ORGANISATIONS = "htx|hợp tác xã|tht|tổ hợp tác|tổ|lhhtx|liên hiệp|quỹ|đơn vị|cơ sở"
_COUNT = re.compile(rf"(?i)\b(\d{{1,5}})\s*(?:{_ORGANISATIONS})\b")
_COUNTS = re.compile(rf"(?i)[\s:,(–-]*(?:có |gồm |tổng số:? )?{_COUNT.pattern[4:]}.*$")
_LONGEST_KIND = 8  # words of a heading that names a kind; a longer one is a sentence
_WHY = {
    "commune": "dòng nhóm: xã, phường",
    "district": "dòng nhóm: huyện",
    "kind": "dòng nhóm: loại tổ chức",
    "state": "dòng nhóm: tình trạng hoạt động",
    "sector": "dòng nhóm: lĩnh vực",
    "heading": "dòng nhóm",
}


class Groups:
    """Các nhóm đang mở của một danh sách, nhóm ngoài trước."""

    def __init__(self, words: ImportWords) -> None:
        self.words = words
        self.open: list[tuple[str, str, Group]] = []  # what it says, its marker, all said so far

    def enter(self, row: str, marker: str) -> tuple[Group, str]:
        """The group after a row that only names what follows, and why it is no record."""
        text, marker = nfc(row), marker if _MARKER.fullmatch(marker) else ""
        numbered = None if marker else _NUMBERING.match(text)
        words = text[numbered.end() :] if numbered else text
        said = _COUNTS.sub("", words).strip() or words
        level = _level(marker or (numbered[1] if numbered else ""))
        what, own = self._meaning(said)
        self._leave(what, level)
        group = replace(self.open[-1][2] if self.open else Group(), **own)
        self.open.append((what, level, group))
        return group, _WHY[what]

    def _leave(self, what: str, level: str) -> None:
        """End the groups that stood at the level of a new one."""
        place_of = {"heading": "commune"}
        for at, (other, of_other, _) in enumerate(self.open):
            same = place_of.get(what, what) == place_of.get(other, other)
            if same or (level and level == of_other):
                del self.open[at:]
                return

    def _meaning(self, said: str) -> tuple[str, dict[str, str]]:
        """What a heading tells, and the fields of the group it gives."""
        text, words = plain(said), self.words
        if text.startswith(_COMMUNES):
            return "commune", {"commune": said}
        if text.startswith(_DISTRICTS):
            return "district", {"district": said}
        kind = next((kind for word, kind in words.kinds if holds(text, word)), "")
        if kind and len(text.split()) <= _LONGEST_KIND:
            strong = [each for each in words.sectors if not each.weak]
            state = "" if holds(text, "linh vuc") else first_word(text, words.states)
            return "kind", {"kind": kind, "sector": sector_of(said, strong), "state": state}
        if text.startswith(_STATES) and (state := first_word(text, words.states)):
            return "state", {"state": state}
        if sector := sector_of(said, words.sectors):
            return "sector", {"sector": sector}
        return "heading", {"heading": said}


def said_count(text: str) -> int | None:
    """The organisations a total or a heading counts: "Xã Kép: 02 HTX, 01 THT" 3."""
    counts = [int(found[1]) for found in _COUNT.finditer(nfc(text))]
    return sum(counts) if counts else None


def _level(marker: str) -> str:
    """How a heading is numbered; digits tell no level, for every level may have them."""
    bare = marker.strip(" .)/:")
    if re.fullmatch(r"(?i)[ivx]+|[ivxl]{2,}", bare):
        return "roman"
    return "letter" if re.fullmatch(r"(?i)[a-zđ]", bare) else ""
