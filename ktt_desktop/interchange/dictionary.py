"""schema.json and checks.json: what the codes mean, and what the check said."""

from collections.abc import Iterable

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import Indicator
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
                    "title": rule.title,
                    "check": rule.check.text,
                }
                for rule in edition.rules
            ],
            "sectors": dict(catalogue.sectors),
            "sectorGroups": [
                {"code": each.code, "label": each.label, "sectors": each.sectors}
                for each in catalogue.sector_groups
            ],
            "operatingStatuses": {
                each.code: {"label": each.label, "countsAs": each.counts_as}
                for each in catalogue.operating.values()
            },
            "legalStatuses": {each.code: each.label for each in catalogue.legal.values()},
            "measures": {each.code: each.label for each in catalogue.measures.values()},
            "sources": dict(catalogue.sources),
        }
    )


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
        "computed": indicator.aggregate.how if indicator.aggregate else None,
        "rules": [rule.id for rule in rules if indicator.code in codes(rule)],
    }


def checks_bytes(result: CheckResult) -> bytes:
    """What the check found, with the explanations (giải trình)."""
    return canonical(
        {
            "organisations": result.organisations,
            "figures": result.figures,
            "rules": result.rules,
            "findings": [_finding(each) for each in result.findings],
        }
    )


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
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
