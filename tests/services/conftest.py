"""Short ways to fill a book through the ordinary use cases."""

import os
import shutil
import subprocess
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.domain.numbers import parse
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.models.journal import JournalEntry
from ktt_desktop.services.annual_return import save_values, unit_figures
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.register import save_organisation
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.storage.session import transaction

YEAR, ACTUAL = 2024, Measure.ACTUAL


@dataclass(frozen=True)
class Desk:
    """A unit's own book with few words: figures are typed as an officer types them."""

    book: Book
    profile: UnitProfile

    def typed(self, texts):
        indicators = self.book.catalogue.edition.indicators
        return {
            code: parse(text, indicators[code].quantity, dot_is_thousands=True)
            for code, text in texts.items()
        }

    def add(self, name, figures=None, *, year=YEAR, measure=ACTUAL, **fields):
        """An organisation, with its form where figures are given; returns it as stored."""
        fields = {"sector": "NN.TT", "registered_on": PartialDate(2015, 3, 1)} | fields
        saved, _ = save_organisation(self.book, OrganisationDraft(name=name, **fields))
        if figures:
            subject = Subject(SubjectKind.ORGANISATION, saved.uid)
            save_values(self.book, subject, year, measure, self.typed(figures))
        return saved

    def support(self, *uids, year=YEAR, topic="H2.1", money=None, **values):
        """Support given to organisations, or to the unit as a whole; returns it as stored."""
        draft = DossierDraft(
            Kind.SUPPORT,
            year=year,
            period=Stage.YEAR,
            programme="LUAT2023",
            topic=topic,
            organisations=uids,
            values=values,
            money=money or {},
        )
        saved, _ = save_dossier(self.book, draft)
        return saved

    def enter(self, texts, sector="", *, year=YEAR, measure=ACTUAL, reason=""):
        """Figures typed for the unit or one of its sectors."""
        subject = unit_subject(self.profile, sector)
        save_values(self.book, subject, year, measure, self.typed(texts), reason=reason)

    def enter_of(self, saved, texts, *, year=YEAR, measure=ACTUAL):
        """Figures typed into the form of one organisation."""
        subject = Subject(SubjectKind.ORGANISATION, saved.uid)
        save_values(self.book, subject, year, measure, self.typed(texts))

    def figures(self, sector="", *, year=YEAR, measure=ACTUAL, profile=None):
        """The unit's figures by code."""
        pairs = [(year, measure)]
        return unit_figures(self.book, profile or self.profile, pairs)[sector, *pairs[0]].figures

    def value(self, code, text):
        """The stored integer of a typed figure."""
        return self.typed({code: text})[code]

    def journal(self, subject):
        """(key, field, old, new) of every change written down of a table."""
        with transaction(self.book.sessions) as session:
            rows = session.scalars(
                select(JournalEntry)
                .where(JournalEntry.subject == subject)
                .order_by(JournalEntry.id)
            )
            return [(each.subject_key, each.field, each.old, each.new) for each in rows]


@pytest.fixture
def desk(empty_book):
    """An empty book of a commune whose list names every organisation."""
    profile = UnitProfile(
        code="07375",
        name="Xã Lạng Giang",
        level=UnitLevel.COMMUNE,
        parent_code="24",
        parent_name="Tỉnh Bắc Ninh",
        issuer=("ỦY BAN NHÂN DÂN", "XÃ LẠNG GIANG"),
        place="Lạng Giang",
        symbol="KH-UBND",
        authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer="Nguyễn Văn An",
    )
    return Desk(empty_book, profile)


@pytest.fixture
def disk(tmp_path):
    """Makes file systems of one's own, where the machine lets us; all go after the test."""
    mount, mounted = shutil.which("mount"), []
    if mount is None or os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs the right to mount")

    def disk(size, folder=None):
        folder = folder or tmp_path / f"đĩa {len(mounted)}"
        folder.mkdir()
        command = [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("needs the right to mount")
        mounted.append(folder)
        return folder

    yield disk
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def read_only():
    """Lets a disk be read only from now on."""

    def read_only(folder):
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)

    return read_only
