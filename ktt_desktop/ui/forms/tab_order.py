"""The way of the Tab key over widgets that were made later than those around them."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_order(before: QWidget, page: QWidget) -> None:
    """Let Tab go from `before` over what takes the keys in a page, in the order it was made."""
    for one, other in pairwise([before, *_takers(page)]):
        QWidget.setTabOrder(one, other)


def _takers(page: QWidget) -> Iterator[QWidget]:
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if takes and page.isAncestorOf(widget):
            yield widget
        widget = widget.nextInFocusChain()
