"""The files attached to a record: add, open, save elsewhere, take off the record."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog

from ktt_desktop.domain.organisation import Attachment
from ktt_desktop.services.attachments import attach_file, copy_attachment
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_editor import EDIT, RowsEditor

COLUMNS = ("Tên tệp", "Kích thước", "Ngày thêm")
SAVE_AS = "F12"
PAPERS = "Bản quét, văn bản (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.xlsx);;Mọi tệp (*)"
KILOBYTE = 1024


class AttachmentsEditor(RowsEditor):
    """Tệp đính kèm; `value` is a tuple of Attachment. Reading and copying run off the UI thread."""

    add_words, edit_words = "Thêm tệp…", "Mở"
    remove_words = "Bỏ khỏi hồ sơ"
    empty_words = "Chưa có tệp nào. Bấm F5 để thêm giấy chứng nhận, Điều lệ… đã quét."

    def __init__(self, context: Context) -> None:
        super().__init__(COLUMNS, stretch=0)
        self._context = context
        self._copies = QTemporaryDir()  # what was opened; gone with the form
        self.add_button("Lưu ra…", SAVE_AS, self.save_row)
        self.buttons[EDIT].setToolTip("Mở một bản sao để xem; sửa bản sao không đổi tệp đính kèm.")

    def cells(self, row: Attachment) -> tuple[str, ...]:
        day = datetime.fromisoformat(row.added_at).astimezone()
        return row.name, size_text(row.size), f"{day.day}/{day.month}/{day.year}"

    def add_row(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "Chọn tệp đính kèm", "", PAPERS)
        for path in chosen:
            self._attach(Path(path))

    def change_row(self, place: int) -> None:
        """Open a copy with the program the system has for it."""
        row: Attachment = self.value()[place]
        target = Path(self._copies.path()) / row.sha256[:8] / Path(row.name).name
        target.parent.mkdir(exist_ok=True)
        self._copy(row, target, lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))))

    def save_row(self) -> None:
        """Copy the file to where the officer wants it."""
        place = self.table.place
        if place < 0:
            return
        row: Attachment = self.value()[place]
        chosen, _ = QFileDialog.getSaveFileName(self, "Lưu tệp ra", row.name)
        if chosen:
            self._copy(row, Path(chosen), lambda: self.tell(f"Đã lưu “{row.name}” ra {chosen}."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F12:
            self.save_row()
        else:
            super().keyPressEvent(event)

    def _attach(self, path: Path) -> None:
        book = self._context.book
        self._context.ask(self, lambda _: attach_file(book, path), self._take)

    def _take(self, attachment: Attachment) -> None:
        if any(each.sha256 == attachment.sha256 for each in self.value()):
            self.tell(f"Tệp “{attachment.name}” đã có trong hồ sơ.")
        else:
            self.insert(attachment)

    def _copy(self, row: Attachment, target: Path, then: Callable[[], object]) -> None:
        book = self._context.book
        self._context.ask(self, lambda _: copy_attachment(book, row, target), lambda _: then())


def size_text(size: int) -> str:
    """For a column: "840 KB", "1,2 MB"; size in bytes, rounded up."""
    kilobytes = -(-size // KILOBYTE)
    if kilobytes < KILOBYTE:
        return f"{kilobytes} KB"
    tenths = -(-size * 10 // KILOBYTE**2)
    return f"{tenths // 10},{tenths % 10} MB"
