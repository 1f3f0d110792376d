"""The ZIP of a workbook looked at before it is opened: limits, hidden rows, formulas, fonts."""

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from itertools import islice
from posixpath import basename, dirname, join, normpath

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Span
from ktt_desktop.interchange.sheets.cell_comments import comments_of
from ktt_desktop.interchange.sheets.error_cells import MOST as MOST_ERRORS
from ktt_desktop.interchange.sheets.far_cells import Place, column_of, is_far
from ktt_desktop.interchange.sheets.old_workbook import locked
from ktt_desktop.interchange.sheets.open_document import OpenDocument
from ktt_desktop.interchange.sheets.other_kinds import of_members
from ktt_desktop.interchange.sheets.shared_texts import (
    MOST_INLINE,
    MOST_TEXT,
    MOST_TEXTS,
    is_too_much,
    lengths,
    own_texts,
    shared_cells,
)

MOST_MEMBERS, LARGEST_UNPACKED, HIGHEST_RATIO = 5_000, 400 * 1024 * 1024, 400
SMALL = 1 << 20  # bytes; below, any ratio is harmless
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"[^>]*>')
_NUMBER = re.compile(rb'\br="(\d{1,9})"')
_UNCOMPUTED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_ERROR = re.compile(
    rb'<c (?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")[^>]*\bt="e"[^>]*>'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,20})</v>"
)
_STYLED = re.compile(rb'<c (?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")[^>]*\bs="(\d{1,6})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*?/?>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_FONT = re.compile(r"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
_FONT_NAME = re.compile(r'<(?:\w+:)?(?:name|rFont)\b[^>]*val="([^"]*)"')
_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(r'<(?:\w+:)?xf\b[^>]*?fontId="(\d+)"')


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Những điều của một trang mà bộ đọc không cho biết; rows and columns from 0."""

    hidden_rows: frozenset[int] = frozenset()
    uncomputed: frozenset[Place] = frozenset()  # formulas without a result in the file
    errors: dict[Place, str] = field(default_factory=dict)


NO_FACTS = SheetFacts()


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

    def spans(self, sheet: str) -> tuple[Span, ...]:
        """None: the reader of the values tells them."""
        return ()

    def errors(self, sheet: str) -> dict[Place, str]:
        """What the cells show whose formulas went wrong."""
        return self._facts(sheet).errors

    def comments(self, sheet: str) -> dict[Place, str]:
        """What officers noted on cells."""
        path = self._paths.get(sheet, "")
        beside = {"/comments": b"", "/threadedComment": b""}
        relations = self._text(join(dirname(path), "_rels", f"{basename(path)}.rels"))
        for each in _RELATION.findall(relations):
            for kind in beside:
                if _attribute(each, "Type").endswith(kind):
                    target = normpath(join("/", dirname(path), _attribute(each, "Target")))[1:]
                    beside[kind] = self._text(target).encode()
        return comments_of(*beside.values())

    def _facts(self, sheet: str) -> SheetFacts:
        return self.members.get(self._paths.get(sheet, ""), NO_FACTS)

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


def opened(name: str, content: bytes) -> Package | OpenDocument:
    """The package within its limits; raises UnreadableFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_sizes(name, members)
            names = {each.filename for each in members}
            if said := of_members(names):
                raise UnreadableFileError(f"{name} {said}")
            if _is_locked(archive, members):
                raise locked(name)
            if "content.xml" in names:
                return _open_document(name, archive)
            return _package(name, content, archive)
    except (
        *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
        *(NotImplementedError, RuntimeError, EOFError, OSError),
    ) as error:
        raise UnreadableFileError(f"{name} bị hỏng khi sao chép. Chép lại tệp.") from error


def _package(name: str, content: bytes, archive: zipfile.ZipFile) -> Package:
    package = Package(name, content)
    cells, own, inline, texts = 0, 0, 0, [0]
    for each in archive.infolist():
        part = archive.read(each)
        _look_at(package, each.filename, part)
        if each.filename in package.members:
            cells += shared_cells(part)
            if here := own_texts(part):
                own, inline = own + here, inline + len(part)
        elif each.filename.endswith("sharedStrings.xml"):
            texts = lengths(part)
    if cells + own > MOST_TEXTS or inline > MOST_INLINE:
        raise _swollen(name)
    sheets = (archive.read(each) for each in package.members)
    if max(texts, default=0) * cells > MOST_TEXT and is_too_much(texts, sheets):
        raise _swollen(name)
    return package


def _is_locked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bool:
    """Whether a member of the ZIP is encrypted, or the manifest of an .ods says so."""
    if any(each.flag_bits & 1 for each in members):
        return True
    said = (archive.read(each) for each in members if each.filename == "META-INF/manifest.xml")
    return any(b"encryption-data" in each for each in said)


def _open_document(name: str, archive: zipfile.ZipFile) -> OpenDocument:
    parts = [
        archive.read(each) if each in archive.namelist() else b""
        for each in ("content.xml", "styles.xml")
    ]
    for each in parts:
        _check_declarations(name, each)
    document = OpenDocument(*parts)
    if document.is_far:
        raise _far(name)
    if document.is_swollen:
        raise _swollen(name)
    return document


def _check_sizes(name: str, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(each.file_size for each in members)
    swollen = any(
        each.file_size > SMALL and each.file_size > HIGHEST_RATIO * max(each.compress_size, 1)
        for each in members
    )
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or swollen:
        raise _swollen(name)


def _swollen(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} khi giải nén lớn quá mức cho phép. Tách danh sách thành nhiều tệp."
    )


def _look_at(package: Package, path: str, part: bytes) -> None:
    _check_declarations(package.name, part)
    if b"sheetData" not in part:
        return
    if is_far(part):
        raise _far(package.name)
    hidden = _HIDDEN.findall(part) if b'hidden="' in part else []
    rows = {int(found[1]) - 1 for each in hidden if (found := _NUMBER.search(each))}
    formulas = _UNCOMPUTED.findall(part) if b"<f" in part else []
    wrong = islice(_ERROR.finditer(part), MOST_ERRORS) if b't="e"' in part else ()
    package.members[path] = SheetFacts(
        frozenset(rows),
        frozenset(_place(column, row) for column, row in formulas),
        {_place(each[1], each[2]): each[3].decode("utf-8", "replace") for each in wrong},
    )


def _check_declarations(name: str, part: bytes) -> None:
    """No entities, and no letters of two bytes, in which nothing here would be found."""
    start = part[:2000]
    is_xml = start.lstrip(b"\xef\xbb\xbf\0 \t\r\n\xff\xfe").startswith(b"<")
    if is_xml and (b"\0" in start or b"<!DOCTYPE" in start or b"<!ENTITY" in part):
        raise UnreadableFileError(
            f"{name} có khai báo lạ, không do Excel ghi. Mở bằng Excel rồi lưu lại."
        )


def _far(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} có ô ở quá xa (quá nhiều cột hoặc dòng trống). "
        "Xóa các cột, dòng thừa trong Excel rồi lưu lại."
    )


def _place(column: bytes, row: bytes) -> Place:
    return int(row) - 1, column_of(column)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\b{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return unescape(found[1] or found[2] or "") if found else ""
