"""The organisations or figures behind a cell of a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.closing import figures_name
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.numbers import format_number, prose_count
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.behind import Behind, behind
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_cells import Cell
from ktt_desktop.ui.screens.annual_panel import origin_of
from ktt_desktop.ui.screens.behind_dialog import BehindDialog, BehindView

NOTHING = "Không có tổ chức hay chỉ tiêu nào đứng sau con số này."


def show_behind(context: Context, parent: QWidget, cell: Cell) -> None:
    """Read off the UI thread what a cell is made of, then show it."""
    book, profile, pair = context.book, context.profile, YearMeasure(cell.year, cell.measure)
    context.ask(
        parent,
        lambda _: behind(book, profile, cell.sector, cell.code, pair),
        lambda found: BehindDialog(context, _view(context, cell, found), parent).open(),
    )


def _view(context: Context, cell: Cell, found: Behind) -> BehindView:
    catalogue = context.book.catalogue
    indicator = catalogue.edition.indicators[cell.code]
    pair, shown = YearMeasure(cell.year, cell.measure), found.figure.value
    number = "–" if shown is None else format_number(shown, indicator.quantity)
    origin = origin_of(found.figure, indicator)
    return BehindView(
        title=f"[{cell.code}] {indicator.title}",
        told=f"{figures_name(pair)}: {number} {indicator.unit}. {origin}",
        heads=_headers(catalogue, found),
        lines=_lines(catalogue, found),
        places=_places(found, cell, context.profile.code),
        nothing=NOTHING,
        go="Mở chỗ này  Enter",
        total=_sum(found),
    )


def _headers(catalogue: Catalogue, found: Behind) -> Sequence[str]:
    if found.figures:
        return ("Chỉ tiêu", "Số liệu")
    codes = [each for each in (found.of, found.weight) if each]
    indicators = catalogue.edition.indicators
    return ("Tổ chức", *(f"{indicators[each].title} ({indicators[each].unit})" for each in codes))


def _lines(catalogue: Catalogue, found: Behind) -> list[list[str]]:
    indicators = catalogue.edition.indicators

    def text(code: str, value: int | None) -> str:
        return "–" if value is None else format_number(value, indicators[code].quantity)

    lines = [
        [f"[{code}] {indicators[code].title}", text(code, figure.value)]
        for code, figure in found.figures
    ]
    for each in found.sources:
        line = [each.name]
        if found.of:
            line.append(text(found.of, each.value))
        if found.weight:
            line.append(text(found.weight, each.weight))
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
    if not found.sources:
        return ""
    count = prose_count(len(found.sources))
    if not found.of:
        return f"{count} tổ chức"
    known = sum(each.value is not None for each in found.sources)
    return f"{count} tổ chức, {prose_count(known)} có số liệu"
