"""One row of a plan in full: its values beside those of the book, candidates, what was unclear."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ktt_desktop.domain.importing.plan import FieldChange, Outcome, PlannedRow
from ktt_desktop.services.import_words import OUTCOMES, sentence, why
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8, WARNING_TINT
from ktt_desktop.ui.update_dialogs import paragraph

NOTHING = "–"
NARROWEST, LOWEST = 300, 64  # logical pixels


class RowDetail(QWidget):
    """Chi tiết một dòng; `candidate` is the place of the record an update would go to."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(NARROWEST)
        self.candidate = 0
        self._line: PlannedRow | None = None
        self.title, self.words, self.about = QLabel(), paragraph(""), paragraph("")
        self.title.setProperty("subheading", True)
        self.title.setWordWrap(True)
        self.values = RowsView(("Mục", "Trong tệp", "Trong sổ"), "")
        self.values.setAccessibleName("So sánh với sổ")
        self.issues = RowsView(("Cột", "Ghi trong tệp", "Lý do"), "", stretch=2)
        self.issues.setAccessibleName("Điều chưa rõ của dòng")
        self.about.setProperty("hint", True)
        for view in (self.values, self.issues):
            view.setMinimumHeight(LOWEST)
            view.left.connect(self.about.hide)
            view.currentItemChanged.connect(lambda *_, view=view: self._tell_row(view))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.values, 3)
        column.addWidget(self.issues, 2)
        column.addWidget(self.about)
        self._share_width()

    def _share_width(self) -> None:
        """Labels and both sides share the width."""
        header = self.values.header()
        header.setStretchLastSection(False)
        for column in range(3):
            header.setSectionResizeMode(column, header.ResizeMode.Stretch)

    def show_line(self, line: PlannedRow | None, facts: Sequence[FieldChange]) -> None:
        """Show a row; `facts` are the values it states beside those of the book."""
        if line is None or self._line is None or self._line.row != line.row:
            self.candidate = 0
        self._line = line
        self.about.hide()
        self.title.setText(f"Dòng {count_text(line.row)}: {line.name or NOTHING}" if line else "")
        self.words.setText("\n".join(_told(line, self.candidate)) if line else "")
        self.show_facts(facts)
        issues = line.issues if line else ()
        self.issues.show_rows(
            [
                (sentence(each.column or "cả dòng"), each.value or NOTHING, sentence(each.reason))
                for each in issues
            ]
        )
        self.issues.setVisible(bool(issues))

    def show_facts(self, facts: Sequence[FieldChange]) -> None:
        """Amber where the record says otherwise; where it says nothing is no contradiction."""
        self.values.show_rows(
            [(each.label, each.new or NOTHING, each.old or NOTHING) for each in facts]
        )
        for place, each in enumerate(facts):
            item = self.values.topLevelItem(place)
            if item is not None and each.old and each.old != each.new:
                for column in range(3):
                    item.setBackground(column, QBrush(QColor(WARNING_TINT)))

    @property
    def candidate_uid(self) -> str:
        """The record the row is compared with; "" where it has no candidate."""
        candidates = self._line.candidates if self._line else ()
        return candidates[self.candidate].uid if self.candidate < len(candidates) else ""

    def choose_candidate(self, place: int) -> bool:
        """Compare with another candidate; False where there is none at the place."""
        if self._line is None or place >= len(self._line.candidates):
            return False
        self.candidate = place
        return True

    def _tell_row(self, view: RowsView) -> None:
        """The whole of a line whose columns are too narrow."""
        texts = view.texts(view.place)
        heads = [view.headerItem().text(column) for column in range(view.columnCount())]
        pairs = zip(heads[1:], texts[1:], strict=False)
        told = "\n".join(f"{head}: {text}" for head, text in pairs)
        self.about.setText(f"{texts[0]}\n{told}" if texts else "")
        self.about.setVisible(bool(texts) and view.hasFocus())


def _told(line: PlannedRow, chosen: int) -> Iterator[str]:
    """What becomes of the row, the records it may be, else why it waits."""
    waits = line.outcome in (Outcome.DOUBTFUL, Outcome.REFUSED) and not line.candidates
    reason = f": {why(line)}" if waits else ""
    yield f"{OUTCOMES[line.outcome]}{reason}."
    several = len(line.candidates) > 1
    for place, each in enumerate(line.candidates):
        number = f"{place + 1}. " if several else ""
        here = " ◀ đang so sánh" if several and place == chosen else ""
        facts = ", ".join(filter(None, (each.place, each.tax_code and f"mã số {each.tax_code}")))
        yield f"{number}{each.name} ({facts or NOTHING}): {each.reason}{here}"
