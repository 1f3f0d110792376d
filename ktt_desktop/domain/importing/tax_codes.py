"""Tax codes as lists write them: with lost zeros, in scientific notation, with spaces."""

import re

from ktt_desktop.domain.errors import InvalidInputError, LostZeroError
from ktt_desktop.domain.identifiers import is_right_tax_code, parse_tax_code

_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d*))?\s*[eE]\s*\+?0*(\d{1,2})")
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")
_CODE = re.compile(r"(?<!\d)\d{10}(?:\s?-\s?\d{3})?(?!\d)")
CODE_DIGITS = 10
_NOTHING = (
    "",
    "chưa cấp",
    "chua cap",
    "-",
    "–",
    "x",
    "chưa có",
    "không",
    "chua co",
    "khong",
    "không có",
    "k",
    "…",
    "...",
)


def read_tax_code(text: str) -> tuple[str, str]:
    """The digits, "" where there are none to be trusted, and what is doubtful about them."""
    if len(text) == CODE_DIGITS and is_right_tax_code(text):
        return text, ""
    if text.strip().lower() in _NOTHING:
        return "", ""
    if found := _SCIENTIFIC.fullmatch(text.strip()):
        whole = found[1] + (found[2] or "")
        if len(whole) == int(found[3]) + 1 == CODE_DIGITS:  # every digit is there
            return whole, "mã ở dạng số của Excel, đã đổi lại"
        return "", "mã bị Excel đổi thành số dạng 2,5E+09, đã mất chữ số; ghi lại mã đầy đủ"
    try:
        code = parse_tax_code(text.strip(" '’`"))
    except LostZeroError as error:
        return error.repaired, "thiếu chữ số 0 ở đầu, đã thêm lại theo chữ số kiểm tra"
    except InvalidInputError as error:
        return _in_words(text) or ("", str(error))
    return code.digits, code.warning


def _in_words(text: str) -> tuple[str, str] | None:
    """The one code of a text that says more: "MST: 2499001047 cấp 20/10/2016"; None without one."""
    codes = _CODE.findall(_DAY.sub(" ", text))
    if len(codes) > 1:
        return "", "có hai mã trong một ô, ghi lại một mã"
    if not codes or any(map(str.isdigit, _CODE.sub(" ", _DAY.sub(" ", text)))):
        return None
    if codes[0] == text.strip(" '’`"):  # nothing but the code, and that is wrong
        return None
    return read_tax_code(codes[0])
