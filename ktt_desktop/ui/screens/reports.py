"""The screen Báo cáo: sections, the words of one of them, real pages."""

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_editing import locked_in
from ktt_desktop.domain.report_text import SectionText
from ktt_desktop.services.report_choices import chosen_report, offered_outlines
from ktt_desktop.services.report_opening import OpenReport, open_report
from ktt_desktop.services.report_texts import save_texts
from ktt_desktop.services.reporting import render_report
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.reports_acts import ReportActs
from ktt_desktop.ui.screens.reports_body import SectionBody
from ktt_desktop.ui.screens.reports_origin import place_of
from ktt_desktop.ui.screens.reports_outline import SectionList
from ktt_desktop.ui.screens.reports_output import ReportOutput
from ktt_desktop.ui.screens.reports_pages import PagePreview

LEAST_WIDTH, PREVIEW_WIDTH, ROOM_FOR_PREVIEW = 160, 280, 940
SAVE_PAUSE = 2_000  # milliseconds after the last key
KEYS = "F4 Chèn số liệu · F7 Kiểm tra chữ số · Ctrl+F Tìm · Ctrl+H Các bản · F12 Xuất"


class ReportsScreen(QWidget):
    """Báo cáo của kỳ, theo dàn ý đã chọn."""

    name = "reports"
    title = "Báo cáo"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._outline = ""  # the id of the chosen one; empty for the usual one of the period
        self._offered: tuple[Outline, ...] = ()
        self.report: OpenReport | None = None
        self._turn = 0  # an answer read before what was asked for later is not shown
        self._waiting: dict[ReportKey, dict[str, SectionText]] = {}  # words not saved yet
        self.outline, self.sections = QComboBox(), SectionList()
        self.body = SectionBody(context, self)
        self.output = ReportOutput(context, self, self.ready, self._missing)
        self.acts = ReportActs(context, self, self.body, self.sections, self.ready)
        self.preview = PagePreview(context, self._render)
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(SAVE_PAUSE)
        self._build()
        self._connect()

    def _build(self) -> None:
        heading = QLabel(self.title)
        heading.setProperty("heading", True)
        self.outline.setAccessibleName("Loại báo cáo")
        self.outline.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.outline.setMinimumContentsLength(14)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_8)
        head.addWidget(heading)
        head.addWidget(self.outline, 1)
        for button in (*self.acts.buttons, self.output.print, self.output.export):
            head.addWidget(button)
        split = QSplitter()
        split.setHandleWidth(theme.SPACE_12)
        split.setChildrenCollapsible(False)
        for widget, width in ((self.sections, 210), (self.body, 560), (self.preview, 360)):
            widget.setMinimumWidth(LEAST_WIDTH)
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, width)
        self.preview.setMinimumWidth(PREVIEW_WIDTH)
        split.setSizes([210, 560, 360])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_8)
        outer.setSpacing(theme.SPACE_8)
        outer.addLayout(head)
        outer.addWidget(split, 1)

    def _connect(self) -> None:
        context, body = self._context, self.body
        self.outline.activated.connect(self._on_outline)
        self.sections.section_chosen.connect(self._on_section)
        self._save_soon.timeout.connect(self.save)
        body.typed.connect(self._save_soon.start)
        self.acts.outline_wanted.connect(self.show_outline)
        body.section_wanted.connect(self.sections.choose)
        body.editor.left.connect(self.save)
        body.editor.figure_opened.connect(self._open_figure)
        context.changes.changed.connect(self._on_changed)
        context.period_changed.connect(self._on_period)
        context.profile_changed.connect(self._on_period)
        QCoreApplication.instance().aboutToQuit.connect(self.save)  # type: ignore[union-attr]

    # --- what is shown

    def open(self, place: Place | None) -> None:
        """Show the report as it stands now."""
        self.load()
        self.sections.setFocus()

    def load(self) -> None:
        """Read the report anew, and render its pages in a moment."""
        context, outline = self._context, self._outline
        book, profile, period = context.book, context.profile, context.period

        def work(_: Job) -> tuple[OpenReport, tuple[Outline, ...]]:
            key = chosen_report(book, period, outline)
            return open_report(book, profile, key), offered_outlines(book, period)

        self._turn += 1
        turn = self._turn
        context.ask(self, work, lambda answer: self._show(answer) if turn == self._turn else None)

    def _show(self, answer: tuple[OpenReport, tuple[Outline, ...]]) -> None:
        report, self._offered = answer
        if report.key.period != self._context.period:
            return
        is_other = self.report is None or self.report.key != report.key
        if is_other:
            self._write()  # typed while this was read
        self.report = report
        self.body.take(report)
        self.sections.show_report(report, self.sections.section)
        self._on_section(self.sections.section)
        self._show_outlines(report.key.outline)
        if is_other:
            self.body.state.clear()
        self.preview.refresh()
        if self.isVisible():
            self._tell_counts(report)

    def _show_outlines(self, chosen: str) -> None:
        self.outline.clear()
        for each in self._offered:
            self.outline.addItem(f"{each.label} ({each.code})", each.id)
        self.outline.setCurrentIndex(self.outline.findData(chosen))
        self.outline.setToolTip(self.outline.currentText())

    def _missing(self) -> tuple[str, ...]:
        return self.report.missing if self.report else ()

    def _tell_counts(self, report: OpenReport) -> None:
        locked = sum(locked_in(each.items) for each in report.sections)
        words = f"Số liệu khóa: {locked}    Mục chưa viết: {report.unwritten}"
        if report.changes:
            words += f"    Số liệu đã đổi: {len(report.changes)}"
        if report.missing:
            words += f"    Phần đầu, phần cuối còn thiếu: {len(report.missing)}"
        self._context.notice(words, KEYS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the pages give their room to the words; Ctrl+P shows them."""
        super().resizeEvent(event)
        self.preview.setVisible(event.size().width() >= ROOM_FOR_PREVIEW)

    def _render(self, _: Job) -> bytes:
        context = self._context
        key = chosen_report(context.book, context.period, self._outline)
        return render_report(context.book, context.profile, key)

    def show_outline(self, id_: str) -> None:
        """Go on with the report of another outline."""
        self.save()
        self._outline = id_
        self.load()

    def _on_outline(self, index: int) -> None:
        self.show_outline(str(self.outline.itemData(index)))

    def _on_section(self, id_: str) -> None:
        if id_:
            self.save()
            self.body.show_section(id_)

    def _on_period(self) -> None:
        self.save()
        self._outline = ""
        if self.isVisible():
            self.load()

    def _on_changed(self, _: ChangeSet) -> None:
        if self.isVisible():
            self.load()

    def _open_figure(self, anchor: str) -> None:
        context = self._context
        context.jump(place_of(context.book.catalogue, anchor, context.profile.code))

    # --- what was typed

    def ready(self) -> ReportKey | None:
        """Save what was typed; the report that is shown, None before there is one."""
        self.save()
        return self.report.key if self.report is not None else None

    def save(self) -> None:
        """Bring what was typed into the book; it is asked for before anything that follows."""
        if self._write():
            self._turn += 1  # what is being read now does not know these words

    def _write(self) -> bool:
        """Save what was typed; whether there was anything."""
        self._save_soon.stop()
        waiting, self._waiting = self._waiting, {}
        report = self.body.sheets.report
        if report is not None and (texts := self.body.sheets.unsaved()):
            waiting[report.key] = waiting.get(report.key, {}) | texts
        for key, texts in waiting.items():
            self._save(key, texts)
        return bool(waiting)

    def _save(self, key: ReportKey, texts: dict[str, SectionText]) -> None:
        book = self._context.book
        self._context.save(
            self,
            lambda _: save_texts(book, key, texts),
            lambda _: self.body.tell_saved(),
            lambda error: self._not_saved(key, texts, error),
        )

    def _not_saved(self, key: ReportKey, texts: dict[str, SectionText], error: Exception) -> None:
        """What could not be saved counts as typed; the next save takes it too."""
        from ktt_desktop.ui.errors import show_error

        report = self.body.sheets.report
        if report is not None and report.key == key:
            self.body.sheets.take_back(texts)
        else:  # another report is shown by now
            self._waiting[key] = texts | self._waiting.get(key, {})
        self.body.state.setText("Chưa lưu được")
        show_error(self, error)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save()
