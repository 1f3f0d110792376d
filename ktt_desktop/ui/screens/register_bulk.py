"""Sửa hàng loạt: one value for many records, each shown as it is and as it will be."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import OperatingStatus
from ktt_desktop.services.book import today
from ktt_desktop.services.bulk_change import (
    FIELDS,
    STATUS,
    BulkChange,
    BulkLine,
    BulkUndo,
    Value,
    make_change,
    preview_change,
    takes_yes_or_no,
    undo_change,
)
from ktt_desktop.services.former_communes import FIELD as FORMER
from ktt_desktop.services.former_communes import communes_taken_over
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.forms.text_editors import DateEditor, TextEditor
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

ANSWERS: dict[str, Value] = {"CO": True, "KHONG": False, "CHUA_RO": None}
ANSWER_LABELS: tuple[Choice, ...] = (("CO", "Có"), ("KHONG", "Không"), ("CHUA_RO", "Chưa rõ"))
WIDTH, HEIGHT = 940, 600  # logical pixels, where the screen has them


class BulkDialog(QDialog):
    """Hộp thoại sửa hàng loạt; nothing is written before its button."""

    changed = Signal(object, object)  # BulkUndo, ChangeSet

    def __init__(
        self, context: Context, communes: Communes, ids: Sequence[int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Sửa hàng loạt {count_text(len(ids))} hồ sơ")
        self._context, self._communes, self._ids = context, communes, ids
        self._lines: Sequence[BulkLine] = ()
        self._asked: BulkChange | None = None
        catalogue = context.book.catalogue
        self._former: Sequence[Choice] = ()
        hidden = FORMER if context.profile.historical else ""  # there it is the commune itself
        self.field = ChoiceEditor(
            [(each, catalogue.register_field(each).label) for each in FIELDS if each != hidden]
        )
        self.value, self.day, self.document = ChoiceEditor(()), DateEditor(), TextEditor()
        self.words = QLabel()
        self.words.setProperty("hint", True)
        self.words.setWordWrap(True)
        self._model: WindowModel[BulkLine] = WindowModel(
            self._columns(), lambda rows: {row: self._lines[row] for row in rows}
        )
        self.table = WindowTable(self._model)
        self.table.setAccessibleName("Xem trước")
        self.save_button = QPushButton("Sửa  Ctrl+S")
        self._lay_out()
        self._connect()
        self._on_field()
        book, profile = context.book, context.profile
        context.ask(self, lambda _: communes_taken_over(book, profile), self._show_former)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _columns(self) -> tuple[Column[BulkLine], ...]:
        return (
            Column("name", "Tên", 26, lambda line: line.name),
            Column("old", "Hiện tại", 21, lambda line: self._label(line.old)),
            Column(
                "new",
                "Sẽ là",
                21,
                lambda line: self._label(line.old if line.problem else line.new),
                tone=lambda line: "" if line.problem else "good",
            ),
            Column(
                "problem",
                "Giữ nguyên vì",
                20,
                lambda line: line.problem,
                tone=lambda _: "warning",
            ),
        )

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(SPACE_20)
        for label, editor in (
            ("Mục cần sửa", self.field),
            ("Giá trị mới", self.value),
            ("Từ ngày", self.day),
            ("Văn bản", self.document),
        ):
            name = QLabel(label)
            name.setBuddy(editor.input)
            editor.input.setAccessibleName(label)
            self._form.addRow(name, editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addLayout(self._form)
        column.addWidget(self.table, 1)
        ends = QHBoxLayout()
        ends.addWidget(self.words, 1)
        leave = QPushButton("Hoãn  Esc")
        leave.setAccessibleName("Hoãn")
        leave.clicked.connect(self.reject)
        self.save_button.setProperty("primary", True)
        self.save_button.setAccessibleName("Sửa")
        for button in (leave, self.save_button):
            button.setAutoDefault(False)
            ends.addWidget(button)
        column.addLayout(ends)

    def _connect(self) -> None:
        self.field.edited.connect(self._on_field)
        for editor in (self.value, self.day, self.document):
            editor.edited.connect(self._preview)
        self.save_button.clicked.connect(self._on_save)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)

    def _choices(self, field: str) -> Sequence[Choice]:
        catalogue = self._context.book.catalogue
        match field:
            case "":
                return ()
            case "sector":
                return tuple(catalogue.sectors.items())
            case "commune_code":
                return self._communes.choices
            case "former_commune_code":
                return self._former
            case "operating_status":
                return [(each.code.value, each.label) for each in catalogue.operating.values()]
        if takes_yes_or_no(self._context.book, field):
            return ANSWER_LABELS
        return tuple(catalogue.lists[catalogue.register_field(field).choices].items())

    def _label(self, value: Value) -> str:
        if isinstance(value, bool):
            return "Có" if value else "Không"
        field = self.field.value()
        if value is None or value == "":
            return "Chưa rõ" if value is None else "–"
        if field == "commune_code":
            return self._communes.name(value)
        if field == FORMER:
            return dict(self._former).get(value, self._communes.former_name(value))
        return dict(self._choices(field)).get(value, value)

    def _change(self) -> BulkChange | None:
        """What is asked for; None while it is not whole."""
        field, chosen = self.field.value(), self.value.value()
        if not field or not chosen or self.day.problem():
            return None
        if field == STATUS:
            day = self.day.value() or PartialDate.from_date(today())
            return BulkChange(field, OperatingStatus(chosen), day, self.document.value() or "")
        is_answer = takes_yes_or_no(self._context.book, field)
        return BulkChange(field, ANSWERS[chosen] if is_answer else chosen)

    def _show_former(self, choices: Sequence[Choice]) -> None:
        self._former = choices
        if self.field.value() == FORMER:
            self.value.set_choices(choices)

    def _on_field(self) -> None:
        self.value.set_choices(self._choices(self.field.value()))
        for editor in (self.day, self.document):
            self._form.setRowVisible(editor, self.field.value() == STATUS)
        self._preview()

    def _preview(self) -> None:
        change, book, ids = self._change(), self._context.book, self._ids
        self._asked = change
        if change is None:
            self._show([])
            return
        self._context.ask(
            self,
            lambda _: preview_change(book, ids, change),
            lambda lines: self._show(lines) if change == self._asked else None,
        )

    def _show(self, lines: Sequence[BulkLine]) -> None:
        self._lines = lines
        self.table.show_ids(range(len(lines)))
        number = sum(not line.problem for line in lines)
        self.save_button.setEnabled(number > 0)
        self.save_button.setText(
            f"Sửa {count_text(number)} hồ sơ  Ctrl+S" if number else "Sửa  Ctrl+S"
        )
        kept = len(lines) - number
        self.words.setText(
            "Chọn mục cần sửa và giá trị mới; bảng dưới đây cho xem trước."
            if not lines
            else f"Sẽ sửa {count_text(number)} hồ sơ; giữ nguyên {count_text(kept)} hồ sơ."
        )

    def _on_save(self) -> None:
        change, book, ids = self._asked, self._context.book, self._ids
        if change is None or not self.save_button.isEnabled():
            return
        run_with_dialog(
            self._context,
            self,
            "Sửa hàng loạt",
            lambda job: make_change(book, ids, change, job),
            self._on_made,
        )

    def _on_made(self, made: tuple[BulkUndo, ChangeSet]) -> None:
        self.changed.emit(*made)
        self.accept()


def undo_bulk(
    context: Context, over: QWidget, undo: BulkUndo, then: Callable[[ChangeSet], object]
) -> None:
    """Take a bulk change back."""
    book = context.book
    run_with_dialog(context, over, "Hoàn tác", lambda job: undo_change(book, undo, job), then)
