"""Targets (mục tiêu) of the unit: how far each is, as a table and as sentences of a report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.document import Align, Column, Paragraph, Row, Run, Table
from ktt_desktop.domain.dossier import Kind
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report_text import Piece
from ktt_desktop.domain.target_words import (
    ABOUT_NOTE,
    PLACES,
    outlook,
    sentence,
    short_level,
    shown,
)
from ktt_desktop.domain.targets import (
    Operator,
    Progress,
    Shape,
    Target,
    Verdict,
    progress,
    target_of,
)
from ktt_desktop.services.book import Book
from ktt_desktop.services.target_figures import TargetFigures, needed_pairs
from ktt_desktop.services.unit_figures import read_unit_figures
from ktt_desktop.storage import dossiers as storage
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.submission_rows import received_dossiers

IN_A_YEAR = ("founded", "dissolved", "converted")  # counted anew every year
LAST = 9999  # a target without a due year comes after the others
COLUMNS = (
    Column("TT", 5, Align.CENTRE),
    Column("Nội dung", 34),
    Column("Đơn vị\ntính", 12, Align.CENTRE),
    Column("Mục tiêu\n(năm)", 14, Align.RIGHT),
    Column("Số hiện có\n(đến ngày)", 15, Align.RIGHT),
    Column("Đạt\n(%)", 8, Align.RIGHT),
    Column("Khả năng hoàn thành", 38),
    Column("Cơ sở tính", 16),
    Column("Văn bản", 20),
)
PRINTED = (  # what fits on an upright page; the base of a percentage stands with its unit
    Column("TT", 5, Align.CENTRE),
    Column("Nội dung", 28),
    Column("Đơn vị tính", 18, Align.CENTRE),
    Column("Mục tiêu\n(năm)", 14, Align.RIGHT),
    Column("Số hiện có\n(đến ngày)", 15, Align.RIGHT),
    Column("Đạt\n(%)", 8, Align.RIGHT),
    Column("Khả năng hoàn thành", 36),
)


def target_progress(book: Book, profile: UnitProfile, period: ReportingPeriod) -> list[Progress]:
    """How far every target is that is due in the year of the period or later, by due year."""
    with transaction(book.sessions) as session:
        return read_progress(session, book, profile, period)


def read_progress(
    session: Session, book: Book, profile: UnitProfile, period: ReportingPeriod
) -> list[Progress]:
    """The same within a transaction."""
    targets = [each for each in _targets(session, book) if (each.due_year or LAST) >= period.year]
    if not targets:
        return []
    read = read_unit_figures(session, book, profile, needed_pairs(period))
    figures = TargetFigures(book.catalogue, period, read)
    found = []
    for each in targets:
        if _begins_later(book.catalogue, each, period.year):
            found.append(Progress(each, Verdict.NOT_DUE))
        else:
            found.append(progress(each, *figures.current(each)))
    return found


def _begins_later(catalogue: Catalogue, target: Target, year: int) -> bool:
    """Whether only figures of a later year can tell: what happens in a year counts in that year."""
    if target.shape is not Shape.LEVEL:
        return not target.in_force(year)
    indicator = catalogue.edition.indicators.get(target.topic)
    rule = indicator.aggregate if indicator else None
    happens = rule is not None and rule.where in IN_A_YEAR
    return happens and (target.due_year or year) > year


def target_table(book: Book, profile: UnitProfile, period: ReportingPeriod) -> Table:
    """Khả năng hoàn thành các mục tiêu: all of them, with base, document and arithmetic."""
    return table_of(book.catalogue, target_progress(book, profile, period))


def table_of(catalogue: Catalogue, found: Iterable[Progress]) -> Table:
    """The table of some targets in their order; below it how their figures were found."""
    listed = list(found)
    rows = (
        Row(tuple(_cells(place, each, base_words(catalogue, each.target))))
        for place, each in enumerate(listed, start=1)
    )
    sums = [
        f"({place}) {each.current.words}"
        for place, each in enumerate(listed, start=1)
        if each.current is not None
    ]
    notes = [f"Cách tính số hiện có: {'. '.join(sums)}."] if sums else []
    if any(each.target.operator is Operator.ABOUT for each in listed):
        notes.append(ABOUT_NOTE)
    return Table(COLUMNS, tuple(rows), notes=tuple(notes))


def printed_table(catalogue: Catalogue, found: Iterable[Progress]) -> Table:
    """The same for an upright page of a report; which figure lacks is said on the screen only."""
    rows = []
    for row in table_of(catalogue, (replace(each, why="") for each in found)).rows:
        place, title, unit, *rest, base, _ = row.cells
        rows.append(Row((place, title, f"{unit} {base}".rstrip(), *rest)))
    return Table(PRINTED, tuple(rows))


def lines_by_year(catalogue: Catalogue, targets: Iterable[Target]) -> Iterator[Piece]:
    """Mục tiêu cụ thể by the year they are due in, each year under "Đến năm 2030:"."""
    by_year: dict[int, list[Target]] = defaultdict(list)
    for each in targets:
        by_year[each.due_year or LAST].append(each)
    for year in sorted(by_year):
        words = "Hằng năm" if year == LAST else f"Đến năm {year}"
        yield Piece(str(year), Paragraph((Run(f"{words}:", italic=True),)))
        yield from target_lines(catalogue, by_year[year])


def target_lines(catalogue: Catalogue, targets: Iterable[Target]) -> Iterator[Piece]:
    """Mục tiêu cụ thể: one sentence a target, by its uid."""
    for each in targets:
        about, aim = sentence(each, base_words(catalogue, each))
        if aim:
            anchored = Run(aim, anchor=f"{Kind.TARGET}:{each.uid}", slot="aim")
            yield Piece(each.uid, Paragraph((Run(about), anchored, Run("."))))


def base_words(catalogue: Catalogue, target: Target) -> str:
    """What a percentage is of; "" where that was not stated."""
    return catalogue.dossier_lists["target_bases"].get(target.base, "")


def _cells(place: int, each: Progress, base: str) -> Iterator[str]:
    """The cells of a target, in the order of COLUMNS."""
    target, current = each.target, each.current
    yield str(place)
    yield target.title
    yield target.unit
    due = f"\n({target.due_year})" if target.due_year else ""
    yield short_level(target) + due
    figure = ""
    if current is not None:
        places = PLACES if target.is_percent else SHOWN_PLACES
        day = PartialDate.from_date(current.on).short()
        figure = f"{format_fraction(current.value, places)}\n({day})"
    yield figure
    yield shown(each.percent)
    yield outlook(each)
    yield base if target.is_percent else ""
    yield target.document


def _targets(session: Session, book: Book) -> list[Target]:
    """The unit's own targets: by due year, then as their indicators stand, then by their words.

    Those of the units below are held against figures of those units.
    """
    fields = book.catalogue.dossiers[Kind.TARGET].fields
    factors = {key: fields[key].quantity.factor for key in ("value", "value_max", "current")}
    places = {code: place for place, code in enumerate(book.catalogue.edition.indicators)}
    received = received_dossiers(session)
    found = (
        target_of(row.draft, factors)
        for row in storage.rows(session, [Kind.TARGET])
        if row.draft.uid not in received
    )
    return sorted(
        found,
        key=lambda each: (each.due_year or LAST, places.get(each.topic, len(places)), each.title),
    )
