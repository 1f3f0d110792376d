"""Chốt số liệu: which figures a report closes, and the words about it."""

from dataclasses import dataclass
from datetime import datetime

from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure
from ktt_desktop.domain.terms import Measure, PeriodKind

MEASURE_NAMES = {
    Measure.PLAN: "Kế hoạch năm {}",
    Measure.HALF_YEAR: "Thực hiện 6 tháng đầu năm {}",
    Measure.ESTIMATE: "Ước thực hiện năm {}",
    Measure.ACTUAL: "Thực hiện cả năm {}",
}


@dataclass(frozen=True, slots=True)
class Closing:
    """Một lần chốt; `opened_at` and `reason` tell when and why it was opened again (mở chốt)."""

    figures: YearMeasure
    closed_at: datetime
    note: str = ""
    opened_at: datetime | None = None
    reason: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether the figures still stand as they were."""
        return self.opened_at is None


def figures_name(figures: YearMeasure) -> str:
    """Tên một bộ số liệu: "Ước thực hiện năm 2022"."""
    return MEASURE_NAMES[figures.measure].format(figures.year)


def closed_by(period: ReportingPeriod) -> tuple[YearMeasure, ...]:
    """The figures that are settled with a report; a plan also settles estimate and next year."""
    if period.kind is not PeriodKind.PLAN:
        return (period.main,)
    columns = (TableColumn.HALF_YEAR, TableColumn.ESTIMATE, TableColumn.NEXT_PLAN)
    return tuple(period.column(each) for each in columns)


def refusal(closing: Closing) -> str:
    """Why a figure cannot be changed now, and what to do."""
    day = closing.closed_at.astimezone()
    return (
        f"{figures_name(closing.figures)} đã chốt ngày {day.day}/{day.month}/{day.year} nên chưa "
        "ghi được. Ở màn hình Chỉ tiêu chọn “Mở chốt…”, ghi lý do, rồi sửa tiếp."
    )
