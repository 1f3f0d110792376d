"""Pages of the Word file: paper, margins, page number, check code and practice mark."""

from math import atan2, degrees, hypot

from reportlab.lib.pagesizes import A4

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.reports.docx.elements import attribute, element, paragraph, part, run, twips, value
from ktt_desktop.reports.docx.package import Package
from ktt_desktop.reports.docx.pictures import inline, qr_png
from ktt_desktop.reports.docx.styles import FONT
from ktt_desktop.reports.fonts import BOLD
from ktt_desktop.reports.layout import Margins, load_layout
from ktt_desktop.reports.line_breaks import text_width
from ktt_desktop.reports.page import WATERMARK_LARGEST, WATERMARK_SHARE, Marks

ASCENT = 0.891  # of the size: from the top of a single line of Times New Roman to its foot
PAGE_NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
GREY = "#ebebeb"  # reportlab's grey of 0.92


class Sections:
    """Các phần của tệp; each counts its pages from 1 and shows no number on the first."""

    def __init__(self, package: Package, marks: Marks) -> None:
        self.package = package
        self.marks = marks
        self._furniture: dict[bool, str] = {}
        self._marks_made = 0  # Word wants each to have a name of its own

    def xml(self, margins: Margins, *, landscape: bool) -> str:
        """`w:sectPr` of a part of the document, which begins on a new page."""
        if landscape not in self._furniture:
            self._furniture[landscape] = self._referred(landscape=landscape)
        width, height = _page(landscape=landscape)
        layout = load_layout()
        header = layout.spacing.page_number - ASCENT * layout.sizes.page_number
        turned = {"orient": "landscape"} if landscape else {}
        return element(
            "sectPr",
            self._furniture[landscape],
            value("type", "nextPage"),
            element("pgSz", w=twips(width), h=twips(height), **turned),
            element(
                "pgMar",
                top=twips(margins.top),
                right=twips(margins.right),
                bottom=twips(margins.bottom),
                left=twips(margins.left),
                header=twips(header),
                footer=twips(layout.footer.bottom),
                gutter=0,
            ),
            element("pgNumType", start=1),
            element("titlePg"),
        )

    def _referred(self, *, landscape: bool) -> str:
        """Headers and footers of pages turned so, and what refers to them."""
        side = "landscape" if landscape else "portrait"
        found = ""
        for kind, number in (("first", ""), ("default", PAGE_NUMBER)):
            self._marks_made += 1
            mark = watermark(self.marks.watermark, self._marks_made, landscape=landscape)
            xml = part("hdr", paragraph("Header", mark, number))
            relation = self.package.add("header", xml, name=f"header-{side}-{kind}")
            found += f'<w:headerReference w:type="{kind}" r:id="{relation}"/>'
        if self.marks.check_code:
            for kind in ("first", "default"):
                relation = self._footer(f"footer-{side}-{kind}")
                found += f'<w:footerReference w:type="{kind}" r:id="{relation}"/>'
        return found

    def _footer(self, name: str) -> str:
        code = grouped_check_code(self.marks.check_code)
        words, side = f"Mã kiểm tra: {code}", load_layout().footer.qr
        picture = self.package.add_picture(qr_png(code), f"word/{name}.xml")
        shown = inline(picture, 1, words, (side, side))
        return self.package.add(
            "footer", part("ftr", paragraph("Footer", run(f"{words}    "), shown)), name=name
        )


def watermark(text: str, number: int, *, landscape: bool) -> str:
    """Dấu dữ liệu thực hành across the page, as Word itself makes one; nothing for no text."""
    if not text:
        return ""
    page = _page(landscape=landscape)
    size = min(WATERMARK_LARGEST, WATERMARK_SHARE * hypot(*page) / text_width(text, BOLD, 1))
    angle = 360 - degrees(atan2(page[1], page[0]))
    look = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{text_width(text, BOLD, size):.1f}pt;height:{size:.1f}pt;rotation:{angle:.1f};"
        "z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:page;mso-position-vertical:center;"
        "mso-position-vertical-relative:page"
    )
    letters = f"font-family:&quot;{FONT}&quot;;font-size:1pt;font-weight:bold"
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/>'
        "</v:shapetype>"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" style="{look}" o:allowincell="f" fillcolor="{GREY}" stroked="f">'
        f'<v:textpath style="{letters}" string={attribute(text)}/></v:shape></w:pict></w:r>'
    )


def _page(*, landscape: bool) -> tuple[float, float]:
    width, height = A4
    return (height, width) if landscape else (width, height)
