"""Maxima and scales of the rulesets as the unit filled them in: kept in the book, journalled."""

import json
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.rulesets import Ruleset, Scale, Scales, Step, with_scales
from ktt_desktop.models.document import Setting
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage import journal
from ktt_desktop.storage.session import transaction

SETTING = SUBJECT = "rating_scales"


def load_scales(book: Book) -> Scales:
    """What the unit filled in; nothing of a ruleset that stands as shipped."""
    with transaction(book.sessions) as session:
        return read_scales(session)


def read_scales(session: Session) -> Scales:
    """The same inside a transaction."""
    found = session.get(Setting, SETTING)
    return {} if found is None else _from_entry(json.loads(found.value))


def save_scales(book: Book, scales: Scales) -> ChangeSet:
    """Keep maxima and scales; a criterion that is not named stands as shipped again."""
    with transaction(book.sessions) as session:
        before = read_scales(session)
        for ruleset in sorted({*before, *scales}):
            old, new = _told(before, ruleset), _told(scales, ruleset)
            changes = [(key, old.get(key), new.get(key)) for key in sorted({*old, *new})]
            journal.record(session, now(), SUBJECT, ruleset, changes)
        session.merge(Setting(name=SETTING, value=json.dumps(_entry(scales))))
    return ChangeSet(settings=True, dossiers=True)


def used_rulesets(book: Book, scales: Scales) -> dict[str, Ruleset]:
    """The rulesets with what the unit filled in, the one that goes before first."""
    return {
        id_: with_scales(each, scales.get(id_, {}))
        for id_, each in book.catalogue.ratings.rulesets.items()
    }


def _entry(scales: Scales) -> dict[str, Any]:
    return {
        ruleset: {key: _scale_entry(each) for key, each in criteria.items()}
        for ruleset, criteria in scales.items()
        if criteria
    }


def _scale_entry(scale: Scale) -> dict[str, Any]:
    return {"max": scale.most, "steps": [list(step) for step in scale.steps]}


def _from_entry(raw: dict[str, Any]) -> Scales:
    return {
        ruleset: {
            key: Scale(each["max"], tuple(Step(*step) for step in each["steps"]))
            for key, each in criteria.items()
        }
        for ruleset, criteria in raw.items()
    }


def _told(scales: Scales, ruleset: str) -> dict[str, str]:
    return {key: json.dumps(_scale_entry(each)) for key, each in scales.get(ruleset, {}).items()}
