"""What a document says of itself."""

from datetime import date

from ktt_desktop.domain.document_check.header import read_header
from ktt_desktop.domain.document_check.lines import read_lines
from tests.inconsistency_cases import seed


def header(name):
    return read_header(read_lines(seed(name)))


def test_a_signed_plan_has_number_day_unit_and_year():
    found = header("S000")
    assert (found.kind, found.number, found.symbol) == ("kế hoạch", "126", "kh-ubnd")
    assert (found.signed, found.plan_year, found.year) == (date(2022, 8, 15), 2023, 2022)
    assert (found.level, found.name) == ("huyện", "Lạng Giang")
    assert [line.text for line in found.signature] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_the_year_of_an_undated_plan_is_the_one_before():
    found = header("S002")
    assert (found.number_line, found.signed, found.year) == (None, None, 2022)


def test_a_scheme_has_the_years_of_its_period():
    found = header("S003")
    assert (found.kind, found.period, found.year, found.signature) == (
        "đề án",
        (2021, 2025),
        2021,
        (),
    )


def test_a_blank_number_is_seen():
    found = header("S001")
    assert (found.number, found.symbol) == ("", "kh-lmhtx")
    assert found.number_line.number == 3
