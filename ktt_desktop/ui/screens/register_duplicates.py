"""Hồ sơ trùng: pairs that may be one, side by side, and making one record of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.duplicates import DuplicatePair, Likeness
from ktt_desktop.domain.merging import FIRST_COUNTS, Comparison, Side
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.compared_words import ComparedRow, compared_rows
from ktt_desktop.services.duplicates import find_duplicates, tell_apart
from ktt_desktop.services.merging import MergeUndo, compare, merge, undo_merge
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.screens.undo_strip import UndoStrip
from ktt_desktop.ui.theme import HINT, SPACE_8, SPACE_20, WARNING_TINT

REASONS = {
    Likeness.CERTIFICATE: "cùng số giấy chứng nhận cũ",
    Likeness.NAME: "tên gần giống nhau",
    Likeness.REPRESENTATIVE: "cùng người đại diện",
    Likeness.PHONE: "cùng số điện thoại",
}
SAME = "Như nhau"
KEPT = {Side.LEFT: "◀ Bên trái", Side.RIGHT: "Bên phải ▶", Side.BOTH: "Cả hai"}
FIRST = {Side.LEFT: "Cả hai, trái trước", Side.RIGHT: "Cả hai, phải trước"}
COLUMNS = ("Mục", "Bên trái", "Bên phải", "Giữ lại")
PAIR = Qt.ItemDataRole.UserRole  # the number of the pair of a line, None of a heading
LIST_SHARE, LABEL_SHARE, KEPT_WIDTH = 23, 17, 132  # per cent of the width; logical pixels
WIDTH, HEIGHT = 1240, 640  # logical pixels, where the screen has them
LOOKING = "Đang so sánh các hồ sơ trong danh mục…"
WORDS = "←, → hoặc Dấu cách: chọn giá trị giữ lại ở dòng đang đứng. Dòng tô vàng là chỗ khác nhau."
NONE_LEFT = "Không có hồ sơ nào có thể trùng nhau."


class DuplicatesDialog(QDialog):
    """Hộp thoại tìm hồ sơ trùng; the last merge can be taken back here and on the screen."""

    undo_left = Signal(str, object)  # words and act of the merge that can still be taken back

    def __init__(self, context: Context, communes: Communes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hồ sơ có thể trùng nhau")
        self._context, self._communes, self._screen = context, communes, parent
        self._pairs: Sequence[DuplicatePair] = ()
        self._comparison: Comparison | None = None
        self._rows: Sequence[ComparedRow] = ()
        self.answers: dict[str, Side] = {}
        self._merged: tuple[str, MergeUndo] | None = None  # its words, and how to take it back
        self.undo = UndoStrip(self)
        self.list, self.table = QListWidget(), RowsView(COLUMNS, "", stretch=2)
        self.about, self.words = QLabel(), QLabel(LOOKING)
        self._lay_out()
        self._connect()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self._share_width()
        self._load()

    def _lay_out(self) -> None:
        self.list.setAccessibleName("Các cặp hồ sơ")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setAccessibleName("So sánh hai hồ sơ")
        for label in (self.about, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("hint", True)
        self.merge_left = self._button("Gộp vào hồ sơ bên trái  Ctrl+←")
        self.merge_right = self._button("Gộp vào hồ sơ bên phải  Ctrl+→")
        self.apart_button = self._button(f"Không phải một  {shortcuts.TELL_APART}")
        self.leave_button = self._button("Đóng  Esc")
        right = QVBoxLayout()
        right.setSpacing(SPACE_8)
        right.addWidget(self.table, 1)
        right.addWidget(self.about)
        right.addWidget(self.words)
        body = QHBoxLayout()
        body.setSpacing(SPACE_8)
        body.addWidget(self.list)
        body.addLayout(right, 1)
        ends = QHBoxLayout()
        ends.addWidget(self.apart_button)
        ends.addStretch()
        for button in (self.merge_left, self.merge_right, self.leave_button):
            ends.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[SPACE_20] * 4)
        whole.setSpacing(SPACE_8)
        whole.addWidget(self.undo)
        whole.addLayout(body, 1)
        whole.addLayout(ends)

    def _share_width(self) -> None:
        """The two records get all that the pairs, the labels and the choices leave."""
        self.list.setFixedWidth(self.width() * LIST_SHARE // 100)
        header = self.table.header()
        header.setStretchLastSection(False)
        for column, width in ((0, self.width() * LABEL_SHARE // 100), (3, KEPT_WIDTH)):
            header.setSectionResizeMode(column, header.ResizeMode.Fixed)
            header.resizeSection(column, width)
        for column in (1, 2):
            header.setSectionResizeMode(column, header.ResizeMode.Stretch)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(words.split("  ")[0])
        return button

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._compare())
        self.list.itemActivated.connect(lambda _: self.table.setFocus())
        self.table.currentItemChanged.connect(lambda *_: self._tell_row())
        self.leave_button.clicked.connect(self.reject)
        for button, keys, act in (
            (self.merge_left, "Ctrl+Left", lambda: self._merge(Side.LEFT)),
            (self.merge_right, "Ctrl+Right", lambda: self._merge(Side.RIGHT)),
            (self.apart_button, shortcuts.TELL_APART, self._tell_apart),
        ):
            button.clicked.connect(act)
            shortcuts.bind(self, keys, act)

    # --- the pairs

    def _load(self) -> None:
        book = self._context.book
        self._context.ask(self, lambda _: find_duplicates(book), self._show_pairs)

    def _show_pairs(self, pairs: Sequence[DuplicatePair]) -> None:
        place = max(self.list.currentRow(), 0)
        self._pairs = pairs
        self.list.blockSignals(True)
        self.list.clear()
        for number, pair in enumerate(pairs):
            if not number or pairs[number - 1].reasons[0] is not pair.reasons[0]:
                self.list.addItem(_heading(pair.reasons[0]))
            item = QListWidgetItem(_pair_words(pair))
            item.setData(PAIR, number)
            self.list.addItem(item)
        self._go_near(place)
        self.list.blockSignals(False)
        self.list.setFocus()
        self.setWindowTitle(f"Hồ sơ có thể trùng nhau: {count_text(len(pairs))} cặp")
        self.words.setText(WORDS if pairs else NONE_LEFT)
        self._compare()

    def _pair(self) -> DuplicatePair | None:
        item = self.list.currentItem()
        number = item.data(PAIR) if item else None
        return None if number is None else self._pairs[number]

    def _go_near(self, place: int) -> None:
        """To the pair at a place of the list, else to the next one, else to the last."""
        places = [n for n in range(self.list.count()) if self.list.item(n).data(PAIR) is not None]
        later = [n for n in places if n >= place] or places[-1:]
        self.list.setCurrentRow(later[0] if later else -1)

    def _compare(self) -> None:
        """Read the two records of the chosen pair anew."""
        self._comparison, self._rows, self.answers = None, (), {}
        self.table.show_rows(())
        self._enable()
        pair, book, name = self._pair(), self._context.book, self._communes.name
        if pair is None:
            return

        def read(_: object) -> tuple[Comparison, Sequence[ComparedRow]]:
            comparison = compare(book, pair.left.uid, pair.right.uid)
            return comparison, compared_rows(book, comparison, name)

        self._context.ask(
            self, read, lambda found: self._show(*found) if pair is self._pair() else None
        )

    # --- one pair

    def _show(self, comparison: Comparison, rows: Sequence[ComparedRow]) -> None:
        self._comparison, self._rows = comparison, rows
        self.answers = {row.question.key: row.question.suggested for row in rows}
        for column, draft in ((1, comparison.left), (2, comparison.right)):
            self.table.headerItem().setText(column, f"{COLUMNS[column]} ({draft.kind.value})")
        self.table.show_rows([self._texts(row) for row in rows])
        for place in range(len(rows)):
            self._mark(place)
        self.table.go_to(next((n for n, row in enumerate(rows) if row.question.differs), 0))
        self._enable()

    def _texts(self, row: ComparedRow) -> tuple[str, ...]:
        return row.label, row.left, row.right, self._kept(row)

    def _kept(self, row: ComparedRow) -> str:
        side, question = self.answers[row.question.key], row.question
        if not question.differs:
            return SAME
        return FIRST[side] if question.key in FIRST_COUNTS and side in FIRST else KEPT[side]

    def _mark(self, place: int) -> None:
        """Amber where the records differ; what will not stay is grey, what stays is bold."""
        item, row = self.table.topLevelItem(place), self._rows[place]
        assert item is not None
        side, differs = self.answers[row.question.key], row.question.differs
        item.setText(3, self._kept(row))
        for column, mine in ((1, Side.LEFT), (2, Side.RIGHT)):
            is_kept = not differs or row.question.key in FIRST_COUNTS
            stays = is_kept or side in (mine, Side.BOTH)
            font = item.font(column)
            font.setBold(differs and stays)
            item.setFont(column, font)
            item.setForeground(column, QBrush() if stays else QBrush(QColor(HINT)))
        for column in range(len(COLUMNS)):
            item.setBackground(column, QBrush(QColor(WARNING_TINT)) if differs else QBrush())

    def _tell_row(self) -> None:
        """The whole of both values under the table, where the columns are too narrow."""
        place = self.table.place
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        self.about.setText(
            f"{row.label}\nBên trái: {row.left}\nBên phải: {row.right}" if row else ""
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → choose a side of the row, the space bar goes on to the next choice."""
        sides = {Qt.Key.Key_Left: Side.LEFT, Qt.Key.Key_Right: Side.RIGHT, Qt.Key.Key_Space: None}
        place = self.table.place
        key = Qt.Key(event.key())
        if key in sides and self.table.hasFocus() and 0 <= place < len(self._rows):
            self._choose(place, sides[key])
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int, side: Side | None) -> None:
        question = self._rows[place].question
        now = question.options.index(self.answers[question.key])
        side = side or question.options[(now + 1) % len(question.options)]
        if side in question.options:
            self.answers[question.key] = side
            self._mark(place)

    def _enable(self, is_enabled: bool = True) -> None:
        is_ready = is_enabled and self._comparison is not None
        for button in (self.merge_left, self.merge_right, self.apart_button):
            button.setEnabled(is_ready)

    # --- the acts

    def _merge(self, survivor: Side) -> None:
        comparison, answers = self._comparison, dict(self.answers)
        if comparison is None or not self.merge_left.isEnabled():
            return
        self._enable(False)
        book, made = self._context.book, []

        def work(_: object) -> ChangeSet:
            undo, change = merge(book, comparison, survivor, answers)
            made.append(undo)
            return change

        drafts = comparison.left, comparison.right
        stays, goes = drafts if survivor is Side.LEFT else drafts[::-1]
        words = f"Đã gộp “{goes.name}” vào “{stays.name}”; hồ sơ kia ở trong thùng rác."
        self._context.save(self, work, lambda _: self._on_merged(words, made[0]), self._on_failed)

    def _on_merged(self, words: str, undo: MergeUndo) -> None:
        self._merged = words, undo
        self.undo.offer(words, self._take_back)
        self._load()

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)
        self._load()

    def _take_back(self) -> None:
        """Undo it here; the pair is proposed again."""
        if self._merged is not None:
            book, (_, undo) = self._context.book, self._merged
            self._merged = None
            self._context.save(
                self, lambda _: undo_merge(book, undo), lambda _: self._load(), self._on_failed
            )

    def done(self, result: int) -> None:
        """Leave the last merge to be taken back on the screen."""
        if self._merged is not None:
            words, undo = self._merged
            context, screen = self._context, self._screen
            self.undo_left.emit(
                words, lambda: context.save(screen, lambda _: undo_merge(context.book, undo))
            )
        super().done(result)

    def _tell_apart(self) -> None:
        pair, book = self._pair(), self._context.book
        if pair is not None and self.apart_button.isEnabled():
            self._enable(False)
            self._context.save(
                self, lambda _: tell_apart(book, pair), lambda _: self._load(), self._on_failed
            )


def _heading(reason: Likeness) -> QListWidgetItem:
    """A line over the pairs of one reason, which the cursor passes over."""
    words = REASONS[reason]
    item = QListWidgetItem(words[0].upper() + words[1:])
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    return item


def _pair_words(pair: DuplicatePair) -> str:
    more = ", ".join(REASONS[each] for each in pair.reasons[1:])
    return f"● {pair.left.name}\n● {pair.right.name}" + (f"\nvà {more}" if more else "")
