"""The dialog "Thông tin đơn vị": what every report prints about its unit."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.dates import PartialDate, Precision, parse_date
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.settings import save_profile
from ktt_desktop.ui import messages, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.shortcuts import bind

#: Field, label, lines shown: 1 is one line of text, more is a list with one entry a line.
_FIELDS = (
    ("name", "Tên đơn vị", 1),
    ("parent_name", "Đơn vị cấp trên", 1),
    ("superior", "Cơ quan chủ quản (mỗi dòng một ý)", 2),
    ("issuer", "Cơ quan ban hành (mỗi dòng một ý)", 2),
    ("number", "Số văn bản", 1),
    ("symbol", "Ký hiệu", 1),
    ("place", "Địa danh", 1),
    ("signed_on", "Ngày ký", 1),
    ("opening", "Đoạn mở đầu", 5),
    ("authority", "Quyền hạn, chức vụ người ký", 3),
    ("signer", "Họ và tên người ký", 1),
    ("recipients", "Nơi nhận (mỗi dòng một nơi)", 5),
)
_LISTS = ("superior", "issuer", "authority", "recipients")


class UnitProfileDialog(QDialog):
    """Thông tin đơn vị."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Thông tin đơn vị")
        self.resize(720, 640)
        self._context = context
        self._editors: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._problem = QLabel()
        self._problem.setProperty("problem", True)
        self._problem.hide()
        self.complete = QCheckBox("Danh mục đã đủ mọi tổ chức trên địa bàn")
        self.complete.setChecked(context.profile.list_complete)
        self.complete.setToolTip(
            "Bỏ đánh dấu khi danh mục mới có một phần: số chung của đơn vị khi đó được nhập."
        )
        self._lay_out(self._form())
        bind(self, "Ctrl+S", self.save)
        self._before = self.profile()

    def editor(self, field: str) -> QLineEdit | QPlainTextEdit:
        """The editor of a field of UnitProfile."""
        return self._editors[field]

    def profile(self) -> UnitProfile:
        """What the dialog says now; raises InvalidInputError for an unreadable date."""
        texts = {field: nfc(_text(editor)).strip() for field, editor in self._editors.items()}
        signed_on = parse_date(texts["signed_on"])
        if signed_on is not None and signed_on.precision is not Precision.DAY:
            raise InvalidInputError("Ngày ký cần đủ ngày, tháng, năm, ví dụ 15/8/2022.")
        values: dict[str, Any] = texts | {field: _lines(texts[field]) for field in _LISTS}
        values["name"] = texts["name"] or self._context.profile.name
        values["signed_on"] = signed_on.first_day() if signed_on else None
        values["list_complete"] = self.complete.isChecked()
        return replace(self._context.profile, **values)

    def save(self) -> None:
        """Write the profile; an unreadable date keeps the dialog open and says why."""
        try:
            profile = self.profile()
        except InvalidInputError as error:
            self._problem.setText(str(error))
            self._problem.show()
            self._editors["signed_on"].setFocus()
            return
        context = self._context
        context.save(self, lambda _: save_profile(context.book, profile), lambda _: self._saved())

    def reject(self) -> None:
        """Leave without saving; asks only when something was changed."""
        if self._is_changed() and not messages.ask(
            self,
            "Thông tin đơn vị",
            "Những thay đổi chưa ghi sẽ mất. Đóng mà không ghi?",
            "Đóng, không ghi",
            "Sửa tiếp",
        ):
            return
        super().reject()

    def _is_changed(self) -> bool:
        try:
            return self.profile() != self._before
        except InvalidInputError:
            return True

    def _saved(self) -> None:
        self._context.set_profile(self.profile())
        self.accept()

    def _form(self) -> QWidget:
        form = QFormLayout()
        form.setContentsMargins(*[theme.SPACE_20] * 4)
        form.setVerticalSpacing(theme.SPACE_8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for field, label, lines in _FIELDS:
            editor = self._editors[field] = _editor(self._context.profile, field, lines)
            editor.setAccessibleName(label)
            form.addRow(label, editor)
        form.addRow("", self._problem)
        form.addRow("", self.complete)
        card = QFrame()
        card.setProperty("card", True)
        card.setLayout(form)
        return card

    def _lay_out(self, form: QWidget) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(form)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ok, leave = QPushButton("Ghi  Ctrl+S"), QPushButton("Hoãn  Esc")
        ok.setProperty("primary", True)
        for button, name, action in ((ok, "Ghi", self.save), (leave, "Hoãn", self.reject)):
            button.setAccessibleName(name)
            button.setAutoDefault(False)
            button.clicked.connect(action)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(ok)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addLayout(buttons)


def _editor(profile: UnitProfile, field: str, lines: int) -> QLineEdit | QPlainTextEdit:
    text = _shown(profile, field)
    if lines == 1:
        return QLineEdit(text)
    editor = QPlainTextEdit(text)
    editor.setTabChangesFocus(True)
    editor.setFixedHeight(editor.fontMetrics().lineSpacing() * lines + 22)
    return editor


def _shown(profile: UnitProfile, field: str) -> str:
    value = getattr(profile, field)
    if field == "signed_on":
        return PartialDate.from_date(value).short() if value else ""
    return "\n".join(value) if isinstance(value, tuple) else value


def _text(editor: QLineEdit | QPlainTextEdit) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
