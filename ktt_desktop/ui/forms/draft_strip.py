"""The strip that offers what was typed of a record and never saved (bản nháp)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12


class Kept(Protocol):
    """Bản nháp đã giữ và lúc giữ."""

    @property
    def draft(self) -> Any:
        """What stood in the form."""

    @property
    def at(self) -> datetime:
        """When it was kept, with its zone."""


@dataclass(frozen=True, slots=True)
class DraftStore:
    """Nơi giữ bản nháp của một phiếu; each of them is called off the UI thread."""

    keep: Callable[[Any], None]
    load: Callable[[], Kept | None]
    drop: Callable[[], None]


class DraftStrip(QFrame):
    """Tiếp tục hay bỏ bản nháp; stands above the form until one of the two was chosen."""

    continued = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.go_on, self.drop = QPushButton(), QPushButton("Bỏ bản nháp")
        self.go_on.setProperty("primary", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_4, SPACE_4, SPACE_4)
        row.setSpacing(SPACE_8)
        row.addWidget(self.words, 1)
        for button, told in ((self.go_on, self.continued), (self.drop, self.dropped)):
            button.setAutoDefault(True)
            button.clicked.connect(told)
            row.addWidget(button)
        self.hide()

    def offer(self, at: datetime, is_outdated: bool) -> None:
        """Say when it was kept, and whether the record was changed since."""
        when = at.astimezone()
        moment = f"{when:%H:%M} ngày {when.day}/{when.month}/{when.year}"
        self.words.setText(
            "Có bản nháp chưa ghi của hồ sơ này."
            + (" Hồ sơ đã được sửa sau bản nháp; đối chiếu trước khi ghi." if is_outdated else "")
        )
        self.go_on.setText(f"Tiếp tục bản nháp lúc {moment}")
        self.show()
        self.go_on.setFocus()
