"""Đối chiếu bản giấy: a check code typed or scanned, and whether paper and file agree."""

from types import MappingProxyType

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.services.paper_check import PaperOutcome, PaperVerdict, check_paper
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.sending_steps import line, set_tone
from ktt_desktop.ui.update_dialogs import column, foot, paragraph

HOW = (
    "Gõ 10 ký tự sau chữ “Mã kiểm tra” ở chân trang giấy, hoặc quét mã QR bên cạnh bằng máy đọc "
    "mã. Gạch nối, chữ thường và khoảng trống không quan trọng."
)
TONES = MappingProxyType(
    {
        PaperOutcome.AGREES: "good",
        PaperOutcome.CHANGED: "warning",
        PaperOutcome.SUPERSEDED: "warning",
        PaperOutcome.NOT_COUNTED: "warning",
        PaperOutcome.LIKELY_SLIP: "warning",
        PaperOutcome.UNKNOWN: "error",
    }
)
HEADS = ("Nội dung", "Bản giấy", "Nay")
MOST = 1000  # lines shown; the sentence counts them all
WIDTH, HEIGHT = 820, 520  # logical pixels, where the screen has them


def open_paper_check(context: Context, parent: QWidget) -> None:
    """Show the dialog; it stays open for one sheet after the other."""
    PaperCheckDialog(context, parent).open()


class PaperCheckDialog(QDialog):
    """Hộp thoại; Enter checks, the field is ready for the next code at once."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đối chiếu bản giấy")
        self._context = context
        self.code, self.look = QLineEdit(), QPushButton("Đối chiếu  Enter")
        self.told, self.remark = line(tone="neutral"), line(hint=True)
        self.table = RowsView(HEADS, "Không có chỗ khác", stretch=0)
        self.leave = QPushButton("Đóng  Esc")
        self._lay_out()
        self.look.clicked.connect(self._on_look)
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.code.setPlaceholderText("XXXX-XXXX-XX")
        self.code.setAccessibleName("Mã kiểm tra")
        self.code.setMaxLength(60)
        self.code.setFont(_code_font(self.code.font()))
        self.look.setProperty("primary", True)
        self.look.setDefault(True)
        self.look.setAccessibleName("Đối chiếu")
        self.leave.setAutoDefault(False)
        self.table.setAccessibleName("Chỗ khác giữa bản giấy và số liệu mới hơn")
        self.table.header().setMaximumSectionSize(WIDTH // 4)
        asked = QHBoxLayout()
        asked.setSpacing(theme.SPACE_8)
        asked.addWidget(self.code, 1)
        asked.addWidget(self.look)
        page = column(self, "Đối chiếu bản giấy")
        page.addWidget(paragraph(HOW))
        page.addLayout(asked)
        for widget in (self.told, self.remark):
            page.addWidget(widget)
            widget.hide()
        page.addWidget(self.table, 1)
        page.addStretch()
        page.addLayout(foot(self.leave))
        self.table.hide()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self.code.setFocus()

    def _on_look(self) -> None:
        context, typed = self._context, self.code.text()
        book, profile = context.book, context.profile

        def work(_: object) -> PaperVerdict | InvalidInputError:
            try:
                return check_paper(book, profile, typed)
            except InvalidInputError as error:
                return error  # told below the field, where the officer types

        context.ask(self, work, self._show)

    def _show(self, verdict: PaperVerdict | InvalidInputError) -> None:
        if isinstance(verdict, InvalidInputError):
            self._tell(str(verdict), "error", "")
            self.table.hide()
        else:
            self.code.setText(grouped_check_code(verdict.code))
            self._tell(verdict.sentence, TONES[verdict.outcome], verdict.remark)
            shown = verdict.changes[:MOST]
            self.table.show_rows([(each.label, each.old or "–", each.new or "–") for each in shown])
            self.table.setVisible(bool(shown))
        self.code.setFocus()
        self.code.selectAll()

    def _tell(self, words: str, tone: str, remark: str) -> None:
        self.told.setText(words)
        set_tone(self.told, tone)
        self.told.show()
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))


def _code_font(font: QFont) -> QFont:
    """Letters of one width, larger: two codes are compared letter by letter."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    fixed.setPointSizeF(font.pointSizeF() * 1.2)
    return fixed
