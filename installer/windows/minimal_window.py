"""The yardstick for the start of the program: the least window with a word in it.

Without a word no font would be loaded, which takes a good part of the start of every program.
Writes the moment of its first paint (seconds since 1970) to the file named on the command line.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Window(QMainWindow):
    """Ends when it was painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Note the moment, then end."""
        super().paintEvent(event)
        Path(sys.argv[1]).write_text(repr(time.time()), encoding="ascii")
        QTimer.singleShot(0, QApplication.quit)


application = QApplication(sys.argv[:1])
window = Window()
window.setCentralWidget(QLabel("Đang mở sổ…"))
window.resize(1366, 768)
window.show()
sys.exit(application.exec())
