"""Numbers and dashes that Word draws, read as they are shown."""

import time

import pytest
from docx.enum.style import WD_STYLE_TYPE

from ktt_desktop.interchange.document_text import read_document_text
from tests.interchange.word_files import (
    LIST,
    OUTLINE,
    SECOND,
    WordFile,
    definition,
    element,
    level,
    numbered_list,
    start_at,
    tie,
)


def lines(file, folder):
    return [line for line in read_document_text(file.saved(folder)).split("\n") if line]


def labels(file, folder):
    return [line.rpartition(" ")[0] for line in lines(file, folder)]


def in_levels(*places, lists=(), id_=LIST):
    file = WordFile(*lists)
    for place in places:
        file.add("chữ", place, id_)
    return file


def test_the_levels_of_a_plan_are_numbered_and_begin_anew_under_their_parents(tmp_path):
    file = in_levels(0, 1, 2, 2, 3, 3, 1, 2, 3, 0, 1)

    assert labels(file, tmp_path) == [
        *("I.", "1.", "1.1.", "1.2.", "a)", "b)", "2.", "2.1.", "a)", "II.", "1."),
    ]


def test_items_have_the_dash_or_the_plus_that_is_drawn(tmp_path):
    symbol = level(0, "bullet", "\uf0b7")
    file = WordFile(definition(*OUTLINE), numbered_list(), definition(symbol, id_="950"))
    file.document.part.numbering_part.element.append(element(numbered_list(SECOND, "950")))
    file.add("một", 4)
    file.add("hai", 5)
    file.add("ba", 0, SECOND)
    file.add("bốn", style="List Bullet")

    assert lines(file, tmp_path) == ["- một", "+ hai", "- ba", "- bốn"]


@pytest.mark.parametrize(
    ("shape", "start", "shown"),
    [
        ("upperRoman", 4, ["IV.", "V."]),
        ("lowerRoman", 9, ["ix.", "x."]),
        ("upperLetter", 1, ["A.", "B."]),
        ("lowerLetter", 26, ["z.", "aa."]),
        ("decimalZero", 9, ["09.", "10."]),
        ("decimal", 0, ["0.", "1."]),
        ("ordinalText", 3, ["3.", "4."]),
    ],
)
def test_every_shape_of_number_is_written_as_word_does(tmp_path, shape, start, shown):
    file = in_levels(0, 0, lists=(definition(level(0, shape, "%1.", start=start)), numbered_list()))

    assert labels(file, tmp_path) == shown


def test_words_around_a_number_belong_to_it(tmp_path):
    lists = (definition(level(0, "decimal", "Điều %1.")), numbered_list())

    assert lines(in_levels(0, 0, lists=lists), tmp_path) == ["Điều 1. chữ", "Điều 2. chữ"]


def test_legal_levels_show_every_number_in_digits(tmp_path):
    legal = level(1, "decimal", "%1.%2.", more="<w:isLgl/>")
    lists = (definition(OUTLINE[0], legal), numbered_list())

    assert labels(in_levels(0, 0, 1, lists=lists), tmp_path) == ["I.", "II.", "2.1."]


def test_a_level_without_a_parent_shows_where_the_parent_would_begin(tmp_path):
    assert labels(in_levels(2, 2, 1), tmp_path) == ["1.1.", "1.2.", "1."]


def test_nothing_after_a_number_keeps_its_words_at_it(tmp_path):
    close = level(0, "decimal", "%1.").replace("<w:lvlText", '<w:suff w:val="nothing"/><w:lvlText')

    file = in_levels(0, lists=(definition(close), numbered_list()))

    assert lines(file, tmp_path) == ["1.chữ"]


@pytest.mark.parametrize(
    ("restart", "shown"),
    [
        (None, ["I.", "1.", "a)", "2.", "a)", "II.", "1.", "a)"]),
        (0, ["I.", "1.", "a)", "2.", "b)", "II.", "1.", "c)"]),
        (1, ["I.", "1.", "a)", "2.", "b)", "II.", "1.", "a)"]),
    ],
)
def test_a_level_says_itself_below_which_one_it_begins_anew(tmp_path, restart, shown):
    more = "" if restart is None else f'<w:lvlRestart w:val="{restart}"/>'
    letters = level(2, "lowerLetter", "%3)", more=more)
    lists = (definition(*OUTLINE[:2], letters), numbered_list())

    assert labels(in_levels(0, 1, 2, 1, 2, 0, 1, 2, lists=lists), tmp_path) == shown


def test_lists_of_one_definition_count_on_and_an_override_begins_once(tmp_path):
    overridden = numbered_list(SECOND, more=start_at(0, 7))
    file = WordFile(definition(*OUTLINE), numbered_list(), overridden)
    for id_ in (LIST, LIST, SECOND, SECOND, LIST):
        file.add("chữ", 0, id_)

    assert labels(file, tmp_path) == ["I.", "II.", "VII.", "VIII.", "IX."]


def test_an_override_may_say_what_a_level_looks_like(tmp_path):
    letters = level(0, "lowerLetter", "%1)")
    own = f'<w:lvlOverride w:ilvl="0">{letters}</w:lvlOverride>'
    file = in_levels(0, 0, lists=(definition(*OUTLINE), numbered_list(more=own)))

    assert labels(file, tmp_path) == ["a)", "b)"]


def test_headings_are_numbered_by_their_style_and_those_based_on_it(tmp_path):
    first = level(0, "upperRoman", "%1.", more='<w:pStyle w:val="Heading1"/>')
    second = level(1, "decimal", "%1.%2.", more='<w:pStyle w:val="Heading2"/>')
    file = WordFile(definition(first, second), numbered_list())
    styles = file.document.styles
    for name in ("Heading 1", "Heading 2"):
        tie(styles[name], None)
    own = styles.add_style("Đề mục riêng", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = styles["Heading 2"]
    for text, style in (("A", "Heading 1"), ("B", "Heading 2"), ("C", "Đề mục riêng")):
        file.add(text, style=style)
    file.add("D", 0, "0", style="Heading 2")  # numbering taken off by hand
    file.add("E", style="Heading 1")

    assert lines(file, tmp_path) == ["I. A", "I.1. B", "I.2. C", "D", "II. E"]


def test_a_paragraph_may_name_its_level_alone(tmp_path):
    file = WordFile()
    tie(file.document.styles["Heading 1"], None)
    file.add("A", style="Heading 1")
    tie(file.add("B", style="Heading 1"), 1, None)

    assert lines(file, tmp_path) == ["I. A", "1. B"]


def test_a_list_may_point_to_a_style_of_lists(tmp_path):
    link = definition('<w:numStyleLink w:val="Kieu"/>', id_="960")
    file = WordFile(definition(*OUTLINE), numbered_list(), link, numbered_list(SECOND, "960"))
    named = file.document.styles.add_style("Kieu", WD_STYLE_TYPE.LIST)
    tie(named, None)
    file.add("A", 0, SECOND)

    assert lines(file, tmp_path) == ["I. A"]


def test_an_empty_item_is_counted_and_stays_empty(tmp_path):
    file = WordFile()
    for text in ("A", "", "B"):
        file.add(text, 1)

    assert lines(file, tmp_path) == ["1. A", "3. B"]


def test_a_number_stands_before_the_first_line_of_its_paragraph(tmp_path):
    file = WordFile()
    file.add("một\nhai", 1)

    assert lines(file, tmp_path) == ["1. một", "hai"]


def test_items_in_tables_and_boxes_take_no_words_but_tables_count(tmp_path):
    file = WordFile()
    cell = file.document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].text = "ô"
    tie(cell.paragraphs[0], 1)
    boxed = file.add("", None)
    box = '<w:r><w:pict><w:txbxContent><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    box += f'<w:numId w:val="{LIST}"/></w:numPr></w:pPr></w:p></w:txbxContent></w:pict></w:r>'
    boxed._p.append(element(box))
    file.add("A", 1)

    assert lines(file, tmp_path) == ["ô", "2. A"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"id_": "77777"}, id="no such list"),
        pytest.param({"place": 9}, id="a tenth level"),
        pytest.param({"place": 8}, id="a level that is not told"),
    ],
)
def test_what_is_in_no_list_has_no_number(tmp_path, said):
    file = WordFile()
    file.add("A", **{"place": 0, "id_": LIST, **said})

    assert lines(file, tmp_path) == ["A"]


def soon(file, folder):
    began = time.process_time()
    found = lines(file, folder)
    assert time.process_time() - began < 5
    return found


def test_styles_in_a_circle_end(tmp_path):
    file = WordFile()
    styles = file.document.styles
    one, two = (styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("Một", "Hai"))
    one.base_style, two.base_style = two, one
    tie(two, 0)
    file.add("A", style="Một")

    assert soon(file, tmp_path) == ["I. A"]


def test_lists_in_a_circle_end(tmp_path):
    link = definition('<w:numStyleLink w:val="Kieu"/>')
    file = WordFile(link, numbered_list())
    tie(file.document.styles.add_style("Kieu", WD_STYLE_TYPE.LIST), None)
    file.add("A", 0)

    assert soon(file, tmp_path) == ["A"]


def test_thousands_of_levels_and_lists_are_read_at_once(tmp_path):
    levels = [level(place, "decimal", "%1.") for place in range(5000)]
    lists = [numbered_list(str(place + 1000), more=start_at(0, 3)) for place in range(2000)]
    file = WordFile(definition(*levels), *lists)
    for place in range(2000):
        file.add("A", place % 12, str(place + 1000))

    found = soon(file, tmp_path)
    assert found[0] == "3. A"
    assert found[9] == "A"


@pytest.mark.parametrize("shape", ["upperRoman", "lowerLetter", "decimal"])
@pytest.mark.parametrize("start", ["999999", "9" * 5000, "-1", "٣"])
def test_huge_and_odd_starts_make_short_numbers(tmp_path, shape, start):
    lists = (definition(level(0, shape, "%1." * 1000, start=start)), numbered_list())
    file = in_levels(0, lists=lists)

    (line,) = soon(file, tmp_path)
    assert len(line) < 400
