"""Thresholds of size the unit fills in: kept, journalled, used when the book is opened again."""

from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.size_classes import SizeClass, Thresholds
from ktt_desktop.services.book import open_book
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.size_thresholds import load_thresholds, save_thresholds, size_groups

LARGE = {SizeClass.LARGE: Thresholds(50, 10**9, 10**9)}


def sizes(book):
    query = RegisterQuery()
    return [row.size for row in organisation_rows(book, organisation_ids(book, query), query)]


def test_a_sector_no_group_names_stands_alone(catalogue):
    groups = size_groups(catalogue)
    assert [group.label for group in groups[:2]] == ["Nông nghiệp", "Công nghiệp - xây dựng"]
    sectors = [sector for group in groups for sector in group.sectors]
    assert sorted(sectors) == sorted(catalogue.sectors)
    assert ("VT",) in {group.sectors for group in groups[2:]}


def test_what_is_filled_in_decides_once_the_book_is_opened_again(desk, catalogue, units):
    desk.add("HTX Xe", {"O1.1": "60", "O5": "2.000"}, sector="VT")
    assert sizes(desk.book) == [SizeClass.NO_THRESHOLD]
    assert load_thresholds(desk.book) == {}

    save_thresholds(desk.book, {"VT": LARGE})
    assert load_thresholds(desk.book) == {"VT": LARGE}
    assert desk.journal("size_thresholds") == [("", "VT.LON", None, "[50, 1000000000, 1000000000]")]
    folder = desk.book.path.parent
    desk.book.close()
    book = open_book(folder, catalogue, units)
    try:
        assert sizes(book) == [SizeClass.LARGE]
        save_thresholds(book, {})
        assert load_thresholds(book) == {}
    finally:
        book.close()
