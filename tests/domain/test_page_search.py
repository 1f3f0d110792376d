import pytest

from ktt_desktop.domain.page_search import places

PAGE = "Độc lập - Tự do\r\nHợp tác\u00a0xã  ĐÀO Mỹ"


def found(sought, page=PAGE):
    return [page[first : last + 1] for first, last in places(page, sought)]


@pytest.mark.parametrize(
    ("sought", "place"),
    [
        ("độc lập", "Độc lập"),
        ("doc lap", "Độc lập"),
        ("đào", "ĐÀO"),
        ("dao my", "ĐÀO Mỹ"),
        ("Tự do  hợp", "Tự do\r\nHợp"),
        ("hop tac xa", "Hợp tác\u00a0xã"),
        ("xã đào", "xã  ĐÀO"),
    ],
)
def test_words_are_found_however_they_are_typed_and_wherever_a_line_ends(sought, place):
    assert found(sought) == [place]


@pytest.mark.parametrize("sought", ["", "  ", "đôc", "hợp tạc", "tổ hợp"])
def test_other_marks_and_other_words_are_not_found(sought):
    assert found(sought) == []


def test_places_follow_one_another_without_overlapping():
    assert list(places("aaaaa", "aa")) == [(0, 1), (2, 3)]


def test_letters_that_do_not_print_part_words_like_a_space():
    assert found("hai ba", "hai\ufffeba") == ["hai\ufffeba"]
