"""Reporting periods and the five columns of the official tables."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.terms import Measure, PeriodKind

_CODE = re.compile(r"(KH|6T|UOC|N)((?:19|20)[0-9]{2})")
_LABELS = {
    PeriodKind.HALF_YEAR: "Báo cáo 6 tháng đầu năm {}",
    PeriodKind.ESTIMATE: "Báo cáo ước thực hiện năm {}",
    PeriodKind.YEAR: "Báo cáo năm {}",
    PeriodKind.PLAN: "Kế hoạch năm {}",
}
_MAIN_MEASURE = {
    PeriodKind.HALF_YEAR: Measure.HALF_YEAR,
    PeriodKind.ESTIMATE: Measure.ESTIMATE,
    PeriodKind.YEAR: Measure.ACTUAL,
    PeriodKind.PLAN: Measure.HALF_YEAR,  # a plan is written on the figures of mid-year
}


class YearMeasure(NamedTuple):
    """Năm và loại số liệu: the pair that names one set of figures."""

    year: int
    measure: Measure


class TableColumn(StrEnum):
    """Cột của biểu chỉ tiêu, for a report of year N."""

    PREVIOUS = "P"  # thực hiện năm N-1
    PLAN = "KH"  # kế hoạch năm N
    HALF_YEAR = "TH"  # thực hiện 6 tháng đầu năm N
    ESTIMATE = "UOC"  # ước thực hiện cả năm N
    NEXT_PLAN = "KHN"  # kế hoạch năm N+1

    def of(self, year: int) -> YearMeasure:
        """The figures this column shows in a report of year N."""
        offset, measure = _COLUMNS[self]
        return YearMeasure(year + offset, measure)


_COLUMNS = {
    TableColumn.PREVIOUS: (-1, Measure.ACTUAL),
    TableColumn.PLAN: (0, Measure.PLAN),
    TableColumn.HALF_YEAR: (0, Measure.HALF_YEAR),
    TableColumn.ESTIMATE: (0, Measure.ESTIMATE),
    TableColumn.NEXT_PLAN: (1, Measure.PLAN),
}


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """Kỳ báo cáo; `year` is year N of the report: a plan of year N is made for N+1."""

    year: int
    kind: PeriodKind

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read "KH2023", "6T2022", "N2022" or "UOC2022"; raises InvalidInputError."""
        found = _CODE.fullmatch(code)
        if found is None:
            raise InvalidInputError(
                f"“{code}” không phải là mã kỳ báo cáo. Mã có dạng 6T2022, UOC2022, N2022, KH2023."
            )
        kind = PeriodKind(found[1])
        return cls(int(found[2]) - (kind is PeriodKind.PLAN), kind)

    @property
    def named_year(self) -> int:
        """The year in its name: N+1 for a plan."""
        return self.year + (self.kind is PeriodKind.PLAN)

    @property
    def code(self) -> str:
        """As in the name of a submission file: "KH2023", "6T2022"."""
        return f"{self.kind}{self.named_year}"

    @property
    def label(self) -> str:
        """Tên kỳ: "Kế hoạch năm 2023", "Báo cáo 6 tháng đầu năm 2022"."""
        return _LABELS[self.kind].format(self.named_year)

    @property
    def default_as_of(self) -> date:
        """Ngày chốt số liệu thường dùng: 30/6 for a half year and a plan, otherwise 31/12."""
        if self.kind in (PeriodKind.HALF_YEAR, PeriodKind.PLAN):
            return date(self.year, 6, 30)
        return date(self.year, 12, 31)

    @property
    def main(self) -> YearMeasure:
        """The figures the report is about; those of a whole year stand in no column of the five."""
        return YearMeasure(self.year, _MAIN_MEASURE[self.kind])

    def column(self, column: TableColumn) -> YearMeasure:
        """The figures a column of its tables shows."""
        return column.of(self.year)
