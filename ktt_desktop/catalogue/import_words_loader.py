"""import_words.toml → the words officers' lists are understood by."""

from collections.abc import Iterator
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.importing.words import FieldWords, ImportWords, SectorWord, plain


def load_import_words(path: Path) -> ImportWords:
    """Read the words; raises CatalogueError."""
    with toml_table(path) as raw:
        fields = unique(((each.id, each) for each in map(_field, raw.tables("field"))), path.name)
        kinds, states = (tuple(_meanings(raw, name)) for name in ("kind", "state"))
        sectors = tuple(_sectors(raw))
        rows = Table(raw.take("rows", dict), f"{path.name}.rows")
        found = ImportWords(
            fields=fields,
            kinds=tuple(sorted(kinds, key=lambda each: -len(each[0]))),
            states=states,
            sectors=sectors,
            totals=tuple(map(plain, rows.strings("totals"))),
            ends=tuple(map(plain, rows.strings("ends"))),
            others=tuple(map(plain, rows.strings("others"))),
            proper=frozenset(rows.strings("proper")),
            units=tuple(
                (plain(word), zeros)
                for each in raw.tables("unit")
                for zeros in [each.take("zeros", int)]
                for word in each.strings("words")
            ),
        )
        rows.finish()
    return found


def _field(raw: Table) -> FieldWords:
    return FieldWords(
        id=raw.take("id", str),
        any=tuple(map(plain, raw.strings("any"))),
        none=tuple(map(plain, raw.strings("not", []))),
        needs=tuple(map(plain, raw.strings("with", []))),
        whole=raw.take("whole", bool, False),
        amount=raw.take("amount", str, ""),
        label=raw.take("label", str),
        into=raw.take("into", str, ""),
        of_year=raw.take("of_year", str, ""),
        titled=tuple(map(plain, raw.strings("titled", []))),
    )


def _meanings(raw: Table, name: str) -> list[tuple[str, str]]:
    return [
        (plain(word), meaning)
        for each in raw.tables(name)
        for meaning in [each.take("is", str)]
        for word in each.strings("words")
    ]


def _sectors(raw: Table) -> Iterator[SectorWord]:
    for each in raw.tables("sector"):
        sector, weak = each.take("is", str), each.take("weak", bool, False)
        for word in each.strings("words"):
            yield SectorWord(word, plain(word), sector, weak)
