"""Screen Hỗ trợ: the work records of every kind, one list each, and the tables made of them."""

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.findings import Place
from ktt_desktop.services.dossiers import load_dossier
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.dossier_list import DossierList
from ktt_desktop.ui.theme import SPACE_8, SPACE_12

TABLES = "Biểu C, D, E"
LONGEST = 20  # letters of a tab; its tool tip tells the rest


class Page(Protocol):
    """What the screen asks of a page."""

    def open(self) -> None:
        """Called each time the page is shown."""


class DossiersScreen(QWidget):
    """Hỗ trợ, mục tiêu, quản lý: pages are built at their first opening, kinds are data."""

    name = "support"
    title = "Hỗ trợ"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        kinds = context.book.catalogue.dossiers.values()
        self._kinds = [kind for kind in kinds if not kind.is_open]  # others have a screen of theirs
        self._pages: dict[int, QWidget] = {}
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _: self._open_page())
        shortcuts.bind(self, shortcuts.NEXT_KIND, lambda: self._step(1))
        shortcuts.bind(self, shortcuts.PREVIOUS_KIND, lambda: self._step(-1))

    @property
    def page(self) -> QWidget:
        """The page of the chosen tab, built now if it never was."""
        place = self.tabs.currentIndex()
        if place not in self._pages:
            self._pages[place] = self._build(place)
            self._stack.addWidget(self._pages[place])
        return self._pages[place]

    def open(self, place: Place | None) -> None:
        """Show the list as it is now; a place opens the record it points to."""
        if place is None or not place.key:
            self._open_page()
            return
        book = self._context.book
        self._context.ask(
            self,
            lambda _: load_dossier(book, place.key),
            lambda draft: self._open_record(draft, place.code),
        )

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName("Loại hồ sơ")
        self.tabs.setProperty("many", True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for label in (*(kind.label for kind in self._kinds), TABLES):
            is_long = len(label) > LONGEST
            shown = f"{label[:LONGEST].rstrip(' ,')}…" if is_long else label
            self.tabs.setTabToolTip(self.tabs.addTab(shown), label)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_12, 0, SPACE_12, 0)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _build(self, place: int) -> QWidget:
        if place < len(self._kinds):
            return DossierList(self._context, self._kinds[place])
        from ktt_desktop.ui.screens.dossier_tables import DossierTables

        return DossierTables(self._context)

    def _open_page(self) -> None:
        page = self.page
        self._stack.setCurrentWidget(page)
        opened: Page = page  # type: ignore[assignment]
        opened.open()

    def _open_record(self, draft: DossierDraft, code: str) -> None:
        places = [place for place, kind in enumerate(self._kinds) if kind.id == draft.kind]
        if not places:
            return
        self.tabs.setCurrentIndex(places[0])
        page = self.page
        assert isinstance(page, DossierList)
        page.open_record(draft, code)

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
