"""The work records of one organisation over the years, and the support it received in each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind, Stage, total
from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import choices
from ktt_desktop.services.dossier_choices import dossier_text, topic_words
from ktt_desktop.services.dossier_words import DossierWords, words_of
from ktt_desktop.services.dossiers import dossiers
from ktt_desktop.services.rating import RatingRow, load_rating
from ktt_desktop.services.rating_words import all_reasons, result_words

RECEIVED = "done"  # the money of support that was given


@dataclass(frozen=True, slots=True)
class DossierLine:
    """Một hồ sơ công việc trong hồ sơ của tổ chức, as it is read."""

    uid: str
    year: str
    kind: str
    period: str
    words: str
    money: str


@dataclass(frozen=True, slots=True)
class Received:
    """Hỗ trợ một năm: đồng by period; `shared` records name several organisations, uncounted."""

    year: int | None
    by_period: Mapping[str, int]
    shared: int


@dataclass(frozen=True, slots=True)
class OrganisationDossiers:
    """Hồ sơ công việc của một tổ chức, the newest year first."""

    lines: Sequence[DossierLine]
    received: Sequence[Received]


def organisation_dossiers(book: Book, uid: str) -> OrganisationDossiers:
    """Everything told of an organisation in work records."""
    catalogue = book.catalogue
    order = {kind: place for place, kind in enumerate(catalogue.dossiers)}
    rows = dossiers(book, list(catalogue.dossiers), organisation=uid)
    rows.sort(key=lambda row: (-(row.draft.year or 0), order[row.draft.kind], row.draft.topic))
    words = words_of(book)
    lines = tuple(
        replace(_line(catalogue, words, row.draft), **_rated(book, uid, row.draft)) for row in rows
    )
    return OrganisationDossiers(lines, tuple(received(rows)))


def received(rows: Sequence[DossierRow]) -> Iterator[Received]:
    """The money of support by year and period, the newest year first.

    What is needed is not counted, a part not beside its whole; six months never join the year.
    """
    known = {row.draft.uid for row in rows}
    by_year: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    shared: dict[int | None, int] = defaultdict(int)
    for draft in (row.draft for row in rows if row.draft.kind == Kind.SUPPORT):
        amount = total(draft, RECEIVED)
        if amount is None or draft.period == Stage.NEED or draft.part_of in known:
            continue
        if len(draft.organisations) > 1:
            shared[draft.year] += 1
        else:
            by_year[draft.year][draft.period] += amount
    for year in sorted({*by_year, *shared}, key=lambda year: -(year or 0)):
        yield Received(year, dict(by_year[year]), shared[year])


def received_words(catalogue: Catalogue, found: Received) -> str:
    """A year in a sentence: "Năm 2025: cả năm 120 triệu đồng"."""
    periods = choices(catalogue, "periods")
    told = [
        f"{periods.get(period, 'không ghi kỳ').lower()} {format_number(dong, MILLIONS)} triệu đồng"
        for period, dong in sorted(found.by_period.items())
    ]
    if found.shared:
        told.append(f"không kể {found.shared} lượt hỗ trợ chung cho nhiều tổ chức")
    return f"Năm {found.year or 'chưa ghi'}: {'; '.join(told)}."


def _line(catalogue: Catalogue, words: DossierWords, draft: DossierDraft) -> DossierLine:
    told = (topic_words(catalogue, draft), dossier_text(catalogue, words, draft))
    return DossierLine(
        draft.uid,
        str(draft.year or ""),
        catalogue.dossiers[draft.kind].label,
        choices(catalogue, "periods").get(draft.period, draft.period),
        " – ".join(filter(None, told)),
        "; ".join(_amounts(catalogue, words, draft)),
    )


def _rated(book: Book, uid: str, draft: DossierDraft) -> dict[str, str]:
    """What a rating came to; its points are told by no field."""
    if draft.kind != Kind.RATING or draft.year is None:
        return {}
    sheet = load_rating(book, uid, draft.year)
    outcomes = {each.id: sheet.outcome(each) for each in sheet.rulesets}
    row = RatingRow(sheet.organisation, draft.uid, outcomes)
    return {"words": result_words(book.catalogue.ratings, all_reasons(sheet.rulesets), row)}


def _amounts(catalogue: Catalogue, words: DossierWords, draft: DossierDraft) -> Iterator[str]:
    """The amounts a kind adds up, each with its name, triệu đồng."""
    kind = catalogue.dossiers[draft.kind]
    groups = {f"money.{each.key}": each for each in kind.money}
    for key in kind.sums:
        if group := groups.get(key):
            label, dong = group.label, total(draft, group.key)
        elif kind.fields[key].type is FieldType.MONEY:
            label, dong = words.label(kind, key), draft.number(key)
        else:
            continue
        if dong is not None:
            yield f"{label} {format_number(dong, MILLIONS)}"
