from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import OperatingStatus, StatusAxis
from ktt_desktop.models.organisation import StatusChange
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.storage import dossier_parties, organisations
from ktt_desktop.storage.session import transaction


def add(book, name, *, supported=True):
    saved, _ = save_organisation(book, OrganisationDraft(name=name, sector="NN.TT"))
    if supported:
        save_dossier(book, DossierDraft(Kind.SUPPORT, year=2024, organisations=(saved.uid,)))
    return saved.uid


def end(book, uid, status, on):
    with transaction(book.sessions) as session:
        ids = organisations.ids_by_uid(session, (uid,))
        session.add(
            StatusChange(
                organisation_id=ids[uid],
                axis=StatusAxis.OPERATING,
                status=status,
                effective_on=on and PartialDate.from_iso(on),
            )
        )


def test_only_organisations_of_records_are_told(empty_book):
    with_record, without = add(empty_book, "HTX A"), add(empty_book, "HTX B", supported=False)
    add(empty_book, "HTX C")
    for uid in (with_record, without):
        end(empty_book, uid, OperatingStatus.DISSOLVED, "2023-05")
        delete_organisation(empty_book, uid)
    with transaction(empty_book.sessions) as session:
        assert dossier_parties.in_bin(session) == {with_record}
        assert dossier_parties.ended(session, [OperatingStatus.DISSOLVED]) == [
            (with_record, "GT", "2023-05")
        ]
        assert dossier_parties.ended(session, [OperatingStatus.CONVERTED]) == []


def test_the_earliest_end_comes_first_and_an_unknown_day_stays_unknown(empty_book):
    one, other = add(empty_book, "HTX A"), add(empty_book, "HTX B")
    end(empty_book, one, OperatingStatus.DISSOLVED, "2023-05")
    end(empty_book, one, OperatingStatus.CONVERTED, "2022")
    end(empty_book, other, OperatingStatus.DISSOLVED, None)
    with transaction(empty_book.sessions) as session:
        found = dossier_parties.ended(
            session, [OperatingStatus.DISSOLVED, OperatingStatus.CONVERTED]
        )

    assert [(each.uid, each.on) for each in found] == [
        *((other, None), (one, "2022"), (one, "2023-05")),
    ]
