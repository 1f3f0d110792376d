"""What a column can be: words of the catalogue and every figure of the phiếu."""

from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.importing.words import plain
from ktt_desktop.services.import_fields import field_choices, import_words_of, shipped_words


def test_every_count_and_amount_of_the_phieu_can_be_imported(empty_book):
    words = import_words_of(empty_book)
    wanted = {
        f"figure.{each.code}"
        for each in empty_book.catalogue.edition.indicators.values()
        if each.form == "phieu" and each.type in (FieldType.COUNT, FieldType.MONEY)
    }
    assert wanted
    assert wanted <= {each.into for each in words.fields.values()}


def test_a_figure_is_one_field_only(empty_book):
    words = import_words_of(empty_book)
    figures = [each.into for each in words.fields.values() if each.into.startswith("figure.")]
    assert len(figures) == len(set(figures))


def test_a_figure_is_known_by_the_words_of_the_phieu(empty_book):
    words = import_words_of(empty_book)
    own = [each for id_, each in words.fields.items() if id_ not in shipped_words().fields]
    assert own
    assert [words.best_field(plain(each.label)) for each in own] == [each.id for each in own]


def test_money_and_counts_are_told_apart(empty_book):
    amounts = {each.into: each.amount for each in import_words_of(empty_book).fields.values()}
    assert (amounts["figure.O4.3"], amounts["figure.O1.4"]) == ("money", "count")


def test_the_words_are_read_once():
    assert shipped_words() is shipped_words()


def test_the_choices_have_words_for_officers_and_stand_in_their_groups(empty_book):
    found = field_choices(import_words_of(empty_book))
    assert all(each.label and each.group for each in found)
    groups = [each.group for each in found]
    assert next(iter(dict.fromkeys(groups))) == "Tổ chức"
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)
    assert {"Số liệu hằng năm", "Người đại diện"} <= set(groups)
    labels = [(each.group, each.label) for each in found]
    assert len(labels) == len(set(labels))
    assert "uid" not in {each.id for each in found}


def test_the_column_of_reasons_is_no_field(empty_book):
    assert import_words_of(empty_book).best_field("ly do") == ""
