"""Work records as a list: which are let through, in which order, and what is counted of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Stage
from ktt_desktop.domain.text import sort_key

NO_YEAR = 0  # among the years of a query: records that state none
Number = Callable[[DossierDraft], int | None]


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """Điều kiện của danh sách hồ sơ; empty means all, "" among the chosen means not stated.

    Of several years, sources … one is enough. A year has the needs of the following year with it,
    which are reported in that year. An empty `order` is that of the catalogue.
    """

    text: str = ""
    years: tuple[int, ...] = ()
    programmes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    order: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListedRow:
    """Một dòng đang hiện; `depth` counts the wholes above it that are shown with it."""

    row: DossierRow
    depth: int = 0


def is_kept(query: DossierQuery, draft: DossierDraft) -> bool:
    """Whether the filters let a record through; the text is looked for elsewhere."""
    return (
        (not query.years or bool(_years(draft) & set(query.years)))
        and (not query.programmes or draft.programme in query.programmes)
        and (not query.topics or draft.topic in query.topics)
        and (not query.periods or draft.period in query.periods)
        and (not query.sources or not _sources(draft).isdisjoint(query.sources))
        and (
            not query.organisations
            or not set(draft.organisations or ("",)).isdisjoint(query.organisations)
        )
    )


def ordered(
    rows: Iterable[DossierRow], value: Callable[[DossierRow], int | str | None], *, descending: bool
) -> list[DossierRow]:
    """By a number or by words in Vietnamese order; what is not known stands last either way."""
    pairs = [(value(row), row) for row in rows]
    keys = {words: sort_key(words) for words, _ in pairs if isinstance(words, str)}
    known = [
        (keys[key] if isinstance(key, str) else "", key if isinstance(key, int) else 0, row)
        for key, row in pairs
        if key not in (None, "")
    ]
    known.sort(key=lambda each: each[:2], reverse=descending)
    return [*(each[-1] for each in known), *(row for key, row in pairs if key in (None, ""))]


def nested(rows: Sequence[DossierRow]) -> tuple[ListedRow, ...]:
    """The rows in their order, parts right under their whole where that is among them."""
    known = {row.draft.uid for row in rows}
    parts: dict[str, list[DossierRow]] = defaultdict(list)
    for row in rows:
        parts[row.draft.part_of if row.draft.part_of in known else ""].append(row)
    listed: list[ListedRow] = []
    while parts:  # more than once only where records are parts of each other in a ring
        begun = parts.pop("" if "" in parts else next(iter(parts)))
        stack = [(row, 0) for row in reversed(begun)]
        while stack:
            row, depth = stack.pop()
            listed.append(ListedRow(row, depth))
            under = parts.pop(row.draft.uid, [])
            stack.extend((part, depth + 1) for part in reversed(under))
    return tuple(listed)


def counted(listed: Iterable[ListedRow], number: Number) -> Iterator[tuple[int, DossierDraft]]:
    """What is added up: every number once.

    Parts are left out under a whole that states the number, and stand for one that does not.
    """
    covered: int | None = None
    for each in listed:
        if covered is not None and each.depth > covered:
            continue
        covered = None
        if (stated := number(each.row.draft)) is not None:
            covered = each.depth
            yield stated, each.row.draft


def _years(draft: DossierDraft) -> set[int]:
    if draft.year is None:
        return {NO_YEAR}
    is_need = draft.period == Stage.NEED
    return {draft.year, draft.year - 1} if is_need else {draft.year}


def _sources(draft: DossierDraft) -> set[str]:
    return {key.partition(".")[2] for key in draft.money}
