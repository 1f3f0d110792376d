"""What to look at again in one work record while it is typed: the rules of the check over it.

Only what the record shows by itself, with its programme, its whole and the others of the same
organisations; the check of the whole book (services/dossier_findings.py) looks at the rest.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind, total
from ktt_desktop.domain.dossier_check import money, parts
from ktt_desktop.domain.dossier_check.check import check
from ktt_desktop.domain.dossier_check.subject import Party, Subjects
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import check_dossier
from ktt_desktop.services.dossier_findings import ending_words, kind_words
from ktt_desktop.services.dossiers import read_dossier
from ktt_desktop.storage import dossiers as storage
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

NEW = "new"  # the uid of a record that has none yet
# Told under the table of the money itself, or asked of all parts together.
ELSEWHERE = {each.id for each in (money.SUM, money.PARTIAL, parts.FEWER, parts.SUM)}
MONEY = "money"


def dossier_warnings(book: Book, draft: DossierDraft) -> dict[str, str]:
    """Head, field, "organisations" or "money" → what is doubtful; it keeps nobody from saving.

    Nothing is doubtful yet while the record could not be saved (services/dossier_checks.py).
    """
    if check_dossier(book, draft):
        return {}
    draft = replace(draft, uid=draft.uid or NEW)
    with transaction(book.sessions) as session:
        names = organisations.names_by_uid(session, draft.organisations)
        own = DossierRow(draft, tuple(names.get(uid, "") for uid in draft.organisations))
        whole = _whole(session, draft)
        others = [row for row in _others(session, draft) if row.draft.uid != draft.uid]
        rows = (*others, *whole, own)
        subjects = Subjects(
            rows=rows,
            known=storage.known_uids(session, (draft.part_of, *_programmes(rows))),
            kinds={key: kind_words(each) for key, each in book.catalogue.dossiers.items()},
            sources=book.catalogue.sources,
            parties=_parties(session, book.catalogue, rows),
            year=draft.year or 0,
        )
    found: dict[str, list[str]] = defaultdict(list)
    for key, words in (*_found(subjects, own), *_more_than_whole(book.catalogue, draft, whole)):
        if words not in found[key]:
            found[key].append(words)
    return {key: "\n".join(words) for key, words in found.items()}


def _whole(session: Session, draft: DossierDraft) -> list[DossierRow]:
    """The record it is a part of; it stands there without its other parts."""
    entity = storage.find(session, draft.part_of) if draft.part_of else None
    return [] if entity is None else [_nameless(read_dossier(session, entity))]


def _others(session: Session, draft: DossierDraft) -> Iterator[DossierRow]:
    """The programmes, and the records of the same organisations that may be the same."""
    if draft.kind != Kind.PROGRAMME:
        yield from storage.rows(session, [Kind.PROGRAMME])
    years = () if draft.year is None else (draft.year,)
    seen = {draft.part_of}
    for uid in draft.organisations:
        for row in storage.rows(session, [draft.kind], years=years, organisation=uid):
            if row.draft.uid not in seen and not row.draft.part_of and not draft.part_of:
                seen.add(row.draft.uid)
                yield row


def _programmes(rows: tuple[DossierRow, ...]) -> set[str]:
    return {row.draft.programme for row in rows}


def _nameless(draft: DossierDraft) -> DossierRow:
    return DossierRow(replace(draft, organisations=(), part_of=""))


def _parties(
    session: Session, catalogue: Catalogue, rows: tuple[DossierRow, ...]
) -> dict[str, Party]:
    """The organisations of records: whether in the bin, and when they ended."""
    endings = ending_words(catalogue)
    found = {}
    for uid in {uid for row in rows for uid in row.draft.organisations}:
        entity = organisations.find_any(session, uid)
        ended = [
            (each.effective_on, endings[each.status])
            for each in (entity.status_changes if entity else ())
            if each.status in endings and each.effective_on is not None
        ]
        in_bin = entity is None or entity.deleted_at is not None
        found[uid] = Party(in_bin, *min(ended, default=(None, "")))
    return found


def _found(subjects: Subjects, own: DossierRow) -> Iterator[tuple[str, str]]:
    """What the rules find in the record itself, each under the first of its fields concerned."""
    prefixes = [f"{subjects.name(row)}: " for row in subjects.rows]
    for finding in check(subjects):
        places = [each.code for each in finding.places if each.key == own.draft.uid]
        if not places or finding.rule in ELSEWHERE:
            continue
        detail = finding.detail
        for prefix in prefixes:
            detail = detail.removeprefix(prefix)
        yield MONEY if "." in places[0] else places[0], detail[0].upper() + detail[1:]


def _more_than_whole(
    catalogue: Catalogue, draft: DossierDraft, whole: list[DossierRow]
) -> Iterator[tuple[str, str]]:
    """The money of a part against that of its whole."""
    for row in whole:
        for group in catalogue.dossiers[draft.kind].money:
            part, stated = total(draft, group.key), total(row.draft, group.key)
            if part is not None and stated is not None and part > stated:
                yield (
                    MONEY,
                    f"{group.label}: phần này {money.million(part)} triệu đồng, nhiều hơn hồ sơ "
                    f"chung {money.million(stated)} triệu đồng.",
                )
