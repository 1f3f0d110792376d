import pkgutil

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import ktt_desktop.models
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.models import schema
from ktt_desktop.models.dossier import Dossier, DossierParty
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.models.schema import Base
from ktt_desktop.services.book import now
from ktt_desktop.services.register import save_organisation
from ktt_desktop.storage.session import transaction


def test_one_import_brings_every_module_that_has_a_table():
    modules = {module.name for module in pkgutil.iter_modules(ktt_desktop.models.__path__)}

    assert set(schema.__all__) == (modules - {"base", "types", "schema"}) | {"Base"}


def test_every_constraint_has_a_name_a_migration_can_speak_of():
    for table in Base.metadata.tables.values():
        for each in [*table.constraints, *table.indexes]:
            assert each.name, f"{table.name}: {each}"


@pytest.fixture
def book(empty_book):
    save_organisation(empty_book, OrganisationDraft(name="HTX A", sector="NN.TT", tax_code=""))
    return empty_book


def execute(book, statement):
    with transaction(book.sessions) as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE organisation SET charter_capital = -1", "charter_capital_positive"),
        ("UPDATE organisation SET name = NULL", "organisation.name"),
        ("UPDATE status_change SET organisation_id = 99", "FOREIGN KEY"),
        ("INSERT INTO dossier_party VALUES (99, 1, 0)", "FOREIGN KEY"),
        (
            "INSERT INTO dossier SELECT NULL, uid, kind, year, period, programme, topic, part_of, "
            "content, money, updated_at, deleted_at, revision, source_unit FROM dossier",
            "dossier.uid",
        ),
    ],
)
def test_the_file_itself_refuses_what_cannot_be(book, statement, name):
    with pytest.raises(IntegrityError, match=name):
        execute(book, statement)


def twin(uid, tax_code, deleted="NULL"):
    given = {"id": "NULL", "uid": f"'{uid}'", "tax_code": f"'{tax_code}'", "deleted_at": deleted}
    names = Organisation.__table__.columns.keys()
    values = ", ".join(given.get(name, name) for name in names)
    return (
        f"INSERT INTO organisation ({', '.join(names)}) SELECT {values} FROM organisation LIMIT 1"
    )


def test_a_tax_code_is_unique_among_what_is_not_in_the_bin(book):
    execute(book, twin("u1", "0101234567"))
    execute(book, twin("u2", "0101234567", deleted="'2025'"))
    with pytest.raises(IntegrityError, match="tax_code"):
        execute(book, twin("u3", "0101234567"))


def test_a_work_record_outlives_its_organisation_and_takes_its_parties_along(book):
    with transaction(book.sessions) as session:
        organisation = session.query(Organisation).one()
        session.add(
            Dossier(
                uid="d", kind="support", year=2025, period="NAM", programme="", topic="H4",
                part_of="", content="{}", money='{"done.NSTW":5}', updated_at=now(),
                parties=[DossierParty(organisation_id=organisation.id, place=0)],
            )
        )  # fmt: skip
    with transaction(book.sessions) as session:
        session.delete(session.query(Organisation).one())
    with transaction(book.sessions) as session:
        dossier = session.query(Dossier).filter_by(uid="d").one()
        assert (dossier.parties, dossier.money) == ([], '{"done.NSTW":5}')


def test_a_work_record_that_is_deleted_names_nobody_any_more(book):
    with transaction(book.sessions) as session:
        organisation = session.query(Organisation).one()
        session.add(
            Dossier(
                uid="d", kind="support", period="", programme="", topic="", part_of="",
                content="{}", money="{}", updated_at=now(),
                parties=[DossierParty(organisation_id=organisation.id, place=0)],
            )
        )  # fmt: skip
    execute(book, "DELETE FROM dossier WHERE uid = 'd'")
    with transaction(book.sessions) as session:
        assert session.query(DossierParty).count() == 0


def test_every_edit_of_a_record_raises_its_revision(book):
    with transaction(book.sessions) as session:
        session.query(Organisation).one().note = "đổi"
    with transaction(book.sessions) as session:
        assert session.query(Organisation).one().revision == 2
