"""After a change only what it concerns is checked again; another period is checked whole."""

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book
from ktt_desktop.ui.screens import validation_checks
from ktt_desktop.ui.screens.validation_checks import Checks, together


@pytest.fixture
def asked(monkeypatch):
    """Which of the two ways was taken, in their order."""
    ways = []
    for way in ("check_book", "recheck"):
        work = getattr(validation_checks, way)
        monkeypatch.setattr(
            validation_checks, way, lambda *a, way=way, work=work: ways.append(way) or work(*a)
        )
    return ways


@pytest.fixture
def checks(context, qtbot):
    made = Checks.of(context)
    with qtbot.waitSignal(made.checked):
        pass
    return made


def change_a_total(context):
    book, profile, period = context.book, context.profile, context.period
    return save_values(book, unit_subject(profile), *period.main, {"A2": 3765})


def test_a_change_is_checked_from_what_was_found_before(asked, checks, context, qtbot):
    before = checks.result
    with qtbot.waitSignal(checks.checked):
        context.changes.changed.emit(change_a_total(context))

    assert asked == ["check_book", "recheck"]
    assert "R1-A2" in {each.rule for each in before.findings}
    assert checks.result == check_book(context.book, context.profile, context.period)


def test_changes_close_together_are_checked_once(asked, checks, context, qtbot):
    with qtbot.waitSignal(checks.checked):
        context.changes.changed.emit(ChangeSet(explanations=True))
        context.changes.changed.emit(change_a_total(context))

    assert asked == ["check_book", "recheck"]
    assert "R1-A2" not in {each.rule for each in checks.result.findings}


def test_another_period_and_a_wish_of_the_officer_are_checked_whole(asked, checks, context, qtbot):
    with qtbot.waitSignal(checks.checked):
        context.set_period(ReportingPeriod.parse("6T2022"))
    with qtbot.waitSignal(checks.checked):
        checks.run()

    assert asked == ["check_book"] * 3


def test_several_changes_stand_together_as_one():
    changes = [
        ChangeSet(organisations=frozenset({"u1"}), years=frozenset({2024})),
        ChangeSet(organisations=frozenset({"u2"}), settings=True),
    ]
    assert together(changes) == ChangeSet(
        organisations=frozenset({"u1", "u2"}), years=frozenset({2024}), settings=True
    )
    assert together([]) == ChangeSet()
