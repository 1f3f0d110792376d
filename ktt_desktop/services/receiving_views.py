"""An Excel view that came without its submission file: whose it is, which cells were changed."""

from dataclasses import replace

from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.view_workbook import RefusedWorkbookError, cells_of, marks_of
from ktt_desktop.services.book import Book
from ktt_desktop.services.file_looks import ChangedCell, FileLook
from ktt_desktop.services.receiving_kept import kept_bytes
from ktt_desktop.storage import received_files as storage
from ktt_desktop.storage.session import transaction

MOST_CELLS = 1000  # of a list somebody reads
ASK = "Xin đơn vị nộp gửi tệp .kttt đi cùng bảng này."


def look_at_view(book: Book, look: FileLook, content: bytes) -> FileLook | None:
    """The look at a workbook that is no submission; None when it is none of our views either."""
    try:
        marks = marks_of(content)
        bundle, digest = marks.get("bundle_id", ""), marks.get("data_digest", "")
        if not bundle or not digest:
            return None
        with transaction(book.sessions) as session:
            held = storage.find_bundle(session, bundle, digest)
        if held is None:
            return replace(look, refusal=f"Đây là bảng Excel để xem, không phải tệp nộp. {ASK}")
        return _compared(book, look, content, held)
    except RefusedWorkbookError as error:
        return replace(look, refusal=f"Tệp {look.file_name} {error}. {ASK}")


def _compared(book: Book, look: FileLook, content: bytes, held: HeldFile) -> FileLook:
    whose = f"{held.unit_name}, kỳ {held.key.period}"
    try:
        original = cells_of(open_bundle(kept_bytes(book, held)).workbook)
    except KttError as error:
        return replace(look, refusal=str(error))
    changed = changed_cells(original, cells_of(content))
    if not changed:
        refusal = (
            f"Đây là bảng Excel để xem của tệp {whose} đang giữ, không có ô nào khác. "
            "Không cần nhận."
        )
        return replace(look, refusal=refusal)
    refusal = (
        f"Đây là bảng Excel để xem của tệp {whose}, đã bị sửa {len(changed)} ô. Bảng Excel không "
        "nhận vào sổ được: đơn vị nộp sửa các số đó trong chương trình rồi kết xuất bản bổ sung."
    )
    return replace(look, refusal=refusal, changed_cells=changed[:MOST_CELLS])


def changed_cells(
    original: dict[tuple[str, str], str], found: dict[tuple[str, str], str]
) -> tuple[ChangedCell, ...]:
    """The cells that differ, in the order of the original, then those that are new."""
    places = dict.fromkeys((*original, *found))
    return tuple(
        ChangedCell(sheet, cell, original.get((sheet, cell), ""), found.get((sheet, cell), ""))
        for sheet, cell in places
        if original.get((sheet, cell), "") != found.get((sheet, cell), "")
    )
