"""Sửa mẫu biểu: rows of the unit's own, other names, hidden rows; a file out, a file in."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.edition_changes import FORM, EditionChanges
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.services.edition_changes import (
    EditionState,
    ShownRow,
    export_edition,
    hide,
    load_state,
    read_edition_file,
    rename,
    rows_of,
    save_changes,
)
from ktt_desktop.ui import messages, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, dress_rows, fit, key_button
from ktt_desktop.ui.edition_row import RowDialog

TITLE = "Sửa mẫu biểu"
HEADERS = ("Mã", "Tên dòng", "Đơn vị tính", "Phần đã sửa")
NAME_COLUMN = 1
SIZE = (960, 600)  # on a small screen less
FILE_KIND = "Mẫu biểu (*.toml)"
HOW = (
    "Dòng thêm vào có mã riêng của đơn vị, không dùng lại. Dòng ẩn không in, không hiện; "
    "số liệu của dòng vẫn giữ trong sổ."
)


def show_edition(context: Context, parent: QWidget) -> None:
    """Open the dialog over the window."""
    context.ask(
        parent,
        lambda _: load_state(context.book),
        lambda state: EditionDialog(context, state, parent).open(),
    )


class EditionDialog(QDialog):
    """Hộp thoại sửa mẫu biểu; nothing is kept before Ghi, and each step can be taken back."""

    def __init__(self, context: Context, state: EditionState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self._context, self._edition, self._kept = context, state.edition, state.changes
        before = [state.before] if state.before not in (None, state.changes) else []
        self._steps: list[EditionChanges] = [*filter(None, before), state.changes]
        self._rows: list[ShownRow] = []
        self.table_choice, self.rows = QComboBox(), QTableWidget(0, len(HEADERS))
        self.problem = QLabel()
        self.add_button = key_button("Thêm dòng  F5", self._add)
        self.name_button = key_button("Đổi tên  F2", self._edit_name)
        self.hide_button = key_button("Ẩn dòng  Delete", self._hide)
        self.undo_button = key_button("Hoàn tác  Ctrl+Z", self._undo)
        self.export_button = key_button("Xuất mẫu biểu…  F12", self._export)
        self.import_button = key_button("Nhập mẫu biểu…", self._import)
        self.leave_button = key_button("Hoãn  Esc", self.reject)
        self.save_button = key_button("Ghi  Ctrl+S", self._save)
        self._lay_out()
        self._connect()
        self._show()
        fit(self, SIZE)

    @property
    def changes(self) -> EditionChanges:
        """What the dialog shows now."""
        return self._steps[-1]

    def _lay_out(self) -> None:
        self.table_choice.addItem("Phiếu từng tổ chức", FORM)
        for table in self._edition.tables.values():
            self.table_choice.addItem(table.short_title, table.id)
        self.table_choice.setAccessibleName("Biểu")
        header = dress_rows(self.rows, "Các dòng của biểu", HEADERS)
        self.rows.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
        hint = QLabel(HOW)
        hint.setProperty("hint", True)
        hint.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.problem.setWordWrap(True)
        self.save_button.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_20] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(
            button_line(
                (QLabel("Biểu"), self.table_choice),
                (self.add_button, self.name_button, self.hide_button),
            )
        )
        column.addWidget(self.rows, 1)
        column.addWidget(hint)
        column.addWidget(self.problem)
        self.problem.hide()
        column.addLayout(
            button_line(
                (self.export_button, self.import_button),
                (self.undo_button, self.leave_button, self.save_button),
            )
        )

    def _connect(self) -> None:
        self.table_choice.currentIndexChanged.connect(lambda _: self._show())
        self.rows.itemChanged.connect(self._on_edited)
        self.rows.currentCellChanged.connect(lambda *_: self._tell())
        for keys, act in (
            ("F5", self._add),
            ("F12", self._export),
            ("Ctrl+Z", self._undo),
            ("Ctrl+S", self._save),
        ):
            QShortcut(QKeySequence(keys), self, act)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.rows, self._hide)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- what is shown

    def _show(self, code: str = "") -> None:
        """Fill the list of rows; `code` is the row to stand on."""
        here = code or self._code()
        self._rows = rows_of(self._edition, self.changes, self.table_choice.currentData())
        self.rows.blockSignals(True)
        self.rows.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            texts = (row.indicator.code, row.indicator.label, row.indicator.unit, row.note)
            for column, text in enumerate(texts):
                self.rows.setItem(place, column, _item(text, column, hidden=row.hidden))
        self.rows.blockSignals(False)
        codes = [row.indicator.code for row in self._rows]
        self.rows.setCurrentCell(codes.index(here) if here in codes else 0, NAME_COLUMN)
        self._tell()

    def _tell(self) -> None:
        row = self._row()
        shown = "Hiện lại  Delete" if row is not None and row.hidden else "Ẩn dòng  Delete"
        self.hide_button.setText(shown)
        self.hide_button.setAccessibleName(shown.split("  ")[0])
        self.undo_button.setEnabled(len(self._steps) > 1)
        self.save_button.setEnabled(self.changes != self._kept)

    def _row(self) -> ShownRow | None:
        place = self.rows.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _code(self) -> str:
        row = self._row()
        return row.indicator.code if row else ""

    # --- acts

    def _take(self, changes: EditionChanges, code: str = "") -> None:
        if changes != self.changes:
            self._steps.append(changes)
        self._refuse("")
        self._show(code)
        self.rows.setFocus()

    def _refuse(self, sentence: str) -> None:
        """Tell why something was not done; nothing to tell takes no room."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _add(self) -> None:
        dialog = RowDialog(
            self._edition,
            self.changes,
            self._context.profile,
            self.table_choice.currentData(),
            self._code(),
            self,
        )
        dialog.accepted.connect(
            lambda: self._take(dialog.changes, dialog.changes.rows[-1].indicator.code)
        )
        dialog.open()

    def _edit_name(self) -> None:
        if self._row() is not None:
            self.rows.setFocus()
            self.rows.edit(self.rows.model().index(self.rows.currentRow(), NAME_COLUMN))

    def _on_edited(self, item: QTableWidgetItem) -> None:
        indicator = self._rows[item.row()].indicator
        title = item.text().lstrip("–- \u00a0")
        try:
            changes = rename(self._edition, self.changes, indicator.code, title)
        except InvalidInputError as error:
            self._show()
            self._refuse(str(error))
            return
        self._take(changes)

    def _hide(self) -> None:
        row = self._row()
        if row is None:
            return
        try:
            code = row.indicator.code
            self._take(hide(self._edition, self.changes, code, hidden=not row.hidden))
        except InvalidInputError as error:
            self._refuse(str(error))

    def _undo(self) -> None:
        if len(self._steps) > 1:
            self._steps.pop()
            self._refuse("")
            self._show()

    def _save(self) -> None:
        if self.changes == self._kept:
            return
        book, changes = self._context.book, self.changes
        # No screen is told: all are built anew when the book is opened again.
        self._context.ask(self, lambda _: save_changes(book, changes), lambda _: self._reopen())

    def _reopen(self) -> None:
        self.accept()
        self._context.reopen_wanted.emit()

    def _export(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / f"mau-bieu-{self._context.profile.code}.toml")
        chosen, _ = QFileDialog.getSaveFileName(self, "Xuất mẫu biểu", name, FILE_KIND)
        if not chosen:
            return
        book, profile, changes = self._context.book, self._context.profile, self.changes
        self._context.ask(
            self, lambda _: export_edition(book, profile, changes, Path(chosen)), self._tell_file
        )

    def _tell_file(self, path: Path) -> None:
        messages.inform(self, "Xuất mẫu biểu", f"Mẫu biểu đã ghi vào {path}.")

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Nhập mẫu biểu", "", FILE_KIND)
        if not chosen:
            return
        book, profile, changes = self._context.book, self._context.profile, self.changes
        self._context.ask(
            self, lambda _: read_edition_file(book, profile, changes, Path(chosen)), self._take
        )


def _item(text: str, column: int, *, hidden: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    if column != NAME_COLUMN:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    if hidden:
        item.setForeground(QBrush(QColor(theme.HINT)))
    return item
