"""Đầu đề, câu mở, câu kết của một dàn ý riêng."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.domain.unit_particulars import DOCUMENT_LABELS
from ktt_desktop.services.outline_editing import preview
from ktt_desktop.services.report_sections import ReportSource
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.dialog_frames import button_line, key_button

WIDTH, LINES = 720, 3
HOW = (
    "{N}: năm báo cáo, {N+1}: năm sau, {from}, {to}: giai đoạn, {unit}: tên đơn vị, "
    "{issuer}: cơ quan ban hành, {as_of}: ngày chốt số liệu."
)


class HeadDialog(QDialog):
    """Hộp thoại đầu đề; `entry` holds the result once it was accepted."""

    def __init__(self, source: ReportSource, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Đầu đề, câu mở, câu kết")
        self._source, self.entry = source, entry
        self.kind, self.document = QLineEdit(entry["kind"]), QComboBox()
        self.pads = {
            "subject": QPlainTextEdit(entry["subject"]),
            "opening": QPlainTextEdit(entry["opening"]),
            "closing": QPlainTextEdit(entry["closing"]),
        }
        self.problem = QLabel()
        for kind, label in DOCUMENT_LABELS.items():
            self.document.addItem(f"{label} ({kind})", kind.value)
        self.document.setCurrentIndex(self.document.findData(entry["document"]))
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(theme.SPACE_8)
        labels = ("Trích yếu", "Câu mở đầu", "Câu kết")
        rows: list[tuple[str, QWidget]] = [
            ("Tên loại văn bản in ở đầu", self.kind),
            ("Ký hiệu theo loại", self.document),
            *zip(labels, self.pads.values(), strict=True),
        ]
        for label, widget in rows:
            widget.setAccessibleName(label)
            if isinstance(widget, QPlainTextEdit):
                widget.setTabChangesFocus(True)
                widget.setFixedHeight(widget.fontMetrics().lineSpacing() * (LINES + 1))
            form.addRow(label, widget)
        hint = QLabel(HOW)
        hint.setProperty("hint", True)
        self.problem.setProperty("problem", True)
        for label_ in (hint, self.problem):
            label_.setWordWrap(True)
        self.problem.hide()
        leave = key_button("Hoãn  Esc", self.reject)
        take = key_button("Đồng ý  Ctrl+S", self._on_take)
        take.setProperty("primary", True)
        shortcuts.bind(self, "Ctrl+S", self._on_take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_20] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(self.problem)
        column.addLayout(button_line((), (leave, take)))
        self.resize(WIDTH, self.sizeHint().height())

    def _on_take(self) -> None:
        texts = {key: pad.toPlainText().strip() for key, pad in self.pads.items()}
        for text in texts.values():
            if problem := preview(self._source, text).problem:
                self.problem.setText(problem)
                self.problem.show()
                return
        self.entry = {
            **self.entry,
            **texts,
            "kind": self.kind.text().strip(),
            "document": self.document.currentData(),
        }
        self.accept()
