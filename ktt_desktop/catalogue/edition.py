"""An edition of the official forms, and the whole catalogue around it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ktt_desktop.catalogue.charts_loader import ChartIndicators
from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.fields import FieldSpec, Indicator
from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.catalogue.policies_loader import PolicyGroup, SupportMeasure
from ktt_desktop.catalogue.rulesets_loader import Ratings
from ktt_desktop.catalogue.unit_profile import ProfileLines
from ktt_desktop.domain.alerts import AlertRules
from ktt_desktop.domain.document_check.words import DocumentWords
from ktt_desktop.domain.dossier_check.subject import Compared
from ktt_desktop.domain.events import EventKind
from ktt_desktop.domain.records import Programme
from ktt_desktop.domain.rules import Rule
from ktt_desktop.domain.size_classes import SizeClass, SizeRules
from ktt_desktop.domain.statuses import StatusRules
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind
from ktt_desktop.domain.unit_particulars import Deadline
from ktt_desktop.domain.updates import Release


@dataclass(frozen=True, slots=True)
class Section:
    """Một khối của bảng: number and title print as a heading row where not empty."""

    number: str
    title: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Biểu: `kind` is "columns" (P, KH, TH, UOC, KHN) or "sectors" (one row a sector)."""

    id: str
    form: str
    title: str
    short_title: str
    kind: str
    sections: tuple[Section, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All indicator codes, in the order of the rows."""
        return tuple(code for section in self.sections for code in section.codes)


@dataclass(frozen=True, slots=True)
class Edition:
    """Ấn bản biểu mẫu: the indicators, tables, rules and outlines of one set of forms."""

    id: str
    form: str
    version: int
    title: str
    first_year: int
    legal_basis: str
    sector_grouping: str
    industry_grouping: str  # the groups that counts of Biểu B name
    members_indicator: str  # shown in the register list
    key_indicators: tuple[str, ...]  # the main figures of the unit, on the start page
    indicators: Mapping[str, Indicator]
    tables: Mapping[str, TableSpec]
    rules: tuple[Rule, ...]
    outlines: Mapping[str, Outline]
    target_bases: Mapping[str, tuple[str, ...]]  # base of a percentage → the figures it is made of
    record_checks: Compared
    charts: ChartIndicators
    hidden: frozenset[str] = frozenset()  # rows the unit leaves out; their figures stay

    def of_form(self, *forms: str) -> tuple[Indicator, ...]:
        """The indicators of some forms in their order: "phieu", "bieu-a", "bieu-b", "bieu-b2"."""
        return tuple(each for each in self.indicators.values() if each.form in forms)

    def for_kind(self, kind: OrganisationKind) -> tuple[Indicator, ...]:
        """The rows of the form of one organisation of this kind (phiếu số liệu)."""
        return tuple(
            each
            for each in self.of_form("phieu")
            if kind in each.applies_to and each.code not in self.hidden
        )

    def members_of(self, kind: OrganisationKind) -> tuple[Indicator, ...]:
        """The number of members and its classes, as a kind of organisation fills them in."""
        main = self.members_indicator
        return tuple(
            each
            for each in self.for_kind(kind)
            if each.code == main or each.code.startswith(f"{main}.")
        )


@dataclass(frozen=True, slots=True)
class SectorGroup:
    """Nhóm lĩnh vực của một cách gộp."""

    code: str
    label: str
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusSpec:
    """Một tình trạng hoạt động thực tế; `counts_as`: in which total, or none (moved)."""

    code: OperatingStatus
    label: str
    counts_as: str
    tone: str


@dataclass(frozen=True, slots=True)
class LegalStatusSpec:
    """Một tình trạng pháp lý."""

    code: LegalStatus
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class RecognitionSpec:
    """Một loại chứng nhận, mô hình; `since` and `until` are None where no years are known."""

    code: str
    label: str
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Toàn bộ danh mục; read once at start, never changed."""

    release: Release
    edition: Edition
    register: tuple[FieldSpec, ...]
    lists: Mapping[str, Mapping[str, str]]  # choices of the register by name: code → label
    recognitions: Mapping[str, RecognitionSpec]
    sectors: Mapping[str, str]
    groupings: Mapping[str, tuple[SectorGroup, ...]]
    operating: Mapping[OperatingStatus, StatusSpec]
    legal: Mapping[LegalStatus, LegalStatusSpec]
    status_rules: StatusRules
    alert_rules: AlertRules
    sizes: Mapping[SizeClass, str]  # what the classes of size are called
    size_rules: SizeRules
    ratings: Ratings
    events: Mapping[str, EventKind]
    measures: Mapping[str, SupportMeasure]
    measure_headings: Mapping[str, str]  # the lines of Biểu C over some of them
    policies: Mapping[str, PolicyGroup]
    sources: Mapping[str, str]
    programmes: tuple[Programme, ...]
    programme_rows: Mapping[str, str]  # code → its line of Biểu C
    dossiers: Mapping[str, DossierKind]  # by id
    dossier_lists: Mapping[str, Mapping[str, str]]  # choices of work records by name
    profile_lines: ProfileLines
    document_words: DocumentWords
    deadlines: tuple[Deadline, ...]

    @property
    def sector_groups(self) -> tuple[SectorGroup, ...]:
        """The groups of the edition's sector table."""
        return self.groupings[self.edition.sector_grouping]

    def sectors_in(self, industry: str) -> tuple[str, ...]:
        """The sectors of a group of Biểu B."""
        groups = self.groupings[self.edition.industry_grouping]
        return next(each.sectors for each in groups if each.code == industry)

    def register_field(self, attr: str) -> FieldSpec:
        """The field of the register form that edits an attribute."""
        return next(field for field in self.register if field.attr == attr)

    def register_of(self, kind: OrganisationKind) -> tuple[FieldSpec, ...]:
        """The fields a kind of organisation has, in the order of the form."""
        return tuple(field for field in self.register if field.applies_to(kind))

    def counting_as(self, *counts: str) -> tuple[OperatingStatus, ...]:
        """The operating statuses that count as one of the given words."""
        return tuple(each.code for each in self.operating.values() if each.counts_as in counts)
