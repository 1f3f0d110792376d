"""Workbooks of others: what is read, and what is refused in time with a sentence."""

import io
import random
import re
import resource
import time
import zipfile

import pytest
from openpyxl import Workbook

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.sheets import package
from ktt_desktop.interchange.sheets.reader import read_sheets
from ktt_desktop.runtime.paths import resources

DATA = resources().parent / "tests" / "data"
SECONDS = 20  # far above what is needed, far below a hang
MOST_MEMORY = 1024  # MiB more than before


@pytest.fixture
def plain(tmp_path):
    """A workbook of one sheet with two rows."""
    book = Workbook()
    book.active.title = "DS"
    book.active.append(["STT", "Tên HTX"])
    book.active.append([1, "HTX Một"])
    book.save(tmp_path / "plain.xlsx")
    return tmp_path / "plain.xlsx"


def changed(path, changes):
    """The workbook with parts replaced: {part: bytes or a function of the bytes}."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            change = changes.get(name, part)
            new.writestr(name, change(part) if callable(change) else change)
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return target


SHEET = "xl/worksheets/sheet1.xml"


def with_rows(rows):
    return lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")


def refused(path, match):
    """It is refused with a sentence, soon and without much memory."""
    before, start = peak(), time.perf_counter()
    with pytest.raises(UnreadableFileError, match=match):
        read_sheets(path)
    assert time.perf_counter() - start < SECONDS
    assert peak() - before < MOST_MEMORY


def told(path):
    """The sheets, or None where the file is refused with a sentence that names it."""
    try:
        return read_sheets(path)
    except UnreadableFileError as error:
        if f"Tệp {path.name}" not in str(error):
            raise
        return None


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_a_sheet_has_its_values_where_they_are(plain):
    (sheet,) = read_sheets(plain)
    assert sheet.name == "DS"
    assert [list(row) for row in sheet.rows] == [["STT", "Tên HTX"], [1.0, "HTX Một"]]


def test_fonts_hidden_rows_and_formulas_without_results_are_told(tmp_path):
    from openpyxl.styles import Font

    book = Workbook()
    book.active.append(["a", "=1+1"])
    book.active.append(["b", 2])
    book.active["A1"].font = Font(name=".VnTimeH")
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_sheets(tmp_path / "a.xlsx")
    assert sheet.font(0, 0) == ".VnTimeH"
    assert sheet.font(1, 0) != ".VnTimeH"
    assert sheet.hidden_rows == {1}
    assert sheet.is_uncomputed(0, 1)
    assert not sheet.is_uncomputed(1, 1)


def test_merged_cells_and_hidden_sheets_are_told(tmp_path):
    book = Workbook()
    book.active["A1"] = "x"
    book.active.merge_cells("A1:C2")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    shown, hidden = read_sheets(tmp_path / "a.xlsx")
    (span,) = shown.spans
    assert (span.top, span.left, span.bottom, span.right) == (0, 0, 1, 2)
    assert (shown.hidden, hidden.hidden) == (False, True)


def test_a_bomb_of_zeros_is_refused(plain):
    refused(changed(plain, {"xl/worksheets/sheet9.xml": b" " * (300 << 20)}), "giải nén")


def test_a_bomb_that_lies_about_its_size_is_refused(plain):
    path = changed(plain, {"xl/sharedStrings.xml": b" " * (60 << 20)})
    content = path.read_bytes()
    size = (60 << 20).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    refused(path, "hỏng")


def test_many_members_are_refused(plain):
    refused(changed(plain, {f"xl/media/{each}.bin": b"" for each in range(6000)}), "giải nén")


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/workbook.xml"])
def test_a_bomb_of_entities_is_refused(plain, part):
    lol = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    refused(changed(plain, {part: lambda old: lol + old[old.index(b"<", 1) :]}), "khai báo lạ")


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="3"><c r="XFD3"><v>1</v></c></row>',
        b'<row r="1048576"><c r="ZY1048576"><v>1</v></c></row>',
        b'<row r="3"><c r="ZZ900000"><v>1</v></c></row>',
        b'<row r="900000"><c r="CV900000"><v>1</v></c></row>',
        b"".join(b'<row r="3"><c r="AAA%d"><v>1</v></c></row>' % each for each in range(1000)),
    ],
)
def test_cells_far_away_are_refused(plain, rows):
    refused(changed(plain, {SHEET: with_rows(rows)}), "quá xa")


def test_a_long_list_and_a_wide_one_are_near(plain):
    long = b'<row r="99999"><c r="A99999"><v>1</v></c></row>'
    wide = b'<row r="3"><c r="SA3"><v>1</v></c></row>'
    for rows in (long, wide):
        (sheet,) = read_sheets(changed(plain, {SHEET: with_rows(rows)}))
        assert len(sheet.rows) * len(sheet.rows[0]) >= 1485


BROKEN = [b"", b"<styleSheet", b"<styleSheet><cellXfs><xf fontId='99'/></cellXfs></styleSheet>"]


@pytest.mark.parametrize("styles", BROKEN)
def test_broken_styles_are_refused_or_read_without_them(plain, styles):
    for sheet in told(changed(plain, {"xl/styles.xml": styles})) or []:
        assert sheet.rows[1][1] == "HTX Một"
        assert sheet.font(1, 1) == ""


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files_are_refused(plain, tmp_path, share):
    for path in (plain, DATA / "lists" / "04_ba_to_tcvn3_vni.xls"):
        content = path.read_bytes()
        cut = tmp_path / f"cut{path.suffix}"
        cut.write_bytes(content[: int(len(content) * share)])
        assert told(cut) is None or path.suffix == ".xls"  # what is left may be whole sheets


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_with_a_password_is_refused_with_what_to_do(kind):
    refused(DATA / "lists" / "locked" / f"locked.{kind}", "đặt mật khẩu.*bỏ mật khẩu rồi lưu lại")


def test_a_zip_with_a_password_is_refused_with_what_to_do(plain, tmp_path):
    content = bytearray(plain.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    (tmp_path / "a.xlsx").write_bytes(content)
    refused(tmp_path / "a.xlsx", "đặt mật khẩu")


VALUES = (
    *(b"4294967295", b"99999999999999999999", b"-1", b"", b"A1:XFD1048576", b"XFD1048576"),
    *(b"AAAAAAA1", b"A99999999", b"1048576", b"16384", b"\xff\xfe", b"&amp;" * 50),
)
LOOKS = DATA / "lists" / "looks" / "shapes.ods"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_broken_parts_are_refused_or_read_and_never_crash(tmp_path, kind):
    """A value, a text or a tag of the XML is another one: no hang, no memory, no panic."""
    source = LOOKS if kind == "ods" else DATA / "lists" / "01_lang_giang_2022.xlsx"
    with zipfile.ZipFile(source) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    looked_at = [each for each in parts if re.search("sheet1|styles|workbook|content|shared", each)]
    before, start = peak(), time.perf_counter()
    path = tmp_path / f"a.{kind}"
    for seed in range(300):
        chance = random.Random(seed)
        changes = {}
        for _ in range(chance.choice((1, 2, 4))):
            name = chance.choice(looked_at)
            changes[name] = mutated(chance, changes.get(name, parts[name]))
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in {**parts, **changes}.items():
                archive.writestr(name, part)
        for sheet in told(path) or []:
            sheet.font(0, 0)
            sheet.is_uncomputed(0, 0)
    assert time.perf_counter() - start < 3 * SECONDS
    assert peak() - before < MOST_MEMORY


def mutated(chance, part):
    pattern = chance.choice((rb'"([^"]*)"', rb">([^<]+)<", rb"(<[^>]*>)"))
    places = [each.span(1) for each in re.finditer(pattern, part)]
    if not places:
        return part
    start, end = chance.choice(places)
    if pattern.startswith(b"(<"):
        return part[:start] + part[start:end] * chance.choice((0, 2, 50)) + part[end:]
    return part[:start] + chance.choice(VALUES) + part[end:]


def test_letters_of_two_bytes_in_the_parts_are_refused(plain):
    turned = {SHEET: lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16")}
    refused(changed(plain, turned), "khai báo lạ")


def test_a_sheet_under_another_name_is_looked_at_as_well(plain):
    far = with_rows(b'<row r="3"><c r="XFD1048576"><v>1</v></c></row>')
    with zipfile.ZipFile(plain) as archive:
        part = far(archive.read(SHEET))
    moved = {
        "xl/odd/page.dat": part,
        "xl/_rels/workbook.xml.rels": lambda old: old.replace(
            b"/xl/worksheets/sheet1.xml", b"/xl/odd/page.dat"
        ),
    }
    refused(changed(plain, moved), "quá xa")


def test_a_long_text_in_many_cells_is_refused(plain):
    """32 kB of text for each of 20,000 cells are more than 600 MB."""
    texts = b"<sst><si><t>%s</t></si></sst>" % (b"a" * 32_000)
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(3, 20_000)
    )
    refused(changed(plain, {SHEET: with_rows(cells), "xl/sharedStrings.xml": texts}), "giải nén")


def test_one_long_text_among_many_short_ones_is_no_reason_to_refuse(plain):
    texts = b"<sst><si><t>%s</t></si><si><t>HTX</t></si></sst>" % (b"a" * 32_000)
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>1</v></c></row>' % (n, n) for n in range(3, 20_000)
    )
    (sheet,) = read_sheets(changed(plain, {SHEET: with_rows(cells), "xl/sharedStrings.xml": texts}))
    assert sheet.rows[19_998][0] == "HTX"


def test_many_sheets_that_are_large_together_are_refused(tmp_path):
    book = Workbook()
    for _ in range(6):
        book.create_sheet()["Z99999"] = 1
    book.save(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", "quá nhiều ô")


def test_merges_of_the_whole_sheet_do_no_harm(plain):
    merges = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = changed(
        plain, {SHEET: lambda part: part.replace(b"</sheetData>", b"</sheetData>" + merges)}
    )
    (sheet,) = read_sheets(path)
    assert sheet.spans == ()


def test_what_is_no_workbook_inside_is_refused(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "x")
    path = tmp_path / "a.xlsx"
    path.write_bytes(content.getvalue())
    refused(path, "hỏng hoặc không phải là bảng tính")


@pytest.mark.parametrize(("limit", "most"), [("MOST_TEXTS", 2), ("MOST_INLINE", 100)])
def test_more_text_than_memory_holds_is_refused(plain, monkeypatch, limit, most):
    assert read_sheets(plain)
    monkeypatch.setattr(package, limit, most)
    refused(plain, "lớn quá mức cho phép. Tách danh sách")
