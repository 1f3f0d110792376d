"""What a trial reading of a list found, as plain data for JSON: records, totals, doubts, years."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ktt_desktop.catalogue.listed_around import named
from ktt_desktop.catalogue.listed_places import ListedCommune
from ktt_desktop.catalogue.units import Unit, Units
from ktt_desktop.domain.dates import PartialDate, Precision
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.decoding import Converted
from ktt_desktop.domain.importing.records import Issue, ReadList, StatedTotal
from ktt_desktop.domain.importing.words import ImportWords
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.list_reading import FileReading, PlacedList

Json = dict[str, Any]

MILLION = 1_000_000
SECTORS: Mapping[str, str] = {
    "NN.TT": "nong_nghiep", "NN.CN": "nong_nghiep", "NN.TH": "nong_nghiep",
    "NN.DN": "nong_nghiep", "NN.LN": "lam_nghiep", "NN.TS": "thuy_san",
    "CN": "cong_nghiep_ttcn", "TTCN": "cong_nghiep_ttcn", "XD": "xay_dung",
    "TM": "thuong_mai_dich_vu", "DV": "thuong_mai_dich_vu", "VT": "van_tai", "MT": "moi_truong",
    "TD": "tin_dung", "NS": "khac", "KH": "khac",
}  # fmt: skip
PRECISIONS = {Precision.DAY: "day", Precision.MONTH: "month", Precision.YEAR: "year"}
UNITS = {0: "đồng", 3: "nghìn đồng", 6: "triệu đồng", 9: "tỷ đồng"}
TOLD = (
    "district",
    "province",
    "short_name",
    "certificate",
    "address",
    "representative",
    "phone",
    "email",
)
NO_EXTRA = ("members", "charter_capital")  # fields of a record of their own


def as_json(found: FileReading, words: ImportWords, units: Units) -> Json:
    """Everything that was read of a file; money in triệu đồng, days in ISO."""
    district, province = named(units, found.around)
    records = [each for placed in found.lists for each in _records(placed, found, words, units)]
    return {
        "file": found.file,
        "title": next((each.list.title for each in found.lists if each.list.title), None),
        "province": province or None,
        "district": district or None,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "unit_of_capital": _unit_of_capital(found),
        "sheets": [
            *map(_sheet, found.lists),
            *({"name": name, "import": False, "why": why} for name, why in found.unread),
        ],
        "records": records,
        "n_rows": len(records),
        "sum_members": _sum(records, "members"),
        "sum_charter_capital_mil_vnd": _sum(records, "charter_capital_mil_vnd"),
        **_once(records, found),
        "skipped_rows": [
            {"sheet": each.list.sheet, "row": row.row, "why": row.reason}
            for each in found.lists
            for row in each.list.skipped
        ],
        "duplicates": [
            {
                "sheet": each.sheets[0],
                "sheets": list(each.sheets),
                "rows": list(each.rows),
                "names": list(each.names),
                "why": each.reason,
            }
            for each in found.duplicates
        ],
        "stated_totals": [
            _total(each.list, total, words)
            for each in found.lists
            for total in each.list.totals
            if total.agrees is not None
        ],
        "annual": [row for each in found.lists for row in _annual(each.list, words)],
        "issues": [
            {
                "sheet": each.list.sheet,
                "row": issue.row,
                "column": issue.column,
                "value": issue.value,
                "why": issue.reason,
            }
            for each in found.lists
            for issue in each.list.issues
        ],
        "remarks": list(_remarks(found)),
    }


def _sum(records: Sequence[Json], key: str) -> int | float:
    """The sum of a field; the members of a union are cooperatives and no persons."""
    counted = (each for each in records if key != "members" or each["type"] != "LHHTX")
    return sum(each[key] or 0 for each in counted)


def _once(records: Sequence[Json], found: FileReading) -> Json:
    """The same with every organisation of the duplicates counted once."""
    again = {
        place
        for each in found.duplicates
        for place in list(zip(each.sheets, each.rows, strict=True))[1:]
    }
    once = [each for each in records if (each["sheet"], each["row"]) not in again]
    return {
        "n_after_dedup": len(once),
        "after_dedup": {
            "n": len(once),
            "sum_members": _sum(once, "members"),
            "sum_charter_capital_mil_vnd": _sum(once, "charter_capital_mil_vnd"),
            "by_type": dict(Counter(str(each["type"]) for each in once)),
            "by_status": dict(Counter(str(each["status"]) for each in once)),
        },
    }


def _sheet(placed: PlacedList) -> Json:
    read = placed.list
    return {
        "name": read.sheet,
        "import": True,
        "header_row": read.head_row,
        "header_rows": read.head_rows,
        "index_row": read.index_row,
        "first_row": read.rows[0],
        "last_row": read.rows[-1],
        "columns": [
            {"column": use.column + 1, "head": use.head, "field": _key(use, None)}
            for use in read.uses
        ],
    }


def _unit_of_capital(found: FileReading) -> str | None:
    zeros = [
        use.zeros if use.zeros is not None else each.list.zeros
        for each in found.lists
        for use in each.list.uses
        if use.field == "charter_capital"
    ]
    return next((UNITS[each] for each in zeros if each is not None), None)


def _records(
    placed: PlacedList, found: FileReading, words: ImportWords, units: Units
) -> Iterator[Json]:
    read = placed.list
    issues: dict[int, list[str]] = {}
    for issue in read.issues:
        issues.setdefault(issue.row, []).append(_sentence(issue))
    encodings = _encodings(found.converted, read.sheet)
    for at, name in enumerate(read.names):
        row = read.rows[at]
        record = {
            "sheet": read.sheet,
            "row": row,
            "name": name,
            "type": read.kinds[at] or None,
            "tax_code": placed.tax_codes[at] or None,
            **_place(placed.communes[at], units),
            "sector": SECTORS.get(read.sectors[at]),
            "sector_as_written": read.text("sector", at) or None,
            "founded": _day(read.founded[at]),
            "status": read.states[at] or None,
            "status_as_written": read.text("status", at) or None,
            "members": read.figure("members", at),
            "charter_capital_mil_vnd": _million(read.figure("charter_capital", at)),
            "notes": read.text("note", at) or None,
            **{key: said for key in TOLD if (said := _told(read, key, at))},
            "extra": _extra(read, at, words),
            "issues": issues.get(row, []),
        }
        if at in placed.in_name:
            record["commune_inferred_from"] = "name"
        if row in encodings:
            record["encoding"] = encodings[row]
        yield record


def _told(read: ReadList, key: str, at: int) -> str:
    return read.text(key, at) or (read.text("person_phone", at) if key == "phone" else "")


def _place(commune: ListedCommune | None, units: Units) -> Json:
    return {
        "commune": commune.name if commune else None,
        "commune_2025": [_unit(each, units) for each in commune.now] if commune else [],
    }


def _unit(unit: Unit, units: Units) -> Json:
    province = units.path(unit)[-1]
    return {
        "code": unit.code,
        "name": unit.name,
        "province_code": province.code,
        "province_name_2025_07": province.name,
    }


def _day(day: PartialDate | None) -> Json | None:
    return None if day is None else {"value": day.iso(), "precision": PRECISIONS[day.precision]}


def _extra(read: ReadList, at: int, words: ImportWords) -> Json:
    extra: Json = {}
    for use, column in read.figures.items():
        if column[at] is not None and not (use.field in NO_EXTRA and use.year is None):
            extra[_key(use, words)] = _figure(use, column[at], words)
    if read.kinds[at] == "LHHTX" and read.figure("members", at) is not None:
        extra["members_unit"] = "HTX"
    return extra


def _key(use: ColumnUse, words: ImportWords | None) -> str:
    """ "revenue_2021_mil_vnd", "revenue_plan_2022_mil_vnd"; without words no unit is said."""
    kind = use.measure.value.lower() if use.measure not in (None, Measure.ACTUAL) else ""
    year = str(use.year) if use.year else ""
    unit = "mil_vnd" if words and words.fields[use.field].amount == "money" else ""
    return "_".join(filter(None, (use.field, kind, year, unit)))


def _figure(use: ColumnUse, value: int | None, words: ImportWords) -> int | float | None:
    return _million(value) if words.fields[use.field].amount == "money" else value


def _million(dong: int | None) -> int | float | None:
    """Đồng as triệu đồng; a whole number stays one."""
    if dong is None:
        return None
    value = Fraction(dong, MILLION)
    return value.numerator if value.denominator == 1 else float(value)


def _total(read: ReadList, total: StatedTotal, words: ImportWords) -> Json:
    return {
        "sheet": read.sheet,
        "row": total.row,
        "text": total.text,
        "scope": total.kind or None,
        "count": total.count,
        **{_key(use, words): _figure(use, value, words) for use, value in total.stated.items()},
        "agrees_with_rows": total.agrees,
    }


def _annual(read: ReadList, words: ImportWords) -> Iterator[Json]:
    """The figures of each year, where the list has more than one year or kind of figure."""
    times = list(dict.fromkeys(_time(use) for use in read.figures if use.year))
    if len(times) < 2:
        return
    for at, name in enumerate(read.names):
        for year, measure in times:
            figures = {
                _key(ColumnUse(0, use.field, ""), words): _figure(use, column[at], words)
                for use, column in read.figures.items()
                if _time(use) == (year, measure) and column[at] is not None
            }
            if figures:
                yield {
                    "sheet": read.sheet,
                    "row": read.rows[at],
                    "name": name,
                    "year": year,
                    "measure": measure.value,
                    **figures,
                }


def _time(use: ColumnUse) -> tuple[int | None, Measure]:
    return use.year, use.measure or Measure.ACTUAL


def _encodings(converted: list[Converted], sheet: str | None) -> dict[int, str]:
    """The old encoding of a row's first converted cell."""
    found: dict[int, str] = {}
    for each in converted:
        if each.sheet == sheet:
            found.setdefault(each.row, each.encoding.name.lower())
    return found


def _sentence(issue: Issue) -> str:
    where = ": ".join(filter(None, (issue.column, issue.value and f"“{issue.value}”")))
    return f"{where}: {issue.reason}" if where else issue.reason


def _remarks(found: FileReading) -> Iterator[str]:
    for placed in found.lists:
        heads = {placed.list.head_row}
        for issue in placed.list.issues:
            if issue.row in heads or not issue.row:
                yield f"{_of(placed.list.sheet)}{_sentence(issue)}"
    for encoding, count in Counter(each.encoding for each in found.converted).items():
        yield f"đã chuyển {count} ô từ bảng mã {encoding.value}"
    unsure = sum(not each.sure for each in found.converted)
    if unsure:
        yield f"{unsure} ô chưa chắc bảng mã, cần xem lại"
    for name, why in found.unread:
        yield f"{_of(name)}{why}, không nhập"


def _of(sheet: str | None) -> str:
    return f"Trang {sheet}: " if sheet else ""
