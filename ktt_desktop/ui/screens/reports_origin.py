"""Where a locked figure comes from, in words, and the place to which it leads."""

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod, TableColumn
from ktt_desktop.domain.terms import Measure, SubjectKind

_MEASURES = {
    Measure.PLAN: "kế hoạch",
    Measure.HALF_YEAR: "số liệu trong năm",
    Measure.ESTIMATE: "ước cả năm",
    Measure.ACTUAL: "thực hiện",
}


def origin_of(catalogue: Catalogue, period: ReportingPeriod, anchor: str) -> str:
    """Which figures a piece of text was made from: "A5:TH A5:KH" in words, one a line."""
    records = [each.partition(":")[0] for each in anchor.split()]
    if records[0] in catalogue.dossiers:
        label = catalogue.dossiers[records[0]].label
        more = f" ({len(records)} hồ sơ)" if len(records) > 1 else ""
        return f"Hồ sơ công việc: {label}{more}\nSố liệu khóa: sửa ở màn hình Hỗ trợ."
    lines = []
    for each in anchor.split():
        code, column, *_ = each.split(":")
        indicator = catalogue.edition.indicators.get(code)
        if indicator is None:
            continue
        year, measure = (
            period.column(TableColumn(column)) if column in list(TableColumn) else period.main
        )
        lines.append(f"[{code}] {indicator.title} – {_MEASURES[measure]} năm {year}")
    return "\n".join((*lines, "Số liệu khóa: sửa ở màn hình Chỉ tiêu."))


def place_of(catalogue: Catalogue, anchor: str, unit: str) -> Place:
    """The place an anchor leads to: a work record, or a figure of the unit of this code."""
    name, _, rest = anchor.split()[0].partition(":")
    if name in catalogue.dossiers:
        return Place(SubjectKind.DOSSIER, rest, name, "", "")
    subject = rest.partition(":")[2]
    if subject in {each.code for each in catalogue.sector_groups}:
        return Place(SubjectKind.SECTOR, unit, subject, name, name)
    if subject:
        return Place(SubjectKind.ORGANISATION, subject, "", name, name)
    return Place(SubjectKind.UNIT, unit, "", name, name)
