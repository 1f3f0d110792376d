"""Số HTX tốt, khá của Biểu A against the score sheets of the year (R9)."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.findings import Finding, Place, digest_of
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Severity
from ktt_desktop.services.book import Book
from ktt_desktop.services.checked_book import CheckedBook
from ktt_desktop.services.rating import grade_counts, ratings
from ktt_desktop.services.unit_figures import unit_subject

GROUP, RULE = "R9", "R9-XEP-LOAI"


def rating_findings(book: Book, profile: UnitProfile, checked: CheckedBook) -> Iterator[Finding]:
    """Another number than the sheets give, where a sheet decided anything and Biểu A says one."""
    face, code = checked.main, book.catalogue.ratings.good
    stated = checked.unit["", *face].figures[code].value
    if stated is None:
        return
    listed = ratings(book, face.year, only_rated=True)
    counts = grade_counts(listed.rows)
    decided = counts.count - counts.open
    if not decided or counts.good == stated:
        return
    names = {each.id: each.label for each in listed.rulesets}
    basis = ", ".join(names[each] for each in names if each in counts.good_by) or "phiếu xếp loại"
    unit, indicator = unit_subject(profile), book.catalogue.edition.indicators[code]
    yield Finding(
        rule=RULE,
        group=GROUP,
        severity=Severity.WARNING,
        title="Số hợp tác xã tốt, khá khác với kết quả xếp loại",
        detail=(
            f"[{code}] ghi {prose_count(stated)} HTX; xếp loại năm {face.year} theo {basis} có "
            f"{prose_count(counts.good)} HTX tốt, khá trong {prose_count(decided)} HTX đã có "
            "kết quả."
        ),
        advice=(
            f"Sửa [{code}], hoặc mở mục Xếp loại chấm tiếp những hợp tác xã còn thiếu; "
            "số đúng thì ghi giải trình."
        ),
        places=(Place(unit.kind, unit.key, unit.sector, code, indicator.label),),
        key="|".join((RULE, unit.kind, unit.key, unit.sector)),
        digest=digest_of((("stated", Fraction(stated)), ("good", Fraction(counts.good)))),
    )
