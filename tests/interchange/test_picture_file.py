import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.picture_file import LONGEST_SIDE, paper_picture
from tests.picture_bytes import picture_bytes


def read(content):
    return Image.open(BytesIO(paper_picture(content, "Tệp a.png")))


def bomb(width, height):
    """A PNG of few bytes that says it is as large as this."""

    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(100_000))
    ends = chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + ends


@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
def test_a_small_picture_keeps_its_kind_and_its_size(format_):
    image = read(picture_bytes(format_))
    assert (image.format, image.size) == (format_, (40, 20))


def test_a_picture_finer_than_paper_shows_is_made_smaller():
    for format_ in ("PNG", "JPEG"):
        image = read(picture_bytes(format_, (4000, 1000), "L", 120))
        assert image.width == LONGEST_SIDE
        assert image.height == pytest.approx(LONGEST_SIDE / 4, abs=1)


def test_what_is_transparent_shows_the_paper():
    image = read(picture_bytes(mode="RGBA", colour=(255, 0, 0, 0)))
    assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [("1", 1, "L"), ("L", 90, "L"), ("I;16", 40000, "L"), ("P", 3, "RGB"), ("LA", (9, 9), "RGB")],
)
def test_pictures_of_any_depth_become_grey_or_rgb(mode, colour, expected):
    assert read(picture_bytes(mode=mode, colour=colour)).mode == expected


def test_a_picture_of_sixteen_bits_stays_as_light_as_it_was():
    image = read(picture_bytes(mode="I;16", colour=32768))
    assert image.getpixel((0, 0)) == pytest.approx(128, abs=1)


def test_a_print_shop_s_colours_become_rgb():
    assert read(picture_bytes("JPEG", mode="CMYK", colour=(0, 255, 255, 0))).mode == "RGB"


def test_a_photograph_stands_upright_and_says_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by the camera
    exif[0x010F] = "Camera"
    image = read(picture_bytes("JPEG", (40, 20), exif=exif))

    assert image.size == (20, 40)
    assert not image.getexif()


def test_equal_pictures_give_equal_bytes():
    assert paper_picture(picture_bytes(), "a") == paper_picture(picture_bytes(), "b")


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_unpacks_to_too_much_is_refused(size):
    with pytest.raises(UnreadableFileError, match="triệu điểm ảnh nên không mở"):
        paper_picture(bomb(*size), "Tệp bom.png")


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(20), b"%PDF-1.7", b"<svg/>"])
def test_what_is_no_picture_is_refused_in_words(content):
    with pytest.raises(UnreadableFileError, match="không phải là hình PNG hoặc JPEG"):
        paper_picture(content, "Tệp a.png")


def test_another_format_under_the_name_of_a_png_is_refused():
    with pytest.raises(UnreadableFileError, match="không phải là hình PNG"):
        paper_picture(picture_bytes("BMP"), "Tệp a.png")


SOUND = {format_: picture_bytes(format_, (64, 64), "L", 77) for format_ in ("PNG", "JPEG")}


@settings(deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_a_damaged_picture_is_refused_or_read_and_never_crashes(format_, data):
    content = bytearray(SOUND[format_])
    cut = data.draw(st.integers(1, len(content)))
    places = st.lists(st.integers(0, cut - 1), max_size=4)
    del content[cut:]
    for place in data.draw(places):
        content[place] ^= data.draw(st.integers(1, 255))
    with suppress(UnreadableFileError):
        assert paper_picture(bytes(content), "Tệp a")


def test_a_picture_cut_off_is_refused():
    with pytest.raises(UnreadableFileError, match="Tệp a đã hỏng"):
        paper_picture(picture_bytes(size=(300, 300))[:-40], "Tệp a")
