"""Chốt (duyệt) a period of a unit below, mở chốt with a reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.completeness import BoardCell, BoardUnit
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.receiving_decisions import approve, open_again
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_reason import ReasonDialog, ReasonWords

APPROVING = ReasonWords(
    "Chốt kỳ của đơn vị",
    "Ghi chú nếu có, ví dụ: đã thống nhất qua điện thoại",
    "Chốt  Enter",
    "Chưa chốt  Esc",
    is_needed=False,
)
OPENING = ReasonWords(
    "Mở chốt kỳ của đơn vị",
    "Ví dụ: đơn vị đề nghị gửi bổ sung số thành viên",
    "Mở chốt  Enter",
    "Giữ chốt  Esc",
)


def ask_to_approve(
    context: Context, parent: QWidget, unit: BoardUnit, cell: BoardCell, period: ReportingPeriod
) -> None:
    """Ask, then close the period of a unit."""
    sentence = (
        f"Chốt (duyệt) {period.label.lower()} của {unit.name}. Sau khi chốt, tệp mới của "
        "đơn vị cho kỳ này được giữ lại chờ, chỉ vào sổ khi mở chốt và ghi lý do."
    )
    _ask(context, parent, sentence, APPROVING, cell.senders or (unit.key,), period)


def ask_to_open_again(
    context: Context, parent: QWidget, unit: BoardUnit, cell: BoardCell, period: ReportingPeriod
) -> None:
    """Ask for the reason, then open the period of a unit again; files that wait are taken in."""
    sentence = (
        f"Mở chốt {period.label.lower()} của {unit.name}. Tệp đang chờ của đơn vị cho kỳ "
        "này, nếu có, được đưa vào sổ. Lý do được lưu trong sổ."
    )
    _ask(context, parent, sentence, OPENING, cell.senders or (unit.key,), period)


def _ask(
    context: Context,
    parent: QWidget,
    sentence: str,
    words: ReasonWords,
    units: Sequence[str],
    period: ReportingPeriod,
) -> None:
    dialog = ReasonDialog(sentence, "", parent, words)
    act = open_again if words is OPENING else approve

    def save(unit: str, reason: str) -> None:
        context.save(parent, lambda _: act(context.book, unit, period.code, reason))

    def on_accepted() -> None:
        for unit in units:
            save(unit, dialog.reason)

    dialog.accepted.connect(on_accepted)
    dialog.open()
