"""The officer's words of a section: paragraphs, tables, pictures, with locked figures in them.

A section of a report is a list of items. `AutoPiece` is the place of a sentence the program
writes; an item that `replaces` one stands in its place, with the sentence's figures locked in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.document import Block, TextAlign


@dataclass(frozen=True, slots=True)
class LockedFigure:
    """Số liệu khóa trong lời văn: written anew from the data, never typed over.

    `slot` is a place of domain.narrative ("A5@TH|unit"); with `piece`, a place in that sentence of
    the section ("money.period|sources"), the `nth` of this name. `refused` is the reason why the
    text keeps the value it had, empty while the figure follows the data.
    """

    slot: str
    piece: str = ""
    nth: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class RichRun:
    """Một đoạn chữ; the text of a locked figure is its value as the officer saw it last."""

    text: str
    bold: bool = False
    italic: bool = False
    figure: LockedFigure | None = None


@dataclass(frozen=True, slots=True)
class RichParagraph:
    """Đoạn văn của cán bộ; a list item carries its mark ("- ", "+ ", "1. ") in its text."""

    runs: tuple[RichRun, ...]
    align: TextAlign = TextAlign.JUSTIFY
    replaces: str = ""

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class RichTable:
    """Bảng của cán bộ; the first row is the head where `headed`. All rows are equally long."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool = True
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class RichPicture:
    """Hình chèn; `name` is the SHA-256 of its bytes, which the book keeps once."""

    name: str
    width_mm: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class AutoPiece:
    """Chỗ của một câu tự lập; `hidden` leaves it out of the report."""

    key: str
    hidden: bool = False


RichItem = RichParagraph | RichTable | RichPicture | AutoPiece
SectionText = tuple[RichItem, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Một câu, một bảng tự lập của một mục; `key` names it as long as its source exists."""

    key: str
    block: Block


def named(item: RichItem) -> str:
    """The generated piece whose place an item takes; empty for words of the officer's own."""
    match item:
        case AutoPiece(key=key):
            return key
        case RichParagraph(replaces=key) | RichTable(replaces=key):
            return key
        case _:
            return ""


def laid_out(pieces: Sequence[Piece], text: SectionText) -> Iterator[Piece | RichItem]:
    """What a section holds now, in order: pieces as generated, and the officer's own items.

    A piece the text does not know yet stands behind the one that is generated before it, at the
    start where there is none. An AutoPiece whose sentence is no longer written gives nothing.
    """
    by_key = {piece.key: piece for piece in pieces}
    known = {named(item) for item in text}
    behind = _unknown_behind(pieces, known)
    yield from behind.get("", ())
    for item in text:
        key = named(item)
        match item:
            case AutoPiece(hidden=False) if key in by_key:
                yield by_key[key]
            case AutoPiece():
                pass
            case _:
                yield item
        yield from behind.get(key, ()) if key else ()


def _unknown_behind(pieces: Sequence[Piece], known: set[str]) -> dict[str, list[Piece]]:
    """The pieces the text does not name, by the named one each follows ("" = none)."""
    found: dict[str, list[Piece]] = {}
    last = ""
    for piece in pieces:
        if piece.key in known:
            last = piece.key
        else:
            found.setdefault(last, []).append(piece)
    return found


def plain_text(text: SectionText) -> str:
    """The officer's own words, a line each: what the submission file carries."""
    lines: list[str] = []
    for item in text:
        match item:
            case RichParagraph():
                lines.append(item.text)
            case RichTable(rows=rows):
                lines.extend("\t".join(row) for row in rows)
            case _:
                pass
    return "\n".join(lines)


def from_plain(text: str) -> SectionText:
    """A paragraph for each line that says something."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(RichParagraph((RichRun(line),)) for line in lines if line)
