"""Where the files go: a folder, or a stick that is plugged in, with the room it has."""

import shutil
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QStorageInfo
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.numbers import format_fraction
from ktt_desktop.runtime.desktop import on_removable_drive
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import while_alive

FOLDER = "submission/folder"
MOST_STICKS = 4
LITTLE = 50 * 1024 * 1024  # bytes; a submission with its views is far smaller


@dataclass(frozen=True, slots=True)
class Stick:
    """Một USB đang cắm; `free` in bytes."""

    name: str
    root: Path
    free: int


@dataclass(frozen=True, slots=True)
class Room:
    """Chỗ trống: of the chosen folder (None where it cannot be told), and the sticks there are."""

    free: int | None
    sticks: tuple[Stick, ...]


class PlaceRow(QWidget):
    """Nơi ghi tệp."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.folder, self.free, self._sticks = QLineEdit(), QLabel(), QHBoxLayout()
        self._choose = QPushButton("Chọn thư mục…")
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self.folder.setText(str(QSettings().value(FOLDER, documents)))
        self.folder.setObjectName("folder")
        self.folder.setAccessibleName("Thư mục kết xuất")
        self.folder.editingFinished.connect(self.look)
        self.free.setProperty("hint", True)
        self._choose.clicked.connect(self._on_choose)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_8)
        row.addWidget(self.folder, 1)
        row.addWidget(self._choose)
        self._sticks.setSpacing(theme.SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addLayout(row)
        column.addLayout(self._sticks)
        column.addWidget(self.free)

    @property
    def path(self) -> Path:
        """The folder as it is written."""
        return Path(self.folder.text().strip())

    def remember(self) -> None:
        """The next export begins with this folder."""
        QSettings().setValue(FOLDER, str(self.path))

    def look(self) -> None:
        """Look for sticks and room, off the UI thread: a drive may take its time."""
        folder = self.path
        self._context.runner.run(
            lambda _: room_of(folder),
            while_alive(self, self._show),
            while_alive(self, lambda _: self._show(Room(None, ()))),
            on_files=True,
        )

    def ask(self, title: str) -> Path | None:
        """Another folder, for one act; None where the officer left."""
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        return Path(chosen) if chosen else None

    def _on_choose(self) -> None:
        if chosen := self.ask("Chọn thư mục kết xuất"):
            self._take(chosen)

    def _take(self, folder: Path) -> None:
        self.folder.setText(str(folder))
        self.remember()
        self.look()

    def _show(self, room: Room) -> None:
        _empty(self._sticks)
        for stick in room.sticks:
            button = QPushButton(f"{stick.name} – còn {size_words(stick.free)}")
            button.setProperty("chip", True)
            button.setToolTip(f"Ghi vào {stick.root}")
            button.clicked.connect(lambda _, root=stick.root: self._take(root))
            self._sticks.addWidget(button)
        if room.sticks:
            self._sticks.addStretch()
        self.free.setText(_free_words(room))


def _empty(row: QHBoxLayout) -> None:
    while row.count():
        if widget := row.takeAt(0).widget():
            widget.deleteLater()


def room_of(folder: Path) -> Room:
    """The room of a folder, and the sticks that can be written now."""
    try:
        free = shutil.disk_usage(folder).free if str(folder) else None
    except OSError:
        free = None
    found = (_stick(each) for each in QStorageInfo.mountedVolumes() if _is_stick(each))
    return Room(free, tuple(found)[:MOST_STICKS])


def _is_stick(volume: QStorageInfo) -> bool:
    usable = volume.isValid() and volume.isReady() and not volume.isReadOnly()
    return usable and on_removable_drive(Path(volume.rootPath()))


def _stick(volume: QStorageInfo) -> Stick:
    root = Path(volume.rootPath())
    name = f"USB {volume.name()} ({root.drive or root.name})".replace("  ", " ")
    return Stick(name, root, volume.bytesAvailable())


def _free_words(room: Room) -> str:
    if room.free is None:
        return "Thư mục này chưa có hoặc chưa đọc được. Cắm USB, hoặc chọn thư mục khác."
    if room.free < LITTLE:
        return f"Chỉ còn {size_words(room.free)} trống: có thể không đủ chỗ ghi."
    return f"Còn {size_words(room.free)} trống."


def size_words(size: int) -> str:
    """ "12,3 GB", "640 MB"."""
    for unit, factor in (("GB", 1024**3), ("MB", 1024**2)):
        if size >= factor:
            return f"{format_fraction(Fraction(size, factor), 1)} {unit}"
    return f"{format_fraction(Fraction(size, 1024), 0)} KB"
