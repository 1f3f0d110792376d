"""A list of a whole country as Excel writes it: 10 columns of text, 30 of numbers."""

import random
import zipfile
from collections.abc import Iterator, Sequence
from operator import mul
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.books import BEGINNINGS, FAMILIES, PLACES, TRADES
from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Unit, Units
from ktt_desktop.domain.terms import UnitLevel

COUNTRY_LIST = 35_000
HEADS = (
    *("STT", "Tên HTX", "Mã số thuế", "Xã, phường", "Huyện", "Tỉnh", "Lĩnh vực hoạt động"),
    *("Ngày thành lập", "Tình trạng", "Người đại diện", "Điện thoại"),
    *(
        f"{figure} năm {year}"
        for year in range(2017, 2026)
        for figure in ("Doanh thu (triệu đồng)", "Lợi nhuận (triệu đồng)", "Số thành viên")
    ),
    *("Vốn điều lệ (triệu đồng)", "Số lao động"),
)
SECTORS = ("Trồng trọt", "Chăn nuôi", "NN tổng hợp", "Vận tải", "Xây dựng", "Thủy sản", "TTCN")
STATES = ("Đang hoạt động", "Đang hoạt động", "Ngừng hoạt động", "Giải thể", "")
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)  # of the check digit of a tax code
TEXT, BOOK = "text/xml", "application/vnd.openxmlformats-officedocument.spreadsheetml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def list_workbook(path: Path, units: Units, rows: int = COUNTRY_LIST) -> Path:
    """Written cell by cell with shared texts, as Excel does; the same in every run."""
    texts: dict[str, int] = {}
    lines: list[Sequence[str | float]] = [
        ("DANH SÁCH HỢP TÁC XÃ CẢ NƯỚC (tính đến 31/12/2024)",),
        (),
        HEADS,
    ]
    lines.extend(_rows(units, rows))
    sheet = "".join(_line(number, line, texts) for number, line in enumerate(lines, start=1))
    shared = "".join(f"<si><t>{escape(each)}</t></si>" for each in texts)
    kinds = (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"))
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{BOOK}.{kind}+xml"/>'
        for part, kind in (*kinds, ("sharedStrings", "sharedStrings"))
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}'
        "</Types>",
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><sheets>'
        '<sheet name="Danh sách" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData>'
        "</worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, part in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{part}')
    return path


def _relations(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="r{number}" Type="{LINK}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _line(number: int, values: Sequence[str | float], texts: dict[str, int]) -> str:
    cells = (
        f'<c r="{_letters(column)}{number}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
        if isinstance(value, str)
        else f'<c r="{_letters(column)}{number}"><v>{value}</v></c>'
        for column, value in enumerate(values)
        if value != ""
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _letters(column: int) -> str:
    above, last = divmod(column, 26)
    return ("" if above == 0 else chr(64 + above)) + chr(65 + last)


def _rows(units: Units, rows: int) -> Iterator[tuple[str | float, ...]]:
    """Every figure column has fractions, or blanks, or a few texts, or none of them."""
    chance = random.Random(20261122)
    old = units.all_of(LAST_THREE_LEVEL_DAY)
    communes = [each for each in old if each.level is UnitLevel.COMMUNE]
    above: dict[str, list[str]] = {}
    for number in range(1, rows + 1):
        unit = communes[number * len(communes) // (rows + 1)]
        district, province = above.setdefault(unit.code, _above(units, unit))
        name = f"{chance.choice(TRADES)} {chance.choice(PLACES)} {chance.choice(PLACES)} {number}"
        yield (
            number,
            f"{chance.choice(BEGINNINGS)} {name}",
            _tax_code(chance),
            *(unit.name, district, province, chance.choice(SECTORS)),
            f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1996, 2024)}",
            chance.choice(STATES),
            f"{chance.choice(FAMILIES)} {chance.choice(PLACES).split()[-1]}",
            f"09{chance.randrange(10**8):08}",
            *(_figure(chance, column) for column in range(29)),
        )


def _above(units: Units, unit: Unit) -> list[str]:
    return [each.name for each in units.path(unit)[1:3]]


def _tax_code(chance: random.Random) -> str:
    """Nine in ten are right; the others lost their zero, have a wrong digit, or are missing."""
    digits = f"{chance.randint(1, 96):02}0{chance.randrange(1, 10**6):06}"
    check = 10 - sum(map(mul, WEIGHTS, map(int, digits))) % 11
    if chance.random() < 0.04 or check == 10:
        return ""
    code = f"{digits}{check}"
    if chance.random() < 0.04:
        return code.removeprefix("0")
    return f"{code[:9]}{(check + 1) % 10}" if chance.random() < 0.02 else code


def _figure(chance: random.Random, column: int) -> str | float:
    if column % 9 == 1 and column < 27:
        return chance.randrange(10_000) / 10
    if column % 9 == 4 and chance.random() < 0.3:
        return ""
    if column % 9 == 7 and chance.random() < 0.01:
        return chance.choice(("-", "1,5 tỷ", "x"))
    return chance.randrange(2_000)
