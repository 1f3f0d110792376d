from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.findings import CheckResult, Finding, digest_of
from ktt_desktop.domain.terms import Severity

ERROR = Finding("R1-01", "R1", Severity.ERROR, "Tổng", "1, nhưng 2.", "Sửa.", (), "k", "d")

numbers = st.lists(
    st.tuples(st.sampled_from(["A1", "A2", "S2:1"]), st.none() | st.fractions()), max_size=4
)


@given(one=numbers, other=numbers)
def test_equal_digests_mean_equal_numbers(one, other):
    assert (digest_of(one) == digest_of(other)) is (one == other)


def test_a_blank_and_a_zero_have_different_digests():
    assert digest_of([("A1", None)]) != digest_of([("A1", Fraction(0))])


def test_a_digest_stays_the_same_from_one_run_of_the_program_to_the_next():
    assert digest_of([("A2", Fraction(3779)), ("A4.1p", Fraction("73.4"))]) == "589a9d3a115f"


def test_only_an_error_without_a_fitting_explanation_keeps_a_report_back():
    warning = replace(ERROR, severity=Severity.WARNING)
    explained = replace(ERROR, explanation="Hai HTX chưa báo cáo.")
    outdated = replace(explained, outdated=True)
    assert [each.is_open for each in (ERROR, warning, explained, outdated)] == [
        True,
        False,
        False,
        True,
    ]
    assert CheckResult((ERROR, warning, explained, outdated), 74, 412, 15).open_errors == 2


def test_an_explanation_tells_by_whom_and_when_as_far_as_that_is_known():
    signed = replace(ERROR, explained_by="Nguyễn Văn An", explained_on=date(2026, 11, 2))
    assert signed.explained == "Nguyễn Văn An, 2/11/2026"
    assert replace(signed, explained_by="").explained == "2/11/2026"
    assert ERROR.explained == ""
