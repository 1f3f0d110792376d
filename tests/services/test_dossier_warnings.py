"""What is doubtful in a record, told while it is typed."""

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import OperatingStatus
from ktt_desktop.services.dossier_warnings import dossier_warnings
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.register import delete_organisation, save_organisation

MILLION = 1_000_000


@pytest.fixture
def organisation(empty_book):
    def one(**said):
        draft = OrganisationDraft(name="HTX A", commune_code="07420", sector="NN.TT", **said)
        return save_organisation(empty_book, draft)[0].uid

    return one


def support(**said):
    return DossierDraft(Kind.SUPPORT, period="NAM", **said)


def save(book, **said):
    return save_dossier(book, support(**said))[0]


def test_a_sound_record_needs_no_second_look(empty_book, organisation):
    draft = support(
        year=2024,
        programme="QD1804",
        topic="H2.1",
        organisations=(organisation(),),
        values={"given_on": "2024-05", "classes_plan": 3, "classes_done": 2},
        money={"done.NSTW": MILLION, "done.total": MILLION},
    )
    assert dossier_warnings(empty_book, draft) == {}


def test_support_after_the_programme_is_told_under_the_year(empty_book):
    draft = support(year=2026, programme="QD1804", topic="H2.1")
    (words,) = dossier_warnings(empty_book, draft).items()

    assert words == (
        "year",
        "Hỗ trợ năm 2026, “Chương trình hỗ trợ phát triển kinh tế tập thể, hợp tác xã 2021-2025” "
        "thực hiện đến năm 2025.",
    )


def test_a_dissolved_or_deleted_organisation_is_told(empty_book, organisation):
    ended = organisation(
        operating_status=OperatingStatus.DISSOLVED, status_on=PartialDate(2020, 3, 1)
    )
    gone = organisation()
    delete_organisation(empty_book, gone)
    draft = support(year=2024, topic="H4", organisations=(ended, gone))

    told = dossier_warnings(empty_book, draft)["organisations"].splitlines()
    assert told[0].startswith("HTX A: ")
    assert "ngày 1/3/2020, hỗ trợ năm 2024." in told[0]
    assert told[1] == "HTX A đang ở thùng rác."


def test_a_part_larger_than_its_whole_is_told(empty_book):
    whole = save(
        empty_book,
        year=2024,
        topic="H2.1",
        values={"classes_done": 3},
        money={"done.NSTW": 10 * MILLION},
    )
    save(empty_book, year=2024, topic="H2.1", part_of=whole.uid, values={"classes_done": 2})
    part = support(
        year=2024,
        topic="H2.1",
        part_of=whole.uid,
        values={"classes_done": 4},
        money={"done.NS_XA": 12 * MILLION},
    )
    told = dossier_warnings(empty_book, part)
    assert told["money"] == (
        "Thực hiện: phần này 12 triệu đồng, nhiều hơn hồ sơ chung 10 triệu đồng."
    )
    assert "chênh 01" in told["classes_done"]


def test_a_part_among_others_not_yet_entered_is_in_order(empty_book):
    whole = save(
        empty_book,
        year=2024,
        topic="H2.1",
        values={"classes_done": 3},
        money={"done.NSTW": 10 * MILLION},
    )
    part = support(
        year=2024,
        topic="H2.1",
        part_of=whole.uid,
        values={"classes_done": 1},
        money={"done.NSTW": MILLION},
    )
    assert dossier_warnings(empty_book, part) == {}


def test_the_same_document_twice_is_told_and_a_record_is_not_its_own_double(
    empty_book, organisation
):
    uid = organisation()
    said = {
        "year": 2024,
        "topic": "H4",
        "organisations": (uid,),
        "values": {"document": "QĐ 12/QĐ-UBND"},
    }
    stored = save(empty_book, **said)

    assert dossier_warnings(empty_book, stored) == {}
    told = dossier_warnings(empty_book, support(**said))
    assert told == {"document": "HTX A, văn bản QĐ 12/QĐ-UBND."}


def test_what_the_table_of_the_money_tells_is_not_told_twice(empty_book):
    draft = support(year=2024, money={"done.NSTW": MILLION, "done.total": 2 * MILLION})
    assert dossier_warnings(empty_book, draft) == {}


def test_what_could_not_be_saved_is_not_looked_at(empty_book):
    assert dossier_warnings(empty_book, DossierDraft(Kind.TARGET)) == {}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_record_just_begun_can_be_looked_at(empty_book, organisation, kind):
    spec = empty_book.catalogue.dossiers[kind]
    takes = spec.organisations != "none"
    values = {
        key: next(iter(empty_book.catalogue.dossier_lists[field.choices])) if field.choices else "?"
        for key, field in spec.fields.items()
        if field.required
    }
    draft = DossierDraft(kind, organisations=(organisation(),) if takes else (), values=values)

    assert set(dossier_warnings(empty_book, draft)) <= {*spec.uses, *spec.fields, "organisations"}
