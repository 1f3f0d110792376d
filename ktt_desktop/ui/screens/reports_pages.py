"""The preview: real pages of the report, one at a time; the wheel goes on to the next one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.services.printing import open_pages
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import Job, while_alive
from ktt_desktop.ui.screens.reports_pages_find import PageSearch

PAUSE_MS, MARGIN, STEP = 300, 8, 1.2
NOTCH = 120  # of a wheel
FOUND, SHOWN = QColor(255, 242, 170), QColor(255, 190, 70)  # a place of the words, the one shown
LEAST_ZOOM, MOST_ZOOM = 0.3, 4.0
TRUE_SIZE = 96 / 72  # logical pixels per point at 100 %


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as shown: its image, its place, how large."""

    image: QImage
    page: int
    count: int
    zoom: float


@dataclass(frozen=True, slots=True)
class Marked:
    """Chỗ tô trên trang: box in points from the upper left, its colour."""

    box: tuple[float, float, float, float]
    colour: QColor


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
        self.number, self.search = QSpinBox(), PageSearch(context, self)
        self._to_foot = False  # of the page that is being drawn
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
        self._scroll.viewport().installEventFilter(self)
        self.number.setRange(1, 1)
        self.number.setAccessibleName("Đến trang")
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.number.setKeyboardTracking(False)  # a page is gone to when its number is whole
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.valueChanged.connect(lambda page: self.go_to(page - 1))
        self.search.moved.connect(self._on_moved)
        self.search.left.connect(self._scroll.setFocus)
        bar = QHBoxLayout()
        bar.setSpacing(theme.SPACE_4)
        bar.addStretch()
        bar.addWidget(self._button("‹", "Trang trước", "PgUp", lambda: self.turn(-1)))
        bar.addWidget(self.number)
        bar.addWidget(self.where)
        bar.addWidget(self._button("›", "Trang sau", "PgDown", lambda: self.turn(1)))
        bar.addWidget(self._button("–", "Thu nhỏ", "Ctrl+-", lambda: self.zoom_by(1 / STEP)))
        bar.addWidget(self._button("+", "Phóng to", "Ctrl++", lambda: self.zoom_by(STEP)))
        bar.addWidget(self._button("Vừa khung", "Vừa khung", "Ctrl+0", self.fit))
        bar.addWidget(self._button("Tìm", "Tìm trong bản in", "", self.search.start))
        bar.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, theme.SPACE_4)
        column.addWidget(self.search)
        column.addWidget(self._scroll, 1)
        column.addLayout(bar)
        self._bind("Home", lambda: self.go_to(0))
        self._bind("End", lambda: self.go_to(-1))

    def _button(self, words: str, name: str, keys: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys or 'Ctrl+F'})")
        button.clicked.connect(action)
        if keys:
            self._bind(keys, action)
        return button

    def _bind(self, keys: str, action: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

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
        self.go_to(max(self._page + by, 0))

    def go_to(self, page: int) -> None:
        """A page, from 0; a negative one counts from the end."""
        last = max(self._count - 1, 0)
        self._page = min(page, last) if page >= 0 else max(last + 1 + page, 0)
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

    def event(self, event: QEvent) -> bool:
        """Ctrl+F is this widget's own while the keyboard is in it."""
        is_key = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if is_key and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find):
            if event.type() == QEvent.Type.KeyPress:
                self.search.start()
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel: larger and smaller with Ctrl, else on to the next page at the edge of one."""
        if isinstance(event, QWheelEvent) and event.angleDelta().y():
            notches = event.angleDelta().y() / NOTCH
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.zoom_by(STEP**notches)
                return True
            return self._roll_over(up=notches > 0)
        return super().eventFilter(watched, event)

    def _roll_over(self, *, up: bool) -> bool:
        """Whether the wheel left the page; upwards it comes in at the foot of the one before."""
        bar = self._scroll.verticalScrollBar()
        edge, target = (bar.minimum(), -1) if up else (bar.maximum(), 1)
        if bar.value() != edge or not 0 <= self._page + target < self._count:
            return False
        self.turn(target)
        self._to_foot = up
        return True

    def _on_moved(self) -> None:
        hit = self.search.hit
        if hit is not None and hit.page != self._page:
            self.go_to(hit.page)
        else:
            self._paint()

    def _marks(self) -> tuple[Marked, ...]:
        """What is marked on the page that is drawn next."""
        shown = self.search.hit
        return tuple(
            Marked(box, SHOWN if each is shown else FOUND)
            for each in self.search.on_page(self._page)
            for box in each.boxes
        )

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
        self.search.show_pages(pdf)

    def _paint(self) -> None:
        """Draw the page off the UI thread, on the worker that is not the book's."""
        if not self._pdf:
            return
        pdf, page, zoom = self._pdf, self._page, self._zoom
        room, ratio = self._scroll.viewport().width() - 2, self.devicePixelRatioF()
        marks = self._marks()
        self._context.runner.run(
            lambda _: draw_page(pdf, page, zoom, room, ratio, marks),
            while_alive(self, self._show),
            while_alive(self, lambda error: show_error(self, error)),
            on_files=True,
        )

    def _show(self, picture: Picture) -> None:
        self._page, self._count, self._shown_zoom = picture.page, picture.count, picture.zoom
        with QSignalBlocker(self.number):
            self.number.setRange(1, picture.count)
            self.number.setValue(picture.page + 1)
        self.where.setText(f"/ {picture.count}")
        self.where.setToolTip(f"{round(100 * picture.zoom / TRUE_SIZE)}%")
        self.page.setPixmap(QPixmap.fromImage(picture.image))
        self._scroll_to(picture)
        self.drawn.emit()

    def _scroll_to(self, picture: Picture) -> None:
        """To the place of the words that is shown, or to the foot when rolled upwards."""
        hit = self.search.hit
        if hit is not None and hit.page == picture.page and hit.boxes:
            left, top, *_ = hit.boxes[0]
            across, down = (round(each * picture.zoom) for each in (left, top))
            self._scroll.ensureVisible(across, down, 80, 120)
        elif self._to_foot:
            self.page.adjustSize()
            self._scroll.verticalScrollBar().setValue(self._scroll.verticalScrollBar().maximum())
        self._to_foot = False


def draw_page(
    pdf: bytes, page: int, zoom: float, room: int, ratio: float, marks: Sequence[Marked] = ()
) -> Picture:
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
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for each in marks:
        painter.fillRect(QRectF(*(part * shown * ratio for part in each.box)), each.colour)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return Picture(image, page, count, shown)
