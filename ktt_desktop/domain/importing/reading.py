"""A sheet as lists of organisations: head, columns, rows and cells put together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.amounts import dot_groups
from ktt_desktop.domain.importing.amounts_column import usual_zeros, whole_numbers
from ktt_desktop.domain.importing.columns import ColumnUse, money_zeros, propose
from ktt_desktop.domain.importing.days import read_day
from ktt_desktop.domain.importing.heads import Head, find_head
from ktt_desktop.domain.importing.meanings import Group, entered, kinds, sectors, states
from ktt_desktop.domain.importing.records import Issue, ReadList, Skipped, StatedTotal
from ktt_desktop.domain.importing.rows import RowKind, RowSorter
from ktt_desktop.domain.importing.table import Sheet, Value, text_of, tidy_texts
from ktt_desktop.domain.importing.totals import TotalRow, compared
from ktt_desktop.domain.importing.words import ImportWords, holds, plain

WHY = {
    RowKind.HEAD: "dòng tiêu đề lặp lại hoặc dòng đánh số cột",
    RowKind.CONTINUED: "tên của dòng trên viết tiếp",
    RowKind.TOTAL: "dòng cộng",
    RowKind.END: "phần cuối bảng: ghi chú, nơi ký",
    RowKind.OTHER: "không có tên tổ chức",
}
TEXTS = ("short_name", "tax_code", "certificate", "province", "district", "address", "type",
         "representative", "phone", "email", "note", "sector", "status", "commune")  # fmt: skip
MERGED_DOWN = ("commune", "district", "province", "sector", "type")
LARGEST_MONEY = 10**13  # đồng; more in one cooperative is a wrong unit


def read_lists(sheet: Sheet, words: ImportWords) -> Iterator[ReadList]:
    """Every list of a sheet: side by side, or one below the other."""
    for part in _side_by_side(sheet, words):
        start, zeros = 0, None
        while (head := find_head(part, words, start)) is not None:
            uses = propose(head, words)
            if not any(each.field == "name" for each in uses):
                start = head.below
                continue
            reader = _Reader(part, words, head, uses, start, zeros)
            yield reader.read()
            if reader.next is None:
                break
            start, zeros = reader.next, reader.zeros


def read_list(sheet: Sheet, words: ImportWords, uses: Sequence[ColumnUse]) -> ReadList | None:
    """The first list of a sheet by the officer's own choice of columns; None without a head."""
    head = find_head(sheet, words)
    if head is None or not any(each.field == "name" for each in uses):
        return None
    return _Reader(sheet, words, head, tuple(uses)).read()


def _side_by_side(sheet: Sheet, words: ImportWords) -> Iterator[Sheet]:
    """The sheet, or its halves where the whole head is written twice beside itself."""
    head = find_head(sheet, words)
    fields = (
        [] if head is None else [words.best_field(plain(" ".join(each))) for each in head.parts]
    )
    filled = [place for place, each in enumerate(fields) if each]
    again = [
        place
        for place in filled[1:]
        if fields[place] == fields[filled[0]] and "name" in fields[place:]
    ]
    if head is None or not again or "name" not in fields[: again[0]]:
        yield sheet
        return
    rows, width = range(len(sheet.rows)), len(fields)
    yield sheet.part(rows, range(again[0]))
    yield sheet.part(rows, range(again[0], width))


class _Reader:
    """One reading of one list, a column at a time."""

    def __init__(
        self,
        sheet: Sheet,
        words: ImportWords,
        head: Head,
        uses: tuple[ColumnUse, ...],
        start: int = 0,
        zeros: int | None = None,
    ) -> None:
        self.words, self.head, self.uses = words, head, uses
        self.at = {each.field: each.column for each in uses if each.field not in words.amounts}
        self.sheet = _filled_down(sheet, head, [self.at.get(each) for each in MERGED_DOWN])
        above = [text_of(value) for row in sheet.rows[start : head.first + 1] for value in row]
        own = _sheet_zeros(above, words)
        self.zeros = zeros if own is None else own
        self.next: int | None = None  # the row another list begins with
        self.found = ReadList(
            sheet.name,
            max((each for each in above if each), key=_title_like, default=""),
            head.first + 1,
            head.last - head.first + 1,
            None if head.index_row is None else head.index_row + 1,
            uses,
            self.zeros,
        )
        self.places: list[int] = []  # rows of the organisations
        self.continued: dict[int, str] = {}  # the rest of a name, by place
        self.totals: list[TotalRow] = []
        self.starts: list[int] = []  # places at which groups begin
        self.columns: list[tuple[Value, ...]] = []

    def read(self) -> ReadList:
        """The rows, then every column at once."""
        self._sort()
        found, rows = self.found, self.sheet.rows
        self.columns = list(zip(*(rows[place] for place in self.places), strict=True))
        if not self.places:
            return found
        found.rows = [place + 1 for place in self.places]
        found.texts = {name: self._texts(name) for name in TEXTS if name in self.at}
        found.names = self._names()
        found.kinds = kinds(
            found.names, self._own("type"), found.groups, self._around(), self.words
        )
        found.communes = [
            own or group.commune
            for own, group in zip(self._own("commune"), found.groups, strict=True)
        ]
        found.sectors = sectors(found.names, self._own("sector"), found.groups, self.words)
        found.states = states(self._own("status"), self.words)
        found.founded = self._founded()
        for use in self.uses:
            if use.field in self.words.amounts:
                found.figures[use] = self._figures(use)
        self._compare()
        self._warn()
        return found

    def _sort(self) -> None:
        group = Group()
        for row in RowSorter(self.sheet, self.head, self.uses, self.words).sorted():
            if row.kind is RowKind.RECORD:
                self.places.append(row.row)
                self.found.groups.append(group)
                continue
            why = WHY.get(row.kind, "")
            match row.kind:
                case RowKind.BLANK:
                    continue
                case RowKind.OTHER_HEAD:
                    self.next = row.row
                    return
                case RowKind.GROUP:
                    group, why = entered(row.text, group, self.words)
                    self.starts.append(len(self.places))
                    self._note_total(row.row, row.text, leads=True)
                case RowKind.TOTAL:
                    self._note_total(row.row, row.text, leads=False)
                case RowKind.CONTINUED:
                    place = len(self.places) - 1
                    self.continued[place] = f"{self.continued.get(place, '')} {row.text}"
                case _:
                    pass
            self.found.skipped.append(Skipped(row.row + 1, why))

    def _note_total(self, row: int, text: str, *, leads: bool) -> None:
        starts = tuple(dict.fromkeys(reversed(self.starts)))
        self.totals.append(TotalRow(row, text, len(self.places), starts, leads))

    def _texts(self, name: str) -> list[str]:
        return tidy_texts(self.columns[self.at[name]])

    def _names(self) -> list[str]:
        names = self._texts("name")
        for place, rest in self.continued.items():
            names[place] += rest
        return names

    def _own(self, name: str) -> Sequence[str]:
        return self.found.texts.get(name) or [""] * len(self.places)

    def _around(self) -> str:
        """What is said of all of the list."""
        return " ".join(
            (self.found.title, self.sheet.name or "", *self.head.parts[self.at["name"]])
        )

    def _founded(self) -> list[PartialDate | None]:
        column = self.at.get("founded")
        if column is None:
            return [None] * len(self.places)
        days = list(map(lru_cache(maxsize=None, typed=True)(read_day), self.columns[column]))
        for place, day in enumerate(days):
            if day.doubt:
                self._tell(place, column, day.doubt)
        return [day.value for day in days]

    def _figures(self, use: ColumnUse) -> list[int | None]:
        values = self.columns[use.column]
        is_money = self.words.fields[use.field].amount == "money"
        zeros = self._zeros(use) if is_money else 0
        found = whole_numbers(
            values,
            zeros,
            dot_groups(values),
            lambda place, reason: self._tell(place, use.column, reason),
            is_count=not is_money,
        )
        if is_money and max(filter(None, found), default=0) > LARGEST_MONEY:
            for place in compress(
                range(len(found)), (abs(each or 0) > LARGEST_MONEY for each in found)
            ):
                self._tell(place, use.column, "số tiền lớn bất thường, kiểm tra đơn vị tính")
        return found

    def _zeros(self, use: ColumnUse) -> int:
        """Of money: the unit of the head, of the sheet, else as large as the figures are."""
        if use.zeros is not None:
            return use.zeros
        if self.zeros is not None:
            return self.zeros
        values = self.columns[use.column]
        zeros, is_needed = usual_zeros(values)
        if is_needed:
            unit = "đồng" if zeros == 0 else "triệu đồng"
            self.found.issues.append(
                Issue(self.head.first + 1, use.head, "", f"không ghi đơn vị tiền, đọc là {unit}")
            )
        return zeros

    def _compare(self) -> None:
        for row in self.totals:
            stated = StatedTotal(row.row + 1, row.text, self._stated(row))
            total, misses = compared(stated, row, self.found.kinds, self.starts, self.found.figures)
            if not total.stated and not row.leads:
                total = self._recomputed(total, row)
            if total.stated or not row.leads:
                self.found.totals.append(total)
            if misses:
                reason = f"số cộng không khớp các dòng: {misses}"
                self.found.issues.append(Issue(total.row, "", row.text, reason))

    def _recomputed(self, total: StatedTotal, row: TotalRow) -> StatedTotal:
        """A total whose formulas have no result in the file: what they would give."""
        formulas = [
            use for use in self.found.figures if self.sheet.is_uncomputed(row.row, use.column)
        ]
        start = 0 if plain(row.text).startswith("tong") else next(iter(row.starts), 0)
        kinds = set(self.found.kinds[start : row.place])
        sums = {
            use: sum(each or 0 for each in self.found.figures[use][start : row.place])
            for use in formulas
        }
        count, kind = row.place - start, kinds.pop() if len(kinds) == 1 else ""
        return replace(total, stated=sums, count=count, kind=kind, agrees=bool(sums) or None)

    def _stated(self, row: TotalRow) -> dict[ColumnUse, int]:
        stated: dict[ColumnUse, int] = {}
        for use in self.found.figures:
            is_money = self.words.fields[use.field].amount == "money"
            zeros = self._stated_zeros(use) if is_money else 0
            value = self.sheet.rows[row.row][use.column]
            (read,) = whole_numbers([value], zeros, True, lambda *_: None)
            if read is not None:
                stated[use] = read
        return stated

    def _stated_zeros(self, use: ColumnUse) -> int:
        told = use.zeros if use.zeros is not None else self.zeros
        return usual_zeros(self.columns[use.column])[0] if told is None else told

    def _warn(self) -> None:
        """Of rows that are hidden, formulas not computed, words for a state nobody knows."""
        hidden = self.sheet.hidden_rows
        computed = [each for each in self.uses if each.field in (*self.words.amounts, "founded")]
        for use in computed:
            values = self.columns[use.column]
            blank = "" in values or None in values
            for place, value in enumerate(values if blank else ()):
                row = self.places[place]
                if value in (None, "") and self.sheet.is_uncomputed(row, use.column):
                    self._tell(place, use.column, "công thức chưa có kết quả; lưu lại bằng Excel")
        for place, row in enumerate(self.places if hidden else ()):
            if row in hidden:
                self.found.issues.append(Issue(row + 1, "", self.found.names[place], "dòng ẩn"))
        if column := self.at.get("status"):
            for place, text in enumerate(self._own("status")):
                if text and not self.found.states[place]:
                    self._tell(place, column, "không rõ tình trạng hoạt động")

    def _tell(self, place: int, column: int, reason: str) -> None:
        head = " / ".join(self.head.parts[column])
        value = text_of(self.columns[column][place])
        self.found.issues.append(Issue(self.places[place] + 1, head, value, reason))


def _title_like(text: str) -> int:
    """The title is the longest line that names what is listed."""
    starts = ("danh sach", "bieu", "tong hop", "trich", "ds")
    return len(text) if plain(text).startswith(starts) else 0


def _sheet_zeros(above: Iterable[str], words: ImportWords) -> int | None:
    """The unit a note above the table names: "Đơn vị tính: triệu đồng"."""
    for text in map(plain, above):
        if "don vi" in text or holds(text, "dvt"):
            zeros = money_zeros(text, words)
            if zeros is not None:
                return zeros
    return None


def _filled_down(sheet: Sheet, head: Head, columns: Sequence[int | None]) -> Sheet:
    """The words of cells merged down stand in every row they cover; numbers and names do not."""
    spans = [
        each
        for each in sheet.spans
        if each.top > head.last and each.bottom > each.top and each.left in columns
    ]
    if not spans:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for each in spans:
        for row in rows[each.top : each.bottom + 1]:
            row[each.left] = rows[each.top][each.left]
    return replace(sheet, rows=rows)
