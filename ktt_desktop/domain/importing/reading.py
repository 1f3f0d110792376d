"""A list of organisations: head, columns, rows and cells put together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import compress

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.above_list import title_of, zeros_of
from ktt_desktop.domain.importing.amounts import dot_groups
from ktt_desktop.domain.importing.amounts_column import usual_zeros, whole_numbers
from ktt_desktop.domain.importing.choices import AS_PROPOSED, ListChoice
from ktt_desktop.domain.importing.columns import (
    MEMBERS,
    MEMBERS_OF_UNION,
    PERSON,
    PHONES,
    ColumnUse,
)
from ktt_desktop.domain.importing.corrected import (
    KIND,
    SECTOR,
    STATE,
    corrected_cells,
    corrected_meanings,
    corrected_texts,
)
from ktt_desktop.domain.importing.days import read_day
from ktt_desktop.domain.importing.groups import Groups
from ktt_desktop.domain.importing.heads import Head
from ktt_desktop.domain.importing.lost_zeros import FIELDS, restored
from ktt_desktop.domain.importing.meanings import Group, kinds, sectors, state_of_all, states
from ktt_desktop.domain.importing.records import Issue, ReadList, Skipped, StatedTotal
from ktt_desktop.domain.importing.rows import RowKind, RowSorter, SortedRow, named_rows
from ktt_desktop.domain.importing.said_texts import (
    bare_names,
    person_and_phone,
    repeated,
    without_signs,
)
from ktt_desktop.domain.importing.table import (
    Sheet,
    Value,
    columns_of,
    filled_down,
    text_of,
    tidy_texts,
)
from ktt_desktop.domain.importing.totals import NEAREST, TotalRow, compared
from ktt_desktop.domain.importing.words import ImportWords, plain

WHY = {
    RowKind.HEAD: "dòng tiêu đề lặp lại hoặc dòng đánh số cột",
    RowKind.CONTINUED: "tên của dòng trên viết tiếp",
    RowKind.TOTAL: "dòng cộng",
    RowKind.END: "phần cuối bảng: ghi chú, nơi ký",
    RowKind.OTHER: "không có tên tổ chức",
}
NO_TEXTS = ("number", "name", "founded")  # fields that are no figures and are kept elsewhere
MERGED_DOWN = ("commune", "district", "province", "sector", "type")
REPEATED = (*MERGED_DOWN, "status", "address", "representative")  # fields that may say "như trên"
LARGEST_MONEY = 10**13  # đồng; more in one cooperative is a wrong unit


class ListReader:
    """One reading of one list, a column at a time."""

    def __init__(
        self,
        sheet: Sheet,
        words: ImportWords,
        head: Head,
        uses: tuple[ColumnUse, ...],
        start: int = 0,
        zeros: int | None = None,
        choice: ListChoice = AS_PROPOSED,
    ) -> None:
        self.words, self.head, self.uses, self.choice = words, head, uses, choice
        self.at = {each.field: each.column for each in uses if each.field not in words.amounts}
        self.sheet = filled_down(sheet, head.last, [self.at.get(each) for each in MERGED_DOWN])
        above = [text_of(value) for row in sheet.rows[start : head.first + 1] for value in row]
        own = zeros_of(above, words)
        told = (choice.zeros, own, zeros)
        self.zeros = next((each for each in told if each is not None), None)
        self.next: int | None = None  # the row another list begins with
        self.found = ReadList(
            sheet.name,
            title_of(sheet.rows[start : head.first]),
            head.first + 1,
            head.last - head.first + 1,
            None if head.index_row is None else head.index_row + 1,
            uses,
            tuple(map(" / ".join, head.parts)),
            self.zeros,
        )
        self.places: list[int] = []  # rows of the organisations
        self.continued: dict[int, str] = {}  # the rest of a name, by place
        self.totals: list[TotalRow] = []
        self.starts: list[int] = []  # places at which groups begin
        self.columns: list[Sequence[Value]] = []

    def read(self) -> ReadList:
        """The rows, then every column at once."""
        self._sort()
        found = self.found
        rows = self.sheet.rows
        self.columns = [*columns_of([rows[place] for place in self.places])]
        if not self.places:
            return found
        found.rows = [place + 1 for place in self.places]
        self._correct_cells()
        told = self.at.keys() | self.choice.touched
        found.texts = {name: self._corrected(name) for name in self._texts_of(told)}
        self._part_persons()
        self._restore_zeros()
        found.names = self._names()
        found.kinds = self._meant(KIND, self._kinds())
        found.communes = [
            own or group.commune
            for own, group in zip(self._own("commune"), found.groups, strict=True)
        ]
        found.sectors = self._meant(
            SECTOR, sectors(found.names, self._sectors(), found.groups, self.words)
        )
        own_states = states(self._own(STATE), self.words)
        usual = "" if STATE in found.texts else state_of_all(found.title)
        found.states = self._meant(
            STATE,
            [
                own or group.state or usual
                for own, group in zip(own_states, found.groups, strict=True)
            ],
        )
        found.founded = self._founded()
        for use in self.uses:
            if use.field in self.words.amounts:
                found.figures[use] = self._figures(use)
        self._count_unions()
        self._compare()
        self._warn()
        self._tell_errors()
        return found

    def _sort(self) -> None:
        group, groups = Group(), Groups(self.words)
        for row in self._rows():
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
                    group, why = groups.enter(row.text, row.marker)
                    self.starts.append(len(self.places))
                    self._note_total(row.row, row.text, leads=True)
                case RowKind.TOTAL:
                    self._note_total(row.row, row.text, leads=False)
                    self.starts.append(len(self.places))
                case RowKind.CONTINUED:
                    place = len(self.places) - 1
                    self.continued[place] = f"{self.continued.get(place, '')} {row.text}"
                case _:
                    pass
            self.found.skipped.append(Skipped(row.row + 1, why))

    def _rows(self) -> Iterator[SortedRow]:
        if self.choice.every_row:
            return named_rows(self.sheet, self.head, self.uses)
        return RowSorter(self.sheet, self.head, self.uses, self.words).sorted()

    def _note_total(self, row: int, text: str, *, leads: bool) -> None:
        starts = tuple(dict.fromkeys(self.starts[: -NEAREST - 1 : -1]))
        self.totals.append(TotalRow(row, text, len(self.places), starts, leads))

    def _correct_cells(self) -> None:
        for use in self.uses:
            if use.field == "founded" or use.field in self.words.amounts:
                self.columns[use.column] = corrected_cells(
                    self.columns[use.column], self.found.rows, use.key, self.choice
                )

    def _kinds(self) -> list[str]:
        names, said = self.found.names, self._own(KIND)
        if self.choice.every_row:
            names = ["" if text else name for name, text in zip(names, said, strict=True)]
        return kinds(names, said, self.found.groups, self._around(), self.words)

    def _texts_of(self, told: Collection[str]) -> list[str]:
        other = self.words.amounts.union(NO_TEXTS)
        return [name for name in self.words.fields if name in told and name not in other]

    def _sectors(self) -> Sequence[str]:
        """What is said of the sector: "HTX vận tải" of the kind where no column tells it."""
        return self._own(SECTOR if SECTOR in self.found.texts else KIND)

    def _texts(self, name: str) -> list[str]:
        column = self.at.get(name)
        return [""] * len(self.places) if column is None else tidy_texts(self.columns[column])

    def _corrected(self, name: str) -> list[str]:
        texts: Sequence[str] = self._texts(name)
        if name in REPEATED:
            texts = repeated(texts)
        texts = without_signs(texts)
        return corrected_texts(texts, self.found.rows, name, self.choice)

    def _meant(self, name: str, found: list[str]) -> list[str]:
        return corrected_meanings(
            found, self._own(name), self.found.rows, name, self.choice, self.words
        )

    def _names(self) -> list[str]:
        names = bare_names(self._texts("name"), are_numbered="number" in self.at)
        for place, rest in self.continued.items():
            names[place] += rest
        return corrected_texts(names, self.found.rows, "name", self.choice)

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
        values = repeated(self.columns[column])
        days = list(map(lru_cache(maxsize=None, typed=True)(read_day), values))
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
            self.found.guessed[use] = zeros
            unit = "đồng" if zeros == 0 else "triệu đồng"
            self.found.issues.append(
                Issue(self.head.first + 1, use.head, "", f"không ghi đơn vị tiền, đọc là {unit}")
            )
        return zeros

    def _part_persons(self) -> None:
        """A column with the representative and the telephone is both."""
        texts = self.found.texts
        for phone in PHONES:
            if PERSON in texts and phone in texts and self.at[PERSON] == self.at[phone]:
                parted = list(map(person_and_phone, texts[PERSON]))
                texts[PERSON] = [person for person, _ in parted]
                texts[phone] = [number for _, number in parted]

    def _restore_zeros(self) -> None:
        for name in FIELDS.keys() & self.found.texts.keys():
            numbers = [restored(name, each) for each in self.found.texts[name]]
            self.found.texts[name] = [number for number, _ in numbers]
            for place, (_, doubt) in enumerate(numbers):
                if doubt:
                    self._tell(place, self.at[name], doubt)

    def _count_unions(self) -> None:
        """The members of a union are its cooperatives, counted in a column of their own."""
        figures = self.found.figures
        for use in [each for each in figures if each.field == MEMBERS_OF_UNION]:
            of_union = figures[use]
            for members in figures:
                if members.field == MEMBERS and members.year == use.year:
                    pairs = zip(figures[members], of_union, strict=True)
                    figures[members] = [own if own is not None else other for own, other in pairs]

    def _compare(self) -> None:
        for row in self.totals:
            stated = StatedTotal(row.row + 1, row.text, self._stated(row))
            total, misses = compared(stated, row, self.found.kinds, self.starts, self.found.figures)
            if not total.stated and not row.leads:
                total = self._recomputed(total, row)
            if total.agrees is not None or not row.leads:
                self.found.totals.append(total)
            if misses:
                reason = f"số cộng không khớp các dòng: {misses}"
                self.found.issues.append(Issue(total.row, "", row.text, reason))

    def _recomputed(self, total: StatedTotal, row: TotalRow) -> StatedTotal:
        """A total whose formulas have no result in the file: what they would give."""
        formulas = [
            use for use in self.found.figures if self.sheet.is_uncomputed(row.row, use.column)
        ]
        start = 0 if plain(row.text).startswith("tong") else row.group_start
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
        if told is None and use.column not in self._usual_zeros:
            self._usual_zeros[use.column] = usual_zeros(self.columns[use.column])[0]
        return self._usual_zeros[use.column] if told is None else told

    @cached_property
    def _usual_zeros(self) -> dict[int, int]:
        """Of the columns of money whose unit was asked for."""
        return {}

    def _tell_errors(self) -> None:
        """Of formulas that went wrong, and what officers noted on cells of the head and rows."""
        at = {row: place for place, row in enumerate(self.places)}
        used = {each.column for each in self.uses}
        for (row, column), error in self.sheet.errors.items():
            if row in at and column in used and self.columns[column][at[row]] in ("", None):
                self._tell(at[row], column, f"công thức lỗi ({error}), ô để trống")
        for (row, column), text in self.sheet.comments.items():
            if row in at or self.head.first <= row <= self.head.last:
                head = " / ".join(self.head.parts[column])
                self.found.issues.append(Issue(row + 1, head, "", f"ghi chú của ô: {text}"))

    def _warn(self) -> None:
        """Of rows that are hidden, formulas not computed, words for a state nobody knows."""
        hidden = self.sheet.hidden_rows
        computed = [each for each in self.uses if each.field in (*self.words.amounts, "founded")]
        for use in computed:
            values = self.columns[use.column]
            for place in _blank(values):
                if self.sheet.is_uncomputed(self.places[place], use.column):
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


def _blank(values: Sequence[Value]) -> list[int]:
    """The places of the cells of a column that hold nothing."""
    if set(map(type, values)) == {float}:
        return []
    return [
        place
        for place, each in enumerate(values)
        if each.__class__ is not float and each in ("", None)
    ]
