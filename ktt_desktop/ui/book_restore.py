"""Lấy sổ từ máy khác: choose the file, check it beside, show what it is, then let it take place."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QPushButton, QWidget

from ktt_desktop.ui.book_copy_words import FILTER, FOLDER, contents_words, here_words, moment_words
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.job_dialog import JobDialog
from ktt_desktop.ui.jobs import Job, JobRunner, while_alive
from ktt_desktop.ui.update_dialogs import card, column, fit, foot, paragraph, toned

if TYPE_CHECKING:
    from ktt_desktop.services.book_restore import Staged

TITLE = "Lấy sổ từ máy khác"


class BookRestore(QObject):
    """The way of one file; the caller closes its book and puts in place what is `ready`."""

    ready = Signal(object)  # Staged

    def __init__(self, runner: JobRunner, home: Path, over: QWidget) -> None:
        super().__init__(over)
        self._runner, self._home, self._over = runner, home, over

    def choose(self) -> None:
        """Ask for the file."""
        folder = str(QSettings().value(FOLDER, str(Path.home())))
        chosen, _ = QFileDialog.getOpenFileName(self._over, TITLE, folder, FILTER)
        if chosen:
            QSettings().setValue(FOLDER, str(Path(chosen).parent))
            self.begin(Path(chosen))

    def begin(self, path: Path) -> None:
        """Unpack and check a file, then show it."""
        dialog = JobDialog(TITLE, self._over)

        def work(job: Job) -> "Staged":
            from ktt_desktop.services.book_restore import stage

            return stage(path, self._home, job)

        def done(staged: "Staged") -> None:
            dialog.finish()
            self._show(staged)

        def failed(error: Exception) -> None:
            dialog.finish()
            show_error(self._over, error)

        job = self._runner.run(
            work, while_alive(self._over, done), while_alive(self._over, failed), on_files=True
        )
        job.ended.connect(dialog.deleteLater)
        dialog.follow(job)

    def _show(self, staged: "Staged") -> None:
        dialog = RestoreDialog(staged, self._over)
        dialog.accepted.connect(lambda: self.ready.emit(staged))
        dialog.rejected.connect(lambda: self._discard(staged))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _discard(self, staged: "Staged") -> None:
        from ktt_desktop.services.book_restore import discard

        self._runner.run(
            lambda _: discard(staged),
            lambda _: None,
            while_alive(self._over, lambda error: show_error(self._over, error)),
            on_files=True,
        )


class RestoreDialog(QDialog):
    """Xem sổ trong tệp; a book that is here is replaced only when that was ticked."""

    def __init__(self, staged: "Staged", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.replace = QCheckBox("&Thay sổ đang có trên máy này bằng sổ trong tệp")
        self.leave, self.take = QPushButton("Không lấy  Esc"), QPushButton("Lấy sổ này  Enter")
        self.take.setProperty("primary", True)
        self.leave.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self.replace.toggled.connect(self.take.setEnabled)
        layout = column(self, f"Sổ của {staged.head.unit_name}")
        layout.addWidget(paragraph("Tệp nguyên vẹn, sổ trong tệp mở được."))
        layout.addWidget(card("", _rows(staged)))
        if staged.here is not None:
            layout.addWidget(toned(here_words(staged), "warning"))
            layout.addWidget(self.replace)
            self.take.setEnabled(False)
        else:
            self.replace.hide()
        layout.addStretch(1)
        layout.addLayout(foot(self.leave, self.take))
        self.take.setDefault(True)
        (self.take if staged.here is None else self.replace).setFocus()
        fit(self)


def _rows(staged: "Staged") -> tuple[tuple[str, QWidget], ...]:
    keys = "có kèm" if staged.head.keys else "không kèm; máy này sẽ có khóa mới khi cần"
    return (
        ("Trong sổ", paragraph(contents_words(staged))),
        ("Sửa lần cuối", paragraph(moment_words(staged.changed))),
        ("Chép lúc", paragraph(moment_words(staged.head.made_at))),
        ("Khóa riêng", paragraph(keys)),
    )
