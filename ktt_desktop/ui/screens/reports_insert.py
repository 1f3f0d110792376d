"""Chèn số liệu: a figure of the book is looked for by its name and put into the words, locked."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.report_text import LockedFigure, RichRun
from ktt_desktop.domain.text import matches
from ktt_desktop.services.report_insertions import FigureGroup, InsertableFigure
from ktt_desktop.ui import theme

FIGURE = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
WIDTH, HEIGHT = 760, 460


class InsertDialog(QDialog):
    """Chọn số liệu để chèn; arrows move in the list while the words are typed, Enter inserts."""

    chosen = Signal(object)  # RichRun with its locked figure

    def __init__(self, groups: tuple[FigureGroup, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Chèn số liệu")
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 60))
        self.words, self.figures, self.told = QLineEdit(), QTreeWidget(), QLabel()
        self._build()
        self._fill(groups)
        self.words.textChanged.connect(self._filter)
        self.words.installEventFilter(self)
        self.figures.itemActivated.connect(lambda item, _: self._take(item))
        self._filter("")
        self.words.setFocus()

    def _build(self) -> None:
        self.words.setAccessibleName("Tìm chỉ tiêu")
        self.words.setPlaceholderText("Gõ tên hoặc mã chỉ tiêu, không cần dấu")
        self.figures.setAccessibleName("Các số liệu chèn được")
        self.figures.setColumnCount(3)
        self.figures.setHeaderLabels(["Sẽ viết", "Chỉ tiêu", "Cột"])
        self.figures.setRootIsDecorated(False)
        self.figures.setUniformRowHeights(True)
        self.figures.setAllColumnsShowFocus(True)
        head = self.figures.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        head.resizeSection(0, 230)
        insert, leave = QPushButton("Chèn  Enter"), QPushButton("Thôi  Esc")
        insert.setProperty("primary", True)
        insert.setAutoDefault(False)
        leave.setAutoDefault(False)
        insert.clicked.connect(lambda: self._take(self.figures.currentItem()))
        leave.clicked.connect(self.reject)
        self.told.setProperty("hint", True)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(leave)
        foot.addWidget(insert)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_12] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self.words)
        column.addWidget(self.figures, 1)
        column.addLayout(foot)

    def _fill(self, groups: tuple[FigureGroup, ...]) -> None:
        rows = []
        for group in groups:
            for figure in group.figures:
                code = figure.anchor.partition(":")[0]
                row = QTreeWidgetItem([figure.text, f"[{code}] {figure.label}", group.label])
                row.setData(0, FIGURE, figure)
                for column in range(3):
                    row.setToolTip(column, row.text(column))
                rows.append(row)
        self.figures.addTopLevelItems(rows)

    def _filter(self, words: str) -> None:
        first: QTreeWidgetItem | None = None
        count = 0
        for row in self._rows():
            is_shown = matches(words, f"{row.text(1)} {row.text(2)} {row.text(0)}")
            row.setHidden(not is_shown)
            count += is_shown
            first = first or (row if is_shown else None)
        if first is not None:
            self.figures.setCurrentItem(first)
        else:
            self.figures.clearSelection()
        self.told.setText(f"{count} số liệu. Số chèn vào được khóa: đổi theo số trong sổ.")

    def _rows(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.figures.topLevelItemCount()):
            if (row := self.figures.topLevelItem(place)) is not None:
                yield row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the words belong to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.figures.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.figures.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _take(self, row: QTreeWidgetItem | None) -> None:
        figure = row.data(0, FIGURE) if row is not None and not row.isHidden() else None
        if isinstance(figure, InsertableFigure):
            self.accept()
            self.chosen.emit(RichRun(figure.text, figure=LockedFigure(figure.slot)))
