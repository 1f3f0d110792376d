import pytest

from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.evaluation import truth
from ktt_desktop.domain.expression import codes, is_guard, parse_check, parse_formula, readings
from ktt_desktop.domain.rules import example_figures


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("A1", "A1"),
        ("A1 == 1.5", "1.5"),
        ("A1 == True", "True"),
        ("A1 ** 2 == 4", "A1 ** 2"),
        ("A1 // 2 == 4", "A1 // 2"),
        ("A1 < A2 < A3", "A1 < A2 < A3"),
        ("A1 and A2 == 1", "A1"),
        ("A1 == known(A2)", "known(A2)"),
        ("A1 == sum(A1 + 2)", "A1 + 2"),
        ("least(A1) == 1", "least(A1)"),
        ("round(A1, A2) == 1", "A2"),
        ("sum(S2, S3) == 1", "sum(S2, S3)"),
        ("average(S2) == 1", "average(S2)"),
        ("status(HTX)", "HTX"),
        ("kind(active)", "active"),
        ("column(A1)", "A1"),
        ("status('active')", "'active'"),
        ("usual(A1, A2)", "A2"),
        ("usual(A1 + 1, 2)", "A1 + 1"),
        ("usual(A1, 5) == 1", "usual(A1, 5)"),
        ("previous(A1 + A2) == 1", "A1 + A2"),
        ("A1.real == 1", "A1.real"),
        ("__import__('os')", "__import__('os')"),
        ("(lambda: A1)() == 1", "(lambda: A1)()"),
    ],
)
def test_anything_outside_the_language_is_refused_with_rule_and_piece(text, piece):
    with pytest.raises(CatalogueError) as refusal:
        parse_check(text, "R1-09")
    assert "R1-09" in str(refusal.value)
    assert f"«{piece}»" in str(refusal.value)


@pytest.mark.parametrize("text", ["", "A1 ==", "A1 = 2", "A1 == 1; A2 == 2", "A1 == \x00"])
def test_a_text_that_is_no_expression_is_refused(text):
    with pytest.raises(CatalogueError, match="R1-09"):
        parse_check(text, "R1-09")


def test_a_formula_is_a_number_and_a_check_is_a_condition():
    with pytest.raises(CatalogueError):
        parse_formula("A1 == 1", "A4.1p")
    with pytest.raises(CatalogueError):
        parse_check("A1 + 1", "R1-09")


def test_a_long_check_may_be_written_over_several_lines():
    expression = parse_check("\n  A1_1 + A1_2\n    == A1\n", "R")
    assert truth(expression, example_figures({"A1": 3, "A1_1": 1, "A1_2": 2})) is True


def test_codes_are_listed_once_in_the_order_of_the_text():
    expression = parse_check(
        "known(A1_6e) and sum(S3_1) <= least(A7_k, plan(A2)) + previous(A1_10) - A7_k * 2", "R"
    )
    assert codes(expression) == ("A1.6e", "S3.1", "A7.k", "A2", "A1.10")


def test_each_code_is_read_by_a_reader_and_words_are_no_codes():
    text = "status(active) and added(A1, plan(A2), A3 + 1) <= highest(S1)"
    expression = parse_check(text, "R")
    assert list(readings(expression.root)) == [
        ("A1", "added"),
        ("A2", "plan"),
        ("A3", "value"),
        ("S1", "highest"),
    ]


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("known(A1) and not status(active)", True),
        ("column(main) or kind(THT)", True),
        ("usual(A1, 5)", False),
        ("rounds_to(A1, A2)", False),
        ("known(A1) and A1 > 0", False),
    ],
)
def test_a_guard_asks_what_is_known_or_marked_and_never_how_much(text, guard):
    assert is_guard(parse_check(text, "R").root) is guard
