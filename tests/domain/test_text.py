import random
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.text import (
    capitals,
    fold,
    matches,
    may_be_same_name,
    name_key,
    name_keys,
    nfc,
    sort_key,
    sort_keys,
    tone_canonical,
)

IN_ORDER = [
    "ba",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "bă",
    "bâ",
    "Da",
    "Dũng",
    "Đa",
    "đã",
    "Đình Lập",
    "e",
    "ê",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
]
VIETNAMESE = st.text(
    st.sampled_from("aàảãáạăằẵâầẫbcdđeéêệghiĩklmnoòôốơờpqrstuưữvxyỷAĂÂĐÊÔƠƯỮX 0123456789,.-"),
    max_size=20,
)


def nfd(text):
    return unicodedata.normalize("NFD", text)


def test_stored_text_is_composed_visible_and_single_spaced():
    assert nfc(nfd("  Hợp\u00a0tác   xã\u200b\tBa\ufeff Tơ ")) == "Hợp tác xã Ba Tơ"


def test_line_breaks_survive_normalisation():
    assert nfc("dòng một \r\ndòng  hai") == "dòng một \ndòng hai"


LETTERS = [" ", *"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"]
TONES = ["", *"\u0300\u0309\u0303\u0301\u0323"]  # huyền, hỏi, ngã, sắc, nặng


def weights(text):
    """Letters, then tones, then capitals (domain 9.3), found letter by letter in lists."""
    levels = [], [], []
    for char in text:
        marks = [mark for mark in nfd(char.lower()) if mark in TONES]
        letter = unicodedata.normalize(
            "NFC", "".join(m for m in nfd(char.lower()) if m not in TONES)
        )
        levels[0].append(LETTERS.index(letter))
        levels[1].append(TONES.index(marks[0]) if marks else 0)
        levels[2].append(char.isupper())
    return levels


WORDS = st.text(st.sampled_from("aàáạăằâấbBdđĐDeéêệEghiínoòôốơợuúưựyýxXÂƠ "), max_size=8).map(nfc)


@given(WORDS, WORDS)
def test_the_order_is_that_of_a_comparison_letter_by_letter(left, right):
    assert (sort_key(left) < sort_key(right)) is (weights(left) < weights(right))


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert nfc(nfc(text)) == nfc(text)


def test_the_search_key_has_no_marks_no_capitals_and_one_line():
    assert fold("Hợp tác xã  ĐỒNG\nTháp") == "hop tac xa dong thap"


@given(VIETNAMESE)
def test_the_search_key_is_the_same_for_both_unicode_forms(text):
    assert fold(nfd(text)) == fold(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà hoá hoả hoã hoạ", "hòa hóa hỏa hõa họa"),
        ("khoẻ loè toé", "khỏe lòe tóe"),
        ("thuỷ thuý luỹ uỵ", "thủy thúy lũy ụy"),
        ("Uỷ ban", "Ủy ban"),
        ("HOÀ, Oà", "HÒA, Òa"),
        ("quý, quỳ, Quỹ", "quý, quỳ, Quỹ"),
        ("hoàng hoạch khuỷu thuyền", "hoàng hoạch khuỷu thuyền"),
        (nfd("hoá"), "hóa"),
    ],
)
def test_old_and_new_tone_placement_become_one(old, new):
    assert tone_canonical(old) == new
    assert tone_canonical(new) == new


@given(st.randoms(use_true_random=False))
def test_names_sort_as_the_vietnamese_alphabet_wants(shuffler: random.Random):
    shuffled = list(IN_ORDER)
    shuffler.shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_sqlite_sorts_by_the_key_without_a_collation():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE name (text, sort_key)")
    rows = [(text, sort_key(text)) for text in reversed(IN_ORDER)]
    connection.executemany("INSERT INTO name VALUES (?, ?)", rows)
    found = [row[0] for row in connection.execute("SELECT text FROM name ORDER BY sort_key")]
    connection.close()
    assert found == IN_ORDER


@pytest.mark.parametrize(
    "in_order",
    [
        ["", "- ba", "1 ba", "2 ba", "ba", "zo", "ßo"],
        ["An Bình", "An Phú", "Anh", "Ân"],
        ["ba", "Ba", "BA", "bà"],
        ["Tân Thanh", "Tân Thành", "Tần Thanh", "Tấn Thanh", "Tân Thanha"],
    ],
)
def test_signs_spaces_digits_tones_and_capitals_have_their_place(in_order):
    jumbled = in_order[::-1]
    assert sorted(jumbled, key=sort_key) == in_order


@given(VIETNAMESE, VIETNAMESE)
def test_two_names_share_a_sort_key_only_when_they_are_the_same_text(left, right):
    assert (sort_key(left) == sort_key(right)) is (nfc(left) == nfc(right))


@given(st.text())
def test_the_sort_key_does_not_depend_on_the_unicode_form(text):
    assert sort_key(nfd(text)) == sort_key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("HTX thuỷ sản Lê Hồng Phong", "thuy san le hong phong"),
        ("Hợp tác xã Nông nghiệp, Dịch vụ Ba Tơ", "nong nghiep dich vu ba to"),
        ("Liên hiệp hợp tác xã Xứ Lạng", "xu lang"),
        ("LHHTX Xứ Lạng", "xu lang"),
        ("Tổ hợp tác số 5", "so 5"),
        ("THT. Chè Shan", "che shan"),
        ("Thtnam", "thtnam"),
        ("HTX", "htx"),
    ],
)
def test_the_name_key_leaves_out_what_kind_of_organisation_it_is(name, key):
    assert name_key(name) == key


def test_a_short_and_a_full_name_of_one_cooperative_are_proposed_as_duplicates():
    short = "HTX thuỷ sản Lê Hồng Phong"
    full = "Hợp tác xã dịch vụ chăn nuôi, nuôi trồng thủy sản Lê Hồng Phong"
    assert may_be_same_name(short, full)
    assert may_be_same_name(full, short)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("HTX Đồng Tâm", "HTX Đồng Tiến", False),
        ("HTX Tâm", "HTX Đồng Tâm", False),
        ("HTX Tâm", "Hợp tác xã TÂM", True),
        ("HTX Hoà Bình", "Hợp tác xã Hòa Bình", True),
        ("", "", False),
    ],
)
def test_other_names_are_not_confused(left, right, same):
    assert may_be_same_name(left, right) is same


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("thuy san", True),
        ("san thuy", True),
        ("thuỷ", True),
        ("thủy", True),
        (nfd("Thủy"), True),
        ("lê hong", True),
        ("thũy", False),
        ("phong thơ", False),
        ("đồng", False),
        ("hoà", True),
        ("", True),
    ],
)
def test_a_query_without_marks_finds_all_and_marks_must_match(query, found):
    assert matches(query, "HTX Thuỷ sản Lê Hồng Phong, thôn Hoàng Hoa") is found


@given(st.lists(st.text(max_size=20), max_size=8))
def test_the_keys_of_many_texts_are_those_of_each(texts):
    assert sort_keys(texts) == [sort_key(text) for text in texts]


def test_capitals_leave_the_number_of_a_document_as_it_is():
    assert capitals("theo Quyết định số 167/QĐ-TTg đến 30/6/2022") == (
        "THEO QUYẾT ĐỊNH SỐ 167/QĐ-TTg ĐẾN 30/6/2022"
    )


@given(st.lists(st.text(" \t\u00a0\n_-/.,aàđĐHTXhợp tác\u0303", max_size=14), max_size=6))
def test_keys_of_many_names_are_those_of_each(names):
    assert name_keys(names) == [name_key(name) for name in names]
