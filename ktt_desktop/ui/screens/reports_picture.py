"""The width of a picture in the words: found at the cursor, asked for, changed as one step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextImageFormat
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QWidget,
)

from ktt_desktop.ui.screens.reports_document import OWN_IMAGE, PIXELS_A_MM

LEAST, MOST, STEP = 20, 165, 5  # mm; the words of an A4 page are 165 mm wide


def picture_at(cursor: QTextCursor) -> QTextCursor | None:
    """The picture of the officer's in the paragraph of the cursor, selected; None without one."""
    iterator = cursor.block().begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        words = fragment.charFormat()
        if words.isImageFormat() and words.toImageFormat().name().startswith(OWN_IMAGE):
            found = QTextCursor(cursor.document())
            found.setPosition(fragment.position())
            found.setPosition(fragment.position() + 1, QTextCursor.MoveMode.KeepAnchor)
            return found
        iterator += 1
    return None


def picture_width(picture: QTextCursor) -> int:
    """How wide a selected picture is printed, in mm."""
    return round(picture.charFormat().toImageFormat().width() / PIXELS_A_MM)


def set_picture_width(picture: QTextCursor, wide: int) -> None:
    """Make a selected picture this wide, in mm, its height with it."""
    form = QTextImageFormat(picture.charFormat().toImageFormat())
    factor = wide * PIXELS_A_MM / form.width()
    form.setWidth(form.width() * factor)
    form.setHeight(form.height() * factor)
    picture.setCharFormat(form)


class PictureDialog(QDialog):
    """Hộp thoại bề rộng của hình; arrows change it by 5 mm, Enter takes it."""

    def __init__(self, wide: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Bề rộng hình")
        self._width = QSpinBox()
        self._width.setRange(LEAST, MOST)
        self._width.setSingleStep(STEP)
        self._width.setSuffix(" mm")
        self._width.setValue(wide)
        self._width.setAccessibleName("Bề rộng khi in, tính bằng mm")
        take, leave = QPushButton("Ghi  Enter"), QPushButton("Thôi  Esc")
        take.setProperty("primary", True)
        take.setDefault(True)
        leave.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(f"Bề rộng khi in (từ {LEAST} đến {MOST} mm)", self._width)
        form.addRow(buttons)
        self._width.selectAll()
        self._width.setFocus()

    @property
    def wide(self) -> int:
        """The width that was asked for, in mm."""
        return self._width.value()
