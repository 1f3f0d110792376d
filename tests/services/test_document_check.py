"""A document is checked by itself and against the figures of a book."""

import pytest

from ktt_desktop.domain.errors import CancelledError, InvalidInputError
from ktt_desktop.domain.terms import Severity
from ktt_desktop.services.document_check import LONGEST_TEXT, check_text
from tests.inconsistency_cases import seed


class Watch:
    """Progress that is kept, and stopped where asked."""

    def __init__(self, stop_at=None):
        self.steps, self.stop_at = [], stop_at

    def report(self, done, total, what):
        self.steps.append((done, total))
        if done == self.stop_at:
            raise CancelledError("dừng")


def from_book(findings):
    return [each for each in findings if "sổ ghi" in each.message]


def test_the_plan_the_practice_book_was_filled_from_agrees_with_it(practice):
    book, profile, _ = practice
    assert not from_book(check_text(book.catalogue, seed("S000"), against=(book, profile)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("là 64 HTX", "là 65 HTX", "65 HTX, sổ ghi 64"),
        ("Có 09 THT", "Có 10 THT", "10 THT, sổ ghi 9"),
        ("là 3.779 thành viên", "là 3.770 thành viên", "3.770 thành viên, sổ ghi 3.779"),
        ("HTX là 1.200 triệu đồng", "HTX là 1.250 triệu đồng", "sổ ghi 1.200"),
        ("là: 3.711 thành viên", "là: 3.712 thành viên", "3.712 thành viên, sổ ghi 3.711"),
        ("là: 3,5 triệu đồng", "là: 3,6 triệu đồng", "sổ ghi 3,5"),
        ("HTX là 1,55 tỷ", "HTX là 1,6 tỷ", "1,6 tỷ đồng/năm, sổ ghi 1.550"),
    ],
)
def test_a_figure_that_the_book_has_otherwise_is_told(practice, old, new, told):
    book, profile, _ = practice
    text = seed("S000")
    assert old in text
    [finding] = from_book(
        check_text(book.catalogue, text.replace(old, new, 1), against=(book, profile))
    )
    assert told in finding.message
    assert (finding.rule, finding.severity) == ("R6", Severity.ERROR)


def test_an_empty_and_an_endless_text_are_refused(catalogue):
    with pytest.raises(InvalidInputError, match="Chưa có chữ nào"):
        check_text(catalogue, " \n")
    with pytest.raises(InvalidInputError, match="dài hơn"):
        check_text(catalogue, "a" * (LONGEST_TEXT + 1))


def test_progress_is_told_and_the_check_can_be_stopped(catalogue):
    watch = Watch()
    check_text(catalogue, seed("S004"), watch)
    assert watch.steps[0][0] == 0
    assert watch.steps[-1][0] == watch.steps[-1][1] - 1
    with pytest.raises(CancelledError):
        check_text(catalogue, seed("S004"), Watch(stop_at=3))
