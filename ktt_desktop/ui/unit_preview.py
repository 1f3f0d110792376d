"""The heading and the signature of a document as they would be printed on a day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.dates import heading_date
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.unit_checks import day_warnings
from ktt_desktop.domain.unit_particulars import (
    DOCUMENT_LABELS,
    DocumentKind,
    UnitParticulars,
    printed,
)
from ktt_desktop.domain.validity import short
from ktt_desktop.services.book import today
from ktt_desktop.services.first_run import printing_day
from ktt_desktop.ui.forms.choice_editor import ChoiceEditor
from ktt_desktop.ui.forms.text_editors import DayEditor
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20
from ktt_desktop.ui.unit_fields import CHOICES

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


class UnitPreview(QWidget):
    """Xem theo ngày; without a day it is the day the document is signed, else today."""

    def __init__(self, profile: UnitProfile, particulars: UnitParticulars) -> None:
        super().__init__()
        self._profile, self._particulars = profile, particulars
        self.day, self.kind = DayEditor(), ChoiceEditor(CHOICES["kinds"])
        self.kind.set_value(DocumentKind.PLAN)
        for editor, name in ((self.day, "Xem theo ngày"), (self.kind, "Loại văn bản")):
            editor.input.setAccessibleName(name)
            editor.edited.connect(self._show)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("line", True)
        self.words.setProperty("tone", "warning")
        self._superior, self._issuer = _text(), _text(bold=True)
        self._number, self._place = _text(), _text(italic=True)
        self._title = _text(bold=True)
        self._recipients = _text(centred=False)
        self._authority, self._signer = _text(bold=True), _text(bold=True)
        self._lay_out()
        self._show()

    def show_unit(self, profile: UnitProfile, particulars: UnitParticulars) -> None:
        """Follow what is typed in the other tabs."""
        self._profile, self._particulars = profile, particulars
        self._show()

    def text(self) -> str:
        """Everything that is shown, line by line."""
        labels = (
            self._superior,
            self._issuer,
            self._number,
            self._place,
            self._recipients,
            self._authority,
            self._signer,
        )
        return "\n".join(label.text() for label in labels if label.text())

    def _show(self) -> None:
        if self.day.problem() or self.kind.problem() or not self.kind.value():
            self._tell([self.day.problem() or self.kind.problem() or "Chọn một loại văn bản."])
            return
        kind = DocumentKind(self.kind.value())
        usual = printing_day(self._profile, today())
        self.day.line.setPlaceholderText(short(usual))
        day = self.day.value() or usual
        shown = printed(self._profile, self._particulars, day, kind)
        self._superior.setText("\n".join(shown.superior))
        self._superior.setVisible(bool(shown.superior))
        self._issuer.setText("\n".join(shown.issuer))
        self._number.setText(f"Số: {shown.number or '…'}/{shown.symbol}")
        self._place.setText(f"{shown.place}, {heading_date(day)}")
        self._title.setText("" if kind is DocumentKind.LETTER else DOCUMENT_LABELS[kind].upper())
        self._recipients.setText(_recipient_lines(shown.recipients))
        self._authority.setText("\n".join(shown.authority))
        self._signer.setText(shown.signer)
        self._tell(day_warnings(self._particulars, kind, day))

    def _tell(self, sentences: Sequence[str]) -> None:
        self.words.setText("\n".join(sentences))
        self.words.setVisible(bool(sentences))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_12)
        form.setVerticalSpacing(SPACE_8)
        for words, editor in (("Xem theo ngày", self.day), ("Loại văn bản", self.kind)):
            label = QLabel(words)
            label.setBuddy(editor.input)
            form.addRow(label, editor)
        nation, motto = _text(bold=True), _text(bold=True)
        nation.setText(NATION)
        motto.setText(MOTTO)
        paper = QFrame()
        paper.setProperty("card", True)
        grid = QGridLayout(paper)
        grid.setContentsMargins(*[SPACE_20] * 4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.addLayout(_column(self._superior, self._issuer), 0, 0)
        grid.addLayout(_column(nation, motto), 0, 1)
        grid.addWidget(self._number, 1, 0)
        grid.addWidget(self._place, 1, 1)
        grid.addWidget(self._title, 2, 0, 1, 2)
        grid.addWidget(self._recipients, 3, 0)
        signature = _column(self._authority)
        signature.addSpacing(2 * SPACE_20)
        signature.addWidget(self._signer)
        signature.addStretch()
        grid.addLayout(signature, 3, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.addLayout(form)
        column.addWidget(self.words)
        column.addWidget(paper)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)


def _recipient_lines(recipients: Sequence[str]) -> str:
    lines = [f"- {each};" for each in recipients]
    if not lines:
        return ""
    return "\n".join(["Nơi nhận:", *lines[:-1], f"{lines[-1][:-1]}."])


def _text(*, bold: bool = False, italic: bool = False, centred: bool = True) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setBold(bold)
    font.setItalic(italic)
    label.setFont(font)
    across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(across | Qt.AlignmentFlag.AlignTop)
    return label


def _column(*labels: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    for label in labels:
        column.addWidget(label)
    return column
