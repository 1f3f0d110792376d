"""Số chép chưa xác nhận: a finding for each form with figures of last year nobody looked at."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.findings import Finding, Place, digest_of
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.records import ReturnRecord
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.services.rule_figures import CheckedBook

RULE = "R6-CHEP"  # figures that are the same as last year's because nobody typed them


def unconfirmed_figures(checked: CheckedBook) -> Iterator[Finding]:
    """One warning an organisation, naming its fields; silent where all were confirmed."""
    for row in checked.rows:
        form = checked.returns.get(row.uid)
        if form is not None and form.unconfirmed:
            yield _finding(checked, row.name, form)


def _finding(checked: CheckedBook, name: str, form: ReturnRecord) -> Finding:
    indicators = checked.catalogue.edition.indicators
    codes = [code for code in indicators if code in form.unconfirmed]
    listed = ", ".join(f"[{code}] {indicators[code].title}" for code in codes)
    numbers = ((code, _number(form.values.get(code))) for code in codes)
    return Finding(
        rule=RULE,
        group="R6",
        severity=Severity.WARNING,
        title="Số chép từ năm trước chưa xác nhận",
        detail=f"{name}: {prose_count(len(codes))} số chưa xác nhận: {listed}.",
        advice="Mở phiếu, sửa số hoặc nhấn Enter ở từng ô in nghiêng để xác nhận.",
        places=tuple(
            Place(SubjectKind.ORGANISATION, form.subject.key, "", code, indicators[code].label)
            for code in codes
        ),
        key="|".join((RULE, SubjectKind.ORGANISATION, form.subject.key, "")),
        digest=digest_of(numbers),
    )


def _number(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)
