"""What leaves a list: the clipboard, Excel, PDF, the printer; always exactly what is shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ktt_desktop.services.list_columns import Row
from ktt_desktop.services.list_file import ListFile, list_pages, write_list
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.register_columns import copied_row, count_text
from ktt_desktop.ui.tables.clipboard import Copied, copied

FOLDER = "register/folder"
FILES = "Bảng Excel (*.xlsx);;Tệp PDF (*.pdf)"
Make = Callable[[Job], ListFile[Row]]  # off the UI thread


class ListOutput(Generic[Row]):
    """Chép, kết xuất, in danh sách."""

    def __init__(
        self,
        context: Context,
        screen: QWidget,
        stem: str,
        shown: Callable[[], Make[Row]],
        chosen: Callable[[], Make[Row]],
    ) -> None:
        """`shown` is the list or the selection of several; `chosen` also a single row.

        `stem` begins the names of the files.
        """
        self._context, self._screen, self._stem = context, screen, stem
        self._shown, self._chosen = shown, chosen

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        make = self._chosen()

        def work(job: Job) -> Copied:
            listed = make(job)
            cells = [copied_row(listed.columns, row) for row in listed.rows]
            return copied([column.heading for column in listed.columns], cells)

        run_with_dialog(self._context, self._screen, "Chép danh sách", work, self._on_copied)

    def _on_copied(self, made: Copied) -> None:
        QGuiApplication.clipboard().setMimeData(made.data())
        self._context.notice(f"Đã chép {count_text(made.rows)} dòng; dán vào Excel bằng Ctrl+V.")

    def export(self) -> None:
        """Write the list where the officer says, as a workbook or a PDF."""
        make = self._shown()
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(str(QSettings().value(FOLDER, documents)))
        chosen, kind = QFileDialog.getSaveFileName(
            self._screen,
            "Kết xuất danh sách",
            str(folder / f"{self._stem}_{self._context.profile.code}.xlsx"),
            FILES,
        )
        if not chosen:
            return
        target = _with_ending(Path(chosen), kind)
        QSettings().setValue(FOLDER, str(target.parent))

        def work(job: Job) -> str:
            listed = make(job)
            write_list(listed, target, job)
            return f"Đã ghi {count_text(len(listed.rows))} {listed.things} vào tệp {target.name}."

        run_with_dialog(
            self._context,
            self._screen,
            "Kết xuất danh sách",
            work,
            lambda words: messages.inform(
                self._screen, "Kết xuất danh sách", words, str(target.parent)
            ),
        )

    def preview(self) -> None:
        """Show the pages, then print."""
        from PySide6.QtPrintSupport import QPrinterInfo

        from ktt_desktop.ui.print_dialog import PrintDialog

        make = self._shown()
        PrintDialog(
            self._context,
            lambda job: list_pages(make(job), job),
            QPrinterInfo.availablePrinterNames(),
            self._screen,
        ).open()


def _with_ending(path: Path, kind: str) -> Path:
    """The ending that was typed, else that of the chosen kind of file."""
    if path.suffix.lower() in (".xlsx", ".pdf"):
        return path
    return path.with_name(f"{path.name}{'.pdf' if 'pdf' in kind else '.xlsx'}")
