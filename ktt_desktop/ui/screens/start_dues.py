"""The next deadlines: the day, how far off, what goes to whom, by which text."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.work_page import Due
from ktt_desktop.services.book import today
from ktt_desktop.ui import theme

NOTHING = "Chưa có thời hạn nào. Ghi ở Hệ thống, Thông tin đơn vị, Thời hạn."
SOON_DAYS = 14


class DueList(QWidget):
    """Thời hạn sắp đến và vừa qua."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_12)
        self._grid.setVerticalSpacing(theme.SPACE_4)
        self._grid.setColumnStretch(1, 1)

    def show_dues(self, dues: Sequence[Due]) -> None:
        """Show these deadlines."""
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        if not dues:
            self._grid.addWidget(_label(NOTHING, "hint"), 0, 0, 1, 2)
        for row, due in enumerate(dues):
            self._add(row, due)

    def _add(self, row: int, due: Due) -> None:
        day, deadline = today(), due.deadline
        off = QLabel(f"{PartialDate.from_date(due.on).short()}\n{due.words(day)}")
        off.setProperty("tone", _tone((due.on - day).days))
        doubt = " (chưa đối chiếu văn bản)" if deadline.unconfirmed else ""
        what = _label(f"{deadline.what}: {deadline.sender} gửi {deadline.receiver}")
        what.setToolTip(f"{deadline.basis}{doubt}")
        self._grid.addWidget(off, row, 0)
        self._grid.addWidget(what, row, 1)


def _tone(days: int) -> str:
    if days < 0:
        return "error"
    return "warning" if days <= SOON_DAYS else "neutral"


def _label(words: str, kind: str = "") -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    if kind:
        label.setProperty(kind, True)
    return label
