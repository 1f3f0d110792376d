"""Word files with lists of their own, made by python-docx."""

import docx
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
USUAL, LIST, SECOND = "900", "901", "902"


def level(place, shape, text, *, start=1, more=""):
    """A level of a list; `more` are elements after the shape."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


OUTLINE = (
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "-"),
    level(5, "bullet", "+"),
)


def definition(*levels, id_=USUAL):
    """What lists are made of."""
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def numbered_list(id_=LIST, of=USUAL, more=""):
    """A list of a definition; `more` are its overrides."""
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def start_at(place, start):
    """An override of where a level begins."""
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def element(xml):
    """An element of a piece of XML."""
    end = xml.index(">") if "/>" not in xml[: xml.index(">") + 1] else xml.index("/>")
    return parse_xml(f'{xml[:end]} xmlns:w="{W}"{xml[end:]}')


def tie(holder, place, id_=LIST):
    """Put a paragraph or a style into a list; None as place or list leaves it out."""
    said = "" if place is None else f'<w:ilvl w:val="{place}"/>'
    said += "" if id_ is None else f'<w:numId w:val="{id_}"/>'
    holder._element.get_or_add_pPr().append(element(f"<w:numPr>{said}</w:numPr>"))


class WordFile:
    """A document whose lists are given as XML."""

    def __init__(self, *lists):
        self.document = docx.Document()
        for each in lists or (definition(*OUTLINE), numbered_list()):
            self.document.part.numbering_part.element.append(element(each))

    def add(self, text, place=None, id_=LIST, style=None):
        """A paragraph, in a list where a level is given."""
        paragraph = self.document.add_paragraph(text, style)
        if place is not None:
            tie(paragraph, place, id_)
        return paragraph

    def saved(self, folder):
        """The path of the file."""
        path = folder / "a.docx"
        self.document.save(path)
        return path
