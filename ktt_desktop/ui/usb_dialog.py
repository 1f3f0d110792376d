"""The dialog before a book on a stick is opened: where to work; the safe place is the default."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.ui import theme

if TYPE_CHECKING:
    from ktt_desktop.services.portable import SeenBook

WARNING = (
    "USB không phải chỗ để sổ làm việc hằng ngày: rút ra khi đang ghi, USB hỏng hoặc thất lạc thì "
    "có thể mất số liệu. Nên để sổ trên máy, dùng USB để mang tệp nộp và bản sao lưu."
)


class UsbAnswer(Enum):
    """Làm việc ở đâu."""

    HERE = auto()
    ON_STICK = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """Điều đề nghị: what the first button does, and what is known of both books."""

    copies: bool
    answer: str
    books: tuple[str, str]
    consequence: str


def offer(stick: "SeenBook | None", here: "SeenBook | None", folder: Path) -> Offer:
    """Copy the book of the stick to `folder` of this machine, unless one is there already."""
    books = (_described("trên USB", stick), _described("trên máy này", here))
    if here is not None:
        later = " Sổ trên USB được sửa sau sổ trên máy." if _later(stick, here) else ""
        rest = f"Sổ trên USB giữ nguyên; hai sổ không tự gộp vào nhau.{later}" if stick else ""
        return Offer(False, "Mở sổ trên máy này", books, f"Sổ trên máy nằm ở {folder}. {rest}")
    if stick is not None:
        consequence = (
            f"Toàn bộ sổ và bản sao lưu được chép vào {folder}, kiểm tra, rồi làm việc trên bản ở "
            "máy. Sổ trên USB giữ nguyên."
        )
        return Offer(True, "Chép sổ vào máy này", books, consequence)
    return Offer(False, "Lập sổ trên máy này", books, f"Sổ mới sẽ nằm ở {folder}.")


def _described(where: str, book: "SeenBook | None") -> str:
    if book is None:
        return f"Chưa có sổ {where}."
    if not book.unit:
        return f"Sổ {where}: không đọc được."
    if book.changed is None:
        return f"Sổ {where}: {book.unit}, chưa có số liệu."
    moment = book.changed.astimezone()
    return f"Sổ {where}: {book.unit}, sửa lần cuối lúc {moment:%H:%M %d/%m/%Y}."


def _later(stick: "SeenBook | None", here: "SeenBook") -> bool:
    if stick is None or stick.changed is None:
        return False
    return here.changed is None or stick.changed > here.changed


class UsbDialog(QDialog):
    """Sổ nằm trên USB; once finished `chosen` says where to work."""

    def __init__(self, offered: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sổ nằm trên USB")
        self.setMinimumWidth(620)
        self.chosen = UsbAnswer.LEAVE
        self.here = self._button(offered.answer, "Enter", UsbAnswer.HERE)
        self.on_stick = self._button("Làm việc trên USB lần này", "", UsbAnswer.ON_STICK)
        self.leave = self._button("Thoát", "Esc", UsbAnswer.LEAVE)
        self.here.setProperty("primary", True)
        self.here.setDefault(True)
        self._lay_out(offered)
        self.here.setFocus()

    def _button(self, words: str, key: str, answer: UsbAnswer) -> QPushButton:
        button = QPushButton(f"{words}  {key}".rstrip())
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._choose(answer))
        return button

    def _choose(self, answer: UsbAnswer) -> None:
        self.chosen = answer
        self.done(answer.value)

    def _lay_out(self, offered: Offer) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_20] * 4)
        column.setSpacing(theme.SPACE_12)
        heading = _words("Làm việc trên USB hay trên máy này")
        heading.setProperty("heading", True)
        warning = _words(WARNING)
        warning.setProperty("tone", "warning")
        column.addWidget(heading)
        column.addWidget(warning)
        column.addWidget(_card(offered.books))
        column.addWidget(_words(offered.consequence))
        foot = QHBoxLayout()
        foot.addWidget(self.leave)
        foot.addStretch()
        foot.addWidget(self.on_stick)
        foot.addWidget(self.here)
        column.addLayout(foot)
        self.setTabOrder(self.here, self.on_stick)
        self.setTabOrder(self.on_stick, self.leave)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _card(lines: tuple[str, ...]) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(*[theme.SPACE_12] * 4)
    column.setSpacing(theme.SPACE_8)
    for line in lines:
        column.addWidget(_words(line))
    return card
