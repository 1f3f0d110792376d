"""Lines, headings and sentences of a text."""

from ktt_desktop.domain.document_check.lines import plain_of, read_lines, sentences


def test_lines_are_counted_as_editors_do():
    lines = read_lines("một\r\n\nba\n")
    assert [(line.number, line.text) for line in lines] == [(1, "một"), (2, ""), (3, "ba"), (4, "")]


def test_marks_of_markdown_and_spaces_are_left_out_and_letters_composed():
    [line] = read_lines("## **Hợp  tác\u00a0xa\u0303**")
    assert line.text == "Hợp tác xã"
    assert line.emphasised


def test_plain_words_are_as_long_as_the_text_and_use_the_newer_tones():
    text = "Thuỷ sản, HOÁ chất, quý"
    assert plain_of(text) == "thủy sản, hóa chất, quý"
    assert len(plain_of(text)) == len(text)


def test_the_outline_knows_how_deep_a_heading_stands():
    texts = [
        "Phần thứ nhất",
        "II. KẾT QUẢ",
        "1. Đánh giá",
        "1.2. Về lao động",
        "a) Lĩnh vực",
        "Chữ",
    ]
    assert [read_lines(each)[0].level for each in texts] == [0, 1, 2, 3, 4, None]


def test_a_sentence_ends_where_a_new_one_begins_and_not_inside_a_number():
    [line] = read_lines("Có 1.200 HTX. Đến 30/6 có 5 THT; trong đó 2 mới.")
    assert [each.plain.strip() for each in sentences(line)] == [
        "có 1.200 htx.",
        "đến 30/6 có 5 tht;",
        "trong đó 2 mới.",
    ]


def test_a_paragraph_broken_at_a_margin_is_one_and_its_places_keep_their_lines():
    first, second, *_ = read_lines("Đến nay có 64\nhợp tác xã, đạt\nkế hoạch.\n\nXong.")
    assert first.text == "Đến nay có 64 hợp tác xã, đạt kế hoạch."
    assert second.text == ""
    assert first.quote(first.text.index("hợp")).line == 2
    assert first.quote(first.text.index("kế")).line == 3


def test_the_number_of_a_page_does_not_break_a_paragraph():
    first, *_ = read_lines("Đến nay tỉnh có\n12\nhợp tác xã.")
    assert first.text == "Đến nay tỉnh có hợp tác xã."


def test_headings_items_and_new_sentences_are_not_joined():
    text = "KẾ HOẠCH\nphát triển\n1. Về số lượng\na) Tổ hợp tác\n- có 5 THT\nHết câu.\ncó 2 HTX"
    assert [line.text for line in read_lines(text)] == text.split("\n")


def test_a_quote_is_cut_at_a_word():
    [line] = read_lines("rất " * 100)
    assert line.quote().quote.endswith("rất…")
