"""The usual report of a period, by book, profile and period: what most tests ask for."""

from ktt_desktop.domain.report_text import from_plain, plain_text
from ktt_desktop.services import report_texts, reporting
from ktt_desktop.services.outlines import main_report


def build_document(book, profile, period, **more):
    return reporting.build_document(book, profile, main_report(book, period), **more)


def section_blocks(book, profile, period):
    return reporting.section_contents(book, profile, main_report(book, period))


def render_report(book, profile, period, **more):
    return reporting.render_report(book, profile, main_report(book, period), **more)


def load_texts(book, period):
    found = report_texts.load_texts(book, main_report(book, period))
    return {section: plain_text(text) for section, text in found.items()}


def save_text(book, period, section, text):
    return report_texts.save_texts(book, main_report(book, period), {section: from_plain(text)})
