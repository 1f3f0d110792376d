"""Sửa ô: say otherwise what a cell of the file says; the file itself stays as it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.importing.plan import PlannedRow
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.import_templates import STATES
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button
from ktt_desktop.ui.forms.choice_editor import ENTER, Choice, ChoiceEditor
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.import_fix_lines import FixLine
from ktt_desktop.ui.import_session import ImportSession
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph

SIZE = (900, 560)  # logical pixels, where the screen has them
HEADS = ("Mục", "Ghi trong tệp", "Sửa thành", "Lý do")
WORDS = "Tệp không bị sửa; chỗ sửa ở đây được dùng thay khi nhập."


class FixDialog(QDialog):
    """Hộp thoại sửa ô của một dòng; `fixed` tells that the plan has to be made anew."""

    fixed = Signal()

    def __init__(
        self,
        session: ImportSession,
        row: PlannedRow,
        lines: Sequence[FixLine],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Sửa dòng {count_text(row.row)}: {row.name}")
        self._session, self._row, self._lines = session, row, lines
        self.table = RowsView(HEADS, "", stretch=3)
        self.table.setAccessibleName("Các ô của dòng")
        self.text, self.choice, self._stack = QLineEdit(), ChoiceEditor(()), QStackedWidget()
        self.everywhere = QCheckBox()
        self._lay_out()
        self.table.currentItemChanged.connect(lambda *_: self._show_line())
        self.text.returnPressed.connect(self.save)
        shortcuts.bind(self, "Ctrl+S", self.save)
        fit(self, SIZE)
        self.table.show_rows(
            [(each.label, each.text or "–", each.fixed or "", each.reason) for each in self._lines],
            0,
        )
        self._stack.currentWidget().setFocus()

    def _lay_out(self) -> None:
        for editor in (self.text, self.choice):
            self._stack.addWidget(editor)
        self._stack.setFixedHeight(self.text.sizeHint().height())
        label, words = QLabel("Sửa thành"), paragraph(WORDS)
        words.setProperty("hint", True)
        self.text.setAccessibleName("Sửa thành")
        self.choice.input.setAccessibleName("Sửa thành")
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(label)
        line.addWidget(self._stack, 1)
        save = key_button("Sửa  Ctrl+S", self.save)
        save.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(self.everywhere)
        column.addLayout(button_line((), (save, key_button("Hoãn  Esc", self.reject))))

    @property
    def _line(self) -> FixLine | None:
        place = self.table.place
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _show_line(self) -> None:
        line = self._line
        if line is None:
            return
        choices = self._choices(line.use.field)
        if choices:
            self.choice.set_choices(choices)
            self.choice.set_value(line.fixed or "")
        else:
            self.text.setText(line.now)
            self.text.selectAll()
        self._stack.setCurrentWidget(self.choice if choices else self.text)
        self.everywhere.setVisible(line.others > 0)
        self.everywhere.setChecked(False)
        self.everywhere.setText(
            f"Sửa như vậy cả {count_text(line.others)} dòng khác cũng ghi “{line.text[:60]}”"
        )

    def _choices(self, field: str) -> Sequence[Choice]:
        """What a field with a list of its own can be; others are typed."""
        context = self._session.context
        match field:
            case "type":
                return [(each.value, each.value) for each in OrganisationKind]
            case "sector":
                return list(context.book.catalogue.sectors.items())
            case "status":
                return [(each, each) for each in STATES]
            case "commune":
                communes = Communes(context.book, context.profile).choices
                return [(name, name) for _, name in communes]
        return ()

    def save(self) -> None:
        """Use the new text instead, here or wherever the same is written."""
        line = self._line
        if line is None or not self.save_text(line):
            return
        self.accept()
        self.fixed.emit()

    def save_text(self, line: FixLine) -> bool:
        """Hand the new text to the session; False where it says nothing new."""
        is_chosen = self._stack.currentWidget() is self.choice
        text = self.choice.value() if is_chosen else self.text.text().strip()
        if (is_chosen and (not text or self.choice.problem())) or text == line.now:
            return False
        if self.everywhere.isChecked() and line.others:
            self._session.fix_all(self._row, line.use, line.text, text)
        else:
            self._session.fix(self._row, line.use, text)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a cell goes to its new text."""
        if event.key() in ENTER and self.table.hasFocus():
            self._stack.currentWidget().setFocus()
        else:
            super().keyPressEvent(event)
