"""A list file as officers keep it, read and understood: what it says, nothing written yet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ktt_desktop.catalogue.listed_around import around
from ktt_desktop.catalogue.listed_places import Around, ListedCommune, ListedPlaces
from ktt_desktop.catalogue.units import Units
from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.choices import AS_PROPOSED, Choices, ListAt, ListChoice
from ktt_desktop.domain.importing.decoding import Converted, lost_letters
from ktt_desktop.domain.importing.heads import LOOKED_AT, head_score
from ktt_desktop.domain.importing.lists import read_lists
from ktt_desktop.domain.importing.records import Issue, ReadList
from ktt_desktop.domain.importing.said_day import said_day
from ktt_desktop.domain.importing.support import is_support
from ktt_desktop.domain.importing.table import Row, Sheet, text_of
from ktt_desktop.domain.importing.tax_codes import read_tax_code
from ktt_desktop.domain.importing.template_mark import TEMPLATE_SHEETS
from ktt_desktop.domain.importing.template_reading import MarkedSheet, marked_sheets
from ktt_desktop.domain.importing.words import ImportWords, plain
from ktt_desktop.domain.progress import Progress
from ktt_desktop.runtime.uncollected import uncollected
from ktt_desktop.services.list_duplicates import Duplicate, duplicates, shared_codes
from ktt_desktop.services.list_files import OpenedFile, open_file

HIDDEN, NO_LIST = "trang ẩn", "không có danh sách"
NO_CHOICES: Choices = MappingProxyType({})
_BESIDE = re.compile(r"(?i)^ubnd |\s*\((?:cũ|mới)\)$| cũ$")
_OF_BEFORE = re.compile(r"\b(?:cu|truoc (?:khi )?(?:sap (?:nhap|xep)|1/7/2025))\b")
_ADDRESS_BEHIND = re.compile(r"(?i),.*\b(?:xã |phường |thị trấn |tt[. ]|[px]\.)")
_COMMUNE_NAMED = re.compile(r"(?i)(?<!tác )\b(?:xã |phường |thị trấn |tt[. ]\s*)")
TOP = 15  # rows that may name the place and the day of a list, where it has no head


@dataclass(frozen=True, slots=True)
class PlacedList:
    """Một danh sách với địa bàn và mã số thuế của từng dòng; all as long as the list."""

    at: ListAt
    list: ReadList
    communes: tuple[ListedCommune | None, ...]
    tax_codes: tuple[str, ...]
    in_name: frozenset[int] = frozenset()  # places whose commune was taken from the name


@dataclass(slots=True)
class FileReading:
    """Kết quả đọc thử một tệp; `left_out` are the lists the officer does not take."""

    file: str
    as_of: date | None
    around: Around
    digest: str = ""
    lists: list[PlacedList] = field(default_factory=list)
    left_out: list[tuple[ListAt, ReadList]] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    converted: list[Converted] = field(default_factory=list)
    unread: list[tuple[str | None, str]] = field(default_factory=list)


def read_list_file(
    path: Path, words: ImportWords, units: Units, progress: Progress, home: Around | None = None
) -> FileReading:
    """Read a file without writing anything; raises UnreadableFileError.

    `home` is where the lists are from when they do not say so.
    """
    return read_opened(open_file(path, progress), words, units, progress, home)


@uncollected()
def read_opened(
    opened: OpenedFile,
    words: ImportWords,
    units: Units,
    progress: Progress,
    home: Around | None = None,
    choices: Choices = NO_CHOICES,
) -> FileReading:
    """Understand an opened file as the officer chose; raises UnreadableFileError, CancelledError.

    A hidden sheet is read where a choice for it says so.
    """
    progress.report(1, 4, "Tìm hiểu các cột")
    sheets = opened.sheets
    found = FileReading(opened.name, None, home or Around(), opened.digest)
    found.converted.extend(opened.converted)
    marks = marked_sheets(sheets, words)
    lists = _taken(opened, words, choices, marks, found)
    if not lists and not found.left_out:
        raise _no_list(opened.name, sheets, words)
    progress.report(2, 4, "Tra xã, mã số thuế")
    ends = {at.sheet: each.rows[-1] for at, each in lists if each.rows}
    around_sheets = (
        []
        if marks
        else [
            _around_list(sheet, ends.get(number, 0), words) for number, sheet in enumerate(sheets)
        ]
    )
    said = around(units, [text for each in around_sheets for texts in each for text in texts])
    found.around = Around(
        said.district or found.around.district, said.province or found.around.province
    )
    listed = [each for number, each in enumerate(around_sheets) if number in ends] or around_sheets
    found.as_of = _said_day(listed) or _said_day(around_sheets)
    places = ListedPlaces(units, found.around, found.as_of or date.today())  # noqa: DTZ011
    for at, each in lists:
        top = around_sheets[at.sheet][0] if around_sheets else []
        nearer = places.within(around(units, top))
        found.lists.append(_placed(at, each, nearer, choices.get(at, AS_PROPOSED), top))
    progress.report(3, 4, "Tìm dòng trùng")
    _find_same(found, words)
    progress.report(4, 4, "Xong")
    return found


def _taken(
    opened: OpenedFile,
    words: ImportWords,
    choices: Choices,
    marks: Mapping[int, MarkedSheet],
    found: FileReading,
) -> list[tuple[ListAt, ReadList]]:
    """The lists the officer takes; what else the sheets hold is noted in the reading."""
    lists: list[tuple[ListAt, ReadList]] = []
    for number, sheet in enumerate(opened.sheets):
        if marks and sheet.name in TEMPLATE_SHEETS:
            continue
        own = {at.number: choice for at, choice in choices.items() if at.sheet == number}
        if number in marks:
            own[0] = marks[number].chosen(own.get(0, AS_PROPOSED))
        read = _lists(opened.name, sheet, words, own)
        if number in marks:
            read[0][1].issues.extend(marks[number].issues)
        if not read:
            found.unread.append((sheet.name, HIDDEN if sheet.hidden else NO_LIST))
        for place, each in read:
            is_taken = own.get(place, AS_PROPOSED).is_taken
            (lists if is_taken else found.left_out).append((ListAt(number, place), each))
    return lists


def _lists(
    file: str, sheet: Sheet, words: ImportWords, choices: Mapping[int, ListChoice]
) -> list[tuple[int, ReadList]]:
    """The lists of a sheet with organisations, or with the officer's columns; by their number."""
    if sheet.hidden and not any(each.is_taken for each in choices.values()):
        return []
    lists = [
        (number, each)
        for number, each in enumerate(read_lists(sheet, words, choices))
        if each.names or number in choices
    ]
    lost, is_lost = lost_letters(sheet) if lists else ([], False)
    if is_lost:
        raise UnreadableFileError(
            f"Tệp {file} đã mất chữ có dấu (thành dấu “?”), ví dụ “{lost[0].value[:40]}”, không "
            "đoán lại được. Xin bản gốc, hoặc mở tệp gốc và lưu lại dạng Excel hay UTF-8."
        )
    for number, each in lists:
        fixed = {row for row, _ in choices.get(number, AS_PROPOSED).fixes}
        rows = set(each.rows)
        each.issues.extend(
            issue
            for issue in lost
            if issue.row in rows and not (issue.row in fixed and _is_gone(issue, each))
        )
    return lists


def _is_gone(issue: Issue, read: ReadList) -> bool:
    """Whether a text is no longer what a row says."""
    at = read.rows.index(issue.row)
    said = (read.names[at], *(column[at] for column in read.texts.values()))
    return " ".join(issue.value.split()) not in said


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


def _around_list(sheet: Sheet, last: int, words: ImportWords) -> tuple[list[str], list[str]]:
    """The texts above the lists of a sheet with its name, and those below its last organisation."""
    first = _first_head(sheet, words)
    above = [*_texts(sheet.rows[:first]), sheet.name or ""]
    below = [text for row in sheet.rows[max(first, last) :][-TOP:] for text in _notes(row)]
    return above, below


def _said_day(around_sheets: Sequence[tuple[list[str], list[str]]]) -> date | None:
    return said_day(
        [text for above, _ in around_sheets for text in above],
        [text for _, below in around_sheets for text in below],
    )


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


def _placed(
    at: ListAt, read: ReadList, places: ListedPlaces, choice: ListChoice, top: Sequence[str]
) -> PlacedList:
    _drop_days_to_come(read)
    usual = choice.constants.get("commune", "") or places.in_title((read.title, *reversed(top)))
    communes, in_name = _communes(read, places, usual)
    return PlacedList(at, read, tuple(communes), tuple(_tax_codes(read)), frozenset(in_name))


def _drop_days_to_come(read: ReadList) -> None:
    """No organisation was founded after today."""
    today = date.today()  # noqa: DTZ011
    for at, day in enumerate(read.founded):
        if day is not None and day.year >= today.year and day.first_day() > today:
            read.founded[at] = None
            reason = "ngày chưa đến, không thể là ngày thành lập"
            read.issues.append(Issue(read.rows[at], "ngày thành lập", day.short(), reason))


def _communes(
    read: ReadList, places: ListedPlaces, usual: str
) -> tuple[list[ListedCommune | None], list[int]]:
    """Each commune asked once; one is taken from a name only where the list tells others.

    `usual` is that of the rows that say none.
    """
    known: dict[tuple[str, ...], ListedCommune | None] = {}
    heads = [plain(use.head) for use in read.uses if use.field == "commune"]
    is_former = any(_OF_BEFORE.search(head) for head in heads)
    is_told = any(read.communes)
    found: list[ListedCommune | None] = []
    in_name: list[int] = []
    of_rows = zip(
        *(read.communes, read.column("address"), read.groups),
        *(read.column("district"), read.column("province"), read.column("commune_now")),
        strict=True,
    )
    for at, (text, address, group, district, province, said_now) in enumerate(of_rows):
        around = district or group.district, province
        key = (text, address, group.heading, *around)
        if key not in known:
            former = places.former(text, usual) if is_former and text else None
            known[key] = former or _commune(places, *key)
        commune = known[key]
        if commune is None and is_told:
            commune = places.in_name(read.names[at], *around)
            in_name.extend([at] if commune else [])
        if commune is None:
            commune = _commune_named(places, read.names[at], *around)
            in_name.extend([at] if commune else [])
        if said_now:
            commune = places.narrowed(commune, said_now)
        if commune is None and usual and not text:
            commune = places.commune(usual, *around)
        if commune is not None and commune.doubt:
            read.issues.append(Issue(read.rows[at], "xã", text or commune.name, commune.doubt))
        found.append(commune)
    return found, in_name


def _commune_named(
    places: ListedPlaces, name: str, district: str, province: str
) -> ListedCommune | None:
    """The commune a name says: "HTX Tân Liên xã Tân Liên", "HTX Hợp Thịnh, P. Tam Thanh"."""
    if _ADDRESS_BEHIND.search(name):
        found = places.in_address(name.partition(",")[2], district, province)
        if found and found.is_sure:
            return found
    said = places.in_title([name]) if _COMMUNE_NAMED.search(name) else ""
    return places.commune(said, district, province) if said else None


def _commune(
    places: ListedPlaces, text: str, address: str, heading: str, district: str, province: str
) -> ListedCommune | None:
    """What the cell says, else the address, else a heading that is the name of one commune."""
    if text:
        written = places.commune(_BESIDE.sub("", text), district, province)
        within = None if written.is_sure else places.in_address(text, district, province)
        return within if within and within.is_sure else written
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


def _find_same(found: FileReading, words: ImportWords) -> None:
    """Rows that may be one organisation; one that was supported twice is no duplicate."""
    placed = [each for each in found.lists if not is_support(each.list, words)]
    lists = [each.list for each in placed]
    codes = [each.tax_codes for each in placed]
    where = [
        [
            commune.name if commune else plain(each.list.text("district", at))
            for at, commune in enumerate(each.communes)
        ]
        for each in placed
    ]
    found.duplicates = list(duplicates(lists, where, codes))
    for read, at, code, reason in shared_codes(lists, codes):
        read.issues.append(Issue(read.rows[at], "mã số thuế", code, reason))
