from hypothesis import example, given
from hypothesis import strategies as st

from ktt_desktop.reports.fonts import BOLD, REGULAR
from ktt_desktop.reports.line_breaks import balanced, broken, longest_word, text_width

WORDS = st.lists(st.sampled_from(["hợp", "tác", "xã", "nông", "Thịnh", "1.200"]), min_size=1)
WIDTHS = st.integers(60, 400)


@given(words=WORDS, width=WIDTHS)
def test_lines_are_narrow_enough_and_lose_no_word(words, width):
    lines = broken(" ".join(words), REGULAR, 12, width)
    assert all(text_width(line, REGULAR, 12) <= width for line in lines)
    assert " ".join(lines).split() == words


@given(st.text("abcđéợ", min_size=1, max_size=80), st.integers(10, 40))
def test_a_word_wider_than_the_column_is_cut_and_not_lost(word, width):
    lines = broken(word, REGULAR, 12, width)
    assert "".join(lines) == word
    assert all(len(line) == 1 or text_width(line, REGULAR, 12) <= width for line in lines)


def test_an_indent_survives_breaking():
    first, *_ = broken("   - trong đó: số lao động thường xuyên", REGULAR, 12, 100)
    assert first.startswith("   - trong")


def test_a_break_set_by_hand_is_kept():
    assert broken("Đơn vị\ntính", REGULAR, 12, 400) == ("Đơn vị", "tính")


@given(words=WORDS, width=st.integers(60, 400))
@example(words=["hợp", "tác", "xã", "hợp", "hợp"], width=100)
def test_balanced_lines_are_narrow_enough_and_lose_no_word(words, width):
    lines = balanced(" ".join(words), BOLD, 14, width)
    assert all(text_width(line, BOLD, 14) <= width for line in lines)
    assert " ".join(lines).split(" ") == words


def test_a_title_is_not_left_with_one_word_on_its_last_line():
    title = "Về việc rà soát các đơn vị trên toàn huyện theo các quy định mới"
    room = text_width(title, BOLD, 14) - 20
    upper, lower = balanced(title, BOLD, 14, room)
    assert text_width(lower, BOLD, 14) > 0.7 * text_width(upper, BOLD, 14)


def test_a_title_does_not_tear_a_word_of_several_syllables():
    title = "ĐÁNH GIÁ TÌNH HÌNH PHÁT TRIỂN KINH TẾ TẬP THỂ HỢP TÁC XÃ NĂM 2022"
    assert list(balanced(title, BOLD, 14, 420)) == [
        "ĐÁNH GIÁ TÌNH HÌNH PHÁT TRIỂN",
        "KINH TẾ TẬP THỂ HỢP TÁC XÃ NĂM 2022",
    ]


def test_the_longest_word_is_measured_by_its_width_not_its_letters():
    assert longest_word("iiiiii WWWW", REGULAR, 12) == text_width("WWWW", REGULAR, 12)
    assert longest_word("", REGULAR, 12) == 0


def test_a_broken_title_begins_no_line_with_a_dash_and_tears_no_date():
    agency = "PHÒNG TÀI CHÍNH - KẾ HOẠCH"
    assert balanced(agency, BOLD, 13, 180) == ("PHÒNG TÀI CHÍNH -", "KẾ HOẠCH")
    reference = "(Kèm theo Kế hoạch số 126/KH-UBND ngày 15 tháng 8 năm 2022 của UBND huyện)"
    assert any("ngày 15 tháng 8 năm 2022" in line for line in balanced(reference, BOLD, 14, 330))
