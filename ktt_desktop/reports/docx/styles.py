"""The styles of the Word file, from the measures of report.toml.

Built-in styles keep the English name of the format: Word shows them in the officer's language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ktt_desktop.domain.document import Align, HeadingLevel
from ktt_desktop.reports.docx.elements import element, half_points, part, twips, value
from ktt_desktop.reports.layout import TableMeasures, load_layout

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
LEVELS = tuple(HeadingLevel)  # Heading 1 to Heading 4
ABOVE_KIND = 16.0  # points between number and day and the kind of the document
SINGLE = 240  # twentieths: the natural height of a line

BOLD = value("b", 1)
ITALIC = value("i", 1)
CAPITALS = value("caps", 1)
_KEPT = element("keepNext") + element("keepLines")


@dataclass(frozen=True, slots=True)
class Style:
    """Một kiểu đoạn văn của Word; `paragraph` and `letters` in the order of the schema."""

    id: str
    name: str
    paragraph: str = ""
    letters: str = ""
    follows: str = ""  # the style of the paragraph typed next
    offered: bool = True  # among the styles Word shows above the page

    def xml(self) -> str:
        """The style as styles.xml writes it."""
        own = not self.name.isascii()
        return element(
            "style",
            value("name", self.name),
            value("basedOn", "Normal"),
            value("next", self.follows) if self.follows else "",
            element("qFormat") if self.offered else "",
            element("pPr", self.paragraph) if self.paragraph else "",
            element("rPr", self.letters) if self.letters else "",
            type="paragraph",
            **({"customStyle": 1} if own else {}),
            styleId=self.id,
        )


def heading_style(level: HeadingLevel) -> str:
    """Heading 1 for a part, 2 for I., 3 for 1., 4 for a)."""
    return f"Heading{LEVELS.index(level) + 1}"


def cell_style(size: float, align: Align | None) -> str:
    """The style of a cell in a table of that size; None is the header."""
    return f"Table{half_points(size)}{align.capitalize() if align else 'Head'}"


def table_style(*, dense: bool) -> str:
    """The style of a table of figures."""
    return "DenseFigures" if dense else "Figures"


def styles_xml(table_sizes: Iterable[float]) -> str:
    """styles.xml; every size of letters in tables has styles of its own."""
    found = [*_of_text(), *_of_letterhead(), *_of_foot(), *_of_annex()]
    found += [style for size in sorted(set(table_sizes)) for style in _of_cells(size)]
    return part("styles", _defaults(), *(style.xml() for style in found), *_of_tables())


def spacing(
    line: float = SINGLE, rule: str = "auto", *, before: float = 0, after: float = 0
) -> str:
    """`w:spacing`: twentieths of the natural height, or of points under another `rule`."""
    return element(
        "spacing", before=twips(before), after=twips(after), line=round(line), lineRule=rule
    )


def _size(points: float) -> str:
    return value("sz", half_points(points)) + value("szCs", half_points(points))


def _defaults() -> str:
    fonts = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    letters = element("rPr", fonts, _size(load_layout().sizes.body), language)
    defaults = element("docDefaults", element("rPrDefault", letters), element("pPrDefault"))
    normal = element(
        "style",
        value("name", "Normal"),
        element("qFormat"),
        element("pPr", element("widowControl"), spacing()),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
    return defaults + normal


def _of_text() -> Iterator[Style]:
    layout = load_layout()
    line_of_text, after = SINGLE * layout.spacing.line, layout.spacing.paragraph
    line = spacing(line_of_text, after=after)
    first = element("ind", firstLine=twips(layout.spacing.first_line))
    yield Style("BodyText", "Body Text", line + first + value("jc", "both"))
    looks = (BOLD, BOLD + CAPITALS, BOLD, BOLD + ITALIC)
    for place, look in enumerate(looks):
        own = line + first + value("jc", "left")
        if place == 0:
            above = spacing(line_of_text, after=after, before=2 * after)
            own = above + value("jc", "center")
        numbered = element("numPr", *([value("ilvl", place)] if place else []), value("numId", 1))
        outline = value("outlineLvl", place)
        yield Style(
            f"Heading{place + 1}",
            f"heading {place + 1}",
            _KEPT + numbered + own + outline,
            look,
            follows="BodyText",
        )
    yield Style("Header", "header", spacing() + value("jc", "center"))
    footer = spacing() + value("jc", "right") + value("textAlignment", "center")
    grey = value("color", "595959") + _size(layout.sizes.footer)
    yield Style("Footer", "footer", footer, grey)
    under = spacing(after=layout.spacing.paragraph) + value("jc", "center")
    small = ITALIC + _size(layout.sizes.unit_line)
    yield Style("Picture", "Hình", under, follows="Caption")
    yield Style("Caption", "caption", under, small, follows="BodyText")


def _of_letterhead() -> Iterator[Style]:
    sizes, measures = load_layout().sizes, load_layout().spacing
    line = spacing(twips(measures.letterhead), "atLeast") + value("jc", "center")
    yield Style("Superior", "Cơ quan chủ quản", line, CAPITALS + _size(sizes.agency))
    yield Style("Agency", "Cơ quan ban hành", line, BOLD + CAPITALS + _size(sizes.agency))
    yield Style("Nation", "Quốc hiệu", line, BOLD + _size(sizes.nation))
    yield Style("Motto", "Tiêu ngữ", line, BOLD + _size(sizes.motto))
    yield Style("Number", "Số và ký hiệu", line, _size(sizes.number))
    yield Style("PlaceAndDate", "Địa danh và ngày", line, ITALIC + _size(sizes.place))
    kept, centred = element("keepNext"), value("jc", "center")
    line_of_title = SINGLE * measures.line
    kind = kept + spacing(line_of_title, before=ABOVE_KIND) + centred
    yield Style("Kind", "Tên loại văn bản", kind, BOLD + CAPITALS, follows="Subject")
    subject = kept + spacing(line_of_title) + centred
    yield Style("Subject", "Trích yếu", subject, BOLD, follows="BodyText")
    below = spacing(before=measures.letter_subject) + centred
    yield Style("LetterSubject", "Trích yếu công văn", below, _size(sizes.letter_subject))
    yield Style("Rule", "Đường kẻ", spacing() + value("jc", "center"), _size(1), offered=False)
    body = spacing(SINGLE * measures.line, after=measures.paragraph)
    first = element("ind", firstLine=twips(measures.first_line))
    yield Style("Basis", "Căn cứ", body + first + value("jc", "both"), ITALIC)
    yield Style("Addressees", "Kính gửi", spacing(line_of_title, before=0))


def _of_foot() -> Iterator[Style]:
    sizes, measures = load_layout().sizes, load_layout().spacing
    kept = element("keepNext") + element("keepLines")
    signed = spacing(SINGLE * 1.1) + value("jc", "center")
    yield Style("Authority", "Quyền hạn và chức vụ", kept + signed, BOLD + CAPITALS)
    name = spacing(SINGLE * 1.1, before=measures.signature) + value("jc", "center")
    yield Style("Signer", "Họ tên người ký", name, BOLD)
    head = BOLD + ITALIC + _size(sizes.recipients_head)
    yield Style("RecipientsHead", "Nơi nhận", kept + spacing(), head, follows="Recipients")
    yield Style("Recipients", "Danh sách nơi nhận", spacing(), _size(sizes.recipients))


def _of_annex() -> Iterator[Style]:
    sizes, measures = load_layout().sizes, load_layout().spacing
    line = spacing(SINGLE * measures.line) + value("jc", "center")
    kept, size = element("keepNext"), _size(sizes.annex)
    outline = value("outlineLvl", 0)
    yield Style("Annex", "Phụ lục", kept + line + outline, BOLD + size, follows="AnnexTitle")
    yield Style("AnnexTitle", "Tên phụ lục", kept + line, BOLD + CAPITALS + size)
    yield Style("Reference", "Dòng kèm theo", kept + line, ITALIC + size)
    unit = kept + spacing(after=3) + value("jc", "right")
    yield Style("UnitLine", "Đơn vị tính", unit, ITALIC + _size(sizes.unit_line))
    yield Style("Note", "Ghi chú của bảng", spacing(after=4), _size(sizes.notes))
    gap = spacing(twips(measures.paragraph), "exact")
    yield Style("AfterTable", "Khoảng cách sau bảng", gap, _size(1), "BodyText", offered=False)


def _of_cells(size: float) -> Iterator[Style]:
    shown = f"Bảng cỡ {size:g}".replace(".5", "½")  # Word would take a comma for a second name
    middle = spacing() + value("jc", "center")
    yield Style(
        cell_style(size, None), f"{shown} – tên cột", middle, BOLD + _size(size), offered=False
    )
    sides = {Align.LEFT: ("chữ", "left"), Align.CENTRE: ("giữa", "center")}
    sides[Align.RIGHT] = ("số", "right")
    for align, (name, side) in sides.items():
        look = spacing() + value("jc", side)
        id_ = cell_style(size, align)
        yield Style(id_, f"{shown} – {name}", look, _size(size), offered=False)


def _of_tables() -> Iterator[str]:
    measures = load_layout().table
    dense = measures.of(int(measures.dense_columns))
    yield _table("NormalTable", "Normal Table", _margins(0, 0), default=1)
    yield _table("NoLines", "Bảng không kẻ", _margins(0, 0), customStyle=1)
    for name, each in (("Bảng số liệu", measures), ("Bảng số liệu nhiều cột", dense)):
        lined = _lines(each) + _margins(each.padding_across, each.padding_down - each.line / 2)
        yield _table(table_style(dense=each is dense), name, lined, customStyle=1)


def _table(id_: str, name: str, properties: str, **more: object) -> str:
    named = value("name", name)
    return element("style", named, element("tblPr", properties), type="table", **more, styleId=id_)


def _lines(measures: TableMeasures) -> str:
    width = round(measures.line * 8)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (element(side, val="single", sz=width, space=0, color="000000") for side in sides)
    return element("tblBorders", *lines)


def _margins(across: float, down: float) -> str:
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    return element(
        "tblCellMar", *(element(side, w=twips(size), type="dxa") for side, size in sides)
    )
