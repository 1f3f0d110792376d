"""Chốt số liệu của kỳ, mở chốt with a reason: one button that says how it stands."""

from PySide6.QtWidgets import QPushButton, QWidget

from ktt_desktop.domain.closing import Closing, closed_by, figures_name
from ktt_desktop.services.closing import close_period, closings_of, reopen_period
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_reason import ReasonDialog, ReasonWords

KEYS = "Ctrl+Shift+K"
CLOSE = ReasonWords(
    "Chốt số liệu",
    "Ghi chú, ví dụ: theo Kế hoạch số 126/KH-UBND (không bắt buộc)",
    "Chốt  Enter",
    "Chưa chốt  Esc",
    is_needed=False,
)
REOPEN = ReasonWords(
    "Mở chốt", "Ví dụ: Sở trả lại để sửa số thành viên", "Mở chốt  Enter", "Giữ chốt  Esc"
)


class ClosingButton(QPushButton):
    """Chốt số liệu… while figures of the period are open, Mở chốt… while they are closed."""

    def __init__(self, context: Context, screen: QWidget) -> None:
        super().__init__()
        self._context, self._screen = context, screen
        self._closings: tuple[Closing, ...] = ()
        self._show(())
        self.clicked.connect(self._act)
        shortcuts.bind(screen, KEYS, self._act)

    def refresh(self) -> None:
        """Read how the figures of the period stand."""
        book, period = self._context.book, self._context.period
        self._context.ask(self, lambda _: closings_of(book, period), self._show)

    def _show(self, closings: tuple[Closing, ...]) -> None:
        self._closings = closings
        words = "Mở chốt…" if closings else "Chốt số liệu…"
        self.setText(words)
        self.setAccessibleName(words)
        told = [f"{figures_name(each.figures)}: đã chốt ngày {_day(each)}" for each in closings]
        self.setToolTip("\n".join([KEYS, *told]))

    def _act(self) -> None:
        if self._closings:
            self._ask_to_reopen()
        else:
            self._ask_to_close()

    def _ask_to_close(self) -> None:
        book, period = self._context.book, self._context.period
        names = "; ".join(figures_name(each).lower() for each in closed_by(period))
        sentence = (
            f"Chốt số liệu của {period.label.lower()}: {names}. "
            "Sau khi chốt, số liệu này chỉ sửa được khi mở chốt và ghi lý do."
        )
        dialog = ReasonDialog(sentence, "", self._screen, CLOSE)
        dialog.accepted.connect(
            lambda: self._context.save(
                self._screen, lambda _: close_period(book, period, dialog.reason)
            )
        )
        dialog.open()

    def _ask_to_reopen(self) -> None:
        book, period = self._context.book, self._context.period
        dialog = ReasonDialog(_stands(self._closings), "", self._screen, REOPEN)
        dialog.accepted.connect(
            lambda: self._context.save(
                self._screen, lambda _: reopen_period(book, period, dialog.reason)
            )
        )
        dialog.open()


def _stands(closings: tuple[Closing, ...]) -> str:
    lines = [
        f"{figures_name(each.figures)} đã chốt ngày {_day(each)}"
        + (f" ({each.note})." if each.note else ".")
        for each in closings
    ]
    return "\n".join([*lines, "Ghi lý do mở chốt; lý do được lưu trong sổ."])


def _day(closing: Closing) -> str:
    day = closing.closed_at.astimezone()
    return f"{day.day}/{day.month}/{day.year}"
