"""Lists as text: commas, semicolons or tabs; UTF-8, UTF-16 or the code page of Windows."""

import csv
import io
import re
import unicodedata
from collections import Counter

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.domain.legacy_text import Encoding, decode
from ktt_desktop.domain.syllables import is_syllable

SEPARATORS = "\t;,|"
SAMPLE = 100_000  # letters by which the separator is told
MOST_COLUMNS, MOST_CELLS = 1_000, 3_000_000
LONGEST_CELL = 1_000_000
WORDS = 400  # looked at to tell old letters
_SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def text_sheets(name: str, content: bytes, separators: str = SEPARATORS) -> list[Sheet]:
    """The one sheet of a text file; raises UnreadableFileError for what is no table of text."""
    text = decoded(name, content)
    if any(ord(char) < 32 and char not in "\t\r\n\f\v" for char in text[:5000]):
        raise UnreadableFileError(f"{name} không phải là bảng. Chọn tệp Excel hoặc CSV.")
    if said := _SAID.match(text):  # "sep=;", which Excel writes and reads
        text, separators = text[said.end() :], said[1]
    separator = _separator(text[:SAMPLE], separators)
    if any(line.count(separator) > MOST_COLUMNS for line in text.splitlines()):
        raise UnreadableFileError(f"{name} có dòng quá nhiều cột, không phải là danh sách.")
    try:
        rows = _cut(text, separator)
    except csv.Error as error:
        raise UnreadableFileError(f"{name} không đọc được như một bảng.") from error
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        raise UnreadableFileError(f"{name} không có bảng nào: mỗi dòng chỉ có một cột.")
    if width * len(rows) > MOST_CELLS:
        raise UnreadableFileError(f"{name} có quá nhiều ô. Tách danh sách thành nhiều tệp.")
    return [Sheet(None, [[*row, *[""] * (width - len(row))] for row in rows])]


def decoded(name: str, content: bytes) -> str:
    """The text of a file; NFC is left to the cells. Raises UnreadableFileError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    elif content[:2000].count(0) > len(content[:2000]) // 4:
        codes = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    else:
        codes = ["utf-8-sig", "cp1258", "latin-1"]
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        return _with_old_letters(text, content) if code == "cp1258" else text
    raise UnreadableFileError(f"{name} không đọc được chữ. Lưu lại dạng UTF-8 rồi chọn lại.")


def _with_old_letters(text: str, content: bytes) -> str:
    """cp1258, unless the letters are those of TCVN3 or VNI, which each cell is then read by."""
    sample = content.decode("latin-1")
    found = decode(" ".join(sample.split()[:WORDS]))
    is_old = found.encoding is not Encoding.UNICODE and _share_of_syllables(text) < 0.6
    return sample if is_old else text


def _share_of_syllables(text: str) -> float:
    """How many of the words with marks can be Vietnamese."""
    composed = unicodedata.normalize("NFC", text[:SAMPLE])
    words = [each for each in _WORD.findall(composed) if not each.isascii()][:WORDS]
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def _cut(text: str, separator: str) -> list[list[str]]:
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(limit)


def _separator(sample: str, separators: str) -> str:
    """The mark that cuts the lines into the most even number of pieces."""

    def evenness(mark: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in _cut(sample, mark) if len(row) > 1)
        except csv.Error:
            return 0, 0
        ((usual, times),) = widths.most_common(1) or [(0, 0)]
        return (times, usual) if usual > 1 else (0, 0)

    return max(separators, key=evenness)
