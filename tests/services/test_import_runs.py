"""Các lần nhập trong lịch sử của sổ."""

import pytest

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.importing.plan import Outcome
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.import_commit import commit_import, undo_import
from ktt_desktop.services.import_runs import run_issues, runs
from tests.import_plans import left, new, plan


def put(book, name):
    issue = Issue(6, "Loại hình", "CTY", "Không rõ loại hình.")
    refused = left("Công ty", Outcome.REFUSED, issue)
    run, _ = commit_import(book, plan(new(name), refused, file=f"{name}.xlsx"), Silent())
    return run


def test_the_newest_import_comes_first_until_it_is_taken_back(empty_book):
    first, second = put(empty_book, "HTX A"), put(empty_book, "HTX B")
    assert runs(empty_book) == [second, first]
    assert (second.file, second.added, second.left) == ("HTX B.xlsx", 1, 1)
    undo_import(empty_book, second.id)
    assert runs(empty_book) == [first]


def test_what_an_import_left_is_told_until_it_is_taken_back(empty_book):
    run = put(empty_book, "HTX A")
    assert run_issues(empty_book, run.id) == (Issue(6, "Loại hình", "CTY", "Không rõ loại hình."),)
    undo_import(empty_book, run.id)
    with pytest.raises(NotFoundError, match="không còn trong lịch sử"):
        run_issues(empty_book, run.id)
