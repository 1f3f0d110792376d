"""The check over work records (hồ sơ công việc): read once, held against the unit's figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import NUMBERS
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierRow, Kind
from ktt_desktop.domain.dossier_check.check import check
from ktt_desktop.domain.dossier_check.subject import KindWords, Party, Subjects
from ktt_desktop.domain.expression import Exact
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.terms import LegalStatus, Measure
from ktt_desktop.services.checked_book import CheckedBook
from ktt_desktop.services.dossier_words import HEAD_LABELS
from ktt_desktop.services.unit_figures import as_printed
from ktt_desktop.storage import dossier_parties
from ktt_desktop.storage.dossiers import rows

KINDS = tuple(kind for kind in Kind if kind is not Kind.RATING)  # sheets are read by their screen
ENDINGS = ("dissolved", "converted")
NEVER: tuple[PartialDate | None, str] = (None, "")


def dossier_findings(session: Session, checked: CheckedBook) -> Iterator[Finding]:
    """What the work records of the report show: of its year, the year before and the year after.

    Those that name no year (programmes, targets) are always looked at.
    """
    year = checked.main.year
    of_report = (None, year - 1, year, year + 1)
    every = rows(session, KINDS)
    found = tuple(row for row in every if row.draft.year in of_report)
    known = frozenset(row.draft.uid for row in every)
    return check(_subjects(session, checked, found, known))


def kind_words(kind: DossierKind) -> KindWords:
    """What a kind of record and its fields are called, as the catalogue says."""
    return KindWords(
        kind.one,
        {**HEAD_LABELS, **{key: each.label for key, each in kind.fields.items()}},
        {key: each.quantity for key, each in kind.fields.items() if each.type in NUMBERS},
        {each.key: each.label for each in kind.money},
    )


def _subjects(
    session: Session,
    checked: CheckedBook,
    found: tuple[DossierRow, ...],
    known: frozenset[str],
) -> Subjects:
    catalogue = checked.catalogue
    edition = catalogue.edition
    labels = catalogue.dossier_lists["target_bases"]
    return Subjects(
        rows=found,
        known=known,
        kinds={kind: kind_words(each) for kind, each in catalogue.dossiers.items()},
        topics=_topics(catalogue),
        sources=catalogue.sources,
        parties=_parties(session, checked, found),
        figures=_figures(checked),
        bases={base: (labels[base], codes) for base, codes in edition.target_bases.items()},
        shares=frozenset(
            each.code for each in edition.indicators.values() if each.unit.startswith("%")
        ),
        compared=edition.record_checks,
        year=checked.main.year,
    )


def _topics(catalogue: Catalogue) -> dict[str, str]:
    """Topics that name a record in a sentence; targets have a title of their own."""
    measures = {code: each.label for code, each in catalogue.measures.items()}
    return {**measures, **catalogue.dossier_lists["governance_topics"]}


def ending_words(catalogue: Catalogue) -> dict[str, str]:
    """The statuses that end an organisation, of both axes, as they stand in a sentence."""
    labels: dict[str, str] = {
        each.code: each.label for each in catalogue.operating.values() if each.counts_as in ENDINGS
    }
    labels[LegalStatus.CLOSED] = catalogue.legal[LegalStatus.CLOSED].label
    return {code: label[0].lower() + label[1:] for code, label in labels.items()}


def _parties(
    session: Session, checked: CheckedBook, found: tuple[DossierRow, ...]
) -> dict[str, Party]:
    words = ending_words(checked.catalogue)
    first: dict[str, tuple[PartialDate | None, str]] = {}
    for uid, status, on in dossier_parties.ended(session, words):
        if on:
            first.setdefault(uid, (PartialDate.from_iso(on), words[status]))
    deleted, active = dossier_parties.in_bin(session), _active(checked)
    return {
        uid: Party(uid in deleted, *first.get(uid, NEVER), active.get(uid, ""))
        for row in found
        for uid in row.draft.organisations
    }


def _active(checked: CheckedBook) -> dict[str, str]:
    """Organisations that count as active on the day of the check, with their status."""
    labels: dict[str, str] = {
        each.code: each.label
        for each in checked.catalogue.operating.values()
        if each.counts_as == "active"
    }
    return {row.uid: labels[row.status] for row in checked.rows if row.status in labels}


def _figures(checked: CheckedBook) -> Mapping[tuple[str, int], Mapping[Measure, Exact]]:
    """What the unit states or its list gives, plans left out."""
    found: dict[tuple[str, int], dict[Measure, Exact]] = defaultdict(dict)
    for (sector, year, measure), form in checked.unit.items():
        if sector or measure is Measure.PLAN:
            continue
        for code, figure in form.figures.items():
            if (value := as_printed(checked.catalogue, code, figure.value)) is not None:
                found[code, year][measure] = value
    return found
