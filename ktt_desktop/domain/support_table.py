"""Biểu C: kết quả và nhu cầu kinh phí hỗ trợ phát triển kinh tế tập thể, hợp tác xã."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ktt_desktop.domain.document import Align, Column
from ktt_desktop.domain.numbers import MILLIONS, Quantity, format_number
from ktt_desktop.domain.sourced_table import SourcedCell, SourcedColumn, SourcedRow, SourcedTable
from ktt_desktop.domain.support_counts import ALL, Counts
from ktt_desktop.domain.support_shares import DEBT, LAND, LENT, LEVELS, NO_DEMAND, Block, Line, Part
from ktt_desktop.domain.terms import FundingSource

TITLE = "Tổng hợp kết quả và nhu cầu kinh phí hỗ trợ phát triển kinh tế tập thể, hợp tác xã"
UNIT_LINE = "Đơn vị tính: triệu đồng"
COUNT, HECTARES = Quantity(""), Quantity("ha", 10_000, 4)
SPLIT = (Part.CENTRAL, Part.LOCAL, Part.OTHER)
PARTS = (Part.VOLUME, Part.TOTAL)
FIXED = {  # the columns the form always has
    Block.PREVIOUS: PARTS,
    Block.ESTIMATE: (*PARTS, *SPLIT),
    Block.NEED: (*PARTS, *SPLIT),
}
IF_FILLED = {  # columns that are printed only where they say something
    Block.PLAN: (*PARTS, *SPLIT),
    Block.HALF_YEAR: PARTS,
    Block.CUMULATIVE: PARTS,
}
ORDER = (
    *(Block.PREVIOUS, Block.PLAN, Block.HALF_YEAR),
    *(Block.ESTIMATE, Block.NEED, Block.CUMULATIVE),
)
HEADS = {
    Part.VOLUME: "Khối lượng",
    Part.TOTAL: "Tổng kinh phí",
    Part.CENTRAL: "NSTW",
    Part.LOCAL: "NSĐP",
    Part.OTHER: "Vốn khác",
}
LEVEL_WORDS = {
    FundingSource.PROVINCE: "tỉnh",
    FundingSource.DISTRICT: "huyện",
    FundingSource.COMMUNE: "xã",
}
Place = tuple[Block, Part]


@dataclass(frozen=True, slots=True)
class Lines:
    """Các dòng của biểu: headings and measures in their order, then those of programmes.

    `always` are the lines of programmes that are printed without figures too.
    """

    measures: Sequence[Line]
    programmes: Sequence[Line]
    always: frozenset[str] = frozenset()


def support_table(
    counts: Counts, lines: Lines, year: int, *, is_over: bool = False
) -> SourcedTable:
    """Lay out Biểu C of a report of year N; `is_over` says that the year is done."""
    places = _places(counts)
    filled = {line for line, _, _ in counts.origins}
    programmes = [
        each for each in lines.programmes if each.code in filled or each.code in lines.always
    ]
    rows = [_row(counts, each, places, bold=not each.units) for each in lines.measures]
    rows += [_row(counts, each, places, bold=False) for each in programmes]
    rows.append(_row(counts, Line(ALL, "Tổng cộng"), places, bold=True))
    names = block_names(year, is_over=is_over)
    return SourcedTable(
        "C",
        TITLE,
        tuple(_columns(places, names, _said(counts))),
        tuple(rows),
        UNIT_LINE,
        tuple(_notes(counts, places, names)),
    )


def block_names(year: int, *, is_over: bool) -> dict[Block, str]:
    """What the groups of columns are called."""
    return {
        Block.PREVIOUS: f"Thực hiện năm {year - 1}",
        Block.PLAN: f"Kế hoạch năm {year}",
        Block.HALF_YEAR: f"Thực hiện 6 tháng năm {year}",
        Block.ESTIMATE: f"{'Thực hiện' if is_over else 'Ước thực hiện'} năm {year}",
        Block.NEED: f"Nhu cầu năm {year + 1}",
        Block.CUMULATIVE: "Lũy kế từ đầu chương trình",
    }


def _said(counts: Counts) -> set[Place]:
    return {(block, part) for _, block, part in counts.origins}


def _places(counts: Counts) -> list[Place]:
    said, found = _said(counts), []
    for block in ORDER:
        fixed = FIXED.get(block, ())
        optional = IF_FILLED.get(block, ())
        if any((block, part) in said for part in optional):
            fixed = PARTS
        parts = [*fixed, *(each for each in optional if each not in fixed)]
        found += [(block, part) for part in parts if part in fixed or (block, part) in said]
    return found


def _columns(
    places: Sequence[Place], names: Mapping[Block, str], said: Container[Place]
) -> Iterator[SourcedColumn]:
    yield SourcedColumn("", Column("TT", 4, Align.CENTRE))
    yield SourcedColumn("", Column("Nội dung chính sách", 34))
    yield SourcedColumn("", Column("Đơn vị tính", 9, Align.CENTRE))
    for block, part in places:
        is_volume = part is Part.VOLUME
        is_blank = (block, part) not in said  # a column the form has, without figures
        head = "Kinh phí" if part is Part.TOTAL and _is_short(block, places) else HEADS[part]
        align = Align.LEFT if is_volume else Align.RIGHT
        column = Column(head, 4 if is_blank else 20 if is_volume else 7, align, names[block])
        yield SourcedColumn(f"{block}.{part}", column)


def _is_short(block: Block, places: Iterable[Place]) -> bool:
    return not any(each is block and part in SPLIT for each, part in places)


def _row(counts: Counts, line: Line, places: Iterable[Place], *, bold: bool) -> SourcedRow:
    number = line.code.removeprefix("H") if line.code.startswith("H") else ""
    unit = "; ".join(_units(counts, line))
    cells = [SourcedCell(text) for text in (number, line.label, unit)]
    for block, part in places:
        behind = counts.origins.get((line.code, block, part), ())
        origin = tuple(uid for uid, _ in behind)
        shares = tuple(each for _, each in behind)
        if part is Part.VOLUME:
            text = volume_text(counts.volumes.get((line.code, block), {}), line.units)
            cells.append(SourcedCell(text, text or None, origin, shares))
        else:
            amount = counts.money.get((line.code, block, part))
            cells.append(replace(money_cell(amount, origin), shares=shares))
    return SourcedRow(line.code, tuple(cells), line.label, unit, bold, line.hint)


def _units(counts: Counts, line: Line) -> Sequence[str]:
    """The units of the figures of a line, else the first it may have."""
    used = {
        HECTARES.unit if unit == LAND else unit
        for (code, _), cell in counts.volumes.items()
        if code == line.code
        for unit in cell
    }
    return [unit for unit in line.units if unit in used] or line.units[:1]


def share_text(share: int | Mapping[str, int]) -> str:
    """What one record adds to a cell, in words."""
    return format_number(share, MILLIONS) if isinstance(share, int) else volume_text(share)


def money_cell(amount: int | None, origin: tuple[str, ...] = ()) -> SourcedCell:
    """Đồng as a cell in triệu đồng; blank where unknown, zero is 0."""
    if amount is None:
        return SourcedCell(origin=origin)
    return SourcedCell(format_number(amount, MILLIONS), Fraction(amount, MILLIONS.factor), origin)


def in_order(units: Iterable[str], first: Sequence[str]) -> list[str]:
    """Đơn vị của khối lượng: those of the policy first, as it names them."""
    return sorted(units, key=lambda each: _place(each, first))


def volume_text(volumes: Mapping[str, int], units: Sequence[str] = ()) -> str:
    """ "16 hội nghị; 1.778 người; 34 tin, bài", in the order of the units of the measure."""
    words = [_volume(unit, volumes[unit]) for unit in in_order(volumes, units) if unit != NO_DEMAND]
    return "; ".join(words) or (NO_DEMAND if NO_DEMAND in volumes else "")


def _place(unit: str, units: Sequence[str]) -> int:
    if unit in (DEBT, LENT, LAND):
        return len(units) + 1
    return units.index(unit) if unit in units else len(units)


def _volume(unit: str, number: int) -> str:
    if unit in (DEBT, LENT):
        return f"{unit} {format_number(number, MILLIONS)}"
    if unit == LAND:
        return f"{unit} {format_number(number, HECTARES, HECTARES.places)} ha"
    return f"{format_number(number, COUNT)} {unit}".strip()


def _notes(counts: Counts, places: Sequence[Place], names: Mapping[Block, str]) -> Iterator[str]:
    yield "Ghi chú: ô để trống là chưa có số liệu; số 0 là không phát sinh."
    levels = [
        f"{names[block][:1].lower()}{names[block][1:]}: {words}"
        for block in ORDER
        if (words := _level_words(counts, block))
    ]
    if levels:
        yield f"Ngân sách địa phương theo cấp (triệu đồng): {'; '.join(levels)}."
    unsplit = [
        f"{names[block][:1].lower()}{names[block][1:]} {format_number(left, MILLIONS)}"
        for block in ORDER
        if not _is_short(block, places) and (left := _unsplit(counts, block)) > 0
    ]
    if unsplit:
        yield f"Tổng kinh phí có phần chưa ghi nguồn vốn (triệu đồng): {'; '.join(unsplit)}."
    if any(unit in (DEBT, LENT) for cell in counts.volumes.values() for unit in cell):
        yield "Dư nợ, vốn vay ghi ở cột khối lượng (triệu đồng), không cộng vào kinh phí."


def _level_words(counts: Counts, block: Block) -> str:
    known = {each: counts.levels[block, each] for each in LEVELS if (block, each) in counts.levels}
    return ", ".join(
        f"{LEVEL_WORDS[each]} {format_number(amount, MILLIONS)}" for each, amount in known.items()
    )


def _unsplit(counts: Counts, block: Block) -> int:
    """What the records say without its sources, đồng."""
    whole = counts.money.get((ALL, block, Part.TOTAL), 0)
    return whole - sum(counts.money.get((ALL, block, part), 0) for part in SPLIT)
