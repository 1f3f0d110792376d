"""The findings as rows of two lines, each with links to its places."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.findings import Finding, Place
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_cells import place_name
from ktt_desktop.ui.screens.validation_checks import is_explained

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
EXPLAIN = "Giải trình"
PILL_WIDTH, GROUP_WIDTH, LINKS_WIDTH, PADDING, LINK_GAP = 118, 48, 260, 12, 14
_PILLS = {
    Severity.ERROR: ("Lỗi", "error"),
    Severity.WARNING: ("Cảnh báo", "warning"),
    Severity.NOTICE: ("Nhắc", "neutral"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """Một chỗ bấm được trong dòng; `place` None opens the explanation."""

    text: str
    place: Place | None
    rect: QRect


def pill_of(finding: Finding) -> tuple[str, str]:
    """The word and the tone of a finding."""
    return ("Đã giải trình", "good") if is_explained(finding) else _PILLS[finding.severity]


def detail_of(finding: Finding) -> str:
    """The second line: the arithmetic, then the explanation with its age."""
    if finding.explanation is None:
        return finding.detail
    word = "Giải trình cho số liệu cũ" if finding.outdated else EXPLAIN
    signed = f" ({finding.explained})" if finding.explained else ""
    return f"{finding.detail} {word}{signed}: “{finding.explanation}”"


def places_of(finding: Finding) -> list[Place]:
    """The places of a finding, the figure of the unit first: there it is explained at length."""
    return sorted(finding.places, key=lambda place: place.kind is not SubjectKind.UNIT)


class FindingModel(QAbstractListModel):
    """The findings of a chip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Other findings."""
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        finding = self.findings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return finding.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{detail_of(finding)}\n{finding.advice}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{pill_of(finding)[0]} {finding.group}: {finding.title}. {detail_of(finding)}"
        return None


class FindingList(QListView):
    """Enter and double click go to the first place, Shift+Enter to the second one."""

    jumped = Signal(object)  # findings.Place
    explained = Signal(object)  # Finding
    chosen = Signal(object)  # Finding or None

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._model = catalogue, FindingModel(self)
        self.setModel(self._model)
        self.setAccessibleName("Các phát hiện")
        self.setItemDelegate(FindingDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self._go(self._model.findings[index.row()]))

    @property
    def current(self) -> Finding | None:
        """The selected finding."""
        row = self.currentIndex().row()
        return self._model.findings[row] if 0 <= row < len(self._model.findings) else None

    def finding(self, index: Index) -> Finding:
        """The finding of a row."""
        return self._model.findings[index.row()]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.current)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these; the selection stays on its finding where that is still there."""
        if findings == self._model.findings:
            return
        key, row = (self.current.key if self.current else ""), self.currentIndex().row()
        self._model.show(findings)
        keys = [each.key for each in findings]
        if keys:
            at = keys.index(key) if key in keys else min(max(row, 0), len(keys) - 1)
            self.setCurrentIndex(self._model.index(at))

    def links(self, index: Index, rect: QRect) -> list[Link]:
        """What can be clicked in a row, and where."""
        finding, metrics = self._model.findings[index.row()], self.fontMetrics()
        texts: dict[tuple[str, str], Place] = {}
        for place in places_of(finding)[:2]:  # two boxes of one work record are one link
            of = place.key if place.kind is SubjectKind.DOSSIER else place.code
            texts.setdefault((place_name(self._catalogue, place), of), place)
        explain = metrics.horizontalAdvance(EXPLAIN)
        room = (LINKS_WIDTH - PADDING - explain) // max(len(texts), 1) - LINK_GAP
        found, left = [], rect.right() - LINKS_WIDTH
        for (text, _), target in texts.items():
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(shown)
            found.append(Link(shown, target, QRect(left, rect.center().y() - 12, width, 24)))
            left += width + LINK_GAP
        area = QRect(rect.right() - PADDING - explain, rect.center().y() - 12, explain, 24)
        found.append(Link(EXPLAIN, None, area))
        return found

    def link_at(self, point: QPoint) -> tuple[Finding, Link] | None:
        """The link under the mouse."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        links = self.links(index, self.visualRect(index))
        found = next((each for each in links if each.rect.contains(point)), None)
        return (self._model.findings[index.row()], found) if found else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.PointingHandCursor
        over = self.link_at(event.position().toPoint()) is not None
        self.viewport().setCursor(shape if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self.link_at(event.position().toPoint())
        if found is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        finding, link = found
        if link.place is None:
            self.explained.emit(finding)
        else:
            self.jumped.emit(link.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            second = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(self.current, int(second))
            return
        super().keyPressEvent(event)

    def _go(self, finding: Finding, number: int = 0) -> None:
        if number < len(finding.places):
            self.jumped.emit(places_of(finding)[number])


class FindingDelegate(QStyledItemDelegate):
    """Paints a row of two lines."""

    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(400, 2 * self._view.fontMetrics().height() + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        finding = self._view.finding(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(theme.SELECTION if chosen else theme.SURFACE))
        painter.setPen(QColor(theme.SOFT_LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_pill(painter, rect, *pill_of(finding))
        painter.setPen(QColor(theme.HINT))
        group = QRect(rect.left() + PILL_WIDTH, rect.top(), GROUP_WIDTH, rect.height())
        painter.drawText(group, Qt.AlignmentFlag.AlignVCenter, finding.group)
        self._paint_words(painter, rect, finding)
        painter.setPen(QColor(theme.GREEN))
        font = QFont(painter.font())
        font.setUnderline(True)
        painter.setFont(font)
        for link in self._view.links(index, rect):
            painter.drawText(link.rect, Qt.AlignmentFlag.AlignVCenter, link.text)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.GREEN), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_pill(self, painter: QPainter, rect: QRect, word: str, tone: str) -> None:
        ink, ground = theme.TONES[tone]
        width = painter.fontMetrics().horizontalAdvance(word) + 16
        pill = QRect(rect.left() + PADDING, rect.center().y() - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, 10, 10)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_words(self, painter: QPainter, rect: QRect, finding: Finding) -> None:
        left = rect.left() + PILL_WIDTH + GROUP_WIDTH
        room = QRect(left, rect.top() + 8, rect.right() - LINKS_WIDTH - PADDING - left, 0)
        room.setHeight(painter.fontMetrics().height() + 2)
        plain, bold = QFont(painter.font()), QFont(painter.font())
        bold.setBold(True)
        lines = ((bold, theme.INK, finding.title), (plain, theme.SECONDARY, detail_of(finding)))
        for font, colour, text in lines:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            room.translate(0, room.height() + 1)
        painter.setFont(plain)
