"""register.toml and recognitions.toml → the fields of a record and what their choices offer."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ktt_desktop.catalogue.edition import RecognitionSpec
from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.terms import OrganisationKind

Lists = Mapping[str, Mapping[str, str]]  # name of a list → code → label


def load_register(path: Path) -> tuple[tuple[FieldSpec, ...], Lists]:
    """The fields of a record in their order, and the lists named in their choices."""
    with toml_table(path) as raw:
        lists = unique(map(_list, raw.tables("list", [])), path.name)
        return _fields(raw.tables("field"), path.name), lists


def load_recognitions(path: Path) -> dict[str, RecognitionSpec]:
    """Chứng nhận, mô hình by code."""
    with toml_table(path) as raw:
        found = (
            RecognitionSpec(
                each.take("code", str),
                each.take("label", str),
                each.take("since", int, None),
                each.take("until", int, None),
            )
            for each in raw.tables("recognition")
        )
        return unique(((each.code, each) for each in found), path.name)


def _list(raw: Table) -> tuple[str, dict[str, str]]:
    options = raw.tables("options")
    pairs = ((each.take("code", str), each.take("label", str)) for each in options)
    return raw.take("id", str), unique(pairs, raw.where)


def _fields(tables: Iterator[Table], where: str) -> tuple[FieldSpec, ...]:
    return tuple(unique(((each.attr, each) for each in map(_field, tables)), where).values())


def _field(raw: Table) -> FieldSpec:
    return FieldSpec(
        attr=raw.take("attr", str),
        label=raw.take("label", str),
        type=raw.choice("type", FieldType),
        tab=raw.take("tab", str, ""),
        unit=raw.take("unit", str, ""),
        choices=raw.take("choices", str, ""),
        required=raw.take("required", bool, False),
        help=raw.take("help", str, ""),
        kinds=raw.choices("kinds", OrganisationKind, []),
        expected=raw.choices("expected", OrganisationKind, []),
        items=_fields(raw.tables("items", []), raw.where),
    )
