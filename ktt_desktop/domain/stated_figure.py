"""A number as a document states it, and how near a label of the catalogue is to its words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.text import fold

T = TypeVar("T")
ONE_PAIR = 3  # what two neighbouring words count
ENOUGH = (3, 5)  # a label is meant where this part of its words is said
# What documents and the gaps of a file of figures say, in the words of the catalogue.
SAME_WORDS = {
    "lien hiep hop tac xa": "lhhtx",
    "lien hiep htx": "lhhtx",
    "lh htx": "lhhtx",
    "hop tac xa": "htx",
    "to hop tac": "tht",
    "kinh te tap the": "kttt",
    "nstw": "ngan sach trung uong",
    "nsdp": "ngan sach dia phuong",
    "ns": "ngan sach",
    "trong han": "no trong han",
    "ton tai tren so sach": "con ten tren so sach",
    "workers": "lao dong",
    "vocational training": "da qua dao tao nghe",
    "managers": "can bo quan ly",
    "members": "thanh vien",
    "population": "dan so",
    "registered capital": "von dang ky",
    "capital": "von",
    "newly founded": "thanh lap moi",
    "new htx": "htx thanh lap moi",
    "share of": "ty le",
    "having": "co",
    "level or above": "trinh do tro len",
    "number of": "so",
    "effective": "hoat dong hieu qua",
    "rated": "dat loai",
    "organisations": "to chuc",
    "enterprises": "doanh nghiep",
    "demand": "nhu cau",
}
# The names a file of figures has for columns of Biểu B2 and rows of the form of an organisation.
NAMES = {
    "count": "số hợp tác xã",
    "active": "đang hoạt động",
    "suspended": "tạm ngừng, ngừng hoạt động",
    "stopped": "tạm ngừng, ngừng hoạt động",
    "dissolved": "giải thể",
    "members": "số thành viên",
    "workers": "số lao động thường xuyên",
    "worker_members": "đồng thời là thành viên",
    "managers": "số cán bộ quản lý",
    "capital": "vốn đăng ký",
    "total_capital": "tổng nguồn vốn",
    "equity": "vốn chủ sở hữu",
    "revenue": "doanh thu",
    "profit": "lãi",
    "income_month": "thu nhập bình quân của lao động",
    "tax": "nộp ngân sách nhà nước",
    "von_dieu_le": "vốn điều lệ",
    "tv_chinh_thuc": "thành viên chính thức",
    "tv_lk_gop_von": "thành viên liên kết góp vốn",
    "tv_lk_khong_gop_von": "thành viên liên kết không góp vốn",
    "tv_nu": "thành viên nữ",
    "tv_bhxh": "thành viên tham gia bảo hiểm xã hội",
    "quy_chung_khong_chia": "quỹ chung không chia",
    "tai_san_chung_khong_chia": "tài sản chung không chia",
}
_EMPTY_WORDS = frozenset(
    ["cua", "va", "cac", "nhung", "la", "mot", "tong", "the", "a", "of", "is", "in", "per", "all"]
)
_MONEY = re.compile("(?<!hợp )đồng")
_ASIDE = re.compile(r"\([^)]*\)")
_DENIED = re.compile(r"\bnot\b|\bno row\b|\bwithout\b|\bonly\b|:\s*no\b")
_SAME = re.compile(r"\b(?:" + "|".join(sorted(SAME_WORDS, key=len, reverse=True)) + r")\b")
_WORD = re.compile(r"[a-z0-9]+")
_CLAUSE_END = re.compile(r"[,;:.()0-9]")
_CODE = r"[A-Z][0-9]+(?:\.[0-9]+)?"
_SUM = re.compile(rf"\b{_CODE}(?: ?\+ ?{_CODE})+")


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """Một con số của một văn bản, as a file of figures tells it.

    `group` is its class (indicator, target, support …), `code` the row it is thought to stand in,
    `versus` what a comparison is with (P, KH, a code), `gap` why that row is not quite right.
    """

    id: str
    group: str
    code: str = ""
    also: tuple[str, ...] = ()
    quote: str = ""
    written: str = ""
    unit: str = ""
    operator: str = "="
    is_range: bool = False
    subject: str = ""
    year: int | None = None
    measure: str = ""
    as_of: str = ""
    direction: str = ""
    versus: str = ""
    line: int | None = None
    seed: str = ""
    gap: str = ""

    @property
    def said(self) -> list[str]:
        """The words of quote and gap, up to what the gap denies ("… is not the rating", "no row").

        A number said in words ("không phát sinh nợ xấu") speaks for itself.
        """
        quote = self.quote if self.is_in_digits else self.written
        return words(f"{quote} ; {_DENIED.split(self.gap, maxsplit=1)[0]}")

    @property
    def before(self) -> list[str]:
        """The words in front of the number in the quote; all of them where it is said in words."""
        return words(self._around[0]) if self.is_in_digits else self.said

    @property
    def after(self) -> list[str]:
        """The words behind the number in the quote."""
        return words(self._around[1])

    @property
    def after_unit(self) -> list[str]:
        """The words behind the number and its unit."""
        unit = words(self.unit)
        return self.after[len(unit) :] if self.after[: len(unit)] == unit else self.after

    @property
    def clause_after(self) -> list[str]:
        """The words behind the number, up to the next mark or number."""
        return words(_CLAUSE_END.split(self._around[1], maxsplit=1)[0])

    @property
    def _around(self) -> tuple[str, str]:
        """The quote in front of and behind the number, which is no part of a longer one."""
        if not self.written:
            return self.quote, ""
        found = re.search(rf"(?<![\d.,]){re.escape(self.written)}(?![.,]?\d)", self.quote)
        if found is None:
            before, _, after = self.quote.partition(self.written)
            return before, after
        return self.quote[: found.start()], self.quote[found.end() :]

    @property
    def is_in_digits(self) -> bool:
        """Whether the number is written, not said in words."""
        return not self.written or any(char.isdigit() for char in self.written)

    @property
    def sum_of(self) -> frozenset[str]:
        """The codes it is said to be the sum of: "A4.1 + A4.2 together"."""
        found = _SUM.search(self.code) or _SUM.search(self.gap)
        return frozenset(re.findall(_CODE, found[0])) if found else frozenset()

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit.startswith("%")

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return is_money(self.unit)


@dataclass(frozen=True, slots=True)
class Holder:
    """Ô giữ một con số.

    `table` is the letter of the form it is printed in, `record` the kind of work record that keeps
    it ("" for the figures of the forms), `row` an indicator or a topic, `column` a column of the
    form or a field (money as "group.source"). `comparison` says that the number is worked out
    there: v0, vp, share, of. `base` tells what a percentage in a target is of, `period` the period
    of a record of support.
    """

    table: str
    row: str
    column: str
    label: str
    unit: str = ""
    record: str = ""
    subject: str = ""
    sector: str = ""
    year: int | None = None
    measure: str = ""
    comparison: str = ""
    base: str = ""
    period: str = ""


def stated_figures(raw: Any) -> tuple[StatedFigure, ...]:
    """The entries of a file of figures; raises InvalidInputError for another shape."""
    entries = raw.get("figures") if isinstance(raw, Mapping) else None
    if not isinstance(entries, list) or not all(isinstance(each, Mapping) for each in entries):
        raise InvalidInputError("Tệp không có danh sách “figures”. Chọn tệp số liệu khác.")
    return tuple(_stated(each, place) for place, each in enumerate(entries, start=1))


def _stated(raw: Mapping[str, Any], place: int) -> StatedFigure:
    if "id" not in raw or "class" not in raw:
        raise InvalidInputError(f"Mục thứ {place} của “figures” thiếu id hoặc class.")
    year, line, also = raw.get("year"), raw.get("line"), raw.get("also_codes")
    return StatedFigure(
        id=_text(raw, "id"),
        group=_text(raw, "class"),
        code=_text(raw, "code"),
        also=tuple(map(str, also)) if isinstance(also, list) else (),
        quote=_text(raw, "quote"),
        written=_text(raw, "as_written"),
        unit=_text(raw, "unit"),
        operator=_text(raw, "operator") or "=",
        is_range="value_max" in raw,
        subject=_text(raw, "subject"),
        year=year if isinstance(year, int) else None,
        measure=_text(raw, "measure"),
        as_of=_text(raw, "as_of"),
        direction=_text(raw, "direction"),
        versus=_text(raw, "versus"),
        line=line if isinstance(line, int) else None,
        seed=_text(raw, "seed"),
        gap=_text(raw, "gap"),
    )


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return "" if value is None else str(value)


def is_money(unit: str) -> bool:
    """Whether a unit is one of money; a contract (hợp đồng) is none."""
    return _MONEY.search(unit) is not None


def words(text: str) -> list[str]:
    """The words that carry meaning, folded, in the catalogue's own terms."""
    folded = _SAME.sub(lambda found: SAME_WORDS[found[0]], fold(text))
    return [word for word in _WORD.findall(folded) if word not in _EMPTY_WORDS]


def likeness(label: str, said: Sequence[str]) -> int:
    """How much of a label was said: words once, neighbours three times; 0 where nothing was."""
    own = words(_ASIDE.sub("", label))
    pairs = set(pairwise(said))
    together = sum(pair in pairs for pair in pairwise(own))
    return len(set(own) & set(said)) + ONE_PAIR * together


def is_said(label: str, said: Sequence[str]) -> bool:
    """Whether most words of a label were said."""
    own, (part, whole) = set(words(_ASIDE.sub("", label))), ENOUGH
    return bool(own) and whole * len(own & set(said)) >= part * len(own)


def nearest(labels: Iterable[tuple[T, str]], said: Sequence[str]) -> T | None:
    """The item whose label was said most, of equals the first and shortest; None where none was."""
    scored = [(likeness(label, said), -len(words(label)), item) for item, label in labels]
    best = max(scored, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] else None
