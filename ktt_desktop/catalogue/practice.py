"""The practice book as data: one plan, as it was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import Value
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.runtime.paths import resources

Texts = dict[str, str]  # indicator code -> figure as written in the plan


@dataclass(frozen=True, slots=True)
class PracticeOrganisation:
    """Một tổ chức được nêu tên; figures as written, charter_capital in triệu đồng."""

    name: str
    sector: str
    commune: str
    note: str
    charter_capital: str
    figures: Texts


@dataclass(frozen=True, slots=True)
class PracticeDossier:
    """Một hồ sơ công việc được nêu; `organisation` by name, "" of the unit; values as stored."""

    kind: str
    period: str
    programme: str
    topic: str
    organisation: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class PracticeBook:
    """Sổ thực hành; `figures` by column of Biểu A, `sectors` the main column of Biểu B2."""

    profile: UnitProfile
    period: ReportingPeriod
    as_of: PartialDate
    reason: str
    figures: dict[str, Texts]
    sectors: dict[str, Texts]
    organisations: tuple[PracticeOrganisation, ...]
    dossiers: tuple[PracticeDossier, ...]


def load_practice(path: Path | None = None) -> PracticeBook:
    """Read the practice book; raises CatalogueError."""
    with toml_table(path or resources() / "practice" / "lang_giang_2022.toml") as raw:
        unit = Table(raw.take("unit", dict), "unit")
        book = PracticeBook(
            profile=_profile(unit),
            period=ReportingPeriod.parse(raw.take("period", str)),
            as_of=PartialDate.from_iso(raw.take("as_of", str)),
            reason=raw.take("reason", str),
            figures=raw.take("figures", dict),
            sectors=raw.take("sectors", dict),
            organisations=tuple(_organisations(raw)),
            dossiers=tuple(_dossiers(raw)),
        )
        unit.finish()
    return book


def _profile(raw: Table) -> UnitProfile:
    return UnitProfile(
        code=raw.take("code", str),
        name=raw.take("name", str),
        level=raw.choice("level", UnitLevel),
        parent_code=raw.take("parent_code", str),
        parent_name=raw.take("parent_name", str),
        historical=True,
        practice=True,
        list_complete=False,
        issuer=raw.strings("issuer"),
        superior=raw.strings("superior"),
        place=raw.take("place", str),
        symbol=raw.take("symbol", str),
        number=raw.take("number", str),
        signed_on=date.fromisoformat(raw.take("signed_on", str)),
        opening=raw.take("opening", str),
        recipients=raw.strings("recipients"),
        authority=raw.strings("authority"),
        signer=raw.take("signer", str),
    )


def _organisations(raw: Table) -> Iterator[PracticeOrganisation]:
    for each in raw.tables("organisation"):
        yield PracticeOrganisation(
            each.take("name", str),
            each.take("sector", str),
            each.take("commune", str, ""),
            each.take("note", str, ""),
            each.take("charter_capital", str, ""),
            each.take("figures", dict, {}),
        )


def _dossiers(raw: Table) -> Iterator[PracticeDossier]:
    for each in raw.tables("dossier"):
        yield PracticeDossier(
            each.take("kind", str),
            each.take("period", str, ""),
            each.take("programme", str, ""),
            each.take("topic", str),
            each.take("organisation", str, ""),
            each.take("values", dict),
        )
