"""Pictures in the line of text, and drawings and square codes turned into pictures."""

from io import BytesIO

from PIL import Image, ImageChops
from reportlab.graphics.barcode.qr import QrCode
from reportlab.pdfgen.canvas import Canvas

from ktt_desktop.domain.drawing import Drawing
from ktt_desktop.reports.docx.elements import attribute, emu
from ktt_desktop.reports.drawing import DrawingFlowable
from ktt_desktop.reports.fonts import REGULAR
from ktt_desktop.reports.preview import PdfPages

DOTS = 200 / 72  # a point: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II
SQUARE = 8  # dots of one square of the code
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def inline(relation: str, number: int, words: str, size: tuple[float, float]) -> str:
    """A run that shows a picture so many points wide and high; `words` are read aloud."""
    across, down = (emu(each) for each in size)
    named = f'id="{number}" name="Hình {number}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr {named} descr={attribute(words)}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def drawing_png(drawing: Drawing, room: float) -> tuple[bytes, tuple[float, float]]:
    """The drawing as the paper has it, and its size in points; raises MissingGlyphError."""
    flowable = DrawingFlowable(drawing, room)
    width = drawing.width * flowable.scale
    _, height = flowable.wrap(width, 0)
    page = BytesIO()
    canvas = Canvas(
        page,
        pagesize=(width, height),
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs are wrong
    )
    flowable.drawOn(canvas, 0, 0)
    canvas.save()
    with PdfPages(page.getvalue()) as pages:
        image = pages.render(0, DOTS)
    size = (image.width, image.height)
    shown = Image.frombuffer("RGB", size, image.pixels, "raw", "BGRX", image.stride, 1)
    return _png(_on_paper(shown)), (width, height)


def qr_png(text: str) -> bytes:
    """The square code of a check code."""
    code = QrCode(text, qrLevel="M", qrBorder=0).qr
    code.make()
    squares = code.getModuleCount()
    image = Image.new("1", (squares, squares), 1)
    for row in range(squares):
        for column in range(squares):
            image.putpixel((column, row), not code.isDark(row, column))
    return _png(image.resize((squares * SQUARE, squares * SQUARE)))


def _on_paper(image: Image.Image) -> Image.Image:
    """The picture without its white, so that the practice mark is seen behind a drawing."""
    ink = ImageChops.invert(image).convert("L").point(lambda dark: 255 if dark else 0)
    image.putalpha(ink)
    return image


def _png(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
