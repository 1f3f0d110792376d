"""Documents to print, and a reader of what came out on paper."""

from contextlib import contextmanager
from ctypes import c_double, c_int, create_string_buffer
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from ktt_desktop.domain.document import (
    Align,
    Annex,
    Column,
    Document,
    Heading,
    HeadingLevel,
    Letterhead,
    Paragraph,
    Row,
    Run,
    SignatureBlock,
    Table,
)
from ktt_desktop.reports.pdf import write_pdf

MM = 72 / 25.4
WHEN = datetime(2022, 8, 15, 9, 30, tzinfo=timezone(timedelta(hours=7)))
REFERENCE = "(Kèm theo Kế hoạch số 126/KH-UBND ngày 15 tháng 8 năm 2022 của UBND huyện Lạng Giang)"
SENTENCE = (
    "Hoạt động của các hợp tác xã tiếp tục đổi mới và từng bước phát triển theo hướng nâng cao "
    "chất lượng hoạt động, góp phần giải quyết việc làm và mang lại thu nhập ổn định. "
)
COLUMNS = (
    Column("TT", 6, Align.CENTRE),
    Column("Chỉ tiêu", 40),
    Column("Đơn vị\ntính", 12, Align.CENTRE),
    Column("Thực hiện\nnăm 2022", 14, Align.RIGHT),
    Column("Kế hoạch\nnăm 2023", 14, Align.RIGHT),
)

LETTERHEAD = Letterhead(
    superior=(),
    issuer=("Ủy ban nhân dân", "huyện Lạng Giang"),
    number="126/KH-UBND",
    place_and_date="Lạng Giang, ngày 15 tháng 8 năm 2022",
    kind="Kế hoạch",
    subject="Phát triển kinh tế tập thể, hợp tác xã năm 2023",
)
BLOCKS = (
    Heading(HeadingLevel.PART, "Phần thứ nhất", "Đánh giá tình hình năm 2022"),
    Heading(HeadingLevel.ROMAN, "I. Tình hình phát triển"),
    Heading(HeadingLevel.NUMBER, "1. Kết quả hoạt động"),
    Heading(HeadingLevel.LETTER, "a) Số lượng"),
    Paragraph((Run("- Tổng số "), Run("64 HTX", bold=True), Run(" & LH HTX <01>./."))),
)
SIGNATURE = SignatureBlock(
    ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Bùi Thị Hương Lan"
)


def make_document(**changes):
    document = Document(
        letterhead=LETTERHEAD,
        blocks=BLOCKS,
        signature=SIGNATURE,
        recipients=("Sở Kế hoạch và Đầu tư", "Lưu: VT"),
    )
    return replace(document, **changes)


def make_annex(rows=3, **changes):
    body = tuple(
        Row((str(n), f"Chỉ tiêu số {n}", "HTX", f"{n}.000", f"{n}.500"), bold=n == 1)
        for n in range(1, rows + 1)
    )
    table = Table(COLUMNS, body, unit_line="Đơn vị tính: triệu đồng", notes=("Ghi chú./.",))
    annex = Annex("", "Các chỉ tiêu phát triển kinh tế tập thể", REFERENCE, (table,))
    return replace(annex, **changes)


def paragraphs(count, sentences=3):
    return tuple(Paragraph((Run(f"Đoạn {n}. " + SENTENCE * sentences),)) for n in range(count))


def png(across, down):
    """A green picture of so many dots."""
    target = BytesIO()
    Image.new("RGB", (across, down), "#38761d").save(target, "PNG")
    return target.getvalue()


def printed(document, created=WHEN):
    target = BytesIO()
    write_pdf(document, target, created=created)
    return target.getvalue()


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self):
        return self.right - self.left

    @property
    def centre(self):
        return (self.left + self.right) / 2


class Sheet:
    """One printed page."""

    def __init__(self, page):
        self.width, self.height = page.get_size()
        words = page.get_textpage()
        self.text = words.get_text_range().replace("\r\n", "\n")
        self._letters = [words.get_charbox(n) for n in range(words.count_chars())]
        self._order = [words.get_text_range(n, 1) for n in range(words.count_chars())]
        self._feet = [_foot(words, n) for n in range(words.count_chars())]
        self._fonts = [_font(words, n) for n in range(words.count_chars())]
        words.close()
        self.paths = [
            Box(*found.get_bounds())
            for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH])
        ]
        self.images = [
            Box(*found.get_bounds())
            for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])
        ]

    def find(self, text):
        """The box of the ink of the first occurrence of a text on one line."""
        start = self._start(text)
        boxes = self._letters[start : start + len(text)]
        return Box(
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def foot_of(self, text):
        """Where the line stands that a text is written on, points from the lower edge."""
        return self._feet[self._start(text)]

    def feet(self):
        """Where the lines stand that anything is written on."""
        pairs = zip(self._feet, self._order, strict=True)
        return {foot for foot, letter in pairs if letter.strip()}

    def font_of(self, text):
        """The name of the font of the first letter of a text."""
        return self._fonts[self._start(text)]

    def _start(self, text):
        start = "".join(letter or "\ufffe" for letter in self._order).find(text)
        assert start >= 0, f"{text!r} is not on the page: {self.text!r}"
        return start

    def ink(self):
        """The boxes of all letters that leave ink."""
        pairs = zip(self._letters, self._order, strict=True)
        return [Box(*box) for box, letter in pairs if letter.strip()]

    def rules(self):
        """The horizontal lines, from the top down."""
        flat = [path for path in self.paths if path.top - path.bottom < 3 and path.width > 10]
        return sorted(flat, key=lambda path: -path.top)


def _foot(words, place):
    across, up = c_double(), c_double()
    pdfium_c.FPDFText_GetCharOrigin(words.raw, place, across, up)
    return up.value


def _font(words, place):
    name, flags = create_string_buffer(100), c_int()
    pdfium_c.FPDFText_GetFontInfo(words.raw, place, name, len(name), flags)
    return name.value.decode()


@contextmanager
def opened(content):
    document = pdfium.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def sheets(content):
    with opened(content) as document:
        found = []
        for page in document:
            found.append(Sheet(page))
            page.close()
        return found
