"""The page of this machine's seal: fingerprint, switch, and the copy of its keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.services.own_keys import put_away, take_back
from ktt_desktop.services.seals import set_sealing
from ktt_desktop.services.trust import Trust
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.theme import SPACE_8, SPACE_12
from ktt_desktop.ui.update_dialogs import FINGERPRINT_POINTS, acts, paragraph

Act = Callable[[Callable[[], object]], None]
HOW = (
    "Niêm phong cho nơi nhận biết tệp được kết xuất từ đúng máy của đơn vị và không bị sửa trên "
    "đường đi. Niêm phong không thay chữ ký số và không thay bản giấy có ký, đóng dấu."
)
PRINTED = (
    "Gửi dấu vân tay này cho cấp trên một lần, bằng công văn hoặc qua điện thoại. Cấp trên ghi sổ "
    "rồi từ đó nhận ra tệp của máy này."
)
SAFE = (
    "Khóa của máy nằm trong thư mục khoa cạnh sổ, không nằm trong sổ. Nên cất một bản ra USB để "
    "trong tủ: mất khóa niêm phong thì ghi sổ máy mới; mất khóa mở tệp thì không mở được tệp mã "
    "hóa gửi cho riêng khóa đó."
)


class SealPage(QWidget):
    """Niêm phong của máy này."""

    def __init__(self, act: Act, context: Context) -> None:
        super().__init__()
        self._act, self._context = act, context
        self.fingerprint = QLineEdit()
        self.fingerprint.setReadOnly(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(FINGERPRINT_POINTS)
        self.fingerprint.setFont(fixed)
        self.fingerprint.setAccessibleName("Dấu vân tay của máy này")
        self.copy = QPushButton("&Chép câu để in")
        self.switch = QCheckBox("&Niêm phong tệp khi kết xuất")
        self.put_away = QPushButton("Cất &khóa…")
        self.take_back = QPushButton("&Lấy lại khóa…")
        self._lay_out()
        self.copy.clicked.connect(self._on_copy)
        self.switch.clicked.connect(self._on_switch)
        self.put_away.clicked.connect(self._on_put_away)
        self.take_back.clicked.connect(self._on_take_back)

    def show_trust(self, trust: Trust) -> None:
        """Show the seal as it is now."""
        self.fingerprint.setText(grouped_check_code(trust.fingerprint))
        self.switch.setChecked(trust.is_sealing)

    @property
    def sentence(self) -> str:
        """The line to print."""
        return (
            f"Dấu vân tay niêm phong của máy dùng Sổ KTTT tại {self._context.profile.name} (mã đơn "
            f"vị {self._context.profile.code}): {self.fingerprint.text()}"
        )

    def _lay_out(self) -> None:
        mark = QHBoxLayout()
        mark.addWidget(self.fingerprint, 1)
        mark.addWidget(self.copy)
        self.copy.setAutoDefault(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(*[SPACE_12] * 4)
        page.setSpacing(SPACE_8)
        page.addWidget(paragraph(HOW))
        page.addWidget(self.switch)
        page.addWidget(paragraph("Dấu vân tay của máy này"))
        page.addLayout(mark)
        page.addWidget(paragraph(PRINTED))
        page.addStretch(1)
        page.addWidget(paragraph(SAFE))
        page.addLayout(acts(self.put_away, self.take_back))

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.sentence)
        self._context.notice("Đã chép câu có dấu vân tay; dán vào công văn bằng Ctrl+V.")

    def _on_switch(self) -> None:
        on = self.switch.isChecked()
        self._act(lambda: set_sealing(self._context.book, on=on))

    def _on_put_away(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Cất khóa vào thư mục, USB")
        if folder:
            self.put_into(Path(folder))

    def put_into(self, folder: Path) -> None:
        """Write the copy of the keys and say where it is."""
        book = self._context.book
        self._context.ask(self, lambda _: put_away(book, folder), self._tell_put_away)

    def _tell_put_away(self, path: Path) -> None:
        messages.inform(
            self,
            "Đã cất khóa",
            f"Đã ghi và đọc lại {path}. Rút USB, cất vào tủ có khóa: ai có tệp này đều niêm phong "
            "thay và mở được tệp mã hóa gửi cho đơn vị.",
        )

    def _on_take_back(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Lấy lại khóa", "", "Khóa đã cất (*.kttt-khoarieng)"
        )
        if chosen:
            self._act(lambda: take_back(self._context.book, Path(chosen)))
