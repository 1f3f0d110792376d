"""The panel beside the grid: what the active cell means, where it comes from, what is wrong."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.records import Figure
from ktt_desktop.domain.terms import Origin, Severity
from ktt_desktop.domain.work_page import Year
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_cells import place_name, worst
from ktt_desktop.ui.screens.annual_chart import YearChart

WIDTH, HEIGHT_BELOW, UNBOUNDED = 264, 128, (1 << 24) - 1  # UNBOUNDED is Qt's own word for it
EXPLAIN = "giai-trinh"
KEYS = (
    "Ctrl+I xem số này gồm những gì. Ô xám do chương trình tính từ danh mục. F2 sửa ô, "
    "Enter xuống dòng, Delete xóa số đã nhập, "
    "Ctrl+Z hoàn tác, Ctrl+C và Ctrl+V chép, dán cả khối với Excel."
)
_WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTICE: "Nhắc"}
_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "neutral"}


class FigurePanel(QFrame):
    """Ô đang chọn: value, origin, help, findings, five years, keys."""

    place_opened = Signal(object)  # findings.Place
    explanation_wanted = Signal(object)  # Finding

    def __init__(
        self, catalogue: Catalogue, parent: QWidget | None = None, *, keys: str = KEYS
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._code = catalogue, ""
        self.setProperty("card", True)
        self.stand_beside(beside=True)
        self.findings: tuple[Finding, ...] = ()
        self.where, self.label = _words("hint"), _words("subheading")
        self.value, self.origin, self.help = _words(), _words("hint"), _words("hint")
        self.problem, self.finding = _words("problem"), _words()
        self.finding.setProperty("tone", "error")  # from the start, so that its box is laid out
        self.finding.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.finding.linkActivated.connect(self._on_link)
        self.compared = _words()
        self._years, self.chart, keys_label = _words("hint"), YearChart(), _words("hint")
        self._years.setText("Năm năm gần nhất")
        keys_label.setText(keys)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (
            *(self.where, self.label, self.value, self.problem, self.compared, self.origin),
            *(self.finding, self.help, self._years, self.chart, keys_label),
        ):
            column.addWidget(widget)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        content.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)
        self.show_years((), None)
        self.show_problem("")
        self.show_compared("")

    def stand_beside(self, *, beside: bool) -> None:
        """At the side of the grid, or under it where the window is narrow (150 % and more)."""
        self.setMinimumWidth(WIDTH if beside else 0)
        self.setMaximumWidth(WIDTH if beside else UNBOUNDED)
        self.setMaximumHeight(UNBOUNDED if beside else HEIGHT_BELOW)

    def show_figure(
        self,
        indicator: Indicator,
        where: str,
        figure: Figure,
        findings: tuple[Finding, ...],
        quantity: Quantity | None = None,
    ) -> None:
        """Explain the active cell; `quantity` is another unit the grid shows it in."""
        shown_in = quantity or indicator.quantity
        self._code = indicator.code
        self.where.setText(f"Ô đang chọn · {indicator.code} · {where}")
        self.label.setText(indicator.title)
        shown = "–" if figure.value is None else format_number(figure.value, shown_in)
        self.value.setText(
            f'<span style="font-size:18pt; font-weight:600">{shown}</span> {escape(shown_in.unit)}'
        )
        self.origin.setText(origin_of(figure, indicator))
        self.help.setText(indicator.help)
        self.help.setVisible(bool(indicator.help))
        self._show_findings(findings)

    def show_origin(self, words: str) -> None:
        """Where the figure comes from, when more is known of it than the figure says itself."""
        self.origin.setText(words)

    def show_problem(self, sentence: str) -> None:
        """Why what was typed cannot be used; "" when that is over."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def show_compared(self, words: str) -> None:
        """Last year and plan beside the figure; "" where they stand in the grid itself."""
        self.compared.setText(words)
        self.compared.setVisible(bool(words))

    def show_years(
        self,
        years: tuple[Year, ...],
        indicator: Indicator | None,
        quantity: Quantity | None = None,
    ) -> None:
        """The same figure in the last years."""
        if indicator is not None:
            self.chart.show_years(years, quantity or indicator.quantity)
        self._years.setVisible(indicator is not None and not self.chart.isHidden())

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.finding.setVisible(bool(findings))
        severity = worst(findings)
        self.finding.setProperty("tone", _TONES[severity or Severity.NOTICE])
        self.finding.style().unpolish(self.finding)
        self.finding.style().polish(self.finding)
        self.finding.setText("<br><br>".join(map(self._words_of, range(len(findings)), findings)))

    def _words_of(self, number: int, finding: Finding) -> str:
        targets = [
            (f"{at}", f"Mở {place_name(self._catalogue, place)}")
            for at, place in enumerate(finding.places)
            if place.code != self._code
        ]
        colour = theme.ERROR if finding.severity is Severity.ERROR else theme.WARNING
        links = (
            f'<a style="color:{colour}" href="{number}/{target}">{escape(text)}</a>'
            for target, text in (*targets, (EXPLAIN, "Giải trình"))
        )
        head = f"<b>{_WORDS[finding.severity]} {escape(finding.group)}.</b>"
        advice = f" {escape(finding.advice)}" if finding.advice else ""
        return f"{head} {escape(finding.detail)}{advice}<br>{' · '.join(links)}"

    def _on_link(self, target: str) -> None:
        number, what = target.split("/")
        finding = self.findings[int(number)]
        if what == EXPLAIN:
            self.explanation_wanted.emit(finding)
        else:
            self.place_opened.emit(finding.places[int(what)])


def origin_of(figure: Figure, indicator: Indicator) -> str:
    """Where a figure comes from, and what the list gives when that is another number."""
    computed = "" if figure.computed is None else format_number(figure.computed, indicator.quantity)
    if figure.origin is None:
        found = f"Danh mục tính được {computed}, chưa đủ tổ chức để dùng." if computed else ""
        if figure.units is not None and figure.units.known:
            found = f"{figure.units.known}/{figure.units.total} đơn vị có số, không cộng lại được."
        return f"Chưa có số liệu. {found}".strip()
    if figure.origin is Origin.COMPUTED:
        if figure.units is not None:
            return _brought_together(figure)
        if not figure.total:
            return "Tính từ các chỉ tiêu khác của biểu."
        return f"Tính từ danh mục: {figure.known}/{figure.total} tổ chức có số liệu."
    parts = ["Nhập trực tiếp."]
    if figure.reason:
        parts.append(f"Lý do: {figure.reason}")
    if computed and figure.computed != figure.value:
        found = "Các đơn vị cộng lại" if figure.units else "Danh mục tính được"
        parts.append(f"{found}: {computed}.")
    return " ".join(parts)


def _brought_together(figure: Figure) -> str:
    """Out of how many units a figure is, and what is known of the lists among them."""
    assert figure.units is not None
    words = f"Tổng hợp từ {figure.units.known}/{figure.units.total} đơn vị có số liệu"
    lists = f"; {figure.known}/{figure.total} tổ chức trong danh sách" if figure.total else ""
    return f"{words}{lists}."


def _words(look: str = "") -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    if look:
        label.setProperty(look, True)
    return label
