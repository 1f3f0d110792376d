"""What leaves the list: the clipboard, Excel, PDF, the printer; always exactly what is shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ktt_desktop.services.list_columns import ListColumn
from ktt_desktop.services.list_export import ShownList, export_list, render_list, shown_rows
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.register_columns import copied_row, count_text
from ktt_desktop.ui.tables.clipboard import Copied, CopiedCell, copied

FOLDER = "register/folder"
FILES = "Bảng Excel (*.xlsx);;Tệp PDF (*.pdf)"


class ListOutput:
    """Chép, kết xuất, in danh sách."""

    def __init__(
        self,
        context: Context,
        screen: QWidget,
        columns: Callable[[], list[ListColumn]],
        shown: Callable[[], ShownList],
        chosen: Callable[[], ShownList],
    ) -> None:
        """`shown` is the list or the selection of several; `chosen` also a single row."""
        self._context, self._screen = context, screen
        self._columns, self._shown, self._chosen = columns, shown, chosen

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        book, columns, chosen = self._context.book, self._columns(), self._chosen()
        header = [column.heading for column in columns]

        def work(job: Job) -> Copied:
            rows = shown_rows(book, chosen, job)
            cells: list[list[CopiedCell]] = [copied_row(columns, row) for row in rows]
            return copied(header, cells)

        run_with_dialog(self._context, self._screen, "Chép danh sách", work, self._on_copied)

    def _on_copied(self, made: Copied) -> None:
        QGuiApplication.clipboard().setMimeData(made.data())
        self._context.notice(f"Đã chép {count_text(made.rows)} dòng; dán vào Excel bằng Ctrl+V.")

    def export(self) -> None:
        """Write the list where the officer says, as a workbook or a PDF."""
        context, shown = self._context, self._shown()
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(str(QSettings().value(FOLDER, documents)))
        chosen, kind = QFileDialog.getSaveFileName(
            self._screen,
            "Kết xuất danh sách",
            str(folder / f"danh-muc_{context.profile.code}.xlsx"),
            FILES,
        )
        if not chosen:
            return
        target = _with_ending(Path(chosen), kind)
        QSettings().setValue(FOLDER, str(target.parent))
        book, profile = context.book, context.profile
        run_with_dialog(
            context,
            self._screen,
            "Kết xuất danh sách",
            lambda job: export_list(book, profile, shown, target, job),
            lambda path: messages.inform(
                self._screen,
                "Kết xuất danh sách",
                f"Đã ghi {count_text(len(shown.ids))} tổ chức vào tệp {path.name}.",
                str(path.parent),
            ),
        )

    def preview(self) -> None:
        """Show the pages, then print."""
        from PySide6.QtPrintSupport import QPrinterInfo

        from ktt_desktop.ui.print_dialog import PrintDialog

        book, profile, shown = self._context.book, self._context.profile, self._shown()
        PrintDialog(
            self._context,
            lambda job: render_list(book, profile, shown, job),
            QPrinterInfo.availablePrinterNames(),
            self._screen,
        ).open()


def _with_ending(path: Path, kind: str) -> Path:
    """The ending that was typed, else that of the chosen kind of file."""
    if path.suffix.lower() in (".xlsx", ".pdf"):
        return path
    return path.with_name(f"{path.name}{'.pdf' if 'pdf' in kind else '.xlsx'}")
