from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.models.unit import AdministrativeUnit
from ktt_desktop.storage.units import replace_units, unit_names


def unit(code, name):
    return AdministrativeUnit(
        code=code, level=UnitLevel.COMMUNE, name=name, parent_code="", successors=""
    )


def test_units_are_kept_in_place_of_those_before(session):
    replace_units(session, [unit("1", "Xã A"), unit("2", "Xã B")])
    session.flush()
    replace_units(session, [unit("2", "Xa\u0303 B mới")])
    session.flush()

    assert unit_names(session) == {"2": "Xã B mới"}
