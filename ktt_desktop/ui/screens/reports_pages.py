"""The preview: real pages of the report, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.services.printing import open_pages
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import Job, while_alive

PAUSE_MS, MARGIN, STEP = 300, 8, 1.2
LEAST_ZOOM, MOST_ZOOM = 0.3, 4.0
TRUE_SIZE = 96 / 72  # logical pixels per point at 100 %


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as shown: its image, its place, how large."""

    image: QImage
    page: int
    count: int
    zoom: float


class PagePreview(QFrame):
    """Bản xem trước; rendered in the background, anew after changes."""

    drawn = Signal()

    def __init__(
        self, context: Context, render: Callable[[Job], bytes], parent: QWidget | None = None
    ) -> None:
        """`render` makes the PDF, off the UI thread, every time it is shown anew."""
        super().__init__(parent)
        self.setProperty("card", True)
        self._context, self._make = context, render
        self._pdf = b""
        self._page, self._count = 0, 0
        self._zoom, self._shown_zoom = 0.0, 1.0  # zoom 0: as wide as the room
        self.page, self.where, self._scroll = QLabel(), QLabel(), QScrollArea()
        self._render_soon = self._timer(self._render)
        self._paint_soon = self._timer(self._paint)
        self._build()

    def _timer(self, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(PAUSE_MS)
        timer.timeout.connect(action)
        return timer

    def _build(self) -> None:
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.page.setText("Đang lập trang in…")
        self.page.setAccessibleName("Trang xem trước")
        self._scroll.setWidget(self.page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setAccessibleName("Bản xem trước")
        bar = QHBoxLayout()
        bar.setSpacing(theme.SPACE_4)
        bar.addStretch()
        bar.addWidget(self._button("‹", "Trang trước", "PgUp", lambda: self.turn(-1)))
        bar.addWidget(self.where)
        bar.addWidget(self._button("›", "Trang sau", "PgDown", lambda: self.turn(1)))
        bar.addWidget(self._button("–", "Thu nhỏ", "Ctrl+-", lambda: self.zoom_by(1 / STEP)))
        bar.addWidget(self._button("+", "Phóng to", "Ctrl++", lambda: self.zoom_by(STEP)))
        bar.addWidget(self._button("Vừa khung", "Vừa khung", "Ctrl+0", self.fit))
        bar.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, theme.SPACE_4)
        column.addWidget(self._scroll, 1)
        column.addLayout(bar)

    def _button(self, words: str, name: str, keys: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.clicked.connect(action)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
        return button

    def refresh(self) -> None:
        """The report changed; it is rendered in a moment."""
        self._render_soon.start()

    @property
    def pdf(self) -> bytes:
        """What is shown; empty until it is made."""
        return self._pdf

    @property
    def count(self) -> int:
        """How many pages there are; 0 until they are made."""
        return self._count

    def turn(self, by: int) -> None:
        """Other pages."""
        self._page = min(max(self._page + by, 0), max(self._count - 1, 0))
        self._scroll.verticalScrollBar().setValue(0)
        self._paint()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller."""
        self._zoom = min(max(self._shown_zoom * factor, LEAST_ZOOM), MOST_ZOOM)
        self._paint()

    def fit(self) -> None:
        """As wide as the room."""
        self._zoom = 0.0
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._zoom:
            self._paint_soon.start()

    def sizeHint(self) -> QSize:
        return QSize(360, 480)

    def _render(self) -> None:
        self._context.ask(self, self._make, self._take)

    def _take(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._paint()

    def _paint(self) -> None:
        """Draw the page off the UI thread, on the worker that is not the book's."""
        if not self._pdf:
            return
        pdf, page, zoom = self._pdf, self._page, self._zoom
        room, ratio = self._scroll.viewport().width() - 2, self.devicePixelRatioF()
        self._context.runner.run(
            lambda _: draw_page(pdf, page, zoom, room, ratio),
            while_alive(self, self._show),
            while_alive(self, lambda error: show_error(self, error)),
            on_files=True,
        )

    def _show(self, picture: Picture) -> None:
        self._page, self._count, self._shown_zoom = picture.page, picture.count, picture.zoom
        self.where.setText(f"Trang {picture.page + 1} / {picture.count}")
        self.where.setToolTip(f"{round(100 * picture.zoom / TRUE_SIZE)}%")
        self.page.setPixmap(QPixmap.fromImage(picture.image))
        self.drawn.emit()


def draw_page(pdf: bytes, page: int, zoom: float, room: int, ratio: float) -> Picture:
    """The image of a page with its edge; `zoom` 0 makes it as wide as the room."""
    with open_pages(pdf) as pages:
        page = min(page, pages.count - 1)
        shown = zoom or min(max(room / pages.size(page)[0], LEAST_ZOOM), MOST_ZOOM)
        drawn = pages.render(page, shown * ratio)
        count = pages.count
    image = QImage(
        drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
    ).copy()
    painter = QPainter(image)
    painter.setPen(QColor(theme.LINE))
    painter.drawRect(0, 0, image.width() - 1, image.height() - 1)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return Picture(image, page, count, shown)
