"""The only place that builds message boxes; Qt has no Vietnamese words of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def inform(parent: QWidget | None, title: str, sentence: str, detail: str = "") -> None:
    """Tell something that is over, with one button."""
    box = _box(parent, QMessageBox.Icon.Information, title, sentence, detail)
    box.addButton("Đóng", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def warn(parent: QWidget | None, title: str, sentence: str, detail: str = "") -> None:
    """Tell why something was not done and what to do."""
    box = _box(parent, QMessageBox.Icon.Warning, title, sentence, detail)
    box.addButton("Đóng", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def ask(parent: QWidget | None, title: str, question: str, yes: str, no: str) -> bool:
    """A question answered with verbs ("Xóa" / "Giữ lại"); Esc and Enter take the safe one."""
    return choose(parent, title, question, (no, yes)) == 1


def may_discard(dialog: QWidget) -> bool:
    """Whether a dialog with changes may close without keeping them."""
    return ask(
        dialog,
        dialog.windowTitle(),
        "Có thay đổi chưa ghi. Bỏ các thay đổi này hay tiếp tục sửa?",
        "Bỏ thay đổi",
        "Tiếp tục sửa",
    )


def choose(parent: QWidget | None, title: str, question: str, answers: tuple[str, ...]) -> int:
    """A question with several answers; returns the place of the one taken, 0 for Esc."""
    box = _box(parent, QMessageBox.Icon.Question, title, question, "")
    buttons = [
        box.addButton(
            answer,
            QMessageBox.ButtonRole.RejectRole if place == 0 else QMessageBox.ButtonRole.AcceptRole,
        )
        for place, answer in enumerate(answers)
    ]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[0])
    box.exec()
    return buttons.index(clicked) if (clicked := box.clickedButton()) in buttons else 0


def _box(
    parent: QWidget | None, icon: QMessageBox.Icon, title: str, sentence: str, detail: str
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)  # names typed by officers are no markup
    box.setText(sentence)
    if detail:
        box.setInformativeText(detail)
    return box
