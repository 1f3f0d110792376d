"""One ruleset of a score sheet: its table of criteria, the class stated, what it comes to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ktt_desktop.catalogue.rulesets_loader import Ratings
from ktt_desktop.domain.dossier import Value
from ktt_desktop.domain.rating import Outcome, points_text
from ktt_desktop.domain.rulesets import CLASS, NOTE, REASON, Ruleset, note_key, point_key
from ktt_desktop.services.rating import RatingSheet, sheet_of
from ktt_desktop.services.rating_words import outcome_words, reasons_of
from ktt_desktop.ui.forms.choice_editor import ChoiceEditor
from ktt_desktop.ui.forms.text_editors import TextEditor
from ktt_desktop.ui.screens.rating_table import CriteriaTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_12


class RulesetTab(QWidget):
    """Một bộ tiêu chí của phiếu; one without criteria takes only the class."""

    edited = Signal()

    def __init__(self, ratings: Ratings, ruleset: Ruleset, sheet: RatingSheet) -> None:
        super().__init__()
        self.ruleset, self._ratings = ruleset, ratings
        draft = sheet.draft
        self.grade = ChoiceEditor([(key.value, each.label) for key, each in ratings.grades.items()])
        self.reason = ChoiceEditor(list(reasons_of(ruleset).items()))
        self.note = TextEditor()
        for name, editor, label in (
            (CLASS, self.grade, "Loại ghi trực tiếp"),
            (REASON, self.reason, "Không xếp loại vì"),
            (NOTE, self.note, "Ghi chú"),
        ):
            editor.set_value(draft.text(point_key(ruleset.id, name)) or None)
            editor.input.setAccessibleName(label)
            editor.edited.connect(self.edited)
        notes = {each.key: draft.text(note_key(ruleset.id, each.key)) for each in ruleset.leaves}
        self.table: CriteriaTable | None = None
        if ruleset.criteria:
            self.table = CriteriaTable(ruleset, sheet_of(draft, ruleset).points, notes)
            self.table.edited.connect(self.edited)
            self.table.refused.connect(self._on_refused)
        self.total, self.warnings, self.problem = QLabel(), QLabel(), QLabel()
        self._lay_out()

    def values(self) -> dict[str, Value]:
        """What was entered, by the keys it is kept under."""
        own = self.ruleset.id
        found: dict[str, Value] = {
            point_key(own, CLASS): self.grade.value(),
            point_key(own, REASON): self.reason.value(),
            point_key(own, NOTE): self.note.value() or "",
        }
        if self.table is not None:
            found |= {point_key(own, key): points for key, points in self.table.points.items()}
            found |= {note_key(own, key): words for key, words in self.table.notes.items()}
        return {key: value for key, value in found.items() if value != ""}

    def problems(self) -> dict[str, str]:
        """What cannot be read."""
        return {
            name: text
            for name, editor in ((CLASS, self.grade), (REASON, self.reason))
            if (text := editor.problem())
        }

    def show_outcome(self, outcome: Outcome) -> None:
        """The sums and the class as they are now."""
        if self.table is not None:
            self.table.show_outcome(outcome)
        words = outcome_words(self._ratings, reasons_of(self.ruleset), outcome)
        given = f"Tổng điểm đã chấm {points_text(outcome.given)}/100. " if self.table else ""
        self.total.setText(f"{given}{words}.")
        told = " ".join(outcome.warnings.values())
        self.warnings.setText(told)
        self.warnings.setVisible(bool(told))

    def focus(self) -> None:
        """To the points, or to the class where there are none."""
        target = self.grade if self.table is None else self.table
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        top = QGridLayout()
        top.setHorizontalSpacing(SPACE_8)
        top.setVerticalSpacing(SPACE_8)
        for column, (words, editor) in enumerate(
            (
                ("Loại ghi trực tiếp", self.grade),
                ("Không xếp loại vì", self.reason),
                ("Ghi chú", self.note),
            )
        ):
            label = QLabel(words)
            label.setBuddy(editor.input)
            top.addWidget(label, 0, column)
            top.addWidget(editor, 1, column)
            top.setColumnStretch(column, 1)
        self.total.setProperty("subheading", True)
        self.warnings.setProperty("tone", "warning")
        self.warnings.setProperty("line", True)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        hint = QLabel(self.ruleset.unconfirmed)
        hint.setProperty("hint", True)
        hint.setVisible(bool(self.ruleset.unconfirmed))
        for label in (self.total, self.warnings, self.problem, hint):
            label.setWordWrap(True)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        column_.setSpacing(SPACE_8)
        if self.table is not None:
            column_.addWidget(self.table, 1)
            column_.addWidget(self.problem)
        column_.addWidget(self.total)
        column_.addWidget(self.warnings)
        column_.addLayout(top)
        column_.addWidget(hint)
        if self.table is None:
            column_.addStretch()

    def _on_refused(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
