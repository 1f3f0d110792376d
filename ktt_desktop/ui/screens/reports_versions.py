"""Các bản lời văn: kept versions, what changed since each, and the way back."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.text_comparison import ComparedParagraph, Fate, Span
from ktt_desktop.services.report_restoring import (
    ComparedSection,
    compare_versions,
    restore_version,
)
from ktt_desktop.services.report_versions import (
    CAUSES,
    KeptVersion,
    VersionCause,
    keep_version,
    versions,
)
from ktt_desktop.ui import messages, theme
from ktt_desktop.ui.context import Context

TITLE = "Các bản lời văn"
SIZE, EDGE = QSize(900, 560), QSize(40, 60)
NONE = "Chưa giữ bản nào. Chương trình tự giữ một bản trước khi lấy lời văn kỳ trước, trước khi trả về bản cũ, mỗi lần xuất và mỗi ngày làm việc."  # noqa: E501
_STYLES = {
    Fate.KEPT: "",
    Fate.ADDED: f"color:{theme.GOOD};background:{theme.GOOD_TINT};text-decoration:underline",
    Fate.REMOVED: f"color:{theme.ERROR};background:{theme.ERROR_TINT};text-decoration:line-through",
}


class VersionsDialog(QDialog):
    """Hộp thoại các bản; the chosen one is compared with the words as they stand now."""

    restored = Signal()

    def __init__(self, context: Context, key: ReportKey, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self._context, self._key = context, key
        self._versions: tuple[KeptVersion, ...] = ()
        self.list, self.compared, self.label = QListWidget(), QTextBrowser(), QLineEdit()
        self.restore = QPushButton("&Trả về bản này")
        self._build()
        self.list.currentRowChanged.connect(self._compare)
        self._load()

    def _build(self) -> None:
        self.resize(SIZE.boundedTo(self.screen().availableSize() - EDGE))
        self.list.setAccessibleName("Các bản đã giữ")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.compared.setAccessibleName("Khác với lời văn hiện nay")
        self.label.setAccessibleName("Tên bản")
        self.label.setPlaceholderText("Tên bản, ví dụ: Trước khi trình Phó Chủ tịch")
        keep, close = QPushButton("&Giữ bản hiện nay"), QPushButton("Đóng  Esc")
        for button, act in (
            (keep, self._keep),
            (self.restore, self._restore),
            (close, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(act)
        self.restore.setEnabled(False)
        legend = QLabel(
            f"So với hiện nay: <span style='{_STYLES[Fate.REMOVED]}'>có ở bản này, nay đã bỏ</span>"
            f" · <span style='{_STYLES[Fate.ADDED]}'>nay mới có</span>"
        )
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.SPACE_12)
        split.addWidget(self.list)
        split.addWidget(self.compared)
        split.setSizes([320, 560])
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.label, 1)
        top.addWidget(keep)
        foot.addWidget(legend, 1)
        foot.addWidget(self.restore)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_12] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(top)
        column.addWidget(split, 1)
        column.addLayout(foot)
        self.list.setFocus()

    def _load(self) -> None:
        book, key = self._context.book, self._key
        self._context.ask(self, lambda _: versions(book, key), self._show)

    def _show(self, found: tuple[KeptVersion, ...]) -> None:
        self._versions = found
        self.list.clear()
        for each in found:
            item = QListWidgetItem(version_words(each))
            item.setToolTip(item.text())
            self.list.addItem(item)
        if found:
            self.list.setCurrentRow(0)
        else:
            self.compared.setPlainText(NONE)

    def _compare(self, row: int) -> None:
        self.restore.setEnabled(row >= 0)
        if row < 0:
            return
        context, key, version = self._context, self._key, self._versions[row].id
        context.ask(
            self,
            lambda _: compare_versions(context.book, context.profile, key, version),
            lambda found: self._tell(row, found),
        )

    def _tell(self, row: int, sections: tuple[ComparedSection, ...]) -> None:
        if row == self.list.currentRow():
            self.compared.setHtml(comparison_html(sections))

    def _keep(self) -> None:
        book, key, label = self._context.book, self._key, self.label.text().strip()
        self.label.clear()
        self._context.save(
            self,
            lambda _: keep_version(book, key, VersionCause.HAND, label),
            lambda _: self._load(),
        )

    def _restore(self) -> None:
        version = self._versions[self.list.currentRow()]
        question = (
            f"Trả lời văn của báo cáo về bản {version_words(version)}? "
            "Lời văn hiện nay được giữ thành một bản."
        )
        if not messages.ask(self, TITLE, question, "Trả về bản này", "Giữ lời văn hiện nay"):
            return
        book, key = self._context.book, self._key

        def done(_: ChangeSet) -> None:
            self.restored.emit()
            self.accept()

        self._context.save(self, lambda _: restore_version(book, key, version.id), done)


def version_words(version: KeptVersion) -> str:
    """ "22/11/2026 04:15 · Đầu ngày làm việc · Tên bản"."""
    made = version.made_at.astimezone()
    when = f"{made.day}/{made.month}/{made.year} {made:%H:%M}"
    return " · ".join(filter(None, (when, CAUSES[version.cause], version.label)))


def comparison_html(sections: tuple[ComparedSection, ...]) -> str:
    """What changed, section by section; removed words struck out, added ones underlined."""
    if not sections:
        return "<p>Lời văn hiện nay giống hệt bản này.</p>"
    return "".join(
        f"<p><b>{escape(each.heading)}</b></p>{''.join(map(_paragraph, each.paragraphs))}"
        for each in sections
    )


def _paragraph(paragraph: ComparedParagraph) -> str:
    return f"<p>{''.join(map(_span, paragraph.spans))}</p>"


def _span(span: Span) -> str:
    words = escape(span.text).replace("\n", "<br>")
    style = _STYLES[span.fate]
    return f"<span style='{style}'>{words}</span>" if style else words
