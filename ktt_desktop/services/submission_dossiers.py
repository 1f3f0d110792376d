"""The work records (hồ sơ công việc) a submission carries: support by measure, every kind whole."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.dossiers_loader import MANY, DossierKind
from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage, by_source
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.interchange.submission_format import MERGE, Cell, Sheet
from ktt_desktop.storage.dossiers import rows, text_of
from ktt_desktop.storage.submission_rows import received_dossiers

PERSONAL = "person"  # the name of a young worker never travels (domain 2.3)
SUPPORT_COLUMNS = (
    *("act", "uid", "year", "programme", "programme_name", "measure", "organisation"),
    *("content", "quantity", "quantity_unit", "document", "note"),
    *(*FundingSource, "period", "part_of"),
)
DOSSIER_COLUMNS = (
    *("act", "uid", "kind", "year", "period", "programme", "topic", "part_of"),
    *("organisations", "content", "money", "source_unit"),
)


def book_records(session: Session, kinds: Mapping[str, DossierKind]) -> list[DossierDraft]:
    """Every work record of the book that is not in the bin, in the order of uids."""
    return [each.draft for each in rows(session, kinds)]


def dossier_sheets(
    session: Session,
    kinds: Mapping[str, DossierKind],
    period: ReportingPeriod,
    sent: Collection[str],
    drafts: Sequence[DossierDraft],
) -> dict[str, Sheet]:
    """The sheets of work records in their order; `sent` are organisations that travel."""
    sources = received_dossiers(session)
    programmes = {each.uid: each.text("name") for each in drafts if each.kind == Kind.PROGRAMME}
    given = [each for each in drafts if _is_given(each, period)]
    whole = [each for each in drafts if _travels(each, kinds[each.kind], period, sent)]
    return {
        "support": Sheet(
            SUPPORT_COLUMNS, tuple(_support_row(each, programmes, sent) for each in given)
        ),
        "dossiers": Sheet(
            DOSSIER_COLUMNS, tuple(_dossier_row(each, sent, sources) for each in whole)
        ),
    }


def submitted_years(period: ReportingPeriod) -> tuple[int, int]:
    """The year of the figures, and the one its needs and plans are for."""
    return period.year, period.year + 1


def _is_given(draft: DossierDraft, period: ReportingPeriod) -> bool:
    """Whether it is support that was given in the year."""
    stages = (Stage.HALF_YEAR, Stage.YEAR)
    return (draft.kind, draft.year) == (Kind.SUPPORT, period.year) and draft.period in stages


def _travels(
    draft: DossierDraft, kind: DossierKind, period: ReportingPeriod, sent: Collection[str]
) -> bool:
    """Whether it is of these years or of none, and not only of an organisation in the bin."""
    if draft.year is not None and draft.year not in submitted_years(period):
        return False
    is_left = bool(draft.organisations) and not _sent(draft, sent)
    return kind.organisations == MANY or not is_left


def _sent(draft: DossierDraft, sent: Collection[str]) -> list[str]:
    return [uid for uid in draft.organisations if uid in sent]


def _support_row(
    draft: DossierDraft, programmes: Mapping[str, str], sent: Collection[str]
) -> tuple[Cell, ...]:
    money, organisations = by_source(draft, "done"), _sent(draft, sent)
    return (
        *(MERGE, draft.uid, draft.year, draft.programme, programmes.get(draft.programme, "")),
        *(draft.topic, organisations[0] if len(organisations) == 1 else None),
        *(draft.text("content"), draft.number("quantity_done"), draft.text("quantity_unit")),
        *(draft.text("document"), draft.text("note")),
        *(money.get(source) for source in FundingSource),
        *(draft.period, draft.part_of),
    )


def _dossier_row(
    draft: DossierDraft, sent: Collection[str], sources: Mapping[str, str]
) -> tuple[Cell, ...]:
    content = {key: value for key, value in draft.values.items() if key != PERSONAL}
    return (
        *(MERGE, draft.uid, draft.kind, draft.year, draft.period, draft.programme, draft.topic),
        *(draft.part_of, " ".join(_sent(draft, sent)), text_of(content), text_of(draft.money)),
        sources.get(draft.uid, ""),
    )
