"""The program's own blank workbooks: made for a book, filled in, imported as they are."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from ktt_desktop.catalogue.fields import FORMS, FieldType, Indicator
from ktt_desktop.catalogue.import_templates_loader import (
    ImportTemplate,
    TemplateColumn,
    load_import_templates,
)
from ktt_desktop.catalogue.units import Unit
from ktt_desktop.domain.importing.template_mark import TemplateMark
from ktt_desktop.domain.importing.template_reading import EDITION
from ktt_desktop.domain.importing.words import FIGURE
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import Measure, OperatingStatus, OrganisationKind, UnitLevel
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossier_choices import topic_choices
from ktt_desktop.services.dossiers import programmes
from ktt_desktop.services.field_words import ANSWERS
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.import_fields import AMOUNTS
from ktt_desktop.services.organisation_labels import (
    commune_names,
    organisation_labels,
    register_rows,
)
from ktt_desktop.services.places import unit_day

FILE = "import_templates.toml"
KINDS: Mapping[OrganisationKind, str] = {
    OrganisationKind.COOPERATIVE: "Hợp tác xã",
    OrganisationKind.COOPERATIVE_UNION: "Liên hiệp hợp tác xã",
    OrganisationKind.COOPERATIVE_GROUP: "Tổ hợp tác",
}
STATES = (
    "Đang hoạt động",
    "Tạm ngừng hoạt động",
    "Ngừng hoạt động",
    "Đang giải thể",
    "Đã giải thể",
)
GONE = (
    OperatingStatus.DISSOLVED,
    OperatingStatus.REVOKED,
    OperatingStatus.CONVERTED,
    OperatingStatus.MOVED,
)
PERIODS: Mapping[Measure, str] = {
    Measure.PLAN: "Kế hoạch năm {}",
    Measure.HALF_YEAR: "6 tháng đầu năm {}",
    Measure.ESTIMATE: "Ước thực hiện năm {}",
    Measure.ACTUAL: "Thực hiện năm {}",
}
OPEN_LISTS = ("communes", "organisations", "programmes")  # what is not in them may be written too


def import_templates() -> tuple[ImportTemplate, ...]:
    """The templates in the order in which they are offered."""
    return tuple(load_import_templates(resources() / "catalogue" / FILE).values())


def save_template(
    book: Book,
    profile: UnitProfile,
    template: ImportTemplate,
    target: Path,
    period: YearMeasure | None = None,
) -> Path:
    """Write a blank workbook; raises StorageUnavailableError. See template_content."""
    write_safely(target, template_content(book, profile, template, period))
    return target


def template_content(
    book: Book, profile: UnitProfile, template: ImportTemplate, period: YearMeasure | None = None
) -> bytes:
    """The workbook; `period` is that of its figures, where the template has figures."""
    from ktt_desktop.interchange.import_template import BlankColumn, BlankWorkbook, write_template

    time = period if template.figures else None
    mark = TemplateMark(template.id, EDITION, *(time or ()))
    indicators = _indicators(book) if template.figures else ()
    columns = (*template.columns, *map(_figure_column, indicators))
    rows = _rows(book, profile, template, len(indicators)) if template.prefilled else []
    heading = (profile.heading, *([PERIODS[time.measure].format(time.year)] if time else []))
    blank = BlankWorkbook(
        sheet=template.sheet,
        title=template.title,
        heading=heading,
        mark=mark.text,
        columns=tuple(
            BlankColumn(
                each.into,
                each.head,
                each.width,
                each.style,
                each.help,
                each.options,
                each.required,
                each.hidden,
                each.options not in OPEN_LISTS,
            )
            for each in columns
        ),
        steps=template.steps,
        rows=rows,
        lists={
            name: tuple(_options(book, profile, name))
            for name in dict.fromkeys(each.options for each in columns if each.options)
        },
    )
    return write_template(blank, now())


def file_name(template: ImportTemplate, period: YearMeasure | None = None) -> str:
    """As the file is called at first: "mau-so-lieu-2025.xlsx"."""
    year = f"-{period.year}" if template.figures and period else ""
    return f"{template.file}{year}.xlsx"


def _indicators(book: Book) -> tuple[Indicator, ...]:
    every = book.catalogue.edition.indicators.values()
    return tuple(each for each in every if each.form == FORMS[0] and each.type in AMOUNTS)


def _figure_column(indicator: Indicator) -> TemplateColumn:
    """The head names the unit, which the reading of money goes by."""
    return TemplateColumn(
        into=FIGURE + indicator.code,
        head=f"{indicator.title} ({indicator.unit})",
        width=15 if indicator.type is FieldType.MONEY else 13,
        style="number",
        help=indicator.help,
    )


def _rows(
    book: Book, profile: UnitProfile, template: ImportTemplate, figures: int
) -> list[tuple[str | None, ...]]:
    """What identifies each organisation that is there now; its figures blank."""
    rows = [each for each in register_rows(book) if each.status not in GONE]
    communes = commune_names(book, profile, rows)
    texts = [
        {
            "uid": row.uid,
            "name": row.name,
            "kind": KINDS[row.kind],
            "tax_code": row.tax_code,
            "commune": communes[row.commune_code],
        }
        for row in rows
    ]
    blank = (None,) * figures
    return [(*(each[column.into] or None for column in template.columns), *blank) for each in texts]


def _options(book: Book, profile: UnitProfile, name: str) -> Iterator[str]:
    """What a drop-down list offers."""
    catalogue = book.catalogue
    match name:
        case "kinds":
            yield from KINDS.values()
        case "sectors":
            yield from catalogue.sectors.values()
        case "states":
            yield from STATES
        case "communes":
            yield from _communes(book, profile)
        case "organisations":
            yield from organisation_labels(book, profile, register_rows(book))
        case "answers":
            yield from (ANSWERS[True], ANSWERS[False])
        case "topics":
            yield from (
                label for _, label in topic_choices(catalogue, catalogue.dossiers["support"])
            )
        case "programmes":
            yield from (each.name for each in programmes(book))
        case _:
            listed = catalogue.lists.get(name) or choices(catalogue, name)
            yield from listed.values()


def _communes(book: Book, profile: UnitProfile) -> Iterator[str]:
    """The communes of the unit; with their district where two of it have one name."""
    on = unit_day(profile)
    unit = book.units.find(profile.code, on)
    found = [] if unit is None else list(_within(book, unit, profile))
    names = Counter(each.name for each in found)
    for each in found:
        above = book.units.path(each, on)[1:2]
        place = ", ".join([each.name, *(other.running_name for other in above)])
        yield place if names[each.name] > 1 else each.name


def _within(book: Book, unit: Unit, profile: UnitProfile) -> Iterator[Unit]:
    if unit.level is UnitLevel.COMMUNE:
        yield unit
    for child in book.units.children(unit, unit_day(profile)):
        yield from _within(book, child, profile)
