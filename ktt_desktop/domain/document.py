"""An official document as plain values: what the services fill and the reports print."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from ktt_desktop.domain.drawing import Drawing
from ktt_desktop.domain.table_formulas import Formulas


class HeadingLevel(StrEnum):
    """Bậc đề mục của văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    PART = "part"  # "Phần thứ nhất", then its title in capitals, both centred
    ROMAN = "roman"  # "I. …" in capitals, bold
    NUMBER = "number"  # "1. …" bold
    LETTER = "letter"  # "a) …" bold italic


class Align(StrEnum):
    """Canh lề của một cột."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class TextAlign(StrEnum):
    """Canh lề của một đoạn văn; only justified paragraphs indent their first line."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """Một đoạn chữ; `anchor` names the figures it was made from, as "A5:TH A5:KH".

    `slot` is the place in the template it was written from, as "A5|v0"; empty for plain words.
    """

    text: str
    bold: bool = False
    italic: bool = False
    anchor: str | None = None
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Đề mục; `title` is the second line of a part."""

    level: HeadingLevel
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Đoạn văn; an item begins with a hyphen that is part of its text."""

    runs: tuple[Run, ...]
    align: TextAlign = TextAlign.JUSTIFY

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """Cột của bảng; `weight` shares out the width of the page; `\\n` breaks the header.

    Columns side by side with the same `group` stand under one head of that name.
    """

    header: str
    weight: int
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Dòng của bảng, chữ đã định dạng; `values` says beside it which cells are numbers."""

    cells: tuple[str, ...]
    bold: bool = False
    values: tuple[int | Fraction | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Bảng số liệu; `unit_line` is the note "Đơn vị tính: …" above it, empty where none.

    `formulas` tell what a number is made of, by its place; each gives just that number.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit_line: str = ""
    notes: tuple[str, ...] = ()
    formulas: Formulas = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """Hình: PNG or JPEG as it is, `width_mm` wide at most the page; `words` stand below it."""

    content: bytes
    width_mm: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Biểu đồ, one drawing for screen and paper; `words` is its title below."""

    drawing: Drawing
    words: str = ""


Block = Heading | Paragraph | Table | Picture | Chart


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục; `number` is roman, empty where the document has only one."""

    number: str
    title: str
    reference: str
    blocks: tuple[Block, ...]
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class PrintedList:
    """Danh sách in ngang; `made` tells where and when, `conditions` what was left out."""

    unit: tuple[str, ...]
    made: str
    title: str
    conditions: str
    summary: str
    table: Table
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Phần đầu văn bản: cơ quan, số và ký hiệu, địa danh và ngày, tên loại, trích yếu.

    `superior` and `issuer` hold one string per printed line; `superior` is empty for a UBND.
    A letter (công văn) has no `kind`; its subject stands under the number: "V/v …" (ô 5b).
    `addressees` is what follows "Kính gửi:", `bases` the căn cứ, a line each without its mark.
    """

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    kind: str
    subject: str
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Quyền hạn, chức vụ (một dòng một phần tử) và họ tên người ký."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """Một mẫu phiếu đứng, không có phần đầu văn bản: title, what follows, who signs."""

    title: str
    issuer: str
    blocks: tuple[Block, ...]
    signature: SignatureBlock
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Một văn bản hoàn chỉnh; `watermark` marks practice data, `check_code` ties paper and file."""

    letterhead: Letterhead
    blocks: tuple[Block, ...]
    signature: SignatureBlock
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...] = ()
    check_code: str = ""
    watermark: str = ""
