"""The elements of WordprocessingML, and words as XML can hold them."""

import re
import unicodedata
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
    )
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def part(name: str, *children: str) -> str:
    """A whole part of the file with `w:name` as its root."""
    return f"{DECLARATION}<w:{name} {NAMESPACES}>{''.join(children)}</w:{name}>"


def element(name: str, /, *children: str, **attributes: object) -> str:
    """`w:name` with its attributes, of the same namespace, and its children."""
    written = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    if not children:
        return f"<w:{name}{written}/>"
    return f"<w:{name}{written}>{''.join(children)}</w:{name}>"


def value(name: str, val: object) -> str:
    """`w:name` that only has a `w:val`."""
    return element(name, val=val)


def clean(text: str) -> str:
    """The text composed (NFC), without the characters that XML cannot hold."""
    lines = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", lines))


def attribute(text: str) -> str:
    """A text on one line, quoted, to stand as an attribute."""
    return quoteattr(" ".join(clean(text).split()))


def plain(text: str) -> str:
    """A text on one line to stand between tags."""
    return escape(" ".join(clean(text).split()))


def run(text: str, look: str = "") -> str:
    """Words with the properties `look`; line ends and tabs stay, nothing for an empty text."""
    pieces = re.split("([\n\t])", clean(text))
    inner = "".join(_piece(piece) for piece in pieces if piece)
    if not inner:
        return ""
    return f"<w:r>{element('rPr', look) if look else ''}{inner}</w:r>"


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """A paragraph of a style; `properties` are its own, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def _piece(text: str) -> str:
    match text:
        case "\n":
            return "<w:br/>"
        case "\t":
            return "<w:tab/>"
        case _:
            return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """As Word counts the size of letters."""
    return round(points * 2)


def emu(points: float) -> int:
    """As Word counts the size of pictures: 12.700 a point."""
    return round(points * 12700)
