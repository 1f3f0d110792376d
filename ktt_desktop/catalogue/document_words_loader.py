"""document_words.toml and legal_documents.toml → the words documents are checked with."""

from collections.abc import Container, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.document_check.words import (
    DocumentWords,
    LegalDocument,
    MeasureWords,
    Opposite,
    SectorWords,
    StatusWords,
    UnitWords,
)
from ktt_desktop.domain.errors import CatalogueError

LISTS = (
    *("approximately", "more_than", "less_than", "not_a_total", "events", "overlapping"),
    *("targets", "aims", "rises", "no_revenue", "no_work", "history", "stopped"),
    *("dissolve_before", "products", "name_words", "capital"),
)


def load_document_words(folder: Path, indicators: Container[str]) -> DocumentWords:
    """Read both files; raises CatalogueError naming file, entry and key."""
    path = folder / "document_words.toml"
    with toml_table(path) as raw:
        measures = unique(
            ((each.id, each) for each in map(_measure, raw.tables("measure"))), path.name
        )
        statuses = unique(
            ((each.id, each) for each in map(_status, raw.tables("status"))), path.name
        )
        lists, spelling = (
            Table(raw.take("words", dict), path.name),
            Table(raw.take("spelling", dict), path.name),
        )
        terms = spelling.strings("terms")
        words = DocumentWords(
            units=tuple(map(_unit, raw.tables("unit"))),
            measures=measures,
            statuses=statuses,
            sectors=tuple(map(_sector, raw.tables("sector"))),
            sources=unique(
                ((each.take("code", str), each.strings("words")) for each in raw.tables("source")),
                path.name,
            ),
            opposites=tuple(
                Opposite(each.strings("topic"), each.strings("one"), each.strings("other"))
                for each in raw.tables("opposite")
            ),
            lists={name: lists.strings(name) for name in LISTS},
            terms=terms,
            fine=frozenset(spelling.strings("fine")),
            compounds=frozenset((*spelling.strings("compounds"), *terms)),
            wrong=_texts(spelling, "wrong"),
            doubled=frozenset(spelling.strings("doubled")),
            legal=tuple(_legal(folder / "legal_documents.toml")),
        )
        lists.finish()
        spelling.finish()
    _check(words, indicators, path.name)
    return words


def _check(words: DocumentWords, indicators: Container[str], where: str) -> None:
    specs: list[MeasureWords | StatusWords] = [*words.measures.values(), *words.statuses.values()]
    for spec in specs:
        for code in (*spec.codes.values(), *([spec.sector] if spec.sector else [])):
            if code not in indicators:
                raise CatalogueError(f"{where}[{spec.id}]: không có chỉ tiêu {code}.")
    for measure in words.measures.values():
        related = (
            measure.part_of,
            measure.below,
            measure.counterpart,
            *measure.levels,
            *measure.sum_of,
        )
        for other in filter(None, related):
            if other not in words.measures:
                raise CatalogueError(f"{where}[{measure.id}]: không có «{other}».")


def _texts(raw: Table, key: str) -> dict[str, str]:
    pairs = raw.take(key, dict, {})
    if not all(isinstance(each, str) for each in pairs.values()):
        raise CatalogueError(f"{raw.where}: «{key}» phải là chữ.")
    return dict(pairs)


def _unit(raw: Table) -> UnitWords:
    factor = Fraction(raw.take("factor", str, "1"))
    return UnitWords(raw.take("kind", str), factor, raw.strings("words"))


def _measure(raw: Table) -> MeasureWords:
    return MeasureWords(
        id=raw.take("id", str),
        label=raw.take("label", str),
        unit=raw.strings("unit"),
        phrases=raw.strings("phrases"),
        codes=_texts(raw, "codes"),
        sector=raw.take("sector", str, ""),
        part_of=raw.take("part_of", str, ""),
        levels=raw.strings("levels") if raw.has("levels") else (),
        sum_of=raw.strings("sum_of") if raw.has("sum_of") else (),
        average=raw.take("average", str, ""),
        below=raw.take("below", str, ""),
        counterpart=raw.take("counterpart", str, ""),
        base=raw.take("base", str, ""),
        rated=raw.take("rated", bool, False),
        flow=raw.take("flow", bool, False),
        yearly=raw.take("yearly", bool, False),
    )


def _status(raw: Table) -> StatusWords:
    return StatusWords(
        id=raw.take("id", str),
        kind=raw.one_of("kind", ("stock", "flow", "other")),
        group=raw.take("group", str),
        words=raw.strings("words"),
        codes=_texts(raw, "codes"),
        sector=raw.take("sector", str, ""),
    )


def _sector(raw: Table) -> SectorWords:
    parts = raw.take("parts", list, [])
    return SectorWords(
        raw.take("code", str), raw.strings("words"), tuple(tuple(each) for each in parts)
    )


def _legal(path: Path) -> Iterator[LegalDocument]:
    with toml_table(path) as raw:
        for each in raw.tables("document"):
            each.take("tag", str)
            period = each.take("period", list, [])
            yield LegalDocument(
                kind=each.take("kind", str),
                number=each.take("number", str),
                name=each.take("name", str),
                issued=each.choice("date", date.fromisoformat),
                year=each.take("year", int, None),
                since=each.choice("from", date.fromisoformat) if each.has("from") else None,
                until=each.choice("until", date.fromisoformat) if each.has("until") else None,
                replaced_by=each.take("replaced_by", str, ""),
                period=(period[0], period[1]) if period else None,
                title=each.strings("title") if each.has("title") else (),
            )
        yield from _yearly(raw)


def _yearly(raw: Table) -> Iterator[LegalDocument]:
    """A document of the same number each year, about that year."""
    for each in raw.tables("yearly"):
        each.take("tag", str)
        kind, number, name = (each.take(key, str) for key in ("kind", "number", "name"))
        for day in each.choices("dates", date.fromisoformat):
            yield LegalDocument(kind, number, name, day, period=(day.year, day.year), yearly=True)
