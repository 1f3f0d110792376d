"""The page of encryption: the switch, the own public key, the keys of the recipients."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.services.encryption import own_recipient, set_encrypting
from ktt_desktop.services.recipients import (
    KEY_ENDING,
    Recipient,
    forget_recipient,
    read_public_key,
    remember_recipient,
    write_public_key,
)
from ktt_desktop.services.trust import Trust
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12
from ktt_desktop.ui.trust_seal import Act
from ktt_desktop.ui.update_dialogs import acts, paragraph

HOW = (
    "Bình thường không cần mã hóa: tệp nộp không có căn cước, điện thoại riêng. Khi được yêu cầu, "
    "tệp .kttt được mã hóa cho ít nhất hai nơi nhận (cấp trên trực tiếp và một nơi nữa), nơi nào "
    "cũng tự mở được. Bảng Excel và PDF ghi bên cạnh không mã hóa: không gửi kèm. "
    "Cả hai nơi cùng mất khóa thì không ai mở được tệp."
)
FILTER = f"Khóa công khai (*{KEY_ENDING})"


class RecipientsPage(QWidget):
    """Mã hóa."""

    def __init__(self, act: Act, context: Context) -> None:
        super().__init__()
        self._act, self._context = act, context
        self._rows: tuple[Recipient, ...] = ()
        self._model: WindowModel[Recipient] = WindowModel(
            (
                Column("name", "Nơi nhận", 28, lambda row: row.name),
                Column("unit", "Mã đơn vị", 10, lambda row: row.unit),
                Column("mark", "Dấu vân tay", 26, lambda row: grouped_check_code(row.fingerprint)),
            ),
            lambda rows: {row: self._rows[row] for row in rows},
        )
        self.table = WindowTable(self._model)
        self.table.setAccessibleName("Khóa của nơi nhận")
        self.switch = QCheckBox("&Mã hóa tệp nộp khi kết xuất")
        self.own = paragraph("")
        self.export = QPushButton("&Xuất khóa của máy này…")
        self.add, self.remove = QPushButton("&Thêm khóa nơi nhận…"), QPushButton("&Bỏ khóa")
        self._lay_out()
        self.switch.clicked.connect(self._on_switch)
        self.export.clicked.connect(self._on_export)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)

    def show_trust(self, trust: Trust) -> None:
        """Show the keys as they are now."""
        self._rows = tuple(trust.recipients)
        self.table.show_ids(range(len(self._rows)))
        self.remove.setEnabled(bool(self._rows))
        self.switch.setChecked(trust.is_encrypting)
        mark = grouped_check_code(trust.own.fingerprint)
        self.own.setText(f"Khóa mở tệp của máy này, để đơn vị dưới gửi đến: {mark}")

    def compare(self, found: Recipient) -> None:
        """Remember a key once its fingerprint was compared."""
        if messages.ask(
            self,
            "Đối chiếu khóa",
            f"Khóa của {found.name} ({found.unit}) có dấu vân tay "
            f"{grouped_check_code(found.fingerprint)}. Chỉ nhận khi giống từng ký tự với dấu vân "
            "tay nơi nhận đọc qua điện thoại hoặc ghi trong công văn.",
            "Giống, nhận khóa",
            "Không nhận",
        ):
            home = self._context.book.path.parent
            self._act(lambda: remember_recipient(home, found))

    def _on_switch(self) -> None:
        on = self.switch.isChecked()
        self._act(lambda: set_encrypting(self._context.book, on=on))

    def _on_export(self) -> None:
        name = f"{self._context.profile.code}{KEY_ENDING}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Xuất khóa công khai", name, FILTER)
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the own public key and say what to do with it."""
        book, profile = self._context.book, self._context.profile
        self._context.ask(
            self,
            lambda _: write_public_key(own_recipient(book, profile), path),
            lambda _: messages.inform(
                self,
                "Đã xuất khóa",
                f"Đã ghi {path}. Gửi tệp này cho các đơn vị nộp tệp đến, rồi đọc dấu vân tay cho "
                "họ đối chiếu. Khóa công khai không có gì bí mật.",
            ),
        )

    def _on_add(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Thêm khóa của nơi nhận", "", FILTER)
        if chosen:
            self._context.ask(self, lambda _: read_public_key(Path(chosen)), self.compare)

    def _on_remove(self) -> None:
        row = self._model.row_at(self.table.currentIndex().row())
        if row is not None and messages.ask(
            self,
            "Bỏ khóa",
            f"Bỏ khóa của {row.name}? Tệp kết xuất từ nay không mở được bằng khóa này.",
            "Bỏ khóa",
            "Giữ lại",
        ):
            home = self._context.book.path.parent
            self._act(lambda: forget_recipient(home, row.fingerprint))

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(*[SPACE_12] * 4)
        page.setSpacing(SPACE_8)
        page.addWidget(paragraph(HOW))
        page.addWidget(self.switch)
        page.addWidget(self.table, 1)
        page.addWidget(self.own)
        page.addLayout(acts(self.add, self.remove, self.export))
