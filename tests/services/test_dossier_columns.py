"""The columns of every kind of work record come from the catalogue alone."""

import pytest

from ktt_desktop.domain.dossier import DossierDraft, DossierRow
from ktt_desktop.domain.dossier_list import ListedRow
from ktt_desktop.services.dossier_columns import dossier_columns, indented
from ktt_desktop.services.dossier_words import DossierWords


@pytest.fixture
def columns(catalogue):
    words = DossierWords(catalogue, {"QD1804": "Chương trình 1804"})
    return lambda kind: dossier_columns(catalogue.dossiers[kind], words)


def listed(kind, depth=0, names=(), **fields):
    return ListedRow(DossierRow(DossierDraft(kind, "u", **fields), names), depth)


def test_every_kind_has_a_column_for_each_head_field_and_group_its_own_first(catalogue, columns):
    for kind in catalogue.dossiers.values():
        found = columns(kind.id)
        assert tuple(found)[: len(kind.columns)] == kind.columns
        assert set(kind.fields) <= set(found)
        assert {f"money.{each.key}" for each in kind.money} <= set(found)
        for column in found.values():
            assert column.title.count("\n") <= 1
            assert max(map(len, column.title.split("\n"))) <= column.width
            assert column.text(listed(kind.id)) in ("–", "Cả đơn vị")


def test_numbers_stay_numbers_and_unknown_is_a_dash(columns):
    row = listed(
        "support",
        values={"quantity_done": 0, "salary_factor": 150},
        money={"done.NSTW": 1_500_000, "done.QUY": 1, "plan.total": 0},
    )
    found = columns("support")
    texts = {
        key: found[key].text(row)
        for key in ("quantity_done", "quantity_plan", "salary_factor", "money.done", "money.plan")
    }
    assert texts == {
        "quantity_done": "0",
        "quantity_plan": "–",
        "salary_factor": "1,5",
        "money.done": "1,5",
        "money.plan": "0",
    }
    assert float(found["money.done"].value(row)) == 1.500001
    assert found["money.done"].is_right
    assert found["money.done"].order(row.row) == 1_500_001


def test_the_unit_stands_in_the_title_unless_the_label_says_it(columns):
    assert columns("support")["money.done"].heading == "Thực hiện (tr.đ)"
    assert columns("credit")["borrowers"].heading == "Số tổ chức vay"


def test_a_date_sorts_by_the_day_it_means(columns):
    row = listed("support", values={"given_on": "2025-03-02"})
    column = columns("support")["given_on"]
    assert (column.text(row), column.order(row.row)) == ("2/3/2025", "2025-03-02")


def test_a_part_is_indented_in_whatever_column_is_first(columns):
    part = listed("support", 2, ("HTX Một",), topic="H2.1", programme="QD1804", year=2025)
    found = columns("support")
    first = indented(found, ("organisations", "topic", "nothing"))
    assert tuple(first) == ("organisations", "topic")
    assert first["organisations"].text(part) == "– – HTX Một"
    assert first["topic"].text(part) == found["topic"].text(part)
    assert indented(found, ("content",))["content"].text(part) == "– – –"
    assert indented(found, ("money.done",))["money.done"].text(part) == "–"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"classes_done": 2, "persons_done": 240, "persons_plan": 730}, "2 lớp; 240 người"),
        ({"classes_plan": 9, "persons_plan": 1730}, "KH 9 lớp; 1.730 người"),
        ({"quantity_done": 0, "quantity_unit": "HTX"}, "0 HTX"),
        ({"content": "Tin, bài"}, "–"),
    ],
)
def test_the_volume_is_told_with_its_units_and_a_plan_only_where_nothing_is_done(
    columns, values, text
):
    assert columns("support")["volume"].text(listed("support", values=values)) == text


def test_a_part_without_names_is_known_by_its_area(columns):
    row = listed("support", values={"area": "Huyện Chi Lăng"})
    assert columns("support")["organisations"].text(row) == "Huyện Chi Lăng"
