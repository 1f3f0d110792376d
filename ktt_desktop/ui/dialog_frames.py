"""What the larger dialogs share: buttons that tell their key, lists of rows, a size that fits."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QWidget,
)

from ktt_desktop.ui import theme

MARGIN = QSize(40, 40)  # what a small screen keeps free around a dialog


def key_button(words: str, act: Callable[[], object]) -> QPushButton:
    """A button like "Ghi  Ctrl+S"; a screen reader says it without the key."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.setAccessibleName(words.partition("  ")[0].replace("&", ""))
    button.clicked.connect(lambda _=False: act())
    return button


def button_line(left: Sequence[QWidget], right: Sequence[QWidget] = ()) -> QHBoxLayout:
    """Buttons from the left, and others at the right end."""
    line = QHBoxLayout()
    line.setSpacing(theme.SPACE_8)
    for widget in left:
        line.addWidget(widget)
    line.addStretch()
    for widget in right:
        line.addWidget(widget)
    return line


def dress_rows(rows: QTableWidget, name: str, headers: Sequence[str]) -> QHeaderView:
    """Make a table a list of whole rows; its header, for the widths."""
    rows.setAccessibleName(name)
    rows.setHorizontalHeaderLabels(list(headers))
    rows.verticalHeader().hide()
    rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.setTabKeyNavigation(False)
    header = rows.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return header


def fit(dialog: QDialog, size: tuple[int, int]) -> None:
    """Make a dialog this large, on a small screen less."""
    dialog.resize(QSize(*size).boundedTo(dialog.screen().availableSize() - MARGIN))
