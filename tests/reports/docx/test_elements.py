import pytest
from lxml import etree

from ktt_desktop.reports.docx.elements import NAMESPACES, attribute, clean, run


def parsed(xml):
    return etree.fromstring(f"<w:p {NAMESPACES}>{xml}</w:p>")


def test_marks_become_one_letter_and_none_is_lost():
    assert clean("Hơ\u0323p ta\u0301c xa\u0303") == "Hợp tác xã"


@pytest.mark.parametrize("letter", ["\x00", "\x01", "\x1f", "\x08", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_left_out(letter):
    assert "".join(parsed(run(f"Hợp{letter} tác")).itertext()) == "Hợp tác"


def test_signs_of_xml_are_words():
    assert "".join(parsed(run('A & B <01> ]]> "c"')).itertext()) == 'A & B <01> ]]> "c"'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_a_line_end_is_a_line_break(end):
    found = [etree.QName(each).localname for each in parsed(run(f"một{end}hai"))[0]]

    assert found == ["t", "br", "t"]


def test_spaces_at_the_ends_stay():
    (words,) = parsed(run("  hai  "))[0]

    assert words.text == "  hai  "
    assert words.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_an_attribute_is_one_clean_line():
    quoted = attribute('Hình "1"\n & \x00 <2>')

    assert etree.fromstring(f"<a b={quoted}/>").get("b") == 'Hình "1" & <2>'
