"""The main job on the practice book: check, explain, export, and read every file back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import Exported, UnitProfile
from ktt_desktop.domain.report import ReportSettings
from ktt_desktop.self_test.record import Record, StepError
from ktt_desktop.services.book import Book
from ktt_desktop.services.document_check import check_text, open_text
from ktt_desktop.services.import_commit import commit_import, undo_import
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_plan import plan_import
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.list_reading import read_opened
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.practice import explain_open_errors
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.report_files import EXCEL, WORD, export_files
from ktt_desktop.services.report_settings import save_settings
from ktt_desktop.services.submission import export_submission, verify_submission
from ktt_desktop.services.validation import check_book

if TYPE_CHECKING:
    from ktt_desktop.domain.findings import CheckResult

WRONG_SUM = "Đến nay có 425 HTX, trong đó 376 HTX đang hoạt động, 54 HTX ngừng hoạt động."
LIST = (("STT", "Tên HTX", "Lĩnh vực"), (1, "Hîp t¸c x· N«ng nghiÖp §ång TiÕn", "Trồng trọt"))
LISTED = "Hợp tác xã Nông nghiệp Đồng Tiến"
RESULTS, REPORT_TEXT = "ket-qua", "report-text.txt"
CHARTS, CHARTS_TITLE = "PL.charts", "BIỂU ĐỒ"
BASE_FONT = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/>]+)")


class MainJob:
    """Việc chính; each step runs on the worker of the book and says what it saw."""

    def __init__(
        self, book: Book, profile: UnitProfile, period: ReportingPeriod, record: Record
    ) -> None:
        self._book, self._profile, self._period, self._record = book, profile, period, record
        self._checks: CheckResult
        self._exported: Exported

    def steps(self) -> Iterator[tuple[str, Callable[[Progress], str]]]:
        """The steps with their names, in their order."""
        yield "Kiểm tra số liệu", self._check
        yield "Giải trình lỗi", self._explain
        yield "Kết xuất", self._export
        yield "Đọc lại tệp nộp", self._verify
        yield "Đọc lại báo cáo", self._read_report
        yield "Đọc lại bảng Excel", self._read_workbook
        yield "Kiểm tra văn bản Word", self._check_text
        yield "Xuất báo cáo Word và bảng phụ lục", self._export_report
        yield "Nhập danh sách Excel rồi hoàn tác", self._import_list

    def _check(self, _: Progress) -> str:
        self._checks = checks = check_book(self._book, self._profile, self._period)
        self._record.facts["findings"] = len(checks.findings)
        rules = ", ".join(each.rule for each in checks.findings)
        return f"{checks.organisations} tổ chức, {checks.figures} số liệu; phát hiện: {rules}"

    def _explain(self, _: Progress) -> str:
        explain_open_errors(self._book, self._period, self._checks)
        still_open = check_book(self._book, self._profile, self._period).open_errors
        if still_open:
            raise StepError(f"Còn {still_open} lỗi sau khi giải trình.")
        return f"đã giải trình {self._checks.open_errors} lỗi"

    def _export(self, progress: Progress) -> str:
        folder = self._record.folder / RESULTS
        folder.mkdir(exist_ok=True)
        self._exported = exported = export_submission(
            self._book, self._profile, self._period, folder, progress
        )
        paths = (exported.submission, exported.workbook, exported.report)
        self._record.facts |= {
            "data_digest": exported.sent.data_digest,
            "check_code": self._code,
        }
        return ", ".join(self._record.keep(path).name for path in paths)

    def _check_text(self, progress: Progress) -> str:
        from docx import Document

        path = self._record.folder / RESULTS / "van-ban.docx"
        document = Document()
        document.add_paragraph(WRONG_SUM)
        document.save(str(path))
        found = check_text(self._book.catalogue, open_text(path), progress)
        if not any("376 + 54 = 430" in each.message for each in found):
            raise StepError("Không tìm thấy tổng sai trong văn bản Word.")
        return f"{self._record.keep(path).name}: {len(found)} phát hiện, có tổng sai đã gài"

    def _export_report(self, progress: Progress) -> str:
        """With its charts and the square code, which are pictures in Word."""
        key = main_report(self._book, self._period)
        save_settings(self._book, key, ReportSettings(sections={CHARTS: True}))
        folder = self._record.folder / RESULTS
        written = export_files(self._book, self._profile, key, folder, (WORD, EXCEL), progress)
        text = open_text(written[0])
        if CHARTS_TITLE not in text:
            raise StepError(f"Báo cáo Word không có phụ lục {CHARTS_TITLE}.")
        names = ", ".join(self._record.keep(path).name for path in written)
        return f"{names}: {len(text.splitlines())} dòng"

    def _import_list(self, progress: Progress) -> str:
        """A list with one organisation in old letters goes in and comes out again."""
        path = self._record.folder / RESULTS / "danh-sach.xlsx"
        workbook = Workbook()
        sheet = workbook.create_sheet("DS", 0)
        for row in LIST:
            sheet.append(row)
        workbook.save(path)
        words, reading = import_words_of(self._book), open_file(path, progress)
        found = read_opened(reading, words, self._book.units, progress)
        plan = plan_import(self._book, self._profile, words, found, {}, progress)
        run, _ = commit_import(self._book, plan, progress)
        undo_import(self._book, run.id)
        (name,) = found.lists[0].list.names
        if name != LISTED or run.added != 1:
            raise StepError(f"Danh sách Excel đọc thành “{name}”, ghi {run.added} hồ sơ.")
        return f"{self._record.keep(path).name}: {name}, đã nhập và hoàn tác"

    def _verify(self, _: Progress) -> str:
        found = verify_submission(self._exported.submission)
        if grouped_check_code(found.check_code) != self._code:
            raise StepError(
                f"Tệp nộp mang mã kiểm tra {found.check_code}, không phải {self._code}."
            )
        return f"nguyên vẹn, {found.organisations} tổ chức, mã kiểm tra {self._code}"

    def _read_report(self, _: Progress) -> str:
        content = self._exported.report.read_bytes()
        with open_pages(content) as pages:
            words = [pages.text(place) for place in range(pages.count)]
        target = self._record.folder / REPORT_TEXT
        _write_text(target, "\n".join(words))
        self._record.keep(target)
        fonts = sorted({each.decode("ascii") for each in BASE_FONT.findall(content)})
        self._record.facts |= {"pages": len(words), "fonts_in_report": fonts}
        if not all(self._code in each for each in words):
            raise StepError(f"Có trang không in mã kiểm tra {self._code}.")
        return f"{len(words)} trang, phông {', '.join(fonts)}"

    def _read_workbook(self, _: Progress) -> str:
        workbook = load_workbook(self._exported.workbook)
        filled = {
            sheet.title: sum(cell.value is not None for row in sheet for cell in row)
            for sheet in workbook
        }
        workbook.close()
        self._record.facts["workbook_cells"] = filled
        if not all(filled.values()):
            raise StepError(f"Có bảng trống: {filled}.")
        return f"{len(filled)} bảng, {sum(filled.values())} ô"

    @property
    def _code(self) -> str:
        return grouped_check_code(self._exported.sent.check_code)


def _write_text(target: Path, text: str) -> None:
    """The same lines on every system."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    target.write_text(f"{lines}\n", encoding="utf-8", newline="\n")
