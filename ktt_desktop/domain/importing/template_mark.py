"""The mark of the program's own blank workbooks: a hidden row above the head, one id a column.

It goes with the columns when they are moved, and with the sheet when it is copied elsewhere.
"""

import re
from dataclasses import dataclass
from typing import Self

from ktt_desktop.domain.terms import Measure

SIGN = "SoKTTT"
GUIDE_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
TEMPLATE_SHEETS = (GUIDE_SHEET, LISTS_SHEET)  # of such a workbook, beside the list itself
_MARK = re.compile(rf"{SIGN}:([a-z-]+):(\d+)(?::((?:19|20)\d\d):([A-Z_]+))?")


@dataclass(frozen=True, slots=True)
class TemplateMark:
    """Dấu của mẫu: which one, its edition, and the year and kind of its figures."""

    template: str
    edition: int
    year: int | None = None
    measure: Measure | None = None

    @property
    def text(self) -> str:
        """As it stands in the first cell of the hidden row."""
        time = f":{self.year}:{self.measure}" if self.year and self.measure else ""
        return f"{SIGN}:{self.template}:{self.edition}{time}"

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """The mark a cell holds; None where it holds none."""
        found = _MARK.fullmatch(text.strip())
        if found is None:
            return None
        template, edition, year, measure = found.groups()
        if year is None or measure not in set(Measure):
            return cls(template, int(edition))
        return cls(template, int(edition), int(year), Measure(measure))
