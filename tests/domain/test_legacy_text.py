"""Old letters as Unicode: the vectors of the domain, real files, and Unicode left alone."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.importing.decoding import decoded
from ktt_desktop.domain.importing.table import Sheet
from ktt_desktop.domain.legacy_text import Encoding, decode, from_tcvn3, from_vni, is_tcvn3_capitals
from ktt_desktop.domain.syllables import is_syllable
from ktt_desktop.domain.text import nfc
from ktt_desktop.interchange.sheets.reader import read_sheets
from ktt_desktop.runtime.paths import resources

DATA = resources().parent / "tests" / "data"
LEGACY = sorted((DATA / "legacy").glob("*.xls"))
UNICODE = nfc((DATA / "seeds" / "lang_son_2022.txt").read_text(encoding="utf-8"))
WORDS = sorted({word.strip('.,;:()“”"') for word in UNICODE.split()} - {""})
SYLLABLES = [each for each in WORDS if is_syllable(each)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hîp t¸c x· N«ng nghiÖp", "Hợp tác xã Nông nghiệp"),
        ("L¹ng S¬n", "Lạng Sơn"),
        ("B¶o Th¾ng", "Bảo Thắng"),
        ("kÕ ho¹ch ph¸t triÓn kinh tÕ tËp thÓ", "kế hoạch phát triển kinh tế tập thể"),
        ("§Çu t\xad n\xadíc ngoµi", "Đầu tư nước ngoài"),
        ("x∙", "xã"),
        ("Hôïp taùc xaõ Noâng nghieäp", "Hợp tác xã Nông nghiệp"),
        ("Laïng Sôn", "Lạng Sơn"),
        ("ñaõ giaûi theå", "đã giải thể"),
        ("Khoâng xaùc ñiïnh", "Không xác định"),
        ("DANH SAÙCH TOÅ HÔÏP TAÙC", "DANH SÁCH TỔ HỢP TÁC"),
    ],
)
def test_the_vectors_of_the_domain_are_told_by_their_letters(old, new):
    assert decode(old).text == new


@pytest.mark.parametrize(
    ("old", "new"), [("an bÊt", "an bất"), ("kÕt qu¶", "kết quả"), ("HÀ, Ê Đê", "HÀ, Ê Đê")]
)
def test_a_capital_inside_a_word_is_of_old_letters(old, new):
    assert decode(old).text == new


@pytest.mark.parametrize("text", ["CÔNG TY", "CôNG TY", "Lê Ý", "MinhHÀ", "xã Hà", "Ô tô"])
def test_capitals_as_they_are_typed_in_unicode_are_left(text):
    assert decode(text).text == text


def test_a_capital_font_shows_small_letters_as_capitals():
    assert decode("danh s¸ch", ".VnTimeH").text == "DANH SÁCH"
    assert decode("danh muc", ".VnTimeH").text == "DANH MUC"
    assert is_tcvn3_capitals(".VnArialH")
    assert not is_tcvn3_capitals("Arial")


def test_the_font_or_the_cells_around_decide_where_the_letters_do_not():
    assert decode("sè", ".VnTime").text == "số"
    assert decode("sè").text == "sè"
    assert decode("sè", usual=Encoding.TCVN3).text == "số"


@pytest.mark.parametrize(
    "text", ["1½ ha", "10 µm", "© 2022", "30 °C", "5 m²", "A · B", "± 3", "£5"]
)
def test_signs_are_not_letters(text):
    assert decode(text).text == text


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.stem)
def test_real_files_of_those_years_read_as_their_transcripts(path):
    """Every text, cell after cell, in the order of the transcript, with its marks and its case.

    Two things of the transcripts are not what Excel shows: they keep the small letters that fonts
    in H (.VnTimeH) show as capitals, and of white space they keep what was typed.
    """
    transcript = " ".join(nfc(path.with_suffix(".txt").read_text(encoding="utf-8")).split())
    shown, place, found = transcript.upper(), 0, Counter()
    for text, font in cells(path):
        at = (shown if is_tcvn3_capitals(font) else transcript).find(text, place)
        found[at >= 0] += 1
        place = at + len(text) if at >= 0 else place
    assert found[True] >= 0.99 * found.total() > 20


def cells(path):
    """The texts of a file as they are read, each with the font of its cell."""
    for sheet in read_sheets(path):
        for at, row in enumerate(decoded(sheet)[0].rows):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.strip():
                    yield " ".join(value.split()), sheet.font(at, column)


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.stem)
def test_real_files_saved_anew_in_unicode_are_left_as_they_are(path):
    """In the fonts they had: an officer who retyped the letters rarely changed the font."""
    for sheet in read_sheets(path):
        once, _ = decoded(sheet)
        assert decoded(once) == (once, [])
        plain = [[each if isinstance(each, str) else None for each in row] for row in once.rows]
        unicode = Sheet("DS", plain)
        assert decoded(unicode)[0].rows == plain


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_no_unicode_text_is_damaged(text):
    for form in ("NFC", "NFD"):
        assert decode(unicodedata.normalize(form, text)).text == text


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_decoding_twice_changes_nothing(text):
    for written in (text, to_tcvn3(text), to_vni(text)):
        once = decode(written).text
        assert decode(once).text == once


@given(
    st.lists(
        st.sampled_from([each for each in WORDS if is_syllable(each)]), min_size=4, max_size=12
    )
)
def test_texts_of_some_words_come_back_from_both_encodings(words):
    text = " ".join(words).lower()
    assert from_tcvn3(to_tcvn3(text)) == text
    assert unicodedata.normalize("NFC", from_vni(to_vni(text))) == text


def letters(turn, codes):
    """The table of an encoding turned round."""
    found = {}
    for code in codes:
        letter = turn(code)
        if letter != code:
            found.setdefault(letter, code)
    return found


HIGH = [chr(code) for code in range(0xA1, 0x100)]
TCVN3 = letters(from_tcvn3, HIGH)
MARKS = [chr(code) for code in range(0xC0, 0x100)]
VNI = letters(from_vni, HIGH) | letters(
    from_vni, [base + mark for base in "aeouyôöAEOUYÔÖ" for mark in MARKS]
)


def to_tcvn3(text):
    return "".join(TCVN3.get(letter, letter) for letter in text)


def to_vni(text):
    return "".join(VNI.get(letter, letter) for letter in text)


@pytest.mark.parametrize(("old", "new"), [("X· Ba §éng", "Xã Ba Động"), ("§éng", "Động")])
def test_signs_inside_of_words_tell_old_letters_from_unicode_ones(old, new):
    assert decode(old, "Calibri").text == new
