"""How far the cells of a worksheet reach, told before calamine makes room for the rectangle.

calamine ends the program where a rectangle does not fit into memory, so no way of writing a place
may slip through: what is not written as Excel writes it is followed tag by tag.
"""

import re

MOST_CELLS = 5_000_000  # of the rectangle from A1 to the farthest cell with a value
MOST_COLUMNS = 702  # as far as column ZZ
Place = tuple[int, int]  # row and column, from 0
_ROW = re.compile(rb'<row r="(\d+)"')
_FILLED = re.compile(rb'<c r="([A-Z]+)(\d+)"(?:[^>]*[^>/])?>')
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]*)(\d*)["']""")


def is_far(part: bytes) -> bool:
    """Whether the rectangle of the cells of a worksheet is too large."""
    if _is_plainly_near(part):
        return False
    return _is_usual_far(part) if _is_usual(part) else _is_odd_far(part)


def _is_plainly_near(part: bytes) -> bool:
    """Whether no cell may be far however high a row of as many digits were; seen in one look."""
    start, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    if start < 0 or end < 0 or b":c" in part:
        return False
    digits = len(str(max(map(int, _ROW.findall(part)), default=1)))
    columns = min(MOST_COLUMNS, MOST_CELLS // 10**digits)
    if columns < 26:
        return False
    whole, rest = divmod(columns - 26, 26)  # first letters with every second one, and the others
    letters = f"[A-{chr(64 + whole)}]?[A-Z]" if whole else "[A-Z]"
    if rest:
        letters += f"|{chr(65 + whole)}[A-{chr(64 + rest)}]"
    near = rf'<c(?! r="(?:{letters})[1-9]\d{{0,{digits - 1}}}")'
    return re.compile(near.encode()).search(part, start, end) is None


def _is_usual(part: bytes) -> bool:
    """Whether every cell says first of all where it is, as Excel writes it."""
    start, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    if start < 0 or end < 0 or b":c" in part:  # another prefix, or no cell at all
        return False
    return part.count(b"<c", start, end) == part.count(b'<c r="', start, end)


def _is_usual_far(part: bytes) -> bool:
    """Every cell is read only where one may be far."""
    tallest = max(map(int, _ROW.findall(part)), default=1)
    columns = min(MOST_COLUMNS, MOST_CELLS // max(tallest, 1))
    far = rf'<c r="(?:{_beyond(columns)}\d+|[A-Z]+(?:{_above(tallest)})|[^A-Z][^"]*)"'
    if not re.search(far.encode(), part):
        return False
    height, seen = 0, {b""}
    for cell in _FILLED.finditer(part):
        letters, digits = cell.groups()
        seen.add(letters)
        height = max(height, _number(digits))
    return is_too_large(height, max(map(column_of, seen)) + 1)


def _beyond(columns: int) -> str:
    """A pattern of the letters of all columns beyond these, and of few that are not."""
    if columns < 26:
        return f"(?:[{chr(65 + columns)}-Z]|[A-Z]{{2,}})"
    near = columns // 26 - 1  # first letters of two
    return f"(?:[{chr(65 + near)}-Z][A-Z]|[A-Z]{{3,}})" if near < 26 else "[A-Z]{3,}"


def _above(row: int) -> str:
    """A pattern of the numbers above this one."""
    said = str(row)
    longer = rf"\d{{{len(said) + 1},}}"
    higher = (
        rf"{said[:at]}[{int(digit) + 1}-9]\d{{{len(said) - at - 1}}}"
        for at, digit in enumerate(said)
        if digit != "9"
    )
    return "|".join((longer, *higher))


def _is_odd_far(part: bytes) -> bool:
    """Every tag is followed: a cell that says no place stands right of the one before."""
    row = column = -1
    height = width = 0
    for cells, tag in enumerate(_TAG.finditer(part)):
        kind, attributes = tag.groups()
        letters, digits = _place(attributes)
        if kind == b"row":
            row, column = _number(digits) - 1 if digits else row + 1, -1
            continue
        row = _number(digits) - 1 if digits else row
        column = column_of(letters.upper()) if letters else column + 1
        if not attributes.endswith(b"/"):
            height, width = max(height, row + 1), max(width, column + 1)
        if is_too_large(height, width) or cells > 2 * MOST_CELLS:
            return True
    return False


def _number(digits: bytes) -> int:
    return int(digits[:9])  # no sheet has more, and more digits are far in any case


def _place(attributes: bytes) -> tuple[bytes, bytes]:
    found = _PLACE.search(attributes)
    return (found[1], found[2]) if found else (b"", b"")


def is_too_large(height: int, width: int) -> bool:
    """Whether no list is so high and wide, and room for it could not be made."""
    return width > MOST_COLUMNS or width * height > MOST_CELLS


def column_of(letters: bytes) -> int:
    """The number of a column, from 0, by its letters."""
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number - 1
