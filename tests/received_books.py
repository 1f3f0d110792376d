"""A book of an upper level with the data of units below, put there as receiving puts it."""

from sqlalchemy import text

from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.exchange import ReceivedUnit
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.storage.session import transaction


class Above:
    """The desk of an upper level: what its own desk does, and units below with their data."""

    def __init__(self, desk):
        self.desk, self.book, self.profile = desk, desk.book, desk.profile

    def unit(self, key, name="", *, parent="", list_complete=True, level="xa"):
        """A unit below that sent something."""
        with transaction(self.book.sessions) as session:
            session.add(
                ReceivedUnit(
                    key=key,
                    name=name or f"Xã {key}",
                    level=level,
                    parent=parent,
                    list_complete=list_complete,
                )
            )
        return key

    def add(self, unit, name, figures=None, **fields):
        """An organisation of a unit's list, with its form."""
        saved = self.desk.add(name, figures, **fields)
        with transaction(self.book.sessions) as session:
            session.execute(
                text("UPDATE organisation SET source_unit = :unit WHERE uid = :uid"),
                {"unit": unit, "uid": saved.uid},
            )
        return saved

    def enter(self, unit, texts, sector="", *, year=2024, measure=Measure.ACTUAL):
        """Figures a unit below entered for itself."""
        kind = SubjectKind.SECTOR if sector else SubjectKind.UNIT
        subject = Subject(kind, unit, sector)
        save_values(self.book, subject, year, measure, self.desk.typed(texts))

    def figures(self, sector="", **options):
        """The consolidated figures by code."""
        return self.desk.figures(sector, **options)
