from ktt_desktop.reports.layout import load_layout
from tests.reports.printed import MM


def test_the_measures_stay_within_the_ranges_of_the_decree():
    layout = load_layout()
    for margins in (layout.text, layout.annex_portrait):
        assert 20 * MM <= margins.top <= 25.01 * MM
        assert 20 * MM <= margins.bottom <= 25.01 * MM
        assert 29.99 * MM <= margins.left <= 35 * MM
        assert 14.99 * MM <= margins.right <= 20 * MM
    sizes = layout.sizes
    assert all(13 <= size <= 14 for size in (sizes.body, sizes.motto, sizes.place, sizes.annex))
    assert all(12 <= size <= 13 for size in (sizes.nation, sizes.agency, sizes.agency_smallest))
    assert (sizes.number, sizes.recipients_head, sizes.recipients) == (13, 12, 11)
    assert 13 <= sizes.page_number <= 14
    assert 1 <= layout.spacing.line <= 1.5
    assert layout.spacing.paragraph >= 6
    assert layout.spacing.first_line in (10 * MM, 12.7 * MM)
    assert 1 / 3 <= layout.spacing.short_rule <= 1 / 2


def test_the_corner_of_the_digital_signature_lies_above_the_heading_of_an_annex():
    layout = load_layout()
    assert (layout.signature_box.width, layout.signature_box.height) == (60 * MM, 15 * MM)
    for margins in (layout.annex_portrait, layout.annex_landscape):
        assert layout.signature_box.top + layout.signature_box.height <= margins.top + 0.01


def test_words_kept_together_are_listed_longest_first_where_one_begins_the_other():
    words = load_layout().titles.unbroken
    for index, word in enumerate(words):
        assert not any(later.startswith(word) for later in words[index + 1 :])
