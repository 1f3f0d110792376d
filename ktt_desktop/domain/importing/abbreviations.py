"""Names of organisations with their abbreviations written in full, for comparing only."""

import re

_WORDS = {
    "DVNN": "dịch vụ nông nghiệp", "DVTH": "dịch vụ tổng hợp", "SXKD": "sản xuất kinh doanh",
    "TMDV": "thương mại dịch vụ", "DVTM": "dịch vụ thương mại", "SXNN": "sản xuất nông nghiệp",
    "NN": "nông nghiệp", "DV": "dịch vụ", "TM": "thương mại", "SX": "sản xuất",
    "KD": "kinh doanh", "TH": "tổng hợp", "XD": "xây dựng", "VT": "vận tải", "TS": "thủy sản",
    "CN": "chăn nuôi", "TTCN": "tiểu thủ công nghiệp", "VSMT": "vệ sinh môi trường",
    "NTTS": "nuôi trồng thủy sản", "CBNS": "chế biến nông sản",
}  # fmt: skip
_SHORT = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b")


def in_full(names: str) -> str:
    """A name, or many a line each, in full: "HTX DVNN Kép" → "HTX dịch vụ nông nghiệp Kép"."""
    return _SHORT.sub(lambda found: _WORDS[found[0]], names)
