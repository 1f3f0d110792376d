"""Dàn ý: the outlines of the book, which one to write by; the unit's own made, changed, removed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.outline_editing import read_example
from ktt_desktop.services.outlines import OwnOutline
from ktt_desktop.services.own_outlines import (
    OutlineLine,
    copied,
    export_outline,
    load_outlines,
    named,
    read_outline_file,
    remove_own_outline,
    save_own_outline,
)
from ktt_desktop.services.report_sections import ReportSource
from ktt_desktop.ui import messages, shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, dress_rows, fit, key_button
from ktt_desktop.ui.report_outline_edit import OutlineEditor

TITLE = "Dàn ý báo cáo"
HEADERS = ("Mã", "Tên dàn ý", "Nguồn", "Kỳ có lời văn")
NAME_COLUMN, SOURCE_COLUMN, SOURCE_WIDTH = 1, 2, 190
SIZE = (960, 520)  # on a small screen less
FILE_KIND = "Dàn ý báo cáo (*.toml)"
HOW = (
    "Dàn ý của chương trình giữ nguyên. Muốn sửa thì chép thành dàn ý riêng của đơn vị: đổi đề "
    "mục, câu, thứ tự, thêm hay bỏ mục."
)
OF_PROGRAM = "Của chương trình"


def open_outlines(context: Context, parent: QWidget, key: ReportKey) -> str | None:
    """Show the dialog; the id of the outline to write by, None where nothing was chosen."""
    dialog = OutlinesDialog(context, key, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen


class OutlinesDialog(QDialog):
    """Hộp thoại chọn dàn ý và sửa dàn ý riêng."""

    def __init__(self, context: Context, key: ReportKey, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._context, self._key = context, key
        self.chosen: str | None = None
        self._lines: tuple[OutlineLine, ...] = ()
        self.rows, self.problem = QTableWidget(0, len(HEADERS)), QLabel()
        self.copy_button = key_button("Chép thành dàn ý riêng…  Ctrl+N", self._copy)
        self.edit_button = key_button("Sửa…  F3", self._edit)
        self.name_button = key_button("Đổi tên…  F2", self._rename)
        self.remove_button = key_button("Xóa  Delete", self._remove)
        self.export_button = key_button("Xuất ra tệp…  F12", self._export)
        self.import_button = key_button("&Nhập từ tệp…", self._import)
        self.leave_button = key_button("Đóng  Esc", self.reject)
        self.use_button = key_button("Lập theo dàn ý này  Enter", self._use)
        self._lay_out()
        self._connect()
        self._load(key.outline)

    def _lay_out(self) -> None:
        header = dress_rows(self.rows, "Các dàn ý", HEADERS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(SOURCE_COLUMN, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(SOURCE_COLUMN, SOURCE_WIDTH)
        hint = QLabel(HOW)
        hint.setProperty("hint", True)
        self.problem.setProperty("problem", True)
        for label in (hint, self.problem):
            label.setWordWrap(True)
        self.problem.hide()
        self.use_button.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_20] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(
            button_line((self.copy_button, self.edit_button, self.name_button, self.remove_button))
        )
        column.addWidget(self.rows, 1)
        column.addWidget(hint)
        column.addWidget(self.problem)
        column.addLayout(
            button_line(
                (self.export_button, self.import_button), (self.leave_button, self.use_button)
            )
        )
        fit(self, SIZE)

    def _connect(self) -> None:
        self.rows.currentCellChanged.connect(lambda *_: self._tell())
        self.rows.cellDoubleClicked.connect(lambda *_: self._use())
        for keys, act in (
            ("Ctrl+N", self._copy),
            ("F3", self._edit),
            ("F2", self._rename),
            ("Delete", self._remove),
            ("F12", self._export),
            ("Return", self._use),
            ("Enter", self._use),
        ):
            shortcuts.bind(self, keys, act)

    # --- what is shown

    def _load(self, id_: str) -> None:
        """Read the outlines again and stand on one of them."""
        book = self._context.book
        self._context.ask(self, lambda _: load_outlines(book), lambda found: self._show(found, id_))

    def _show(self, lines: tuple[OutlineLine, ...], id_: str) -> None:
        self._lines = lines
        self.rows.setRowCount(len(lines))
        for row, each in enumerate(lines):
            source = f"Chép từ: {each.base}" if each.own else OF_PROGRAM
            texts = (each.code, each.label, source, ", ".join(each.periods))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.rows.setItem(row, column, item)
        ids = [each.id for each in lines]
        self.rows.setCurrentCell(ids.index(id_) if id_ in ids else 0, NAME_COLUMN)
        self.rows.setFocus()
        self._tell()

    def _line(self) -> OutlineLine | None:
        row = self.rows.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _own(self) -> OwnOutline | None:
        line = self._line()
        return line.own if line else None

    def _tell(self) -> None:
        line = self._line()
        for button in (self.edit_button, self.name_button, self.remove_button, self.export_button):
            button.setEnabled(self._own() is not None)
        self.copy_button.setEnabled(line is not None)
        self.use_button.setEnabled(line is not None and not line.problem)
        self._refuse(line.problem if line else "")

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # --- acts

    def _use(self) -> None:
        line = self._line()
        if line is not None and not line.problem:
            self.chosen = line.id
            self.accept()

    def _ask_name(self, title: str, name: str) -> str:
        """The name typed; "" where the question was left."""
        ask = QInputDialog(self)
        ask.setWindowTitle(title)
        ask.setLabelText("Tên dàn ý")
        ask.setTextValue(name)
        ask.setTextEchoMode(QLineEdit.EchoMode.Normal)
        ask.setOkButtonText("Ghi")
        ask.setCancelButtonText("Hoãn")
        ask.resize(SIZE[0] // 2, ask.sizeHint().height())
        return ask.textValue() if ask.exec() else ""

    def _copy(self) -> None:
        line = self._line()
        if line is not None:
            name = self._ask_name("Chép thành dàn ý riêng", f"{line.label} (riêng)")
            self._keep_named(lambda: copied(line, name) if name else None)

    def _rename(self) -> None:
        own = self._own()
        if own is not None:
            name = self._ask_name("Đổi tên dàn ý", own.label)
            self._keep_named(lambda: named(own, name) if name else None)

    def _keep_named(self, make: Callable[[], OwnOutline | None]) -> None:
        try:
            own = make()
        except InvalidInputError as error:
            self._refuse(str(error))
            return
        if own is not None:
            self._keep(own)

    def _keep(self, own: OwnOutline) -> None:
        book = self._context.book
        self._context.save(
            self, lambda _: save_own_outline(book, own), lambda _: self._load(own.id)
        )

    def _edit(self) -> None:
        own = self._own()
        if own is None:
            return
        book, profile, key = self._context.book, self._context.profile, self._key

        def show(source: ReportSource) -> None:
            editor = OutlineEditor(self._context, own, source, self)
            editor.accepted.connect(lambda: self._load(own.id))
            editor.open()

        self._context.ask(self, lambda _: read_example(book, profile, key), show)

    def _remove(self) -> None:
        own = self._own()
        question = f"Xóa dàn ý “{own.label}”?" if own else ""
        if own is None or not messages.ask(self, "Xóa dàn ý", question, "Xóa", "Giữ lại"):
            return
        book, id_, base = self._context.book, own.id, own.base
        self._context.save(
            self, lambda _: remove_own_outline(book, id_), lambda _: self._load(base)
        )

    def _export(self) -> None:
        own = self._own()
        if own is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / f"dan-y-{own.id}.toml")
        chosen, _ = QFileDialog.getSaveFileName(self, "Xuất dàn ý", name, FILE_KIND)
        if chosen:
            self._context.ask(self, lambda _: export_outline(own, Path(chosen)), self._tell_file)

    def _tell_file(self, path: Path) -> None:
        messages.inform(self, "Xuất dàn ý", f"Dàn ý đã ghi vào {path}.")

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Nhập dàn ý", "", FILE_KIND)
        if chosen:
            book = self._context.book
            self._context.ask(
                self,
                lambda _: read_outline_file(book, Path(chosen)),
                self._keep,
            )
