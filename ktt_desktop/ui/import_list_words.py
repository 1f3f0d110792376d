"""What the page of columns says of a file and its lists, in words."""

from ktt_desktop.domain.importing.choices import ListAt
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.legacy_text import Encoding
from ktt_desktop.services.list_reading import FileReading
from ktt_desktop.ui.screens.register_columns import count_text

ENCODINGS = {
    Encoding.TCVN3: "TCVN3 (ABC)",
    Encoding.VNI: "VNI",
}


def list_row(at: ListAt, read: ReadList, *, is_taken: bool) -> tuple[str, ...]:
    """A list as a row: whether it is taken, sheet, title, head, how many organisations."""
    last = (read.head_row or 0) + max(read.head_rows, 1) - 1
    head = f"{read.head_row}" if last == read.head_row else f"{read.head_row}–{last}"
    return (
        "✓" if is_taken else "",
        read.sheet or f"{at.sheet + 1}",
        read.title or "không có tiêu đề",
        head if read.head_row else "–",
        count_text(len(read.names)),
    )


def file_words(reading: FileReading) -> str:
    """The file in a few sentences: its day, what was converted, sheets without a list."""
    lists = [*(each.list for each in reading.lists), *(read for _, read in reading.left_out)]
    rows = sum(len(each.names) for each in lists)
    told = [f"{reading.file}: {count_text(len(lists))} danh sách, {count_text(rows)} dòng."]
    if reading.as_of is not None:
        told.append(f"Số liệu đến {reading.as_of:%d/%m/%Y}.")
    if reading.converted:
        told.append(converted_words(reading))
    if reading.unread:
        names = ", ".join(f"{name or '–'} ({why})" for name, why in reading.unread)
        told.append(f"Không đọc: {names}.")
    return " ".join(told)


def converted_words(reading: FileReading) -> str:
    """How many cells were in old letters, and in which."""
    kinds = dict.fromkeys(ENCODINGS.get(each.encoding, "") for each in reading.converted)
    names = ", ".join(filter(None, kinds))
    unsure = sum(not each.sure for each in reading.converted)
    told = f"Đã chuyển {count_text(len(reading.converted))} ô từ bảng mã {names or 'cũ'}"
    return f"{told}, {count_text(unsure)} ô chưa chắc." if unsure else f"{told}."
