"""The units, organisations or figures behind a cell of a table."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.closing import figures_name
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.numbers import format_number, prose_count
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.behind import Behind, behind
from ktt_desktop.services.behind_words import (
    FILE_HEADS,
    file_words,
    how_words,
    is_average,
    over_words,
    unit_name,
    whose_words,
)
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_cells import Cell
from ktt_desktop.ui.screens.annual_panel import origin_of
from ktt_desktop.ui.screens.behind_dialog import BehindDialog, BehindView

NOTHING = "Không có tổ chức hay chỉ tiêu nào đứng sau con số này."
ENTERED = "Đơn vị nhập con số này; sổ không có danh sách tổ chức để tính lại."
UNKNOWN = "Đơn vị chưa có con số này."
GO, GO_IN = "Mở chỗ này  Enter", "Xem bên trong  Enter"
Taker = Callable[[BehindView], None]


def show_behind(context: Context, parent: QWidget, cell: Cell) -> None:
    """Read off the UI thread what a cell is made of, then show it."""
    _ask(context, parent, cell, "", lambda view: BehindDialog(context, view, parent).open())


def _ask(context: Context, parent: QWidget, cell: Cell, unit: str, taker: Taker) -> None:
    book, profile, pair = context.book, context.profile, YearMeasure(cell.year, cell.measure)

    def go_into(found: Behind, line: int, taker: Taker) -> None:
        if found.units:
            _ask(context, parent, cell, found.units[line].key, taker)
        else:
            part = cell._replace(code=found.figures[line][0])
            _ask(context, parent, part, unit, taker)

    def shown(found: Behind) -> None:
        view = _view(context, cell, found)
        if found.units or (found.figures and unit):
            view = replace(view, inside=lambda line, take: go_into(found, line, take))
        taker(view)

    context.ask(parent, lambda _: behind(book, profile, cell.sector, cell.code, pair, unit), shown)


def _view(context: Context, cell: Cell, found: Behind) -> BehindView:
    catalogue = context.book.catalogue
    indicator = catalogue.edition.indicators[cell.code]
    pair, shown = YearMeasure(cell.year, cell.measure), found.figure.value
    number = _number(catalogue, cell.code, shown)
    whose = whose_words(found.own)
    origin = how_words(found.own) if found.own else origin_of(found.figure, indicator)
    goes_in = bool(found.units or (found.own and found.figures))
    return BehindView(
        title=f"[{cell.code}] {indicator.title}",
        told=f"{whose}{figures_name(pair)}: {number} {indicator.unit}. {origin}",
        heads=_heads(catalogue, cell.code, found),
        lines=_lines(catalogue, cell.code, found),
        places=() if goes_in else _places(found, cell, context.profile.code),
        nothing=_nothing(found),
        go=GO_IN if goes_in else GO,
        about=None if found.units else 0,
        words=_first_words(catalogue, cell.code, found),
        total=_sum(found),
    )


def _nothing(found: Behind) -> str:
    if found.own is None:
        return NOTHING
    return ENTERED if found.figure.value is not None else UNKNOWN


def _number(catalogue: Catalogue, code: str, value: int | None) -> str:
    quantity = catalogue.edition.indicators[code].quantity
    return "–" if value is None else format_number(value, quantity)


def _heads(catalogue: Catalogue, code: str, found: Behind) -> Sequence[str]:
    if found.figures:
        return ("Chỉ tiêu", "Số liệu")
    if found.units:
        over = ("Tính trên",) if is_average(catalogue, code) else ()
        return ("Đơn vị", "Số liệu", *over, "Cách có", *FILE_HEADS)
    codes = [each for each in (found.of, found.weight) if each]
    indicators = catalogue.edition.indicators
    asked = [f"{indicators[each].title} ({indicators[each].unit})" for each in codes]
    return ("Tổ chức", *asked, *((FILE_HEADS[0], FILE_HEADS[-1]) if _names_files(found) else ()))


def _first_words(catalogue: Catalogue, code: str, found: Behind) -> int:
    """The column after those of numbers."""
    if found.units:
        return 3 if is_average(catalogue, code) else 2
    return 2 if found.figures else 1 + bool(found.of) + bool(found.weight)


def _names_files(found: Behind) -> bool:
    return any(each.file is not None for each in found.sources)


def _lines(catalogue: Catalogue, code: str, found: Behind) -> list[list[str]]:
    indicators = catalogue.edition.indicators
    lines = [
        [f"[{each}] {indicators[each].title}", _number(catalogue, each, figure.value)]
        for each, figure in found.figures
    ]
    for unit in found.units:
        line = [unit_name(unit), _number(catalogue, code, unit.figure.value)]
        if is_average(catalogue, code):
            line.append(over_words(catalogue, code, unit))
        lines.append([*line, how_words(unit), *file_words(unit.file)])
    for each in found.sources:
        line = [each.name]
        if found.of:
            line.append(_number(catalogue, found.of, each.value))
        if found.weight:
            line.append(_number(catalogue, found.weight, each.weight))
        if each.corrected:
            line[0] = f"{each.name} (cấp này đã sửa)"
        if _names_files(found):
            name, *_, day = file_words(each.file)
            line += [name, day]
        lines.append(line)
    return lines


def _places(found: Behind, cell: Cell, unit: str) -> Sequence[Place]:
    kind = SubjectKind.SECTOR if cell.sector else SubjectKind.UNIT
    figures = [Place(kind, unit, cell.sector, code, "") for code, _ in found.figures]
    organisation = SubjectKind.ORGANISATION
    return [
        *figures,
        *(Place(organisation, each.uid, "", found.of, "") for each in found.sources),
    ]


def _sum(found: Behind) -> str:
    if found.units:
        having = sum(each.figure.value is not None for each in found.units)
        return f"{having}/{len(found.units)} dòng có số liệu"
    if not found.sources:
        return ""
    count = prose_count(len(found.sources))
    if not found.of:
        return f"{count} tổ chức"
    known = sum(each.value is not None for each in found.sources)
    return f"{count} tổ chức, {prose_count(known)} có số liệu"
