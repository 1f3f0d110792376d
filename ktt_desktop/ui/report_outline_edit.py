"""Sửa dàn ý riêng: sections in order, moved, switched, added, removed; nothing kept before Ghi."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.outline import DEPTH
from ktt_desktop.catalogue.outline_changes import (
    sections_of,
    with_new_section,
    with_section,
    with_section_moved,
    with_switch,
    without_section,
)
from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.services.outline_editing import contents_words, numbers
from ktt_desktop.services.outlines import OwnOutline
from ktt_desktop.services.own_outlines import (
    lost_words,
    new_part_id,
    problem_of,
    save_own_outline,
)
from ktt_desktop.services.report_sections import ReportSource
from ktt_desktop.ui import messages, shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, dress_rows, fit, key_button
from ktt_desktop.ui.report_outline_head import HeadDialog
from ktt_desktop.ui.report_outline_section import SectionDialog

HEADERS = ("Đề mục", "Nội dung", "In")
HEADING, CONTENTS, PRINTED = range(len(HEADERS))
INDENT = "    "
CONTENTS_WIDTH, PRINTED_WIDTH = 230, 90
SIZE = (1040, 620)  # on a small screen less


class OutlineEditor(QDialog):
    """Hộp thoại sửa một dàn ý riêng; `source` gives the figures sentences are shown with."""

    def __init__(
        self, context: Context, own: OwnOutline, source: ReportSource, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Sửa dàn ý – {own.label}")
        self._context, self._own, self._source = context, own, source
        self._steps: list[Entry] = [own.entry]
        self.rows, self.problem = QTableWidget(0, len(HEADERS)), QLabel()
        self.head_button = key_button("&Đầu đề, câu mở, câu kết…", self._edit_head)
        self.add_button = key_button("Thêm mục  F5", self._add)
        self.edit_button = key_button("Sửa mục…  F3", self._edit)
        self.up_button = key_button("Lên  Alt+Shift+↑", lambda: self._move(down=False))
        self.down_button = key_button("Xuống  Alt+Shift+↓", lambda: self._move(down=True))
        self.switch_button = key_button("Không in  Dấu cách", self._switch)
        self.remove_button = key_button("Xóa mục  F6", self._remove)
        self.undo_button = key_button("Hoàn tác  Ctrl+Z", self._undo)
        self.leave_button = key_button("Hoãn  Esc", self.reject)
        self.save_button = key_button("Ghi  Ctrl+S", self._save)
        self._lay_out()
        self._connect()
        self._show(0)

    @property
    def entry(self) -> Entry:
        """What the dialog shows now."""
        return self._steps[-1]

    def _lay_out(self) -> None:
        header = dress_rows(self.rows, "Các mục của dàn ý", HEADERS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(HEADING, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(CONTENTS, CONTENTS_WIDTH)
        header.resizeSection(PRINTED, PRINTED_WIDTH)
        self.problem.setProperty("problem", True)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.save_button.setProperty("primary", True)
        acts = QGridLayout()
        acts.setSpacing(theme.SPACE_8)
        buttons = (
            (self.add_button, self.edit_button, self.remove_button, self.head_button),
            (self.up_button, self.down_button, self.switch_button, self.undo_button),
        )
        for row, line in enumerate(buttons):
            for column, button in enumerate(line):
                acts.addWidget(button, row, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_12)
        layout.setSpacing(theme.SPACE_8)
        layout.addLayout(acts)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.problem)
        layout.addLayout(button_line((), (self.leave_button, self.save_button)))
        fit(self, SIZE)

    def _connect(self) -> None:
        self.rows.currentCellChanged.connect(lambda *_: self._tell())
        self.rows.cellDoubleClicked.connect(lambda *_: self._edit())
        for keys, act in (
            ("F5", self._add),
            ("F3", self._edit),
            ("F6", self._remove),
            ("Alt+Shift+Up", lambda: self._move(down=False)),
            ("Alt+Shift+Down", lambda: self._move(down=True)),
            ("Ctrl+Z", self._undo),
            ("Ctrl+S", self._save),
        ):
            shortcuts.bind(self, keys, act)
        space = shortcuts.bind(self.rows, "Space", self._switch)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- what is shown

    def _show(self, place: int) -> None:
        """Fill the list of sections and stand on one."""
        sections = sections_of(self.entry)
        given = numbers(self._context.book, replace(self._own, entry=self.entry))
        self.rows.setRowCount(len(sections))
        for row, (section, number) in enumerate(zip(sections, given, strict=True)):
            self._show_row(row, section, number)
        if sections:
            self.rows.setCurrentCell(min(place, len(sections) - 1), HEADING)
        self.rows.setFocus()
        self._tell()

    def _show_row(self, row: int, section: Entry, number: str) -> None:
        depth = DEPTH.index(HeadingLevel(section["level"]))
        heading = f"{number} {section['heading']}".strip()
        title = f": {section['title']}" if section.get("title") else ""
        off = section.get("off", False)
        texts = (
            f"{INDENT * depth}{heading}{title}",
            contents_words(self._context.book.catalogue, section),
            "Không" if off else "Có, bỏ được" if section.get("optional") else "Có",
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text.strip())
            if off:
                item.setForeground(QBrush(QColor(theme.HINT)))
            self.rows.setItem(row, column, item)

    def _place(self) -> int:
        return self.rows.currentRow()

    def _tell(self) -> None:
        sections, place = sections_of(self.entry), self._place()
        known = 0 <= place < len(sections)
        for button in (
            self.edit_button,
            self.up_button,
            self.down_button,
            self.switch_button,
            self.remove_button,
        ):
            button.setEnabled(known)
        off = known and sections[place].get("off", False)
        self.switch_button.setText("In  Dấu cách" if off else "Không in  Dấu cách")
        self.switch_button.setAccessibleName("In" if off else "Không in")
        self.undo_button.setEnabled(len(self._steps) > 1)
        self.save_button.setEnabled(self.entry != self._own.entry)

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # --- acts

    def _take(self, entry: Entry, place: int) -> None:
        """Make an entry the one that is shown, unless something in it is wrong."""
        if problem := problem_of(self._context.book, replace(self._own, entry=entry)):
            self._refuse(problem)
            return
        if entry != self.entry:
            self._steps.append(entry)
        self._refuse("")
        self._show(place)

    def _add(self) -> None:
        self._take(*with_new_section(self.entry, max(self._place(), 0), new_part_id()))
        self._edit()

    def _edit(self) -> None:
        place = self._place()
        if place < 0:
            return
        dialog = SectionDialog(self._source, sections_of(self.entry)[place], self)
        dialog.accepted.connect(
            lambda: self._take(with_section(self.entry, place, dialog.section), place)
        )
        dialog.open()

    def _edit_head(self) -> None:
        dialog = HeadDialog(self._source, self.entry, self)
        dialog.accepted.connect(lambda: self._take(dialog.entry, self._place()))
        dialog.open()

    def _move(self, *, down: bool) -> None:
        if self._place() >= 0:
            self._take(*with_section_moved(self.entry, self._place(), down=down))

    def _switch(self) -> None:
        if self._place() >= 0:
            self._take(with_switch(self.entry, self._place()), self._place())

    def _remove(self) -> None:
        if self._place() >= 0:
            self._take(without_section(self.entry, self._place()), self._place())

    def _undo(self) -> None:
        if len(self._steps) > 1:
            self._steps.pop()
            self._refuse("")
            self._show(self._place())

    def _save(self) -> None:
        if self.entry == self._own.entry:
            return
        book, own = self._context.book, replace(self._own, entry=self.entry)
        self._context.ask(self, lambda _: lost_words(book, own), lambda lost: self._keep(own, lost))

    def _keep(self, own: OwnOutline, lost: dict[str, tuple[str, ...]]) -> None:
        words = "; ".join(f"“{heading}” ({', '.join(where)})" for heading, where in lost.items())
        question = (
            f"Mục đã xóa còn lời văn của cán bộ: {words}. Chương trình giữ một bản lời văn, "
            "sau đó bỏ lời văn của các mục này."
        )
        if words and not messages.ask(self, "Ghi dàn ý", question, "Ghi", "Chưa ghi"):
            return
        book = self._context.book
        self._context.save(self, lambda _: save_own_outline(book, own), lambda _: self.accept())

    def reject(self) -> None:
        """Leave; what was changed only after a question."""
        if self.entry == self._own.entry or messages.may_discard(self):
            super().reject()
