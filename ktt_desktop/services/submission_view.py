"""The Excel view of a submission, built from what the book says now."""

from ktt_desktop.domain.dossier import Kind
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import SentRow, UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.interchange.workbook_writer import write_workbook
from ktt_desktop.services import view_sheets
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_words import words_of
from ktt_desktop.services.dossiers import dossiers, programmes
from ktt_desktop.services.places import commune_name, kept_names
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.reporting import WATERMARK
from ktt_desktop.services.submission_dossiers import submitted_years
from ktt_desktop.services.support_tables import read_dossier_tables
from ktt_desktop.services.view_dossiers import dossier_sheets
from ktt_desktop.services.view_forms import form_sheet
from ktt_desktop.services.view_ratings import rating_sheets
from ktt_desktop.services.view_support import support_sheet
from ktt_desktop.storage.session import transaction


def workbook_bytes(
    book: Book,
    profile: UnitProfile,
    period: ReportingPeriod,
    checks: CheckResult,
    sent: SentRow,
) -> bytes:
    """All sheets of the view; the marks tie it to the submission file."""
    with transaction(book.sessions) as session:
        figures = read_report_figures(session, book, profile, period)
        forms = read_dossier_tables(session, book, profile, period).filled
    lines = view_sheets.heading(profile, figures)
    query = RegisterQuery(on=figures.as_of_date.last_day())
    rows = organisation_rows(book, organisation_ids(book, query), query)
    kept = kept_names(book)
    communes = {
        row.commune_code: commune_name(book.units, profile, row.commune_code, kept) for row in rows
    }
    years = (None, *submitted_years(period))
    records = [each for each in dossiers(book, book.catalogue.dossiers) if each.draft.year in years]
    sheets = [
        *(
            view_sheets.table_sheet(each, figures)
            for each in book.catalogue.edition.tables.values()
        ),
        *(form_sheet(table, lines) for tables in forms.values() for table in tables),
        view_sheets.register_sheet(rows, communes, figures),
        support_sheet(
            [each for each in records if each.draft.kind == Kind.SUPPORT],
            {each.code: each.name for each in programmes(book)},
            figures,
        ),
        *dossier_sheets(book.catalogue.dossiers, records, words_of(book), figures),
        *rating_sheets(book, figures, submitted_years(period)),
        view_sheets.findings_sheet(checks, figures),
    ]
    return write_workbook(
        sheets,
        marks={"bundle_id": sent.bundle_id, "data_digest": sent.data_digest},
        created=sent.created_at,
        watermark=WATERMARK if profile.practice else "",
    )
