"""What the editor of an outline shows: contents in words, a sentence as it prints now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.outline import numbered
from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative import fill
from ktt_desktop.domain.narrative_template import codes, parse_template
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import OwnOutline, outline_from
from ktt_desktop.services.report_sections import ReportSource, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.storage.session import transaction

SENTENCE, FREE = "sentence", "free"  # the keys of the parts whose words can be changed
NO_FIGURE = "Chưa có số liệu của câu này, câu không in."
COLUMNS = {
    "": "Số chính của kỳ",
    "P": "Thực hiện năm trước",
    "KH": "Kế hoạch trong năm",
    "TH": "Thực hiện 6 tháng",
    "UOC": "Ước thực hiện cả năm",
    "KHN": "Kế hoạch năm sau",
}
SHAPES = {
    "": "Chỉ ghi số",
    "unit": "Số kèm đơn vị tính",
    "v0": "Tăng, giảm so với cuối năm trước",
    "vp": "So với kế hoạch năm",
}
_TARGETS = {
    "progress": "bảng khả năng hoàn thành",
    "next_year": "của năm sau",
    "span": "của giai đoạn",
    "by_year": "theo từng năm đích",
}
_SUPPORT = {
    "measures": "từng nội dung hỗ trợ",
    "programmes": "kinh phí từng chương trình",
    "total": "tổng nhu cầu kinh phí",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """Một câu như khi in; `problem` tells why it cannot be printed."""

    text: str = ""
    problem: str = ""


def read_example(book: Book, profile: UnitProfile, key: ReportKey) -> ReportSource:
    """The figures that sentences are shown with while an outline is changed."""
    with transaction(book.sessions) as session:
        return read_source(session, book, profile, key, read_settings(session, key))


def preview(source: ReportSource, text: str) -> Preview:
    """How a sentence or heading prints now."""
    known = source.figures.catalogue.edition.indicators
    try:
        template = parse_template(text, "Câu")
    except CatalogueError as error:
        return Preview(problem=str(error))
    if missing := next((each for each in codes(template) if each not in known), ""):
        return Preview(problem=f"Câu: không có chỉ tiêu {missing}.")
    runs = fill(template, source.figures, source.style)
    return Preview(NO_FIGURE if runs is None else "".join(run.text for run in runs))


def numbers(book: Book, own: OwnOutline) -> list[str]:
    """The number of each section of a sound outline; all blank where it is not sound."""
    try:
        outline = outline_from(book, own)
    except CatalogueError:
        return ["" for _ in own.entry["section"]]
    return [number.strip() for _, number in numbered(outline.sections)]


def part_words(catalogue: Catalogue, part: Mapping[str, Any]) -> str:
    """What stands at one place of a section, in a line."""
    if SENTENCE in part:
        return f"Câu: {part[SENTENCE]}"
    if FREE in part:
        return f"Lời văn: {part[FREE]}"
    if "records" in part:
        return f"Tự viết từ hồ sơ: {catalogue.dossiers[part['records']].label}"
    if "support" in part:
        return f"Tự viết từ Biểu C: {_SUPPORT[part['support']]}"
    if "targets" in part:
        return f"Tự viết từ mục tiêu: {_TARGETS[part['targets']]}"
    if "sectors" in part:
        return "Tự viết cho từng lĩnh vực"
    return "Phần chương trình tự viết"


def contents_words(catalogue: Catalogue, section: Entry) -> str:
    """What a section holds: "3 câu, 1 chỗ lời văn"."""
    return ", ".join(_counted(section.get("block", ())))


def _counted(parts: list[Mapping[str, Any]]) -> Iterator[str]:
    sentences = sum(SENTENCE in each for each in parts)
    free = sum(FREE in each for each in parts)
    others = len(parts) - sentences - free
    for number, words in (
        (sentences, "câu"),
        (others, "phần tự viết"),
        (free, "chỗ lời văn"),
    ):
        if number:
            yield f"{number} {words}"


def figure_choices(catalogue: Catalogue) -> list[tuple[str, str]]:
    """The figures a sentence can name: code and words, those of the unit's tables."""
    return [
        (code, f"[{code}] {each.title}")
        for code, each in catalogue.edition.indicators.items()
        if each.form in ("bieu-a", "bieu-b")
    ]


def figure_slot(code: str, column: str, shape: str) -> str:
    """The place of a figure in a sentence: "{A5@UOC|unit}"."""
    return f"{{{code}{'@' + column if column else ''}{'|' + shape if shape else ''}}}"
