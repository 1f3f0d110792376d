"""The charts of a period printed by themselves; what could not be drawn is told below."""

from collections.abc import Iterator

from ktt_desktop.domain.document import (
    Paragraph,
    PrintedForm,
    Run,
    SignatureBlock,
    TextAlign,
)
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.chart_blocks import chart_blocks
from ktt_desktop.services.chart_figures import Charts, charts_of
from ktt_desktop.services.list_file import made_today
from ktt_desktop.services.reporting import WATERMARK

TITLE = "Biểu đồ kinh tế tập thể, hợp tác xã"
MAKER = ("NGƯỜI LẬP",)


def render_charts(book: Book, profile: UnitProfile, period: ReportingPeriod) -> bytes:
    """All charts of a period as PDF."""
    from ktt_desktop.reports.form_pages import form_pdf

    charts = charts_of(book, profile, period)
    where = f"{profile.heading} – {period.label}"
    printed = PrintedForm(
        title=TITLE,
        issuer=profile.name,
        blocks=(
            Paragraph((Run(where, bold=True),), TextAlign.CENTRE),
            *chart_blocks(charts.drawn),
            *_missing(charts),
            Paragraph((Run(made_today(), italic=True),), TextAlign.RIGHT),
        ),
        signature=SignatureBlock(MAKER, ""),
        watermark=WATERMARK if profile.practice else "",
    )
    return form_pdf(printed, now())


def _missing(charts: Charts) -> Iterator[Paragraph]:
    for words in charts.missing:
        yield Paragraph((Run(f"Không vẽ: {words}", italic=True),), TextAlign.LEFT)
