"""Locked figures against the data: what differs now, taken over or refused with a reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ktt_desktop.domain.report_blocks import Current
from ktt_desktop.domain.report_text import (
    LockedFigure,
    RichItem,
    RichParagraph,
    RichRun,
    SectionText,
)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """Số liệu khóa mà sổ nay ghi khác: the run of the item of a section, its value then and now.

    `new` is empty where the data say nothing any more. `anchor` names the figures `new` was made
    of, as "A5:TH A5:KH".
    """

    section: str
    item: int
    run: int
    figure: LockedFigure
    old: str
    new: str
    anchor: str

    @property
    def reason(self) -> str:
        """Why the text keeps the old value; empty while that is open."""
        return self.figure.refused


def differing(section: str, text: SectionText, current: Current) -> Iterator[FigureChange]:
    """Every locked figure that is not what the data say, refused ones too."""
    for item, paragraph in enumerate(text):
        if isinstance(paragraph, RichParagraph):
            for run, each in enumerate(paragraph.runs):
                if each.figure is not None:
                    now = current(each.figure)
                    new, anchor = (now.text, now.anchor or "") if now else ("", "")
                    if new != each.text:
                        yield FigureChange(section, item, run, each.figure, each.text, new, anchor)


def following(text: SectionText, current: Current) -> SectionText:
    """The text as it is printed: figures as the data say, but those refused or without value."""
    changes = differing("", text, current)
    return accepted(text, [each for each in changes if each.new and not each.reason])


def accepted(text: SectionText, changes: Collection[FigureChange]) -> SectionText:
    """The text with the new values; a figure without one becomes plain words.

    A change whose place says something else by now is passed over.
    """
    return _changed(text, {(each.item, each.run): _taken(each) for each in changes}, changes)


def refused(text: SectionText, change: FigureChange, reason: str) -> SectionText:
    """The text that keeps the old value of one figure, and why."""
    figure = replace(change.figure, refused=reason)
    return _changed(text, {(change.item, change.run): (change.old, figure)}, (change,))


Written = tuple[str, LockedFigure | None]


def _taken(change: FigureChange) -> Written:
    if not change.new:
        return change.old, None
    return change.new, replace(change.figure, refused="")


def _changed(
    text: SectionText,
    written: dict[tuple[int, int], Written],
    changes: Collection[FigureChange],
) -> SectionText:
    known = {(each.item, each.run): (each.old, each.figure) for each in changes}

    def run_of(place: tuple[int, int], run: RichRun) -> RichRun:
        if place not in written or known[place] != (run.text, run.figure):
            return run
        words, figure = written[place]
        return replace(run, text=words, figure=figure)

    def item_of(at: int, item: RichItem) -> RichItem:
        if not isinstance(item, RichParagraph):
            return item
        return replace(item, runs=tuple(run_of((at, n), run) for n, run in enumerate(item.runs)))

    return tuple(item_of(at, item) for at, item in enumerate(text))
