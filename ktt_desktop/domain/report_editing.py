"""Between a section as it is shown for editing and the officer's words as the book keeps them.

On the screen a generated sentence is a paragraph like any other, its figures locked. What came
back equal is the program's sentence again; what came back otherwise stands in its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ktt_desktop.domain.document import Paragraph, Run, TextAlign
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    Piece,
    RichItem,
    RichParagraph,
    RichRun,
    RichTable,
    SectionText,
    named,
)


def opened(piece: Piece) -> RichParagraph | None:
    """A generated sentence as the officer edits it; None for a table or a chart."""
    if not isinstance(piece.block, Paragraph):
        return None
    counts: dict[str, int] = {}
    runs = tuple(_opened_run(run, piece.key, counts) for run in piece.block.runs)
    return RichParagraph(joined(runs), piece.block.align, piece.key)


def _opened_run(run: Run, key: str, counts: dict[str, int]) -> RichRun:
    if not run.anchor:
        return RichRun(run.text, run.bold, run.italic)
    nth = counts.get(run.slot, 0)
    counts[run.slot] = nth + 1
    return RichRun(run.text, run.bold, run.italic, LockedFigure(run.slot, key, nth))


def joined(runs: Iterable[RichRun]) -> tuple[RichRun, ...]:
    """Neighbours of one style become one run; locked figures stay alone, empty runs go."""
    kept: list[RichRun] = []
    for run in runs:
        before = kept[-1] if kept else None
        if before is not None and _is_alike(before, run):
            kept[-1] = replace(before, text=before.text + run.text)
        elif run.text:
            kept.append(run)
    return tuple(kept)


def _is_alike(one: RichRun, other: RichRun) -> bool:
    if one.figure is not None or other.figure is not None:
        return False
    return (one.bold, one.italic) == (other.bold, other.italic)


def kept_text(
    shown: Sequence[RichItem], pieces: Sequence[Piece], before: SectionText
) -> SectionText:
    """What the book keeps of a section as it stands on the screen.

    A paragraph that `replaces` a piece came from its sentence. Sentences no longer shown are
    hidden; places of `before` whose sentence is not written at present stay. A section that is
    just as the program writes it gives nothing.
    """
    sentences = {piece.key: opened(piece) for piece in pieces}
    items = _recognised([item for item in shown if _says(item)], sentences)
    shown_keys, order = {named(item) for item in items}, [each.key for each in pieces]
    for place in _places(pieces, before):
        if place.key not in shown_keys:
            shown_keys.add(place.key)
            _put_back(items, place, order, before)
    usual = [AutoPiece(piece.key) for piece in pieces]
    return () if items == usual else tuple(items)


def _says(item: RichItem) -> bool:
    return not isinstance(item, RichParagraph) or bool(item.text.strip())


def _recognised(
    shown: Sequence[RichItem], sentences: dict[str, RichParagraph | None]
) -> list[RichItem]:
    """Paragraphs equal to a generated sentence are it; each piece is named once."""
    taken: set[str] = {each.key for each in shown if isinstance(each, AutoPiece)}
    items, alike = list(shown), _by_words(sentences)
    for place, item in enumerate(items):
        if isinstance(item, RichParagraph):
            key = _same_as(item, alike, taken)
            if key:
                taken.add(key)
                items[place] = AutoPiece(key)
    for place, item in enumerate(items):
        if isinstance(item, RichParagraph | RichTable) and item.replaces:
            if item.replaces in taken:
                items[place] = replace(item, replaces="")
            taken.add(item.replaces)
    return items


Words = tuple[tuple[RichRun, ...], TextAlign]


def _by_words(sentences: dict[str, RichParagraph | None]) -> dict[Words, list[str]]:
    """The pieces by what their sentences say and how they are aligned."""
    found: dict[Words, list[str]] = {}
    for key, sentence in sentences.items():
        if sentence is not None:
            found.setdefault((sentence.runs, sentence.align), []).append(key)
    return found


def _same_as(item: RichParagraph, alike: dict[Words, list[str]], taken: set[str]) -> str:
    """The piece whose sentence a paragraph is, word by word; empty where there is none."""
    free = [key for key in alike.get((joined(item.runs), item.align), ()) if key not in taken]
    return item.replaces if item.replaces in free else next(iter(free), "")


def _places(pieces: Sequence[Piece], before: SectionText) -> Iterator[AutoPiece]:
    """What must have a place in the text: every sentence, and what `before` knew of others."""
    known = {piece.key for piece in pieces}
    for piece in pieces:
        yield AutoPiece(piece.key, hidden=True)
    for item in before:
        if isinstance(item, AutoPiece) and item.key not in known:
            yield item


def _put_back(
    items: list[RichItem], place: AutoPiece, order: Sequence[str], before: SectionText
) -> None:
    """Insert a place behind the piece that it followed, at the start where there was none."""
    line = [named(item) for item in before if named(item)]
    line = line if place.key in line else list(order)
    ahead = line[: line.index(place.key)]
    at = max((n + 1 for n, item in enumerate(items) if named(item) in ahead), default=0)
    items.insert(at, place)


def hidden_pieces(pieces: Sequence[Piece], text: SectionText) -> tuple[str, ...]:
    """The sentences the officer took out of a section."""
    known = {piece.key for piece in pieces}
    return tuple(
        each.key
        for each in text
        if isinstance(each, AutoPiece) and each.hidden and each.key in known
    )


def adopted(figure: LockedFigure, keys: Iterable[str], readable: bool) -> LockedFigure | None:
    """A figure pasted into a section with these pieces; None makes it plain words.

    `readable` tells whether its place can be written without its sentence.
    """
    if not figure.piece or figure.piece in keys:
        return figure
    return LockedFigure(figure.slot) if readable else None


def locked_in(items: Iterable[Piece | RichItem]) -> int:
    """How many figures of a section follow the data."""
    return sum(map(_locked, items))


def _locked(item: Piece | RichItem) -> int:
    match item:
        case Piece(block=Paragraph(runs=written)):
            return sum(run.anchor is not None for run in written)
        case RichParagraph(runs=own):
            return sum(run.figure is not None for run in own)
        case _:
            return 0
