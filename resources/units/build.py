"""Build the project's own tables of administrative units from three public lists.

Standard library only; see README.md beside this file for the sources and the command.
"""

import argparse
import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

TODAY_FILE, BEFORE_FILE = "units-2025-07.tsv", "units-before-2025-07.tsv"
EDITION_FILE = "units.toml"
TWO_LEVEL_FROM = date(2025, 7, 1)

# The days on which units of a province took another kind or name after 1/7/2025.
RENAMED_ON = {"75": date(2026, 4, 30)}  # thành phố Đồng Nai, and ten xã that became phường

EXPECTED = {"tinh": (63, 34), "huyen": (696, 0), "xa": (10_035, 3_321)}  # before, today
DIGITS = {"tinh": 2, "huyen": 3, "xa": 5}
KINDS = ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã")
SOURCES = (
    "thanglequoc/vietnamese-provinces-database, state of 30/4/2026 (MIT)",
    "vietnamadminunits, conversion of 2025 (MIT)",
    "Code list of the General Statistics Office, read on 18/7/2025 (official facts)",
)


class BuildError(Exception):
    """The sources contradict each other or the known counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a unit with the name it bore in a time; dates are ISO or empty."""

    code: str
    level: str
    name: str
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successors: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the conversion: a commune of before and one of its successors of 1/7/2025."""

    commune: str  # empty for the island districts that had no commune
    commune_name: str
    district: str
    district_name: str
    province: str
    province_name: str
    successor: str
    successor_name: str
    successor_province: str
    successor_province_name: str


def padded(code: str, level: str) -> str:
    """The code with its leading zeros: "1.0" → "00001" for a commune; empty stays empty."""
    digits = code.strip().removesuffix(".0")
    if not digits:
        return ""
    if not digits.isdecimal() or len(digits) > DIGITS[level]:
        raise BuildError(f"not the code of a unit of level {level}: {code!r}")
    return digits.zfill(DIGITS[level])


def kind_and_name(text: str) -> tuple[str, str]:
    """The official prefix and the proper name: "Thị Xã  Sơn Tây " → ("Thị xã", "Sơn Tây")."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    for kind in KINDS:
        if name.lower().startswith(kind.lower() + " "):
            return kind, name[len(kind) + 1 :]
    raise BuildError(f"no kind of unit before the name {text!r}")


def spelled(listed: str, converted: str) -> str:
    """The listed name; where both differ in the place of a tone only ("Hoà"), as in the laws."""
    kind, name = kind_and_name(listed)
    other = kind_and_name(converted)[1]
    same = sorted(unicodedata.normalize("NFD", name)) == sorted(unicodedata.normalize("NFD", other))
    return f"{kind} {other if same else name}"


def read_today(path: Path) -> list[Row]:
    """The list of today: provinces and their communes, names as listed."""
    rows = []
    for province in json.loads(path.read_text(encoding="utf-8-sig")):
        code = padded(province["Code"], "tinh")
        rows.append(Row(code, "tinh", " ".join(kind_and_name(province["FullName"]))))
        for commune in province["Wards"]:
            name = " ".join(kind_and_name(commune["FullName"]))
            rows.append(Row(padded(commune["Code"], "xa"), "xa", name, code))
    return rows


def read_before(path: Path) -> list[Row]:
    """The list of the three-level time: each commune with its district and its province."""
    units: dict[str, Row] = {}
    for line in _csv_lines(path):
        province, district = padded(line["Mã TP"], "tinh"), padded(line["Mã QH"], "huyen")
        commune = padded(line["Mã"], "xa")
        if commune in units:
            raise BuildError(f"commune {commune} is listed twice")
        units[province] = _listed(province, "tinh", line["Tỉnh / Thành Phố"])
        units[district] = _listed(district, "huyen", line["Quận Huyện"], province)
        units[commune] = _listed(commune, "xa", line["Tên"], district)
    return list(units.values())


def _listed(code: str, level: str, name: str, parent: str = "") -> Row:
    last_day = TWO_LEVEL_FROM - timedelta(days=1)
    return Row(code, level, " ".join(kind_and_name(name)), parent, valid_to=last_day.isoformat())


def read_changes(path: Path) -> list[Change]:
    """The conversion from before to 1/7/2025; a divided commune has several lines."""
    return [
        Change(
            commune=padded(line["wardCode"], "xa"),
            commune_name=line["ward"],
            district=padded(line["districtCode"], "huyen"),
            district_name=line["district"],
            province=padded(line["provinceCode"], "tinh"),
            province_name=line["province"],
            successor=padded(line["newWardCode"], "xa"),
            successor_name=line["newWard"],
            successor_province=padded(line["newProvinceCode"], "tinh"),
            successor_province_name=line["newProvince"],
        )
        for line in _csv_lines(path)
    ]


def _csv_lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        yield from csv.DictReader(source)


def with_listed_successors(changes: Iterable[Change], today: Iterable[Row]) -> list[Change]:
    """The changes, each successor with the code of today's list; a name finds a changed code."""
    communes = {row.code: row for row in today if row.level == "xa"}
    by_name: dict[tuple[str, str], list[str]] = {}
    for row in communes.values():
        by_name.setdefault((row.parent, row.name), []).append(row.code)
    settled = []
    for change in changes:
        code = change.successor
        if code not in communes:
            name = " ".join(kind_and_name(change.successor_name))
            same = by_name.get((change.successor_province, name), [])
            if len(same) != 1:
                raise BuildError(f"successor {code} ({name}) is not in today's list")
            code = same[0]
        settled.append(replace(change, successor=code))
    return settled


def two_level(today: Iterable[Row], changes: Iterable[Change]) -> list[Row]:
    """Today's table; a unit renamed since 1/7/2025 has a row for each of its names."""
    first_names: dict[str, str] = {}
    for change in changes:
        first_names[change.successor] = change.successor_name
        first_names[change.successor_province] = change.successor_province_name
    rows: list[Row] = []
    for row in today:
        if row.code not in first_names:
            raise BuildError(f"unit {row.code} ({row.name}) succeeds no unit of before")
        rows += _names_since_start(row, first_names[row.code])
    return rows


def _names_since_start(row: Row, first_name: str) -> list[Row]:
    first = " ".join(kind_and_name(first_name))
    now = replace(row, name=spelled(row.name, first_name), valid_from=TWO_LEVEL_FROM.isoformat())
    if now.name == first:
        return [now]
    changed = RENAMED_ON.get(row.parent or row.code)
    if changed is None:
        raise BuildError(f"unit {row.code}: {first!r} is now {now.name!r}; since which day?")
    last_day = (changed - timedelta(days=1)).isoformat()
    return [
        replace(now, name=first, valid_to=last_day),
        replace(now, valid_from=changed.isoformat()),
    ]


def three_level(before: Iterable[Row], changes: Iterable[Change]) -> list[Row]:
    """The table of before with successors, and the island districts that had no commune."""
    units = {row.code: row for row in before}
    successors: dict[str, set[str]] = {}
    for change in changes:
        if change.commune:
            successors.setdefault(change.commune, set()).add(change.successor)
        else:
            island = _listed(change.district, "huyen", change.district_name, change.province)
            units[change.district] = island
            successors.setdefault(change.district, set()).add(change.successor)
        successors.setdefault(change.province, set()).add(change.successor_province)
        for code, name in (
            (change.commune, change.commune_name),
            (change.district, change.district_name),
            (change.province, change.province_name),
        ):
            if code in units:
                units[code] = replace(units[code], name=spelled(units[code].name, name))
    if unknown := set(successors) - set(units):
        raise BuildError(f"the conversion knows units the list does not: {sorted(unknown)}")
    return [
        replace(row, successors=" ".join(sorted(successors.get(code, ()))))
        for code, row in units.items()
    ]


def check_joined(before: Iterable[Row], today: Iterable[Row]) -> None:
    """Every parent and successor exists; every commune and province of before has a successor."""
    tables = [{row.code: row for row in before}, {row.code: row for row in today}]
    for table in tables:
        for row in table.values():
            if (row.level == "tinh") != (row.parent == "") or row.parent not in {"", *table}:
                raise BuildError(f"unit {row.code} ({row.name}) has no right parent")
    for row in tables[0].values():
        if not row.successors and row.level != "huyen":
            raise BuildError(f"unit {row.code} ({row.name}) has no successor")
        if missing := set(row.successors.split()) - set(tables[1]):
            raise BuildError(f"unit {row.code}: no such successors: {sorted(missing)}")


def check_counts(before: Iterable[Row], today: Iterable[Row]) -> None:
    """The numbers of units known from the laws of 2025."""
    for place, rows in enumerate((before, today)):
        codes = {(row.level, row.code) for row in rows}
        for level, expected in EXPECTED.items():
            found = sum(each == level for each, _ in codes)
            if found != expected[place]:
                raise BuildError(f"level {level}: {found} units instead of {expected[place]}")


def divided(before: Iterable[Row]) -> int:
    """How many communes were divided between several of today's."""
    return sum(row.level == "xa" and " " in row.successors for row in before)


def build(today_list: Path, before_list: Path, conversion: Path) -> tuple[list[Row], list[Row]]:
    """Both tables, before and today, from the three sources, joined and checked."""
    today = read_today(today_list)
    changes = with_listed_successors(read_changes(conversion), today)
    tables = three_level(read_before(before_list), changes), two_level(today, changes)
    check_joined(*tables)
    return tables


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Tab-separated UTF-8, one header line; provinces first, then by code and day."""
    levels = list(DIGITS)
    ordered = sorted(rows, key=lambda row: (levels.index(row.level), row.code, row.valid_from))
    lines = [[field.name for field in fields(Row)], *(astuple(row) for row in ordered)]
    text = "".join("\t".join(line) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_edition(path: Path, as_of: date, rows: dict[str, int]) -> None:
    """What the tables are: edition, day, number of lines of each, sources."""
    lines = [
        "# Administrative units: the edition of the tables beside this file (made by build.py)",
        f'edition = "{as_of.isoformat()}"',
        f"as_of = {as_of.isoformat()}",
        "sources = [",
        *(f'    "{source}",' for source in SOURCES),
        "]",
        "",
        "[rows]",
        *(f'"{name}" = {count}' for name, count in rows.items()),
    ]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> None:
    """Read the three sources, check, write the tables and say what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("today", type=Path, help="JSON list of today's provinces and communes")
    parser.add_argument("before", type=Path, help="CSV list of the communes until 30/6/2025")
    parser.add_argument("conversion", type=Path, help="CSV conversion from before to 1/7/2025")
    parser.add_argument("output", type=Path, help="folder for the tables")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 4, 30))
    options = parser.parse_args(arguments)
    before, today = build(options.today, options.before, options.conversion)
    check_counts(before, today)
    write_table(options.output / BEFORE_FILE, before)
    write_table(options.output / TODAY_FILE, today)
    rows = {BEFORE_FILE: len(before), TODAY_FILE: len(today)}
    write_edition(options.output / EDITION_FILE, options.as_of, rows)
    sys.stdout.write(f"{rows}, communes divided: {divided(before)}\n")


if __name__ == "__main__":
    main()
