"""Short ways to hold a list against a book, for the tests of imports."""

from ktt_desktop.domain.importing.choices import ListAt, ListChoice
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.import_plan import plan_import
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.list_reading import read_opened
from tests.lists import units, words, workbook

FIRST = ListAt(0)


class Planner:
    """A book, its unit, a folder for the lists."""

    def __init__(self, book, profile, folder):
        self.book, self.profile, self.folder = book, profile, folder

    def of_file(self, path, choices=None, progress=None):
        """The plan of a file."""
        choices, progress = choices or {}, progress or Silent()
        reading = read_opened(
            open_file(path, progress), words(), units(), progress, choices=choices
        )
        return plan_import(self.book, self.profile, words(), reading, choices, progress)

    def of_sheets(self, sheets, choices=None):
        """The plan of a workbook."""
        return self.of_file(workbook(self.folder / "ds.xlsx", sheets), choices)

    def __call__(self, head, *rows, title="DANH SÁCH HỢP TÁC XÃ", **choice):
        """The plan of one list; `choice` are fields of ListChoice."""
        choices = {FIRST: ListChoice(**choice)} if choice else {}
        return self.of_sheets({"DS": [[title], ["STT", *head], *_numbered(rows)]}, choices)


def _numbered(rows):
    return [[number, *row] for number, row in enumerate(rows, start=1)]


def outcomes(plan):
    """What every row comes to."""
    return [each.outcome.value for each in plan.rows]


def changes(row):
    """Label, old and new of every change."""
    return [(each.label, each.old, each.new) for each in row.changes]


def said(row):
    """All issues of a row in one text."""
    return " | ".join(f"{each.column} {each.value} {each.reason}" for each in row.issues)
