"""alerts.toml → the rows of what has to be done, and the least numbers of members."""

from collections.abc import Container
from datetime import date
from pathlib import Path
from string import Formatter

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.alerts import CHECKS, AlertRules, AlertSpec, Facts, Minimum
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind, Severity

ALL_KINDS = [kind.value for kind in OrganisationKind]
WORDS = {"since", "value", "months", "members", "minimum"}


def load_alerts(path: Path, indicators: Container[str]) -> AlertRules:
    """Read the rows; raises CatalogueError naming entry and key."""
    with toml_table(path) as raw:
        members = raw.strings("members")
        specs = [_alert(each) for each in raw.tables("alert")]
        if unknown := [code for code in members if code not in indicators]:
            raise CatalogueError(f"{path.name}: không có chỉ tiêu {unknown[0]}.")
        return AlertRules(
            members,
            tuple(unique(((each.code, each) for each in specs), path.name).values()),
            tuple(_minimum(each) for each in raw.tables("minimum")),
        )


def _alert(raw: Table) -> AlertSpec:
    spec = AlertSpec(
        code=raw.take("code", str),
        label=raw.take("label", str),
        check=raw.one_of("check", tuple(CHECKS)),
        sentence=raw.take("sentence", str),
        todo=raw.take("todo", str),
        basis=raw.take("basis", str, ""),
        severity=raw.choice("severity", Severity),
        kinds=raw.choices("kinds", OrganisationKind, ALL_KINDS),
        legal=raw.choices("legal", LegalStatus),
        field=raw.take("field", str, ""),
        months=raw.take("months", int, 0),
        before=_day(raw, "before") if raw.has("before") else None,
        valid_from=_day(raw, "valid_from") if raw.has("valid_from") else None,
    )
    if spec.field and not hasattr(Facts, spec.field):
        raise CatalogueError(f"{raw.where}: không có «{spec.field}».")
    if unknown := {name for _, name, _, _ in Formatter().parse(spec.sentence) if name} - WORDS:
        raise CatalogueError(f"{raw.where}: câu nhắc không có chữ {sorted(unknown)}.")
    return spec


def _minimum(raw: Table) -> Minimum:
    return Minimum(
        raw.choice("kind", OrganisationKind),
        raw.take("members", int),
        _day(raw, "valid_from"),
        raw.take("basis", str),
    )


def _day(raw: Table, key: str) -> date:
    return raw.choice(key, date.fromisoformat)
