"""The lists of the merged book in words: their columns, what an empty one says."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.closing import figures_name
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.text import matches
from ktt_desktop.services.completeness_words import short_period
from ktt_desktop.services.list_columns import BLANK, COUNT, ListColumn
from ktt_desktop.services.merged_book import CorrectionRow, DuplicateRow, MappedUnit, SourceRow
from ktt_desktop.services.stated_figures import StatedDifference

STATE = "state"
NO_REASON = "Chưa ghi lý do"
WAITS = "Chờ xử lý"
BY_LIST = "Theo danh mục đơn vị hành chính"


class MergedList(StrEnum):
    """Danh sách của thẻ Tổng hợp."""

    CORRECTIONS = "corrections"
    DUPLICATES = "duplicates"
    STATED = "stated"
    SOURCES = "sources"
    MAPPED = "mapped"


TITLES = (
    (MergedList.CORRECTIONS, "Số đã sửa"),
    (MergedList.DUPLICATES, "Tổ chức trùng"),
    (MergedList.STATED, "Số nêu khác"),
    (MergedList.SOURCES, "Nguồn"),
    (MergedList.MAPPED, "Đơn vị cũ"),
)
NOTHING = {
    MergedList.CORRECTIONS: "Cấp này chưa sửa số liệu nào của các đơn vị.\n"
    "Sửa một ô ở Chỉ tiêu hoặc một hồ sơ ở Danh mục thì giá trị nhận được vẫn giữ ở đây.",
    MergedList.DUPLICATES: "Không có tổ chức nào do hai đơn vị cùng gửi.",
    MergedList.STATED: "Số các đơn vị nêu trong biểu khớp với số tính lại từ danh mục.",
    MergedList.SOURCES: "Chưa có tệp nào trong sổ.\nNhận tệp của các đơn vị trước, ở thẻ Nhận tệp.",
    MergedList.MAPPED: "Không có tệp nào của đơn vị cũ.",
}

MergedRow = CorrectionRow | DuplicateRow | StatedDifference | SourceRow | MappedUnit
Columns = tuple[ListColumn[Any], ...]  # each list has columns of its own kind of row


def merged_columns(catalogue: Catalogue, which: MergedList) -> Columns:
    """The columns of a list."""
    match which:
        case MergedList.CORRECTIONS:
            return _corrections()
        case MergedList.DUPLICATES:
            return _duplicates()
        case MergedList.STATED:
            return _stated(catalogue)
        case MergedList.SOURCES:
            return _sources()
        case MergedList.MAPPED:
            return _mapped()


def matching(columns: Columns, rows: Sequence[MergedRow], typed: str) -> list[MergedRow]:
    """The rows with every word that is searched for, in any of their columns."""
    return [row for row in rows if matches(typed, " ".join(each.text(row) for each in columns))]


def _corrections() -> tuple[ListColumn[CorrectionRow], ...]:
    def reason(row: CorrectionRow) -> str:
        return row.correction.reason or NO_REASON

    return (
        ListColumn("whose", "Tổ chức, đơn vị", 14, lambda row: row.whose),
        ListColumn("what", "Nội dung, kỳ", 18, lambda row: row.what),
        ListColumn("unit", "Đơn vị gửi", 9, lambda row: row.unit),
        ListColumn("received", "Giá trị\nnhận", 8, lambda row: row.received, is_right=True),
        ListColumn("value", "Giá trị\nsửa", 8, lambda row: row.value, is_right=True),
        ListColumn(
            "reason",
            "Lý do",
            13,
            reason,
            tone=lambda row: "" if row.correction.reason else "warning",
        ),
    )


def _duplicates() -> tuple[ListColumn[DuplicateRow], ...]:
    def sides(row: DuplicateRow, say: str) -> str:
        return "; ".join(dict.fromkeys(getattr(each, say) for each in row.claim.sides))

    return (
        ListColumn("names", "Tổ chức", 16, lambda row: sides(row, "name")),
        ListColumn("code", "Mã số", 10, lambda row: sides(row, "tax_code")),
        ListColumn("units", "Đơn vị\ncùng gửi", 16, lambda row: sides(row, "unit_name")),
        ListColumn(
            STATE,
            "Xử lý",
            18,
            lambda row: row.answer or WAITS,
            tone=lambda row: "good" if row.decision else "warning",
        ),
        ListColumn("reason", "Lý do", 12, lambda row: row.decision.reason if row.decision else ""),
    )


def _stated(catalogue: Catalogue) -> tuple[ListColumn[StatedDifference], ...]:
    groups = {each.code: each.label for each in catalogue.sector_groups}
    indicators = catalogue.edition.indicators

    def number(row: StatedDifference, value: int | None) -> str:
        return BLANK if value is None else format_number(value, indicators[row.code].quantity)

    return (
        ListColumn("unit", "Đơn vị", 12, lambda row: row.unit_name),
        ListColumn("label", "Chỉ tiêu", 20, lambda row: row.label),
        ListColumn("sector", "Lĩnh vực", 10, lambda row: groups.get(row.sector, row.sector)),
        ListColumn(
            "figures",
            "Kỳ",
            13,
            lambda row: figures_name(YearMeasure(row.year, row.measure)),
        ),
        ListColumn(
            "stated", "Số nêu\ntrong tệp", 8, lambda row: number(row, row.stated), is_right=True
        ),
        ListColumn(
            "recomputed",
            "Số\ntính lại",
            8,
            lambda row: number(row, row.recomputed),
            is_right=True,
        ),
    )


def _sources() -> tuple[ListColumn[SourceRow], ...]:
    def day(row: SourceRow) -> str:
        at = row.file.received_at
        return PartialDate.from_date(at.astimezone().date()).short() if at else ""

    return (
        ListColumn("unit", "Đơn vị", 11, lambda row: row.file.unit_name),
        ListColumn(
            "period",
            "Kỳ",
            11,
            lambda row: short_period(ReportingPeriod.parse(row.file.key.period)),
        ),
        ListColumn(
            "number",
            "Lần",
            9,
            lambda row: f"bổ sung lần {row.file.number}" if row.file.number else "lần đầu",
        ),
        ListColumn(
            "check", "Mã kiểm tra", 13, lambda row: grouped_check_code(row.file.check_code)
        ),
        ListColumn("received", "Ngày nhận", 9, day, is_right=True),
        ListColumn("lands_on", "Vào đơn vị", 10, lambda row: row.lands_on),
        ListColumn(
            "organisations", "Số\ntổ chức", 6, lambda row: row.organisations, COUNT,
            is_right=True,
        ),
    )  # fmt: skip


def _mapped() -> tuple[ListColumn[MappedUnit], ...]:
    def state(row: MappedUnit) -> str:
        return row.lands_on or "Chờ chọn đơn vị nhận"

    def decision(row: MappedUnit) -> str:
        return row.decision or (BY_LIST if row.lands_on else "")

    return (
        ListColumn("name", "Đơn vị cũ", 14, lambda row: row.name),
        ListColumn("code", "Mã cũ", 6, lambda row: row.key.partition("/")[0]),
        ListColumn(
            STATE, "Số liệu vào", 16, state, tone=lambda row: "good" if row.lands_on else "warning"
        ),
        ListColumn("decision", "Nghị quyết, căn cứ", 24, decision),
        ListColumn(
            "day",
            "Ngày ghi",
            9,
            lambda row: (
                PartialDate.from_date(row.decided_at.astimezone().date()).short()
                if row.decided_at
                else ""
            ),
            is_right=True,
        ),
    )
