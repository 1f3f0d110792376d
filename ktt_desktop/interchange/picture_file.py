"""Pictures from outside (PNG, JPEG): read with bounds, made fit for paper."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ktt_desktop.domain.errors import UnreadableFileError

FORMATS = ("PNG", "JPEG")
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1_900  # pixels: 300 to the inch over the 160 mm of the text
QUALITY = 90


def paper_picture(content: bytes, name: str) -> bytes:
    """The picture upright, on white, no finer than paper shows, without what its camera noted.

    Equal pictures give equal bytes. Raises UnreadableFileError, which speaks of `name`.
    """
    with _broken(name), Image.open(BytesIO(content), formats=FORMATS) as image:
        _refuse_huge(image, name)
        photograph = image.format == "JPEG"
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than needed
        upright = _on_white(ImageOps.exif_transpose(image))
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _written(upright, photograph)


@contextmanager
def _broken(name: str) -> Iterator[None]:
    """What the library says of a file that is no picture, in words."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd notes in the file; the bounds are our own
            yield
    except UnreadableFileError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableFileError(
            f"{name} không phải là hình PNG hoặc JPEG. Lưu hình lại dạng PNG hoặc JPEG rồi chèn."
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except Exception as error:  # a damaged file fails in as many ways as it has bytes
        raise UnreadableFileError(f"{name} đã hỏng nên không chèn được. Chọn hình khác.") from error


def _refuse_huge(image: Image.Image, name: str) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} có hơn {MOST_PIXELS // 1_000_000} triệu điểm ảnh nên không mở. "
        "Thu nhỏ hình rồi chèn lại."
    )


def _on_white(image: Image.Image) -> Image.Image:
    """Grey stays grey, everything else becomes RGB; what is transparent shows the paper."""
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda grey: grey / 256).convert("L")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _written(image: Image.Image, photograph: bool) -> bytes:
    target = BytesIO()
    if photograph:
        image.save(target, "JPEG", quality=QUALITY, optimize=True)
    else:
        image.save(target, "PNG", optimize=True)
    return target.getvalue()
