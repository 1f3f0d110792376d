"""The screen Báo cáo: outline, generated text with the officer's words, real pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.outline import FreeText, OutlineSection
from ktt_desktop.domain.document import Block, Heading, HeadingLevel, Paragraph
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report_text import from_plain, plain_text
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_texts import load_texts, save_text
from ktt_desktop.services.reporting import export_pdf, render_report, section_contents
from ktt_desktop.ui import messages, shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.reports_pages import PagePreview
from ktt_desktop.ui.screens.reports_text import SectionText

FOLDER = "reports/folder"
LEAST_WIDTH, PREVIEW_WIDTH = 160, 280
KEYS = "PgUp, PgDn Lật trang · F12 Xuất PDF"
INDENT = {
    HeadingLevel.PART: "",
    HeadingLevel.ROMAN: "  ",
    HeadingLevel.NUMBER: "      ",
    HeadingLevel.LETTER: "          ",
}


@dataclass(frozen=True, slots=True)
class ReportData:
    """Nội dung báo cáo: what each section says, and the officer's words in it."""

    period: ReportingPeriod
    sections: Mapping[str, tuple[Block, ...]]
    texts: Mapping[str, str]

    def generated(self, section: str) -> tuple[Block, ...]:
        """A section without the officer's words, which stand in their own editor."""
        own = {line.strip() for line in self.texts.get(section, "").splitlines()}
        return tuple(
            block
            for block in self.sections[section]
            if not (isinstance(block, Paragraph) and block.text in own)
        )

    @property
    def locked(self) -> int:
        """How many figures stand in the text."""
        return sum(
            run.anchor is not None
            for blocks in self.sections.values()
            for block in blocks
            if isinstance(block, Paragraph)
            for run in block.runs
        )


class ReportsScreen(QWidget):
    """Báo cáo của kỳ."""

    name = "reports"
    title = "Báo cáo"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._outline = context.book.catalogue.edition.outlines[
            main_report(context.book, context.period).outline
        ]
        self._data: ReportData | None = None
        self._section = self._outline.sections[0]
        self._edited_period = context.period
        self.sections, self.text = QListWidget(), SectionText(context.book.catalogue)
        self.words, self._hint, self._own = QPlainTextEdit(), QLabel(), QWidget()
        self.preview = PagePreview(
            context,
            lambda _: render_report(
                context.book, context.profile, main_report(context.book, context.period)
            ),
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        heading, export = QLabel(self.title), QPushButton("Xuất PDF  F12")
        heading.setProperty("heading", True)
        export.setProperty("primary", True)
        export.setAccessibleName("Xuất PDF")
        export.clicked.connect(self.export)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(export)
        self.sections.setAccessibleName("Dàn ý")
        self.sections.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for _ in self._outline.sections:
            self.sections.addItem(QListWidgetItem(""))
        self.sections.setCurrentRow(self._first_with_words())
        self._section = self._outline.sections[self.sections.currentRow()]
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 5)
        column.addWidget(self._own_words(), 2)
        split = QSplitter()
        split.setHandleWidth(theme.SPACE_12)
        split.setChildrenCollapsible(False)
        for widget, width in ((self.sections, 230), (middle, 500), (self.preview, 390)):
            widget.setMinimumWidth(LEAST_WIDTH)
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, width)
        self.preview.setMinimumWidth(PREVIEW_WIDTH)
        split.setSizes([230, 500, 390])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_8)
        outer.setSpacing(theme.SPACE_8)
        outer.addLayout(head)
        outer.addWidget(split, 1)

    def _own_words(self) -> QWidget:
        self.words.setAccessibleName("Lời văn của cán bộ")
        self.words.setObjectName("own_words")
        self.words.setPlaceholderText("Mỗi dòng là một đoạn văn")
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(64)
        self.words.installEventFilter(self)
        self._hint.setProperty("hint", True)
        self._hint.setWordWrap(True)
        self._hint.setBuddy(self.words)
        column = QVBoxLayout(self._own)
        column.setContentsMargins(0, theme.SPACE_4, 0, 0)
        column.addWidget(self._hint)
        column.addWidget(self.words)
        return self._own

    def _connect(self) -> None:
        self.sections.currentRowChanged.connect(self._on_section)
        self.text.figure_opened.connect(self._open_figure)
        self.text.record_opened.connect(self._open_record)
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self._on_period)
        self._context.profile_changed.connect(self._on_period)
        shortcuts.bind(self, "F12", self.export)

    # --- what is shown

    def open(self, place: Place | None) -> None:
        """Show the report as it would be printed now."""
        self.load()
        self.sections.setFocus()

    def load(self) -> None:
        """Read the sections anew, and render the pages in a moment."""
        book, profile, period = self._context.book, self._context.profile, self._context.period
        self._context.ask(
            self,
            lambda _: ReportData(
                period,
                section_contents(book, profile, main_report(book, period)),
                {
                    id_: plain_text(text)
                    for id_, text in load_texts(book, main_report(book, period)).items()
                },
            ),
            self._show,
        )
        self.preview.refresh()

    def _show(self, data: ReportData) -> None:
        if data.period != self._context.period:
            return
        self._data = data
        for row, section in enumerate(self._outline.sections):
            item, label = self.sections.item(row), _label(data.sections[section.id])
            item.setText(INDENT[section.level] + label)
            item.setToolTip(label)
        self._show_section()
        if self.isVisible():
            unwritten = sum(self._is_unwritten(each) for each in self._outline.sections)
            words = f"Số liệu khóa: {data.locked}    Mục chưa viết: {unwritten}"
            self._context.notice(words, KEYS)

    def _show_section(self) -> None:
        data, section = self._data, self._section
        if data is None:
            return
        self.text.show_blocks(data.generated(section.id), data.period)
        contents = (each.says for each in section.blocks)
        free = next((each for each in contents if isinstance(each, FreeText)), None)
        self._own.setVisible(free is not None)
        self._hint.setText(free.hint if free else "")
        if not self.words.hasFocus():
            self._edited_period = data.period
            self.words.setPlainText(data.texts.get(section.id, ""))

    def _first_with_words(self) -> int:
        sections = self._outline.sections
        return next((row for row, each in enumerate(sections) if each.blocks), 0)

    def _is_unwritten(self, section: OutlineSection) -> bool:
        return (
            bool(section.blocks)
            and self._data is not None
            and (len(self._data.sections[section.id]) <= 1)
        )

    # --- the officer's words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The words are saved when they are left."""
        if watched is self.words and event.type() == QEvent.Type.FocusOut:
            self._save_words()
        return super().eventFilter(watched, event)

    def _save_words(self) -> None:
        data, section = self._data, self._section
        text = self.words.toPlainText()
        if data is None or text == data.texts.get(section.id, ""):
            return
        book, period = self._context.book, self._edited_period
        self._data = ReportData(data.period, data.sections, {**data.texts, section.id: text})
        self._context.save(
            self, lambda _: save_text(book, main_report(book, period), section.id, from_plain(text))
        )

    def _on_section(self, row: int) -> None:
        self._save_words()
        self._section = self._outline.sections[row]
        self._show_section()

    def _on_period(self) -> None:
        self._save_words()
        if self.isVisible():
            self.load()

    def _on_changed(self, _: ChangeSet) -> None:
        if self.isVisible():
            self.load()

    def _open_figure(self, code: str) -> None:
        profile = self._context.profile
        self._context.jump(Place(SubjectKind.UNIT, profile.code, "", code, code))

    def _open_record(self, kind: str, uid: str) -> None:
        self._context.jump(Place(SubjectKind.DOSSIER, uid, kind, "", ""))

    # --- the file

    def export(self) -> None:
        """Write the PDF where the officer says."""
        self._save_words()
        context = self._context
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(str(QSettings().value(FOLDER, documents)))
        name = f"bao-cao_{context.period.code}_{context.profile.code}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Xuất PDF", str(folder / name), "Tệp PDF (*.pdf)"
        )
        if not chosen:
            return
        target = Path(chosen).with_suffix(".pdf")
        QSettings().setValue(FOLDER, str(target.parent))
        book, profile, period = context.book, context.profile, context.period
        run_with_dialog(
            context,
            self,
            "Xuất PDF",
            lambda job: export_pdf(book, profile, main_report(book, period), target, job),
            lambda path: messages.inform(
                self, "Xuất PDF", f"Đã ghi báo cáo vào tệp {path.name}.", str(path.parent)
            ),
        )


def _label(blocks: tuple[Block, ...]) -> str:
    heading = blocks[0]
    return heading.text if isinstance(heading, Heading) else ""
