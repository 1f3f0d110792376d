"""The officer's words as the book keeps them: JSON of the items of a section, and back."""

import json
from collections.abc import Mapping
from typing import Any

from ktt_desktop.domain.document import TextAlign
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    RichItem,
    RichParagraph,
    RichPicture,
    RichRun,
    RichTable,
    SectionText,
)

Entry = dict[str, Any]


def text_json(text: SectionText) -> str:
    """The items of a section; equal text gives equal JSON."""
    entries = [_item_entry(item) for item in text]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def text_from_json(raw: str) -> SectionText:
    """Read what `text_json` wrote; raises InvalidInputError for anything else."""
    try:
        return tuple(_item(entry) for entry in json.loads(raw))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidInputError("Lời văn đã lưu của báo cáo không đọc được.") from error


def _item_entry(item: RichItem) -> Entry:
    match item:
        case AutoPiece():
            return _known({"auto": item.key, "hidden": item.hidden}, "auto")
        case RichPicture():
            of_picture = {"picture": item.name, "mm": item.width_mm, "words": item.words}
            return _known(of_picture, "picture", "mm")
        case RichTable():
            rows = [list(row) for row in item.rows]
            return _known({"table": rows, "plain": not item.headed, "for": item.replaces})
        case RichParagraph():
            align = "" if item.align is TextAlign.JUSTIFY else item.align.value
            runs = [_run_entry(run) for run in item.runs]
            return _known({"runs": runs, "align": align, "for": item.replaces}, "runs")


def _run_entry(run: RichRun) -> Entry:
    entry = _known({"t": run.text, "b": run.bold, "i": run.italic}, "t")
    if (figure := run.figure) is not None:
        named = {"piece": figure.piece, "nth": figure.nth, "refused": figure.refused}
        entry["figure"] = {"slot": figure.slot, **_known(named)}
    return entry


def _known(entry: Entry, *always: str) -> Entry:
    """Only what differs from the usual."""
    return {name: value for name, value in entry.items() if value or name in always}


def _item(entry: Mapping[str, Any]) -> RichItem:
    if "auto" in entry:
        return AutoPiece(str(entry["auto"]), bool(entry.get("hidden", False)))
    if "picture" in entry:
        return RichPicture(str(entry["picture"]), int(entry["mm"]), str(entry.get("words", "")))
    if "table" in entry:
        rows = tuple(tuple(str(cell) for cell in row) for row in entry["table"])
        return RichTable(rows, not entry.get("plain", False), str(entry.get("for", "")))
    runs = tuple(_run(each) for each in entry["runs"])
    align = TextAlign(entry.get("align", TextAlign.JUSTIFY))
    return RichParagraph(runs, align, str(entry.get("for", "")))


def _run(entry: Mapping[str, Any]) -> RichRun:
    figure = entry.get("figure")
    return RichRun(
        str(entry["t"]),
        bool(entry.get("b", False)),
        bool(entry.get("i", False)),
        None if figure is None else LockedFigure(**figure),
    )
