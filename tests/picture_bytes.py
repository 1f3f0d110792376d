"""Small pictures as bytes."""

from io import BytesIO

from PIL import Image


def picture_bytes(format_="PNG", size=(40, 20), mode="RGB", colour="red", **more):
    """A picture of one colour, encoded."""
    target = BytesIO()
    Image.new(mode, size, colour).save(target, format_, **more)
    return target.getvalue()
