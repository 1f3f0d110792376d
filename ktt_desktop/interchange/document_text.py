"""Văn bản từ ngoài: the text of a .txt or .docx file, bounded before it is unpacked.

A Word file comes from many programs, so its ZIP is not held to the strict form of our own files;
Python's reader gives no more bytes than the directory states, and those are added up first.
"""

import io
import zipfile
from pathlib import Path

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.bounded_zip import (
    ENCRYPTED,
    HIGHEST_RATIO,
    LARGEST_FILE,
    LARGEST_UNPACKED,
    RATIO_FROM,
    file_bytes,
)

MOST_MEMBERS = 2000
OLD_WORD, PDF, ZIP = b"\xd0\xcf\x11\xe0", b"%PDF", b"PK\x03\x04"
SAVE_AS = "Mở tệp bằng Word và lưu lại dạng .docx, hoặc dán chữ vào ô."


def read_document_text(path: Path) -> str:
    """The text of a file, line by line; raises UnreadableFileError with what to do about it."""
    content = file_bytes(path)
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(f"Tệp {path.name} lớn hơn 20 MB. {SAVE_AS}")
    if content.startswith(ZIP):
        return _docx_text(path.name, content)
    if content.startswith(OLD_WORD):
        raise UnreadableFileError(f"Tệp {path.name} là Word cũ (.doc) hoặc đặt mật khẩu. {SAVE_AS}")
    if content.startswith(PDF):
        raise UnreadableFileError(f"Tệp {path.name} là PDF. {SAVE_AS}")
    return _plain_text(path.name, content)


def _plain_text(name: str, content: bytes) -> str:
    """Unicode with or without its mark, else the Vietnamese code page of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    elif content.count(0) > len(content) // 4:
        codes = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    else:
        codes = ["utf-8-sig", "cp1258"]
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if code != "cp1258" or _vietnamese(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableFileError(
        f"Tệp {name} không phải là chữ Unicode tiếng Việt (có thể là phông chữ cũ). {SAVE_AS}"
    )


def _vietnamese(text: str) -> bool:
    """Whether a code page gave letters that only Vietnamese has, and no control characters."""
    return any(char in "ăđơưĂĐƠƯ" for char in text) and all(
        char.isprintable() or char.isspace() or "\u0300" <= char <= "\u036f" for char in text
    )


def _docx_text(name: str, content: bytes) -> str:
    _bound(name, content)
    from ktt_desktop.interchange.word_text import word_lines

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(word_lines(archive))
    except Exception as error:  # whatever lxml and zipfile make of damage
        raise UnreadableFileError(
            f"Không đọc được tệp Word {name}: tệp hỏng hoặc không phải văn bản. {SAVE_AS}"
        ) from error


def _bound(name: str, content: bytes) -> None:
    """Refuse what would unpack too large, before anything is."""
    from ktt_desktop.interchange.word_text import BODY

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(f"Tệp {name} bị hỏng khi sao chép. {SAVE_AS}") from error
    if BODY not in {each.filename for each in members}:
        raise UnreadableFileError(f"Tệp {name} không phải là văn bản Word. {SAVE_AS}")
    if any(each.flag_bits & ENCRYPTED for each in members):
        raise UnreadableFileError(f"Tệp {name} đặt mật khẩu. {SAVE_AS}")
    swollen = any(
        each.file_size > max(RATIO_FROM, HIGHEST_RATIO * each.compress_size) for each in members
    )
    total = sum(each.file_size for each in members)
    if len(members) > MOST_MEMBERS or total > LARGEST_UNPACKED or swollen:
        raise UnreadableFileError(f"Tệp {name} khi giải nén lớn quá mức cho phép. {SAVE_AS}")
