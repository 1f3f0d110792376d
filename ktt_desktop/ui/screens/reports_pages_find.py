"""Ctrl+F in the preview: words looked for on the pages, each place in turn."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from ktt_desktop.domain.page_search import Hit
from ktt_desktop.services.printing import open_pages
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import while_alive

MOST = 1000


class PageSearch(QFrame):
    """Ô tìm trong bản in; Enter goes on, Shift+Enter back, Esc leaves."""

    moved = Signal()  # to another place, or to none
    left = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._pdf, self._sought = b"", ""
        self._hits: Sequence[Hit] = ()
        self._at = -1
        self.words, self.told = QLineEdit(), QLabel()
        self.words.setAccessibleName("Tìm trong bản in")
        self.words.setPlaceholderText("Tìm trong bản in, gõ không dấu cũng được")
        self.words.setClearButtonEnabled(True)
        self.told.setProperty("hint", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        row.addWidget(self.words, 1)
        row.addWidget(self.told)
        self.hide()

    @property
    def hit(self) -> Hit | None:
        """The place that is shown."""
        return self._hits[self._at] if 0 <= self._at < len(self._hits) else None

    def on_page(self, page: int) -> list[Hit]:
        """Every place on a page."""
        return [each for each in self._hits if each.page == page]

    def start(self) -> None:
        """Ask for words."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def show_pages(self, pdf: bytes) -> None:
        """Other pages: what was found on the old ones is gone."""
        self._pdf, self._sought = pdf, ""
        self._take((), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._sought = ""
            self._take((), 0)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        """The next place; new words are looked for first, off the UI thread."""
        sought, pdf = self.words.text().strip(), self._pdf
        if sought == self._sought:
            if self._hits:
                self._take(self._hits, (self._at + by) % len(self._hits))
            return
        self._sought = sought

        def show(hits: Sequence[Hit]) -> None:
            if (sought, pdf) == (self._sought, self._pdf):
                self._take(hits, 0)

        self._context.runner.run(
            lambda _: find_in(pdf, sought),
            while_alive(self, show),
            while_alive(self, lambda error: show_error(self, error)),
            on_files=True,
        )

    def _take(self, hits: Sequence[Hit], at: int) -> None:
        self._hits, self._at = hits, at
        count = f"{MOST} chỗ đầu" if len(hits) == MOST else str(len(hits))
        shown = f"{at + 1} / {count}" if hits else "Không thấy" if self._sought else ""
        self.told.setText(shown)
        self.moved.emit()


def find_in(pdf: bytes, sought: str) -> list[Hit]:
    """Where the words stand in the pages; nowhere while there are none."""
    if not (pdf and sought):
        return []
    with open_pages(pdf) as pages:
        return pages.find(sought, MOST)
