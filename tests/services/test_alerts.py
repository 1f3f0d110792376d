"""What has to be done about organisations that were entered by the ordinary use cases."""

from datetime import date

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind, Severity, StatusAxis
from ktt_desktop.services.alerts import organisation_alerts, register_alerts
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.services.statuses import change_status, status_page

ON = date(2026, 11, 21)
GROUP = OrganisationKind.COOPERATIVE_GROUP


def codes(desk, saved, on=ON):
    return [each.code for each in organisation_alerts(desk.book, saved.uid, on)]


@pytest.fixture
def quiet(desk):
    return desk.add("HTX Một", tax_code="0100109106")


def test_a_record_with_nothing_to_do(desk, quiet):
    assert codes(desk, quiet) == []
    assert register_alerts(desk.book, ON) == {}


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"tax_code": ""}, ["CHUA_CO_MA_SO"]),
        ({"charter_is_2023": False}, ["DIEU_LE_LUAT_2023"]),
        ({"charter_is_2023": True}, []),
        ({"charter_on": PartialDate(2014)}, ["DIEU_LE_LUAT_2023"]),
        ({"last_meeting_on": PartialDate(2025, 3)}, ["KHONG_DAI_HOI"]),
        ({"last_report_on": PartialDate(2025, 10)}, ["KHONG_BAO_CAO"]),
        ({"legal_status": LegalStatus.CLOSING, "status_on": PartialDate(2026)}, []),
        (
            {"legal_status": LegalStatus.CLOSING, "status_on": PartialDate(2026, 4, 1)},
            ["GIAI_THE_QUA_HAN"],
        ),
        ({"kind": GROUP, "contract_until": PartialDate(2026, 10)}, ["HOP_DONG_HET_HAN"]),
        (
            {"kind": GROUP, "legal_status": LegalStatus.UNREGISTERED, "wants_support": True},
            ["THT_PHAI_DANG_KY"],
        ),
    ],
)
def test_what_was_typed_into_the_form_is_what_is_looked_at(desk, fields, wanted):
    saved = desk.add("HTX Hai", **{"tax_code": "0100109106"} | fields)

    assert codes(desk, saved) == wanted


def test_the_members_of_the_yearly_form_are_held_against_the_minimum(desk):
    saved = desk.add("HTX Hai", {"O1": "12", "O1.1": "4"}, tax_code="0100109106")
    (alert,) = organisation_alerts(desk.book, saved.uid, ON)

    assert alert.code == "DUOI_TOI_THIEU"
    assert alert.severity is Severity.WARNING
    assert "Có 4 thành viên theo số liệu năm 2024" in alert.sentence
    assert codes(desk, desk.add("HTX Ba", {"O1": "5"}, tax_code="0100233488")) == []


def test_a_suspension_runs_out(desk, quiet):
    ends_on = PartialDate(2026, 6, 30)
    step = StatusStep(
        StatusAxis.LEGAL, "TAM_NGUNG", PartialDate(2025, 7, 1), ends_on, document="TB 1"
    )
    change_status(desk.book, quiet.uid, step)

    assert codes(desk, quiet, date(2026, 6, 30)) == []
    (alert,) = organisation_alerts(desk.book, quiet.uid, ON)
    assert (alert.code, alert.since) == ("TAM_NGUNG_HET_HAN", date(2026, 6, 30))
    assert alert in status_page(desk.book, quiet.uid).alerts


def test_the_whole_register_and_a_page_of_it(desk, quiet):
    late = desk.add("HTX Hai", tax_code="")
    found = register_alerts(desk.book, ON)
    ((id_, (alert,)),) = found.items()

    assert (alert.uid, alert.name, alert.organisation_id) == (late.uid, "HTX Hai", id_)
    assert register_alerts(desk.book, ON, [id_]) == found
    assert register_alerts(desk.book, ON, [id_ + 99]) == {}


def test_the_list_is_filtered_by_what_has_to_be_done(desk, quiet):
    desk.add("HTX Hai", tax_code="")

    assert len(organisation_ids(desk.book, RegisterQuery(alerts=("CHUA_CO_MA_SO",)))) == 1
    assert organisation_ids(desk.book, RegisterQuery(alerts=("KHONG_DAI_HOI",))) == []


def test_nothing_is_said_of_what_is_gone(desk):
    late = desk.add("HTX Hai", tax_code="")
    delete_organisation(desk.book, late.uid)

    assert codes(desk, late) == []
    assert organisation_alerts(desk.book, "nobody", ON) == ()
