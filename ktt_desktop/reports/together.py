"""Flowables below one another as one: it knows its height and is never split."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

ANY_HEIGHT = 10_000.0  # points: nothing in here is split


class Together(Flowable):
    """Khối không tách trang, such as a picture and the words below it."""

    def __init__(self, pieces: Sequence[Flowable]) -> None:
        super().__init__()
        self.pieces = tuple(pieces)
        self.spaceBefore = self.pieces[0].getSpaceBefore()
        self.spaceAfter = self.pieces[-1].getSpaceAfter()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its pieces with the gaps between them."""
        self.feet: list[float] = []
        down = 0.0
        for place, piece in enumerate(self.pieces):
            if place:
                before = self.pieces[place - 1].getSpaceAfter()
                down += max(before, piece.getSpaceBefore())
            down += piece.wrap(width, ANY_HEIGHT)[1]
            self.feet.append(down)
        self.width, self.height = width, down
        return width, down

    def draw(self) -> None:
        """Put the pieces on the page."""
        for piece, foot in zip(self.pieces, self.feet, strict=True):
            piece.drawOn(self.canv, 0, self.height - foot)
