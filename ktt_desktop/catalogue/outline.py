"""Report outlines as data: sections in order, each a heading and its blocks."""

from dataclasses import dataclass

from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.domain.narrative import Template


@dataclass(frozen=True, slots=True)
class Sentence:
    """Câu tự viết từ số liệu."""

    template: Template


@dataclass(frozen=True, slots=True)
class FreeText:
    """Chỗ cho lời văn của cán bộ; `hint` tells what to write there."""

    hint: str


OutlineBlock = Sentence | FreeText


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """Một mục: `id` names it for good ("P1.I.1a"); its parent is the longest id it begins with."""

    id: str
    level: HeadingLevel
    heading: Template
    title: Template
    blocks: tuple[OutlineBlock, ...]


@dataclass(frozen=True, slots=True)
class AnnexSpec:
    """Phụ lục: a table of the edition printed on its own pages."""

    table: str
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Dàn ý của một loại báo cáo."""

    id: str
    kind: str  # KẾ HOẠCH, BÁO CÁO
    subject: Template
    opening: Template
    closing: Template
    sections: tuple[OutlineSection, ...]
    annexes: tuple[AnnexSpec, ...]
