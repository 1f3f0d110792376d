"""G10: the list of 7.000 organisations on paper beside the bare canvas; a report of 15 pages.

The floor draws the same strings with reportlab's own font, one a cell, 35 rows a page: no line is
broken, measured or ruled. Memory is the peak of a fresh process that makes the list and nothing
else, with all it imports.
"""

import random
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.pairs import Result, compare, counted, seconds
from ktt_desktop.domain.document import (
    Align,
    Annex,
    Column,
    Document,
    Heading,
    HeadingLevel,
    Letterhead,
    Paragraph,
    PrintedList,
    Row,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.domain.progress import Silent
from ktt_desktop.reports.fonts import BUNDLED, REGULAR, register_fonts
from ktt_desktop.reports.list_pages import list_pdf
from ktt_desktop.reports.pdf import write_pdf
from ktt_desktop.reports.preview import PdfPages
from ktt_desktop.runtime.paths import resources

ROOT = Path(__file__).resolve().parents[1]
ROWS, QUICK_ROWS, ROWS_A_PAGE = 7_000, 350, 35
RATIO, MEGABYTES, SECONDS = 1.6, 100, 2
MADE = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
FLOOR_FONT = "Floor"
PLACES = ("Đào Mỹ", "Quyết Thắng", "Nghĩa Hưng", "Hương Lạc", "Tân Thanh", "Mỹ Hà", "Xương Lâm")
WORK = ("dịch vụ", "rau sạch", "chăn nuôi", "vận tải", "điện", "trồng nấm")
COLUMNS = (
    Column("TT", 4, Align.CENTRE),
    Column("Tên tổ chức", 34),
    Column("Loại hình", 9),
    Column("Mã số thuế", 13),
    Column("Ngành", 12),
    Column("Xã, phường", 14),
    Column("Ngày đăng ký", 12),
    Column("Tình trạng", 12),
    Column("Thành viên", 9, Align.RIGHT),
    Column("Vốn điều lệ", 12, Align.RIGHT),
)
PEAK = """
import resource
from benchmarks.paper import made_list, printed_list
assert printed_list(made_list({rows})).startswith(b"%PDF")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure(pairs: int, *, quick: bool) -> dict[str, Result]:
    """Time in turn with the floor; the memory once, it is the same in every run."""
    rows = QUICK_ROWS if quick else ROWS
    listed, report = made_list(rows), made_report()
    register_fonts()  # first: reportlab gives a file it knows its first font again
    pdfmetrics.registerFont(TTFont(FLOOR_FONT, str(resources() / "fonts" / BUNDLED[REGULAR])))
    found = {
        "G10": compare(
            lambda: seconds(lambda _: bare_canvas(listed), 1),
            lambda: seconds(lambda _: printed_list(listed), 1),
            RATIO,
            "× vẽ thẳng danh sách 7.000 dòng",
            pairs,
        ),
        "report_s": counted(
            min(seconds(lambda _: printed(report), 1) for _ in range(pairs)),
            SECONDS,
            "giây cho báo cáo 15 trang",
        ),
    }
    if sys.platform == "linux":
        found["G10_memory"] = counted(_peak(rows), MEGABYTES, "MB cho danh sách 7.000 dòng")
    return found


def made_list(rows: int) -> PrintedList:
    """A list of so many organisations, the same in every run."""
    chance = random.Random(8)
    return PrintedList(
        unit=("TỈNH BẮC NINH",),
        made="Lập ngày 5/1/2026",
        title="Danh mục hợp tác xã, liên hiệp hợp tác xã, tổ hợp tác",
        conditions="",
        summary=f"Số tổ chức {rows}",
        table=Table(COLUMNS, tuple(_row(place, chance) for place in range(1, rows + 1))),
    )


def printed_list(listed: PrintedList) -> bytes:
    """As the program prints it."""
    return list_pdf(listed, MADE, Silent())


def bare_canvas(listed: PrintedList) -> bytes:
    """Its strings on pages, and nothing else."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=landscape(A4), initialFontName=FLOOR_FONT)
    width, height = landscape(A4)
    lefts, total = [], sum(column.weight for column in COLUMNS)
    for place in range(len(COLUMNS)):
        before = sum(column.weight for column in COLUMNS[:place])
        lefts.append(42 + before * (width - 84) / total)
    rows = listed.table.rows
    for first in range(0, len(rows), ROWS_A_PAGE):
        canvas.setFont(FLOOR_FONT, 10)
        for line, row in enumerate(rows[first : first + ROWS_A_PAGE]):
            for left, text in zip(lefts, row.cells, strict=True):
                canvas.drawString(left, height - 50 - 14 * line, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def made_report() -> Document:
    """A report of 15 pages: text, a table in it, two annexes."""
    chance = random.Random(8)
    rows = tuple(_row(place, chance) for place in range(1, 76))
    table = Table(COLUMNS, rows, "Đơn vị tính: triệu đồng", ("Ghi chú: số liệu đến 31/12./.",))
    blocks = [
        block
        for part in range(1, 9)
        for block in (
            Heading(HeadingLevel.NUMBER, f"{part}. Kết quả hoạt động"),
            *(Paragraph((Run(_sentences(chance)),)) for _ in range(5)),
        )
    ]
    return Document(
        Letterhead(
            (),
            ("Ủy ban nhân dân", "xã Lạng Giang"),
            "126/KH-UBND",
            "Lạng Giang, ngày 15 tháng 8 năm 2026",
            "Kế hoạch",
            "Phát triển kinh tế tập thể, hợp tác xã năm 2027",
        ),
        tuple(blocks),
        SignatureBlock(("TM. Ủy ban nhân dân", "Chủ tịch"), "Nguyễn Văn An"),
        ("Sở Tài chính", "Lưu: VT"),
        tuple(Annex(number, "Danh sách hợp tác xã", "", (table,)) for number in ("I", "II")),
    )


def printed(report: Document) -> bytes:
    """As the program prints it."""
    target = BytesIO()
    write_pdf(report, target, created=MADE)
    return target.getvalue()


def pages_of(pdf: bytes) -> int:
    """How many pages came out."""
    with PdfPages(pdf) as pages:
        return pages.count


def _row(place: int, chance: random.Random) -> Row:
    name = f"HTX {chance.choice(WORK)} {chance.choice(PLACES)} {place}"
    return Row(
        (
            str(place),
            name,
            chance.choice(("HTX", "THT", "LHHTX")),
            f"24{chance.randrange(10**8):08}",
            chance.choice(("Trồng trọt", "Chăn nuôi", "Vận tải", "Dịch vụ")),
            chance.choice(PLACES),
            f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1998, 2025)}",
            chance.choice(("Hoạt động", "Tạm ngừng", "Giải thể")),
            str(chance.randint(7, 400)),
            f"{chance.randint(100, 9_999)},{chance.randint(0, 9)}",
        )
    )


def _sentences(chance: random.Random) -> str:
    return " ".join(
        f"Hợp tác xã {chance.choice(WORK)} {chance.choice(PLACES)} có {chance.randint(7, 400)} "
        f"thành viên, doanh thu {chance.randint(100, 9_999)} triệu đồng."
        for _ in range(5)
    )


def _peak(rows: int) -> float:
    """Megabytes of a process that only makes the list."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK.format(rows=rows)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return float(done.stdout)
