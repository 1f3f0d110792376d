"""Chi tiết một tệp: header, what it changes, what its sender's check found, its own views."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.terms import Severity
from ktt_desktop.services.file_contents import (
    FileContents,
    FindingLine,
    contents_of_file,
    contents_of_look,
)
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.receiving_changes import ChangesView
from ktt_desktop.ui.screens.receiving_lines import (
    NOTHING,
    Line,
    condition,
    file_words,
    period_words,
    remarks,
    turn_words,
    unit_words,
)
from ktt_desktop.ui.screens.receiving_open import ViewsPage
from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 1120, 660  # logical pixels, where the screen has them
SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTICE: "Nhắc"}
FINDING_HEADS = ("Mức", "Nhóm", "Phát hiện", "Giải trình của đơn vị")
RETURNED_HEADS = ("Số liệu, phát hiện", "Đã gửi", "Phải sửa")
NO_FINDINGS = "Đơn vị nộp không có phát hiện nào khi kiểm tra."
NOT_EXPLAINED = "chưa giải trình"


class DetailDialog(QDialog):
    """Hộp thoại chi tiết của một tệp; only looks."""

    def __init__(self, context: Context, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self.line = context, line
        self.setWindowTitle(f"{unit_words(line)}, {period_words(line)}: {file_words(line)}")
        self.tabs, self.changes = QTabWidget(), ChangesView()
        self.findings = RowsView(FINDING_HEADS, NO_FINDINGS, stretch=2)
        self.views = ViewsPage(context, line)
        self.returned = RowsView(RETURNED_HEADS, "", stretch=2)
        self.returned.setAccessibleName("Số liệu trả lại để sửa")
        self._lay_out()
        shortcuts.bind(self, "Ctrl+F", self._search)
        shortcuts.bind(self, shortcuts.NEXT_KIND, lambda: self._step(1))
        shortcuts.bind(self, shortcuts.PREVIOUS_KIND, lambda: self._step(-1))
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self._load()

    def _lay_out(self) -> None:
        self.findings.setAccessibleName("Phát hiện và giải trình")
        for widget, title in (
            (self.changes, "&Thay đổi"),
            (self.findings, "&Phát hiện và giải trình"),
            (self.views, "&Bảng Excel, báo cáo PDF"),
        ):
            self.tabs.addTab(widget, title)
        self.tabs.currentChanged.connect(lambda _: self._enter_tab())
        leave = QPushButton("Đóng  Esc")
        leave.setAccessibleName("Đóng")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(_hint("Ctrl+PgUp, Ctrl+PgDown: đổi thẻ · Ctrl+F: tìm trong các thay đổi"), 1)
        foot.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(header_card(self.line))
        for words in remarks(self.line):
            column.addWidget(_sentence(words, condition(self.line)[1]))
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)

    def _load(self) -> None:
        context, line = self._context, self.line
        book, profile, look, file = context.book, context.profile, line.look, line.kept

        def read(_: object) -> FileContents:
            if file is not None:
                return contents_of_file(book, profile, file)
            assert look is not None
            return contents_of_look(book, profile, look)

        context.ask(self, read, self._show)

    def _show(self, found: FileContents) -> None:
        self.changes.show_changes(found.changes, found.against)
        self.findings.show_rows([_finding(each) for each in found.findings], 0)
        self.views.show_versions(found.versions)
        if found.returned:
            rows = [(each.label, each.sent, each.reason) for each in found.returned]
            self.returned.show_rows(rows, 0)
            self.tabs.addTab(self.returned, f"Phải &sửa ({len(rows)})")
        counts = (len(found.changes), len(found.findings))
        titles = (f"&Thay đổi ({counts[0]})", f"&Phát hiện và giải trình ({counts[1]})")
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self._enter_tab()

    def _enter_tab(self) -> None:
        tables = (self.changes.table, self.findings, self.views.table, self.returned)
        tables[self.tabs.currentIndex()].setFocus()

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _search(self) -> None:
        self.tabs.setCurrentWidget(self.changes)
        self.changes.search.setFocus()


def header_card(line: Line) -> QFrame:
    """Phần đầu của tệp: who drew it up, when, its check code, how it stands."""
    card, grid = QFrame(), QGridLayout()
    card.setProperty("card", True)
    card.setLayout(grid)
    grid.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
    grid.setHorizontalSpacing(SPACE_12)
    grid.setVerticalSpacing(SPACE_4)
    for place, (label, words) in enumerate(_facts(line)):
        name, value = QLabel(label), QLabel(words)
        name.setProperty("hint", True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(name, place // 3, place % 3 * 2)
        grid.addWidget(value, place // 3, place % 3 * 2 + 1)
    for column in (1, 3, 5):
        grid.setColumnStretch(column, 1)
    return card


def _facts(line: Line) -> list[tuple[str, str]]:
    file = line.file
    if file is None:
        return [("Tệp", file_words(line)), ("Tình trạng", condition(line)[0])]
    return [
        ("Đơn vị", file.unit_name),
        ("Kỳ", f"{file.key.period}, {turn_words(line).lower()}"),
        ("Tình trạng", condition(line)[0]),
        ("Người lập", file.prepared_by or NOTHING),
        ("Lập lúc", f"{file.created_at.astimezone():%d/%m/%Y %H:%M}"),
        ("Mã kiểm tra", grouped_check_code(file.check_code)),
        ("Tệp", file_words(line)),
        ("Niêm phong", grouped_check_code(file.seal) if file.seal else "không có"),
        ("Dung lượng", f"{max(1, file.size // 1024)} KB"),
    ]


def _finding(each: FindingLine) -> tuple[str, ...]:
    title = f"{each.title}. {each.detail}" if each.detail else each.title
    return SEVERITIES[each.severity], each.group, title, each.explanation or NOT_EXPLAINED


def _hint(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("hint", True)
    return label


def _sentence(words: str, tone: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    return label
