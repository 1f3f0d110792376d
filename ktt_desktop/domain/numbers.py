"""Numbers as officers type and read them ("1.200,5", "3,3 tỷ"), kept as exact integers."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from ktt_desktop.domain.errors import AmbiguousNumberError, InvalidInputError
from ktt_desktop.domain.text import fold, nfc

LARGEST_STORED = 9 * 10**15
_LONGEST = 40  # more characters than any number that can be stored
SHOWN_PLACES = 3  # domain rule: at most three decimals of triệu đồng on screen and paper

_WHOLE = "[0-9]+"
_DOTTED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_SPACED = "[1-9][0-9]{0,2}(?: [0-9]{3})+"
_COMMAED = "[1-9][0-9]{0,2}(?:,[0-9]{3})+"
_TYPED = re.compile(r"(?P<sign>[-+−–]?)\s*(?P<body>[0-9., ]*[0-9])\s*(?P<unit>[^0-9., ].*)?")
_TWO_READINGS = re.compile(rf"(?!0)(?:{_WHOLE}|{_SPACED})\.[0-9]{{3}}")
_THOUSANDS = re.compile(f"{_WHOLE}|{_DOTTED}|{_SPACED}")
_DECIMALS = (
    re.compile(f"(?P<whole>{_WHOLE}|{_DOTTED}|{_SPACED}),(?P<decimals>[0-9]+)"),
    re.compile(rf"(?P<whole>{_WHOLE}|{_SPACED}|{_COMMAED})\.(?P<decimals>[0-9]+)"),
)
_MONEY_UNITS = {  # folded suffix → zeros of đồng
    "d": 0,
    "dong": 0,
    "nghin dong": 3,
    "tr": 6,
    "tr.d": 6,
    "trieu": 6,
    "trieu dong": 6,
    "ti": 9,
    "ti dong": 9,
    "ty": 9,
    "ty dong": 9,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Đại lượng: stored integer = displayed value × `factor`; `places` = decimals one may type.

    Money has "đồng" in its unit and is stored in đồng, whatever unit it is shown in.
    """

    unit: str
    factor: int = 1
    places: int = 0
    signed: bool = False

    def __post_init__(self) -> None:
        """Every decimal that may be typed must be stored exactly; raises ValueError."""
        if self.factor % 10**self.places:
            raise ValueError(f"{self.factor} cannot hold {self.places} decimals")


MILLIONS = Quantity("triệu đồng", 10**6, 6)  # how money stands on screen and paper


def parse(text: str, quantity: Quantity, *, dot_is_thousands: bool | None = None) -> int | None:
    """The stored integer of a typed number, None where blank; it never guesses.

    `dot_is_thousands` is the officer's remembered choice for "1.200" in a decimal quantity;
    without it such a number raises AmbiguousNumberError. Raises InvalidInputError.
    """
    typed = nfc(text)
    if not typed:
        return None
    found = _TYPED.fullmatch(fold(typed))
    scale = found and _scale(found["unit"] or "", quantity)
    if not found or scale is None:
        raise _not_a_number(typed)
    body = found["body"]
    if len(body) > _LONGEST:
        raise _too_large(typed, quantity)
    sign = -1 if found["sign"] else 1
    if scale.places and _TWO_READINGS.fullmatch(body):
        if dot_is_thousands is None:
            raise _ambiguous(typed, body, sign, scale)
        body = _digits(body) if dot_is_thousands else body.replace(".", ",")
    return _checked(typed, sign * _read(typed, body, scale), scale)


def edit_text(stored: int, quantity: Quantity) -> str:
    """The exact number without grouping, for an editor: `parse` reads it back unasked."""
    return _write(stored, quantity.factor, quantity.places, grouped=False)


def format_number(stored: int, quantity: Quantity, shown_places: int | None = None) -> str:
    """As "1.200,5": grouped, half up to `shown_places` (by default three at most), zeros cut."""
    places = min(quantity.places, SHOWN_PLACES) if shown_places is None else shown_places
    return _write(stored, quantity.factor, places)


def format_fraction(value: Fraction, places: int) -> str:
    """An exact ratio in Vietnamese writing, rounded half up, no trailing zeros."""
    return _write(value.numerator, value.denominator, places)


def prose_count(count: int) -> str:
    """A count in a sentence: 1–9 take a zero ("05 HTX"), larger ones are grouped."""
    return f"{count:02}" if 1 <= count <= 9 else _write(count, 1, 0)


def prose_money(dong: int) -> str:
    """Money in a sentence, exact: "23 tỷ đồng", "242 triệu đồng", "36,5 triệu đồng"."""
    if dong and dong % 10**9 == 0:
        return f"{prose_count(dong // 10**9)} tỷ đồng"
    whole, rest = divmod(dong, 10**6)
    millions = _write(dong, 10**6, 6) if rest else prose_count(whole)
    return f"{millions} triệu đồng"


def _scale(suffix: str, quantity: Quantity) -> Quantity | None:
    """What the typed number counts: the quantity's own unit, or the unit written after it."""
    if suffix in ("", fold(quantity.unit)):
        return quantity
    zeros = _MONEY_UNITS.get(suffix)
    if zeros is None or "đồng" not in quantity.unit:
        return None
    return replace(quantity, factor=10**zeros, places=zeros)


def _read(typed: str, body: str, scale: Quantity) -> int:
    if _THOUSANDS.fullmatch(body):
        return int(_digits(body)) * scale.factor
    for form in _DECIMALS:
        if found := form.fullmatch(body):
            return _read_decimal(typed, _digits(found["whole"]), found["decimals"], scale)
    raise InvalidInputError(
        f"“{typed}” có dấu ngăn cách đặt chưa đúng chỗ. Dấu chấm ngăn từng nhóm ba chữ số, "
        "dấu phẩy đứng trước phần thập phân, ví dụ 1.200.000 hoặc 1.200,5."
    )


def _read_decimal(typed: str, whole: str, decimals: str, scale: Quantity) -> int:
    if not scale.places:
        thousands = f" Nếu là hàng nghìn, gõ {int(whole + decimals)}." if len(decimals) == 3 else ""
        raise InvalidInputError(
            f"“{typed}” có phần thập phân, ô này chỉ nhận số nguyên. "
            f"Gõ số không có dấu phẩy.{thousands}"
        )
    decimals = decimals.rstrip("0")
    if len(decimals) > scale.places:
        raise InvalidInputError(
            f"“{typed}” có {len(decimals)} chữ số thập phân. "
            f"Gõ tối đa {scale.places} chữ số sau dấu phẩy."
        )
    stored: int = int(whole + decimals) * scale.factor // 10 ** len(decimals)
    return stored


def _checked(typed: str, stored: int, quantity: Quantity) -> int:
    if stored < 0 and not quantity.signed:
        raise InvalidInputError(f"“{typed}” là số âm, ô này không nhận số âm. Gõ từ 0 trở lên.")
    if abs(stored) > LARGEST_STORED:
        raise _too_large(typed, quantity)
    return stored


def _too_large(typed: str, quantity: Quantity) -> InvalidInputError:
    return InvalidInputError(
        f"“{typed}” quá lớn. Kiểm tra lại số chữ số và đơn vị tính ({quantity.unit})."
    )


def _not_a_number(typed: str) -> InvalidInputError:
    return InvalidInputError(
        f"“{typed}” không phải là số. "
        "Chỉ gõ chữ số, dấu chấm ngăn cách hàng nghìn và dấu phẩy thập phân."
    )


def _ambiguous(typed: str, body: str, sign: int, scale: Quantity) -> AmbiguousNumberError:
    """The two readings of "1.200"; raises where the decimal one would have too many places."""
    whole, decimals = body.split(".")
    thousands = int(_digits(body)) * sign
    readings = (
        _checked(typed, thousands * scale.factor, scale),
        sign * _read_decimal(typed, _digits(whole), decimals, scale),
    )
    first, second = _write(thousands, 1, 0), edit_text(readings[1], scale)
    return AmbiguousNumberError(
        f"“{typed}” có thể hiểu là {first} ({in_words(thousands)}) hoặc {second}. "
        f"Chọn một cách đọc, hoặc gõ {thousands} hay {second}.",
        readings,
    )


def _digits(grouped: str) -> str:
    return re.sub("[^0-9]", "", grouped)


def _write(numerator: int, denominator: int, places: int, *, grouped: bool = True) -> str:
    """Half up means away from zero, for a loss as for a profit."""
    rounded = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    whole, part = divmod(rounded, 10**places)
    decimals = f"{part:0{places}}".rstrip("0") if part else ""
    text = f"{whole:,}".replace(",", ".") if grouped else str(whole)
    minus = "-" if numerator < 0 and rounded else ""
    return f"{minus}{text},{decimals}" if decimals else f"{minus}{text}"


_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}  # hai mươi mốt, hai mươi tư, hai mươi lăm
_GROUPS = ((10**6, " triệu"), (10**3, " nghìn"), (1, ""))


def in_words(number: int) -> str:
    """Số bằng chữ, lower case, without a unit: 1005000 → "một triệu không trăm linh năm nghìn"."""
    if number < 0:
        return f"âm {in_words(-number)}"
    billions, rest = divmod(number, 10**9)
    if not billions:
        return _below_a_billion(number, leading=True) or _UNITS[0]
    return f"{in_words(billions)} tỷ {_below_a_billion(rest, leading=False)}".rstrip()


def _below_a_billion(number: int, *, leading: bool) -> str:
    spoken: list[str] = []
    for size, name in _GROUPS:
        if group := number // size % 1000:
            spoken.append(_below_a_thousand(group, leading=leading and not spoken) + name)
    return " ".join(spoken)


def _below_a_thousand(number: int, *, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds and leading:
        return _below_a_hundred(rest)
    link = " linh " if 0 < rest < 10 else " "
    return f"{_UNITS[hundreds]} trăm{link}{_below_a_hundred(rest)}".rstrip()


def _below_a_hundred(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens:
        return _UNITS[units] if units else ""
    if tens == 1:
        return f"mười {'lăm' if units == 5 else _UNITS[units] if units else ''}".rstrip()
    return f"{_UNITS[tens]} mươi {_AFTER_TENS.get(units, _UNITS[units] if units else '')}".rstrip()
