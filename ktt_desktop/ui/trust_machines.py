"""The page of the machines of units below: registered ones, with adding and striking off."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.seals import RegisteredSeal
from ktt_desktop.services.seals import forget_seal, register_seal
from ktt_desktop.services.trust import LowerChoice, SealedFile, Trust, sealed_file
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12
from ktt_desktop.ui.trust_seal import Act
from ktt_desktop.ui.update_dialogs import acts, card, column, fit, foot, paragraph

HOW = (
    "Máy của đơn vị dưới đã ghi sổ: khi nhận tệp, màn hình Nhận tệp báo “Đúng máy đã ghi sổ”, “Máy "
    "lạ” hoặc “Máy của đơn vị khác”. Chỉ ghi sổ sau khi đối chiếu dấu vân tay với đơn vị qua công "
    "văn hoặc điện thoại."
)


class MachinesPage(QWidget):
    """Máy của đơn vị dưới."""

    def __init__(self, act: Act, context: Context) -> None:
        super().__init__()
        self._act, self._context = act, context
        self._trust: Trust | None = None
        self._rows: Sequence[RegisteredSeal] = ()
        self._model: WindowModel[RegisteredSeal] = WindowModel(
            (
                Column("unit", "Đơn vị", 18, lambda row: self._unit(row)),
                Column("mark", "Dấu vân tay", 26, lambda row: grouped_check_code(row.fingerprint)),
                Column("note", "Ghi chú", 26, lambda row: row.note or "–"),
                Column("at", "Ghi sổ ngày", 12, lambda row: f"{row.at.astimezone():%d/%m/%Y}"),
            ),
            lambda rows: {row: self._rows[row] for row in rows},
        )
        self.table = WindowTable(self._model)
        self.table.setAccessibleName("Máy đã ghi sổ")
        self.add = QPushButton("&Thêm theo giấy…")
        self.from_file = QPushButton("Thêm từ tệp &nhận được…")
        self.remove = QPushButton("&Bỏ máy")
        self._lay_out()
        self.add.clicked.connect(lambda: self.ask(None))
        self.from_file.clicked.connect(self._on_file)
        self.remove.clicked.connect(self._on_remove)

    def show_trust(self, trust: Trust) -> None:
        """Show the machines as they are now."""
        self._trust, self._rows = trust, trust.machines
        self.table.show_ids(range(len(self._rows)))
        self.remove.setEnabled(bool(self._rows))

    def ask(self, found: SealedFile | None) -> None:
        """Ask for a machine; of a file the fingerprint is there to be compared."""
        if self._trust is None:
            return
        dialog = MachineDialog(self._trust.lower, found, self)
        dialog.accepted.connect(lambda: self._register(dialog, found))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Take the seal of a received file."""
        self._context.ask(self, lambda _: sealed_file(self._context.book, path), self.ask)

    def _unit(self, row: RegisteredSeal) -> str:
        return self._trust.unit_name(row.unit) if self._trust else row.unit

    def _register(self, dialog: "MachineDialog", found: SealedFile | None) -> None:
        unit, mark, note = dialog.answer
        key = found.public_key if found else ""
        self._act(lambda: register_seal(self._context.book, unit, mark, note, key))

    def _on_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Tệp nộp có niêm phong", "", "*.kttt")
        if chosen:
            self.read(Path(chosen))

    def _on_remove(self) -> None:
        row = self._model.row_at(self.table.currentIndex().row())
        if row is not None and messages.ask(
            self,
            "Bỏ máy",
            f"Bỏ máy {grouped_check_code(row.fingerprint)} của {self._unit(row)}? Tệp của máy này "
            "về sau được báo là máy lạ.",
            "Bỏ máy",
            "Giữ lại",
        ):
            self._act(lambda: forget_seal(self._context.book, row.fingerprint))

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(*[SPACE_12] * 4)
        page.setSpacing(SPACE_8)
        page.addWidget(paragraph(HOW))
        page.addWidget(self.table, 1)
        page.addLayout(acts(self.add, self.from_file, self.remove))


class MachineDialog(QDialog):
    """Ghi sổ một máy."""

    def __init__(
        self, lower: Sequence[LowerChoice], found: SealedFile | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ghi sổ máy của đơn vị dưới")
        self.unit, self.mark, self.note = QComboBox(), QLineEdit(), QLineEdit()
        for each in lower:
            self.unit.addItem(each.name, each.key)
        self.mark.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX")
        self.note.setPlaceholderText("máy của ai, số công văn")
        self.note.setMaxLength(500)
        self.leave, self.keep = QPushButton("Không ghi  Esc"), QPushButton("Ghi sổ  Enter")
        layout = column(self, "Ghi sổ máy")
        if found is not None:
            self._show(found)
            layout.addWidget(
                paragraph(
                    f"Tệp của {found.unit_name}. Gọi cho đơn vị, để đơn vị đọc dấu vân tay trên "
                    "máy của họ; chỉ ghi sổ khi giống từng ký tự."
                )
            )
        rows = [("Đơn vị", self.unit), ("Dấu vân tay", self.mark), ("Ghi chú", self.note)]
        for name, field in rows:
            field.setAccessibleName(name)
        layout.addWidget(card("", rows))
        layout.addLayout(foot(self.leave, self.keep))
        self.keep.setProperty("primary", True)
        self.keep.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.keep.clicked.connect(self.accept)
        fit(self)

    @property
    def answer(self) -> tuple[str, str, str]:
        """Key of the unit, fingerprint as typed, note."""
        return str(self.unit.currentData()), self.mark.text(), self.note.text().strip()

    def _show(self, found: SealedFile) -> None:
        if self.unit.findData(found.unit) < 0:
            self.unit.addItem(found.unit_name, found.unit)
        self.unit.setCurrentIndex(self.unit.findData(found.unit))
        self.unit.setEnabled(False)
        self.mark.setText(grouped_check_code(found.fingerprint))
        self.mark.setReadOnly(True)
