"""Biểu D of an upper level: what the units state, and the lists of those that state nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import OperatingStatus
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.support_tables import dossier_tables
from ktt_desktop.services.targets import target_progress
from ktt_desktop.storage.session import transaction
from tests.received_books import Above

PERIOD = ReportingPeriod.parse("N2024")
TARGET = DossierDraft(Kind.TARGET, values={"title": "HTX tốt", "operator": ">=", "value": 80_000})
ONE, TWO, THREE = "07600", "07601", "07602"


@pytest.fixture
def above(desk):
    return Above(desk)


def state(above, unit, kind=Kind.DORMANT_TOTAL, **values):
    saved, _ = save_dossier(above.book, DossierDraft(kind, year=2024, values=values))
    with transaction(above.book.sessions) as session:
        session.execute(
            text("UPDATE dossier SET source_unit = :unit WHERE uid = :uid"),
            {"unit": unit, "uid": saved.uid},
        )
    return saved


def stopped(above):
    """What the first line of the summary counts, and the records it is from."""
    table = dossier_tables(above.book, above.profile, PERIOD).dormant
    cell = table.rows[0].cells[3]
    return cell.text, cell.origin


def test_the_totals_of_the_units_are_added_and_lists_stand_for_the_others(above):
    for unit in (ONE, TWO, THREE):
        above.unit(unit)
    one, two = state(above, ONE, stopped=3), state(above, TWO, stopped=4)
    for unit in (TWO, THREE):
        above.add(unit, f"HTX {unit}", operating_status=OperatingStatus.STOPPED)
    words, origin = stopped(above)

    assert words == "8"  # 3 + 4, and the one of the third list
    assert set(origin) == {one.uid, two.uid}


def test_what_a_unit_states_stands_for_those_below_it(above):
    above.unit(ONE, level="huyen")
    above.unit(TWO, parent=ONE)
    state(above, TWO, stopped=4)
    state(above, ONE, stopped=5)
    above.add(TWO, "HTX ngừng", operating_status=OperatingStatus.STOPPED)

    assert stopped(above)[0] == "5"


def test_what_this_unit_states_itself_counts_before_all(above):
    above.unit(ONE)
    state(above, ONE, stopped=3)
    own = state(above, "", stopped=9)

    assert stopped(above) == ("9", (own.uid,))


def test_targets_of_units_below_are_not_held_against_the_whole(above):
    above.unit(ONE)
    for unit in (ONE, ""):
        saved, _ = save_dossier(
            above.book,
            TARGET,
        )
        with transaction(above.book.sessions) as session:
            session.execute(
                text("UPDATE dossier SET source_unit = :unit WHERE uid = :uid"),
                {"unit": unit, "uid": saved.uid},
            )
    found = target_progress(above.book, replace(above.profile), PERIOD)

    assert [each.target.uid for each in found] == [saved.uid]
