"""The units below in a submission of the level above."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receiving import FileKey, FileState, HeldFile
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.models.dossier import Dossier
from ktt_desktop.models.exchange import CorrectedValue, ReceivedUnit
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.submission_data import collect
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.storage.received_files import add_file
from ktt_desktop.storage.session import transaction
from tests.interchange.bundles import members_of
from tests.interchange.schemas import faults

PERIOD = ReportingPeriod.parse("N2024")
MOMENT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def held(unit, number, *, state=FileState.ACCEPTED, period="N2024"):
    return HeldFile(
        key=FileKey(unit, "KTTT01", period),
        unit_name="Xã",
        form_version=1,
        number=number,
        bundle_id=f"22222222-2222-4222-8222-{number:012}",
        data_digest=f"{unit.replace('/cu', '')}{number:x}".ljust(64, "0"),
        check_code="0000000000",
        file_hash="0" * 64,
        created_at=MOMENT,
        install_id="11111111-1111-4111-8111-111111111111",
        sequence=1,
        supersedes=None,
        prepared_by="",
        file_name="tep.kttt",
        size=1,
        lands_on=unit,
        state=state,
    )


@pytest.fixture
def above(desk):
    """The book of a province with two communes below it, one with a unit of its own below."""
    below = desk.add("HTX xã", {"O1": "30"})
    own = desk.add("HTX tỉnh", {"O1": "20"})
    record = desk.support(below.uid, money={"done.NSTW": 5})
    subject = Subject(SubjectKind.UNIT, "07375")
    save_values(desk.book, subject, 2024, Measure.ACTUAL, desk.typed({"A3": "5"}))
    with transaction(desk.book.sessions) as session:
        for key, parent in (("07375", ""), ("07376", ""), ("217/cu", "07376")):
            session.add(
                ReceivedUnit(
                    key=key,
                    name=f"Đơn vị {key}",
                    level="huyen" if parent else "xa",
                    parent=parent,
                    list_complete=True,
                )
            )
        session.query(Organisation).filter_by(uid=below.uid).one().source_unit = "07375"
        session.query(Dossier).filter_by(uid=record.uid).one().source_unit = "07375"
    profile = replace(
        desk.profile,
        code="24",
        name="Tỉnh Bắc Ninh",
        level=UnitLevel.PROVINCE,
        parent_code="",
        parent_name="Bộ",
        list_complete=False,
    )
    return replace(desk, profile=profile), {
        "below": below.uid,
        "own": own.uid,
        "record": record.uid,
    }


def rows(desk, sheet):
    with transaction(desk.book.sessions) as session:
        return list(collect(session, desk.book, desk.profile, PERIOD).sheets[sheet].records())


def test_a_unit_without_units_below_names_itself(desk):
    assert [tuple(row.values()) for row in rows(desk, "units")] == [
        ("07375", "Xã Lạng Giang", "xa", "", 1)
    ]
    assert rows(desk, "sources") == rows(desk, "corrections") == []


def test_a_former_unit_stands_under_its_key(desk):
    desk.enter({"A5": "2"})
    former = replace(desk, profile=replace(desk.profile, historical=True))

    assert rows(former, "units")[0]["key"] == "07375/cu"
    assert rows(former, "returns")[0]["subject_key"] == "07375/cu"


def test_the_tree_begins_with_the_sender_and_every_row_says_whose_it_is(above):
    desk, uids = above
    assert [tuple(row.values()) for row in rows(desk, "units")] == [
        ("24", "Tỉnh Bắc Ninh", "tinh", "", 0),
        ("07375", "Đơn vị 07375", "xa", "24", 1),
        ("07376", "Đơn vị 07376", "xa", "24", 1),
        ("217/cu", "Đơn vị 217/cu", "huyen", "07376", 1),
    ]
    sources = {row["uid"]: row["source_unit"] for row in rows(desk, "organisations")}
    assert sources == {uids["below"]: "07375", uids["own"]: ""}
    of_records = {row["uid"]: row["source_unit"] for row in rows(desk, "dossiers")}
    assert of_records.pop(uids["record"]) == "07375"
    assert set(of_records.values()) == {""}


def test_the_figures_of_the_units_below_travel_and_those_of_no_other(above):
    desk, uids = above
    desk.enter({"A3": "9"})
    stranger = Subject(SubjectKind.UNIT, "99999")
    save_values(desk.book, stranger, 2024, Measure.ACTUAL, desk.typed({"A3": "1"}))
    found = {row["subject_key"]: row["A3"] for row in rows(desk, "returns")}

    assert found == {"07375": 5, "24": 9, uids["below"]: None, uids["own"]: None}


def test_the_file_in_force_of_every_unit_and_period_is_named(above):
    desk, _ = above
    with transaction(desk.book.sessions) as session:
        for file in (
            held("07376", 0),
            held("07375", 1),
            held("07375", 0),
            held("07375", 2, state=FileState.RETURNED),
            held("07375", 3, period="N2023"),
        ):
            add_file(session, file, MOMENT)
    found = [(row["unit"], row["period"], row["number"]) for row in rows(desk, "sources")]

    assert found == [("07375", "N2023", 3), ("07375", "N2024", 1), ("07376", "N2024", 0)]
    assert rows(desk, "sources")[0]["created_at"] == "2026-11-20T07:30:00+00:00"


@pytest.fixture
def corrected(above):
    desk, uids = above
    cells = (
        ("don_vi", "07375", "A3", 2024, 5, 6),
        ("ho_so", uids["below"], "name", 0, "HTX", "HTX xã"),
        ("ho_so", uids["below"], "wants_support", 0, None, True),
    )
    with transaction(desk.book.sessions) as session:
        for kind, key, code, year, received, value in cells:
            session.add(
                CorrectedValue(
                    subject_kind=kind,
                    subject_key=key,
                    sector="",
                    year=year,
                    measure="ACTUAL" if year else "",
                    code=code,
                    unit_key="07375",
                    received=json.dumps(received),
                    value=json.dumps(value),
                    reason="Đối chiếu",
                    corrected_at=MOMENT,
                )
            )
    return desk


def test_what_this_level_corrected_travels_with_both_values(corrected):
    found = {row["code"]: (row["received"], row["value"]) for row in rows(corrected, "corrections")}
    assert found == {"A3": (5, 6), "name": ("HTX", "HTX xã"), "wants_support": (None, 1)}


def test_the_whole_file_fits_the_schemas(corrected, tmp_path):
    with transaction(corrected.book.sessions) as session:
        add_file(session, held("217/cu", 0), MOMENT)
    for finding in check_book(corrected.book, corrected.profile, PERIOD).findings:
        explain(corrected.book, PERIOD, finding, "Đã đối chiếu.")
    exported = export_submission(corrected.book, corrected.profile, PERIOD, tmp_path, Silent())
    for name, content in members_of(exported.submission.read_bytes()).items():
        if name.endswith(".json"):
            assert faults(name, json.loads(content)) == []
    assert open_bundle(exported.submission).unit_key == "24"
