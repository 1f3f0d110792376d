import pkgutil

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import ktt_desktop.models
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.models import schema
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.models.schema import Base
from ktt_desktop.models.support import SupportGrant, SupportMoney, SupportProgramme
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
        ("INSERT INTO support_money VALUES (1, 'NSTW', -1)", "amount_positive"),
        ("INSERT INTO support_money VALUES (99, 'NSTW', 1)", "FOREIGN KEY"),
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


def test_money_goes_with_its_grant_and_a_grant_outlives_its_organisation(book):
    with transaction(book.sessions) as session:
        organisation = session.query(Organisation).one()
        session.add(SupportProgramme(code="CT", name="Chương trình"))
        session.flush()
        session.add(
            SupportGrant(
                uid="g", year=2025, programme_code="CT", measure_code="HT1", updated_at=now(),
                organisation_id=organisation.id, money=[SupportMoney(source="NSTW", amount=5)],
            )
        )  # fmt: skip
    with transaction(book.sessions) as session:
        session.delete(session.query(Organisation).one())
    with transaction(book.sessions) as session:
        grant = session.query(SupportGrant).one()
        assert (grant.organisation_id, grant.money[0].amount) == (None, 5)
        session.delete(grant)
    with transaction(book.sessions) as session:
        assert session.query(SupportMoney).count() == 0


def test_every_edit_of_a_record_raises_its_revision(book):
    with transaction(book.sessions) as session:
        session.query(Organisation).one().note = "đổi"
    with transaction(book.sessions) as session:
        assert session.query(Organisation).one().revision == 2
