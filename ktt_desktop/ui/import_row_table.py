"""The rows of a plan as a list: number, name, what becomes of it, why; decided by single keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ktt_desktop.domain.importing.choices import Act
from ktt_desktop.domain.importing.plan import Outcome, PlannedRow
from ktt_desktop.services.import_words import OUTCOMES, sentence, why
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable

TONES = {
    Outcome.NEW: "good",
    Outcome.CHANGED: "good",
    Outcome.SAME: "neutral",
    Outcome.DOUBTFUL: "warning",
    Outcome.REFUSED: "error",
    Outcome.SKIPPED: "neutral",
}
ACTS: dict[int, Act | None] = {
    Qt.Key.Key_N: Act.ADD,
    Qt.Key.Key_C: Act.UPDATE,
    Qt.Key.Key_B: Act.SKIP,
    Qt.Key.Key_Backspace: None,
}


class RowTable(WindowTable):
    """Bảng các dòng; several can be chosen and decided at a time."""

    decided = Signal(object)  # Act, or None to decide nothing after all
    numbered = Signal(int)  # a candidate, from 0
    entered = Signal()

    def __init__(self) -> None:
        self.lines: list[PlannedRow] = []
        model: WindowModel[PlannedRow] = WindowModel(
            _columns(), lambda places: {place: self.lines[place] for place in places}
        )
        super().__init__(model, ("outcome",), many=True, yielding=("why",))
        self.setAccessibleName("Các dòng của tệp")
        self.activated.connect(lambda _: self.entered.emit())

    @property
    def line(self) -> PlannedRow | None:
        """The row the keyboard stands on."""
        place = self.current_id()
        return None if place is None or place >= len(self.lines) else self.lines[place]

    @property
    def chosen(self) -> list[PlannedRow]:
        """The chosen rows, be it one."""
        return [self.lines[place] for place in self.chosen_ids()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N, C, B decide; Backspace takes the decision back; 1 to 9 choose a candidate."""
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if is_plain and event.key() in ACTS:
            self.decided.emit(ACTS[event.key()])
        elif is_plain and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.numbered.emit(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


def _columns() -> tuple[Column[PlannedRow], ...]:
    return (
        Column("name", "Tên tổ chức", 25, lambda line: line.name or "–"),
        Column("row", "Dòng", 6, lambda line: count_text(line.row), is_right=True),
        Column(
            "outcome",
            "Sẽ làm",
            16,
            lambda line: OUTCOMES[line.outcome],
            tone=lambda line: TONES[line.outcome],
        ),
        Column("why", "Vì sao", 38, lambda line: sentence(why(line))),
    )
