"""Step 2 of Nhập từ Excel: the lists of the file, and what each of their columns is taken for."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ktt_desktop.domain.importing.choices import ListAt, ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.services.book import today
from ktt_desktop.services.import_fields import field_choices
from ktt_desktop.services.import_usual import Usual
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.dialog_frames import key_button
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.import_column_lines import ColumnLine, column_lines, use_tone, use_words
from ktt_desktop.ui.import_column_panel import ColumnPanel
from ktt_desktop.ui.import_common_values import CommonValues
from ktt_desktop.ui.import_converted_dialog import ConvertedDialog
from ktt_desktop.ui.import_head_dialog import HeadDialog
from ktt_desktop.ui.import_list_words import file_words, list_row
from ktt_desktop.ui.import_session import ImportSession
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8
from ktt_desktop.ui.update_dialogs import paragraph

LISTS = ("Lấy", "Trang", "Danh sách", "Dòng tiêu đề", "Số dòng")
LIST_ROWS = 4  # of the lists shown at a time
SIDE_WIDTH = 366  # logical pixels
LOOK, HEAD, HIDDEN = "Ctrl+M", "Ctrl+T", "Ctrl+U"
FROM_LAYOUT = "Cột và giá trị chung lấy theo mẫu nhập đã nhớ."


class ColumnsPage(QWidget):
    """Bảng và cột; a change counts from the next check on."""

    keys = "Enter Đổi công dụng của cột · Dấu cách Lấy hay không lấy một danh sách"

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self._lists: list[tuple[ListAt, ReadList]] = []
        self._lines: tuple[ColumnLine, ...] = ()
        self._labels: dict[str, str] = {}
        newest = today().year + 1
        self.about = paragraph("")
        self.look_button = key_button(f"Xem chữ đã chuyển…  {LOOK}", self.show_converted)
        self.head_button = key_button(f"Dòng tiêu đề…  {HEAD}", self.choose_head)
        self.hidden_button = key_button(f"Đọc cả trang ẩn  {HIDDEN}", self.read_hidden)
        self.lists = RowsView(LISTS, "", stretch=2, right=(3, 4))
        self.lists.setAccessibleName("Danh sách trong tệp")
        self._model: WindowModel[ColumnLine] = WindowModel(
            self._columns(), lambda places: {place: self._lines[place] for place in places}
        )
        self.table = WindowTable(self._model, yielding=("samples", "use"))
        self.table.setAccessibleName("Các cột")
        self.panel = ColumnPanel(newest)
        self.common = CommonValues(session.context, newest)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.about.setProperty("hint", True)
        head = QHBoxLayout()
        head.addWidget(self.about, 1)
        for button in (self.hidden_button, self.look_button, self.head_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_8)
        middle.addWidget(self.table, 1)
        middle.addWidget(self._side())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addWidget(self.lists)
        column.addLayout(middle, 1)

    def _side(self) -> QScrollArea:
        """The active column and the common values; on a small screen they are scrolled."""
        area, inside = QScrollArea(), QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.panel, 1)
        column.addWidget(self.common)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(SIDE_WIDTH)
        return area

    def _connect(self) -> None:
        self.lists.currentItemChanged.connect(lambda *_: self._show_list())
        self.lists.installEventFilter(self)
        self.table.row_changed.connect(self._show_column)
        self.table.activated.connect(lambda _: self.panel.field.setFocus())
        self.panel.changed.connect(self._on_uses)
        self.common.changed.connect(self._on_common)
        for keys, act in (
            (LOOK, self.show_converted),
            (HEAD, self.choose_head),
            (HIDDEN, self.read_hidden),
        ):
            shortcuts.bind(self, keys, act)

    def _columns(self) -> tuple[Column[ColumnLine], ...]:
        return (
            Column("head", "Tiêu đề trong tệp", 22, lambda line: line.head or "–"),
            Column("letter", "Cột", 5, lambda line: line.letter),
            Column(
                "use",
                "Lấy vào",
                34,
                lambda line: use_words(line, self._labels),
                tone=use_tone,
            ),
            Column("samples", "Ví dụ", 28, lambda line: " · ".join(line.samples) or "–"),
        )

    # --- what is shown

    def show_page(self) -> None:
        """Show the lists as they were understood last."""
        reading, words = self._session.reading, self._session.words
        if reading is None or words is None:
            return
        choices = field_choices(words)
        self._labels = {each.id: each.label for each in choices}
        self.panel.offer(
            [(each.id, f"{each.label}  ({each.group})") for each in choices],
            {each.id for each in choices if each.amount},
            {each.id for each in choices if each.amount == "money"},
        )
        found = [*((each.at, each.list) for each in reading.lists), *reading.left_out]
        self._lists = sorted(found, key=lambda each: each[0])
        words_of_layout = [FROM_LAYOUT] if self._session.remembered else []
        self.about.setText(" ".join((file_words(reading), *words_of_layout)))
        self.look_button.setVisible(bool(reading.converted))
        self.hidden_button.setVisible(bool(self._hidden))
        self._show_lists(max(self.lists.place, 0))
        self.table.setFocus()

    def _show_lists(self, place: int) -> None:
        self.lists.setVisible(len(self._lists) > 1)
        row = self.lists.fontMetrics().height() + 12
        self.lists.setMinimumHeight(row * 3)
        self.lists.setMaximumHeight(row * (1 + min(len(self._lists), LIST_ROWS)) + 8)
        self.lists.show_rows(
            [
                list_row(at, read, is_taken=self._session.choice(at).is_taken)
                for at, read in self._lists
            ],
            min(place, len(self._lists) - 1),
        )

    @property
    def _list(self) -> tuple[ListAt, ReadList] | None:
        place = self.lists.place
        return self._lists[place] if 0 <= place < len(self._lists) else None

    def _show_list(self) -> None:
        if self._list is None:
            return
        at, _ = self._list
        self.common.show_choice(self._session.choice(at))
        self._show_columns()

    def _show_columns(self) -> None:
        file, usual = self._session.file, self._usual
        if self._list is None or file is None or usual is None:
            return
        at, read = self._list
        self._lines = column_lines(read, file.sheets[at.sheet], self._uses, usual)
        self.common.show_usual(usual, [each for line in self._lines for each in line.taken])
        self.table.show_ids(range(len(self._lines)))

    @property
    def _usual(self) -> Usual | None:
        """What holds for the list shown where its heads say nothing."""
        reading, words = self._session.reading, self._session.words
        if self._list is None or reading is None or words is None:
            return None
        at, read = self._list
        year = reading.as_of.year if reading.as_of else None
        return Usual(read, self._session.choice(at), words, year)

    def _show_column(self) -> None:
        self.panel.show_line(self._model.row_at(self.table.currentIndex().row()))

    @property
    def _uses(self) -> tuple[ColumnUse, ...]:
        """Of the list shown: as the officer chose, else as proposed."""
        if self._list is None:
            return ()
        at, read = self._list
        chosen = self._session.choice(at).uses
        return read.uses if chosen is None else chosen

    # --- what is changed

    def _on_uses(self, uses: tuple[ColumnUse, ...]) -> None:
        line = self._model.row_at(self.table.currentIndex().row())
        if self._list is None or line is None:
            return
        at, _ = self._list
        others = (each for each in self._uses if each.column != line.column)
        every = tuple(sorted((*others, *uses), key=lambda each: each.column))
        self._session.choose(at, replace(self._session.choice(at), uses=every))
        self._show_columns()

    def _on_common(self, choice: ListChoice) -> None:
        if self._list is not None:
            self._session.choose(self._list[0], choice)
            self._show_columns()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The space bar takes a list, or leaves it out."""
        if (
            watched is self.lists
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self._take_or_leave()
            return True
        return super().eventFilter(watched, event)

    def _take_or_leave(self) -> None:
        if self._list is not None:
            at, _ = self._list
            choice = self._session.choice(at)
            self._session.choose(at, replace(choice, is_taken=not choice.is_taken))
            self._show_lists(self.lists.place)

    def show_converted(self) -> None:
        """Show the cells whose letters were converted, before and after."""
        reading = self._session.reading
        if reading is not None and reading.converted:
            ConvertedDialog(reading.converted, self).open()

    # --- what is read otherwise

    def choose_head(self) -> None:
        """Let the officer say which rows are the head of the list."""
        file = self._session.file
        if self._list is None or file is None:
            return
        at, read = self._list
        first = read.head_row or 1
        dialog = HeadDialog(
            file.sheets[at.sheet], (first, first + max(read.head_rows, 1) - 1), self
        )
        dialog.taken.connect(lambda *rows: self._on_head(at, rows))
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()

    def _on_head(self, at: ListAt, rows: tuple[int, int]) -> None:
        """Under another head the columns are proposed anew."""
        self._session.choose(at, replace(self._session.choice(at), head=rows, uses=None))
        self._session.read_again(self.show_page)

    @property
    def _hidden(self) -> list[int]:
        """Hidden sheets nobody asked to read."""
        file = self._session.file
        asked = {at.sheet for at in self._session.choices}
        sheets = enumerate(file.sheets) if file else ()
        return [place for place, sheet in sheets if sheet.hidden and place not in asked]

    def read_hidden(self) -> None:
        """Read the lists of hidden sheets too."""
        if self._hidden:
            for sheet in self._hidden:
                self._session.include(ListAt(sheet))
            self._session.read_again(self.show_page)
