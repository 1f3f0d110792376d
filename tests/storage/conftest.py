"""Books as bare files, and short ways to put rows into them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import ReturnRecord, Subject
from ktt_desktop.domain.search import search_key
from ktt_desktop.domain.terms import Measure, OrganisationKind, StatusAxis, SubjectKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.models.organisation import Organisation, StatusChange
from ktt_desktop.storage.annual_returns import AnnualReturns
from ktt_desktop.storage.migrate import prepare
from ktt_desktop.storage.session import Sessions, open_engine, transaction

COLUMNS = {"M": "m", "W": "w", "A4.1": "a4_1"}
MOMENT = datetime(2025, 1, 15, 8, 30, tzinfo=UTC)


@pytest.fixture
def book_file(tmp_path):
    """A prepared book with three indicator columns; nobody has it open."""
    path = tmp_path / "so-kttt.sqlite"
    prepare(
        path, tmp_path / "sao-luu", datetime.fromisoformat("2025-01-15T08:30:00"), COLUMNS.values()
    )
    return path


@pytest.fixture
def sessions(book_file) -> Iterator[Sessions]:
    made = Sessions(open_engine(book_file), expire_on_commit=False)
    yield made
    made.kw["bind"].dispose()


@pytest.fixture
def session(sessions) -> Iterator[Session]:
    """One transaction for a whole test."""
    with transaction(sessions) as opened:
        yield opened


@pytest.fixture
def returns():
    return AnnualReturns(COLUMNS)


@pytest.fixture
def add(session, returns):
    """Add an organisation: history is [(day, status)], figures {(year, measure): {code: value}}."""

    def one(name="HTX A", *, history=((None, "HD"),), figures=(), legal=(), **fields):
        kind = fields.pop("kind", OrganisationKind.COOPERATIVE)
        organisation = Organisation(
            uid=str(uuid4()),
            name=name,
            search_key=search_key(kind, (name, fields.get("tax_code") or "")),
            sort_key=sort_key(name),
            created_at=MOMENT,
            updated_at=MOMENT,
            kind=kind,
            **{"sector": "NN.TT"} | fields,
        )
        lines = [(StatusAxis.OPERATING, *each) for each in history]
        lines += [(StatusAxis.LEGAL, *each) for each in legal]
        organisation.status_changes = [
            StatusChange(
                axis=axis, status=status, effective_on=PartialDate.from_iso(day) if day else None
            )
            for axis, day, status in lines
        ]
        session.add(organisation)
        session.flush()
        subject = Subject(SubjectKind.ORGANISATION, organisation.uid)
        for (year, measure), values in dict(figures).items():
            record = ReturnRecord(subject, year, Measure(measure), values=values)
            returns.write(session, record, organisation.id, MOMENT)
        return organisation

    return one
