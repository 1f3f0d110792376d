"""The work records of one kind as a list: read at one go, then searched, sorted and added up."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ktt_desktop.catalogue.dossiers_loader import MANY, NONE, DossierKind
from ktt_desktop.domain.dossier import DossierRow, Value, total
from ktt_desktop.domain.dossier_list import (
    NO_YEAR,
    DossierQuery,
    ListedRow,
    counted,
    is_kept,
    nested,
    ordered,
)
from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.domain.search import has_words, search_words, text_keys
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_columns import DossierColumn, dossier_columns, number_of
from ktt_desktop.services.dossier_words import (
    PERIODS,
    UNIT_KEY,
    WHOLE_UNIT,
    DossierWords,
    words_of,
)
from ktt_desktop.services.dossiers import dossiers

SEVERAL_PERIODS = "gồm các kỳ khác nhau"
NOT_STATED = "(chưa ghi)"
Options = Mapping[str, Sequence[tuple[str, str]]]  # filter → its options: key, label


@dataclass(frozen=True)
class Listing:
    """Danh sách hồ sơ của một loại, read once; what it shows is asked of it off the UI thread."""

    kind: DossierKind
    rows: tuple[DossierRow, ...]
    words: DossierWords
    sources: Mapping[str, str]
    columns: Mapping[str, DossierColumn]

    @cached_property
    def keys(self) -> dict[str, str]:
        """What is searched in, by uid: everything the row says, be it shown or not."""
        said = {row.draft.uid: tuple(self._said(row)) for row in self.rows}
        distinct = dict.fromkeys(chain.from_iterable(said.values()))
        bare, marked = text_keys(self._words(*each) for each in distinct)
        keyed = dict(zip(distinct, zip(bare, marked, strict=True), strict=True))
        return {
            uid: "\n".join(
                " ".join(half) for half in zip(*(keyed[each] for each in stored), strict=True)
            )
            for uid, stored in said.items()
        }

    @cached_property
    def in_order(self) -> tuple[DossierRow, ...]:
        """The rows as the catalogue orders their topics and periods, then by the first words."""
        by_words = ordered(self.rows, self._first_words().order, descending=False)
        if not self.kind.topics:
            return tuple(by_words)
        topics = _places(self.words.choices(self.kind.topics))
        periods = _places(self.words.choices(PERIODS))
        return tuple(
            sorted(
                by_words,
                key=lambda row: (
                    topics.get(row.draft.topic, len(topics)),
                    row.draft.year or 0,
                    periods.get(row.draft.period, len(periods)),
                ),
            )
        )

    def _first_words(self) -> DossierColumn:
        """The column that tells records of one topic and period apart."""
        heads = self.kind.uses if self.kind.topics else ()
        return self.columns[next(each for each in self.kind.columns if each not in heads)]

    def _said(self, row: DossierRow) -> Iterator[tuple[str, Value]]:
        """Every stored value of a row with where it stands; the words of most are those of many."""
        draft = row.draft
        for key in self.kind.uses:
            if key != "part_of" and (stored := getattr(draft, key)) not in (None, ""):
                yield key, stored
        for name in row.names or (self.words.nobody(self.kind),):
            yield "organisations", name
        yield from draft.values.items()
        for group in self.kind.money:
            if (amount := total(draft, group.key)) is not None:
                yield "money", amount

    def _words(self, key: str, stored: Value) -> str:
        if key == "money" and isinstance(stored, int):
            return format_number(stored, MILLIONS)
        if field := self.kind.fields.get(key):
            return self.words.value(field, stored)
        return self.words.head(self.kind, key, stored)


def list_rows(
    book: Book, kind: str, years: Collection[int] = (), *, in_bin: bool = False
) -> Listing:
    """The records of a kind, of all years or of some; `in_bin` those that were put away."""
    spec, words = book.catalogue.dossiers[kind], words_of(book)
    found = tuple(dossiers(book, [kind], years=years, in_bin=in_bin))
    return Listing(spec, found, words, book.catalogue.sources, dossier_columns(spec, words))


def shown_rows(listing: Listing, query: DossierQuery) -> tuple[ListedRow, ...]:
    """The rows a query lets through, in its order, parts under their whole."""
    column = listing.columns.get(query.order)
    words = search_words(query.text)
    rows: Iterable[DossierRow] = (row for row in listing.in_order if is_kept(query, row.draft))
    if words:
        rows = (row for row in rows if has_words(listing.keys[row.draft.uid], words))
    if column is not None:
        rows = ordered(rows, column.order, descending=query.descending)
    return nested(list(rows))


def sum_words(listing: Listing, listed: Sequence[ListedRow]) -> str:
    """The line under the list: what the kind adds up, "" where nothing is known of it.

    Numbers counted in different units are not added.
    """
    told = [words for key in listing.kind.sums if (words := _sum(listing, listed, key))]
    periods = {each.row.draft.period for each in listed}
    if told and len(periods) > 1:
        told.append(SEVERAL_PERIODS)
    return " · ".join(told)


def filter_options(listing: Listing) -> Options:
    """What can be chosen in every filter this kind has, by the name of the query's field."""
    drafts = [row.draft for row in listing.rows]
    kind, words, found = listing.kind, listing.words, {}
    if "year" in kind.uses:
        years = sorted({each.year or NO_YEAR for each in drafts}, reverse=True)
        found["years"] = [(str(year), str(year) if year else NOT_STATED) for year in years]
    if "programme" in kind.uses:
        found["programmes"] = _known({each.programme for each in drafts}, words.programmes)
    if "topic" in kind.uses:
        found["topics"] = _of_list({each.topic for each in drafts}, words.choices(kind.topics))
    if "period" in kind.uses:
        found["periods"] = _of_list({each.period for each in drafts}, words.choices(PERIODS))
    if kind.money:
        stated = {key.partition(".")[2] for each in drafts for key in each.money}
        found["sources"] = [
            (source, listing.sources.get(source, source))
            for source in FundingSource
            if source in stated
        ]
    if kind.organisations != NONE:
        names = {
            uid: name
            for row in listing.rows
            for uid, name in zip(row.draft.organisations, row.names, strict=True)
        }
        if any(not each.organisations for each in drafts):
            names[""] = WHOLE_UNIT if kind.organisations == MANY else NOT_STATED
        found["organisations"] = _known(names, names)
    return found


def _sum(listing: Listing, listed: Sequence[ListedRow], key: str) -> str:
    """One sum with its label and unit; "" where nothing is known or the units differ."""
    field = listing.kind.fields.get(key)
    values = list(counted(listed, number_of(listing.kind, key)))
    if not values:
        return ""
    quantity = field.quantity if field else MILLIONS
    units = {quantity.unit or draft.text(UNIT_KEY) for _, draft in values}
    if len(units) > 1:
        return ""
    amount = format_number(sum(value for value, _ in values), quantity)
    return f"{listing.words.label(listing.kind, key)} {amount} {units.pop()}".rstrip()


def _places(options: Mapping[str, str]) -> dict[str, int]:
    return {code: place for place, code in enumerate(options)}


def _known(keys: Iterable[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """In the order of their names, what is not stated last."""
    told = [(key, names.get(key, key) or NOT_STATED) for key in keys]
    return sorted(told, key=lambda each: (not each[0], sort_key(each[1])))


def _of_list(keys: Collection[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """In the order of the list; what is not stated, or no longer in it, last."""
    others = sorted(keys - names.keys() - {""}) + ([""] if "" in keys else [])
    known = [(key, label) for key, label in names.items() if key in keys]
    return known + [(key, key or NOT_STATED) for key in others]
