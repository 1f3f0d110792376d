"""The text of a file another unit handed over (tệp mẫu biểu, tệp dàn ý), read with a bound."""

from pathlib import Path

from ktt_desktop.domain.errors import UnreadableFileError

LARGEST = 2_000_000  # bytes


def handed_text(source: Path, what: str) -> str:
    """The text of a file; raises UnreadableFileError, which calls the file `what`."""
    try:
        with source.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFileError(f"{source.name}: không mở được tệp. Chọn lại tệp.") from error
    if len(content) > LARGEST:
        raise UnreadableFileError(f"{source.name}: tệp quá lớn so với một {what}.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{source.name}: không phải là {what} (UTF-8).") from error
