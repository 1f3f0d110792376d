"""The Excel view of a submission: the tables a person reads, as sheets."""

from collections.abc import Iterable
from fractions import Fraction

from ktt_desktop.catalogue.edition import Catalogue, TableSpec
from ktt_desktop.domain.comparing import Comparison, comparisons
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.numbers import MILLIONS
from ktt_desktop.domain.period import TableColumn
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.interchange.workbook_writer import ViewColumn, ViewRow, ViewSheet
from ktt_desktop.services.report_annexes import column_headers, numbered_rows
from ktt_desktop.services.report_figures import ReportFigures
from ktt_desktop.services.unit_figures import as_printed


def heading(profile: UnitProfile, figures: ReportFigures) -> tuple[str, ...]:
    """The lines above every table."""
    return (
        profile.heading,
        f"{figures.period.label} – số liệu đến {figures.as_of}",
    )


def table_sheet(table: TableSpec, figures: ReportFigures) -> ViewSheet:
    """One table of the edition."""
    return (sector_sheet if table.kind == "sectors" else indicator_sheet)(table, figures)


def indicator_sheet(table: TableSpec, figures: ReportFigures) -> ViewSheet:
    """Biểu A, Biểu B: one row an indicator, the five columns of the official table, compared."""
    heads, compared = column_headers(figures).values(), comparisons(figures.period)
    columns = (
        ViewColumn("TT", 6, "centre"),
        ViewColumn("Mã", 8, "centre"),
        ViewColumn("Chỉ tiêu", 52, "text"),
        ViewColumn("Đơn vị tính", 20, "centre"),
        *(ViewColumn(head, 15, "number") for head in heads),
        *(ViewColumn(each.head, 12, "number") for each in compared),
    )
    blank = (None,) * (len(columns) - 4)
    titles = {section.number: section.title for section in table.sections}
    rows = []
    for number, code in numbered_rows(table, figures):
        if code is None:
            rows.append(ViewRow((number, "", titles[number], "", *blank), bold=True))
            continue
        indicator = figures.catalogue.edition.indicators[code]
        values = (figures.value(code, column) for column in TableColumn)
        shares = (_compared(each, code, figures) for each in compared)
        cells = (number, code, indicator.label, indicator.unit, *values, *shares)
        rows.append(ViewRow(cells, bold=bool(number)))
    lines = heading(figures.profile, figures)
    return ViewSheet(f"Biểu {table.id}", table.title, lines, columns, tuple(rows), "")


def _compared(comparison: Comparison, code: str, figures: ReportFigures) -> Fraction | None:
    """A comparison as a number: the share rounded as it is printed, the change exact."""
    quantity = figures.catalogue.edition.indicators[code].quantity
    top, base = (figures.stored(code, each) for each in (comparison.top, comparison.base))
    return comparison.value(top, base, quantity)


def sector_sheet(table: TableSpec, figures: ReportFigures) -> ViewSheet:
    """Biểu B2: one row a sector group, the main figures."""
    indicators = [figures.catalogue.edition.indicators[code] for code in table.codes]
    columns = (
        ViewColumn("TT", 6, "centre"),
        ViewColumn("Lĩnh vực", 40, "text"),
        *(ViewColumn(f"{each.title}\n({each.unit})", 15, "number") for each in indicators),
    )
    main = figures.period.main
    rows = []
    for place, group in enumerate(figures.catalogue.sector_groups, start=1):
        form = figures.unit_figures[group.code, *main].figures
        values = (as_printed(figures.catalogue, code, form[code].value) for code in table.codes)
        rows.append(ViewRow((place, group.label, *values)))
    lines = heading(figures.profile, figures)
    return ViewSheet(f"Biểu {table.id}", table.title, lines, columns, tuple(rows), "")


def register_sheet(
    organisations: Iterable[OrganisationRow],
    communes: dict[str, str],
    figures: ReportFigures,
) -> ViewSheet:
    """The list of organisations (danh mục)."""
    columns = (
        ViewColumn("TT", 6, "centre"),
        ViewColumn("Tên", 48, "text"),
        ViewColumn("Loại", 9, "centre"),
        ViewColumn("Mã số", 15, "text"),
        ViewColumn("Xã, phường", 24, "text"),
        ViewColumn("Lĩnh vực", 30, "text"),
        ViewColumn("Ngày đăng ký", 14, "centre"),
        ViewColumn("Thành viên", 12, "number"),
        ViewColumn("Vốn điều lệ\n(triệu đồng)", 15, "number"),
        ViewColumn("Tình trạng", 30, "text"),
    )
    catalogue = figures.catalogue
    rows = [
        ViewRow(_organisation(place, each, communes, catalogue))
        for place, each in enumerate(organisations, start=1)
    ]
    lines = heading(figures.profile, figures)
    title = "Danh sách hợp tác xã, liên hiệp hợp tác xã, tổ hợp tác"
    return ViewSheet("Danh mục", title, lines, columns, tuple(rows), "")


def _organisation(
    place: int, row: OrganisationRow, communes: dict[str, str], catalogue: Catalogue
) -> tuple[str | int | Fraction | None, ...]:
    capital = (
        None if row.charter_capital is None else Fraction(row.charter_capital, MILLIONS.factor)
    )
    return (
        *(place, row.name, row.kind.value, row.tax_code, communes.get(row.commune_code, "")),
        *(catalogue.sectors[row.sector], row.registered_on.short() if row.registered_on else ""),
        *(row.members, capital, catalogue.operating[row.status].label),
    )


def findings_sheet(checks: CheckResult, figures: ReportFigures) -> ViewSheet:
    """What the check found, with the explanations."""
    columns = (
        ViewColumn("TT", 6, "centre"),
        ViewColumn("Quy tắc", 12, "centre"),
        ViewColumn("Nội dung", 48, "text"),
        ViewColumn("Số liệu", 60, "text"),
        ViewColumn("Giải trình", 60, "text"),
    )
    rows = [
        ViewRow((place, each.rule, each.title, each.detail, each.explanation or ""))
        for place, each in enumerate(checks.findings, start=1)
    ]
    lines = heading(figures.profile, figures)
    return ViewSheet("Kiểm tra", "Kết quả kiểm tra", lines, columns, tuple(rows), "")
