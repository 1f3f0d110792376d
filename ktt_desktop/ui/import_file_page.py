"""Step 1 of Nhập từ Excel: a file chosen, dropped or pasted; earlier imports taken back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QVBoxLayout

from ktt_desktop.domain.importing.plan import ImportRun
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.services.import_runs import run_issues, runs
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, key_button
from ktt_desktop.ui.forms.choice_editor import ENTER
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.import_commit_page import take_back
from ktt_desktop.ui.import_layouts_dialog import LayoutsDialog
from ktt_desktop.ui.import_pasted import PastedTable, pasted_table
from ktt_desktop.ui.import_run_dialog import RunDialog
from ktt_desktop.ui.import_template_dialog import TemplateDialog
from ktt_desktop.ui.screens.receiving_sources import DropTarget
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph

FOLDER = "import/folder"
KINDS = "Danh sách (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.htm *.html *.mht);;Mọi tệp (*)"
INTRODUCTION = (
    "Danh sách hình thức nào cũng được: nhiều trang, tiêu đề nhiều dòng, dòng nhóm, dòng cộng, "
    "chữ TCVN3 hay VNI. Có thể kéo thả tệp vào đây, hoặc chép bảng trong Excel rồi dán.\n"
    "Tệp chỉ được đọc; chưa có gì ghi vào sổ cho đến bước Nhập."
)
HEADS = ("Lúc", "Tệp", "Thêm", "Thay đổi", "Giống hệt", "Để lại", "Số liệu")
NUMBERS = range(2, len(HEADS))
NOTHING_LEFT = "Lần nhập này không để lại gì: mọi dòng đã vào sổ, không ô nào bị bỏ trống."
NO_TABLE = "Bảng nhớ tạm không có bảng nào. Trong Excel chọn các ô rồi chép (Ctrl+C), sau đó dán."


class FilePage(DropTarget):
    """Chọn tệp; `chosen` and `pasted` tell what is to be read."""

    chosen = Signal(object)  # Path
    pasted = Signal(object)  # PastedTable
    keys = "Ctrl+O Chọn tệp · Ctrl+V Dán bảng"

    def __init__(self, context: Context) -> None:
        super().__init__(lambda paths: self.chosen.emit(paths[0]))
        self._context, self._runs = context, list[ImportRun]()
        self.open_button = key_button("Chọn tệp…  Ctrl+O", self.choose)
        self.open_button.setProperty("primary", True)
        self.paste_button = key_button("Dán bảng từ Excel  Ctrl+V", self.paste)
        self.template_button = key_button("Mẫu Excel trống…  F12", self.save_template)
        self.layouts_button = key_button("Mẫu nhập đã nhớ…  Ctrl+M", self.show_layouts)
        self.history = RowsView(HEADS, "Chưa nhập lần nào.", stretch=1, right=NUMBERS)
        self.history.setAccessibleName("Các lần nhập trước")
        self.undo_button = key_button("Hoàn tác lần nhập này  Ctrl+Z", self.undo)
        self.left_button = key_button("Xem điều để lại  Enter", self.show_left)
        self._lay_out()
        self.history.currentItemChanged.connect(lambda *_: self._enable())
        for keys, act in (
            ("Ctrl+O", self.choose),
            ("Ctrl+V", self.paste),
            ("Ctrl+Z", self.undo),
            ("F12", self.save_template),
            ("Ctrl+M", self.show_layouts),
        ):
            shortcuts.bind(self, keys, act)

    def _lay_out(self) -> None:
        card, words = QFrame(), paragraph(INTRODUCTION)
        card.setProperty("card", True)
        words.setProperty("hint", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*[SPACE_20] * 4)
        inside.setSpacing(SPACE_8)
        inside.addWidget(words)
        inside.addLayout(
            button_line(
                (self.open_button, self.paste_button), (self.template_button, self.layouts_button)
            )
        )
        past = QLabel("Các lần nhập trước")
        past.setProperty("subheading", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(card)
        column.addSpacing(SPACE_8)
        column.addWidget(past)
        column.addWidget(self.history, 1)
        column.addLayout(button_line((self.left_button, self.undo_button)))

    def show_page(self) -> None:
        """Read the history; the keyboard stands on the button that chooses a file."""
        book = self._context.book
        self._context.ask(self, lambda _: runs(book), self._show)
        self.open_button.setFocus()

    def _show(self, found: Sequence[ImportRun]) -> None:
        self._runs = list(found)
        self.history.show_rows([_texts(each) for each in found], 0 if found else -1)
        self._enable()

    def _enable(self) -> None:
        for button in (self.left_button, self.undo_button):
            button.setEnabled(self._run is not None)

    @property
    def _run(self) -> ImportRun | None:
        place = self.history.place
        return self._runs[place] if 0 <= place < len(self._runs) else None

    # --- what is read

    def choose(self) -> None:
        """Ask for the file."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn danh sách", last_folder(), KINDS)
        if chosen:
            QSettings().setValue(FOLDER, str(Path(chosen).parent))
            self.chosen.emit(Path(chosen))

    def paste(self) -> None:
        """Take the table on the clipboard."""
        table: PastedTable | None = pasted_table(QGuiApplication.clipboard().mimeData())
        if table is None:
            messages.inform(self, "Dán bảng", NO_TABLE)
        else:
            self.pasted.emit(table)

    # --- what helps reading

    def save_template(self) -> None:
        """Write one of the program's own workbooks, to be filled in."""
        TemplateDialog(self._context, last_folder(), self).open()

    def show_layouts(self) -> None:
        """Show what is remembered of earlier lists."""
        LayoutsDialog(self._context, self).open()

    # --- what was imported

    def show_left(self) -> None:
        """Show what an import left out or left empty, and why."""
        run, book = self._run, self._context.book
        if run is None:
            return

        def show(issues: Sequence[Issue]) -> None:
            if issues:
                RunDialog(run.file, issues, self).open()
            else:
                messages.inform(self, "Xem điều để lại", NOTHING_LEFT)

        self._context.ask(self, lambda _: run_issues(book, run.id), show)

    def undo(self) -> None:
        """Take an import back, after asking."""
        run = self._run
        if run is None or not messages.ask(
            self,
            "Hoàn tác lần nhập",
            f"Hoàn tác lần nhập tệp {run.file} lúc {_time(run)}: {_done(run)} trở lại như trước "
            "khi nhập.",
            "Hoàn tác",
            "Giữ nguyên",
        ):
            return
        take_back(self._context, self, run, self.show_page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on an earlier import tells what it left."""
        if event.key() in ENTER and self.history.hasFocus():
            self.show_left()
        else:
            super().keyPressEvent(event)


def last_folder() -> str:
    """The folder a list was chosen from last, else the documents of the officer."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(QSettings().value(FOLDER, documents))


def _time(run: ImportRun) -> str:
    return f"{datetime.fromisoformat(run.at).astimezone():%d/%m/%Y %H:%M}"


def _done(run: ImportRun) -> str:
    return f"{count_text(run.added)} hồ sơ thêm mới, {count_text(run.changed)} hồ sơ thay đổi"


def _texts(run: ImportRun) -> tuple[str, ...]:
    counts = (run.added, run.changed, run.same, run.left, run.figures)
    return (_time(run), run.file, *map(count_text, counts))
