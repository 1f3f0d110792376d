"""The annex that names the organisations: each kind with its sums and averages."""

from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.domain.document import Align, Column, Row, Table
from ktt_desktop.domain.numbers import MILLIONS, format_fraction
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.domain.table_formulas import Formula, Making, Number, Place, worked_out
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.places import commune_name
from ktt_desktop.services.register_list import all_rows
from ktt_desktop.services.report_figures import ReportFigures
from ktt_desktop.storage.units import unit_names

LISTED = ("active", "stopped")
KINDS = {
    OrganisationKind.COOPERATIVE: "HỢP TÁC XÃ",
    OrganisationKind.COOPERATIVE_UNION: "LIÊN HIỆP HỢP TÁC XÃ",
    OrganisationKind.COOPERATIVE_GROUP: "TỔ HỢP TÁC",
}
COLUMNS = (
    Column("TT", 4, Align.CENTRE),
    Column("Tên tổ chức", 30),
    Column("Mã số", 12, Align.CENTRE),
    Column("Xã, phường", 15),
    Column("Lĩnh vực", 19),
    Column("Ngày đăng ký", 11, Align.CENTRE),
    Column("Thành viên", 9, Align.RIGHT),
    Column("Vốn điều lệ\n(triệu đồng)", 12, Align.RIGHT),
    Column("Tình trạng", 19),
)
ADDED_UP = (6, 7)  # columns: members, capital
MEAN_PLACES, SHOWN_PLACES = 1, 3
SUM_WORDS, MEAN_WORDS = "Cộng", "Bình quân"
NUMBERS = ("I", "II", "III")


def organisation_table(session: Session, book: Book, figures: ReportFigures) -> Table:
    """Danh sách: the organisations there are on the day of the main figures, by kind and name.

    A blank is not known; an average counts those that are.
    """
    kept = unit_names(session)
    on = figures.as_of_date.last_day()
    listed = [
        each
        for each in all_rows(session, book, on)
        if figures.catalogue.operating[each.status].counts_as in LISTED
    ]

    def commune(code: str) -> str:
        return commune_name(book.units, figures.profile, code, kept) if code else ""

    rows: list[Row] = []
    formulas: dict[Place, Formula] = {}
    numbers = iter(NUMBERS)
    for kind, name in KINDS.items():
        found = [each for each in listed if each.kind is kind]
        if found:
            rows.append(_row((f"{name}: {len(found)}",), number=next(numbers), bold=True))
            first = len(rows)
            rows += (
                _organisation(str(place), each, commune(each.commune_code), figures)
                for place, each in enumerate(found, start=1)
            )
            if len(found) > 1:
                formulas |= _add_sums(rows, range(first, len(rows)))
    note = (
        f"Ghi chú: danh sách tính đến {figures.as_of}; ô để trống là chưa có số liệu; bình quân "
        "bằng tổng số chia cho số tổ chức có số liệu."
    )
    return Table(COLUMNS, tuple(rows), notes=(note,), formulas=formulas)


def _organisation(number: str, each: OrganisationRow, commune: str, figures: ReportFigures) -> Row:
    catalogue, capital = figures.catalogue, each.charter_capital
    day = each.registered_on.short() if each.registered_on else ""
    return _row(
        (each.name, each.tax_code, commune, catalogue.sectors[each.sector], day),
        (each.members, None if capital is None else Fraction(capital, MILLIONS.factor)),
        number=number,
        status=catalogue.operating[each.status].label,
    )


def _add_sums(rows: list[Row], of: range) -> dict[Place, Formula]:
    """Two more rows, of the sums and of the averages of those before; what they are made of."""
    made: dict[Place, Formula] = {}
    for how, words in ((Making.SUM, SUM_WORDS), (Making.MEAN, MEAN_WORDS)):
        decimals = MEAN_PLACES if how is Making.MEAN else None
        formulas = [
            Formula(how, tuple(Place(row, column) for row in of), decimals=decimals)
            for column in ADDED_UP
        ]
        numbers = [
            worked_out(each, lambda place: rows[place.row].values[place.column])
            for each in formulas
        ]
        for column, formula, number in zip(ADDED_UP, formulas, numbers, strict=True):
            if number is not None:
                made[Place(len(rows), column)] = formula
        rows.append(_row((words,), numbers, bold=True))
    return made


def _row(
    words: Sequence[str],
    numbers: Sequence[Number | None] = (None, None),
    *,
    number: str = "",
    status: str = "",
    bold: bool = False,
) -> Row:
    """TT, what comes before the numbers, the numbers, tình trạng."""
    before = (number, *words, *[""] * (ADDED_UP[0] - 1 - len(words)))
    texts = ("" if n is None else format_fraction(Fraction(n), SHOWN_PLACES) for n in numbers)
    values = (*(None for _ in before), *numbers, None)
    return Row((*before, *texts, status), bold, values)
