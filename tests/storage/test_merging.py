"""The rows of two records, taken down and put back."""

from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.services.register import save_organisation
from ktt_desktop.storage.merging import read_snapshot, restore_snapshot
from ktt_desktop.storage.organisations import ids_by_uid
from ktt_desktop.storage.session import transaction


def test_rows_come_back_with_their_ids_and_those_of_others_are_left_alone(empty_book):
    def save(draft):
        return save_organisation(empty_book, draft)[0]

    people = (Person(name="Lê An"), Person(name="Trần Bình"))
    one, two, three = (
        save(OrganisationDraft(name=name, sector="NN.TT", persons=people))
        for name in ("HTX Một", "HTX Hai", "HTX Ba")
    )
    with transaction(empty_book.sessions) as session:
        ids = ids_by_uid(session, [each.uid for each in (one, two, three)])
        pair, other = (ids[one.uid], ids[two.uid]), ids[three.uid]
        before, untouched = read_snapshot(session, *pair), read_snapshot(session, other, other)
    assert [row["name"] for row in before["organisation"]] == ["HTX Một", "HTX Hai"]

    for each in (one, two):
        saved = save(OrganisationDraft(**{
            name: getattr(each, name) for name in each.__slots__
        } | {"persons": (), "tax_code": "", "note": "đổi"}))  # fmt: skip
        assert saved.persons == ()
    with transaction(empty_book.sessions) as session:
        assert read_snapshot(session, *pair) != before
        restore_snapshot(session, *pair, before)
    with transaction(empty_book.sessions) as session:
        assert read_snapshot(session, *pair) == before
        assert read_snapshot(session, other, other) == untouched
