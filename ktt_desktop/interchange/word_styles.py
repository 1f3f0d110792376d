"""Styles of a Word file: what a paragraph or a run of letters goes by, its own words first.

Elements are those of python-docx's parser, which resolves no entities.
"""

from typing import Any

from docx.oxml.ns import qn

DEEPEST = 64  # styles based on one another; Word itself stops far earlier, a circle never does
VALUE = qn("w:val")
OFF = ("0", "false", "off", "none")
_STYLE, _ID, _BASE = qn("w:style"), qn("w:styleId"), qn("w:basedOn")
_P_STYLE, _R_STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}", f"{qn('w:rPr')}/{qn('w:rStyle')}"
_CAPITALS = f"{qn('w:rPr')}/{qn('w:caps')}"


class WordStyles:
    """Kiểu của tệp Word; `root` is the root of styles.xml, None where there is none."""

    def __init__(self, root: Any | None) -> None:
        every = [] if root is None else root.findall(_STYLE)
        self._by_id = {each.get(_ID, ""): each for each in every}
        self._usual = next(
            (
                each.get(_ID, "")
                for each in every
                if each.get(qn("w:type")) == "paragraph"
                and each.get(qn("w:default"), "0") not in OFF
            ),
            "",
        )
        self._chains: dict[str, tuple[Any, ...]] = {}
        self._found: dict[tuple[str, str], tuple[Any, ...]] = {}

    def of_paragraph(self, paragraph: Any) -> str:
        """The id of its style; that of the usual one where it names none that exists."""
        id_ = value_of(paragraph, _P_STYLE)
        return id_ if id_ in self._by_id else self._usual

    def chain(self, id_: str) -> tuple[Any, ...]:
        """A style and those it is based on, nearest first."""
        if id_ not in self._chains:
            found: list[Any] = []
            at = id_
            while at in self._by_id and len(found) < DEEPEST:
                found.append(self._by_id[at])
                at = value_of(found[-1], _BASE)
            self._chains[id_] = tuple(found)
        return self._chains[id_]

    def every(self, id_: str, path: str) -> tuple[Any, ...]:
        """What stands at a path of a style and of those it is based on, nearest first."""
        if (id_, path) not in self._found:
            found = (each.find(path) for each in self.chain(id_))
            self._found[id_, path] = tuple(each for each in found if each is not None)
        return self._found[id_, path]

    def is_capital(self, run: Any, style: str) -> bool:
        """Whether letters are drawn as capitals, in a paragraph of that style."""
        own = run.find(_CAPITALS)
        of_styles = (value_of(run, _R_STYLE), style)
        said = [own] if own is not None else []
        said += [caps for id_ in of_styles if id_ for caps in self.every(id_, _CAPITALS)]
        return bool(said) and is_on(said[0])


def is_on(switch: Any) -> bool:
    """What an element that is on or off says; on where it only stands there."""
    return switch.get(VALUE, "1") not in OFF


def style_id(style: Any) -> str:
    """What other elements call a style."""
    return str(style.get(_ID, ""))


def value_of(element: Any, path: str) -> str:
    """The value of the first element at a path, "" where there is none."""
    found = element.find(path)
    return "" if found is None else str(found.get(VALUE, ""))
