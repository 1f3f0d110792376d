from ktt_desktop.services.grid_choices import GridChoices, load_choices, save_choices
from ktt_desktop.services.settings import save_value


def test_a_new_book_shows_every_column_in_triệu_đồng(empty_book):
    assert load_choices(empty_book) == GridChoices(False, False, {})


def test_choices_stay_as_they_were_left(empty_book):
    choices = GridChoices(True, True, {"HTX": ("O1", "O5"), "THT": ()})
    save_choices(empty_book, choices)
    assert load_choices(empty_book) == choices


def test_what_an_older_program_kept_is_filled_up(empty_book):
    save_value(empty_book, "annual_grid", {"in_dong": True})
    assert load_choices(empty_book) == GridChoices(in_dong=True)
