"""What an event makes of the records, worked out without a book."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.event_outcomes import ending_of, outcomes
from ktt_desktop.domain.events import EventLine, EventPlan, EventRole, Party
from ktt_desktop.domain.organisation import OrganisationDraft, RegistrationChange
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind, StatusAxis

HTX, LHHTX, THT = OrganisationKind
LEGAL, OPERATING = StatusAxis
ON, BEFORE = PartialDate(2024, 8, 15), PartialDate(2024, 3, 1)


def party(uid, kind=HTX, legal="DANG_HOAT_DONG", operating="HD", **fields):
    fields = {"uid": uid, "kind": kind, "name": f"{kind} {uid}"} | fields
    steps = (StatusStep(LEGAL, legal, id=1), StatusStep(OPERATING, operating, id=2))
    return Party(OrganisationDraft(legal_status=LegalStatus(legal), **fields), steps)


def made(catalogue, plan, *parties):
    kind = catalogue.events[plan.kind]
    known = {each.draft.uid: each for each in parties}
    return outcomes(catalogue.status_rules, kind, plan, known)


def lines(outcome):
    return [(each.status, each.on, each.document) for each in outcome.steps]


def test_a_record_that_ends_goes_through_the_procedure(catalogue):
    plan = EventPlan("CHIA", "a", on=ON, document="QĐ 2")
    (ended,) = made(catalogue, plan, party("a"))
    assert lines(ended) == [
        ("DANG_GIAI_THE", ON, "QĐ 2"),
        ("DA_CHAM_DUT", ON, "QĐ 2"),
        ("CD", ON, "QĐ 2"),
    ]
    plan = replace(plan, began_on=BEFORE, began_document="NQ 1")
    (ended,) = made(catalogue, plan, party("a"))
    assert lines(ended)[0] == ("DANG_GIAI_THE", BEFORE, "NQ 1")


def test_what_has_begun_is_only_completed(catalogue):
    begun = party("a", legal="DANG_GIAI_THE", operating="DGT")
    plan = EventPlan("GIAI_THE", "a", on=ON, manner="TU_NGUYEN")
    (ended,) = made(catalogue, plan, begun)
    assert lines(ended) == [("DA_CHAM_DUT", ON, ""), ("GT", ON, "")]


@pytest.mark.parametrize(
    ("operating", "expected"),
    [("HD", ["DANG_GIAI_THE", "DGT"]), ("GTVM", ["DANG_GIAI_THE"]), ("TH", ["DANG_GIAI_THE"])],
)
def test_what_is_only_begun_stays_in_the_total(catalogue, operating, expected):
    plan = EventPlan(
        "GIAI_THE", "a", began_on=BEFORE, is_finished=False, manner="BAT_BUOC", note="x"
    )
    (begun,) = made(catalogue, plan, party("a", operating=operating, unions=("u",)))
    assert [each.status for each in begun.steps] == expected
    assert {each.on for each in begun.steps} == {BEFORE}
    assert begun.after.unions == ("u",)
    assert plan.day == BEFORE


def test_a_group_that_never_registered_ends_without_a_procedure(catalogue):
    plan = EventPlan("GIAI_THE", "a", on=ON)
    (ended,) = made(catalogue, plan, party("a", THT, legal="CHUA_DANG_KY"))
    assert lines(ended) == [("DA_CHAM_DUT", ON, ""), ("GT", ON, "")]


def test_how_it_ends_is_chosen_where_there_are_several_ways(catalogue):
    kind = catalogue.events["GIAI_THE"]
    assert ending_of(kind, EventPlan("GIAI_THE"), party("a")) is None
    assert ending_of(kind, EventPlan("GIAI_THE", manner="PHA_SAN"), party("a")).code == "PHA_SAN"
    assert ending_of(kind, EventPlan("GIAI_THE"), party("a", THT)).code == "CHAM_DUT"
    (undecided,) = made(catalogue, EventPlan("GIAI_THE", "a", on=ON), party("a"))
    assert undecided.steps == ()


def test_the_code_moves_and_stays_in_words(catalogue):
    group = party("a", THT, tax_code="2400000015", note="cũ")
    new = OrganisationDraft(name="HTX Mới")
    plan = EventPlan("CHUYEN_DOI", "a", on=ON, document="QĐ", created=(new,))
    ended, created = made(catalogue, plan, group)
    assert lines(ended) == [("DA_CHAM_DUT", ON, "QĐ"), ("CD", ON, "QĐ")]
    assert ended.after.tax_code == ""
    assert ended.after.note == "cũ\nMã số 2400000015 chuyển sang HTX Mới từ ngày 15/8/2024."
    assert (created.after.tax_code, created.after.formation) == ("2400000015", "TU_THT")
    assert created.after.formed_from == "THT a (mã số 2400000015)"
    assert (created.after.registered_on, created.after.status_on) == (ON, ON)
    assert created.after.status_document == "QĐ"
    (undated, _) = made(catalogue, replace(plan, on=None, created=(OrganisationDraft(),)), group)
    assert undated.after.note.endswith("chuyển sang hợp tác xã mới.")


def test_a_group_without_a_code_leaves_the_new_one_its_own(catalogue):
    new = OrganisationDraft(name="HTX Mới", tax_code="2400000086")
    plan = EventPlan("CHUYEN_DOI", "a", on=ON, created=(new,))
    ended, created = made(catalogue, plan, party("a", THT))
    assert (ended.after.note, created.after.tax_code) == ("", "2400000086")


def test_all_that_consolidate_end_and_are_named_in_the_new_one(catalogue):
    plan = EventPlan("HOP_NHAT", "a", on=ON, others=("b",), created=(OrganisationDraft(),))
    first, second, new = made(catalogue, plan, party("a"), party("b", tax_code="2400000015"))
    assert lines(first) == lines(second)
    assert (first.role, second.role, new.role) == (
        *(EventRole.SUBJECT, EventRole.OTHER),
        EventRole.CREATED,
    )
    assert new.after.formed_from == "HTX a; HTX b (mã số 2400000015)"


def test_who_takes_over_stays_as_it_is(catalogue):
    plan = EventPlan("SAP_NHAP", "a", on=ON, into="b")
    _, into = made(catalogue, plan, party("a"), party("b", formed_from="xưa"))
    assert into.role is EventRole.INTO
    assert (into.after, into.steps) == (into.before.draft, ())


def test_who_is_split_from_goes_on_with_one_more_change(catalogue):
    changes = (RegistrationChange(1, PartialDate(2016), "vốn"), RegistrationChange(4))
    plan = EventPlan("TACH", "a", on=ON, created=(OrganisationDraft(name="HTX Con"),))
    stays, _ = made(catalogue, plan, party("a", changes=changes))
    assert stays.steps == ()
    assert stays.after.changes[2:] == (RegistrationChange(5, ON, "Tách, thành lập HTX Con"),)


def test_who_moves_inside_the_area_gets_a_new_address(catalogue):
    plan = EventPlan(
        "CHUYEN_DIA_BAN", "a", on=ON, commune_code="00001", address="Thôn 2", registered_by="Xã B"
    )
    old = party("a", address="Thôn 1", current_address="Tổ 1", registered_by="Huyện A")
    (moved,) = made(catalogue, plan, old)
    after = moved.after
    assert (after.commune_code, after.address, after.current_address) == ("00001", "Thôn 2", "")
    assert after.registered_by == "Xã B"
    assert after.changes == (RegistrationChange(1, ON, "Chuyển trụ sở từ Thôn 1 sang Thôn 2"),)
    assert moved.steps == ()


def test_who_leaves_the_area_keeps_its_address_and_is_counted_no_more(catalogue):
    plan = EventPlan("CHUYEN_DIA_BAN", "a", on=ON, leaves=True, where="Xã Y, tỉnh Z")
    (gone,) = made(catalogue, plan, party("a", address="Thôn 1"))
    assert lines(gone) == [("DI", ON, "")]
    assert gone.after.address == "Thôn 1"
    assert "Xã Y, tỉnh Z" in gone.after.changes[0].content
    assert catalogue.counting_as("moved") == ("DI",)


def test_an_unregistered_group_has_no_registered_changes(catalogue):
    plan = EventPlan("CHUYEN_DIA_BAN", "a", on=ON, leaves=True, where="Xã Y")
    (gone,) = made(catalogue, plan, party("a", THT, legal="CHUA_DANG_KY"))
    assert gone.after.changes == ()


def test_who_comes_from_elsewhere_was_not_founded_on_that_day(catalogue):
    plan = EventPlan("CHUYEN_DEN", on=ON, where="Xã Y", created=(OrganisationDraft(name="HTX"),))
    (new,) = made(catalogue, plan)
    assert (new.after.registered_on, new.after.status_on) == (None, ON)
    assert (new.after.formation, new.after.formed_from) == ("CHUYEN_DEN", "Xã Y")
    (founded,) = made(catalogue, replace(plan, kind="THANH_LAP", where=""))
    assert founded.after.registered_on == ON
    group = OrganisationDraft(kind=THT, legal_status=LegalStatus.UNREGISTERED)
    (informed,) = made(catalogue, EventPlan("THANH_LAP", on=ON, created=(group,)))
    assert informed.after.registered_on is None


def test_an_event_can_be_undone_while_nothing_speaks_against_it():
    line = EventLine("e", "Chia", ON, "", "", "", (), None, None, "")
    assert line.may_undo
    assert not replace(line, refusal="Đã đổi.").may_undo
