"""One pass over the register for the facts the alerts are made of."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from ktt_desktop.domain.alerts import Facts
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, StatusAxis
from ktt_desktop.storage.session import wide_rows


def _line(axis: StatusAxis) -> str:
    """The line of an axis of an organisation `o` at the end of a day."""
    return f"""
    (SELECT c.id FROM status_change c
     WHERE c.organisation_id = o.id AND c.axis = '{axis.value}'
       AND coalesce(c.effective_on, '') <= :on
     ORDER BY coalesce(c.effective_on, '') DESC, c.id DESC LIMIT 1)
"""


ENDED = (OperatingStatus.DISSOLVED, OperatingStatus.CONVERTED, OperatingStatus.MOVED)
GONE = ", ".join(f"'{each.value}'" for each in ENDED)
FACTS = f"""
    SELECT o.id, o.uid, o.name, o.kind, o.tax_code, o.registered_on, o.charter_capital,
        o.charter_on, o.charter_is_2023, o.last_meeting_on, o.last_report_on, o.contract_on,
        o.contract_until, o.contract_is_unlimited, o.wants_support,
        l.status, coalesce(l.effective_on, o.registered_on), l.ends_on,
        p.status, coalesce(p.effective_on, o.registered_on),
        {{members}}, coalesce(r.as_of, CAST(r.year AS TEXT))
    FROM organisation o
    JOIN status_change l ON l.id = {_line(StatusAxis.LEGAL)}
    JOIN status_change p ON p.id = {_line(StatusAxis.OPERATING)}
    LEFT JOIN annual_return r ON r.id = (
        SELECT r.id FROM annual_return r
        WHERE r.organisation_id = o.id AND r.measure <> 'PLAN' AND {{members}} IS NOT NULL
          AND coalesce(r.as_of, CAST(r.year AS TEXT)) <= :on
        ORDER BY r.year DESC, r.measure LIMIT 1)
    WHERE o.deleted_at IS NULL AND coalesce(o.registered_on, '') <= :on
      AND l.status <> '{LegalStatus.CLOSED.value}'
      AND p.status NOT IN ({GONE})
"""


def facts(
    session: Session, on: date, members: Sequence[str], ids: Sequence[int] | None = None
) -> list[Facts]:
    """What the book knows on a day of every living organisation, or of the given ids.

    `members` are the columns of the number of members, the first one known counts.
    """
    known = ", ".join([*(f"r.{column}" for column in members), "NULL"])
    question = FACTS.format(members=f"coalesce({known})")
    asked: dict[str, object] = {"on": on.isoformat()}
    if ids is not None:
        question += " AND o.id IN (SELECT value FROM json_each(:ids))"
        asked["ids"] = json.dumps(list(ids))
    return [Facts._make(row) for row in wide_rows(session, question, asked)]
