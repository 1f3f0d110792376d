"""Work records several units send under one uid: remembered, so that none is lost (0005)."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from ktt_desktop.storage.received_rows import cursor_of
from ktt_desktop.storage.received_state import GIVEN, given
from ktt_desktop.storage.session import wide_rows

WORK = "hs:"  # begins the subject of such a row among the claims


def contested_by(session: Session, units: Collection[str]) -> bool:
    """Whether a work record of these units is sent by another one too."""
    return bool(
        wide_rows(
            session,
            f"SELECT 1 FROM duplicate_claim WHERE unit_key IN {GIVEN} AND subject LIKE '{WORK}%' "
            "LIMIT 1",
            (given(units),),
        )
    )


def settle_works(
    session: Session, mine: Collection[str], sent: Mapping[str, str], let_go: Collection[str]
) -> frozenset[str]:
    """Write down who else has the work records that are now written; `sent`: uid → unit.

    Returns the units whose own record may stand where those `let_go` stood.
    """
    units, cursor = given(mine), cursor_of(session)
    freed = given(f"{WORK}{uid}" for uid in let_go)
    cursor.execute(
        f"SELECT DISTINCT unit_key FROM duplicate_claim WHERE subject IN {GIVEN} "
        f"AND unit_key NOT IN {GIVEN}",
        (freed, units),
    )
    rivals = frozenset(row[0] for row in cursor.fetchall())
    cursor.execute(
        f"DELETE FROM duplicate_claim WHERE subject LIKE '{WORK}%' AND unit_key IN {GIVEN}",
        (units,),
    )
    cursor.execute(
        f"SELECT uid, source_unit FROM dossier WHERE uid IN {GIVEN} AND source_unit NOT IN {GIVEN}",
        (given(sent), units),
    )
    standing = cursor.fetchall()
    cursor.execute(
        f"SELECT organisation_uid, unit_key FROM duplicate_claim WHERE subject LIKE '{WORK}%' "
        f"AND organisation_uid IN {GIVEN} AND unit_key NOT IN {GIVEN}",
        (given(sent), units),
    )
    sides = {*standing, *cursor.fetchall()}
    sides |= {(uid, sent[uid]) for uid, _ in sides}
    cursor.executemany(
        "INSERT OR IGNORE INTO duplicate_claim (subject, unit_key, organisation_uid, name, "
        "tax_code) VALUES (?, ?, ?, '', '')",
        [(f"{WORK}{uid}", unit, uid) for uid, unit in sorted(sides)],
    )
    cursor.execute(
        f"DELETE FROM duplicate_claim WHERE subject LIKE '{WORK}%' AND subject IN "
        "(SELECT subject FROM duplicate_claim GROUP BY subject HAVING count(*) = 1)"
    )
    return rivals
