"""Tệp mẫu biểu: the edition as a unit uses it, as one readable TOML, and what it changes."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ktt_desktop.catalogue.edition import Edition, TableSpec
from ktt_desktop.catalogue.edition_changes import (
    FORM,
    EditionChanges,
    OwnRow,
    hiding_problem,
    is_own,
    merged,
)
from ktt_desktop.catalogue.fields import SECTOR_FORMS, UNIT_FORMS, Indicator
from ktt_desktop.catalogue.indicators_loader import (
    indicator_entry,
    read_indicators,
    read_tables,
)
from ktt_desktop.catalogue.reading import Table
from ktt_desktop.domain.errors import CatalogueError, UnreadableFileError

FORMAT = 1
_LINE = re.compile(r"at line (\d+), column (\d+)")
_ENTRY = re.compile(r"\[([^\[\]]+)\]")


def edition_text(edition: Edition, changes: EditionChanges, unit: str) -> str:
    """The file: every row in its order with its name, every table, and what is hidden."""
    shown = merged(edition, replace(changes, hidden=frozenset()))
    lines = [
        f"# Mẫu biểu {edition.title}, ấn bản {edition.id}, theo cách dùng của {unit}.",
        "# Sửa được: label của mọi dòng; dòng riêng (mã bắt đầu bằng X) và vị trí của nó; hidden.",
        *pairs({"format": FORMAT, "edition": edition.id, "hidden": sorted(changes.hidden)}),
    ]
    for indicator in shown.indicators.values():
        lines += ["", "[[indicator]]", *pairs(indicator_entry(indicator))]
    for table in shown.tables.values():
        lines += ["", "[[table]]", *pairs(_table_entry(table))]
        for section in table.sections:
            entry = {"number": section.number, "title": section.title, "codes": section.codes}
            lines += ["", "[[table.section]]", *pairs(entry)]
    return "\n".join(lines) + "\n"


def read_edition(text: str, name: str, edition: Edition) -> EditionChanges:
    """What a file changes of the edition; raises UnreadableFileError naming line and entry."""
    try:
        raw = Table(tomllib.loads(text), name)
        changes = _read(raw, edition)
        raw.finish()
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFileError(_syntax(name, error)) from error
    except CatalogueError as error:
        raise UnreadableFileError(_located(str(error), text)) from error
    return changes


def _read(raw: Table, edition: Edition) -> EditionChanges:
    if raw.take("format", int) != FORMAT:
        raise CatalogueError(f"{raw.where}: tệp của phiên bản chương trình khác.")
    of = raw.take("edition", str)
    if of != edition.id:
        raise CatalogueError(f"{raw.where}: mẫu biểu của ấn bản {of}, sổ dùng ấn bản {edition.id}.")
    hidden = raw.strings("hidden")
    indicators = read_indicators(raw)
    tables = read_tables(raw, indicators)
    for code in hidden:
        if code not in indicators:
            raise CatalogueError(f"{raw.where}: «hidden» có mã {code} không có trong tệp.")
    _check_kept(edition, indicators, raw.where)
    _check_tables(edition, tables, raw.where)
    labels = {
        code: indicators[code].title
        for code, each in edition.indicators.items()
        if indicators[code].title != each.title
    }
    rows = tuple(_own_rows(indicators, tables, raw.where))
    changes = EditionChanges(rows, labels, frozenset(hidden))
    if problem := hiding_problem(edition, changes):
        raise CatalogueError(f"{raw.where}: {problem}")
    return changes


def _check_kept(edition: Edition, found: Mapping[str, Indicator], where: str) -> None:
    """All rows of the edition are there, in their order, the same but for their names."""
    for code, each in edition.indicators.items():
        if code not in found:
            raise CatalogueError(
                f"{where}: thiếu dòng [{code}] của mẫu chung; ẩn dòng thì ghi ở «hidden»."
            )
        wanted, got = indicator_entry(each), indicator_entry(found[code])
        for key in (wanted.keys() | got.keys()) - {"label"}:
            if wanted.get(key) != got.get(key):
                raise CatalogueError(f"{where}[{code}]: «{key}» của mẫu chung không sửa được.")
    for code in found:
        if code not in edition.indicators and not is_own(code):
            raise CatalogueError(f"{where}[{code}]: mã dòng riêng phải có dạng X07375.1.")
    if [code for code in found if not is_own(code)] != list(edition.indicators):
        raise CatalogueError(f"{where}: thứ tự các dòng của mẫu chung không sửa được.")


def _check_tables(edition: Edition, found: Mapping[str, TableSpec], where: str) -> None:
    if list(found) != list(edition.tables):
        raise CatalogueError(f"{where}: phải có đủ các biểu {', '.join(edition.tables)}.")
    for name, table in edition.tables.items():
        kept = tuple(
            replace(each, codes=tuple(code for code in each.codes if not is_own(code)))
            for each in found[name].sections
        )
        if replace(found[name], sections=kept) != table:
            raise CatalogueError(
                f"{where}[{name}]: chỉ thêm được dòng riêng; các phần khác của biểu giữ nguyên."
            )


def _own_rows(
    indicators: Mapping[str, Indicator], tables: Mapping[str, TableSpec], where: str
) -> Iterator[OwnRow]:
    """The rows of a unit's own, each behind the row that stands above it."""
    placed = {
        code: (name, above)
        for name, table in tables.items()
        for section in table.sections
        for above, code in zip(("", *section.codes), section.codes, strict=False)
        if is_own(code)
    }
    above = ""
    for code, each in indicators.items():
        if is_own(code):
            _check_own(each, placed, where)
            yield OwnRow(each, *placed.get(code, (FORM, above)))
        above = code


def _check_own(each: Indicator, placed: Mapping[str, object], where: str) -> None:
    of_table = each.form in (*UNIT_FORMS, *SECTOR_FORMS)
    if of_table != (each.code in placed):
        raise CatalogueError(f"{where}[{each.code}]: dòng không nằm ở biểu nào.")
    if of_table == bool(each.applies_to):
        raise CatalogueError(f"{where}[{each.code}]: «applies_to» chỉ dùng cho phiếu, và phải có.")


def _table_entry(table: TableSpec) -> dict[str, Any]:
    return {
        "id": table.id,
        "form": table.form,
        "title": table.title,
        "short_title": table.short_title,
        "kind": table.kind,
    }


def pairs(entry: Mapping[str, Any]) -> list[str]:
    """The lines "key = value" of a TOML table."""
    return [f"{key} = {_value(value)}" for key, value in entry.items()]


def _value(value: Any) -> str:
    """A value in TOML, whose strings are those of JSON."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(pairs(value)) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _syntax(name: str, error: tomllib.TOMLDecodeError) -> str:
    place = _LINE.search(str(error))
    where = f" dòng {place[1]}, cột {place[2]}" if place else " cuối tệp"
    return (
        f"{name}:{where} không đúng cách viết của tệp mẫu biểu (dấu nháy, dấu bằng, ngoặc). "
        "Sửa lại chỗ đó, hoặc xuất mẫu biểu ra tệp mới rồi sửa."
    )


def _located(sentence: str, text: str) -> str:
    """The sentence with the line of the entry it names."""
    entry = _ENTRY.search(sentence)
    if entry is None:
        return sentence
    own = re.compile(rf'(?:code|id) = "{re.escape(entry[1])}"')
    lines = (number for number, line in enumerate(text.splitlines(), start=1) if own.match(line))
    number = next(lines, None)
    return sentence if number is None else f"{sentence} (dòng {number} của tệp)"
