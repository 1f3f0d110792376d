"""The usual report of the practice book with a locked figure in the officer's words."""

from ktt_desktop.domain.report_editing import opened
from ktt_desktop.domain.report_text import LockedFigure, RichParagraph, RichRun
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_opening import open_report
from ktt_desktop.services.report_texts import save_texts
from ktt_desktop.services.unit_figures import unit_subject

SECTION = "P1.III.1"
MEMBERS = RichParagraph(
    (
        RichRun("Toàn huyện có "),
        RichRun("3.779", bold=True, figure=LockedFigure("A2@TH")),
        RichRun(" thành viên."),
    )
)


def lock_members(practice):
    """Write MEMBERS into the report; returns its key."""
    book, _, period = practice
    key = main_report(book, period)
    save_texts(book, key, {SECTION: (MEMBERS,)})
    return key


def say(practice, **figures):
    """Other main figures of the unit, stored integers by code."""
    book, profile, period = practice
    save_values(book, unit_subject(profile), *period.main, figures)


def section(practice, key, id_=SECTION):
    """One section of the report as the editor shows it."""
    book, profile, _ = practice
    return next(each for each in open_report(book, profile, key).sections if each.id == id_)


def as_own(practice, key, id_, place):
    """The sentence at a place of a section as the officer edits it."""
    return opened(section(practice, key, id_).pieces[place])
