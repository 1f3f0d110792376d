"""Trước khi kết xuất: which number it will be and why, what would be sent, what is different."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.receipt import Answer, number_words
from ktt_desktop.domain.records import Exported, SentRow, UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.services.encryption import is_encrypting
from ktt_desktop.services.seals import is_sealing
from ktt_desktop.services.sent_changes import SentChanges, compare, sent_bytes
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.submission_number import Prepared, prepare, sent_row
from ktt_desktop.storage import exchange
from ktt_desktop.storage.session import transaction

BLANK = "–"
DELETE = "D"


@dataclass(frozen=True, slots=True)
class MainFigure:
    """Một con số chính sẽ gửi, in words; `before` is what the last submission said of it."""

    label: str
    now: str
    before: str | None


@dataclass(frozen=True, slots=True)
class SendingPlan:
    """Những gì một lần kết xuất sẽ gửi; nothing is written.

    `changes` is None where there is no submission to compare with, or what it sent was not kept.
    """

    number: int
    is_again: bool
    kind: str
    why: str
    organisations: int
    forms: int
    records: int
    figures: tuple[MainFigure, ...]
    changes: SentChanges | None
    is_sealed: bool
    is_encrypted: bool


def plan_sending(book: Book, profile: UnitProfile, period: ReportingPeriod) -> SendingPlan:
    """What an export would send now, under which number, and what the last one said instead."""
    prepared = prepare(book, profile, period)
    with transaction(book.sessions) as session:
        series = [sent_row(each) for each in exchange.sent_of_period(session, period.code)]
    last = series[-1] if series else None
    data = json.loads(prepared.data)
    changes: SentChanges | None = None
    before: Mapping[str, int] = {}
    if last is not None and last.has_data and not prepared.numbered.is_again:
        sent = sent_bytes(book, last.bundle_id)
        changes = compare(book, profile, sent, prepared.data)
        before = _figures(json.loads(sent), period)
    number = prepared.numbered.row.number
    return SendingPlan(
        number=number,
        is_again=prepared.numbered.is_again,
        kind=f"Bổ sung lần {number}" if number else "Chính thức (lần đầu)",
        why=_why(prepared, last),
        organisations=_count(data, "organisations"),
        forms=_count(data, "returns"),
        records=_count(data, "dossiers"),
        figures=tuple(_main_figures(book, period, data, before)),
        changes=changes,
        is_sealed=is_sealing(book),
        is_encrypted=is_encrypting(book),
    )


def write_again(
    book: Book, profile: UnitProfile, row: SentRow, folder: Path, progress: Progress
) -> Exported:
    """Write a submission once more, byte for byte, to another place.

    Raises InvalidInputError where the data were changed since, and what an export raises.
    """
    period = ReportingPeriod.parse(row.period)
    numbered = prepare(book, profile, period).numbered
    if not numbered.is_again or numbered.row.bundle_id != row.bundle_id:
        raise InvalidInputError(
            f"Số liệu đã thay đổi từ khi kết xuất {row.file_name}, nên không ghi lại đúng tệp đó "
            f"được. Tệp đã ghi ở {row.folder}; hoặc kết xuất bổ sung với số liệu hiện nay."
        )
    return export_submission(book, profile, period, folder, progress)


def _why(prepared: Prepared, last: SentRow | None) -> str:
    """Why it is this number, and what it takes the place of."""
    if last is None:
        return "Kỳ này chưa kết xuất lần nào."
    moment = last.created_at.astimezone()
    day = f"{moment.day}/{moment.month}/{moment.year}"
    code = grouped_check_code(last.check_code)
    if prepared.numbered.is_again:
        return f"Số liệu không đổi từ {day} (mã {code}): ghi lại đúng tệp đó, không thêm lần nộp."
    before = number_words(last.number)
    if last.answer == Answer.RETURNED:
        return f"Cấp trên đã trả lại {before} ({day}, mã {code}) để sửa; tệp này thay tệp đó."
    return f"Số liệu đã đổi từ {before} ({day}, mã {code}); tệp này thay tệp đó."


def _count(data: Mapping[str, Any], name: str) -> int:
    """The rows that stand; those that delete are not sent as anything."""
    sheet = data[name]
    at = sheet["columns"].index("act")
    return sum(row[at] != DELETE for row in sheet["rows"])


def _main_figures(
    book: Book, period: ReportingPeriod, data: Mapping[str, Any], before: Mapping[str, int]
) -> Iterator[MainFigure]:
    now, edition = _figures(data, period), book.catalogue.edition
    for code in edition.key_indicators:
        indicator = edition.indicators[code]
        texts = [
            format_number(values[code], indicator.quantity) if code in values else BLANK
            for values in (now, before)
        ]
        label = f"{indicator.title} ({indicator.unit})" if indicator.unit else indicator.title
        yield MainFigure(label, texts[0], texts[1] if before else None)


def _figures(data: Mapping[str, Any], period: ReportingPeriod) -> dict[str, int]:
    """The unit's figures of the period as the submission states them."""
    sheet, (year, measure) = data["figures"], period.main
    found = {}
    for cells in sheet["rows"]:
        row = dict(zip(sheet["columns"], cells, strict=True))
        is_units = row.get("source_unit", "") in ("", data["unit"])
        if (row["sector"], row["year"], row["measure"]) == ("", year, measure) and is_units:
            found[row["code"]] = row["value"]
    return found
