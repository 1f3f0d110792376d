import re
import shutil

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QRawFont

from installer import guide

PICTURES = sorted((guide.SOURCE.parent / "pictures").glob("*.png"))


@pytest.fixture(scope="module")
def page(qapp, tmp_path_factory):
    target = tmp_path_factory.mktemp("guide") / "Huong-dan-cai-dat.pdf"
    guide.write_guide(target)
    (page,) = PdfReader(target).pages
    return page


def words(text):
    """Without what Markdown marks, and without what only keeps a line together."""
    unmarked = re.sub(r"^(#+|\d+\.|-) |[*`]", "", text.replace(guide.NO_BREAK, ""))
    return re.sub(r"\s+", "", unmarked)


def test_it_is_one_upright_page_of_a4(page):
    width, height = page.mediabox.width, page.mediabox.height
    assert (round(width), round(height)) == (595, 842)


def test_every_sentence_of_the_guide_is_printed(page):
    printed = words(page.extract_text())
    lines = guide.SOURCE.read_text(encoding="utf-8").splitlines()
    assert not [each for each in lines if not each.startswith("|") and words(each) not in printed]


def test_only_the_font_of_the_program_is_used(page):
    fonts = {str(each.get_object()["/BaseFont"]) for each in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all("LiberationSerif" in each for each in fonts)


def test_the_font_has_every_letter_of_the_guide(qapp):
    font = QRawFont(str(guide.FONTS / "LiberationSerif-Regular.ttf"), 12)
    letters = set(guide.SOURCE.read_text(encoding="utf-8")) - set("\n")
    assert not {each for each in letters if not font.supportsCharacter(ord(each))}


def test_the_three_pictures_are_in_it_and_light(page):
    assert len(page.images) == len(PICTURES) == 3
    assert all(each.stat().st_size < 150_000 for each in PICTURES)


def test_a_guide_of_two_pages_is_refused(qapp, tmp_path, monkeypatch):
    shutil.copytree(guide.SOURCE.parent / "pictures", tmp_path / "pictures")
    text = guide.SOURCE.read_text(encoding="utf-8")
    (tmp_path / "guide.md").write_text(text + "\n## Thêm\n\n" + "Một câu dài.\n\n" * 40, "utf-8")
    monkeypatch.setattr(guide, "SOURCE", tmp_path / "guide.md")
    with pytest.raises(guide.GuideTooLongError):
        guide.write_guide(tmp_path / "guide.pdf")
