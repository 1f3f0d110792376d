from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import Programme
from ktt_desktop.services.dossier_choices import (
    Party,
    parties,
    programme_choices,
    topic_choices,
    whole_words,
    wholes,
)
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.register import delete_organisation, save_organisation

PROGRAMMES = [
    Programme("NEW", "Chương trình mới", "NQ 5", 2026, None, "TINH"),
    Programme("OLD", "Chương trình cũ", "", 2021, 2025, "TW"),
    Programme("LAW", "Luật", "", None, None, "TW"),
]
HTX_A, HTX_B = (
    OrganisationDraft(name=f"HTX {letter}", commune_code="07420", sector="NN.TT") for letter in "AB"
)


def test_topics_known_by_a_code_have_it_in_front(catalogue):
    kinds = catalogue.dossiers
    assert topic_choices(catalogue, kinds[Kind.SUPPORT])[2] == (
        "H2.1",
        "H2.1 Bồi dưỡng nâng cao năng lực",
    )
    assert topic_choices(catalogue, kinds[Kind.GOVERNANCE])[1] == ("BAN_CHI_DAO", "Ban Chỉ đạo")
    assert topic_choices(catalogue, kinds[Kind.MODEL]) == []


def test_programmes_of_another_time_stand_last_and_are_marked():
    assert programme_choices(PROGRAMMES, 2026) == [
        ("NEW", "Chương trình mới – NQ 5"),
        ("LAW", "Luật"),
        ("OLD", "Đã hết hiệu lực: Chương trình cũ"),
    ]
    assert programme_choices(PROGRAMMES, 2025) == [
        ("OLD", "Chương trình cũ"),
        ("LAW", "Luật"),
        ("NEW", "Chưa có hiệu lực: Chương trình mới – NQ 5"),
    ]
    assert [name for _, name in programme_choices(PROGRAMMES, None)][1] == "Chương trình cũ"


def test_organisations_are_found_in_the_register_and_in_the_bin(empty_book):
    kept, _ = save_organisation(empty_book, HTX_A)
    gone, _ = save_organisation(empty_book, HTX_B)
    delete_organisation(empty_book, gone.uid)

    assert parties(empty_book, [gone.uid, "unknown", kept.uid]) == [
        Party(gone.uid, "HTX B", "", "07420", True),
        Party(kept.uid, "HTX A", "", "07420", False),
    ]


def test_a_part_may_belong_to_a_whole_of_its_year(empty_book):
    def save(**heads):
        return save_dossier(empty_book, DossierDraft(Kind.SUPPORT, **heads))[0]

    whole = save(year=2025)
    part, _ = save(year=2025, part_of=whole.uid), save(year=2024)

    assert [row.draft for row in wholes(empty_book, Kind.SUPPORT, 2025, "")] == [whole]
    assert wholes(empty_book, Kind.SUPPORT, 2025, whole.uid) == []
    assert [row.draft for row in wholes(empty_book, Kind.SUPPORT, 2025, part.uid)] == [whole]


def test_a_whole_is_told_by_topic_content_and_organisations(catalogue):
    draft = DossierDraft(
        Kind.SUPPORT,
        topic="H4",
        values={"content": "Hội chợ", "document": "QĐ 1", "quantity_done": 3},
    )
    assert whole_words(catalogue, DossierRow(draft, ("HTX A", "HTX B"))) == (
        "H4 Xúc tiến thương mại, mở rộng thị trường – Hội chợ – HTX A; HTX B"
    )
