"""import_templates.toml → the blank workbooks officers fill in for the program."""

from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table, unique


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """Một cột của mẫu; `into` says where its value goes, `options` names its drop-down list."""

    into: str
    head: str
    width: int
    style: str = "text"
    help: str = ""
    options: str = ""
    required: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ImportTemplate:
    """Một mẫu Excel trống; `figures` and `prefilled` as import_templates.toml explains them."""

    id: str
    label: str
    file: str
    sheet: str
    title: str
    steps: tuple[str, ...]
    columns: tuple[TemplateColumn, ...]
    figures: bool = False
    prefilled: bool = False


def load_import_templates(path: Path) -> dict[str, ImportTemplate]:
    """The templates by id, in their order; raises CatalogueError."""
    with toml_table(path) as raw:
        found = map(_template, raw.tables("template"))
        return unique(((each.id, each) for each in found), path.name)


def _template(raw: Table) -> ImportTemplate:
    columns = map(_column, raw.tables("columns"))
    return ImportTemplate(
        id=raw.take("id", str),
        label=raw.take("label", str),
        file=raw.take("file", str),
        sheet=raw.take("sheet", str),
        title=raw.take("title", str),
        steps=raw.strings("steps"),
        columns=tuple(unique(((each.into, each) for each in columns), raw.where).values()),
        figures=raw.take("figures", bool, False),
        prefilled=raw.take("prefilled", bool, False),
    )


def _column(raw: Table) -> TemplateColumn:
    return TemplateColumn(
        into=raw.take("into", str),
        head=raw.take("head", str),
        width=raw.take("width", int),
        style=raw.take("style", str, "text"),
        help=raw.take("help", str, ""),
        options=raw.take("options", str, ""),
        required=raw.take("required", bool, False),
        hidden=raw.take("hidden", bool, False),
    )
