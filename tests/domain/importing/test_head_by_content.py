"""Lists whose head says nothing the program knows, or that have none."""

import pytest

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.lists import NO_HEAD, read_lists
from ktt_desktop.domain.importing.table import Sheet
from tests.lists import words

NAMES = ["HTX An Phú", "HTX Bình Minh", "Hợp tác xã Cát Tường", "Tổ hợp tác Dân Tiến"]
RECORDS = [
    [float(number), name, "Xã Tiên Lục", "trồng rau", float(number * 10)]
    for number, name in enumerate(NAMES, start=1)
]
TITLE = ["DANH SÁCH", "", "", "", ""]
STRANGE = ["Thứ", "Đối tượng", "Nơi ở", "Việc làm", "Người"]


def read(rows, choices=None):
    return [each for each in read_lists(Sheet("A", rows), words(), choices or {}) if each.names]


@pytest.mark.parametrize("above", [[], [TITLE], [STRANGE], [TITLE, STRANGE]])
@pytest.mark.parametrize("first", [0, 1])  # with running numbers, and without
def test_every_organisation_is_found_and_that_columns_were_guessed_is_told(above, first):
    (found,) = read([row[first:] for row in (*above, *RECORDS)])
    assert found.names == NAMES
    assert found.rows == [len(above) + number for number in (1, 2, 3, 4)]
    assert found.communes == ["Xã Tiên Lục"] * 4
    assert NO_HEAD in {each.reason for each in found.issues}
    assert not found.figures  # what a number means cannot be seen


def test_words_above_the_first_organisation_stay_the_heads():
    (found,) = read([TITLE, STRANGE, *RECORDS])
    assert found.heads == tuple(STRANGE)
    (bare,) = read([TITLE, *RECORDS])
    assert (bare.heads, bare.head_rows) == (("",) * 5, 0)


def test_the_officer_says_what_the_other_columns_are():
    uses = (ColumnUse(1, "name", ""), ColumnUse(3, "sector", ""), ColumnUse(4, "members", ""))
    (found,) = read(RECORDS, {0: ListChoice(uses=uses)})
    assert found.sectors == ["NN.TT"] * 4
    assert found.figure("members", 3) == 40


@pytest.mark.parametrize(
    "rows",
    [
        [["Hợp tác xã là gì", ""], ["Tổ hợp tác là gì", ""]],
        [["a", "b"], ["HTX An Phú", "1"], ["c", "d"]],
        [],
    ],
)
def test_texts_and_single_names_are_no_list(rows):
    assert read(rows) == []


def test_a_list_with_a_head_is_read_by_it_alone():
    head = ["STT", "Tên tổ chức", "Địa bàn", "Lĩnh vực", "Số thành viên"]
    (found,) = read([head, *RECORDS])
    assert NO_HEAD not in {each.reason for each in found.issues}
    assert found.figure("members", 0) == 10
