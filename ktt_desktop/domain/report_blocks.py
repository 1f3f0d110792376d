"""A section as it is printed: generated pieces and the officer's items become blocks."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ktt_desktop.domain.document import (
    Block,
    Column,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
)
from ktt_desktop.domain.report_text import (
    LockedFigure,
    Piece,
    RichItem,
    RichParagraph,
    RichPicture,
    RichRun,
    RichTable,
    SectionText,
    laid_out,
)

ROOM, WIDEST = 3, 40  # letters a column has beside its words; longer ones are broken

Current = Callable[[LockedFigure], Run | None]
"""A locked figure as the data say now, with its anchor; None where they say nothing."""


def section_blocks(
    pieces: Sequence[Piece],
    text: SectionText,
    current: Current,
    pictures: Mapping[str, bytes],
) -> Iterator[Block]:
    """What a section prints, in order; a picture the book has lost is left out."""
    for each in laid_out(pieces, text):
        if isinstance(each, Piece):
            yield each.block
        else:
            yield from _own(each, current, pictures)


def _own(item: RichItem, current: Current, pictures: Mapping[str, bytes]) -> Iterator[Block]:
    match item:
        case RichParagraph(runs=runs, align=align):
            if item.text.strip():
                yield Paragraph(tuple(_run(run, current) for run in runs), align)
        case RichTable():
            yield _table(item)
        case RichPicture(name=name) if name in pictures:
            yield Picture(pictures[name], item.width_mm, item.words)
        case _:
            pass


def _run(run: RichRun, current: Current) -> Run:
    """The words of a run; a locked figure as the data say, unless that was refused."""
    if run.figure is None:
        return Run(run.text, run.bold, run.italic)
    now = current(run.figure)
    anchor, slot = (now.anchor, now.slot) if now else (None, run.figure.slot)
    text = run.text if run.figure.refused or now is None else now.text
    return Run(text, run.bold, run.italic, anchor, slot)


def _table(table: RichTable) -> Table:
    """As the officer's, columns as wide as their longest cell asks for."""
    head, *rest = table.rows if table.headed else (("",) * len(table.rows[0]), *table.rows)
    columns = (
        Column(text, min(max(map(len, cells)), WIDEST) + ROOM)
        for text, cells in zip(head, zip(*table.rows, strict=True), strict=True)
    )
    return Table(tuple(columns), tuple(Row(row) for row in rest))
