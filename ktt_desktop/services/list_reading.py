"""A list file as officers keep it, read and understood: what it says, nothing written yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ktt_desktop.catalogue.listed_places import Around, ListedCommune, ListedPlaces, around
from ktt_desktop.catalogue.units import Units
from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.decoding import Converted, decoded, lost_letters
from ktt_desktop.domain.importing.heads import LOOKED_AT, head_score
from ktt_desktop.domain.importing.reading import read_lists
from ktt_desktop.domain.importing.records import Issue, ReadList
from ktt_desktop.domain.importing.said_day import said_day
from ktt_desktop.domain.importing.table import Row, Sheet, text_of
from ktt_desktop.domain.importing.tax_codes import read_tax_code
from ktt_desktop.domain.importing.words import ImportWords, plain
from ktt_desktop.domain.progress import Progress
from ktt_desktop.interchange.sheets.reader import read_sheets
from ktt_desktop.services.list_duplicates import Duplicate, duplicates, shared_codes

HIDDEN, NO_LIST = "trang ẩn", "không có danh sách"
TOP = 15  # rows that may name the place and the day of a list, where it has no head


@dataclass(frozen=True, slots=True)
class PlacedList:
    """Một danh sách với địa bàn và mã số thuế của từng dòng; all as long as the list."""

    list: ReadList
    communes: tuple[ListedCommune | None, ...]
    tax_codes: tuple[str, ...]
    in_name: frozenset[int] = frozenset()  # places whose commune was taken from the name


@dataclass(slots=True)
class FileReading:
    """Kết quả đọc thử một tệp."""

    file: str
    as_of: date | None
    around: Around
    lists: list[PlacedList] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    converted: list[Converted] = field(default_factory=list)
    unread: list[tuple[str | None, str]] = field(default_factory=list)


def read_list_file(
    path: Path, words: ImportWords, units: Units, progress: Progress, home: Around | None = None
) -> FileReading:
    """Read a file without writing anything; raises UnreadableFileError.

    `home` is where the lists are from when they do not say so.
    """
    progress.report(0, 4, f"Đọc tệp {path.name}")
    found = FileReading(path.name, None, home or Around())
    sheets = []
    for each in read_sheets(path):
        sheet, converted = decoded(each)
        sheets.append(sheet)
        found.converted.extend(converted)
    progress.report(1, 4, "Tìm hiểu các cột")
    lists: list[ReadList] = []
    for sheet in sheets:
        if not (read := _lists(path.name, sheet, words)):
            found.unread.append((sheet.name, HIDDEN if sheet.hidden else NO_LIST))
        lists.extend(read)
    if not lists:
        raise _no_list(path.name, sheets, words)
    progress.report(2, 4, "Tra xã, mã số thuế")
    above, below = _around_lists(sheets, words)
    said = around(units, (*above, *below))
    found.around = Around(
        said.district or found.around.district, said.province or found.around.province
    )
    found.as_of = said_day(above, below)
    places = ListedPlaces(units, found.around, found.as_of or date.today())  # noqa: DTZ011
    found.lists = [_placed(each, places) for each in lists]
    progress.report(3, 4, "Tìm dòng trùng")
    _find_same(found)
    progress.report(4, 4, "Xong")
    return found


def _lists(file: str, sheet: Sheet, words: ImportWords) -> list[ReadList]:
    """The lists of a sheet with organisations in them; none of a hidden sheet."""
    if sheet.hidden:
        return []
    lists = [each for each in read_lists(sheet, words) if each.names]
    lost, is_lost = lost_letters(sheet) if lists else ([], False)
    if is_lost:
        raise UnreadableFileError(
            f"Tệp {file} đã mất chữ có dấu (thành dấu “?”), ví dụ “{lost[0].value[:40]}”, không "
            "đoán lại được. Xin bản gốc, hoặc mở tệp gốc và lưu lại dạng Excel hay UTF-8."
        )
    for each in lists:
        each.issues.extend(issue for issue in lost if issue.row in set(each.rows))
    return lists


def _no_list(file: str, sheets: Sequence[Sheet], words: ImportWords) -> UnreadableFileError:
    if any(_is_turned(sheet, words) for sheet in sheets):
        return UnreadableFileError(
            f"Tệp {file} ghi mỗi tổ chức một cột. Trong Excel chép bảng rồi dán xoay "
            "(Paste Special, Transpose) để mỗi tổ chức một dòng."
        )
    return UnreadableFileError(
        f"Tệp {file} không có danh sách nào: không thấy dòng tiêu đề có tên tổ chức, "
        "hoặc dưới tiêu đề không có dòng nào."
    )


def _is_turned(sheet: Sheet, words: ImportWords) -> bool:
    """Whether the heads stand below each other in one of the first columns."""
    rows = sheet.rows[:LOOKED_AT]
    width = min(3, len(rows[0]) if rows else 0)
    return any(head_score([row[column] for row in rows], words) >= 3 for column in range(width))


def _around_lists(sheets: Sequence[Sheet], words: ImportWords) -> tuple[list[str], list[str]]:
    """The texts above the lists, and those below them."""
    above: list[str] = []
    below: list[str] = []
    for sheet in sheets:
        first = _first_head(sheet, words)
        above.extend(_texts(sheet.rows[:first]))
        above.append(sheet.name or "")
        below.extend(text for row in sheet.rows[first:][-TOP:] for text in _notes(row))
    return above, below


def _first_head(sheet: Sheet, words: ImportWords) -> int:
    scores = [head_score(row, words) for row in sheet.rows[:LOOKED_AT]]
    best = max(scores, default=0)
    return scores.index(best) if best >= 2 else min(TOP, len(sheet.rows))


def _texts(rows: Iterable[Row]) -> Iterator[str]:
    return (text_of(value) for row in rows for value in row if isinstance(value, str) and value)


def _notes(row: Row) -> list[str]:
    """What a row below a list says: one that has little beside the words."""
    texts = [text_of(value) for value in row if text_of(value)]
    return texts if len(texts) <= 2 else []


def _placed(read: ReadList, places: ListedPlaces) -> PlacedList:
    communes, in_name = _communes(read, places)
    return PlacedList(read, tuple(communes), tuple(_tax_codes(read)), frozenset(in_name))


def _communes(read: ReadList, places: ListedPlaces) -> tuple[list[ListedCommune | None], list[int]]:
    """Each commune asked once; one is taken from a name only where the list tells others."""
    known: dict[tuple[str, ...], ListedCommune | None] = {}
    is_told = any(read.communes)
    found: list[ListedCommune | None] = []
    in_name: list[int] = []
    for at, text in enumerate(read.communes):
        group = read.groups[at]
        around = read.text("district", at) or group.district, read.text("province", at)
        key = (text, read.text("address", at), group.heading, *around)
        if key not in known:
            known[key] = _commune(places, *key)
        commune = known[key]
        if commune is None and is_told:
            commune = places.in_name(read.names[at], *around)
            in_name.extend([at] if commune else [])
        if commune is not None and commune.doubt:
            read.issues.append(Issue(read.rows[at], "xã", text or commune.name, commune.doubt))
        found.append(commune)
    return found, in_name


def _commune(
    places: ListedPlaces, text: str, address: str, heading: str, district: str, province: str
) -> ListedCommune | None:
    """What the cell says, else the address, else a heading that is the name of one commune."""
    if text and "," in text:
        return places.in_address(text, district, province) or places.commune(
            text, district, province
        )
    if text:
        return places.commune(text, district, province)
    if address and (found := places.in_address(address, district, province)):
        return found
    if heading:
        found = places.commune(heading, district, province)
        return None if found.doubt else found
    return None


def _tax_codes(read: ReadList) -> Iterator[str]:
    texts = read.texts.get("tax_code", [""] * len(read.names))
    for at, (code, doubt) in enumerate(map(read_tax_code, texts)):
        if doubt:
            read.issues.append(Issue(read.rows[at], "mã số thuế", texts[at], doubt))
        yield code


def _find_same(found: FileReading) -> None:
    lists = [each.list for each in found.lists]
    codes = [each.tax_codes for each in found.lists]
    where = [
        [
            commune.name if commune else plain(each.list.text("district", at))
            for at, commune in enumerate(each.communes)
        ]
        for each in found.lists
    ]
    found.duplicates = list(duplicates(lists, where, codes))
    for read, at, reason in shared_codes(lists, codes):
        read.issues.append(Issue(read.rows[at], "mã số thuế", codes[lists.index(read)][at], reason))
