"""What may follow what: every pair of statuses, against a table written by hand from the law."""

from itertools import product

import pytest

from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis

LEGAL, OPERATING = StatusAxis.LEGAL, StatusAxis.OPERATING
HTX, LHHTX, THT = OrganisationKind

ACTIVE, SUSPENDED, MOVED = "DANG_HOAT_DONG", "TAM_NGUNG", "KHONG_O_DIA_CHI"
CLOSING, TAX, BANKRUPT = "DANG_GIAI_THE", "THU_HOI_THUE", "DANG_PHA_SAN"
CLOSED, UNREGISTERED = "DA_CHAM_DUT", "CHUA_DANG_KY"

# Nghị định 92/2024/NĐ-CP, Điều 14, 27, 47, 50–53, 56, 57: hợp tác xã, liên hiệp hợp tác xã.
COOPERATIVE = {
    ACTIVE: {SUSPENDED, MOVED, CLOSING, TAX, BANKRUPT},
    SUSPENDED: {SUSPENDED, ACTIVE, MOVED, CLOSING, TAX},
    MOVED: {ACTIVE, CLOSING, TAX},
    TAX: {ACTIVE},
    CLOSING: {ACTIVE, CLOSED},
    BANKRUPT: {CLOSED},
    CLOSED: set(),
}
# Điều 28, 63 and Luật 17/2023/QH15 Điều 107, 108: tổ hợp tác.
GROUP = {
    UNREGISTERED: {ACTIVE, CLOSED},
    ACTIVE: {SUSPENDED, MOVED, CLOSING, TAX, CLOSED},
    SUSPENDED: {SUSPENDED, ACTIVE, MOVED, CLOSING, TAX},
    MOVED: {ACTIVE, CLOSING, TAX},
    TAX: {ACTIVE},
    CLOSING: {CLOSED},
    CLOSED: set(),
}
BY_HAND = {HTX: COOPERATIVE, LHHTX: COOPERATIVE, THT: GROUP}
ENDED = {OperatingStatus.DISSOLVED, OperatingStatus.CONVERTED}

LEGAL_PAIRS = [
    (kind, source, target)
    for kind, table in BY_HAND.items()
    for source, target in product(table, [each.value for each in LegalStatus])
]


@pytest.fixture(scope="module")
def rules(catalogue):
    return catalogue.status_rules


@pytest.mark.parametrize(("kind", "source", "target"), LEGAL_PAIRS)
def test_a_legal_status_follows_another_just_where_the_law_says_so(rules, kind, source, target):
    refusal = rules.refusal(LEGAL, kind, source, target)

    assert (refusal == "") is (target in BY_HAND[kind][source])
    if refusal:
        assert f"“{rules.of(LEGAL, kind, target).label}”" in refusal or source == CLOSED
        assert refusal.endswith(".")


@pytest.mark.parametrize("kind", OrganisationKind)
def test_the_list_of_each_kind_is_that_of_the_decree(rules, kind):
    assert set(rules.lists[LEGAL, kind]) == set(BY_HAND[kind])
    assert set(rules.lists[OPERATING, kind]) == {each.value for each in OperatingStatus}


@pytest.mark.parametrize(
    ("source", "target"), list(product(OperatingStatus, OperatingStatus)), ids=str
)
@pytest.mark.parametrize("kind", OrganisationKind)
def test_what_really_happens_may_change_freely_until_it_has_ended(rules, kind, source, target):
    refusal = rules.refusal(OPERATING, kind, source.value, target.value)

    if source is OperatingStatus.MOVED:  # who left the area can only come back
        assert (refusal == "") is (target is OperatingStatus.ACTIVE)
    else:
        assert (refusal == "") is (source not in ENDED and source is not target)


def test_every_transition_of_the_data_is_allowed_and_has_its_words(rules):
    assert len(rules.transitions) == 36
    for each in rules.transitions:
        assert each.trigger
        assert each.basis
        for kind, source in product(each.kinds, each.sources):
            assert rules.refusal(each.axis, kind, source, each.target) == ""
            assert each in rules.between(each.axis, kind, source, each.target)


def test_what_was_drawn_by_analogy_says_so_where_an_officer_reads_the_law(rules):
    analogous = [each for each in rules.transitions if each.unconfirmed]
    assert {kind for each in analogous for kind in each.kinds} == {THT}
    assert len(analogous) == 8
    offered = {each.status.code: each.words for each in rules.choices(LEGAL, THT, ACTIVE)}
    assert offered[SUSPENDED].endswith("(Điều 28 Nghị định 92/2024/NĐ-CP, chưa đối chiếu văn bản).")
    assert offered[CLOSING].endswith("(Điều 63 Nghị định 92/2024/NĐ-CP).")
    assert "chưa đối chiếu" in rules.refusal(LEGAL, THT, CLOSING, SUSPENDED)
    assert "chưa đối chiếu" not in rules.refusal(LEGAL, HTX, CLOSING, SUSPENDED)


def test_a_group_calls_the_end_by_its_own_name(rules):
    labels = {kind: rules.of(LEGAL, kind, CLOSED).label for kind in OrganisationKind}

    assert labels[THT] == "Đã chấm dứt hoạt động"
    assert labels[HTX] == labels[LHHTX] == "Đã giải thể, phá sản, chấm dứt tồn tại"


def test_a_refusal_says_how_one_gets_there_and_where_one_may_go(rules):
    refusal = rules.refusal(LEGAL, HTX, ACTIVE, CLOSED)

    assert "“Đang hoạt động” không chuyển thẳng sang “Đã giải thể, phá sản" in refusal
    assert "Chỉ chuyển được từ “Đang làm thủ tục giải thể" in refusal
    assert "Điều 50 khoản 4, 5" in refusal
    assert "Hiện có thể chuyển sang “Tạm ngừng kinh doanh”" in refusal


def test_the_end_is_left_only_by_a_correction(rules):
    assert "Sửa sai" in rules.refusal(LEGAL, HTX, CLOSED, ACTIVE)
    assert "Điều 14 khoản 2" in rules.refusal(LEGAL, HTX, CLOSED, ACTIVE)
    assert "Sửa sai" in rules.refusal(OPERATING, HTX, "GT", "HD")


def test_a_status_of_another_kind_is_refused_with_the_article(rules):
    assert rules.refusal(LEGAL, THT, ACTIVE, BANKRUPT) == (
        "“Đang làm thủ tục phá sản” không phải là tình trạng của tổ hợp tác "
        "(Điều 28 Nghị định 92/2024/NĐ-CP)."
    )
    assert "(Điều 27" in rules.refusal(LEGAL, HTX, ACTIVE, UNREGISTERED)
    assert rules.not_listed(LEGAL, THT, UNREGISTERED) == ""


def test_what_is_possible_stands_first_with_what_it_takes(rules):
    choices = rules.choices(LEGAL, HTX, CLOSING)

    assert [each.status.code for each in choices if each.allowed] == [ACTIVE, CLOSED]
    assert [each.allowed for each in choices] == [True] * 2 + [False] * 5
    assert choices[0].words == (
        "Khi có quyết định hủy bỏ việc thu hồi, khôi phục giấy chứng nhận (Điều 56 Nghị định "
        "92/2024/NĐ-CP); hoặc hủy bỏ nghị quyết giải thể trong 6 tháng (Điều 50 khoản 6 Nghị "
        "định 92/2024/NĐ-CP)."
    )
    assert all("không" in each.words or "đang ở" in each.words for each in choices[2:])


@pytest.mark.parametrize(
    ("kind", "months"), [(HTX, 6), (LHHTX, 6), (THT, 3)], ids=["HTX", "LHHTX", "THT"]
)
def test_the_law_takes_a_closing_as_done_after_some_months(rules, kind, months):
    (way,) = rules.between(LEGAL, kind, CLOSING, CLOSED)

    assert way.automatic_after == months


@pytest.mark.parametrize("kind", OrganisationKind)
def test_a_suspension_is_announced_for_at_most_a_year(rules, kind):
    for source in (ACTIVE, SUSPENDED):
        (way,) = rules.between(LEGAL, kind, source, SUSPENDED)
        assert (way.planned_end, way.longest, way.needs_document) == (True, 12, True)


@pytest.mark.parametrize(
    ("legal", "operating", "words"),
    [
        (CLOSED, "HD", "Pháp lý đã chấm dứt"),
        (ACTIVE, "GT", "pháp lý chưa chấm dứt"),
        (CLOSING, "TN", "không ghi chung với tạm ngừng"),  # S000 L61: DGT, not TN
        (SUSPENDED, "HD", "đang tạm ngừng"),
        (TAX, "HD_CC", "bị thu hồi"),
        (ACTIVE, "GTVM", "pháp lý vẫn là đang hoạt động"),
    ],
)
def test_two_axes_that_hardly_go_together_are_pointed_out(rules, legal, operating, words):
    (sentence,) = rules.contradictions(legal, operating)

    assert words in sentence


@pytest.mark.parametrize(
    ("legal", "operating"),
    [(ACTIVE, "HD"), (ACTIVE, "NG"), (SUSPENDED, "TN"), (CLOSING, "DGT"), (CLOSED, "GT")],
)
def test_two_axes_that_go_together_say_nothing(rules, legal, operating):
    assert rules.contradictions(legal, operating) == ()
