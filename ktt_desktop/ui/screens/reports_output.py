"""A report goes out: Word for signing, PDF, the workbook of its annexes, the printer."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.report_files import EXCEL, KINDS, PDF, WORD, export_files
from ktt_desktop.services.reporting import render_report
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job

FOLDER, TITLE = "reports/folder", "Xuất báo cáo"
CHOICES = {
    "Xuất &Word để trình ký": (WORD,),
    "Xuất &PDF": (PDF,),
    "Xuất &Excel phụ lục": (EXCEL,),
    "Xuất &cả ba tệp": KINDS,
}


class ReportOutput:
    """Nút Xuất và nút In của màn hình Báo cáo."""

    def __init__(
        self,
        context: Context,
        screen: QWidget,
        ready: Callable[[], ReportKey | None],
        missing: Callable[[], Sequence[str]],
    ) -> None:
        """`ready` saves what was typed and tells which report is shown, `missing` what it lacks."""
        self._context, self._screen = context, screen
        self._ready, self._missing = ready, missing
        self.export = QPushButton("Xuất…  F12")
        self.export.setAccessibleName("Xuất báo cáo")
        self.export.setProperty("primary", True)
        self.print = QPushButton("In  Ctrl+P")
        self.print.setAccessibleName("In báo cáo")
        menu = QMenu(self.export)
        for words, kinds in CHOICES.items():
            menu.addAction(words).triggered.connect(lambda _=False, kinds=kinds: self.write(kinds))
        self.export.setMenu(menu)
        self.print.clicked.connect(self.show_print)
        shortcuts.bind(screen, "F12", self.export.showMenu)
        shortcuts.bind(screen, "Ctrl+P", self.show_print)

    def write(self, kinds: tuple[str, ...]) -> None:
        """Write the files into the folder the officer says; the words are kept as a version."""
        key = self._ready()
        if key is None:
            return
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        before = str(QSettings().value(FOLDER, documents))
        chosen = QFileDialog.getExistingDirectory(self._screen, "Chọn thư mục xuất", before)
        if not chosen:
            return
        QSettings().setValue(FOLDER, chosen)
        context = self._context

        def work(job: Job) -> tuple[Path, ...]:
            return export_files(context.book, context.profile, key, Path(chosen), kinds, job)

        run_with_dialog(context, self._screen, TITLE, work, self._told)

    def _told(self, paths: tuple[Path, ...]) -> None:
        names = "\n".join(path.name for path in paths)
        words = "Đã ghi báo cáo vào tệp:" if len(paths) == 1 else "Đã ghi báo cáo vào các tệp:"
        lacks = "".join(f"\n\n{sentence}" for sentence in self._missing())
        messages.inform(self._screen, TITLE, f"{words}\n{names}{lacks}", str(paths[0].parent))

    def show_print(self) -> None:
        """The pages as they will be, then the printer."""
        key = self._ready()
        if key is None:
            return
        from PySide6.QtPrintSupport import QPrinterInfo

        from ktt_desktop.ui.print_dialog import PrintDialog

        context = self._context
        PrintDialog(
            context,
            lambda _: render_report(context.book, context.profile, key),
            QPrinterInfo.availablePrinterNames(),
            self._screen,
        ).open()
