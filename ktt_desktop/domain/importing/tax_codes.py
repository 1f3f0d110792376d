"""Tax codes as lists write them: with lost zeros, in scientific notation, with spaces."""

import re
from collections.abc import Iterator, Sequence

from ktt_desktop.domain.errors import InvalidInputError, LostZeroError
from ktt_desktop.domain.identifiers import parse_tax_code

_SCIENTIFIC = re.compile(r"\d[.,]?\d*\s*[eE]\s*\+?\d+")
_NOTHING = ("", "-", "–", "x", "chưa có", "không", "chua co", "khong", "không có", "k", "…", "...")


def read_tax_code(text: str) -> tuple[str, str]:
    """The digits, "" where there are none to be trusted, and what is doubtful about them."""
    if text.strip().lower() in _NOTHING:
        return "", ""
    if _SCIENTIFIC.fullmatch(text.strip()):
        return "", "mã bị Excel đổi thành số dạng 2,5E+09, đã mất chữ số; ghi lại mã đầy đủ"
    try:
        code = parse_tax_code(text.strip(" '’`"))
    except LostZeroError as error:
        return error.repaired, "thiếu chữ số 0 ở đầu, đã thêm lại theo chữ số kiểm tra"
    except InvalidInputError as error:
        return "", str(error)
    return code.digits, code.warning


def read_tax_codes(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same for a column."""
    return map(read_tax_code, texts)
