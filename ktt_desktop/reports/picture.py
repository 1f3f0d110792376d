"""A picture of the officer's on the page, no wider than the text."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from ktt_desktop.domain.document import Picture
from ktt_desktop.reports.layout import load_layout

HIGHEST = 200 * mm  # a portrait photograph still leaves room for its title


class PictureFlowable(Flowable):
    """Hình canh giữa."""

    def __init__(self, picture: Picture, room: float) -> None:
        super().__init__()
        self.spaceAfter = load_layout().spacing.paragraph
        self.image = ImageReader(BytesIO(picture.content))
        across, down = self.image.getSize()
        width = min(picture.width_mm * mm, room, HIGHEST * across / down)
        self.size = (width, width * down / across)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as the text, as high as the picture."""
        self.width, self.height = width, self.size[1]
        return self.width, self.height

    def draw(self) -> None:
        """Put the picture in the middle of the line."""
        width, height = self.size
        self.canv.drawImage(self.image, (self.width - width) / 2, 0, width, height, mask="auto")
