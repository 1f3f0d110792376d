"""Ngày chốt số liệu (R14): a day out of the year, or forms of one report that name other days."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ktt_desktop.catalogue.fields import SECTOR_FORMS
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.findings import Finding, Place, digest_of
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Severity, SubjectKind
from ktt_desktop.services.checked_book import CheckedBook
from ktt_desktop.services.unit_figures import unit_subject

GROUP, ANOTHER_YEAR, ANOTHER_DAY = "R14", "R14-NAM", "R14-NGAY"
ADVICE = "Sửa ô “Số liệu đến ngày”, hoặc nhập lại số liệu đến cùng một ngày."


def differing_days(checked: CheckedBook, profile: UnitProfile) -> Iterator[Finding]:
    """What does not agree with the day the main figures speak of, or that day with its year."""
    unit, face = unit_subject(profile), checked.main
    as_of = checked.unit["", *face].as_of
    assert as_of is not None
    if as_of.year != face.year:
        title = "Ngày chốt số liệu không thuộc năm của số liệu"
        detail = f"Số liệu năm {face.year} ghi đến {as_of.running()}."
        yield _finding(checked, ANOTHER_YEAR, unit, title, detail, [(unit, as_of)])
    own = [(each, PartialDate.from_iso(day)) for each, day in checked.days]
    others = [(each, day) for each, day in own if not _agree(day, as_of)]
    if others:
        title = "Số liệu trong một báo cáo không cùng ngày chốt"
        days = ", ".join(dict.fromkeys(day.running() for _, day in others))
        detail = (
            f"Đơn vị ghi số liệu đến {as_of.running()}; {prose_count(len(others))} phiếu, lĩnh vực "
            f"ghi đến {days}."
        )
        yield _finding(checked, ANOTHER_DAY, unit, title, detail, [(unit, as_of), *others])


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two days can be the same: 8/2022 may be 15/8/2022."""
    parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in parts)


def _finding(
    checked: CheckedBook,
    rule: str,
    unit: Subject,
    title: str,
    detail: str,
    days: Sequence[tuple[Subject, PartialDate]],
) -> Finding:
    return Finding(
        rule=rule,
        group=GROUP,
        severity=Severity.WARNING,
        title=title,
        detail=detail,
        advice=ADVICE,
        places=tuple(_place(checked, each) for each, _ in days),
        key="|".join((rule, unit.kind, unit.key, unit.sector)),
        digest=digest_of(
            (f"{each.key}:{each.sector}", Fraction(int(day.iso().replace("-", ""))))
            for each, day in days
        ),
    )


def _place(checked: CheckedBook, subject: Subject) -> Place:
    """The first figure of the form, where its day is seen."""
    edition = checked.catalogue.edition
    code = {
        SubjectKind.UNIT: edition.key_indicators[0],
        SubjectKind.SECTOR: edition.of_form(*SECTOR_FORMS)[0].code,
        SubjectKind.ORGANISATION: edition.members_indicator,
    }[subject.kind]
    label = edition.indicators[code].label
    return Place(subject.kind, subject.key, subject.sector, code, label)
