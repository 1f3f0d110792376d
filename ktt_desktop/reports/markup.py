"""Runs of text as reportlab's markup."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from ktt_desktop.domain.document import Run


def escaped(text: str) -> str:
    """Plain text of which nothing is taken for markup."""
    return escape(text).replace("\n", "<br/>")


def markup(runs: Iterable[Run]) -> str:
    """The words of a paragraph with their bold and italic parts."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escaped(run.text)
    if run.italic:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if run.bold else text
