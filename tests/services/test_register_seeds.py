"""Whatever the published documents say of an organisation has its place in the book."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from ktt_desktop.domain.dossier import Kind
from ktt_desktop.domain.organisation import Activity, OrganisationDraft, Recognition
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import (
    LegalStatus,
    Measure,
    OperatingStatus,
    OrganisationKind,
    SubjectKind,
)
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.services.dossiers import dossiers
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows

NAMED = tomllib.loads(
    (Path(__file__).parent / "named_organisations.toml").read_text(encoding="utf-8")
)["organisation"]
TYPES = {
    "kind": OrganisationKind,
    "operating_status": OperatingStatus,
    "legal_status": LegalStatus,
    "activities": lambda rows: tuple(
        Activity(version, code, words, place == 0)
        for place, (version, code, words) in enumerate(rows)
    ),
    "recognitions": lambda rows: tuple(Recognition(kind, detail=words) for kind, words in rows),
}
ELSEWHERE = {"source", "year", "figures", "support"}  # not fields of the record


def draft_of(said):
    return OrganisationDraft(
        **{
            name: TYPES.get(name, lambda value: value)(value)
            for name, value in said.items()
            if name not in ELSEWHERE
        }
    )


def test_all_that_are_named_are_held():
    assert len({each["name"] for each in NAMED}) == len(NAMED) == 29


@pytest.mark.parametrize("said", NAMED, ids=lambda said: said["name"])
def test_what_is_said_of_an_organisation_can_be_entered_and_read_back(desk, said):
    draft = draft_of(said)
    saved, _ = save_organisation(desk.book, draft)
    subject, year = Subject(SubjectKind.ORGANISATION, saved.uid), said.get("year", 2022)
    figures = desk.typed(said.get("figures", {}))
    save_values(desk.book, subject, year, Measure.ACTUAL, figures)
    for measure, content in said.get("support", {}).items():
        desk.support(saved.uid, year=year, topic=measure, content=content)

    assert replace(load_organisation(desk.book, saved.uid), uid="", revision=0) == draft
    stored = load_return(desk.book, subject, year, Measure.ACTUAL).values
    assert {code: stored[code] for code in figures} == figures
    rows = dossiers(desk.book, [Kind.SUPPORT], organisation=saved.uid)
    given = {row.draft.topic: row.draft.text("content") for row in rows}
    assert given == said.get("support", {})


def test_an_organisation_is_found_under_every_name_it_is_given(desk):
    for said in NAMED:
        save_organisation(desk.book, draft_of(said))
    for said in NAMED:
        for name in filter(None, (said["name"], said.get("short_name"))):
            query = RegisterQuery(text=name)
            rows = organisation_rows(desk.book, organisation_ids(desk.book, query), query)
            assert said["name"] in [row.name for row in rows]
