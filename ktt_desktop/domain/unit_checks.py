"""What is wrong with a line of the unit's particulars, and what to tell of several of them."""

import calendar
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from ktt_desktop.domain.unit_particulars import (
    DOCUMENT_LABELS,
    Deadline,
    DocumentKind,
    DocumentLine,
    IssuingBody,
    Signatory,
    Signing,
    UnitParticulars,
)
from ktt_desktop.domain.validity import DatedLine, gaps, in_force, order_problem, overlaps, short

_OF_A_BODY = (Signing.COLLECTIVE, Signing.COLLECTIVE_FOR_HEAD)
_OF_A_HEAD = (
    Signing.FOR_HEAD,
    Signing.COLLECTIVE_FOR_HEAD,
    Signing.BY_ORDER,
    Signing.BY_AUTHORITY,
)
_LEAP_YEAR = 2024


def line_problems(line: DatedLine) -> dict[str, str]:
    """Attribute → sentence: what keeps a line from being taken."""
    found = {"valid_to": order_problem(line)}
    match line:
        case Signatory():
            found |= _signing_problems(line)
        case Deadline():
            found |= _due_problems(line)
    return {attr: sentence for attr, sentence in found.items() if sentence}


def _signing_problems(line: Signatory) -> dict[str, str]:
    found = {}
    if line.form in _OF_A_BODY and not line.body:
        found["body"] = "Ký TM. phải ghi tập thể được ký thay, ví dụ ỦY BAN NHÂN DÂN."
    if line.form in _OF_A_HEAD and not line.head:
        found["head"] = "Ký KT., TL., TUQ. phải ghi chức vụ người đứng đầu, ví dụ CHỦ TỊCH."
    return found


def _due_problems(line: Deadline) -> dict[str, str]:
    if (line.day is None) != (line.month is None):
        attr = "day" if line.day is None else "month"
        return {attr: "Ghi cả ngày và tháng, hoặc để trống cả hai khi từng năm có văn bản riêng."}
    if line.day is None or line.month is None:
        return {}
    if not 1 <= line.month <= 12:
        return {"month": f"Không có tháng {line.month}. Ghi từ 1 đến 12."}
    last = calendar.monthrange(_LEAP_YEAR, line.month)[1]
    if not 1 <= line.day <= last:
        return {"day": f"Tháng {line.month} không có ngày {line.day}. Ghi từ 1 đến {last}."}
    return {}


def body_warnings(lines: Sequence[IssuingBody]) -> list[str]:
    """Cơ quan: one at a time is wanted."""
    return overlaps(lines) + gaps(lines)


def signatory_warnings(lines: Sequence[Signatory]) -> list[str]:
    """Người ký: several may sign at once, one of them is the usual one."""
    usual = [f"Người ký thường xuyên. {each}" for each in overlaps(_usual(lines))]
    return usual + gaps(lines)


def document_warnings(lines: Sequence[DocumentLine]) -> list[str]:
    """Ký hiệu, nơi nhận: one at a time for each kind of document."""
    kinds = groupby(sorted(lines, key=attrgetter("kind")), key=attrgetter("kind"))
    found = []
    for kind, same in kinds:
        rows = list(same)
        found += [f"{DOCUMENT_LABELS[kind]}. {each}" for each in overlaps(rows) + gaps(rows)]
    return found


def day_warnings(particulars: UnitParticulars, kind: DocumentKind, on: date) -> list[str]:
    """What to tell of a document of a day: parts for which no line is in force, who cannot sign."""
    documents = [each for each in particulars.documents if each.kind == kind]
    found = [
        f"{what}: không có dòng nào có hiệu lực ngày {short(on)}, in theo dòng gần nhất."
        for what, lines in (
            ("Cơ quan", particulars.bodies),
            ("Người ký", particulars.signatories),
            (f"Ký hiệu, nơi nhận của {DOCUMENT_LABELS[kind].lower()}", documents),
        )
        if lines and not in_force(lines, on)
    ]
    now = in_force(particulars.signatories, on)
    if now and particulars.chosen and particulars.chosen not in (each.label for each in now):
        found.append(f"{particulars.chosen} không ký ngày {short(on)}, in người ký thường xuyên.")
    return found


def _usual(lines: Sequence[Signatory]) -> list[Signatory]:
    return [each for each in lines if each.usual]
