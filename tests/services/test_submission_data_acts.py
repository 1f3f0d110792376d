"""Rows that replace and delete, told from everything that was sent before."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.annual_return import save_as_of, save_values
from ktt_desktop.services.dossiers import delete_dossier
from ktt_desktop.services.register import (
    delete_organisation,
    restore_organisation,
    save_organisation,
)
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book, explain

PERIOD = ReportingPeriod.parse("N2024")


@pytest.fixture
def send(desk, tmp_path):
    """Export, explaining what the check finds; gives the file as its receiver reads it."""

    def export(period=PERIOD):
        for finding in check_book(desk.book, desk.profile, period).findings:
            explain(desk.book, period, finding, "Đã đối chiếu với sổ của xã.")
        exported = export_submission(desk.book, desk.profile, period, tmp_path, Silent())
        return open_bundle(exported.submission)

    return export


def acts(bundle, sheet="organisations", key="uid"):
    return {row[key]: row["act"] for row in bundle.data[sheet].records()}


def test_a_figure_made_blank_is_erased_at_the_receiver(desk, send):
    desk.add("HTX Một", {"O1": "30"})
    desk.enter({"A3": "5", "A5": "2"})
    send()
    desk.enter({"A3": ""})
    second = send()

    forms = acts(second, "returns", "subject_kind")
    assert forms == {"to_chuc": "M", "don_vi": "R"}
    (own,) = (row for row in second.data["returns"].records() if row["subject_kind"] == "don_vi")
    assert (own["A3"], own["A5"]) == (None, 2_000_000)


def test_exporting_again_changes_nothing_also_after_a_row_that_replaces(desk, send):
    desk.add("HTX Một", {"O1": "30"})
    desk.enter({"A3": "5"})
    first = send()
    desk.enter({"A3": ""})
    second, again = send(), send()

    assert (first.header.number, second.header.number) == (0, 1)
    assert again.digest == second.digest
    assert again.header == second.header


@pytest.mark.parametrize("between", ["", "7"])
def test_data_that_return_to_what_they_were_are_another_file_with_the_same_figures(
    desk, send, between
):
    desk.add("HTX Một", {"O1": "30"})
    desk.enter({"A3": "5"})
    first = send()
    desk.enter({"A3": between})
    second = send()
    desk.enter({"A3": "5"})
    third, again = send(), send()

    assert len({first.digest, second.digest, third.digest}) == 3
    assert again.digest == third.digest
    assert [each.header.number for each in (first, second, third)] == [0, 1, 2]
    assert third.header.supersedes == (second.header.bundle_id, second.digest)
    figures = [[row[1:] for row in each.data["returns"].rows] for each in (first, third)]
    assert figures[0] == figures[1]


def test_an_organisation_in_the_bin_is_deleted_with_its_form_and_comes_back(desk, send):
    kept = desk.add("HTX Một", {"O1": "30"})
    gone = desk.add("HTX Hai", {"O1": "20"})
    send()
    delete_organisation(desk.book, gone.uid)
    second = send()

    assert acts(second) == {kept.uid: "M", gone.uid: "D"}
    assert acts(second, "returns", "subject_key") == {kept.uid: "M", gone.uid: "D"}
    assert [row["name"] for row in second.data["organisations"].records() if row["act"] == "D"] == [
        None
    ]
    assert "HTX Hai" not in str(second.data)
    restore_organisation(desk.book, gone.uid)
    third = send()
    assert acts(third)[gone.uid] == "R"
    assert send().digest == third.digest


def test_the_last_person_that_went_is_erased(desk, send):
    saved = desk.add("HTX Một", persons=(Person("Trần Thị Lan"),))
    send()
    save_organisation(desk.book, replace(saved, persons=()))
    assert acts(send()) == {saved.uid: "R"}


def test_a_work_record_that_went_is_deleted_where_it_was(desk, send):
    uid = desk.add("HTX Một").uid
    given = desk.support(uid, money={"done.NSTW": 5})
    send()
    delete_dossier(desk.book, given.uid)
    second = send()

    assert acts(second, "support") == {given.uid: "D"}
    assert acts(second, "dossiers")[given.uid] == "D"


def test_what_was_sent_for_another_period_counts_for_the_register_alone(desk, send):
    saved = desk.add("HTX Một", {"O1": "30"}, tax_code="2400000015")
    desk.enter({"A3": "5"}, year=2023)
    send(ReportingPeriod.parse("N2023"))
    changed, _ = save_organisation(desk.book, replace(saved, tax_code=""))
    save_values(desk.book, unit_subject(desk.profile), 2023, PERIOD.main.measure, {"A3": None})
    found = send(ReportingPeriod.parse("6T2026"))

    assert acts(found) == {changed.uid: "R"}
    assert found.data["returns"].rows == ()


def test_a_day_that_is_taken_back_is_erased(desk, send):
    desk.add("HTX Một")
    desk.enter({"A5": "2"})
    unit = unit_subject(desk.profile)
    save_as_of(desk.book, unit, *PERIOD.main, PartialDate(2024, 12, 15))
    send()
    save_as_of(desk.book, unit, *PERIOD.main, None)
    assert acts(send(), "returns", "subject_kind") == {"don_vi": "R"}
