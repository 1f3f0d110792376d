"""A province's book that takes in files of made-up communes, and what then stands in it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FileKey, FileState
from ktt_desktop.interchange.submission_format import Sheet, SubmissionData
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.submission_writer import data_bytes
from ktt_desktop.services import receiving_kept
from ktt_desktop.services.book import Book
from ktt_desktop.services.consolidation import differences, rebuild, take_in
from ktt_desktop.services.receiving_reading import held_file
from ktt_desktop.services.settings import save_profile
from ktt_desktop.storage import received_claims, received_files
from ktt_desktop.storage.session import transaction, wide_rows
from tests.interchange.bundles import HEADER, OTHER_SHEETS, make_bundle
from tests.made_submissions import PROVINCE

FIRST_DAY = datetime(2025, 1, 5, 2, 0, tzinfo=UTC)
ORGANISATION = (
    *("act", "uid", "kind", "name", "tax_code", "sector", "commune_code", "charter_capital"),
    *("note", "source_unit"),
)
FORM = ("act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons")
WORK = (
    *("act", "uid", "kind", "year", "period", "programme", "topic", "part_of"),
    *("organisations", "content", "money", "source_unit"),
)


def uid_of(name):
    """One organisation has one uid, however often its unit sends it."""
    return str(uuid5(NAMESPACE_URL, name))


@dataclass
class Made:
    """What a file says; organisations and forms by name."""

    organisations: list = field(default_factory=list)
    statuses: list = field(default_factory=list)
    persons: list = field(default_factory=list)
    members: list = field(default_factory=list)
    forms: list = field(default_factory=list)
    works: list = field(default_factory=list)
    units: list = field(default_factory=list)
    codes: tuple = ("O1", "O2")

    def organisation(self, name, *, act="M", code=None, capital=None, note="", uid=None, **more):
        self.organisations.append(
            (act, uid or uid_of(name), more.get("kind", "HTX"), name, code,
             more.get("sector", "NN.TT"), more.get("commune", ""), capital, note,
             more.get("source", ""))
        )  # fmt: skip
        return self

    def gone(self, name):
        self.organisations.append(("D", uid_of(name), "HTX", *(None,) * 7))
        return self

    def status(self, name, status="HD", axis="HOAT_DONG", on=None):
        self.statuses.append((uid_of(name), axis, status, on, "", None, ""))
        return self

    def person(self, name, person, title="Giám đốc"):
        place = sum(row[0] == uid_of(name) for row in self.persons)
        self.persons.append((uid_of(name), place, person, title, "NAM"))
        return self

    def form(self, name, *values, act="M", year=2024, measure="ACTUAL"):
        self.forms.append((act, "to_chuc", uid_of(name), "", year, measure, None, "{}", *values))
        return self

    def figures(self, unit, *values, act="M", sector="", year=2024):
        kind = "linh_vuc" if sector else "don_vi"
        self.forms.append((act, kind, unit, sector, year, "ACTUAL", None, "{}", *values))
        return self

    def work(self, name, *parties, act="M", content='{"content":"Tập huấn"}', source=""):
        parties = " ".join(map(uid_of, parties))
        self.works.append(
            (act, uid_of(name), "support", 2024, "NAM", "LUAT2023", "H2.1", "", parties,
             content, '{"done.NS_XA":1000000}', source)
        )  # fmt: skip
        return self

    def sheets(self, unit, key, name, level):
        units = ((key, name, level, "", 1), *self.units)
        return OTHER_SHEETS | {
            "organisations": Sheet(ORGANISATION, tuple(self.organisations)),
            "statuses": Sheet(
                ("organisation", "axis", "status", "effective_on", "document", "ends_on", "reason"),
                tuple(self.statuses),
            ),
            "persons": Sheet(
                ("organisation", "place", "name", "title", "gender"), tuple(self.persons)
            ),
            "union_members": Sheet(("union", "member"), tuple(self.members)),
            "returns": Sheet((*FORM, *self.codes), tuple(self.forms)),
            "dossiers": Sheet(WORK, tuple(self.works)),
            "figures": Sheet(("sector", "year", "measure", "code", "value"), ()),
            "units": Sheet(OTHER_SHEETS["units"].columns, units),
        }


def made_file(
    made, unit="07375", *, period="N2024", number=0, day=None, lands_on=None, former=False,
    name="Xã Lạng Giang", level="xa"
):  # fmt: skip
    """(the kept file, its bytes): a whole submission of a unit."""
    key = f"{unit}/cu" if former else unit
    data = data_bytes(
        SubmissionData(unit, period, False, number, made.sheets(unit, key, name, level))
    )
    content = make_bundle(
        data,
        unit_code=unit,
        unit_name=name,
        unit_level=level,
        period=ReportingPeriod.parse(period),
        number=number,
        bundle_id=str(uuid5(NAMESPACE_URL, f"{key}{period}{number}{sha256(data).hexdigest()}")),
        created_at=FIRST_DAY + timedelta(days=number if day is None else day),
    )
    file = held_file(open_bundle(content), content, "tep.kttt")
    key_of_file = FileKey(key, HEADER.form_code, period)
    return replace(file, key=key_of_file, lands_on=lands_on or key), content


@dataclass(frozen=True)
class Upper:
    """The desk of the level above."""

    book: Book

    def receive(self, file, content, state=FileState.ACCEPTED):
        """Keep a file and, where it is accepted, take it in; returns it and what was taken."""
        receiving_kept.keep(self.book, file.file_hash, content)
        taken = None
        with transaction(self.book.sessions) as session:
            moment = datetime(2025, 2, 1, tzinfo=UTC)
            file = replace(file, state=state)
            file = replace(file, id=received_files.add_file(session, file, moment))
            if state is FileState.ACCEPTED:
                taken = take_in(session, self.book, file, open_bundle(content).data)
        return file, taken

    def look(self, file, content):
        """What taking it in would change."""
        with transaction(self.book.sessions) as session:
            return differences(session, self.book, file, open_bundle(content).data)

    def give_back(self, file):
        """Return a file that was accepted."""
        with transaction(self.book.sessions) as session:
            received_files.set_state(session, file.id, FileState.RETURNED)
            return rebuild(session, self.book, file.lands_on)

    def rebuild(self, unit):
        """Build a unit anew from its kept files."""
        with transaction(self.book.sessions) as session:
            return rebuild(session, self.book, unit)

    def rows(self, question, *parameters):
        """What a question finds in the book."""
        with transaction(self.book.sessions) as session:
            return wide_rows(session, question, parameters)

    def names(self):
        """(name, unit) of what stands in the register."""
        return self.rows(
            "SELECT name, source_unit FROM organisation WHERE deleted_at IS NULL ORDER BY name"
        )

    def figure(self, name, code="O1", year=2024):
        """A figure of an organisation."""
        column = self.book.catalogue.edition.indicators[code].column
        found = self.rows(
            f"SELECT {column} FROM annual_return WHERE subject_key = ? AND year = ?",
            uid_of(name), year,
        )  # fmt: skip
        return found[0][0] if found else None

    def said(self):
        """Everything the book has of received units, but for ids and times."""
        return {name: self.rows(question) for name, question in WHOLE.items()} | {
            "returns": self._returns()
        }

    def _returns(self):
        columns = [each.column for each in self.book.catalogue.edition.indicators.values()]
        return self.rows(
            "SELECT subject_kind, subject_key, sector, year, measure, as_of, reasons, "
            "(SELECT data_digest FROM received_file f WHERE f.id = received_file_id), "
            f"(SELECT uid FROM organisation o WHERE o.id = organisation_id), {', '.join(columns)} "
            "FROM annual_return ORDER BY 1, 2, 3, 4, 5"
        )


WHOLE = {
    "organisations": "SELECT uid, kind, name, search_key, sort_key, tax_code, sector, "
    "commune_code, former_commune_code, charter_capital, note, source_unit, deleted_at IS NULL "
    "FROM organisation ORDER BY uid",
    "statuses": "SELECT o.uid, axis, status, effective_on, document, ends_on, reason "
    "FROM status_change s JOIN organisation o ON o.id = s.organisation_id ORDER BY o.uid, s.id",
    "persons": "SELECT o.uid, place, p.name, title, gender FROM organisation_person p "
    "JOIN organisation o ON o.id = p.organisation_id ORDER BY o.uid, place",
    "members": "SELECT u.uid, m.uid FROM union_member x JOIN organisation u ON u.id = x.union_id "
    "JOIN organisation m ON m.id = x.member_id ORDER BY 1, 2",
    "works": "SELECT d.uid, kind, year, period, programme, topic, part_of, content, money, "
    "d.source_unit, (SELECT group_concat(uid) FROM (SELECT o.uid FROM dossier_party p "
    "JOIN organisation o ON o.id = p.organisation_id WHERE p.dossier_id = d.id ORDER BY p.place)) "
    "FROM dossier d WHERE d.source_unit <> '' ORDER BY d.uid",
    "units": "SELECT key, name, level, parent, list_complete FROM received_unit ORDER BY key",
    "claims": "SELECT subject, unit_key, organisation_uid FROM duplicate_claim ORDER BY 1, 2, 3",
    "searched": "SELECT uid FROM organisation WHERE id IN (SELECT rowid FROM organisation_search "
    "WHERE organisation_search MATCH 'hop') ORDER BY uid",
    "index": "SELECT count(*) FROM organisation_search",
}


def province(book):
    """The book of a province with its profile."""
    save_profile(book, PROVINCE)
    return Upper(book)


def decisions_of(book):
    """What was decided of organisations two units sent."""
    with transaction(book.sessions) as session:
        return [*received_claims.decisions(session).values()]
