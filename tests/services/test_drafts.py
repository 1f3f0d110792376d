from dataclasses import replace

from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.services.drafts import drop_draft, keep_draft, load_draft
from ktt_desktop.services.register import save_organisation

TYPED = OrganisationDraft(address="Thôn Hạ", persons=(Person("Lan", phone="0912"),))


def test_what_cannot_be_saved_yet_is_kept_and_comes_back(desk):
    assert load_draft(desk.book, "") is None
    keep_draft(desk.book, replace(TYPED, address="Thôn"))
    keep_draft(desk.book, TYPED)

    kept = load_draft(desk.book, "")
    assert kept.draft == TYPED
    assert kept.at.tzinfo is not None


def test_each_record_has_a_draft_of_its_own(desk):
    saved = desk.add("HTX Một")
    keep_draft(desk.book, TYPED)
    keep_draft(desk.book, replace(saved, name=""))

    assert load_draft(desk.book, saved.uid).draft == replace(saved, name="")
    drop_draft(desk.book, saved.uid)
    assert load_draft(desk.book, saved.uid) is None
    assert load_draft(desk.book, "").draft == TYPED


def test_saving_the_record_takes_its_draft_away(desk):
    saved = desk.add("HTX Một")
    keep_draft(desk.book, TYPED)
    keep_draft(desk.book, replace(saved, phone="09"))
    save_organisation(desk.book, replace(saved, phone="0912"))
    assert load_draft(desk.book, saved.uid) is None
    assert load_draft(desk.book, "") is not None

    save_organisation(desk.book, OrganisationDraft(name="HTX Hai", sector="XD"))
    assert load_draft(desk.book, "") is None


def test_dropping_what_is_not_there_does_nothing(desk):
    drop_draft(desk.book, "")
