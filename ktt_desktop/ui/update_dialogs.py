"""The two questions about an update file: is it really from its issuer, and is it to be used."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.updates import PART_TITLES, TrustedKey
from ktt_desktop.services.updates import CheckedUpdate, Offer
from ktt_desktop.ui import theme

WIDTH, LINES = 640, 8  # logical pixels; lines of changes seen at once
FINGERPRINT_POINTS = 13.0


class StrangerDialog(QDialog):
    """Đối chiếu dấu vân tay của khóa chưa tin cậy; Esc and Enter refuse."""

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đối chiếu nơi ban hành")
        self.refuse = QPushButton("Không nhận  Esc")
        self.believe = QPushButton("Đúng như công văn")
        self.refuse.clicked.connect(self.reject)
        self.believe.clicked.connect(self.accept)
        layout = column(self, "Đối chiếu dấu vân tay với công văn gửi kèm")
        if offer.rival is not None:
            layout.addWidget(toned(_another_key(offer.rival), "error"))
        layout.addWidget(
            paragraph(
                f"Chương trình chưa biết khóa đã ký tệp {offer.file_name}. Chỉ nhận khi dấu vân "
                "tay dưới đây giống từng ký tự với dấu vân tay in trong công văn gửi kèm. Không "
                "có công văn, hoặc khác dù một ký tự, thì không nhận."
            )
        )
        layout.addWidget(card("", _rows_of_stranger(offer)))
        layout.addLayout(foot(self.believe, self.refuse))
        self.refuse.setDefault(True)
        self.refuse.setFocus()
        fit(self)


class InstallDialog(QDialog):
    """Xem trước những gì sẽ thay đổi rồi mới cài."""

    def __init__(self, checked: CheckedUpdate, units_gone: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cài bản cập nhật")
        self.changes = QPlainTextEdit(_told(checked))
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName("Những thay đổi")
        self.changes.setMinimumHeight(self.changes.fontMetrics().lineSpacing() * LINES + 22)
        self.leave, self.install = QPushButton("Không cài  Esc"), QPushButton("Cài đặt  Enter")
        self.install.setProperty("primary", True)
        self.leave.clicked.connect(self.reject)
        self.install.clicked.connect(self.accept)
        layout = column(self, checked.offer.header.title)
        layout.addWidget(card("", _rows_of_update(checked)))
        if units_gone:
            layout.addWidget(toned(_gone(units_gone), "warning"))
        layout.addWidget(self.changes, 1)
        layout.addWidget(paragraph("Số liệu đã nhập không thay đổi. Bản mới dùng khi mở lại sổ."))
        layout.addLayout(foot(self.leave, self.install))
        self.install.setDefault(True)
        self.install.setFocus()
        fit(self)


def _told(checked: CheckedUpdate) -> str:
    """The issuer's words, then what the program found."""
    notes = checked.offer.header.notes
    words = [f"Nơi ban hành cho biết:\n{notes}\n"] if notes else []
    return "\n".join([*words, "So với bản đang dùng:", *checked.changes])


def _rows_of_stranger(offer: Offer) -> tuple[tuple[str, QWidget], ...]:
    fingerprint = QLabel(offer.fingerprint)
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    fixed.setPointSizeF(FINGERPRINT_POINTS)
    fingerprint.setFont(fixed)
    fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return (
        ("Nơi ban hành", paragraph(offer.header.issued_by)),
        ("Tệp đưa vào", paragraph(f"{offer.header.title} ({PART_TITLES[offer.header.part]})")),
        ("Dấu vân tay", fingerprint),
    )


def _rows_of_update(checked: CheckedUpdate) -> tuple[tuple[str, QWidget], ...]:
    header = checked.offer.header
    return (
        ("Thay", paragraph(PART_TITLES[header.part])),
        ("Đang dùng", paragraph(str(checked.replaced))),
        ("Bản mới", paragraph(str(header.release))),
        ("Nơi ban hành", paragraph(_vouched(checked.offer))),
    )


def _vouched(offer: Offer) -> str:
    issuer, known = offer.header.issued_by, offer.known
    if known is None:
        return f"{issuer} (khóa vừa đối chiếu với công văn)"
    since = f"khóa tin cậy từ {PartialDate.from_date(known.since).short()}"
    if known.shipped:
        since = "khóa tin cậy kèm chương trình"
    return f"{issuer} ({since}{'' if known.name == issuer else f', của {known.name}'})"


def _another_key(rival: TrustedKey) -> str:
    since = PartialDate.from_date(rival.since).short()
    return (
        f"Cảnh báo: {rival.name} trước đây ký bằng khóa khác, tin cậy từ {since}. Tệp này "
        "có thể là giả mạo. Gọi cho nơi ban hành theo số điện thoại đã biết để hỏi về việc đổi "
        "khóa trước khi nhận."
    )


def _gone(count: int) -> str:
    return (
        f"Sổ đang mở nhắc đến {count} đơn vị không còn trong danh sách mới; tên các đơn vị này "
        "vẫn được giữ trong sổ."
    )


def column(dialog: QDialog, title: str) -> QVBoxLayout:
    """The layout of one of these dialogs, with its heading."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    heading = paragraph(title)
    heading.setProperty("heading", True)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[theme.SPACE_20] * 4)
    layout.setSpacing(theme.SPACE_12)
    layout.addWidget(heading)
    return layout


def fit(dialog: QDialog) -> None:
    """As high as its paragraphs need at its width, where the screen has room."""
    dialog.ensurePolished()
    layout, space = dialog.layout(), dialog.screen().availableSize()
    assert layout is not None
    width = min(WIDTH, space.width() - 40)
    dialog.resize(width, min(layout.totalHeightForWidth(width), space.height() - 40))


def card(title: str, rows: Sequence[tuple[str, QWidget]]) -> QFrame:
    """Names and values on white; a row without a name takes the whole width."""
    form = QFormLayout()
    form.setContentsMargins(*[theme.SPACE_12] * 4)
    form.setHorizontalSpacing(theme.SPACE_20)
    form.setVerticalSpacing(theme.SPACE_8)
    if title:
        head = paragraph(title)
        head.setProperty("subheading", True)
        form.addRow(head)
    for name, value in rows:
        if name:
            label = QLabel(name)
            label.setProperty("hint", True)
            form.addRow(label, value)
        else:
            form.addRow(value)
    frame = QFrame()
    frame.setProperty("card", True)
    frame.setLayout(form)
    return frame


def foot(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons at the right; the key printed in one is no part of its name."""
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        button.setAccessibleName(button.text().split("  ")[0])
        row.addWidget(button)
    return row


def acts(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons at the left of a page; Enter presses none of them from elsewhere."""
    row = QHBoxLayout()
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    return row


def paragraph(words: str) -> QLabel:
    """Text as it is, on as many lines as it needs."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)  # words of a file are no markup
    label.setWordWrap(True)
    return label


def toned(words: str, tone: str) -> QLabel:
    """A paragraph in the colour of a warning or an error."""
    label = paragraph(words)
    label.setProperty("tone", tone)
    return label
