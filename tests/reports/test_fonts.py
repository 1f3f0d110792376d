import shutil
import unicodedata
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from ktt_desktop.reports import fonts
from ktt_desktop.reports.fonts import BUNDLED, WINDOWS, CheckedFont, font_files
from ktt_desktop.runtime.paths import resources

LETTERS = fonts.vietnamese_letters() | frozenset("0123456789αβγδεζηθικλμνξοπρστυφχψω")


@pytest.mark.parametrize("name", BUNDLED)
def test_every_vietnamese_letter_exists_in_every_bundled_face(name):
    face = CheckedFont(name, resources() / "fonts" / BUNDLED[name])
    assert fonts.vietnamese_letters() - face.letters == set()
    assert set("0123456789.,;:/-–—−()%“”\"'…&+=<>≥≤×²³ \u00a0") <= face.letters


def test_the_alphabet_holds_all_toned_vowels_in_composed_form():
    letters = fonts.vietnamese_letters()
    assert len(letters) == 2 * (12 * 6 + 21)
    assert all(unicodedata.is_normalized("NFC", letter) for letter in letters)
    assert set("ộỡẵẰỸỵĐ") <= letters


def test_the_bundled_licence_is_the_open_font_licence():
    text = (resources() / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Reserved Font Name Liberation" in text


def test_without_windows_the_bundled_faces_are_used():
    files = font_files(None)
    assert {file.name for file in files.values()} == set(BUNDLED.values())


def test_a_complete_times_new_roman_of_the_system_is_preferred(tmp_path):
    _install(tmp_path, {name: resources() / "fonts" / BUNDLED[name] for name in BUNDLED})
    assert font_files(tmp_path) == {name: tmp_path / WINDOWS[name] for name in WINDOWS}


def test_a_times_new_roman_without_vietnamese_is_not_used(tmp_path):
    latin = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    complete = resources() / "fonts" / BUNDLED[fonts.BOLD]
    _install(tmp_path, dict.fromkeys(WINDOWS, complete) | {fonts.ITALIC: latin})
    assert {file.name for file in font_files(tmp_path).values()} == set(BUNDLED.values())


def test_a_missing_or_damaged_system_font_is_not_used(tmp_path):
    assert {file.name for file in font_files(tmp_path).values()} == set(BUNDLED.values())
    for name in WINDOWS.values():
        (tmp_path / name).write_bytes(b"not a font")
    assert {file.name for file in font_files(tmp_path).values()} == set(BUNDLED.values())


def test_the_folder_of_system_fonts_comes_from_windir(monkeypatch):
    monkeypatch.setenv("WINDIR", "C:/Windows")
    assert fonts.windows_folder() == Path("C:/Windows/Fonts")
    monkeypatch.delenv("WINDIR")
    assert fonts.windows_folder() is None


def _install(folder, files):
    for name, file in files.items():
        shutil.copyfile(file, folder / WINDOWS[name])


def test_widths_of_letters_are_those_of_the_printer():
    fonts.register_fonts()
    for text in ("Hợp tác xã Đào Mỹ 1.234,5", "雨 không có", ""):
        ours = 12 * sum(fonts.advances(fonts.BOLD)[letter] for letter in text)
        assert ours == pytest.approx(stringWidth(text, fonts.BOLD, 12))


def test_the_short_way_to_the_codes_of_a_text_says_what_the_long_one_does():
    plain, ours = (
        kind(f"F{kind.__name__}", str(resources() / "fonts" / BUNDLED[fonts.REGULAR]))
        for kind in (TTFont, CheckedFont)
    )
    document = PDFDocument()
    texts = ("Số lượng", "Số lượng", "sức\u00a0khỏe", "", "".join(sorted(LETTERS)), "ƯỚC THỰC HIỆN")
    for text in (*texts, *texts):
        expected = plain.splitString(text, document)
        assert ours.splitString(text, document) == expected, text


def test_a_letter_the_face_lacks_is_refused_however_often_it_is_asked():
    face = CheckedFont("Other", resources() / "fonts" / BUNDLED[fonts.REGULAR])
    document = PDFDocument()
    face.splitString("HTX ", document)
    for _ in range(2):
        with pytest.raises(fonts.MissingGlyphError, match="雨"):
            face.splitString("HTX 雨", document)
