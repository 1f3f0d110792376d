"""resources/excel.toml → openpyxl's named styles, made once a workbook."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.runtime.paths import resources

THIN = Side(style="thin", color="7B8794")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


@cache
def layout() -> Mapping[str, Any]:
    """The tables "font", "page" and "style" of excel.toml."""
    with toml_table(resources() / "excel.toml") as raw:
        return {key: raw.take(key, dict) for key in ("font", "page", "style")}


def add_styles(workbook: Workbook) -> None:
    """Register every style of excel.toml; the bold form of a body style has "-bold" after it."""
    for name, spec in layout()["style"].items():
        workbook.add_named_style(_style(name, spec, bold=spec.get("bold", False)))
        if not spec.get("bold", False):
            workbook.add_named_style(_style(f"{name}-bold", spec, bold=True))


def _style(name: str, spec: Mapping[str, Any], *, bold: bool) -> NamedStyle:
    raw = Table(dict(spec), f"excel.toml[{name}]")
    font = layout()["font"]
    raw.take("bold", bool, False)
    fill = raw.take("fill", str, "")
    style = NamedStyle(
        name,
        font=Font(
            name=font["name"],
            size=raw.take("size", int, font["size"]),
            bold=bold,
            italic=raw.take("italic", bool, False),
            color=raw.take("colour", str, "1F2933"),
        ),
        alignment=Alignment(
            horizontal=raw.take("align", str, "left"),
            vertical="center",
            wrap_text=raw.take("wrap", bool, False),
        ),
        border=BOX if raw.take("border", bool, True) else Border(),
        number_format=raw.take("format", str, "General"),
    )
    if fill:
        style.fill = PatternFill("solid", start_color=fill)
    raw.finish()
    return style
