"""Lịch sử một hồ sơ công việc: every changed value, and putting an old one back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.services.dossier_history import dossier_history, restore_dossier_value
from ktt_desktop.services.dossiers import load_dossier
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.register_history import HistoryTab, RecordHistory
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH, HEIGHT = 860, 560  # logical pixels, where the screen has them


class DossierHistory(QDialog):
    """Hộp thoại Lịch sử; Ctrl+R puts the chosen value back, Esc leaves."""

    def __init__(self, context: Context, uid: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Lịch sử: {title}")
        book = context.book
        past = RecordHistory(
            lambda before: dossier_history(book, uid, before),
            lambda line: restore_dossier_value(book, uid, line),
            lambda: load_dossier(book, uid),
        )
        self.tab = HistoryTab(context, past, lambda: False)
        self.leave = QPushButton("Đóng  Esc")
        self.leave.setAccessibleName("Đóng")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setContentsMargins(SPACE_20, 0, SPACE_20, SPACE_8)
        ends.addStretch()
        ends.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tab, 1)
        column.addLayout(ends)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
