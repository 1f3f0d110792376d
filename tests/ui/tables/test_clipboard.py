from html.parser import HTMLParser

from ktt_desktop.ui.tables.clipboard import CopiedCell, copied

CELLS = [
    [CopiedCell("HTX Đào\tMỹ\n2"), CopiedCell("0101243150"), CopiedCell("1500,5", True, "1500.5")],
    [CopiedCell("<HTX> & Co"), CopiedCell(""), CopiedCell("")],
]
HEADER = ["Tên", "Mã số", "Vốn điều lệ"]


class Cells(HTMLParser):
    """The cells of the table with what is said of them."""

    def __init__(self):
        super().__init__()
        self.found, self._told = [], {}

    def handle_starttag(self, tag, attrs):
        self._told = dict(attrs)
        if tag in ("td", "th"):
            self.found.append(["", self._told])

    def handle_data(self, data):
        self.found[-1][0] += data


def test_text_goes_between_tabs_one_line_a_row():
    assert copied(HEADER, CELLS).text.split("\r\n") == [
        "Tên\tMã số\tVốn điều lệ",
        "HTX Đào Mỹ 2\t0101243150\t1500,5",
        "<HTX> & Co\t\t",
    ]


def test_codes_are_text_and_numbers_are_exact_in_the_html():
    parser = Cells()
    parser.feed(copied(HEADER, CELLS).html)
    cells = parser.found

    assert [text for text, _ in cells[:3]] == HEADER
    assert cells[4][0] == "0101243150"
    assert "mso-number-format:'\\@'" in cells[4][1]["style"]
    assert cells[5][1] == {"x:num": "1500.5", "sdval": "1500.5"}
    assert cells[6][0] == "<HTX> & Co"


def test_the_clipboard_is_given_both_forms(qapp):
    data = copied(HEADER, CELLS).data()
    assert data.hasText()
    assert data.hasHtml()
    assert copied(HEADER, CELLS).rows == 2
