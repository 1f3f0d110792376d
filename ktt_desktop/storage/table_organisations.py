"""What Biểu D and Biểu E print of organisations: found by status on a day, or by uid."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.table_organisation import TableOrganisation
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.storage.register_list import OPERATING

SELECT = f"""
SELECT o.uid, o.kind, o.name, coalesce(o.tax_code, ''), o.old_certificate, o.address,
    o.commune_code, o.sector, o.registered_on, o.conversion_2012, {OPERATING} AS status,
    (SELECT json_group_array(json_array(c.status, c.effective_on)) FROM (
        SELECT status, effective_on FROM status_change
        WHERE organisation_id = o.id AND axis = '{StatusAxis.OPERATING.value}'
            AND coalesce(effective_on, '') <= :on
        ORDER BY coalesce(effective_on, ''), id
    ) c)
FROM organisation o
WHERE o.deleted_at IS NULL AND coalesce(o.registered_on, '') <= :on
"""


def of_status(
    session: Session, statuses: Collection[OperatingStatus], on: date
) -> list[TableOrganisation]:
    """HTX and LHHTX that are in one of the statuses on a day, in Vietnamese order."""
    where = (
        "AND o.kind <> 'THT' AND status IN (SELECT value FROM json_each(:given)) ORDER BY sort_key"
    )
    return _read(session, where, on, statuses)


def by_uid(session: Session, uids: Collection[str], on: date) -> list[TableOrganisation]:
    """The organisations of these uids that are in the register, in Vietnamese order."""
    where = "AND o.uid IN (SELECT value FROM json_each(:given)) ORDER BY o.sort_key"
    return _read(session, where, on, uids)


def kinds_by_uid(session: Session, uids: Collection[str]) -> dict[str, str]:
    """The kind of each organisation."""
    rows = session.connection().exec_driver_sql(
        "SELECT uid, kind FROM organisation WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(uids)),),
    )
    return {row.uid: row.kind for row in rows}


def _read(
    session: Session, where: str, on: date, given: Collection[str]
) -> list[TableOrganisation]:
    asked = {"on": on.isoformat(), "given": json.dumps(list(given))}
    rows = session.connection().exec_driver_sql(SELECT + where, asked)
    return [_organisation(tuple(row)) for row in rows]


def _organisation(row: tuple[Any, ...]) -> TableOrganisation:
    uid, kind, name, tax_code, certificate, address, commune, sector, founded, turned, *rest = row
    status, steps = rest
    return TableOrganisation(
        uid=uid,
        kind=OrganisationKind(kind),
        name=name,
        tax_code=tax_code,
        certificate=certificate,
        address=address,
        commune_code=commune,
        sector=sector,
        registered_on=PartialDate.from_iso(founded) if founded else None,
        conversion_2012=turned,
        status=OperatingStatus(status) if status else None,
        steps=tuple(
            (OperatingStatus(each), PartialDate.from_iso(day) if day else None)
            for each, day in json.loads(steps)
        ),
    )
