"""Formulas of a sheet: in the words of Excel, with the values the program worked out itself."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from openpyxl.utils import get_column_letter

from ktt_desktop.domain.table_formulas import Formula, Making, Number, Place
from ktt_desktop.interchange.workbook_writer import excel_number

_CELL = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)')
_WRITTEN = re.compile(r"(?P<sign>[+-]?)[0-9.]+(?:,(?P<decimals>[0-9]+))?(?P<mark>\D*)")


class Cached:
    """Giá trị đã tính của các ô có công thức, by sheet: openpyxl leaves them out."""

    def __init__(self) -> None:
        self._sheets: dict[str, dict[str, Number]] = {}

    def of(self, sheet: int) -> dict[str, Number]:
        """The values of a sheet by the name of the cell; sheets are counted from 1."""
        return self._sheets.setdefault(f"xl/worksheets/sheet{sheet}.xml", {})

    def filled_in(self, name: str, part: bytes) -> bytes:
        """A part of the file with its values."""
        values = self._sheets.get(name, {})

        def filled(found: re.Match[bytes]) -> bytes:
            value = excel_number(Fraction(values[found[2].decode()]))
            return found[1] + f"<v>{value!r}</v>".encode()

        return _CELL.sub(filled, part) if values else part


def excel_formula(formula: Formula, top: int) -> str:
    """ "=SUM(D8:D9)"; `top` is the row of the sheet the first row of the table stands in."""
    of = ",".join(_ranges(formula.of, top))
    if formula.how is Making.SHARE:
        part, whole = (_address(each, top) for each in formula.of)
        made = f"100*{part}/{whole}"
    elif formula.how is Making.MEAN:
        made = f"AVERAGE({of})"
    else:
        less = "".join(f"-{_address(each, top)}" for each in formula.less)
        made = (of if len(formula.of) == 1 else f"SUM({of})") + less
    return f"={made}" if formula.decimals is None else f"=ROUND({made},{formula.decimals})"


def number_format(text: str) -> str:
    """The format that shows a number as it is printed: "+5", "1.469,5", "12*"."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return "General"
    decimals = len(found["decimals"] or "")
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    if mark := found["mark"].strip():
        plain += f'"{mark}"'
    return f"+{plain};-{plain};{plain}" if found["sign"] == "+" else plain


def _ranges(places: Iterable[Place], top: int) -> Iterator[str]:
    """Cells one below the other, or side by side, as ranges."""
    ordered = sorted(places)
    if len({place.row for place in ordered}) == 1:
        runs = groupby(enumerate(ordered), lambda each: each[1].column - each[0])
    else:
        ordered.sort(key=lambda place: (place.column, place.row))
        runs = groupby(enumerate(ordered), lambda each: (each[1].column, each[1].row - each[0]))
    for _, run in runs:
        cells = [_address(place, top) for _, place in run]
        yield cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}"


def _address(place: Place, top: int) -> str:
    return f"{get_column_letter(place.column + 1)}{top + place.row}"
