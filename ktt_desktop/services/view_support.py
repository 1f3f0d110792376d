"""Support in the Excel view of a submission: what was given and is needed, with the money."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ktt_desktop.domain.dossier import DossierRow, by_source, total
from ktt_desktop.domain.numbers import MILLIONS
from ktt_desktop.interchange.workbook_writer import Value, ViewColumn, ViewRow, ViewSheet
from ktt_desktop.services.report_figures import ReportFigures
from ktt_desktop.services.view_sheets import heading


def support_sheet(
    rows: Iterable[DossierRow], programmes: Mapping[str, str], figures: ReportFigures
) -> ViewSheet:
    """One row a record: year and period, for whom, how much, planned and done money by source."""
    catalogue = figures.catalogue
    columns = (
        ViewColumn("TT", 6, "centre"),
        ViewColumn("Năm", 8, "centre"),
        ViewColumn("Kỳ", 16, "centre"),
        ViewColumn("Chương trình", 34, "text"),
        ViewColumn("Nội dung chính sách", 38, "text"),
        ViewColumn("Đối tượng", 34, "text"),
        ViewColumn("Diễn giải", 44, "text"),
        ViewColumn("Khối lượng\nkế hoạch", 12, "number"),
        ViewColumn("Khối lượng\nthực hiện", 12, "number"),
        ViewColumn("Đơn vị", 14, "centre"),
        ViewColumn("Kế hoạch, nhu cầu\n(triệu đồng)", 15, "number"),
        ViewColumn("Thực hiện\n(triệu đồng)", 15, "number"),
        *(
            ViewColumn(f"– {label}\n(triệu đồng)", 15, "number")
            for label in catalogue.sources.values()
        ),
    )
    order = {code: place for place, code in enumerate(catalogue.measures, start=1)}
    ordered = sorted(rows, key=lambda each: (each.draft.year or 0, order.get(each.draft.topic, 0)))
    lines = [
        ViewRow(_cells(place, each, programmes, figures))
        for place, each in enumerate(ordered, start=1)
    ]
    title = "Kết quả hỗ trợ và nhu cầu hỗ trợ phát triển kinh tế tập thể, hợp tác xã"
    heads = heading(figures.profile, figures)
    return ViewSheet("Hỗ trợ", title, heads, columns, tuple(lines), "")


def _cells(
    place: int, row: DossierRow, programmes: Mapping[str, str], figures: ReportFigures
) -> tuple[Value, ...]:
    draft, catalogue = row.draft, figures.catalogue
    measure = catalogue.measures.get(draft.topic)
    money = {source.value: amount for source, amount in by_source(draft, "done").items()}
    return (
        *(place, draft.year, catalogue.dossier_lists["periods"].get(draft.period, "")),
        *(programmes.get(draft.programme, ""), measure.label if measure else ""),
        *("; ".join(row.names) or figures.profile.name, draft.text("content")),
        *(draft.number("quantity_plan"), draft.number("quantity_done")),
        draft.text("quantity_unit"),
        *(_millions(total(draft, group)) for group in ("plan", "done")),
        *(_millions(money.get(source)) for source in catalogue.sources),
    )


def _millions(amount: int | None) -> Fraction | None:
    return None if amount is None else Fraction(amount, MILLIONS.factor)
