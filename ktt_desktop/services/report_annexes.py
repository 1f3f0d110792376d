"""The annexes of a report: the unit's tables, and the explanations of what the check found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ktt_desktop.catalogue.edition import TableSpec
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.comparing import comparisons
from ktt_desktop.domain.document import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    HeadingLevel,
    Paragraph,
    Row,
    Run,
    Table,
    TextAlign,
)
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import TableColumn
from ktt_desktop.domain.records import Figure
from ktt_desktop.domain.sourced_table import SourcedTable
from ktt_desktop.domain.terms import Origin
from ktt_desktop.services.indicator_formulas import indicator_formulas
from ktt_desktop.services.report_figures import ReportFigures, main_column
from ktt_desktop.services.unit_figures import as_printed

END = "./."
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def column_headers(figures: ReportFigures) -> dict[TableColumn, str]:
    """The heads of the five columns, two lines each."""
    year = figures.period.year
    headers = {
        TableColumn.PREVIOUS: f"Thực hiện\nnăm {year - 1}",
        TableColumn.PLAN: f"Kế hoạch\nnăm {year}",
        TableColumn.HALF_YEAR: f"Thực hiện\n6 tháng năm {year}",
        TableColumn.ESTIMATE: f"Ước thực hiện\nnăm {year}",
        TableColumn.NEXT_PLAN: f"Kế hoạch\nnăm {year + 1}",
    }
    main = main_column(figures.period)
    done = "Ước thực hiện" if main is TableColumn.ESTIMATE else "Thực hiện"
    until = "" if figures.as_of == f"năm {year}" else " đến"  # figures of the whole year
    return headers | {main: f"{done}{until}\n{figures.as_of}"}


def numbered_rows(table: TableSpec, figures: ReportFigures) -> list[tuple[str, str | None]]:
    """(TT, indicator code) of each row; None for the heading row of a section."""
    rows: list[tuple[str, str | None]] = []
    for section in table.sections:
        rows.append((section.number, None))
        place = 0
        for code in section.codes:
            top = not figures.catalogue.edition.indicators[code].is_detail
            place += top
            rows.append((str(place) if top else "", code))
    return rows


def is_filled(table: TableSpec, figures: ReportFigures) -> bool:
    """Whether a table has more to say than zeros: a figure of its own form."""
    indicators = figures.catalogue.edition.indicators
    own = {code for code in table.codes if indicators[code].form == table.form}
    return any(
        figure.value
        for form in figures.unit_figures.values()
        for code, figure in form.figures.items()
        if code in own
    )


def indicator_table(table: TableSpec, figures: ReportFigures) -> Table:
    """Biểu A, Biểu B as printed: a blank figure leaves its cell empty, zero is "0"."""
    compared = comparisons(figures.period)
    columns = (
        Column("TT", 5, Align.CENTRE),
        Column("Chỉ tiêu", 36),
        Column("Đơn vị tính", 14, Align.CENTRE),
        *(Column(head, 14, Align.RIGHT) for head in column_headers(figures).values()),
        *(Column(each.head, 10, Align.RIGHT) for each in compared),
    )
    blank = ("",) * (len(columns) - 2)
    titles = {section.number: section.title for section in table.sections}
    numbered = numbered_rows(table, figures)
    rows = [
        Row((number, titles[number], *blank), bold=True, values=(None,) * len(columns))
        if code is None
        else _indicator_row(number, code, figures)
        for number, code in numbered
    ]
    shown = ((code, figures.figure(code, main_column(figures.period))) for code in table.codes)
    denominators = ("", tuple(shown))
    formulas = indicator_formulas([code for _, code in numbered], rows, figures)
    return Table(columns, tuple(rows), "", notes(figures, [denominators]), formulas)


def _indicator_row(number: str, code: str, figures: ReportFigures) -> Row:
    indicator = figures.catalogue.edition.indicators[code]
    stored = [figures.figure(code, column).value for column in TableColumn]
    cells = ("" if each is None else format_number(each, indicator.quantity) for each in stored)
    compared = [
        (each, figures.stored(code, each.top), figures.stored(code, each.base))
        for each in comparisons(figures.period)
    ]
    shares = (each.text(top, base, indicator.quantity) for each, top, base in compared)
    values = (
        *(as_printed(figures.catalogue, code, each) for each in stored),
        *(each.value(top, base, indicator.quantity) for each, top, base in compared),
    )
    words = (number, indicator.label, indicator.unit)
    return Row((*words, *cells, *shares), bool(number), (*(None for _ in words), *values))


def notes(
    figures: ReportFigures, shown: Iterable[tuple[str, Sequence[tuple[str, Figure]]]]
) -> tuple[str, ...]:
    """What a reader has to know; `shown`: whose figures ("" = the unit), then code and figure."""
    year = figures.period.year
    known = "; ".join(_denominators(figures, shown))
    until = (
        "" if figures.as_of == f"năm {year}" else f"Số liệu năm {year} tính đến {figures.as_of}. "
    )
    return (
        "Ghi chú: ô để trống là chưa có số liệu; số 0 là không phát sinh. "
        f"{until}Bình quân bằng tổng số chia cho số tổ chức có số liệu.",
        *([f"Số tổ chức có số liệu để tính bình quân: {known}."] if known else []),
    )


def _denominators(
    figures: ReportFigures, shown: Iterable[tuple[str, Sequence[tuple[str, Figure]]]]
) -> Iterator[str]:
    """ "[A5] 12/15 HTX" for every average the list gives."""
    averages = (AggregateKind.MEAN, AggregateKind.WEIGHTED)
    for name, of_form in shown:
        for code, figure in of_form:
            rule = figures.catalogue.edition.indicators[code].aggregate
            if figure.origin is Origin.COMPUTED and rule and rule.kind and rule.how in averages:
                words = f"[{code}] {figure.known}/{figure.total} {rule.kind}"
                yield f"{name} {words}".strip()


def explanation_table(findings: Sequence[Finding]) -> Table:
    """What was found and how the unit explains it (giải trình)."""
    columns = (
        Column("TT", 5, Align.CENTRE),
        Column("Nội dung", 34),
        Column("Số liệu", 38),
        Column("Giải trình", 43),
    )
    rows = tuple(
        Row((str(place), each.title, each.detail, each.explanation or ""))
        for place, each in enumerate(findings, start=1)
    )
    return Table(columns, rows)


def form_blocks(tables: Sequence[SourcedTable]) -> tuple[Block, ...]:
    """The tables of one form; those after the first under a heading of their own."""
    blocks: list[Block] = []
    for each in tables:
        if blocks:
            blocks.append(Heading(HeadingLevel.NUMBER, each.title))
        blocks.append(each.printed)
    return tuple(blocks)


def annexes(
    titles_and_blocks: Sequence[tuple[str, tuple[Block, ...]]], reference: str
) -> tuple[Annex, ...]:
    """Number the annexes: roman where there are several, nothing where there is one.

    Tables lie across the page, charts stand upright.
    """
    several = len(titles_and_blocks) > 1
    return tuple(
        Annex(
            ROMAN[place] if several else "",
            title,
            reference,
            ended(blocks),
            landscape=any(isinstance(each, Table) for each in blocks),
        )
        for place, (title, blocks) in enumerate(titles_and_blocks)
    )


def ended(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The sign of the end after the last words (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6)."""
    *before, last = blocks
    match last:
        case Table(notes=(*notes, final)):
            return (*before, replace(last, notes=(*notes, f"{final.removesuffix('.')}{END}")))
        case Table():
            return (*before, replace(last, notes=(END,)))
        case _:
            return (*blocks, Paragraph((Run(END),), TextAlign.LEFT))
