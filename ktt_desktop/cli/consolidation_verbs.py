"""The verb `consolidate`: what the units below bring to every figure of a period."""

import argparse
import json
from typing import TYPE_CHECKING

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, Verbs, say, takes_book
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.unit_totals import UnitCell

if TYPE_CHECKING:
    from ktt_desktop.domain.receiving import DuplicateClaim
    from ktt_desktop.services.book import Book
    from ktt_desktop.services.stated_figures import StatedDifference
    from ktt_desktop.services.unit_sums import UnitSum

JSON_HELP = """\
--json in một đối tượng; mọi số là số nguyên đã lưu (đồng; % nhân 10), null là chưa có số liệu:
  unit, period; year, measure: cột số liệu chính của kỳ;
  figures: code, label, sector ("" là cả đơn vị), value, origin (nhap, tinh), computed,
    added (cộng các đơn vị; null khi chỉ tiêu không cộng được), units_known, units_total,
    units: key, name ("" là danh mục của cấp này), value, origin;
  stated_differences: unit, file, code, sector, year, measure, stated, recomputed;
  duplicates: subject, sides (unit, organisation, name); missing: đơn vị còn phải nộp kỳ này."""


def add_to(verbs: Verbs) -> None:
    """Make the verb known."""
    text = "số liệu tổng hợp của kỳ: từng chỉ tiêu và phần của từng đơn vị dưới"
    verb = verbs.add_parser(
        "consolidate",
        help=text,
        description=text,
        epilog=JSON_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    takes_book(verb)
    verb.add_argument("--period", help="mã kỳ, ví dụ KH2023, 6T2022, N2022")
    verb.add_argument("--json", action="store_true", help="in dạng JSON")
    verb.set_defaults(command=consolidate)


def consolidate(options: argparse.Namespace) -> int:
    """Print the consolidated figures of a period, and what is open about them."""
    from ktt_desktop.services.stated_figures import stated_differences
    from ktt_desktop.services.unit_duplicates import duplicate_claims
    from ktt_desktop.services.unit_sums import unit_sums

    with own_book(options) as (book, profile, period):
        sums = unit_sums(book, profile, period.main)
        stated = stated_differences(book, profile, period)
        claims = duplicate_claims(book)
        missing = _missing(book, profile, period)
    if options.json:
        found = {
            "unit": profile.code,
            "period": period.code,
            "year": period.main.year,
            "measure": period.main.measure.value,
            "figures": [_figure(each) for each in sums],
            "stated_differences": [_difference(each) for each in stated],
            "duplicates": [_claim(each) for each in claims],
            "missing": [{"unit": key, "name": name} for key, name in missing],
        }
        say(json.dumps(found, ensure_ascii=False, indent=1))
        return DONE
    say(f"{profile.name}. {period.label}.")
    for each in sums:
        say(_line(each))
    say(f"Số đơn vị ghi khác số tính lại: {len(stated)}.")
    say(f"Tổ chức trùng chờ quyết định: {len(claims)}.")
    say(f"Đơn vị còn phải nộp: {len(missing)}.")
    return DONE


def _missing(book: "Book", profile: UnitProfile, period: ReportingPeriod) -> list[tuple[str, str]]:
    """Key and name of the units that have not sent the period yet."""
    from ktt_desktop.services.completeness import board_of

    board = board_of(book, profile, period.year)
    return [
        (unit.key, unit.name)
        for place, each in enumerate(board.periods)
        if each.period == period
        for unit in board.missing(place)
    ]


def _figure(each: "UnitSum") -> dict[str, object]:
    return {
        "code": each.indicator.code,
        "label": each.indicator.title,
        "sector": each.sector,
        **_cell(each.figure),
        "computed": each.figure.computed,
        "added": each.added,
        "units_known": each.figure.units_known,
        "units_total": each.figure.units,
        "units": [{"key": key, "name": name, **_cell(cell)} for key, name, cell in each.units],
    }


def _cell(cell: UnitCell) -> dict[str, object]:
    return {"value": cell.value, "origin": cell.origin}


def _difference(each: "StatedDifference") -> dict[str, object]:
    return {
        "unit": each.unit,
        "file": each.file.file_name,
        "code": each.code,
        "sector": each.sector,
        "year": each.year,
        "measure": each.measure.value,
        "stated": each.stated,
        "recomputed": each.recomputed,
    }


def _claim(each: "DuplicateClaim") -> dict[str, object]:
    sides = [
        {"unit": side.unit, "organisation": side.organisation, "name": side.name}
        for side in each.sides
    ]
    return {"subject": each.subject, "sides": sides}


def _line(each: "UnitSum") -> str:
    """ "[A2] Tổng số thành viên hợp tác xã (người): 42; 2/3 đơn vị" in the unit as printed."""
    indicator, value = each.indicator, each.figure.value
    shown = "chưa có số liệu" if value is None else format_number(value, indicator.quantity)
    sector = f"{each.sector} " if each.sector else ""
    units = f"; {each.figure.units_known}/{each.figure.units} đơn vị" if each.figure.units else ""
    return f"{sector}[{indicator.code}] {indicator.title} ({indicator.unit}): {shown}{units}"
