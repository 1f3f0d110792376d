"""The measures of a printed document, read from report.toml and turned into points."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache

from reportlab.lib.units import mm

from ktt_desktop.runtime.paths import resources


@dataclass(frozen=True, slots=True)
class Margins:
    """Lề trang (điểm)."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Cỡ chữ (điểm)."""

    body: float
    nation: float
    motto: float
    agency: float
    agency_smallest: float
    number: float
    letter_subject: float
    place: float
    place_smallest: float
    page_number: float
    recipients_head: float
    recipients: float
    annex: float
    unit_line: float
    notes: float
    footer: float


@dataclass(frozen=True, slots=True)
class TableMeasures:
    """Cỡ chữ, khoảng đệm và nét kẻ của bảng (điểm); the dense ones for tables of many columns."""

    size: float
    smallest_size: float
    padding_across: float
    padding_down: float
    dense_columns: float
    dense_size: float
    dense_padding: float
    line: float

    def of(self, columns: int) -> "TableMeasures":
        """The measures of a table of so many columns."""
        if columns < self.dense_columns:
            return self
        return replace(self, smallest_size=self.dense_size, padding_across=self.dense_padding)


@dataclass(frozen=True, slots=True)
class Spacing:
    """Giãn dòng (lần), khoảng cách và nét kẻ (điểm)."""

    line: float
    single: float
    paragraph: float
    first_line: float
    letterhead: float
    letter_subject: float
    rule: float
    short_rule: float
    signature: float
    page_number: float

    def leading(self, size: float) -> float:
        """From one line of body text to the next, points."""
        return size * self.single * self.line

    def tight(self, size: float) -> float:
        """The same at single line spacing: for tables and lists."""
        return size * self.single


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Ô để trống cho chữ ký số ở góc trên bên phải phụ lục (điểm)."""

    width: float
    height: float
    top: float


@dataclass(frozen=True, slots=True)
class Footer:
    """Mã kiểm tra ở chân trang (điểm)."""

    bottom: float
    qr: float


@dataclass(frozen=True, slots=True)
class Titles:
    """Cách ngắt dòng của tiêu đề canh giữa."""

    unbroken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Toàn bộ số đo của văn bản in (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    text: Margins
    annex_portrait: Margins
    annex_landscape: Margins
    sizes: Sizes
    table: TableMeasures
    spacing: Spacing
    signature_box: SignatureBox
    footer: Footer
    titles: Titles


@cache
def load_layout() -> Layout:
    """The measures of report.toml."""
    with (resources() / "report.toml").open("rb") as file:
        raw = tomllib.load(file)
    titles = Titles(tuple(raw.pop("titles")["unbroken"]))
    sections = {name: _in_points(section) for name, section in raw.items()}
    return Layout(
        text=Margins(**sections["text"]),
        annex_portrait=Margins(**sections["annex_portrait"]),
        annex_landscape=Margins(**sections["annex_landscape"]),
        sizes=Sizes(**sections["sizes"]),
        table=TableMeasures(**sections["table"]),
        spacing=Spacing(**sections["spacing"]),
        signature_box=SignatureBox(**sections["signature_box"]),
        footer=Footer(**sections["footer"]),
        titles=titles,
    )


def _in_points(section: dict[str, float]) -> dict[str, float]:
    return {
        key.removesuffix("_mm").removesuffix("_pt"): value * mm if key.endswith("_mm") else value
        for key, value in section.items()
    }
