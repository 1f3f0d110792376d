"""A block of cells of the clipboard: read against the quantity of each column, never guessed."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ktt_desktop.domain.dates import parse_date
from ktt_desktop.domain.errors import AmbiguousNumberError, InvalidInputError
from ktt_desktop.domain.numbers import Quantity, edit_text, parse
from ktt_desktop.domain.text import fold, nfc

Cells = tuple[tuple[str, ...], ...]
Place = tuple[int, int]  # row and column in the block, from 0

NOTHING = ("-", "–", "—", "khong", "khong co", "khong phat sinh")  # folded: 0, or not known?
OUTSIDE = "Ô rơi ra ngoài mép của lưới. Chọn ô bắt đầu cao hơn hoặc lùi về bên trái rồi dán lại."
_BRACKETED = re.compile(r"\(\s*([0-9].*?)\s*\)")  # (120) of accountants
_ONE_COMMA = re.compile(r"-?\s*[1-9][0-9]{0,2},[0-9]{3}(?![0-9.,])")
_COMMAS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?![0-9,])")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T].*)?")
_THREE_PLACES = re.compile(r",[0-9]{3}$")


class Doubt(StrEnum):
    """Điều còn chưa rõ ở một ô; answered once for the whole block."""

    DOT = "dot"  # 1.200 where decimals may stand
    COMMA = "comma"  # 1,200: Excel of a machine set to English groups by comma
    NOTHING = "nothing"  # - or không


@dataclass(frozen=True, slots=True)
class Answers:
    """Trả lời cho cả khối; None leaves the cells in question unread."""

    dot_is_thousands: bool | None = None
    comma_is_thousands: bool | None = None
    nothing_is_zero: bool | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Ô chưa nhận được: its place in the block from 0, what stood there and why."""

    row: int
    column: int
    text: str
    reason: str
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class BlockReading:
    """Khối đã đọc: stored integers (None clears) by place, and what could not be read."""

    values: Mapping[Place, int | None]
    unread: tuple[Unread, ...]


class _DoubtError(InvalidInputError):
    """A cell with two readings."""

    def __init__(self, sentence: str, doubt: Doubt) -> None:
        super().__init__(sentence)
        self.doubt = doubt


def cells_of(text: str) -> Cells:
    """The cells of tab-divided text as Excel copies it; raises InvalidInputError."""
    if '"' not in text:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
        return tuple(tuple(line.split("\t")) for line in lines)
    try:  # a cell with a line break or a tab stands in quotation marks
        rows = list(csv.reader(io.StringIO(text, newline=""), "excel-tab"))
    except csv.Error as error:
        raise InvalidInputError(
            "Khối dán có dấu ngoặc kép đặt chưa đúng nên không chia được thành ô. "
            "Chép lại khối từ Excel rồi dán."
        ) from error
    return tuple(tuple(row) or ("",) for row in rows)


def tiled(cells: Cells, rows: int, columns: int) -> Cells:
    """The block repeated over a selection that is a whole number of times as large; else itself."""
    wide = max(map(len, cells))
    if rows % len(cells) or columns % wide:
        return cells
    across = tuple((row + ("",) * (wide - len(row))) * (columns // wide) for row in cells)
    return across * (rows // len(cells))


def read_block(
    cells: Cells, quantities: Sequence[Quantity], rows: int, answers: Answers | None = None
) -> BlockReading:
    """Read a block laid over `rows` rows and a column a quantity; what lies outside is unread."""
    values: dict[Place, int | None] = {}
    unread: list[Unread] = []
    for row, column, text in _placed(cells):
        if row >= rows or column >= len(quantities):
            if text.strip():
                unread.append(Unread(row, column, nfc(text), OUTSIDE))
            continue
        try:
            values[row, column] = _read(nfc(text), quantities[column], answers or Answers())
        except InvalidInputError as error:
            doubt = error.doubt if isinstance(error, _DoubtError) else None
            unread.append(Unread(row, column, nfc(text), str(error), doubt))
    return BlockReading(values, tuple(unread))


def copied_text(stored: int | None, quantity: Quantity) -> str:
    """A number as it is copied: exact, not grouped; "1,2340" as "1,234" would have two readings."""
    text = "" if stored is None else edit_text(stored, quantity)
    return f"{text}0" if _THREE_PLACES.search(text) else text


def _placed(cells: Cells) -> Iterable[tuple[int, int, str]]:
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            yield row, column, text


def _read(typed: str, quantity: Quantity, answers: Answers) -> int | None:
    if fold(typed) in NOTHING:
        if answers.nothing_is_zero is None:
            raise _DoubtError(
                f"“{typed}” có thể là số 0 hoặc chưa có số liệu. Gõ 0, hoặc để trống ô.",
                Doubt.NOTHING,
            )
        return 0 if answers.nothing_is_zero else None
    plain = _plain(typed)
    if _ONE_COMMA.match(plain):
        if answers.comma_is_thousands is None:
            raise _DoubtError(
                f"“{typed}” có thể là hàng nghìn (Excel đặt kiểu Anh) hoặc số thập phân. "
                f"Gõ {plain.replace(',', '')} nếu là hàng nghìn.",
                Doubt.COMMA,
            )
        plain = plain.replace(",", "") if answers.comma_is_thousands else plain
    try:
        return parse(plain, quantity, dot_is_thousands=answers.dot_is_thousands)
    except AmbiguousNumberError as error:
        raise _DoubtError(str(error).replace(f"“{plain}”", f"“{typed}”"), Doubt.DOT) from error
    except InvalidInputError as error:
        sentence = str(error).replace(f"“{plain}”", f"“{typed}”")
        raise InvalidInputError(_plainer(typed) or sentence) from error


def _plain(typed: str) -> str:
    """(120) as -120; several commas can only group thousands."""
    bracketed = _BRACKETED.fullmatch(typed)
    body = f"-{bracketed[1]}" if bracketed else typed
    return _COMMAS.sub(lambda found: found[0].replace(",", ""), body)


def _plainer(typed: str) -> str:
    """Why a text of Excel is no number, where that can be said; else ""."""
    if typed.startswith("##"):
        return "Excel hiện “####” vì cột hẹp. Mở rộng cột trong Excel rồi chép lại."
    if typed.startswith("#"):
        return f"“{typed}” là báo lỗi của công thức trong Excel. Sửa công thức rồi chép lại."
    if _is_day(typed):
        return f"“{typed}” là ngày tháng, ô này nhận số. Gõ số của chỉ tiêu vào ô."
    return ""


def _is_day(typed: str) -> bool:
    if _ISO_DAY.fullmatch(typed):
        return True
    try:
        return parse_date(typed) is not None
    except InvalidInputError:
        return False
