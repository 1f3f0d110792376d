"""Thiết lập báo cáo: number, day, addressees, how it is written, which sections are printed."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.dates import parse_date
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.report_setup import ReportSetup, load_setup
from ktt_desktop.ui import messages, shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button

TITLE = "Thiết lập báo cáo"
SIZE = (820, 560)  # on a small screen less
FIRST_YEAR, LAST_YEAR = 1990, 2099
LINES = 3  # of a box for several lines
YEAR_WIDTH = 80


def open_settings(context: Context, parent: QWidget, key: ReportKey) -> None:
    """Open the dialog of one report over a screen."""
    book, profile = context.book, context.profile
    context.ask(
        parent,
        lambda _: load_setup(book, profile, key),
        lambda setup: SettingsDialog(context, key, setup, parent).open(),
    )


class SettingsDialog(QDialog):
    """Hộp thoại thiết lập của một báo cáo; nothing is kept before Ghi."""

    def __init__(
        self, context: Context, key: ReportKey, setup: ReportSetup, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{TITLE} – {setup.outline.label}")
        self._context, self._key, self._setup = context, key, setup
        self.number, self.signed_on = QLineEdit(), QLineEdit()
        self.first_year, self.last_year = QLineEdit(), QLineEdit()
        self.addressees, self.bases = QPlainTextEdit(), QPlainTextEdit()
        self.beginning, self.closing = QPlainTextEdit(), QPlainTextEdit()
        self.options = {each.id: QComboBox() for each in setup.outline.options}
        self.zero_padded = QCheckBox("Số đếm dưới 10 viết thêm số 0: 05 HTX")
        self.keep_blanks = QCheckBox("Giữ câu thiếu số liệu, chỗ thiếu ghi ……")
        self.electronic = QCheckBox("Văn bản điện tử: phụ lục để trống số và ngày")
        self.sections, self.pages, self.problem = QListWidget(), QTabWidget(), QLabel()
        self._fill()
        self._lay_out()
        shortcuts.bind(self, "Ctrl+S", self._save)
        self.number.setFocus()
        self._before = self._draft()

    # --- what is shown

    def _fill(self) -> None:
        settings, outline = self._setup.settings, self._setup.outline
        self.number.setText(settings.number)
        self.number.setPlaceholderText(self._setup.number)
        self.signed_on.setText(_day(settings.signed_on))
        self.signed_on.setPlaceholderText(_day(self._setup.signed_on) or "ngày/tháng/năm")
        for box, year, usual in zip(
            (self.first_year, self.last_year),
            settings.span or ("", ""),
            self._setup.span,
            strict=True,
        ):
            box.setText(str(year))
            box.setPlaceholderText(str(usual))
            box.setFixedWidth(YEAR_WIDTH)
        self.addressees.setPlainText("\n".join(settings.addressees))
        self.bases.setPlainText("\n".join(settings.bases))
        self.beginning.setPlainText(settings.opening)
        self.beginning.setPlaceholderText(self._setup.opening)
        self.closing.setPlainText(settings.closing)
        self.closing.setPlaceholderText(self._setup.closing)
        chosen = outline.chosen(settings.options)
        for option in outline.options:
            for choice in option.choices:
                self.options[option.id].addItem(choice.label, choice.id)
            self.options[option.id].setCurrentIndex(
                self.options[option.id].findData(chosen[option.id])
            )
        self.zero_padded.setChecked(settings.zero_padded)
        self.keep_blanks.setChecked(settings.keep_blanks)
        self.electronic.setChecked(settings.electronic)
        for switch in self._setup.switches:
            item = QListWidgetItem(switch.words)
            item.setData(Qt.ItemDataRole.UserRole, switch.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ticked(settings.sections.get(switch.id, switch.on)))
            self.sections.addItem(item)

    def _lay_out(self) -> None:
        self.pages.addTab(self._head_page(), "&Đầu văn bản")
        self.pages.addTab(self._words_page(), "&Câu mở, câu kết")
        self.pages.addTab(self._writing_page(), "Cách &viết")
        if self.sections.count():
            self.pages.addTab(self._sections_page(), "&Mục in")
        self.pages.setAccessibleName("Các trang thiết lập")
        self.problem.setProperty("problem", True)
        self.problem.setWordWrap(True)
        self.problem.hide()
        leave = key_button("Hoãn  Esc", self.reject)
        save = key_button("Ghi  Ctrl+S", self._save)
        save.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_12)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self.pages, 1)
        column.addWidget(self.problem)
        column.addLayout(button_line((), (leave, save)))
        fit(self, SIZE)

    def _head_page(self) -> QWidget:
        outline = self._setup.outline
        page, form = _page()
        _row(form, "Số văn bản", self.number, "Để trống: lấy ở Thông tin đơn vị")
        _row(form, "Ngày ký", self.signed_on, "Để trống: lấy ở Thông tin đơn vị")
        if outline.span:
            years = QHBoxLayout()
            for words, box in (("từ năm", self.first_year), ("đến năm", self.last_year)):
                box.setAccessibleName(f"Giai đoạn {words}")
                years.addWidget(QLabel(words))
                years.addWidget(box)
            years.addStretch()
            form.addRow("Giai đoạn", years)
        _row(form, "Kính gửi", self.addressees, "Mỗi dòng một cơ quan; không có thì để trống")
        _row(form, "Căn cứ ban hành", self.bases, "Mỗi dòng một căn cứ; không có thì để trống")
        return page

    def _words_page(self) -> QWidget:
        page, form = _page()
        _row(form, "Câu mở đầu", self.beginning, "Để trống: câu in mờ trong ô")
        _row(form, "Câu kết", self.closing, "Để trống: câu in mờ trong ô")
        return page

    def _writing_page(self) -> QWidget:
        page, form = _page()
        for option in self._setup.outline.options:
            _row(form, option.label, self.options[option.id])
        for box in (self.zero_padded, self.keep_blanks, self.electronic):
            box.setAccessibleName(box.text())
            form.addRow("", box)
        return page

    def _sections_page(self) -> QWidget:
        self.sections.setAccessibleName("Các mục in hay không in")
        self.sections.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setWordWrap(True)
        self.sections.setCurrentRow(0)
        hint = QLabel("Dấu cách: in hay không in mục đang đứng. Lời văn của mục không in vẫn giữ.")
        hint.setProperty("hint", True)
        hint.setWordWrap(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.sections, 1)
        column.addWidget(hint)
        return page

    # --- acts

    def _draft(self) -> tuple[object, ...]:
        """Everything as typed."""
        boxes = (self.number, self.signed_on, self.first_year, self.last_year)
        pads = (self.addressees, self.bases, self.beginning, self.closing)
        ticks = (self.zero_padded, self.keep_blanks, self.electronic)
        return (
            *(each.text() for each in boxes),
            *(each.toPlainText() for each in pads),
            *(each.isChecked() for each in ticks),
            *(each.currentData() for each in self.options.values()),
            *self._switches().items(),
        )

    def _switches(self) -> dict[str, bool]:
        items = (self.sections.item(row) for row in range(self.sections.count()))
        return {
            each.data(Qt.ItemDataRole.UserRole): each.checkState() is Qt.CheckState.Checked
            for each in items
        }

    def _settings(self) -> ReportSettings:
        """What was typed; raises InvalidInputError."""
        before = self._setup.settings
        return replace(
            before,
            number=self.number.text().strip(),
            signed_on=_read_day(self.signed_on.text()),
            span=_read_span(self.first_year.text(), self.last_year.text(), self._setup.span),
            addressees=_lines(self.addressees),
            bases=_lines(self.bases),
            opening=self.beginning.toPlainText().strip(),
            closing=self.closing.toPlainText().strip(),
            options={**before.options, **{id_: b.currentData() for id_, b in self.options.items()}},
            sections={**before.sections, **self._switches()},
            zero_padded=self.zero_padded.isChecked(),
            keep_blanks=self.keep_blanks.isChecked(),
            electronic=self.electronic.isChecked(),
        )

    def _save(self) -> None:
        try:
            settings = self._settings()
        except InvalidInputError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        book, key = self._context.book, self._key
        self._context.save(
            self, lambda _: save_settings(book, key, settings), lambda _: self.accept()
        )

    def reject(self) -> None:
        """Leave; what was changed only after a question."""
        if self._draft() == self._before or messages.may_discard(self):
            super().reject()


def _page() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    form = QFormLayout(page)
    form.setSpacing(theme.SPACE_8)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return page, form


def _row(form: QFormLayout, label: str, widget: QWidget, hint: str = "") -> None:
    widget.setAccessibleName(label)
    widget.setToolTip(hint)
    if isinstance(widget, QComboBox):
        widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    if isinstance(widget, QPlainTextEdit):
        widget.setTabChangesFocus(True)
        widget.setMinimumHeight(widget.fontMetrics().lineSpacing() * LINES)
    if isinstance(widget, QPlainTextEdit) and not widget.placeholderText():
        widget.setPlaceholderText(hint)
    form.addRow(label, widget)


def _ticked(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _lines(pad: QPlainTextEdit) -> tuple[str, ...]:
    lines = (line.strip() for line in pad.toPlainText().splitlines())
    return tuple(line for line in lines if line)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _read_day(text: str) -> date | None:
    found = parse_date(text)
    if found is None:
        return None
    if not found.day:
        raise InvalidInputError("Ngày ký phải có đủ ngày, tháng, năm, ví dụ 15/08/2022.")
    return found.first_day()


def _read_span(first: str, last: str, usual: tuple[int, int]) -> tuple[int, int] | None:
    """The years as typed, one left blank is the usual one; None where both are blank."""
    typed = (first.strip(), last.strip())
    if not any(typed):
        return None
    for text in filter(None, typed):
        if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise InvalidInputError(
                f"“{text}” không phải là năm của giai đoạn. Ghi năm bốn chữ số, ví dụ 2026."
            )
    begin, end = (int(text or year) for text, year in zip(typed, usual, strict=True))
    if begin > end:
        raise InvalidInputError(
            f"Giai đoạn từ năm {begin} đến năm {end} ngược thứ tự. Sửa một trong hai năm."
        )
    return begin, end
