"""Telephone and identity numbers of which Excel dropped the zero in front."""

import re

_MOBILE = re.compile(r"[35789]\d{8}")  # nine digits of a number of ten
_IDENTITY = re.compile(r"\d{11}")
_DOUBT = "thiếu số 0 ở đầu, đã thêm lại"
FIELDS = {"phone": _MOBILE, "person_phone": _MOBILE, "person_identity": _IDENTITY}


def restored(field: str, text: str) -> tuple[str, str]:
    """The number with its zero, and what to say of it; "" where nothing was lost."""
    lost = FIELDS[field].fullmatch(text)
    return (f"0{text}", _DOUBT) if lost else (text, "")
