"""Biểu đồ: every chart of the period to look at, copy, save as a picture, print."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.chart_data import ChartData
from ktt_desktop.services.chart_figures import Charts, charts_of
from ktt_desktop.services.files import write_safely
from ktt_desktop.ui import messages, shortcuts, theme
from ktt_desktop.ui.chart_painting import png_of
from ktt_desktop.ui.chart_view import ChartView
from ktt_desktop.ui.context import Context

FOLDER = "charts/folder"
HINT = (
    "Tab sang biểu đồ sau, mũi tên đọc từng số, Ctrl+C chép hình của biểu đồ đang đứng để dán vào "
    "văn bản khác."
)
WAIT = "Đang đọc số liệu…"


class ChartsButton(QPushButton):
    """Nút mở các biểu đồ của kỳ, by its key too."""

    def __init__(self, context: Context, screen: QWidget) -> None:
        super().__init__("Biểu đồ…", screen)
        self._context, self._screen = context, screen
        self.setAccessibleName("Biểu đồ")
        self.setToolTip(f"Biểu đồ  {shortcuts.OPEN_CHARTS}")
        self.clicked.connect(self._open)
        shortcuts.bind(screen, shortcuts.OPEN_CHARTS, self._open)

    def _open(self) -> None:
        ChartsDialog(self._context, self._screen).open()


class ChartsDialog(QDialog):
    """Các biểu đồ của kỳ; what the focused one is goes to the clipboard or a file."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(f"Biểu đồ – {context.period.label}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.views: list[ChartView] = []
        self._last_at: ChartView | None = None
        self.missing, self._wait = QLabel(), QLabel(WAIT)
        self._cards, self._scroll = QVBoxLayout(), QScrollArea()
        self.copy_button = QPushButton("Chép hình  Ctrl+C")
        self.save_button = QPushButton("Lưu hình…  F12")
        self.print_button = QPushButton("In…  Ctrl+P")
        self.leave_button = QPushButton("Đóng  Esc")
        self._lay_out()
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.leave_button.clicked.connect(self.reject)
        shortcuts.bind(self, "F12", self._save)
        QShortcut(QKeySequence.StandardKey.Print, self, self._print)
        QShortcut(QKeySequence.StandardKey.Copy, self, self._copy)
        space = self.screen().availableSize()
        self.resize(min(820, space.width() - 40), min(760, space.height() - 60))
        book, profile, period = context.book, context.profile, context.period
        context.ask(self, lambda _: charts_of(book, profile, period), self._show)

    @property
    def view(self) -> ChartView | None:
        """The chart that was gone to last, else the first."""
        return self._last_at or next(iter(self.views), None)

    def _lay_out(self) -> None:
        self.missing.setWordWrap(True)
        self.missing.setProperty("hint", True)
        self.missing.hide()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, theme.SPACE_8, 0)
        column.setSpacing(theme.SPACE_12)
        self._cards.setSpacing(theme.SPACE_12)
        column.addWidget(self._wait)
        column.addLayout(self._cards)
        column.addWidget(self.missing)
        column.addStretch()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hint = QLabel(HINT)
        hint.setWordWrap(True)
        hint.setProperty("hint", True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_8)
        foot.addStretch()
        for button in (self.copy_button, self.save_button, self.print_button, self.leave_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0].rstrip("…"))
            button.setEnabled(button is self.leave_button)
            foot.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*[theme.SPACE_20] * 4)
        outer.setSpacing(theme.SPACE_12)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(hint)
        outer.addLayout(foot)

    def _show(self, charts: Charts) -> None:
        self._wait.hide()
        for chart in charts.drawn:
            self._cards.addWidget(self._card(chart))
        if charts.missing:
            self.missing.setText("Chưa vẽ được:\n" + "\n".join(f"– {m}" for m in charts.missing))
            self.missing.show()
        for button in (self.copy_button, self.save_button, self.print_button):
            button.setEnabled(bool(self.views))
        if self.views:
            self.views[0].setFocus()

    def _card(self, chart: ChartData) -> QFrame:
        card, title, view = QFrame(), QLabel(chart.title), ChartView()
        card.setProperty("card", True)
        title.setProperty("subheading", True)
        title.setWordWrap(True)
        view.show_chart(chart)
        view.focused.connect(self._on_focused)
        self.views.append(view)
        column = QVBoxLayout(card)
        column.setContentsMargins(*[theme.SPACE_12] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(title)
        column.addWidget(view)
        return card

    def _on_focused(self, view: ChartView) -> None:
        self._last_at = view
        self._scroll.ensureWidgetVisible(view, 0, theme.SPACE_20)

    def _copy(self) -> None:
        if self.view is not None:
            QApplication.clipboard().setImage(self.view.picture())

    def _save(self) -> None:
        view = self.view
        if view is None or view.chart is None:
            return
        picture = view.picture()
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(str(QSettings().value(FOLDER, documents)))
        name = (
            f"bieu-do_{view.chart.id}_{self._context.period.code}_{self._context.profile.code}.png"
        )
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Lưu hình", str(folder / name), "Hình PNG (*.png)"
        )
        if not chosen:
            return
        target = Path(chosen).with_suffix(".png")
        QSettings().setValue(FOLDER, str(target.parent))
        self._context.ask(
            self,
            lambda _: write_safely(target, png_of(picture)),
            lambda _: messages.inform(
                self, "Lưu hình", f"Đã ghi biểu đồ vào tệp {target.name}.", str(target.parent)
            ),
        )

    def _print(self) -> None:
        if not self.views:
            return
        from PySide6.QtPrintSupport import QPrinterInfo

        from ktt_desktop.services.chart_pages import render_charts
        from ktt_desktop.ui.print_dialog import PrintDialog

        book, profile, period = self._context.book, self._context.profile, self._context.period
        PrintDialog(
            self._context,
            lambda _: render_charts(book, profile, period),
            QPrinterInfo.availablePrinterNames(),
            self,
        ).open()
