"""Tệp dàn ý: an outline of the unit as one readable TOML, to hand to another unit."""

import tomllib

from ktt_desktop.catalogue.edition_file import pairs
from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.domain.errors import UnreadableFileError

FORMAT = 1
FILE_KEYS = ("format", "base")


def outline_text(entry: Entry, base: str) -> str:
    """The file; `base` is the outline it was copied from."""
    head = {key: value for key, value in entry.items() if key != "section"}
    lines = [
        f"# Dàn ý báo cáo: {entry['label']}.",
        "# Sửa được: tên, đề mục, câu, thứ tự; mã chỉ tiêu trong { } được viết thành số.",
        *pairs({"format": FORMAT, "base": base, **head}),
    ]
    for section in entry["section"]:
        lines += ["", "[[section]]", *pairs(section)]
    return "\n".join(lines) + "\n"


def read_outline_text(text: str, name: str) -> tuple[Entry, str]:
    """What a file holds, and the outline it was copied from; raises UnreadableFileError."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFileError(
            f"{name}: không đúng cách viết của tệp dàn ý ({error}). "
            "Sửa lại chỗ đó, hoặc xuất dàn ý ra tệp mới rồi sửa."
        ) from error
    if raw.get("format") != FORMAT or not isinstance(raw.get("base"), str):
        raise UnreadableFileError(
            f"{name}: không phải là tệp dàn ý của phiên bản chương trình này."
        )
    return {key: value for key, value in raw.items() if key not in FILE_KEYS}, raw["base"]
