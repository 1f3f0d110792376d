"""The score sheet of one organisation: raw criteria at the left, the rulesets at the right."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.errors import StaleRecordError
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.rating import RatingSheet, save_rating
from ktt_desktop.services.rating_output import render_sheet
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.forms.text_editors import DateEditor, TextEditor
from ktt_desktop.ui.screens.rating_compare import CompareDialog
from ktt_desktop.ui.screens.rating_raw import RawPanel
from ktt_desktop.ui.screens.rating_tab import RulesetTab
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 1240, 700  # logical pixels, where the screen has them
NO_SCALE = "Chưa có thang điểm nào để gợi ý. Điền ở Xếp loại, Sửa thang điểm."
RAW_SHARE = 29  # per cent of the width


class RatingDialog(QDialog):
    """Phiếu xếp loại; Ctrl+S saves, Esc leaves, Ctrl+1, 2, 3 go from part to part."""

    saved = Signal(object)  # the ChangeSet
    reload_wanted = Signal()  # the sheet was changed elsewhere and is to be opened anew

    def __init__(self, context: Context, sheet: RatingSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = sheet.organisation.name
        self.setWindowTitle(f"Phiếu xếp loại năm {sheet.year}: {name}")
        self._context, self._sheet, self._is_saving = context, sheet, False
        ratings = context.book.catalogue.ratings
        self.raw = RawPanel(ratings.items, sheet)
        self.tabs = [RulesetTab(ratings, each, sheet) for each in sheet.rulesets]
        self.pages = QTabWidget()
        self.decided_by, self.decided_on = TextEditor(), DateEditor()
        self.problem = QLabel()
        self._lay_out()
        self._connect()
        self._start = self.draft()
        self._refresh()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self.splitter.setSizes([self.width() * RAW_SHARE, self.width() * (100 - RAW_SHARE)])
        self.raw.focus()

    def draft(self) -> DossierDraft:
        """The record as it stands in the dialog."""
        values = self._sheet.draft.values
        kept = {key: values[key] for key in values if not self._is_shown(key)}
        day = self.decided_on.value()
        head = {"decided_by": self.decided_by.value() or "", "decided_on": day.iso() if day else ""}
        kept |= self.raw.values()
        for tab in self.tabs:
            kept |= tab.values()
        kept |= {key: value for key, value in head.items() if value}
        return replace(self._sheet.draft, values=kept)

    def sheet(self) -> RatingSheet:
        """The same with all that is known around it."""
        return replace(self._sheet, draft=self.draft())

    def _is_shown(self, key: str) -> bool:
        """Whether a value of the record is edited here; others are kept as they are."""
        head, _, rest = key.partition(".")
        if head == "raw":
            return rest in self.raw.editors
        owners = {each.ruleset.id for each in self.tabs}
        return head in owners or key in ("decided_by", "decided_on")

    def _lay_out(self) -> None:
        title = QLabel("Tiêu chí thô – nhập một lần cho mọi bộ tiêu chí")
        title.setProperty("subheading", True)
        title.setWordWrap(True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(title)
        column.addWidget(self.raw, 1)
        self.raw.add_below(self._decision())
        for tab in self.tabs:
            self.pages.addTab(tab, tab.ruleset.short)
        self.pages.setAccessibleName("Bộ tiêu chí")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.pages)
        self.problem.setProperty("problem", True)
        self.problem.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        whole.setSpacing(SPACE_8)
        whole.addWidget(self.splitter, 1)
        whole.addWidget(self.problem)
        whole.addLayout(self._buttons())
        self.problem.hide()

    def _decision(self) -> QWidget:
        """Who decided, and when: the last two boxes of the left side."""
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        self.decided_by.set_value(self._sheet.draft.text("decided_by") or None)
        day = self._sheet.draft.text("decided_on")
        self.decided_on.set_value(PartialDate.from_iso(day) if day else None)
        for words, editor in (
            ("Cơ quan, người xếp loại", self.decided_by),
            ("Ngày xếp loại", self.decided_on),
        ):
            label = QLabel(words)
            editor.input.setAccessibleName(words)
            label.setBuddy(editor.input)
            column.addWidget(label)
            column.addWidget(editor)
        return below

    def _buttons(self) -> QHBoxLayout:
        self.take_button = self._button("Lấy điểm gợi ý  Shift+F8", self._take_all)
        self.compare_button = self._button(f"So sánh  {shortcuts.COMPARE_RATINGS}", self._compare)
        self.print_button = self._button("In phiếu  Ctrl+P", self._print)
        self.leave_button = self._button("Hoãn  Esc", self.reject)
        self.save_button = self._button("Ghi  Ctrl+S", self._save)
        self.save_button.setProperty("primary", True)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for button in (self.take_button, self.compare_button, self.print_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.leave_button)
        row.addWidget(self.save_button)
        return row

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(words.split("  ")[0])
        button.clicked.connect(act)
        return button

    def _connect(self) -> None:
        self.raw.edited.connect(self._refresh)
        for tab in self.tabs:
            tab.edited.connect(self._refresh)
        for keys, act in (
            ("Ctrl+S", self._save),
            ("Ctrl+P", self._print),
            (shortcuts.COMPARE_RATINGS, self._compare),
            ("F8", self._take_one),
            ("Shift+F8", self._take_all),
            ("Ctrl+1", self.raw.focus),
        ):
            shortcuts.bind(self, keys, act)
        for place in range(len(self.tabs)):
            shortcuts.bind(self, f"Ctrl+{place + 2}", partial(self._go_to, place))

    def _go_to(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        self.tabs[place].focus()

    def _tab(self) -> RulesetTab:
        return self.tabs[self.pages.currentIndex()]

    def _refresh(self) -> None:
        """Everything that follows from what was typed."""
        sheet = self.sheet()
        suggested = False
        for tab in self.tabs:
            outcome = sheet.outcome(tab.ruleset)
            tab.show_outcome(outcome)
            suggested = suggested or bool(outcome.suggested)
        self.take_button.setEnabled(suggested)
        self.take_button.setToolTip("" if suggested else NO_SCALE)

    # --- acts

    def _take_one(self) -> None:
        if (table := self._tab().table) is not None:
            table.take_suggestion(everywhere=False)

    def _take_all(self) -> None:
        for tab in self.tabs:
            if tab.table is not None:
                tab.table.take_suggestion(everywhere=True)

    def _compare(self) -> None:
        CompareDialog(self._context, self.sheet(), self).open()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo

        from ktt_desktop.ui.print_dialog import PrintDialog

        book, profile, sheet = self._context.book, self._context.profile, self.sheet()
        ruleset = self._tab().ruleset
        PrintDialog(
            self._context,
            lambda _: render_sheet(book, profile, sheet, ruleset),
            QPrinterInfo.availablePrinterNames(),
            self,
        ).open()

    def reject(self) -> None:
        if self._is_saving:
            return
        is_changed = bool(self._problems()) or self.draft() != self._start
        if not is_changed or messages.may_discard(self):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next box, as in every form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _problems(self) -> list[str]:
        found = [*self.raw.problems().values()]
        for tab in self.tabs:
            found += tab.problems().values()
        return [*found, *filter(None, (self.decided_on.problem(),))]

    def _save(self) -> None:
        if self._is_saving:
            return
        problems = self._problems()
        self.problem.setVisible(bool(problems))
        if problems:
            self.problem.setText(f"Chưa ghi được: {problems[0]}")
            if wrong := self.raw.problems():
                self.raw.focus(next(iter(wrong)))
            return
        self._set_saving(True)
        book, draft = self._context.book, self.draft()
        self._context.save(
            self, lambda _: save_rating(book, draft)[1], self._on_saved, self._on_failed
        )

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        for button in (self.leave_button, self.save_button):
            button.setEnabled(not is_saving)

    def _on_saved(self, change: ChangeSet) -> None:
        self._set_saving(False)
        self.saved.emit(change)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._set_saving(False)
        if not isinstance(error, StaleRecordError):
            show_error(self, error)
        elif messages.ask(
            self, "Phiếu đã thay đổi", str(error), "Nạp lại, bỏ phần vừa gõ", "Để xem lại"
        ):
            self.reload_wanted.emit()
            super().reject()
