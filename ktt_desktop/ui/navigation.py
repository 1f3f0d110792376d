"""The green column at the left: whose book, the screens with their badges, the system menu."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop import __version__
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens_list import ScreenEntry

NAME_ROLE, BADGE_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ENTRY_HEIGHT, ICON_SIZE, BADGE_HEIGHT, MARK_WIDTH = 38, 20, 18, 3
MARGIN = 12


class Navigation(QFrame):
    """Bảng điều hướng: Up and Down open the screens, Enter goes into the one shown."""

    opened = Signal(str)  # name of the screen to show
    entered = Signal()  # the keyboard goes into the shown screen

    def __init__(self, screens: Sequence[ScreenEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setFixedWidth(theme.NAVIGATION_WIDTH)
        self._unit, self._province, self._backup = QLabel(), QLabel(), QLabel()
        self._unit.setObjectName("unitName")
        self._backup.setObjectName("footer")
        self.entries = _entries(screens)
        self.entries.currentItemChanged.connect(lambda item: self.opened.emit(item.data(NAME_ROLE)))
        self.entries.itemActivated.connect(lambda _: self.entered.emit())
        self.entries.itemClicked.connect(lambda _: self.entered.emit())
        self.system = QPushButton("   &Hệ thống")
        self.system.setAccessibleName("Hệ thống")
        self.system.setIcon(theme.icon("system", theme.ON_DARK))
        self.system.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self._lay_out()

    def show_profile(self, profile: UnitProfile) -> None:
        """Whose book this is."""
        self._unit.setText(profile.name)
        self._province.setText(profile.parent_name)

    def show_backup(self, words: str) -> None:
        """When the book was last copied."""
        self._backup.setText(f"Sao lưu gần nhất: {words}\nPhiên bản {__version__} · F1 Phím tắt")

    def select(self, name: str) -> None:
        """Mark where the officer is, without opening it again."""
        with QSignalBlocker(self.entries):
            self.entries.setCurrentItem(self._item(name))
        self.entries.viewport().update()

    def show_badge(self, name: str, count: int, what: str) -> None:
        """A number beside an entry ("3 lỗi" to a screen reader); 0 takes it away."""
        item = self._item(name)
        item.setData(BADGE_ROLE, count)
        words = f"{item.text()}, {count} {what}" if count else item.text()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def _item(self, name: str) -> QListWidgetItem:
        items = (self.entries.item(row) for row in range(self.entries.count()))
        return next(item for item in items if item.data(NAME_ROLE) == name)

    def _lay_out(self) -> None:
        line = QFrame()
        line.setObjectName("navigationLine")
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, theme.SPACE_8, 10)
        head.setSpacing(2)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, theme.SPACE_8, theme.SPACE_8, theme.SPACE_12)
        for label, place in ((self._unit, head), (self._province, head), (self._backup, foot)):
            label.setWordWrap(True)
            place.addWidget(label)
        system = QVBoxLayout()
        system.setContentsMargins(MARGIN, 0, theme.SPACE_8, 0)
        system.addWidget(self.system)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addSpacing(theme.SPACE_8)
        column.addWidget(self.entries, 1)
        column.addLayout(system)
        column.addLayout(foot)


def _entries(screens: Sequence[ScreenEntry]) -> QListWidget:
    entries = QListWidget()
    entries.setObjectName("entries")
    entries.setAccessibleName("Các mục của sổ")
    entries.setItemDelegate(_EntryDelegate(entries))
    entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for screen in screens:
        item = QListWidgetItem(theme.icon(screen.name, theme.ON_DARK), screen.title, entries)
        item.setData(NAME_ROLE, screen.name)
        item.setToolTip(f"{screen.title} ({screen.keys})")
    return entries


class _EntryDelegate(QStyledItemDelegate):
    """Icon, title, badge; a gold mark where the officer is, a gold frame where the keyboard is."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.NAVIGATION_WIDTH, ENTRY_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box, state = option.rect, option.state  # type: ignore[attr-defined]
        here = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.GREEN_RAISED))
        if here:
            mark = QRect(box.left(), box.top(), MARK_WIDTH, box.height())
            painter.fillRect(mark, QColor(theme.GOLD))
        icon: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        icon.paint(painter, QRect(box.left() + 16, box.top(), ICON_SIZE, box.height()))
        font = QFont(option.font)  # type: ignore[attr-defined]
        font.setWeight(QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.SURFACE if here else theme.ON_DARK))
        words = box.adjusted(48, 0, -48, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, index.data())
        if count := index.data(BADGE_ROLE):
            _paint_badge(painter, box, str(count))
        if here and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.GOLD), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


def _paint_badge(painter: QPainter, box: QRect, count: str) -> None:
    font = painter.font()
    font.setPointSizeF(theme.SMALL_POINTS)
    painter.setFont(font)
    width = max(20, painter.fontMetrics().horizontalAdvance(count) + 10)
    badge = QRect(box.right() - 16 - width, 0, width, BADGE_HEIGHT)
    badge.moveTop(box.center().y() - BADGE_HEIGHT // 2 + 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.BADGE))
    painter.drawRoundedRect(badge, BADGE_HEIGHT / 2, BADGE_HEIGHT / 2)
    painter.setPen(QColor(theme.SURFACE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, count)
