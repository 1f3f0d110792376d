"""Lập biên nhận: receipts of one file, or of all that are answered, into a folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.services.receipts import make_receipt
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.receiving_lines import Line
from ktt_desktop.ui.screens.receiving_open import show_file
from ktt_desktop.ui.screens.receiving_sources import last_folder

FOLDER = "receiving/receipts"
NONE = "Chưa có tệp nào đã tiếp nhận hoặc đã trả lại để lập biên nhận."


def answered(lines: Sequence[Line]) -> list[HeldFile]:
    """The files a receipt says something about: accepted and in force, or sent back."""
    return [each.kept for each in lines if each.kept is not None and each.is_answered]


def make_receipts(context: Context, parent: QWidget, files: Sequence[HeldFile]) -> None:
    """Ask for the folder, then write a receipt and its page for each file."""
    if not files:
        messages.inform(parent, "Lập biên nhận", NONE)
        return
    last = str(QSettings().value(FOLDER, last_folder()))
    chosen = QFileDialog.getExistingDirectory(parent, "Chọn nơi ghi biên nhận", last)
    if not chosen:
        return
    QSettings().setValue(FOLDER, chosen)
    book, folder = context.book, Path(chosen)

    def work(job: Job) -> int:
        for number, file in enumerate(files):
            job.report(number, len(files), f"Biên nhận {number + 1}/{len(files)}: {file.unit_name}")
            make_receipt(book, file.id, folder, Silent())
        return len(files)

    run_with_dialog(
        context, parent, "Lập biên nhận", work, lambda count: _tell(parent, count, folder)
    )


def _tell(parent: QWidget, count: int, folder: Path) -> None:
    told = (
        f"Đã ghi {count} biên nhận (.kttt-bn, kèm bản in .pdf) vào {folder}. Gửi tệp .kttt-bn lại "
        "cho đơn vị nộp; đơn vị nhập vào chương trình để thấy kết quả."
    )
    if messages.choose(parent, "Đã lập biên nhận", told, ("Đóng", "Mở thư mục")):
        show_file(folder)
