"""A unit behind a figure in words: whose it is, how it came, out of which file."""

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.numbers import format_number, prose_count
from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.domain.terms import Origin
from ktt_desktop.services.behind import UnitSource
from ktt_desktop.services.receiving_words import turn
from ktt_desktop.services.unit_columns import AVERAGES

OWN = "Danh mục của cấp này"
FILE_HEADS = ("Tệp", "Lần", "Mã kiểm tra", "Ngày nhận")
CORRECTED = "cấp này đã sửa"


def unit_name(unit: UnitSource) -> str:
    """The name of a unit, or what the own list beside the units below is called."""
    return unit.name or OWN


def whose_words(unit: UnitSource | None) -> str:
    """The unit in front of a sentence; empty for the book's own one."""
    return "" if unit is None else f"{unit_name(unit)}. "


def how_words(unit: UnitSource) -> str:
    """How a unit's figure came: entered, out of its list, brought together; what was corrected."""
    said = _how(unit)
    return f"{said}; {CORRECTED}" if unit.corrected else said


def _how(unit: UnitSource) -> str:
    cell = unit.figure
    if cell.origin is None:
        return "Chưa có số liệu"
    if cell.origin is Origin.ENTERED:
        return "Đơn vị nhập"
    if cell.units:
        return f"Tổng hợp {cell.units_known}/{cell.units} đơn vị"
    if cell.total:
        return f"Từ danh sách, {cell.known}/{cell.total} tổ chức"
    return "Từ danh sách"


def is_average(catalogue: Catalogue, code: str) -> bool:
    """Whether units enter a figure by a weight."""
    rule = catalogue.edition.indicators[code].aggregate
    return rule is not None and rule.how in AVERAGES


def over_words(catalogue: Catalogue, code: str, unit: UnitSource) -> str:
    """What an average of a unit is over: "12 HTX", "30 người"; it cannot enter without."""
    cell, indicators = unit.figure, catalogue.edition.indicators
    rule = indicators[code].aggregate
    if cell.value is None or rule is None or rule.kind is None:
        return "–"
    if cell.top is None:
        return "chưa rõ, không tính"
    if rule.how is AggregateKind.MEAN:
        return f"{prose_count(cell.weight)} {rule.kind.value}"
    weight = indicators[rule.weight]
    return f"{format_number(cell.weight, weight.quantity)} {weight.unit}"


def file_words(file: HeldFile | None) -> tuple[str, ...]:
    """Name, number, check code and day of a file, as FILE_HEADS; dashes where there is none."""
    if file is None:
        return ("–",) * len(FILE_HEADS)
    day = file.received_at.astimezone() if file.received_at else None
    return (
        file.file_name,
        turn(file.number),
        grouped_check_code(file.check_code),
        f"{day.day}/{day.month}/{day.year}" if day else "–",
    )
