"""statuses.toml → the two lists of statuses and the rules between them."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from ktt_desktop.catalogue.edition import LegalStatusSpec, StatusSpec
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.statuses import Hint, Lists, Status, StatusRules, Transition
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis

Operating = dict[OperatingStatus, StatusSpec]
Legal = dict[LegalStatus, LegalStatusSpec]
Named = tuple[StatusAxis, tuple[OrganisationKind, ...], Status, Mapping[str, str]]

CODES: Mapping[StatusAxis, type[StrEnum]] = {
    StatusAxis.LEGAL: LegalStatus,
    StatusAxis.OPERATING: OperatingStatus,
}
ALL_KINDS = [kind.value for kind in OrganisationKind]


def load_statuses(path: Path) -> tuple[Operating, Legal, StatusRules]:
    """Read both axes; raises CatalogueError naming entry and key."""
    named: list[Named] = []
    operating: list[StatusSpec] = []
    legal: list[LegalStatusSpec] = []
    with toml_table(path) as raw:
        for each in raw.tables("operating"):
            status = _status(each, StatusAxis.OPERATING, named)
            code = OperatingStatus(status.code)
            operating.append(
                StatusSpec(code, status.label, each.take("counts_as", str), status.tone)
            )
        for each in raw.tables("legal"):
            status = _status(each, StatusAxis.LEGAL, named)
            legal.append(LegalStatusSpec(LegalStatus(status.code), status.label, status.tone))
        both = (
            unique(((each.code, each) for each in operating), path.name),
            unique(((each.code, each) for each in legal), path.name),
        )
        lists = _lists(named)
        rules = StatusRules(
            lists,
            dict(_bases(raw)),
            tuple(_transition(each, lists) for each in raw.tables("transition")),
            tuple(_hint(each) for each in raw.tables("hint")),
        )
    return *both, rules


def _status(raw: Table, axis: StatusAxis, named: list[Named]) -> Status:
    status = Status(
        raw.choice("code", CODES[axis]),
        raw.take("label", str),
        raw.take("tone", str),
        raw.take("final", str, ""),
    )
    kinds = raw.choices("kinds", OrganisationKind, ALL_KINDS)
    named.append((axis, kinds, status, raw.take("labels", dict, {})))
    return status


def _lists(named: list[Named]) -> Lists:
    return {
        (axis, kind): {
            status.code: Status(
                status.code, labels.get(kind, status.label), status.tone, status.final
            )
            for own, kinds, status, labels in named
            if own is axis and kind in kinds
        }
        for axis in StatusAxis
        for kind in OrganisationKind
    }


def _bases(raw: Table) -> Iterator[tuple[OrganisationKind, str]]:
    for each in raw.tables("list"):
        basis = each.take("basis", str)
        yield from ((kind, basis) for kind in each.choices("kinds", OrganisationKind))


def _transition(raw: Table, lists: Lists) -> Transition:
    axis = raw.choice("axis", StatusAxis)
    transition = Transition(
        axis=axis,
        kinds=raw.choices("kinds", OrganisationKind, ALL_KINDS),
        sources=raw.choices("from", CODES[axis]),
        target=raw.choice("to", CODES[axis]),
        trigger=raw.take("trigger", str),
        basis=raw.take("basis", str),
        needs_document=raw.take("needs_document", bool, False),
        planned_end=raw.take("planned_end", bool, False),
        longest=raw.take("longest", int, None),
        automatic_after=raw.take("automatic_after", int, None),
        unconfirmed=raw.take("unconfirmed", bool, False),
    )
    for kind in transition.kinds:
        for code in (*transition.sources, transition.target):
            if code not in lists[axis, kind]:
                raise CatalogueError(f"{raw.where}: {kind} không có tình trạng {code}.")
    return transition


def _hint(raw: Table) -> Hint:
    return Hint(
        raw.choices("legal", LegalStatus),
        raw.choices("operating", OperatingStatus),
        raw.take("sentence", str),
    )
