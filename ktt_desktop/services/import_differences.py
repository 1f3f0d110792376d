"""What a row would change of a record: attribute by attribute, never by a blank."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing import agreeing
from ktt_desktop.domain.importing.plan import Stored
from ktt_desktop.domain.status_history import StatusOwner, StatusStep, change_problems
from ktt_desktop.domain.statuses import StatusRules
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.storage.import_book import KnownRecord

STATUS, STATUS_ON, STATUS_DOCUMENT = "operating_status", "status_on", "status_document"
LONGEST_NOTE = Organisation.__table__.columns["note"].type.length  # type: ignore[attr-defined]
ANY_AGRICULTURE, AGRICULTURE = "NN.TH", "NN."
# The word of a list → the statuses it may mean, the plain one first.
STATES: Mapping[str, tuple[OperatingStatus, ...]] = {
    "dang_hoat_dong": (OperatingStatus.ACTIVE, OperatingStatus.BARELY_ACTIVE),
    "tam_ngung": (OperatingStatus.SUSPENDED,),
    "ngung_hoat_dong": (OperatingStatus.STOPPED, OperatingStatus.REVOKED),
    "dang_giai_the": (OperatingStatus.DISSOLVING, OperatingStatus.DISSOLVING_STUCK),
    "da_giai_the": (OperatingStatus.DISSOLVED,),
}
Agrees = Callable[[Any, Any], bool]


@dataclass(slots=True)
class Difference:
    """Khác biệt của một dòng với một hồ sơ.

    `values` and `person` are what the record would hold of all the row states; `changed` names
    the attributes that are news, those of the person as "persons.…". `doubts` are sentences about
    a status that cannot become what the list says, `status` is the one the record had that day.
    `taken_code` is a tax code that cannot be the record's, for another one has it. `left` says of
    attributes why they stay as they are.
    """

    values: dict[str, Stored] = field(default_factory=dict)
    person: dict[str, Stored] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    status: str = ""
    taken_code: str = ""
    left: dict[str, str] = field(default_factory=dict)


def _same_sector(stated: str, kept: str) -> bool:
    """“Nông nghiệp” says nothing against trồng trọt or chăn nuôi."""
    return stated == kept or (stated == ANY_AGRICULTURE and kept.startswith(AGRICULTURE))


AGREEING: Mapping[str, Agrees] = {
    "name": agreeing.same_name,
    "sector": _same_sector,
    "old_certificate": agreeing.same_certificate,
    "phone": agreeing.same_phones,
    "address": agreeing.same_address,
    "current_address": agreeing.same_address,
    "note": agreeing.is_noted,
}


def difference(
    stated: Mapping[str, Stored], person: Mapping[str, Stored], record: KnownRecord
) -> Difference:
    """All but the status; the kind of a record is never changed by a list."""
    found = Difference()
    for attr, value in stated.items():
        kept = record.values.get(attr)
        if attr == "kind" or _agrees(attr, value, kept):
            found.values[attr] = kept
            continue
        if attr == "note" and kept:
            value = f"{kept}\n{value}"
            if len(value) > LONGEST_NOTE:
                found.values[attr] = kept
                found.left[attr] = (
                    f"nối vào ghi chú trong sổ thì dài {len(value)} ký tự, nhiều nhất "
                    f"{LONGEST_NOTE}, nên không thêm; ghi gọn lại"
                )
                continue
        found.values[attr] = value
        found.changed.append(attr)
    _add_person(found, person, record.person)
    return found


def _add_person(
    found: Difference, stated: Mapping[str, Stored], kept: Mapping[str, Stored]
) -> None:
    if not stated or not (stated.get("name") or kept.get("name")):
        return
    for attr, value in stated.items():
        agrees = _agrees(attr if attr in ("phone", "address") else "", value, kept.get(attr))
        found.person[attr] = kept.get(attr) if agrees else value
        if not agrees:
            found.changed.append(f"persons.{attr}")
    found.changed.extend(f"persons.{attr}" for attr in lost_particulars(stated, kept))


def lost_particulars(stated: Mapping[str, Stored], kept: Mapping[str, Any]) -> list[str]:
    """What goes of a representative when the list names another one and does not say it."""
    name, before = stated.get("name"), kept.get("name")
    if not name or not before or agreeing.same_person(str(name), str(before)):
        return []
    return [attr for attr, value in kept.items() if value and attr not in stated]


def _agrees(attr: str, stated: Stored, kept: Any) -> bool:
    if stated == kept:
        return True
    if kept is None or kept == "":
        return False
    if attr in AGREEING:
        return AGREEING[attr](stated, kept)
    if isinstance(stated, PartialDate):
        return agreeing.same_day(stated, kept)
    return (
        isinstance(stated, str) and not attr.endswith("_code") and agreeing.same_text(stated, kept)
    )


def present_status(steps: Sequence[StatusStep], day: date) -> str:
    """The status in force at the end of a day, "" before the first one."""
    on = day.isoformat()
    begun = (each for each in reversed(steps) if each.on is None or each.on.iso() <= on)
    return next((each.status for each in begun), "")


def add_status(
    found: Difference,
    rules: StatusRules,
    record: KnownRecord,
    steps: Sequence[StatusStep],
    state: str,
    as_of: date | None,
    today: date,
    document: str,
) -> None:
    """The step to the status a list states for its day, as far as the rules allow it.

    `steps` are the operating history, oldest first.
    """
    meant = STATES.get(state)
    found.status = present_status(steps, as_of or today)
    if not meant or not found.status or found.status in meant:
        return
    kind: OrganisationKind = record.values["kind"]
    here = rules.of(StatusAxis.OPERATING, kind, found.status).label
    there = rules.of(StatusAxis.OPERATING, kind, meant[0]).label
    if as_of is None:
        found.doubts.append(
            f"trong sổ là “{here}”, tệp ghi “{there}” mà không ghi đến ngày nào nên không đổi; "
            "đổi tình trạng trong hồ sơ"
        )
        return
    step = StatusStep(
        StatusAxis.OPERATING, meant[0], PartialDate.from_date(as_of), document=document
    )
    owner = StatusOwner(kind, record.values.get("registered_on"))
    if problems := change_problems(rules, owner, steps, step, today):
        why = " ".join(problems.values())
        found.doubts.append(f"trong sổ là “{here}”, tệp ghi “{there}”, không đổi được: {why}")
        return
    found.values |= {STATUS: meant[0], STATUS_ON: step.on, STATUS_DOCUMENT: document}
    found.changed.append(STATUS)
