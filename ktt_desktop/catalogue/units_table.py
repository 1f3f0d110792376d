"""One table of administrative units, read strictly: an error names the file and the line."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import UnitLevel

COLUMNS = ("code", "level", "name", "parent", "valid_from", "valid_to", "successors")
KINDS = ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã")

_CODES = {
    UnitLevel.PROVINCE: re.compile(r"[0-9]{2}"),
    UnitLevel.DISTRICT: re.compile(r"[0-9]{3}"),
    UnitLevel.COMMUNE: re.compile(r"[0-9]{5}"),
}
_HEIRS = _CODES | {UnitLevel.DISTRICT: _CODES[UnitLevel.COMMUNE]}  # an island: its đặc khu
_LEVELS = {level.value: level for level in _CODES}
_RANK = {level: rank for rank, level in enumerate(_CODES)}  # from the province down
_PREFIXES = tuple(f"{kind} " for kind in KINDS)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unit:
    """Đơn vị hành chính with the name it bore in a time; an open end is None.

    `successors` are codes of today's units; several when the unit was divided.
    """

    code: str
    level: UnitLevel
    name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]

    @property
    def short_name(self) -> str:
        """Tên riêng, without the kind: "Lạng Giang"."""
        prefix = next(each for each in _PREFIXES if self.name.startswith(each))
        return self.name.removeprefix(prefix)

    @property
    def running_name(self) -> str:
        """The name inside a sentence: "xã Lạng Giang", "thành phố Hà Nội"."""
        return self.name[0].lower() + self.name[1:]

    @property
    def first_day(self) -> date:
        """The first day of the name; the earliest date where unknown."""
        return self.valid_from or date.min

    @property
    def last_day(self) -> date:
        """The last day of the name; the latest date while it is in use."""
        return self.valid_to or date.max

    def exists(self, on: date) -> bool:
        """Whether the unit bore this name on that day."""
        return self.first_day <= on <= self.last_day


def read_table(path: Path, rows: int, first_day: date, last_day: date) -> tuple[Unit, ...]:
    """The units of a time; raises CatalogueError naming the file and the line."""
    lines = _lines(path)
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise CatalogueError(f"{path.name}, dòng 1: tiêu đề cột phải là {', '.join(COLUMNS)}.")
    units: list[Unit] = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            unit = _unit(line.split("\t"))
            if unit.first_day < first_day or unit.last_day > last_day:
                raise ValueError("ngày hiệu lực không thuộc thời kỳ của bảng này")
        except ValueError as error:
            raise CatalogueError(f"{path.name}, dòng {number}: {error}.") from error
        units.append(unit)
    if len(units) != rows:
        raise CatalogueError(f"{path.name}, dòng {len(lines)}: có {len(units)} dòng, cần {rows}.")
    _check_parents(units, path.name)
    return tuple(units)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: không đọc được ({error}).") from error
    lines = text.removesuffix("\n").split("\n")
    if not unicodedata.is_normalized("NFC", text):
        normal = (unicodedata.is_normalized("NFC", line) for line in lines)
        number = list(normal).index(False) + 1
        raise CatalogueError(f"{path.name}, dòng {number}: chữ chưa ở dạng Unicode dựng sẵn.")
    return lines


def _unit(cells: Sequence[str]) -> Unit:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"có {len(cells)} ô, cần {len(COLUMNS)}")
    code, level, name, parent, valid_from, valid_to, successors = cells
    if level not in _LEVELS:
        raise ValueError(f"không có cấp «{level}»")
    unit = Unit(
        code=code,
        level=_LEVELS[level],
        name=name,
        parent=parent or None,
        valid_from=_day(valid_from),
        valid_to=_day(valid_to),
        successors=tuple(successors.split(" ")) if successors else (),
    )
    _check_unit(unit)
    return unit


@lru_cache(maxsize=64)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"ngày «{text}» không đúng dạng năm-tháng-ngày") from error


def _check_unit(unit: Unit) -> None:
    if not _CODES[unit.level].fullmatch(unit.code):
        raise ValueError(f"mã «{unit.code}» không đúng số chữ số của cấp «{unit.level}»")
    if not unit.name.startswith(_PREFIXES):
        raise ValueError(f"tên «{unit.name}» không bắt đầu bằng loại đơn vị (Tỉnh, Xã…)")
    if unit.name.split() != unit.name.split(" "):
        raise ValueError(f"tên «{unit.name}» thừa dấu cách")
    if unit.first_day > unit.last_day:
        raise ValueError("ngày hết hiệu lực trước ngày có hiệu lực")
    heir = _HEIRS[unit.level]
    if not all(heir.fullmatch(code) for code in unit.successors):
        raise ValueError("mã đơn vị kế tiếp không đúng cấp")


def _check_parents(units: Sequence[Unit], file: str) -> None:
    """The rows of a code follow each other in time, within the time of a parent one level up."""
    versions: dict[str, list[Unit]] = {}
    for unit in units:
        versions.setdefault(unit.code, []).append(unit)
    for number, unit in enumerate(units, start=2):
        own, above = versions[unit.code], versions.get(unit.parent or "", [])
        if any(later.first_day - earlier.last_day != _DAY for earlier, later in pairwise(own)):
            raise CatalogueError(
                f"{file}, dòng {number}: các dòng của mã «{unit.code}» không nối tiếp nhau."
            )
        if not _belongs(unit, above):
            raise CatalogueError(f"{file}, dòng {number}: không có đơn vị cấp trên phù hợp.")


def _belongs(unit: Unit, above: Sequence[Unit]) -> bool:
    if unit.parent is None:
        return unit.level is UnitLevel.PROVINCE
    return (
        bool(above)
        and _RANK[above[0].level] < _RANK[unit.level]
        and above[0].first_day <= unit.first_day
        and unit.last_day <= above[-1].last_day
    )
