"""The ZIP of a workbook looked at before it is opened: limits, hidden rows, formulas, fonts."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from posixpath import join, normpath

from ktt_desktop.domain.errors import UnreadableFileError

MOST_MEMBERS, LARGEST_UNPACKED, HIGHEST_RATIO = 5_000, 400 * 1024 * 1024, 400
SMALL = 1 << 20  # bytes; below, any ratio is harmless
MOST_CELLS = 10_000_000  # of the rectangle from A1 to the farthest cell
MOST_COLUMNS = 702  # as far as column ZZ
_ROW = re.compile(rb'<row [^>]*?r="(\d{1,9})"')
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"[^>]*>')
_NUMBER = re.compile(rb'\br="(\d{1,9})"')
_CELL = re.compile(rb'r="([A-Z]{1,9})(\d{1,9})"')
_UNCOMPUTED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_STYLED = re.compile(rb'<c (?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")[^>]*\bs="(\d{1,6})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*?/?>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_FONT = re.compile(r"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
_FONT_NAME = re.compile(r'<(?:\w+:)?(?:name|rFont)\b[^>]*val="([^"]*)"')
_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(r'<(?:\w+:)?xf\b[^>]*?fontId="(\d+)"')

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Những điều của một trang mà bộ đọc không cho biết; rows and columns from 0."""

    hidden_rows: frozenset[int] = frozenset()
    uncomputed: frozenset[Place] = frozenset()  # formulas without a result in the file


@dataclass(frozen=True)
class Package:
    """Gói ZIP của một bảng tính."""

    name: str
    content: bytes
    members: dict[str, SheetFacts] = field(default_factory=dict)  # worksheets by their path

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """The rows the officer does not see."""
        return self._facts(sheet).hidden_rows

    def is_uncomputed(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell is a formula without a result in the file."""
        return (row, column) in self._facts(sheet).uncomputed

    def _facts(self, sheet: str) -> SheetFacts:
        return self.members.get(self._paths.get(sheet, ""), SheetFacts())

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The part of each sheet by its name."""
        book, relations = (
            self._text(each) for each in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
        )
        targets = {
            _attribute(each, "Id"): _attribute(each, "Target")
            for each in _RELATION.findall(relations)
        }
        return {
            _attribute(each, "name"): normpath(
                join("/xl", targets.get(_attribute(each, "r:id"), ""))
            )[1:]
            for each in _SHEET.findall(book)
        }

    def _text(self, member: str) -> str:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            if member not in archive.namelist():
                return ""
            return archive.read(member).decode("utf-8", "replace")

    def fonts(self, sheet: str) -> dict[Place, str]:
        """The font of every styled cell of a sheet."""
        styles = self._text("xl/styles.xml")
        names = [
            found[1] if (found := _FONT_NAME.search(each)) else "" for each in _FONT.findall(styles)
        ]
        block = _FORMATS.search(styles)
        of_format = [
            names[int(each)] if int(each) < len(names) else ""
            for each in _FORMAT.findall(block[0] if block else "")
        ]
        part = self._text(self._paths.get(sheet, "")).encode()
        return {
            _place(column, row): of_format[int(style)]
            for column, row, style in _STYLED.findall(part)
            if int(style) < len(of_format)
        }


def opened(name: str, content: bytes) -> Package:
    """The package within its limits; raises UnreadableFileError."""
    package = Package(name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(name, archive.infolist())
            for each in archive.infolist():
                if each.filename.endswith((".xml", ".rels")):
                    _look_at(package, each.filename, archive.read(each))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFileError(f"Tệp {name} bị hỏng khi sao chép. Chép lại tệp.") from error
    return package


def _check_sizes(name: str, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(each.file_size for each in members)
    swollen = any(
        each.file_size > SMALL and each.file_size > HIGHEST_RATIO * max(each.compress_size, 1)
        for each in members
    )
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or swollen:
        raise UnreadableFileError(f"Tệp {name} khi giải nén lớn quá mức cho phép.")


def _look_at(package: Package, path: str, part: bytes) -> None:
    if b"<!ENTITY" in part or b"<!DOCTYPE" in part[:2000]:
        raise UnreadableFileError(
            f"Tệp {package.name} có khai báo lạ, không do Excel ghi. Mở bằng Excel rồi lưu lại."
        )
    if b"<sheetData" not in part[:200_000] and "/worksheets/" not in path:
        return
    if _is_far(part):
        raise UnreadableFileError(
            f"Tệp {package.name} có ô ở quá xa (quá nhiều cột hoặc dòng trống). "
            "Xóa các cột, dòng thừa trong Excel rồi lưu lại."
        )
    hidden = _HIDDEN.findall(part) if b'hidden="' in part else []
    rows = {int(found[1]) - 1 for each in hidden if (found := _NUMBER.search(each))}
    formulas = _UNCOMPUTED.findall(part) if b"<f" in part else []
    package.members[path] = SheetFacts(
        frozenset(rows), frozenset(_place(column, row) for column, row in formulas)
    )


def _is_far(part: bytes) -> bool:
    """Whether the rectangle of the cells is too large; every cell is read only where it may be."""
    tallest = max(map(int, _ROW.findall(part)), default=1)
    digits = len(str(tallest))
    most_columns = min(MOST_COLUMNS, MOST_CELLS // 10**digits)
    first = chr(ord("A") + min(max(most_columns // 26, 1), 26) - 1)  # AA to this letter are near
    beyond = f"[{chr(ord(first) + 1)}-Z][A-Z]|" if first < "Z" else ""
    near = most_columns >= 26 and not re.search(
        rf'r="(?:{beyond}[A-Z]{{3,}}|[A-Z]{{1,2}}\d{{{digits + 1},}})'.encode(), part
    )
    if near:
        return False
    cells = set(_CELL.findall(part))
    width = max((_column(column) for column, _ in cells), default=0) + 1
    height = max([tallest, *(int(row) for _, row in cells)])
    return width > MOST_COLUMNS or width * height > MOST_CELLS


def _place(column: bytes, row: bytes) -> Place:
    return int(row) - 1, _column(column)


def _column(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number - 1


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\b{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return unescape(found[1] or found[2] or "") if found else ""
