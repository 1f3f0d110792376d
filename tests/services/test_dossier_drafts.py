from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.services.dossier_drafts import drop_kept_dossier, keep_dossier, kept_dossier
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.drafts import load_draft

TYPED = DossierDraft(
    Kind.SUPPORT,
    year=2025,
    topic="H2.1",
    organisations=("one", "other"),
    values={"content": "Hội chợ", "quantity_done": 0},
    money={"done.NSTW": 9 * 10**15},
)


def test_what_was_typed_comes_back_as_it_was(empty_book):
    keep_dossier(empty_book, TYPED)

    assert kept_dossier(empty_book, Kind.SUPPORT, "").draft == TYPED


def test_a_kind_and_a_record_have_drafts_of_their_own(empty_book):
    keep_dossier(empty_book, TYPED)

    assert kept_dossier(empty_book, Kind.CREDIT, "") is None
    assert kept_dossier(empty_book, Kind.SUPPORT, "stored") is None
    assert load_draft(empty_book, "") is None


def test_a_dropped_draft_is_gone(empty_book):
    keep_dossier(empty_book, TYPED)
    drop_kept_dossier(empty_book, Kind.SUPPORT, "")
    drop_kept_dossier(empty_book, Kind.SUPPORT, "")  # twice does no harm

    assert kept_dossier(empty_book, Kind.SUPPORT, "") is None


def test_saving_a_record_forgets_its_draft_only(empty_book):
    stored, _ = save_dossier(empty_book, DossierDraft(Kind.MODEL, values={"product": "Vải"}))
    keep_dossier(empty_book, stored)
    keep_dossier(empty_book, DossierDraft(Kind.MODEL))
    save_dossier(empty_book, stored)

    assert kept_dossier(empty_book, Kind.MODEL, stored.uid) is None
    assert kept_dossier(empty_book, Kind.MODEL, "") is not None
