"""Kết xuất tệp nộp: check, build, write to the device, read back, remember what was sent."""

from pathlib import Path

from ktt_desktop import __version__
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import ExportBlockedError, StorageUnavailableError
from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import Exported, SentRow, UnitProfile, Verification
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.interchange.dictionary import checks_bytes, schema_bytes
from ktt_desktop.interchange.submission_format import (
    DELETE,
    Header,
    file_stem,
)
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.submission_writer import build_bundle
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.book import Book
from ktt_desktop.services.encryption import encrypted_for_export
from ktt_desktop.services.files import all_or_none, write_safely
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.printing import pdf_bytes
from ktt_desktop.services.report_versions import VersionCause, keep_now
from ktt_desktop.services.reporting import build_document
from ktt_desktop.services.seals import sealer
from ktt_desktop.services.sent_data import pack
from ktt_desktop.services.settings import install_id
from ktt_desktop.services.submission_number import Numbered, prepare, sent_row
from ktt_desktop.services.submission_view import workbook_bytes
from ktt_desktop.services.validation import check_book
from ktt_desktop.storage import exchange
from ktt_desktop.storage.session import transaction

STEPS = 6


def export_submission(
    book: Book, profile: UnitProfile, period: ReportingPeriod, folder: Path, progress: Progress
) -> Exported:
    """Write the submission file, its Excel view and its report into a folder.

    Equal data exported again gives the same bytes under the same number. Raises
    ExportBlockedError while hard errors are open, StorageUnavailableError when the device fails;
    nothing is left behind then, nor after a cancellation.
    """
    progress.report(0, STEPS, "Kiểm tra số liệu")
    checks = check_book(book, profile, period)
    _refuse_open_errors(checks)
    progress.report(1, STEPS, "Gom số liệu")
    prepared = prepare(book, profile, period)
    data, sent = prepared.data, prepared.numbered
    header = _header(book, profile, period, sent, prepared.as_of)
    progress.report(2, STEPS, "Lập báo cáo")
    key, code = main_report(book, period), sent.row.check_code
    document = build_document(book, profile, key, check_code=code, checks=checks)
    report = pdf_bytes(document, sent.row.created_at)
    progress.report(3, STEPS, "Lập bảng Excel")
    workbook = workbook_bytes(book, profile, period, checks, sent.row)
    bundle = build_bundle(
        header,
        data,
        schema_bytes(book.catalogue),
        checks_bytes(checks),
        workbook,
        report,
        sealer(book),
    )
    outgoing = encrypted_for_export(book, bundle)
    workbook_path, report_path, bundle_path = (
        folder / f"{file_stem(header)}{suffix}" for suffix in (".xlsx", ".pdf", ".kttt")
    )
    files = {workbook_path: workbook, report_path: report, bundle_path: outgoing}
    with all_or_none(list(files)):
        for path, content in files.items():
            progress.report(4, STEPS, f"Ghi và đọc lại {path.name}")
            write_safely(path, content)
        progress.report(5, STEPS, "Kiểm tra lại tệp đã ghi")
        readable = bundle_path if outgoing is bundle else bundle  # the key is the receiver's
        _verify_written(readable, bundle_path.name, sent.row.data_digest)
        remembered = _remember(book, sent, data, bundle_path, key)
    return Exported(bundle_path, workbook_path, report_path, remembered)


def history(book: Book) -> list[SentRow]:
    """Everything that was exported, newest first."""
    with transaction(book.sessions) as session:
        return [sent_row(each) for each in exchange.all_sent(session)]


def verify_submission(path: Path) -> Verification:
    """Read a submission file as its receiver would; raises UnreadableFileError with the reason."""
    bundle = open_bundle(path, allow_practice=True)
    findings = bundle.checks["findings"]
    return Verification(
        file_name=path.name,
        unit_name=bundle.header.unit_name,
        period=bundle.header.period.label,
        number=bundle.header.number,
        practice=bundle.practice,
        created_at=bundle.header.created_at,
        organisations=sum(row["act"] != DELETE for row in bundle.data["organisations"].records()),
        findings=len(findings),
        explained=sum(bool(each["explanation"]) for each in findings),
        check_code=bundle.check_code,
    )


def _refuse_open_errors(checks: CheckResult) -> None:
    if checks.open_errors:
        rules = ", ".join(dict.fromkeys(each.rule for each in checks.findings if each.is_open))
        raise ExportBlockedError(
            f"Còn {checks.open_errors} lỗi phải sửa hoặc giải trình trước khi kết xuất ({rules}). "
            "Mở màn hình Kiểm tra để sửa hoặc ghi giải trình."
        )


def _header(
    book: Book,
    profile: UnitProfile,
    period: ReportingPeriod,
    sent: Numbered,
    as_of: PartialDate,
) -> Header:
    edition = book.catalogue.edition
    return Header(
        unit_code=profile.code,
        unit_name=profile.name,
        unit_level=profile.level.value,
        unit_list=book.units.edition,
        recipient_code=profile.parent_code,
        recipient_name=profile.parent_name,
        period=period,
        from_day=f"{period.year}-01-01",
        to_day=as_of.iso(),
        form_code=edition.form,
        form_version=edition.version,
        form_title=edition.title,
        legal_basis=edition.legal_basis,
        number=sent.row.number,
        prepared_by=profile.issuer[-1] if profile.issuer else profile.name,
        signed_by=profile.signer,
        signed_on=profile.signed_on.isoformat() if profile.signed_on else "",
        created_at=sent.row.created_at,
        install_id=install_id(book),
        sequence=sent.sequence,
        bundle_id=sent.row.bundle_id,
        supersedes=sent.supersedes,
        app_version=__version__,
        practice=profile.practice,
    )


def _verify_written(source: Path | bytes, name: str, digest: str) -> None:
    """Read the file back from the device as its receiver will."""
    if open_bundle(source, name=name, allow_practice=True).digest != digest:
        raise StorageUnavailableError(
            f"Tệp {name} đọc lại không giống như đã ghi. Kết xuất lại vào thiết bị khác."
        )


def _remember(
    book: Book, sent: Numbered, data: bytes, bundle_path: Path, report: ReportKey
) -> SentRow:
    """Write the export down, once for equal data; the folder is that of the last time."""
    with transaction(book.sessions) as session:
        keep_now(session, report, VersionCause.EXPORT, f"Tệp nộp số {sent.row.number}")
        found = exchange.find_sent(session, sent.row.bundle_id)
        if found is None:
            found = SubmissionSent(
                bundle_id=sent.row.bundle_id,
                period=sent.row.period,
                number=sent.row.number,
                data_digest=sent.row.data_digest,
                check_code=sent.row.check_code,
                created_at=sent.row.created_at,
            )
            session.add(found)
        found.data = pack(data)  # also for an export of the time before this was kept
        found.file_name, found.folder = bundle_path.name, str(bundle_path.parent)
        session.flush()
        return sent_row(found)
