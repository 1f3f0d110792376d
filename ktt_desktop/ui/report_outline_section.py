"""Một mục của dàn ý riêng: its heading, its level, the sentences and places it is made of."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.services.outline_editing import (
    COLUMNS,
    FREE,
    SENTENCE,
    SHAPES,
    figure_choices,
    figure_slot,
    part_words,
    preview,
)
from ktt_desktop.services.own_outlines import new_part_id
from ktt_desktop.services.report_sections import ReportSource
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button

LEVELS = {
    HeadingLevel.PART: "Phần thứ …",
    HeadingLevel.ROMAN: "I, II, III",
    HeadingLevel.NUMBER: "1, 2, 3",
    HeadingLevel.LETTER: "a, b, c",
}
SIZE = (900, 600)  # on a small screen less
LINES = 3  # of the box of a sentence
HOW = "Mã chỉ tiêu trong { } được viết thành số; đoạn trong [[ ]] bỏ đi khi thiếu số."
FIXED = "Phần này chương trình tự viết; đổi chỗ hoặc xóa được, lời thì sửa trong báo cáo."


class SectionDialog(QDialog):
    """Hộp thoại sửa một mục; `section` holds the result once it was accepted."""

    def __init__(self, source: ReportSource, section: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Sửa mục")
        self._source, self.section = source, section
        self._parts: list[dict[str, Any]] = [dict(each) for each in section.get("block", ())]
        self.heading, self.title = QLineEdit(section["heading"]), QLineEdit(section.get("title"))
        self.level, self.optional = QComboBox(), QCheckBox("Bỏ được trong Thiết lập báo cáo")
        self.parts, self.words = QListWidget(), QPlainTextEdit()
        self.shown, self.problem = QLabel(), QLabel()
        self.figure, self.column, self.shape = QComboBox(), QComboBox(), QComboBox()
        self.insert_button = key_button("&Chèn số", self._insert)
        self._fill()
        self._lay_out()
        self._connect()
        self._show_parts(0)
        self._on_level()
        self.heading.setFocus()

    def _fill(self) -> None:
        for level, words in LEVELS.items():
            self.level.addItem(words, level.value)
        self.level.setCurrentIndex(self.level.findData(self.section["level"]))
        self.optional.setChecked(self.section.get("optional", False))
        for code, words in figure_choices(self._source.figures.catalogue):
            self.figure.addItem(words, code)
        for box, choices in ((self.column, COLUMNS), (self.shape, SHAPES)):
            for key, words in choices.items():
                box.addItem(words, key)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(theme.SPACE_8)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_20)
        top.addWidget(self.level)
        top.addWidget(self.optional)
        top.addStretch()
        form.addRow("Đề mục", self.heading)
        form.addRow("Tên của phần", self.title)
        form.addRow("Cách đánh số", top)
        self._form = form
        self._name_all()
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * (LINES + 1))
        hint = QLabel(HOW)
        hint.setProperty("hint", True)
        self.problem.setProperty("problem", True)
        for label in (hint, self.shown, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        foot = QHBoxLayout()
        take = key_button("Đồng ý  Ctrl+S", self._on_take)
        take.setProperty("primary", True)
        foot.addWidget(hint, 1)
        foot.addWidget(key_button("Hoãn  Esc", self.reject))
        foot.addWidget(take)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_12)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(form)
        column.addLayout(self._acts())
        column.addWidget(self.parts, 1)
        column.addWidget(self.words)
        column.addWidget(self.shown)
        column.addLayout(self._chooser())
        column.addWidget(self.problem)
        column.addLayout(foot)
        fit(self, SIZE)

    def _acts(self) -> QHBoxLayout:
        return button_line(
            (
                key_button("Thêm câu  F5", self._add_sentence),
                key_button("Thêm chỗ &lời văn", self._add_free),
                key_button("Xóa  F6", self._remove),
                key_button("Lên  Alt+Shift+↑", lambda: self._move(-1)),
                key_button("Xuống  Alt+Shift+↓", lambda: self._move(1)),
            )
        )

    def _chooser(self) -> QHBoxLayout:
        chooser = QHBoxLayout()
        chooser.setSpacing(theme.SPACE_8)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box, share in ((self.figure, 2), (self.column, 1), (self.shape, 1)):
            box.setSizeAdjustPolicy(policy)
            chooser.addWidget(box, share)
        chooser.addWidget(self.insert_button)
        return chooser

    def _name_all(self) -> None:
        for widget, name in (
            (self.heading, "Đề mục"),
            (self.title, "Tên của phần"),
            (self.level, "Cách đánh số"),
            (self.optional, self.optional.text()),
            (self.parts, "Nội dung của mục"),
            (self.words, "Lời của câu đang đứng"),
            (self.figure, "Chỉ tiêu"),
            (self.column, "Cột số liệu"),
            (self.shape, "Cách ghi số"),
        ):
            widget.setAccessibleName(name)

    def _connect(self) -> None:
        self.parts.currentRowChanged.connect(lambda _: self._on_part())
        self.words.textChanged.connect(self._on_typed)
        self.level.currentIndexChanged.connect(lambda _: self._on_level())
        for keys, act in (
            ("F5", self._add_sentence),
            ("F6", self._remove),
            ("Alt+Shift+Up", lambda: self._move(-1)),
            ("Alt+Shift+Down", lambda: self._move(1)),
            ("Ctrl+S", self._on_take),
        ):
            shortcuts.bind(self, keys, act)

    # --- what is shown

    def _on_level(self) -> None:
        """Only a part has a second line."""
        self._form.setRowVisible(self.title, self.level.currentData() == HeadingLevel.PART)

    def _show_parts(self, place: int) -> None:
        self.parts.blockSignals(True)
        self.parts.clear()
        self.parts.addItems([self._line(each) for each in self._parts])
        self.parts.setCurrentRow(min(place, len(self._parts) - 1))
        self.parts.blockSignals(False)
        self._on_part()

    def _line(self, part: dict[str, Any]) -> str:
        return part_words(self._source.figures.catalogue, part)

    def _part(self) -> dict[str, Any] | None:
        place = self.parts.currentRow()
        return self._parts[place] if 0 <= place < len(self._parts) else None

    def _on_part(self) -> None:
        part = self._part() or {}
        key = SENTENCE if SENTENCE in part else FREE
        self.words.blockSignals(True)
        self.words.setPlainText(part.get(key, ""))
        self.words.blockSignals(False)
        self.words.setEnabled(key in part)
        self.insert_button.setEnabled(SENTENCE in part)
        self._tell()

    def _tell(self) -> None:
        """How the sentence prints, or what is wrong with it."""
        part = self._part()
        if part is None:
            said = ""
        elif SENTENCE in part:
            found = preview(self._source, part[SENTENCE])
            said = found.problem or f"Khi in: {found.text}"
        else:
            said = "Gợi ý cho người viết; không in." if FREE in part else FIXED
        self.shown.setText(said)

    # --- acts

    def _on_typed(self) -> None:
        part, place = self._part(), self.parts.currentRow()
        if part is not None:
            part[SENTENCE if SENTENCE in part else FREE] = " ".join(
                self.words.toPlainText().splitlines()
            )
            self.parts.item(place).setText(self._line(part))
            self._tell()

    def _add(self, part: dict[str, Any]) -> None:
        place = self.parts.currentRow() + 1
        self._parts.insert(place, part)
        self._show_parts(place)
        self.words.setFocus()
        self.words.selectAll()

    def _add_sentence(self) -> None:
        self._add({"id": new_part_id(), SENTENCE: "- "})
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def _add_free(self) -> None:
        self._add({FREE: "Lời văn"})

    def _remove(self) -> None:
        place = self.parts.currentRow()
        if place >= 0:
            del self._parts[place]
            self._show_parts(place)

    def _move(self, by: int) -> None:
        place = self.parts.currentRow()
        if place >= 0 and 0 <= place + by < len(self._parts):
            self._parts.insert(place + by, self._parts.pop(place))
            self._show_parts(place + by)

    def _insert(self) -> None:
        """Put the chosen figure where the cursor stands."""
        code, column = self.figure.currentData(), self.column.currentData()
        self.words.insertPlainText(figure_slot(code, column, self.shape.currentData()))
        self.words.setFocus()

    def _on_take(self) -> None:
        said = [self.heading.text(), self.title.text()]
        said += [each[SENTENCE] for each in self._parts if SENTENCE in each]
        problems = (preview(self._source, text).problem for text in said)
        problem = next(filter(None, problems), "")
        if not self.heading.text().strip():
            problem = "Mục chưa có đề mục. Ghi đề mục."
        if problem:
            self.problem.setText(problem)
            self.problem.show()
            return
        self.section = {
            **self.section,
            "heading": self.heading.text().strip(),
            "title": self.title.text().strip(),
            "level": self.level.currentData(),
            "optional": self.optional.isChecked(),
            "block": self._parts,
        }
        self.accept()
