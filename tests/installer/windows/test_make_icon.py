import struct

import pytest
from PIL import Image, ImageChops, ImageStat

from installer.windows.make_icon import HERE, ICONS, SIZES, WIZARD, drawn

PNG = b"\x89PNG"


def pictures(name):
    """Size, offset and length of each picture, as the head of the file tells."""
    content = (HERE / name).read_bytes()
    _, kind, count = struct.unpack("<3H", content[:6])
    assert kind == 1
    for number in range(count):
        width, height, *_, length, offset = struct.unpack_from("<4B2H2I", content, 6 + 16 * number)
        yield (width or 256, height or 256), content[offset : offset + length]


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_has_every_size_that_windows_asks_for(name):
    assert [size for size, _ in pictures(name)] == [(each, each) for each in SIZES]
    assert {16, 20, 24, 32, 40, 48, 64, 128, 256} == set(SIZES)


@pytest.mark.parametrize("name", ICONS)
def test_only_the_largest_picture_is_a_png(name):
    assert [size[0] for size, content in pictures(name) if content.startswith(PNG)] == [256]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ICONS)
def test_the_committed_icon_shows_the_drawing_of_today(name, size):
    with Image.open(HERE / name) as icon:
        committed = icon.ico.getimage((size, size)).convert("RGBA")
    difference = ImageChops.difference(committed, drawn(ICONS[name], size))
    assert max(ImageStat.Stat(difference).mean) < 2


def test_the_picture_of_the_wizard_has_the_size_nsis_has_room_for():
    with Image.open(HERE / "wizard.bmp") as picture:
        assert picture.size == WIZARD
