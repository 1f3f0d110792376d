from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.text_comparison import Fate, compared, spans

OLD = [
    "Toàn huyện có 64 HTX, doanh thu bình quân 1.200 triệu đồng.",
    "Ban Chỉ đạo họp hai kỳ.",
    "Không có kiến nghị.",
]


def fates(older, newer):
    return [each.fate for each in compared(older, newer)]


def test_equal_texts_are_kept_whole():
    assert fates(OLD, OLD) == [Fate.KEPT] * 3


def test_a_paragraph_put_in_or_taken_out_leaves_the_others_as_they_were():
    assert fates(OLD, [OLD[0], "Đoạn mới.", *OLD[1:]]) == [
        Fate.KEPT,
        Fate.ADDED,
        Fate.KEPT,
        Fate.KEPT,
    ]
    assert fates(OLD, [OLD[0], OLD[2]]) == [Fate.KEPT, Fate.REMOVED, Fate.KEPT]


def test_a_changed_paragraph_tells_the_changed_words_and_whole_numbers():
    new = "Toàn huyện có 65 HTX, doanh thu bình quân 1.250 triệu đồng."
    changed = compared(OLD, [new, *OLD[1:]])[0]

    assert changed.fate is Fate.CHANGED
    assert [(each.fate.value, each.text) for each in changed.spans] == [
        ("kept", "Toàn huyện có "),
        ("removed", "64"),
        ("added", "65"),
        ("kept", " HTX, doanh thu bình quân "),
        ("removed", "1.200"),
        ("added", "1.250"),
        ("kept", " triệu đồng."),
    ]


def test_paragraphs_with_nothing_in_common_are_two():
    assert fates([OLD[0]], [OLD[2]]) == [Fate.REMOVED, Fate.ADDED]


paragraphs = st.lists(st.text(st.sampled_from("ab 1,"), max_size=8), max_size=6)


@given(paragraphs, paragraphs)
def test_both_texts_can_be_read_out_of_the_comparison(older, newer):
    found = compared(older, newer)

    def side(other):
        wanted = [each for each in found if each.fate is not other]
        return [
            "".join(span.text for span in each.spans if span.fate is not other) for each in wanted
        ]

    assert side(Fate.ADDED) == older
    assert side(Fate.REMOVED) == newer


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_letter_is_lost_between_the_words(old, new):
    found = list(spans(old, new))

    assert "".join(each.text for each in found if each.fate is not Fate.ADDED) == old
    assert "".join(each.text for each in found if each.fate is not Fate.REMOVED) == new
