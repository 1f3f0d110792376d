"""The frame of the program: it paints before anything heavy is imported, then holds the desk."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget

PRODUCT = "Sổ KTTT"
SIZE, FRAME = QSize(1366, 768), QSize(16, 40)  # the frame of Windows 10 around it


class MainWindow(QMainWindow):
    """Cửa sổ chính: a waiting page, and the desk of the open book once it is there."""

    painted = Signal()  # once: the officer sees the window
    leaving = Signal()  # the officer wants to close it; `leave` does

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = self._may_close = False
        self._desk: QWidget | None = None
        self._waiting = QLabel()
        self._waiting.setObjectName("opening")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._waiting)
        self.setCentralWidget(self._pages)
        self.setWindowTitle(PRODUCT)
        room = self.screen().availableSize()
        self.resize(SIZE.boundedTo(room))
        if SIZE.boundedTo(room - FRAME) != SIZE:  # the status line would lie below the screen
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.wait("Đang mở sổ…")

    def wait(self, words: str) -> None:
        """Show what is being done instead of the desk; an open editor commits what it holds."""
        self._waiting.setText(words)
        self._waiting.setAccessibleName(words)
        self._pages.setCurrentWidget(self._waiting)
        self.setFocus()

    def back(self) -> bool:
        """Return from the waiting page to the desk; False when there is none."""
        if self._desk is None:
            return False
        self._pages.setCurrentWidget(self._desk)
        self._desk.setFocus()
        return True

    def show_desk(self, desk: QWidget) -> None:
        """Put the desk of a book in place of the one before, which is taken apart."""
        if self._desk is not None:
            self._pages.removeWidget(self._desk)
            self._desk.deleteLater()
        self._desk = desk
        self._pages.addWidget(desk)
        desk.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(desk.windowTitle())
        self.back()

    def come_forward(self) -> None:
        """Stand before other programs, also when minimised, with the dialog that is open."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        front = QApplication.activeModalWidget() or self
        front.raise_()
        front.activateWindow()

    def leave(self) -> None:
        """Close for good; everything was saved."""
        self._may_close = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.leaving.emit()
