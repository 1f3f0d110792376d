"""Real lists into a book: read, planned, written, found the same again, and taken back."""

from collections import defaultdict
from types import MappingProxyType

import pytest

from ktt_desktop.catalogue.listed_around import around
from ktt_desktop.domain.importing.choices import Act, Decision, ListChoice
from ktt_desktop.domain.importing.plan import Outcome
from ktt_desktop.domain.progress import Silent
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.import_commit import commit_import, undo_import
from ktt_desktop.services.import_fields import import_words_of
from ktt_desktop.services.import_plan import plan_import
from ktt_desktop.services.list_files import open_file
from ktt_desktop.services.list_reading import read_opened
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.register_checks import check_draft
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction
from tests.import_plans import contents

LISTS = resources().parent / "tests" / "data" / "lists"


def planned(desk, name, choices=MappingProxyType({})):
    book, profile = desk.book, desk.profile
    words, home = import_words_of(book), around(book.units, (profile.name, profile.parent_name))
    opened = open_file(LISTS / name, Silent())
    reading = read_opened(opened, words, book.units, Silent(), home, choices)
    return plan_import(book, profile, words, reading, choices, Silent())


def decided(desk, name):
    """The plan of an officer who takes in whatever the program asks about."""
    decisions = defaultdict(dict)
    for row in planned(desk, name).rows:
        if row.outcome is Outcome.DOUBTFUL:
            decisions[row.at][row.row] = Decision(Act.ADD)
    return planned(desk, name, {at: ListChoice(decisions=each) for at, each in decisions.items()})


@pytest.fixture(
    params=sorted(
        path.name for path in LISTS.glob("*.*") if path.suffix in (".xls", ".xlsx", ".csv")
    )
)
def listed(request):
    return request.param


def test_a_list_goes_in_is_the_same_then_and_comes_out_again(desk, listed):
    stood = contents(desk.book)
    plan = decided(desk, listed)
    run, _ = commit_import(desk.book, plan, Silent())
    assert run.added == plan.counts[Outcome.NEW] > 0
    again = planned(desk, listed).counts
    assert again[Outcome.NEW] == again[Outcome.CHANGED] == 0
    assert again[Outcome.SAME] == run.added
    undo_import(desk.book, run.id)
    assert contents(desk.book) == stood


def test_what_a_list_brought_could_have_been_typed(desk, listed):
    commit_import(desk.book, decided(desk, listed), Silent())
    with transaction(desk.book.sessions) as session:
        uids = [each.uid for each in organisations.all_records(session)]
    for uid in uids:
        assert check_draft(desk.book, load_organisation(desk.book, uid)) == {}
