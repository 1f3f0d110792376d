"""Work records in the check of the book: which are looked at, where a finding leads."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import Measure, OperatingStatus, Severity, StatusAxis, SubjectKind
from ktt_desktop.models.organisation import StatusChange
from ktt_desktop.services import validation
from ktt_desktop.services.dossier_findings import kind_words
from ktt_desktop.services.dossiers import delete_dossier, save_dossier
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.validation import check_book, explain, recheck
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

REPORT = ReportingPeriod.parse("N2024")
WRONG = {"plan.total": 5_000_000, "plan.NSTW": 3_000_000, "plan.KHAC": 1_000_000}


def support(desk, **said):
    saved, change = save_dossier(
        desk.book,
        DossierDraft(Kind.SUPPORT, **{"year": 2024, "period": "NAM", "topic": "H4", **said}),
    )
    return saved, change


def found(desk, report=REPORT):
    return [
        each
        for each in check_book(desk.book, desk.profile, report).findings
        if each.places[0].kind is SubjectKind.DOSSIER
    ]


@pytest.mark.parametrize(
    ("year", "seen"), [(2022, 0), (2023, 1), (2024, 1), (2025, 1), (2026, 0), (None, 1)]
)
def test_records_of_the_report_are_those_of_its_year_and_the_years_beside(desk, year, seen):
    support(desk, year=year, money=WRONG)

    assert [each.rule for each in found(desk)].count("R1-HS-NGUON") == seen


def test_what_lies_in_the_bin_is_not_looked_at(desk):
    saved, _ = support(desk, money=WRONG)
    delete_dossier(desk.book, saved.uid)

    assert found(desk) == []


def test_doubtful_records_are_saved_and_the_finding_leads_to_the_box(desk):
    saved, _ = support(desk, money=WRONG)
    (finding,) = found(desk)

    assert finding.severity is Severity.ERROR
    place = finding.places[0]
    assert (place.key, place.sector, place.code) == (saved.uid, "support", "plan.total")
    assert len(finding.key) < 200


def test_an_explanation_stays_until_the_numbers_change(desk):
    saved, _ = support(desk, money=WRONG)
    (finding,) = found(desk)
    explain(desk.book, REPORT, finding, "Theo văn bản.")
    (explained,) = found(desk)
    assert (explained.explanation, explained.is_open) == ("Theo văn bản.", False)

    save_dossier(desk.book, replace(saved, money={**WRONG, "plan.KHAC": 1_500_000}))
    (outdated,) = found(desk)
    assert (outdated.outdated, outdated.is_open) == (True, True)


def test_after_a_change_of_a_record_the_check_goes_on_from_before(desk, monkeypatch):
    before = check_book(desk.book, desk.profile, REPORT)
    saved, change = support(desk, money=WRONG)
    monkeypatch.setattr(validation, "check_book", None)  # no second full check
    after = recheck(desk.book, desk.profile, REPORT, before, change)
    assert [each.rule for each in after.findings] == ["R1-HS-NGUON"]

    change = delete_dossier(desk.book, saved.uid)
    assert recheck(desk.book, desk.profile, REPORT, after, change).findings == ()


def test_a_change_of_an_organisation_keeps_the_findings_of_records_once(desk):
    saved = desk.add("HTX A")
    support(desk, money=WRONG, organisations=(saved.uid,))
    before = check_book(desk.book, desk.profile, REPORT)
    change = ChangeSet(organisations=frozenset({saved.uid}))

    assert recheck(desk.book, desk.profile, REPORT, before, change) == before


def test_an_organisation_put_into_the_bin_or_dissolved_before(desk):
    deleted, dissolved = desk.add("HTX Đã xóa"), desk.add("HTX Đã giải thể")
    support(desk, organisations=(deleted.uid,))
    support(desk, organisations=(dissolved.uid,))
    delete_organisation(desk.book, deleted.uid)
    with transaction(desk.book.sessions) as session:
        ids = organisations.ids_by_uid(session, (dissolved.uid,))
        session.add(
            StatusChange(
                organisation_id=ids[dissolved.uid],
                axis=StatusAxis.OPERATING,
                status=OperatingStatus.DISSOLVED,
                effective_on=PartialDate(2023, 5),
            )
        )
    gone, in_bin = found(desk)

    assert gone.rule == "R11-HS-DA-GIAI-THE"
    assert "HTX Đã giải thể: đã giải thể tháng 5/2023, hỗ trợ năm 2024" in gone.detail
    assert in_bin.rule == "R6-HS-THUNG-RAC"


def test_a_stopped_cooperative_the_register_has_as_active(desk):
    saved = desk.add("HTX A")
    save_dossier(desk.book, DossierDraft(Kind.DORMANT, year=2024, organisations=(saved.uid,)))
    (finding,) = found(desk)

    assert finding.rule == "R11-HS-DANG-HOAT-DONG"
    assert "HTX A có tình trạng “Đang hoạt động” trong Danh mục" in finding.detail


def test_loans_are_held_against_the_figures_of_the_unit(desk):
    desk.enter({"A1": "425", "A1.1": "371"}, measure=Measure.HALF_YEAR)
    save_dossier(
        desk.book,
        DossierDraft(
            Kind.CREDIT, year=2024, topic="H7", values={"borrowers": 20, "share_active": 48}
        ),
    )

    assert [each.rule for each in found(desk)] == ["R7-HS-TY-LE-HTX"]


def test_every_number_and_money_of_a_record_has_words(catalogue):
    for kind in catalogue.dossiers.values():
        words = kind_words(kind)
        assert set(kind.fields) <= set(words.labels)
        assert set(words.groups) == {each.key for each in kind.money}
        assert set(words.quantities) <= set(kind.fields)
