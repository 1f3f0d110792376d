"""What would be sent: how much, the main figures, what is different from the last time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.services.sending import SendingPlan
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.sending_steps import line
from ktt_desktop.ui.screens.sending_words import counted


class PreviewStep(QWidget):
    """Bước xem trước."""

    changes_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts, self.figures, self.changed = line(), line(hint=True), line()
        self.to_changes = QPushButton("Xem thay đổi…")
        self.to_changes.setAccessibleName("Xem thay đổi so với lần nộp trước")
        self.to_changes.clicked.connect(self.changes_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_8)
        row.addWidget(self.changed, 1)
        row.addWidget(self.to_changes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.counts)
        column.addWidget(self.figures)
        column.addLayout(row)
        self.show_plan(None)

    def show_plan(self, plan: SendingPlan | None) -> None:
        """Fill the lines; None while it is being read."""
        if plan is None:
            self.counts.setText("Đang gom số liệu…")
        else:
            self.counts.setText(
                f"{prose_count(plan.organisations)} tổ chức, {prose_count(plan.forms)} phiếu số "
                f"liệu, {prose_count(plan.records)} hồ sơ công việc."
            )
        self.figures.setText(_figures(plan) if plan else "")
        changes = plan.changes if plan else None
        told = counted(changes) if changes else ""
        self.changed.setText(f"Khác lần trước: {told}." if told else "")
        for widget in (self.changed, self.to_changes):
            widget.setVisible(bool(told))


def _figures(plan: SendingPlan) -> str:
    """The main figures, with what the last submission said where that was different."""
    words = []
    for each in plan.figures:
        differs = each.before is not None and each.before != each.now
        before = f" (lần trước {each.before})" if differs else ""
        words.append(f"{each.label}: {each.now}{before}")
    return " · ".join(words)
