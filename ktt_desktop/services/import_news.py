"""Số liệu in the columns of a list: which figures they are, what of them is news to the book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Edition
from ktt_desktop.catalogue.fields import FieldType, Indicator
from ktt_desktop.domain.closing import figures_name, refusal
from ktt_desktop.domain.importing.choices import ListAt, ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.plan import FieldChange, FigureColumn
from ktt_desktop.domain.importing.words import FIGURE, ImportWords
from ktt_desktop.domain.numbers import LARGEST_STORED, format_number
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.import_values import StatedRows
from ktt_desktop.storage.closings import closed_now
from ktt_desktop.storage.import_book import known_figures

SHOWN = 12  # figures of a row told one by one
Columns = dict[tuple[str, YearMeasure], FigureColumn]
News = Sequence[tuple[FigureColumn, int | None, int]]  # column, what the book has, what is stated


@dataclass(slots=True)
class StatedFigures:
    """Các cột số liệu của tệp by list, what the book has of them, and notes about the file."""

    columns: dict[ListAt, tuple[FigureColumn, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    known: dict[tuple[YearMeasure, str], dict[str, int | None]] = field(default_factory=dict)

    def news(self, at: ListAt, place: int, uid: str) -> News:
        """The figures of a row that the book has not."""
        return [
            (each, old, new)
            for each in self.columns.get(at, ())
            if (new := each.values[place]) is not None
            and (old := self.known[each.period, each.code].get(uid)) != new
        ]


def add_figures(
    found: StatedFigures,
    session: Session,
    edition: Edition,
    words: ImportWords,
    rows: StatedRows,
    choice: ListChoice,
    usual_year: int | None,
) -> None:
    """Add the figures of a list; `usual_year` is that of columns whose head names none."""
    columns: Columns = {}
    undated: list[str] = []
    for use, code in _figure_uses(rows, words, edition):
        period = choice.period_of(use, usual_year)
        if period is None:
            undated.append(f"“{use.head}”")
            continue
        if (code, period) in columns:
            first = columns[code, period].use.head
            found.notes.append(
                f"{_of(rows)}Cột “{use.head}” và cột “{first}” cùng là một số liệu nên chỉ lấy "
                f"cột “{first}”. Chọn lại công dụng của cột nếu cần."
            )
            continue
        values = _values(edition.indicators[code], use, rows)
        columns[code, period] = FigureColumn(use, code, period, values)
    if undated:
        found.notes.append(
            f"{_of(rows)}Chưa rõ năm của số liệu ở cột {', '.join(undated)}. Chọn năm cho danh "
            "sách thì các cột này mới được nhập."
        )
    closed = _closed(session, {each.period for each in columns.values()}, found)
    kept = tuple(each for each in columns.values() if each.period not in closed)
    if kept:
        found.columns[rows.placed.at] = kept
        _ask(session, edition, kept, found)


def figure_changes(edition: Edition, news: News) -> Iterator[FieldChange]:
    """News in words, the first of them one by one."""
    for column, old, new in news[:SHOWN]:
        indicator = edition.indicators[column.code]
        yield FieldChange(
            figure_label(indicator, column.period),
            "" if old is None else figure_words(indicator, old),
            figure_words(indicator, new),
        )
    if len(news) > SHOWN:
        yield FieldChange("Số liệu khác", "", f"{len(news) - SHOWN} số nữa")


def figure_label(indicator: Indicator, period: YearMeasure) -> str:
    """As "Doanh thu (thực hiện cả năm 2022)"."""
    name = figures_name(period)
    return f"{indicator.title} ({name[0].lower()}{name[1:]})"


def figure_words(indicator: Indicator, value: int) -> str:
    """A figure with its unit."""
    return f"{format_number(value, indicator.quantity, indicator.quantity.places)} {indicator.unit}"


def _figure_uses(
    rows: StatedRows, words: ImportWords, edition: Edition
) -> Iterator[tuple[ColumnUse, str]]:
    """The columns that are figures of the form of an organisation, with their codes."""
    forms = {each.code for each in edition.of_form("phieu")} - edition.hidden
    for use in rows.placed.list.figures:
        field = words.fields[use.field]
        into = (use.year and field.of_year) or field.into
        if into.startswith(FIGURE) and (code := into.removeprefix(FIGURE)) in forms:
            yield use, code


def _values(indicator: Indicator, use: ColumnUse, rows: StatedRows) -> list[int | None]:
    """The stored integers of a column; None for what the form of that kind cannot hold."""
    factor = 1 if indicator.type is FieldType.MONEY else indicator.quantity.factor
    found: list[int | None] = []
    for place, value in enumerate(rows.placed.list.figures[use]):
        stored = None if value is None else value * factor
        if stored is not None:
            reason = _refusal(indicator, stored, rows.values["kind"][place])
            if reason:
                rows.leave(place, use.head, figure_words(indicator, stored), reason)
                stored = None
        found.append(stored)
    return found


def _refusal(indicator: Indicator, value: int, kind: object) -> str:
    if isinstance(kind, OrganisationKind) and kind not in indicator.applies_to:
        return f"phiếu của {kind.value} không có số liệu này, để trống"
    if value < 0 and not indicator.signed:
        return "số liệu này không thể là số âm, để trống"
    if abs(value) > LARGEST_STORED:
        return "số quá lớn, để trống; kiểm tra đơn vị tính"
    return ""


def _closed(session: Session, periods: set[YearMeasure], found: StatedFigures) -> set[YearMeasure]:
    """The years and measures that are closed; each is told."""
    closed = set()
    for period in sorted(periods):
        closing = closed_now(session, period)
        if closing is not None:
            closed.add(period)
            found.notes.append(f"Không nhập số liệu đã chốt. {refusal(closing)}")
    return closed


def _ask(
    session: Session, edition: Edition, columns: Sequence[FigureColumn], found: StatedFigures
) -> None:
    """Ask the book for the figures of these columns that were not asked for yet."""
    for period in {each.period for each in columns}:
        codes = [
            each.code
            for each in columns
            if each.period == period and (period, each.code) not in found.known
        ]
        if not codes:
            continue
        stored = known_figures(session, period, [edition.indicators[each].column for each in codes])
        for number, code in enumerate(codes):
            found.known[period, code] = {uid: row[number] for uid, row in stored.items()}


def _of(rows: StatedRows) -> str:
    sheet = rows.placed.list.sheet
    return f"Trang {sheet}: " if sheet else ""
