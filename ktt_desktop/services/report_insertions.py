"""Figures that can be put into the words of a report, as the data say them now."""

from collections.abc import Iterator
from dataclasses import dataclass

from ktt_desktop.domain.narrative import BLANK, fill
from ktt_desktop.domain.narrative_template import parse_template
from ktt_desktop.domain.period import TableColumn
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.book import Book
from ktt_desktop.services.report_annexes import column_headers
from ktt_desktop.services.report_figures import main_column
from ktt_desktop.services.report_sections import ReportSource, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.storage.session import transaction

COLUMNS = "columns"  # the kind of table whose figures a sentence can name
COMPARED = ("v0", "vp")  # of the main figures: against the end of last year, against the plan


@dataclass(frozen=True, slots=True)
class InsertableFigure:
    """Một số liệu chèn được: `slot` is that of its LockedFigure, `text` its value now.

    The same figure is offered in several ways: "64", "64 HTX", "giảm 02 HTX so với …".
    """

    slot: str
    label: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Nhóm số liệu: the figures of one column of the tables."""

    label: str
    figures: tuple[InsertableFigure, ...]


def insertable_figures(book: Book, profile: UnitProfile, key: ReportKey) -> tuple[FigureGroup, ...]:
    """Every figure of the unit's tables that is known, the main column first."""
    with transaction(book.sessions) as session:
        source = read_source(session, book, profile, key, read_settings(session, key))
    heads = column_headers(source.figures)
    main = main_column(source.figures.period)
    order = (main, *(each for each in TableColumn if each is not main))
    groups = (
        FigureGroup(" ".join(heads[column].split()), tuple(_figures(source, column)))
        for column in order
    )
    return tuple(each for each in groups if each.figures)


def _figures(source: ReportSource, column: TableColumn) -> Iterator[InsertableFigure]:
    edition = source.figures.catalogue.edition
    shapes = ("", "unit", *(COMPARED if column is main_column(source.figures.period) else ()))
    codes = (
        code for table in edition.tables.values() if table.kind == COLUMNS for code in table.codes
    )
    for code in dict.fromkeys(codes):
        for shape in shapes:
            slot = f"{code}@{column}" + (f"|{shape}" if shape else "")
            if written := _written(source, slot):
                text, anchor = written
                yield InsertableFigure(slot, edition.indicators[code].title, text, anchor)


def _written(source: ReportSource, slot: str) -> tuple[str, str] | None:
    """Its words and anchor; None for a blank."""
    runs = fill(parse_template(f"{{{slot}}}", slot), source.told, source.style)
    run = next((each for each in runs or () if each.anchor and each.text != BLANK), None)
    return (run.text, run.anchor or "") if run else None
