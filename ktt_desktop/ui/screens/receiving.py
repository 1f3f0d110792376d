"""The tab Nhận tệp: what just came, what is held, and what is to be done with each file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.receiving import unit_of_key
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.receiving_acts import ACCEPT, DECIDE, GIVE_BACK, RECEIPT, RECEIPTS, Acts
from ktt_desktop.ui.screens.receiving_came import CamePage
from ktt_desktop.ui.screens.receiving_decide import Decisions
from ktt_desktop.ui.screens.receiving_detail import DetailDialog
from ktt_desktop.ui.screens.receiving_held import HeldPage
from ktt_desktop.ui.screens.receiving_lines import Line, condition, remarks
from ktt_desktop.ui.screens.receiving_receipts import answered, make_receipts
from ktt_desktop.ui.screens.receiving_sources import (
    DropTarget,
    choose_files,
    choose_folder,
    choose_stick,
    sticks,
)

FILES, FOLDER, STICK, OTHER_LIST = "Ctrl+O", "Ctrl+Shift+O", "Ctrl+U", "Ctrl+H"
CAME_KEYS = "F9 Tiếp nhận · Dấu cách Đánh dấu · Ctrl+A Đánh dấu mọi tệp nhận được · Enter Chi tiết"
HELD_KEYS = "Enter Chi tiết · Ctrl+F Tìm · F11 Biên nhận · Ctrl+H Tệp vừa đưa vào"


class ReceivingTab(DropTarget):
    """Nhận tệp của các đơn vị dưới; files may be dropped anywhere on it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(self.receive, parent)
        self._context = context
        self.came, self.held, self.acts = CamePage(context), HeldPage(context), Acts()
        self.told, self._stack = QLabel(), QStackedWidget()
        self._decisions = Decisions(context, self, self.came.take_in)
        self._chips: list[QPushButton] = []
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show the list that was shown last, with what is held now."""
        self.held.load()
        self._page.table.setFocus()
        self._tell()

    def receive(self, paths: Sequence[Path]) -> None:
        """Look into these files and folders, and show what they are."""
        if paths:
            self._show_page(self.came)
            self.came.look_at(paths)

    def show_unit(self, key: str) -> None:
        """Show what is held of a unit, and of those whose files land on it."""
        self._show_page(self.held)
        self.held.search.setText(unit_of_key(key)[0])

    # --- building

    def _lay_out(self) -> None:
        sources, chips = QHBoxLayout(), QButtonGroup(self)
        for words, keys, act in (
            ("Chọn tệp…", FILES, lambda: self.receive(choose_files(self))),
            ("Chọn thư mục…", FOLDER, lambda: self.receive(choose_folder(self))),
            ("Đọc USB", STICK, self._read_stick),
        ):
            button = QPushButton(f"{words}  {keys}")
            button.setAccessibleName(words)
            button.clicked.connect(lambda _, act=act: act())
            shortcuts.bind(self, keys, act)
            sources.addWidget(button)
        sources.addStretch()
        for page in (self.came, self.held):
            chip = QPushButton()
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setToolTip(f"Đổi danh sách  {OTHER_LIST}")
            chip.clicked.connect(lambda _, page=page: self._show_page(page))
            chips.addButton(chip)
            self._chips.append(chip)
            sources.addWidget(chip)
            self._stack.addWidget(page)
        self._chips[0].setChecked(True)
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "neutral")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(sources)
        column.addWidget(self._stack, 1)
        column.addWidget(self.told)
        column.addWidget(self.acts)

    def _connect(self) -> None:
        acts = self.acts
        for button, keys, act in (
            (acts.decide, DECIDE, self._decide),
            (acts.give_back, GIVE_BACK, self._give_back),
            (acts.receipt, RECEIPT, self._make_receipt),
            (acts.receipts, RECEIPTS, self._make_receipts),
            (acts.accept, ACCEPT, self._accept),
        ):
            button.clicked.connect(lambda _, act=act: act())
            shortcuts.bind(self, keys, act)
        acts.detail.clicked.connect(self._show_detail)
        shortcuts.bind(self, OTHER_LIST, self._show_other)
        shortcuts.bind(self, "Ctrl+F", self._search)
        for page in (self.came, self.held):
            page.changed.connect(self._tell)
            page.table.opened.connect(self._show_detail)
        self.held.loaded.connect(self.came.follow)

    # --- what is shown

    @property
    def _page(self) -> CamePage | HeldPage:
        return self.came if self._stack.currentWidget() is self.came else self.held

    @property
    def _line(self) -> Line | None:
        return self._page.table.line

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._chips[self._stack.currentIndex()].setChecked(True)
        self._page.table.setFocus()
        self._tell()

    def _show_other(self) -> None:
        self._show_page(self.held if self._page is self.came else self.came)

    def _search(self) -> None:
        self._show_page(self.held)
        self.held.search.setFocus()

    def _tell(self) -> None:
        """The acts of the line, and in full what its columns cut."""
        line, is_came = self._line, self._page is self.came
        self.acts.show_line(line, marked=len(self.came.marked), is_came=is_came)
        words = "\n".join(remarks(line)) if line else ""
        tone = condition(line)[1] if line else "neutral"
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.told.setProperty("tone", tone)
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self._chips[0].setText(f"Vừa đưa vào ({len(self.came.lines)})")
        self._chips[1].setText(f"Đang giữ ({self.held.count})")
        if self.isVisible():
            counted = len(self.came.lines) if is_came else len(self.held.lines)
            self._context.notice(f"{counted} tệp", CAME_KEYS if is_came else HELD_KEYS)

    # --- acts

    def _read_stick(self) -> None:
        self._context.ask(
            self, lambda _: sticks(), lambda found: self.receive(choose_stick(self, found))
        )

    def _show_detail(self) -> None:
        if self._line is not None:
            DetailDialog(self._context, self._line, self).open()

    def _decide(self) -> None:
        if self._line is not None:
            self._decisions.decide(self._line)

    def _give_back(self) -> None:
        if self._line is not None:
            self._decisions.give_back(self._line)

    def _accept(self) -> None:
        if self._page is self.came:
            self.came.accept()

    def _make_receipt(self) -> None:
        if self.acts.receipt.isEnabled() and self._line is not None and self._line.kept:
            make_receipts(self._context, self, [self._line.kept])

    def _make_receipts(self) -> None:
        make_receipts(self._context, self, answered(self._page.lines))
