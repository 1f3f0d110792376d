"""Mã kiểm tra as a person types it or a scanner reads it, against the codes that are known."""

import re
from collections.abc import Iterable, Iterator

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.text import nfc

CODE_LENGTH = 10
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
_MISREAD = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s.,;\-–—_/]+")


def read_check_code(typed: str) -> str:
    """The code behind what was typed: capitals, no dashes, O for 0 and I, L for 1 put right.

    A scanned or copied "Mã kiểm tra: …" counts too. Raises InvalidInputError for what no code is.
    """
    words = nfc(typed).strip().rpartition(":")[2]
    code = _BETWEEN.sub("", words).upper().translate(_MISREAD)
    if not code:
        raise InvalidInputError(
            "Chưa có mã. Gõ 10 ký tự sau chữ “Mã kiểm tra” ở chân trang giấy, hoặc quét mã QR."
        )
    if not (code.isascii() and code.isalnum()):
        raise InvalidInputError(
            f"“{words.strip()}” không phải là mã kiểm tra: mã chỉ gồm chữ số và chữ cái không dấu. "
            "Tắt bộ gõ tiếng Việt rồi gõ hoặc quét lại."
        )
    if abs(len(code) - CODE_LENGTH) > 1:
        raise InvalidInputError(
            f"Mã kiểm tra có {CODE_LENGTH} ký tự, như 7KQ2-M9TB-4X; vừa gõ {len(code)} ký tự. "
            "Gõ lại theo chân trang giấy."
        )
    return code


def likely_meant(code: str, known: Iterable[str]) -> str:
    """The only known code one slip of the hand away; empty where there is none, or more than one.

    A slip is one letter wrong, missing or too much, or two neighbours in the wrong order. Codes
    bear no checksum; that two true ones lie so near happens by chance once in a thousand million.
    """
    near = set(_slips(code)).intersection(known) - {code}
    return near.pop() if len(near) == 1 else ""


def _slips(code: str) -> Iterator[str]:
    for place in range(len(code) + 1):
        before, after = code[:place], code[place:]
        for letter in LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
