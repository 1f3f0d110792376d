"""Công văn ▾: the letter that goes with a submission, looked at, printed or written to a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ktt_desktop.domain.records import SentRow
from ktt_desktop.services.cover_letter import CoverLetter, cover_letter, letter_pdf, write_letter
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog

FOLDER = "letter/folder"
TITLE = "Công văn gửi tệp nộp"
WORD, PDF = "Tệp Word (*.docx)", "Tệp PDF (*.pdf)"


class LetterButton(QPushButton):
    """Nút của công văn; `row` tells which submission it is for."""

    def __init__(
        self, context: Context, screen: QWidget, row: Callable[[], SentRow | None]
    ) -> None:
        super().__init__("Công văn ▾")
        self._context, self._screen, self._row = context, screen, row
        self.setAccessibleName(TITLE)
        menu = QMenu(self)
        for words, act in (
            ("Xem và in…", self.preview),
            ("Lưu Word…", lambda: self._save(WORD)),
            ("Lưu PDF…", lambda: self._save(PDF)),
        ):
            menu.addAction(words).triggered.connect(act)
        self.setMenu(menu)

    def preview(self) -> None:
        """Show the page, then print; what it lacks is told first."""
        row, context = self._row(), self._context
        if row is None:
            return
        book, profile = context.book, context.profile

        def show(letter: CoverLetter) -> None:
            from PySide6.QtPrintSupport import QPrinterInfo

            from ktt_desktop.ui.print_dialog import PrintDialog

            if letter.missing:
                messages.inform(self._screen, TITLE, "\n".join(letter.missing))
            PrintDialog(
                context,
                lambda _: letter_pdf(letter),
                QPrinterInfo.availablePrinterNames(),
                self._screen,
            ).open()

        context.ask(self, lambda _: cover_letter(book, profile, row), show)

    def save(self, target: Path) -> None:
        """Write the letter to a file, Word or PDF by its ending."""
        row, context = self._row(), self._context
        if row is None:
            return
        book, profile = context.book, context.profile

        def done(missing: tuple[str, ...]) -> None:
            more = "\n".join([str(target.parent), *missing])
            messages.inform(self._screen, TITLE, f"Đã ghi công văn vào tệp {target.name}.", more)

        run_with_dialog(
            context,
            self._screen,
            TITLE,
            lambda job: write_letter(book, profile, row, target, job),
            done,
        )

    def _save(self, kind: str) -> None:
        row = self._row()
        if row is None:
            return
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(str(QSettings().value(FOLDER, documents)))
        ending = ".docx" if kind == WORD else ".pdf"
        name = f"cong-van_{Path(row.file_name).stem}{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self._screen, TITLE, str(folder / name), kind)
        if chosen:
            target = Path(chosen).with_suffix(ending)
            QSettings().setValue(FOLDER, str(target.parent))
            self.save(target)
