"""Số chép chưa xác nhận: a finding for each form with figures of last year nobody looked at."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from ktt_desktop.domain.findings import Finding, Place, digest_of
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.services.checked_book import CheckedBook
from ktt_desktop.storage.checked_forms import AnsweredForm, Member

RULE = "R6-CHEP"  # figures that are the same as last year's because nobody typed them


def unconfirmed_figures(
    checked: CheckedBook, only: Collection[str] | None = None
) -> Iterator[Finding]:
    """One warning an organisation, naming its fields; silent where all were confirmed."""
    forms = checked.forms[checked.main]
    for row in checked.rows:
        form = forms.get(row.uid)
        if form is not None and form.unconfirmed and (only is None or row.uid in only):
            yield _finding(checked, row, form)


def _finding(checked: CheckedBook, row: Member, form: AnsweredForm) -> Finding:
    indicators = checked.catalogue.edition.indicators
    codes = [code for code in indicators if code in form.unconfirmed]
    listed = ", ".join(f"[{code}] {indicators[code].title}" for code in codes)
    numbers = ((code, _number(form.values.get(code))) for code in codes)
    return Finding(
        rule=RULE,
        group="R6",
        severity=Severity.WARNING,
        title="Số chép từ năm trước chưa xác nhận",
        detail=f"{row.name}: {prose_count(len(codes))} số chưa xác nhận: {listed}.",
        advice="Mở phiếu, sửa số hoặc nhấn Enter ở từng ô in nghiêng để xác nhận.",
        places=tuple(
            Place(SubjectKind.ORGANISATION, row.uid, "", code, indicators[code].label)
            for code in codes
        ),
        key="|".join((RULE, SubjectKind.ORGANISATION, row.uid, "")),
        digest=digest_of(numbers),
    )


def _number(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)
