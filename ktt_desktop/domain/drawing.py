"""A drawing as plain marks on a sheet: what the screen paints and the paper prints alike.

Points (1/72 inch) from the upper left corner, x to the right, y down. Colours are "#rrggbb".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Hình chữ nhật tô kín; `tip` is told when the pointer rests on it."""

    left: float
    top: float
    width: float
    height: float
    fill: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Đoạn thẳng."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str
    width: float = 0.75
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Một dòng chữ; `share` of its width lies left of `at`: 0 starts there, 0.5 is centred."""

    text: str
    at: tuple[float, float]  # the foot of the letters
    size: float
    colour: str
    share: float = 0.0
    bold: bool = False


Mark = Box | Stroke | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Hình vẽ: its marks in the order of painting."""

    width: float
    height: float
    marks: tuple[Mark, ...]
