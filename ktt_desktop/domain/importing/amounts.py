"""Numbers as officers write them: "1.200", "1,5 tỷ", "(120)", "3.3 tỷ", "-", "x", "không"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ktt_desktop.domain.importing.table import Value, exact
from ktt_desktop.domain.text import fold

UNITS: Mapping[str, int] = {  # folded suffix → zeros
    "": 0, "d": 0, "dong": 0, "vnd": 0, "nghin": 3, "ngan": 3, "nghin dong": 3, "ngan dong": 3,
    "tr": 6, "trd": 6, "tr.d": 6, "trieu": 6, "trieu dong": 6, "ty": 9, "ti": 9, "ty dong": 9,
    "ti dong": 9, "tyd": 9,
}  # fmt: skip
NOTHING = (
    "-",
    "–",
    "—",
    "x",
    "k",
    "không",
    "khong",
    "không có",
    "chưa có",
    "0 có",
    "…",
    "...",
    "/",
)
_NOTHING = frozenset(map(fold, NOTHING))
_NUMBER = re.compile(
    r"(?P<sign>[-–(]?)\s*(?P<body>\d[\d.,\s]*\d|\d)\s*\)?\s*(?P<unit>[a-z.]*(?: dong)?)\.?"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")
_COUNTED = re.compile(
    r"(?P<number>\d[\d.,]*)\s*(?:nguoi|thanh vien|tv|ho|xa vien|ld|lao dong|htx|ho gia dinh)"
)
_DECIMAL_COMMA = re.compile(r"\s*(?:\d+,\d{1,2}(?!\d)|0,\d)")
_DOT_GROUPS = re.compile(r"\s*\d{1,3}\.\d{3}")
_COMMA_GROUPS = re.compile(r"\s*\d{1,3},\d{3}")
_JOINED = re.compile(r"(?<=[a-z])\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """Một số đọc được: `zeros` of its own unit ("11 tỷ" 9), None where the cell names none.

    `blank` marks what stands for no figure ("-"); `doubt` tells what is not certain.
    """

    value: Fraction | None
    zeros: int | None = None
    blank: bool = False
    doubt: str = ""


BLANK = Amount(None, blank=True)


def read_amount(value: Value, *, dot_groups: bool | None = None) -> Amount:
    """The number of a cell; `dot_groups` tells how the column writes thousands, None = unknown."""
    if value is None or isinstance(value, bool):
        return BLANK
    if isinstance(value, int | float):
        return Amount(exact(value))
    if not isinstance(value, str):
        return Amount(None, doubt="là ngày tháng, không phải số")
    text = fold(value)
    if not text or text in _NOTHING:
        return BLANK
    if counted := _COUNTED.fullmatch(text):
        text = counted["number"]
    pieces = [_piece(each, dot_groups) for each in _JOINED.split(text)]
    if any(each is None for each in pieces):
        return Amount(None, doubt=f"“{value.strip()}” không phải là số")
    known = [each for each in pieces if each is not None]
    if len(known) == 1:
        return known[0]
    return _sum(known, value)


def _sum(pieces: list[Amount], value: str) -> Amount:
    """Every piece with its unit: "1 tỷ 200 triệu"."""
    if any(each.zeros is None or each.value is None or each.doubt for each in pieces):
        return Amount(None, doubt=f"“{value.strip()}” không phải là một số")
    total = sum((each.value or 0) * 10 ** (each.zeros or 0) for each in pieces)
    return Amount(Fraction(total), 0)


def _piece(text: str, dot_groups: bool | None) -> Amount | None:
    found = _NUMBER.fullmatch(text)
    if found is None or found["unit"].strip() not in UNITS:
        return None
    unit = found["unit"].strip()
    zeros = UNITS[unit] if unit else None
    number, doubt = _digits(found["body"].replace(" ", "\u00a0"), dot_groups, zeros)
    return Amount(-number if found["sign"] else number, zeros, doubt=doubt)


def _digits(body: str, dot_groups: bool | None, zeros: int | None) -> tuple[Fraction, str]:
    """The number, and what is doubtful about it."""
    plain = body.replace("\u00a0", "")
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return Fraction(plain), ""
    if len(set(marks)) == 2:  # both: the last one is the decimal mark
        decimal = marks[-1]
        whole, _, rest = plain.rpartition(decimal)
        return Fraction(f"{re.sub('[.,]', '', whole)}.{rest}"), ""
    mark = marks[0]
    if not _GROUPED.fullmatch(plain):
        if len(marks) > 1:
            return Fraction(re.sub("[.,]", "", plain)), f"cách viết “{body}” không rõ"
        return Fraction(plain.replace(",", ".")), ""
    if len(marks) > 1:
        return Fraction(re.sub("[.,]", "", plain)), ""
    if mark == "." and dot_groups is not False and not (zeros == 9 and dot_groups is None):
        return Fraction(plain.replace(".", "")), ""
    if mark == "," and dot_groups is False:
        return Fraction(plain.replace(",", "")), ""
    if mark == ",":
        is_decimal = plain.startswith("0,") or dot_groups is True or zeros == 9
        if is_decimal:
            return Fraction(plain.replace(",", ".")), ""
        return Fraction(plain.replace(",", "")), f"“{body}” đọc là hàng nghìn"
    return Fraction(plain.replace(",", ".")), f"“{body}” đọc là số thập phân"


def dot_groups(values: Sequence[Value]) -> bool | None:
    """Whether the texts of a column write thousands with dots; None where they do not tell."""
    if str not in set(map(type, values)):
        return None
    texts = {each for each in values if isinstance(each, str)}
    if any(_DECIMAL_COMMA.match(each) for each in texts):
        return True
    if any(_DOT_GROUPS.match(each) for each in texts):
        return True
    if any(_COMMA_GROUPS.match(each) for each in texts):
        return False
    return None
