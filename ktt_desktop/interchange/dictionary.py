"""schema.json and checks.json: what the codes mean, and what the check said."""

from collections.abc import Iterable

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import NUMBERS, FieldSpec, Indicator
from ktt_desktop.domain.aggregation import Aggregate
from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.rules import Rule, codes
from ktt_desktop.interchange.canonical import canonical


def schema_bytes(catalogue: Catalogue) -> bytes:
    """The dictionary of this version of the forms, so that any program can show the figures."""
    edition = catalogue.edition
    return canonical(
        {
            "edition": edition.id,
            "form": edition.form,
            "version": edition.version,
            "title": edition.title,
            "legalBasis": edition.legal_basis,
            "indicators": [_indicator(each, edition.rules) for each in edition.indicators.values()],
            "tables": [
                {
                    "id": table.id,
                    "title": table.title,
                    "kind": table.kind,
                    "sections": [
                        {"number": each.number, "title": each.title, "codes": each.codes}
                        for each in table.sections
                    ],
                }
                for table in edition.tables.values()
            ],
            "rules": [
                {
                    "id": rule.id,
                    "group": rule.group,
                    "severity": rule.severity,
                    "scope": rule.scope,
                    "title": rule.title,
                    "check": rule.check.text,
                }
                for rule in edition.rules
            ],
            "sectors": dict(catalogue.sectors),
            "sectorGrouping": edition.sector_grouping,
            "groupings": {
                name: [
                    {"code": each.code, "label": each.label, "sectors": each.sectors}
                    for each in groups
                ]
                for name, groups in catalogue.groupings.items()
            },
            "operatingStatuses": {
                each.code: {"label": each.label, "countsAs": each.counts_as}
                for each in catalogue.operating.values()
            },
            "legalStatuses": {each.code: each.label for each in catalogue.legal.values()},
            "measures": {
                each.code: {"label": each.label, "units": each.units}
                for each in catalogue.measures.values()
            },
            "sources": dict(catalogue.sources),
            "dossiers": {name: _dossier(each) for name, each in catalogue.dossiers.items()},
            "dossierLists": {name: dict(each) for name, each in catalogue.dossier_lists.items()},
        }
    )


def _dossier(kind: DossierKind) -> dict[str, object]:
    return {
        "label": kind.label,
        "topics": kind.topics,
        "money": {each.key: each.label for each in kind.money},
        "fields": [_field(each) for each in kind.fields.values()],
        "open": kind.is_open,
    }


def _field(field: FieldSpec) -> dict[str, object]:
    factor = field.quantity.factor if field.type in NUMBERS else None
    return {
        "key": field.attr,
        "label": field.label,
        "type": field.type,
        "unit": field.unit,
        "factor": factor,
        "choices": field.choices,
    }


def _indicator(indicator: Indicator, rules: Iterable[Rule]) -> dict[str, object]:
    quantity = indicator.quantity
    return {
        "code": indicator.code,
        "form": indicator.form,
        "label": indicator.title,
        "unit": indicator.unit,
        "type": indicator.type,
        "factor": quantity.factor,
        "places": quantity.places,
        "signed": indicator.signed,
        "appliesTo": indicator.applies_to,
        "aggregate": _aggregate(indicator.aggregate),
        "rules": [rule.id for rule in rules if indicator.code in codes(rule)],
    }


def _aggregate(aggregate: Aggregate | None) -> dict[str, object] | None:
    """How the unit's figure comes out of the list; what does not apply is left out."""
    if aggregate is None:
        return None
    stated = {
        "how": aggregate.how,
        "kind": aggregate.kind,
        "of": aggregate.of,
        "weight": aggregate.weight,
        "where": aggregate.where,
        "factor": aggregate.factor,
        "group": aggregate.group,
        "formula": aggregate.formula.text if aggregate.formula else None,
    }
    return {name: value for name, value in stated.items() if value}


def checks_bytes(result: CheckResult) -> bytes:
    """What the check found, with the explanations (giải trình)."""
    return canonical(
        {
            "organisations": result.organisations,
            "figures": result.figures,
            "rules": result.rules,
            "openErrors": result.open_errors,
            "findings": [_finding(each) for each in result.findings],
        }
    )


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "group": finding.group,
        "severity": finding.severity,
        "title": finding.title,
        "detail": finding.detail,
        "key": finding.key,
        "digest": finding.digest,
        "explanation": None if finding.outdated else finding.explanation,
        "places": [
            {"kind": each.kind, "key": each.key, "sector": each.sector, "code": each.code}
            for each in finding.places
        ],
    }
