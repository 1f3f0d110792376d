"""events.toml → the kinds of events, checked against the statuses and formations they name."""

from collections.abc import Container
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.events import Creation, Ending, EventKind, EventRole, Stage
from ktt_desktop.domain.statuses import StatusRules
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis


def load_events(path: Path, rules: StatusRules, formations: Container[str]) -> dict[str, EventKind]:
    """The kinds of events by code, in the order of the menu; raises CatalogueError."""
    with toml_table(path) as raw:
        return unique(
            (
                (each.code, each)
                for each in (_event(t, rules, formations) for t in raw.tables("event"))
            ),
            path.name,
        )


def _event(raw: Table, rules: StatusRules, formations: Container[str]) -> EventKind:
    kind = EventKind(
        code=raw.take("code", str),
        label=raw.take("label", str),
        summary=raw.take("summary", str),
        basis=raw.take("basis", str),
        unconfirmed=raw.take("unconfirmed", bool, False),
        starts_from=raw.choices("starts_from", OrganisationKind, []),
        legal_from=raw.choices("legal_from", LegalStatus, []),
        others=_others(raw),
        takes_over=raw.take("takes_over", bool, False),
        months=raw.take("months", int, 0),
        needs_document=raw.take("needs_document", bool, False),
        place_label=raw.take("place_label", str, ""),
        changes_registration=raw.take("registered_change", bool, False),
        moved=raw.choice("moved", OperatingStatus) if raw.has("moved") else None,
        roles=_roles(raw),
        endings=tuple(_ending(each, rules) for each in raw.tables("ending", [])),
        creation=_creation(raw, formations),
    )
    if not kind.starts_from and kind.creation is None:
        raise CatalogueError(f"{raw.where}: không bắt đầu từ tổ chức nào, cũng không lập hồ sơ.")
    return kind


def _others(raw: Table) -> tuple[int, int | None]:
    least, *most = raw.take("others", list, [0, 0])
    return least, most[0] if most else None


def _roles(raw: Table) -> dict[str, str]:
    roles = Table(raw.take("roles", dict), f"{raw.where}.roles")
    found = {role.value: roles.take(role, str) for role in EventRole if roles.has(role)}
    roles.finish()
    return found


def _creation(raw: Table, formations: Container[str]) -> Creation | None:
    if not raw.has("creation"):
        return None
    own = Table(raw.take("creation", dict), f"{raw.where}.creation")
    creation = Creation(
        kinds=own.choices("kinds", OrganisationKind, []),
        least=own.take("least", int),
        most=own.take("most", int, None),
        formation=own.take("formation", str),
        keeps_tax_code=own.take("keeps_tax_code", bool, False),
        is_founded=own.take("founded", bool, True),
    )
    own.finish()
    if creation.formation not in formations:
        raise CatalogueError(f"{own.where}: không có cách hình thành {creation.formation}.")
    return creation


def _ending(raw: Table, rules: StatusRules) -> Ending:
    ending = Ending(
        code=raw.take("code", str),
        label=raw.take("label", str),
        kinds=raw.choices("kinds", OrganisationKind),
        basis=raw.take("basis", str),
        begin_label=raw.take("begin_label", str, ""),
        begun=_stage(raw, "begun"),
        ended=_stage(raw, "ended"),
    )
    for stage in (ending.begun, ending.ended):
        for axis, status in (
            (StatusAxis.LEGAL, stage.legal),
            (StatusAxis.OPERATING, stage.operating),
        ):
            for kind in ending.kinds:
                if status is not None and status not in rules.lists[axis, kind]:
                    raise CatalogueError(f"{raw.where}: {kind} không có tình trạng {status}.")
    return ending


def _stage(raw: Table, key: str) -> Stage:
    own = Table(raw.take(key, dict, {}), f"{raw.where}.{key}")
    stage = Stage(
        own.choice("legal", LegalStatus) if own.has("legal") else None,
        own.choice("operating", OperatingStatus) if own.has("operating") else None,
        own.choices("keeps", OperatingStatus, []),
    )
    own.finish()
    return stage
