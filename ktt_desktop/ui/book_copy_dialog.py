"""Chép sổ sang máy khác: what for, with which keys, into which file; then the work, read back."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QPushButton, QRadioButton, QWidget

from ktt_desktop.services.book import today
from ktt_desktop.services.book_copy import MadeCopy, copy_book, copy_name
from ktt_desktop.services.moved import MovedAway, keep_here, moved_away
from ktt_desktop.ui import messages
from ktt_desktop.ui.book_copy_words import FILTER, FOLDER
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.update_dialogs import card, column, fit, foot, paragraph, toned

TITLE = "Chép sổ sang máy khác"

HOW = (
    "Toàn bộ sổ, tệp đính kèm, tệp đã nhận, bản nháp, bản cập nhật đã cài và khóa công khai đã "
    "biết được chép thành một tệp, rồi đọc lại từ thiết bị để kiểm tra. Tệp có cả số liệu riêng "
    "của từng người: mang theo USB, không gửi qua thư điện tử."
)
KEYS = "Kèm khóa &riêng của máy này (niêm phong, mở tệp mã hóa)"
ABOUT_KEYS = (
    "Bình thường khóa ở lại máy này. Kèm khi máy kia thay hẳn máy này, để niêm phong và mở tệp mã "
    "hóa như trước; ai có tệp thì có khóa."
)


def show_copying(context: Context, over: QWidget) -> None:
    """Open the dialog; it says where the book was moved already."""
    context.ask(
        over,
        lambda _: moved_away(context.book),
        lambda moved: CopyDialog(context, moved, today(), over).open(),
    )


class CopyDialog(QDialog):
    """Chép sổ sang máy khác."""

    def __init__(
        self, context: Context, moved: MovedAway | None, on: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._context, self._over = context, parent
        self._name = copy_name(context.profile, on)
        self.moving = QRadioButton("&Chuyển hẳn: từ nay làm việc trên máy kia")
        self.spare = QRadioButton("Chép để &dự phòng: vẫn làm việc trên máy này")
        self.keys = QCheckBox(KEYS)
        self.stay = QPushButton("&Tiếp tục dùng sổ trên máy này")
        self.leave, self.copy = QPushButton("Đóng  Esc"), QPushButton("Chọn nơi ghi…  Enter")
        self._lay_out(moved)
        self.stay.clicked.connect(self._on_stay)
        self.leave.clicked.connect(self.reject)
        self.copy.clicked.connect(self._on_copy)
        self.moving.setChecked(True)
        self.moving.setFocus()
        fit(self)

    def _lay_out(self, moved: MovedAway | None) -> None:
        hint = paragraph(ABOUT_KEYS)
        hint.setProperty("hint", True)
        layout = column(self, TITLE)
        if moved is not None:
            layout.addWidget(toned(moved.advice, "warning"))
            self.stay.setAutoDefault(False)
            layout.addWidget(self.stay)
        else:
            self.stay.hide()
        layout.addWidget(paragraph(HOW))
        layout.addWidget(
            card("", [("", self.moving), ("", self.spare), ("", self.keys), ("", hint)])
        )
        layout.addStretch(1)
        layout.addLayout(foot(self.leave, self.copy))
        self.copy.setProperty("primary", True)
        self.copy.setDefault(True)

    def _on_stay(self) -> None:
        self._context.save(self, lambda _: keep_here(self._context.book), lambda _: self.accept())

    def _on_copy(self) -> None:
        folder = Path(str(QSettings().value(FOLDER, str(Path.home()))))
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Ghi tệp chép sổ", str(folder / self._name), FILTER
        )
        if chosen:
            QSettings().setValue(FOLDER, str(Path(chosen).parent))
            self.begin(Path(chosen))

    def begin(self, target: Path) -> None:
        """Write the copy to a file."""
        context, with_keys, moving = (
            self._context,
            self.keys.isChecked(),
            self.moving.isChecked(),
        )
        ending = Path(self._name).suffix
        if target.suffix.casefold() != ending:
            target = target.with_name(target.name + ending)
        run_with_dialog(
            context,
            self,
            "Chép sổ",
            lambda job: copy_book(
                context.book, context.profile, target, job, with_keys=with_keys, moving=moving
            ),
            while_alive(self, self._on_made),
        )

    def _on_made(self, made: MadeCopy) -> None:
        over = self._over
        moving = self.moving.isChecked()
        self.accept()
        rest = "Từ nay không ghi thêm vào sổ trên máy này." if moving else ""
        messages.inform(
            over,
            TITLE,
            f"Đã chép và kiểm tra lại từ thiết bị: {made.path} ({_megabytes(made.size)} MB).",
            "Trên máy kia, mở Sổ KTTT, chọn “Lấy sổ từ máy khác” ở lần mở đầu tiên hoặc trong Hệ "
            f"thống. {rest}".strip(),
        )


def _megabytes(size: int) -> str:
    tenths = max(1, round(size / 1024 / 1024 * 10))
    return f"{tenths // 10},{tenths % 10}"
