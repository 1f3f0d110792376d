import pytest

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.report_codes import report_by_code

HALF = ReportingPeriod.parse("6T2022")


@pytest.mark.parametrize(
    ("outline", "year", "id_", "period"),
    [
        ("K", 2023, "plan", "KH2023"),
        ("k", None, "plan", "6T2022"),
        ("Đ", 2022, "scheme", "6T2022"),
        ("d", None, "scheme", "6T2022"),
        ("6t", 2024, "half_year", "6T2024"),
        ("programme", None, "programme", "6T2022"),
        ("", None, "half_year", "6T2022"),
        ("", 2024, "half_year", "6T2024"),
    ],
)
def test_a_report_is_named_by_code_or_id_and_the_year_in_its_name(
    empty_book, outline, year, id_, period
):
    key = report_by_code(empty_book, outline, HALF, year=year)
    assert (key.outline, key.period.code) == (id_, period)


def test_an_unknown_outline_is_refused_with_those_there_are(empty_book):
    with pytest.raises(InvalidInputError, match=r"“Z”.*K, .*Đ"):
        report_by_code(empty_book, "Z", HALF)
