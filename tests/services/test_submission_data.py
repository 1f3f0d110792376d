import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import (
    Activity,
    Attachment,
    Branch,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import (
    Measure,
    OperatingStatus,
    OrganisationKind,
    StatusAxis,
)
from ktt_desktop.interchange.submission_writer import data_bytes
from ktt_desktop.interchange.tables import SHEETS
from ktt_desktop.services.annual_return import save_as_of
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.services.statuses import change_status
from ktt_desktop.services.submission_data import PART_COLUMNS, collect
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.storage.session import transaction
from tests.usual_report import save_text

PERIOD = ReportingPeriod.parse("N2024")


def gather(desk, period=PERIOD):
    with transaction(desk.book.sessions) as session:
        return collect(session, desk.book, desk.profile, period)


def rows(desk, sheet, period=PERIOD):
    found = gather(desk, period).sheets[sheet]
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_an_empty_book_has_every_sheet_and_no_organisation(desk):
    data = gather(desk)

    assert (data.unit, data.period) == ("07375", "N2024")
    assert set(data.sheets) == {
        *(*SHEETS, *PART_COLUMNS, "union_members", "dossiers"),
        *("units", "sources", "corrections"),
    }
    assert data.sheets["organisations"].rows == ()
    assert data_bytes(data)


SECRETS = {
    "024180001234": "identity number",
    "Thôn Hạ": "home of a person",
    "0912 345 678": "phone of a person",
    "0912": "phone",
    "0240 1": "fax",
    "lan@example.vn": "e-mail",
    "giay.pdf": "attachment",
    "1980": "birth day",
}
PERSON = Person(
    "Trần Thị Lan", "Giám đốc", "NU", PartialDate(1980), "Kinh", "Việt Nam",
    "024180001234", "Thôn Hạ", "0912 345 678",
)  # fmt: skip


def test_a_record_travels_whole_except_what_is_personal(desk):
    saved = desk.add(
        "HTX Một",
        tax_code="2400000015",
        registered_on=PartialDate(2019, 4),
        charter_capital=0,
        charter_is_2023=False,
        governance="RUT_GON",
        address="Xã cũ",
        former_commune_code="07405",
        current_address="Xã mới",
        persons=(PERSON, Person("Nguyễn Văn An")),
        phone="0912",
        fax="0240 1",
        email="lan@example.vn",
        attachments=(Attachment("giay.pdf", "a" * 64, 1, "2026-01-01"),),
    )
    (row,) = rows(desk, "organisations")

    assert row["uid"] == saved.uid
    assert (row["kind"], row["tax_code"], row["sector"]) == ("HTX", "2400000015", "NN.TT")
    assert (row["registered_on"], row["charter_capital"]) == ("2019-04", 0)
    assert (row["charter_is_2023"], row["is_alliance_member"]) == (0, None)
    assert (row["governance"], row["address"], row["current_address"]) == (
        *("RUT_GON", "Xã cũ", "Xã mới"),
    )
    assert (row["commune_code"], row["former_commune_code"]) == ("", "07405")
    assert (row["representative"], row["representative_title"]) == ("Trần Thị Lan", "Giám đốc")
    sent = data_bytes(gather(desk)).decode()
    assert [what for secret, what in SECRETS.items() if secret in sent] == []


def test_every_part_travels_in_its_order(desk):
    union = desk.add("LHHTX Một", kind=OrganisationKind.COOPERATIVE_UNION)
    saved = desk.add(
        "HTX Một",
        persons=(PERSON, Person("Nguyễn Văn An")),
        changes=(RegistrationChange(2, PartialDate(2020, 5), "Đổi tên"),),
        activities=(Activity("2018", "0111", "Lúa", True),),
        branches=(Branch("DIA_DIEM", "Cửa hàng", "00001", "Chợ Vôi", "Lê Văn Bình"),),
        recognitions=(Recognition("OCOP", 2021, None, "Gạo"),),
        unions=(union.uid,),
    )
    first = {"organisation": saved.uid, "place": 0}

    assert rows(desk, "persons") == [
        first | {"name": "Trần Thị Lan", "title": "Giám đốc", "gender": "NU"},
        first | {"place": 1, "name": "Nguyễn Văn An", "title": "", "gender": ""},
    ]
    change = {"number": 2, "changed_on": "2020-05", "content": "Đổi tên"}
    assert rows(desk, "registration_changes") == [first | change]
    (activity,) = rows(desk, "activities")
    assert (activity["code"], activity["is_main"]) == ("0111", 1)
    (branch,) = rows(desk, "branches")
    assert (branch["code"], branch["head"]) == ("00001", "Lê Văn Bình")
    (recognition,) = rows(desk, "recognitions")
    assert (recognition["first_year"], recognition["last_year"]) == (2021, None)
    assert rows(desk, "union_members") == [{"union": union.uid, "member": saved.uid}]


def test_what_another_kind_once_held_stays_in_the_book(desk):
    saved = desk.add(
        "HTX Một", foreign_name="One", branches=(Branch("DIA_DIEM", "Cửa hàng", "00001"),)
    )
    save_organisation(desk.book, replace(saved, kind=OrganisationKind.COOPERATIVE_GROUP))

    (row,) = rows(desk, "organisations")
    assert row["foreign_name"] is None
    assert rows(desk, "branches") == []


def test_a_blank_travels_as_null_and_zero_as_zero(desk):
    desk.add("HTX Một", {"O1": "0"})
    (row,) = rows(desk, "returns")
    (organisation,) = rows(desk, "organisations")

    assert (row["O1"], row["O2"]) == (0, None)
    assert organisation["charter_capital"] is None
    assert organisation["tax_code"] is None


def test_the_whole_history_of_statuses_travels(desk):
    saved = desk.add("HTX Một")
    suspended = StatusStep(
        StatusAxis.OPERATING, OperatingStatus.SUSPENDED, PartialDate(2024, 5), document="TB 12"
    )
    change_status(desk.book, saved.uid, suspended)

    assert rows(desk, "statuses")[0]["effective_on"] is None
    assert rows(desk, "statuses")[-1] == {
        "organisation": saved.uid,
        "axis": "HOAT_DONG",
        "status": "TN",
        "effective_on": "2024-05",
        "document": "TB 12",
        "ends_on": None,
        "reason": "",
    }


def test_forms_of_the_period_s_columns_travel_and_no_other(desk):
    saved = desk.add("HTX Một", {"O1": "1"})
    desk.enter({"A5": "2"}, year=2023)
    desk.enter({"S2": "3"}, sector="CN", reason="Sổ thành viên")
    desk.enter({"A5": "4"}, year=2022)
    desk.enter({"A5": "5"}, year=2026, measure=Measure.PLAN)
    unit = unit_subject(desk.profile)
    save_as_of(desk.book, unit, 2023, Measure.ACTUAL, PartialDate(2023, 12, 15))
    found = {
        (row["subject_kind"], row["year"], row["sector"]): row for row in rows(desk, "returns")
    }

    assert set(found) == {
        ("to_chuc", 2024, ""),
        ("don_vi", 2023, ""),
        ("linh_vuc", 2024, "CN"),
    }
    assert found["to_chuc", 2024, ""]["subject_key"] == saved.uid
    assert found["don_vi", 2023, ""]["as_of"] == "2023-12-15"
    assert json.loads(found["linh_vuc", 2024, "CN"]["reasons"]) == {"S2": "Sổ thành viên"}


def test_figures_say_where_they_come_from_and_blanks_stay_out(desk):
    desk.add("HTX Một", {"O1": "30"})
    desk.add("HTX Hai")
    desk.enter({"A3": "5"})
    found = {
        row["code"]: row
        for row in rows(desk, "figures")
        if (row["sector"], row["year"], row["measure"]) == ("", 2024, "ACTUAL")
    }

    members, workers = found["A2"], found["A3"]
    assert (members["value"], members["origin"], members["known"], members["total"]) == (
        *(30, "tinh", 1, 2),
    )
    assert (workers["value"], workers["origin"]) == (5, "nhap")
    assert "A4" not in found


@pytest.mark.parametrize("sheet", ["organisations", "statuses", "returns"])
def test_what_lies_in_the_bin_does_not_travel(desk, sheet):
    kept = desk.add("HTX Một", {"O1": "1"})
    gone = desk.add("HTX Hai", {"O1": "2"})
    delete_organisation(desk.book, gone.uid)

    text = str(gather(desk).sheets[sheet])
    assert kept.uid in text
    assert gone.uid not in text


def test_reading_changes_nothing(practice):
    book, profile, period = practice
    with transaction(book.sessions) as session:
        first = data_bytes(collect(session, book, profile, period))
        assert data_bytes(collect(session, book, profile, period)) == first


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(["A2", "A3", "A5", "A6"]))
def test_the_order_of_typing_leaves_no_trace(desk, order):
    for code in order:
        desk.enter({code: "0"})
        desk.enter({code: ""})
    for code in order:
        desk.enter({code: "7"}, reason="Sổ")
    (row,) = rows(desk, "returns")

    assert row["reasons"] == '{"A2":"Sổ","A3":"Sổ","A5":"Sổ","A6":"Sổ"}'
    data = gather(desk).sheets["returns"]
    assert list(data.rows) == sorted(data.rows, key=lambda each: str(each[:6]))


def test_the_officers_words_travel_and_make_another_submission(practice):
    book, profile, period = practice
    finding = check_book(book, profile, period).findings[0]
    before = data_bytes(collected(book, profile, period))

    explain(book, period, finding, "Đã đối chiếu với sổ của xã.")
    save_text(book, period, "P1.I.3", "Tạo việc làm tại chỗ.")
    after = collected(book, profile, period)

    assert data_bytes(after) != before
    assert after.sheets["explanations"].rows == (
        (finding.key, finding.digest, "Đã đối chiếu với sổ của xã."),
    )
    assert after.sheets["texts"].rows == (("P1.I.3", "Tạo việc làm tại chỗ."),)


def collected(book, profile, period):
    with transaction(book.sessions) as session:
        return collect(session, book, profile, period)
