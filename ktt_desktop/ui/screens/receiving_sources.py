"""Where files come from: chosen ones, a folder, a stick, or dropped on the tab."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSettings, QStandardPaths, QStorageInfo
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ktt_desktop.runtime.desktop import on_removable_drive
from ktt_desktop.ui import messages

FOLDER = "receiving/folder"
KINDS = "Tệp nộp, tệp nén, bảng Excel (*.kttt *.zip *.xlsx);;Mọi tệp (*)"
NO_STICK = (
    "Không thấy USB nào đang cắm. Cắm USB rồi đọc lại; nếu USB vẫn không hiện, mở thư mục của nó "
    "bằng “Chọn thư mục…”."
)

Take = Callable[[Sequence[Path]], object]


def choose_files(parent: QWidget) -> list[Path]:
    """Several files at a time; none when the officer left."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, "Chọn tệp nhận được", last_folder(), KINDS)
    return _remembered([Path(each) for each in chosen])


def choose_folder(parent: QWidget) -> list[Path]:
    """A folder, with all that lies below it."""
    title = "Chọn thư mục chứa tệp nhận được"
    chosen = QFileDialog.getExistingDirectory(parent, title, last_folder())
    return _remembered([Path(chosen)] if chosen else [])


def choose_stick(parent: QWidget, found: Sequence[Path]) -> list[Path]:
    """The stick that is plugged in; asks which one where there are several."""
    if not found:
        messages.inform(parent, "Đọc USB", NO_STICK)
        return []
    if len(found) == 1:
        return list(found)
    answers = ("Không đọc", *(str(each) for each in found))
    place = messages.choose(parent, "Đọc USB", "Có nhiều USB đang cắm. Đọc USB nào?", answers)
    return [found[place - 1]] if place else []


def sticks() -> list[Path]:
    """The roots of the sticks and cards that can be read now; a sleeping drive takes a while."""
    roots = [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady()
    ]
    return [root for root in roots if on_removable_drive(root)]


def last_folder() -> str:
    """The folder files were chosen from last, else the documents of the officer."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(QSettings().value(FOLDER, documents))


def dropped(data: QMimeData) -> list[Path]:
    """The files and folders of what is dragged; links to elsewhere are none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropTarget(QWidget):
    """Thẻ nhận tệp kéo thả anywhere on it."""

    def __init__(self, take: Take, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped, nothing else."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They stay where they are: dropping copies."""
        paths = dropped(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._take(paths)


def _remembered(paths: list[Path]) -> list[Path]:
    if paths:
        first = paths[0]
        QSettings().setValue(FOLDER, str(first if first.is_dir() else first.parent))
    return paths
