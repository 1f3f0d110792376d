"""While a record is entered: which stored record it may be one with, and the way there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ktt_desktop.domain.duplicates import DuplicatePair
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.services.duplicates import likely_duplicates
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_duplicates import REASONS
from ktt_desktop.ui.theme import SPACE_8

# What two records are compared by; other fields ask nothing.
COMPARED = ("kind", "name", "commune_code", "old_certificate", "phone", "persons")


class LikelyNote(QFrame):
    """Có thể trùng: an amber line under the name; saving stays allowed, a key opens that record."""

    open_wanted = Signal(str)  # uid

    def __init__(
        self, context: Context, communes: Communes, form: RecordForm[OrganisationDraft]
    ) -> None:
        super().__init__()
        self._context, self._communes, self._form = context, communes, form
        self._asked: tuple[object, ...] = ()
        self.uid = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("line", True)
        self.words.setProperty("tone", "warning")
        self.button = QPushButton(f"Mở hồ sơ đó  {shortcuts.OPEN_LIKELY}")
        self.button.setAccessibleName("Mở hồ sơ đó")
        self.button.setAutoDefault(False)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the next field
        self.button.clicked.connect(self._on_open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()
        form.left.connect(self._ask)
        shortcuts.bind(form, shortcuts.OPEN_LIKELY, self._on_open)
        if form.draft().uid:
            self._ask()

    def _ask(self) -> None:
        """Look in the register, off the UI thread, once what is compared has changed."""
        draft, book = self._form.draft(), self._context.book
        asked = tuple(getattr(draft, attr) for attr in COMPARED)
        if asked == self._asked:
            return
        self._asked = asked
        self._context.ask(
            self,
            lambda _: likely_duplicates(book, draft),
            lambda found: self._show(found) if asked == self._asked else None,
        )

    def _show(self, found: list[DuplicatePair]) -> None:
        self.uid = found[0].right.uid if found else ""
        if found:
            self.words.setText(self._words(found))
        self.setVisible(bool(found))

    def _words(self, found: list[DuplicatePair]) -> str:
        pair = found[0]
        commune = pair.right.commune_code
        place = f", {self._communes.name(commune)}" if commune else ""
        reasons = ", ".join(REASONS[each] for each in pair.reasons)
        more = f" Còn {len(found) - 1} hồ sơ khác." if len(found) > 1 else ""
        return f"Có thể trùng: “{pair.right.name}”{place} ({reasons}).{more} Vẫn lưu được."

    def _on_open(self) -> None:
        if self.uid:
            self.open_wanted.emit(self.uid)
