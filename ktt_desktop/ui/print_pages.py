"""Pages of a finished PDF to a printer, on a worker: the window goes on working."""

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.progress import Progress
from ktt_desktop.services.printing import open_pages

DOTS = 200  # an inch: sharp on paper, and a page fits into memory
POINTS = 72


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """In ở đâu, trang nào, mấy bản; pages count from 1. `file` prints into a PDF instead.

    A printer that cannot turn the sheet prints `two_sided` on one side all the same.
    """

    printer: str
    first: int
    last: int
    copies: int = 1
    file: str = ""
    two_sided: bool = False


def print_pages(pdf: bytes, choice: PrintChoice, progress: Progress) -> int:
    """Print the chosen pages; returns how many. Raises StorageUnavailableError."""
    with open_pages(pdf) as pages:
        last = min(choice.last, pages.count)
        numbers = range(choice.first - 1, last)
        printer = _printer(choice, pages.size(choice.first - 1))
        painter = QPainter()
        if not painter.begin(printer):
            raise StorageUnavailableError(
                f"Máy in {choice.printer or choice.file} không nhận việc in. Kiểm tra máy in đang "
                "bật và có giấy rồi in lại, hoặc kết xuất PDF để in ở máy khác."
            )
        try:
            for place, number in enumerate(numbers):
                progress.report(place, len(numbers), f"In trang {number + 1}")
                if place:
                    printer.setPageOrientation(_orientation(pages.size(number)))
                    printer.newPage()
                drawn = pages.render(number, DOTS / POINTS)
                image = QImage(
                    drawn.pixels,
                    drawn.width,
                    drawn.height,
                    drawn.stride,
                    QImage.Format.Format_RGB32,
                )
                sheet = printer.pageLayout().fullRectPixels(printer.resolution())
                painter.drawImage(QRectF(sheet), image)
        finally:
            painter.end()
    return len(numbers)


def _printer(choice: PrintChoice, size: tuple[float, float]) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if choice.file:
        printer.setOutputFileName(choice.file)
    else:
        printer.setPrinterName(choice.printer)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            _orientation(size),
            QMarginsF(),
        )
    )
    printer.setFullPage(True)
    printer.setCopyCount(choice.copies)
    if choice.two_sided:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setCreator("Sổ KTTT")
    return printer


def _orientation(size: tuple[float, float]) -> QPageLayout.Orientation:
    """Annexes lie on their side between upright pages."""
    turned = size[0] > size[1]
    return QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
