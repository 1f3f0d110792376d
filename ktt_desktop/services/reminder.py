"""Lời nhắc nộp tệp: a message ready to be copied, to one unit or to all that are missing."""

from collections.abc import Sequence
from datetime import date

from ktt_desktop.catalogue.units_table import KINDS
from ktt_desktop.domain.completeness import Board, BoardPeriod, BoardState, BoardUnit
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.records import UnitProfile


def to_remind(board: Board, place: int, profile: UnitProfile) -> tuple[BoardUnit, ...]:
    """The units a reminder of a period can go to; one that is gone reads none any more."""
    return tuple(each for each in board.missing(place) if profile.historical or not each.former)


def reminder(
    board: Board, place: int, profile: UnitProfile, on: date, unit: str | None = None
) -> str:
    """The message of a period: to every unit to be reminded, or to the one of a key alone.

    Empty where nobody has to be reminded.
    """
    cells = {row.unit.key: row.cells[place] for row in board.rows}
    asked = [each for each in to_remind(board, place, profile) if unit in (None, each.key)]
    if not asked:
        return ""
    column = board.periods[place]
    back = [
        each
        for each in asked
        if (cell := cells[each.key]) is not None and cell.state is BoardState.RETURNED
    ]
    missing = [each for each in asked if each not in back]
    return "\n".join(
        [
            f"Kính gửi: {'; '.join(office(each.name) for each in asked)}.",
            "",
            *_missing(column, profile, on, missing),
            *_returned(column, back, is_alone=not missing),
            f"Hạn gửi: {_due(column, on)}.",
            f"Cách gửi: mở Sổ KTTT, chọn kỳ “{column.period.label}” (Ctrl+K), vào Nộp và nhận "
            "(Alt+7), nhấn F12 để kết xuất; gửi nguyên tệp có đuôi .kttt về "
            f"{office(profile.name)}, không đổi tên, không sửa nội dung tệp.",
            "Nếu đã gửi, đề nghị báo ngày gửi và mã kiểm tra để đối chiếu.",
            "",
            "Trân trọng.",
        ]
    )


def office(name: str) -> str:
    """The body of a unit: "Xã An Lạc" → "UBND xã An Lạc"; another name stays."""
    if name.startswith(tuple(f"{kind} " for kind in KINDS)):
        return f"UBND {name[0].lower()}{name[1:]}"
    return name


def _missing(
    column: BoardPeriod, profile: UnitProfile, on: date, units: Sequence[BoardUnit]
) -> list[str]:
    if not units:
        return []
    return [
        f"Đến hết ngày {_day(on)}, {office(profile.name)} chưa nhận được tệp nộp số liệu kinh tế "
        f"tập thể, hợp tác xã của kỳ “{column.period.label}” từ {_whose(units)}. Đề nghị hoàn "
        "thành số liệu và gửi tệp nộp."
    ]


def _returned(column: BoardPeriod, units: Sequence[BoardUnit], *, is_alone: bool) -> list[str]:
    if not units:
        return []
    what = f"tệp nộp kỳ “{column.period.label}” đã được trả lại để sửa"
    names = ", ".join(office(each.name) for each in units)
    head = f"{'Đối với' if is_alone else 'Riêng'} {names}: {what}"
    return [f"{head}. Đề nghị sửa theo biên nhận và gửi lại."]


def _whose(units: Sequence[BoardUnit]) -> str:
    return office(units[0].name) if len(units) == 1 else "các đơn vị nêu trên"


def _due(column: BoardPeriod, on: date) -> str:
    if column.deadline is None:
        return "theo văn bản hướng dẫn của kỳ này"
    days = (column.deadline - on).days
    if days == 0:
        return f"hôm nay, ngày {_day(column.deadline)}"
    far = f"còn {prose_count(days)} ngày" if days > 0 else f"đã quá hạn {prose_count(-days)} ngày"
    return f"ngày {_day(column.deadline)} ({far})"


def _day(day: date) -> str:
    return PartialDate.from_date(day).short()
