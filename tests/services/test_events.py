"""Events: every consequence on every record, in one act, and undone whole."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.events import EventRole
from ktt_desktop.domain.merging import Side
from ktt_desktop.domain.organisation import (
    Activity,
    OrganisationDraft,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import LegalStatus, Measure, OperatingStatus, OrganisationKind
from ktt_desktop.services.book import open_book
from ktt_desktop.services.deleting import delete_organisations
from ktt_desktop.services.duplicates import find_duplicates, likely_duplicates
from ktt_desktop.services.events import (
    consequences,
    event_kinds,
    event_problems,
    events_of,
    new_record,
    record_event,
    start_event,
    undo_event,
)
from ktt_desktop.services.history import history_page
from ktt_desktop.services.list_totals import read_totals
from ktt_desktop.services.merging import compare, merge, undo_merge
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_id, organisation_ids, organisation_rows
from ktt_desktop.services.settings import save_profile
from ktt_desktop.services.statuses import change_status, status_page
from ktt_desktop.storage.events import with_entries
from ktt_desktop.storage.session import transaction

HTX, LHHTX, THT = OrganisationKind
ON, BEFORE = PartialDate(2024, 8, 15), PartialDate(2024, 3, 1)
DAY_BEFORE, DAY = date(2024, 8, 14), date(2024, 8, 15)
CODE = "2400000015"


@pytest.fixture
def area(desk):
    """A THT, three HTX of one union, all of the area: by short names."""
    save_profile(desk.book, desk.profile)
    union = desk.add("LHHTX Rau", kind=LHHTX)
    group = desk.add(
        "THT Rau sạch",
        kind=THT,
        tax_code=CODE,
        address="Thôn 1",
        commune_code="07375",
        persons=(Person(name="Lê An"),),
        activities=(Activity("2018", "0118", "rau", True), Activity("2018", "0145", "", None)),
        recognitions=(Recognition("VIETGAP", 2020),),
        contract_on=PartialDate(2015),
        phone="0912 345 678",
    )
    a = desk.add(
        "HTX A",
        unions=(union.uid,),
        tax_code="2400000086",
        changes=(RegistrationChange(2, PartialDate(2018), "vốn"),),
        activities=(Activity("2018", "0118", "rau", True), Activity("2018", "0145", "", None)),
    )
    b, c = desk.add("HTX B", unions=(union.uid,)), desk.add("HTX C")
    return {"union": union, "group": group, "a": a, "b": b, "c": c}


def plan_of(desk, code, subject="", names=(), **fields):
    plan = start_event(desk.book, code, subject and subject.uid)
    while len(plan.created) < len(names):
        plan = new_record(desk.book, plan)
    created = tuple(
        replace(draft, name=name, sector=draft.sector or "NN.TT")
        for draft, name in zip(plan.created, names, strict=True)
    )
    fields = {"on": ON, "document": "QĐ 12/QĐ-UBND"} | fields
    return replace(plan, created=created, **fields)


def plans(desk, area):
    """One plan of every kind, by its code."""
    a, b, c = area["a"], area["b"], area["c"]
    return {
        "THANH_LAP": plan_of(desk, "THANH_LAP", names=["HTX Mới"]),
        "CHUYEN_DEN": plan_of(desk, "CHUYEN_DEN", names=["HTX Đến"], where="Xã Y, tỉnh Z"),
        "CHUYEN_DOI": plan_of(desk, "CHUYEN_DOI", area["group"], ["HTX Rau sạch"]),
        "CHIA": plan_of(desk, "CHIA", a, ["HTX A1", "HTX A2", "HTX A3"], began_on=BEFORE),
        "TACH": plan_of(desk, "TACH", a, ["HTX A1"]),
        "HOP_NHAT": plan_of(desk, "HOP_NHAT", a, ["HTX AB"], others=(b.uid,)),
        "SAP_NHAP": plan_of(desk, "SAP_NHAP", a, others=(b.uid,), into=c.uid),
        "CHUYEN_DIA_BAN": plan_of(desk, "CHUYEN_DIA_BAN", a, leaves=True, where="Xã Y, tỉnh Z"),
        "GIAI_THE": plan_of(desk, "GIAI_THE", a, manner="TU_NGUYEN", began_on=BEFORE),
    }


def rows(book):
    """Every row of the book, but what tells of events and of what was done."""
    unsaid = {"journal", "organisation_event", "event_party"}
    with transaction(book.sessions) as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        return {
            table: set(session.execute(text(f"SELECT * FROM {table}")).all())
            for table in tables
            if table not in unsaid and not table.startswith(("organisation_search", "sqlite_"))
        }


def statuses(desk, uid, on=DAY):
    query = RegisterQuery(on=on)
    ids = [organisation_id(desk.book, uid)]
    if ids[0] not in organisation_ids(desk.book, query):
        return None
    (row,) = organisation_rows(desk.book, ids, query)
    return row.legal.value, row.status.value


def total(desk, on=DAY):
    with transaction(desk.book.sessions) as session:
        found = read_totals(session, desk.book.catalogue, on.year, Measure.ACTUAL, on)
    return {
        what: sum(found.counts[what].values())
        for what in ("listed", "founded", "registered", "dissolved", "converted")
    }


def of_role(desk, event_uid, uid, role):
    """The uids of those with a role in an event."""
    (line,) = [each for each in events_of(desk.book, uid) if each.uid == event_uid]
    return [each.uid for each in line.others if each.role == role]


def told(desk, uid):
    page = history_page(desk.book, uid, lambda code: code)
    return [each.words for each in page.lines if each.label == "Sự kiện"]


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (None, ["THANH_LAP", "CHUYEN_DEN"]),
        (HTX, ["CHIA", "TACH", "HOP_NHAT", "SAP_NHAP", "CHUYEN_DIA_BAN", "GIAI_THE"]),
        (LHHTX, ["CHIA", "TACH", "HOP_NHAT", "SAP_NHAP", "CHUYEN_DIA_BAN", "GIAI_THE"]),
        (THT, ["CHUYEN_DOI", "CHUYEN_DIA_BAN", "GIAI_THE"]),
    ],
)
def test_the_menu_offers_what_may_happen(desk, kind, codes):
    assert [each.code for each in event_kinds(desk.book, kind)] == codes


# Code → how the numbers of the area change on the day: listed, founded, registered, dissolved,
# converted.
DIFFERENCES = {
    "THANH_LAP": (1, 1, 1, 0, 0),
    "CHUYEN_DEN": (1, 0, 1, 0, 0),
    "CHUYEN_DOI": (0, 1, 0, 0, 1),
    "CHIA": (2, 3, 2, 0, 1),
    "TACH": (1, 1, 1, 0, 0),
    "HOP_NHAT": (-1, 1, -1, 0, 2),
    "SAP_NHAP": (-2, 0, -2, 0, 2),
    "CHUYEN_DIA_BAN": (-1, 0, -1, 0, 0),
    "GIAI_THE": (-1, 0, -1, 1, 0),
}


@pytest.mark.parametrize("code", DIFFERENCES)
def test_the_numbers_of_the_area_change_on_the_day_and_come_back(desk, area, code):
    before, day_before, everything = total(desk), total(desk, DAY_BEFORE), rows(desk.book)
    plan = plans(desk, area)[code]
    assert event_problems(desk.book, plan) == {}

    uid, change = record_event(desk.book, plan)
    after = total(desk)
    assert tuple(after[what] - before[what] for what in before) == DIFFERENCES[code]
    assert total(desk, DAY_BEFORE) == day_before
    assert {plan.subject, *plan.others, plan.into} - {""} <= change.organisations

    undone = undo_event(desk.book, uid)
    assert undone.organisations == change.organisations
    now = rows(desk.book)
    new = now["organisation"] - everything["organisation"]
    assert len(new) == len(plan.created)
    assert all(each.deleted_at for each in new)
    assert now["organisation"] >= everything["organisation"]
    for table in ("union_member", "registration_change", "annual_return"):
        assert now[table] == everything[table]
    assert now["status_change"] >= everything["status_change"]
    assert len(now["status_change"] - everything["status_change"]) == 2 * len(new)
    assert total(desk) == before


def test_a_group_becomes_a_cooperative_with_its_code(desk, area):
    group = area["group"]
    plan = plan_of(desk, "CHUYEN_DOI", group, ["HTX Rau sạch"])
    (draft,) = plan.created
    assert (draft.kind, draft.address, draft.phone) == (HTX, "Thôn 1", "0912 345 678")
    assert (draft.persons, draft.activities) == (group.persons, group.activities)
    assert (draft.recognitions, draft.contract_on) == (group.recognitions, None)

    uid, _ = record_event(desk.book, plan)
    (new,) = of_role(desk, uid, group.uid, "thành lập do chuyển đổi")
    saved, old = load_organisation(desk.book, new), load_organisation(desk.book, group.uid)
    assert (saved.tax_code, old.tax_code) == (CODE, "")
    assert CODE in old.note
    assert CODE in events_of(desk.book, new)[0].note
    assert (saved.formation, saved.formed_from) == ("TU_THT", f"THT Rau sạch (mã số {CODE})")
    assert saved.registered_on == ON
    assert statuses(desk, group.uid, DAY_BEFORE) == ("DANG_HOAT_DONG", "HD")
    assert statuses(desk, new, DAY_BEFORE) is None
    assert statuses(desk, group.uid) == ("DA_CHAM_DUT", "CD")
    assert statuses(desk, new) == ("DANG_HOAT_DONG", "HD")
    ids = organisation_ids(desk.book, RegisterQuery(text=CODE))
    assert ids == [organisation_id(desk.book, new)]

    undo_event(desk.book, uid)
    assert load_organisation(desk.book, group.uid) == group
    assert organisation_ids(desk.book, RegisterQuery(text=CODE)) == [
        organisation_id(desk.book, group.uid)
    ]
    with pytest.raises(NotFoundError):
        load_organisation(desk.book, new)


def test_a_divided_cooperative_ends_and_leaves_its_union(desk, area):
    a, union = area["a"], area["union"]
    plan = plans(desk, area)["CHIA"]
    assert plan.created[0].activities == (Activity("2018", "0118", "rau", True),)
    assert plan.created[0].tax_code == ""
    uid, change = record_event(desk.book, plan)

    assert statuses(desk, a.uid, BEFORE.first_day()) == ("DANG_GIAI_THE", "HD")
    assert statuses(desk, a.uid) == ("DA_CHAM_DUT", "CD")
    assert load_organisation(desk.book, a.uid).unions == ()
    assert load_organisation(desk.book, union.uid).members_of_union == (area["b"].uid,)
    assert union.uid in change.organisations
    for new in of_role(desk, uid, a.uid, "thành lập do chia"):
        saved = load_organisation(desk.book, new)
        assert (saved.formation, saved.formed_from) == ("CHIA", "HTX A (mã số 2400000086)")

    undo_event(desk.book, uid)
    assert load_organisation(desk.book, a.uid) == a
    assert load_organisation(desk.book, union.uid).members_of_union == (a.uid, area["b"].uid)


def test_a_cooperative_split_from_goes_on(desk, area):
    a = area["a"]
    record_event(desk.book, plans(desk, area)["TACH"])
    assert statuses(desk, a.uid) == ("DANG_HOAT_DONG", "HD")
    saved = load_organisation(desk.book, a.uid)
    assert saved.changes[1:] == (RegistrationChange(3, ON, "Tách, thành lập HTX A1"),)
    assert saved.unions == a.unions


def test_a_merger_is_told_in_both_histories(desk, area):
    a, c = area["a"], area["c"]
    uid, _ = record_event(desk.book, plans(desk, area)["SAP_NHAP"])
    assert load_organisation(desk.book, c.uid) == c
    assert told(desk, c.uid) == [
        "Sáp nhập vào tổ chức khác, ngày 15/8/2024: nhận sáp nhập; HTX A (được sáp nhập); "
        "HTX B (được sáp nhập)"
    ]
    (line,) = events_of(desk.book, c.uid)
    assert (line.uid, line.label) == (uid, "Sáp nhập vào tổ chức khác")
    assert (line.on, line.document, line.own_role) == (ON, "QĐ 12/QĐ-UBND", "nhận sáp nhập")
    assert [(each.name, each.role) for each in line.others] == [
        ("HTX A", "được sáp nhập"),
        ("HTX B", "được sáp nhập"),
    ]
    assert line.may_undo
    save_organisation(desk.book, replace(c, note="đổi sau"))  # who takes over may change
    undo_event(desk.book, uid)
    assert statuses(desk, a.uid) == ("DANG_HOAT_DONG", "HD")
    (line,) = events_of(desk.book, c.uid)
    assert line.undone_at is not None
    assert (line.may_undo, line.refusal) == (False, "Sự kiện này đã được hoàn tác.")
    assert told(desk, c.uid)[0].endswith("(đã hoàn tác)")
    with pytest.raises(StaleRecordError, match="đã được hoàn tác"):
        undo_event(desk.book, uid)


def test_a_move_inside_the_area_is_one_more_registered_change(desk, area):
    a = area["a"]
    plan = plan_of(
        desk, "CHUYEN_DIA_BAN", a, commune_code="07375", address="Thôn 9", registered_by="Xã Y"
    )
    (told,) = consequences(desk.book, plan)
    assert "Xã, phường hiện nay: để trống → Xã Lạng Giang" in told.sentences
    assert "Đăng ký thay đổi lần 3 (15/8/2024): Chuyển trụ sở từ (chưa ghi) sang Thôn 9" in (
        told.sentences
    )
    uid, _ = record_event(desk.book, plan)
    saved = load_organisation(desk.book, a.uid)
    assert (saved.commune_code, saved.address, saved.registered_by) == ("07375", "Thôn 9", "Xã Y")
    assert statuses(desk, a.uid) == ("DANG_HOAT_DONG", "HD")
    undo_event(desk.book, uid)
    assert load_organisation(desk.book, a.uid) == a


def test_who_left_the_area_stays_in_the_list_of_before_and_may_come_back(desk, area):
    a = area["a"]
    record_event(desk.book, plans(desk, area)["CHUYEN_DIA_BAN"])
    assert statuses(desk, a.uid) == ("DANG_HOAT_DONG", "DI")
    assert statuses(desk, a.uid, DAY_BEFORE) == ("DANG_HOAT_DONG", "HD")
    assert status_page(desk.book, a.uid).contradictions == ()
    assert status_page(desk.book, a.uid).alerts == ()
    problems = event_problems(desk.book, plan_of(desk, "TACH", a, ["HTX A1"]))
    assert "đã chuyển sang địa bàn khác" in problems["subject"]
    axis = status_page(desk.book, a.uid).steps[-1].axis
    change_status(desk.book, a.uid, StatusStep(axis, OperatingStatus.ACTIVE, PartialDate(2025)))
    assert total(desk, date(2025, 1, 2))["listed"] == 5


def test_a_dissolution_begins_now_and_ends_later(desk, area):
    a = area["a"]
    plan = plan_of(
        desk,
        "GIAI_THE",
        a,
        manner="BAT_BUOC",
        on=None,
        document="",
        began_on=BEFORE,
        began_document="QĐ thu hồi 5",
        is_finished=False,
    )
    first, _ = record_event(desk.book, plan)
    assert statuses(desk, a.uid) == ("DANG_GIAI_THE", "DGT")
    assert events_of(desk.book, a.uid)[0].on == BEFORE
    assert load_organisation(desk.book, a.uid).unions == a.unions

    plan = start_event(desk.book, "GIAI_THE", a.uid)
    assert plan.has_begun
    again = replace(plan, is_finished=False, began_on=ON)
    assert "đang ở trong thủ tục" in event_problems(desk.book, again)["is_finished"]
    second, _ = record_event(desk.book, replace(plan, on=ON))
    assert statuses(desk, a.uid) == ("DA_CHAM_DUT", "GT")
    assert [each.uid for each in events_of(desk.book, a.uid)] == [second, first]
    with pytest.raises(StaleRecordError, match="HTX A"):
        undo_event(desk.book, first)
    undo_event(desk.book, second)
    undo_event(desk.book, first)
    assert load_organisation(desk.book, a.uid) == a


@pytest.mark.parametrize(
    ("subject", "manner", "through"),
    [("a", "TU_NGUYEN", "DANG_GIAI_THE"), ("a", "PHA_SAN", "DANG_PHA_SAN"), ("group", "", "")],
)
def test_every_way_to_end(desk, area, subject, manner, through):
    plan = start_event(desk.book, "GIAI_THE", area[subject].uid)
    assert plan.manner == ("" if manner else "CHAM_DUT")
    if manner:
        assert event_problems(desk.book, replace(plan, on=ON))["manner"] == "Chọn cách chấm dứt."
    plan = replace(plan, on=ON, document="QĐ 1", manner=manner or plan.manner)
    record_event(desk.book, plan)
    legal = [each.status for each in status_page(desk.book, area[subject].uid).steps]
    assert legal == ["DANG_HOAT_DONG", through or "DANG_GIAI_THE", "DA_CHAM_DUT", "HD", "GT"]


def test_what_will_change_is_told_before_it_does(desk, area):
    before = rows(desk.book)
    ended, new = consequences(desk.book, plans(desk, area)["CHUYEN_DOI"])
    assert (ended.role, ended.uid, ended.name) == (
        *(EventRole.SUBJECT, area["group"].uid),
        "THT Rau sạch",
    )
    assert ended.sentences == (
        "Pháp lý: Đang hoạt động → Đã chấm dứt hoạt động từ 15/8/2024",
        "Hoạt động thực tế: Đang hoạt động → Đã chuyển đổi, sáp nhập, hợp nhất từ 15/8/2024",
        f"Mã số {CODE} chuyển sang hồ sơ mới, được ghi lại ở ghi chú.",
    )
    assert (new.role, new.uid, new.place, new.name) == (EventRole.CREATED, "", 0, "HTX Rau sạch")
    assert f"Giữ mã số {CODE}" in new.sentences
    divided, *three = consequences(desk.book, plans(desk, area)["CHIA"])
    assert "Thôi là thành viên của: LHHTX Rau" in divided.sentences
    assert [each.place for each in three] == [0, 1, 2]
    *_, taking = consequences(desk.book, plans(desk, area)["SAP_NHAP"])
    assert taking.sentences == ("Hồ sơ giữ nguyên; lịch sử ghi lại sự kiện này.",)
    (union,) = consequences(desk.book, start_event(desk.book, "GIAI_THE", area["union"].uid))
    assert union.sentences == ("Hồ sơ giữ nguyên; lịch sử ghi lại sự kiện này.",)
    assert rows(desk.book) == before


@pytest.mark.parametrize(
    ("code", "changed", "attr", "words"),
    [
        ("CHIA", {"on": None}, "on", "Phải nhập ngày"),
        ("CHIA", {"on": PartialDate(2099)}, "on", "ở sau hôm nay"),
        ("CHIA", {"on": PartialDate(2010), "began_on": None}, "on", "trước ngày đăng ký lần đầu"),
        ("CHIA", {"began_on": PartialDate(2025)}, "began_on", "ở sau ngày hoàn tất"),
        ("CHIA", {"document": " "}, "document", "Phải ghi số, ngày của văn bản"),
        ("CHIA", {"created": ()}, "created", "ít nhất 2"),
        ("CHIA", {"is_finished": False}, "is_finished", "chỉ ghi khi đã hoàn tất"),
        ("CHUYEN_DOI", {"on": PartialDate(2015, 9, 1)}, "on", "Phải đủ 12 tháng"),
        ("HOP_NHAT", {"others": ()}, "others", "ít nhất 1"),
        ("SAP_NHAP", {"into": ""}, "into", "Chọn tổ chức nhận sáp nhập"),
        ("CHUYEN_DIA_BAN", {"where": ""}, "where", "Phải ghi nơi chuyển đến"),
        ("CHUYEN_DIA_BAN", {"leaves": False}, "commune_code", "Chọn xã, phường"),
        ("CHUYEN_DIA_BAN", {"leaves": False}, "address", "Phải ghi địa chỉ"),
        ("CHUYEN_DIA_BAN", {"on": PartialDate(2017)}, "on", "có ngày trước lần thứ 2"),
        ("CHUYEN_DEN", {"where": ""}, "where", "Phải ghi nơi chuyển đi"),
        ("THANH_LAP", {"on": PartialDate(2099)}, "on", "ở sau hôm nay"),
        ("GIAI_THE", {"manner": ""}, "manner", "Chọn cách"),
        ("GIAI_THE", {"document": ""}, "began_document", "Phải ghi số, ngày của văn bản"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(desk, area, code, changed, attr, words):
    plan = replace(plans(desk, area)[code], **changed)
    assert words in event_problems(desk.book, plan)[attr]
    before = rows(desk.book)
    with pytest.raises(InvalidInputError):
        record_event(desk.book, plan)
    assert rows(desk.book) == before


def test_who_may_not_take_part_is_refused_by_name(desk, area):
    a, b, union = area["a"], area["b"], area["union"]
    found = plans(desk, area)

    def problems(code, **changed):
        return event_problems(desk.book, replace(found[code], **changed))

    assert "đã có trong sự kiện này" in problems("HOP_NHAT", others=(a.uid,))["others"]
    assert "đã có trong sự kiện này" in problems("SAP_NHAP", into=b.uid)["into"]
    wrong = problems("SAP_NHAP", into=union.uid)["into"]
    assert wrong.startswith("“LHHTX Rau” là liên hiệp hợp tác xã")
    assert "không áp dụng cho tổ hợp tác" in problems("CHIA", subject=area["group"].uid)["subject"]
    draft = replace(found["TACH"].created[0], kind=THT)
    assert "phải là hợp tác xã" in problems("TACH", created=(draft,))["created.0.kind"]
    assert problems("TACH", subject="")["subject"] == "Chọn tổ chức của sự kiện này."

    record_event(desk.book, found["GIAI_THE"])
    for code, attr, changed in (
        ("TACH", "subject", {}),
        ("HOP_NHAT", "others", {"subject": b.uid, "others": (a.uid,)}),
        ("SAP_NHAP", "into", {"subject": b.uid, "others": (), "into": a.uid}),
    ):
        assert "“HTX A” đã chấm dứt" in problems(code, **changed)[attr]


def test_who_is_ending_itself_takes_nobody_over(desk, area):
    begun = plan_of(
        desk,
        "GIAI_THE",
        area["c"],
        manner="TU_NGUYEN",
        began_on=BEFORE,
        began_document="NQ",
        is_finished=False,
    )
    record_event(desk.book, begun)
    problems = event_problems(desk.book, plans(desk, area)["SAP_NHAP"])
    assert "không ghi được “Sáp nhập" in problems["into"]


def test_a_day_before_a_later_status_is_refused(desk, area):
    a = area["a"]
    axis = status_page(desk.book, a.uid).steps[-1].axis
    change_status(desk.book, a.uid, StatusStep(axis, OperatingStatus.STOPPED, PartialDate(2025)))
    problems = event_problems(desk.book, plans(desk, area)["GIAI_THE"])
    assert "không chèn được vào trước" in problems["on"]


def test_new_records_are_checked_as_any_other(desk, area):
    a = plans(desk, area)["CHIA"]
    first, *others = a.created
    for changed, attr, words in (
        ({"name": ""}, "name", "Phải nhập tên"),
        ({"tax_code": "12"}, "tax_code", "12"),
        ({"tax_code": CODE}, "tax_code", "đã có ở hồ sơ “THT Rau sạch”"),
    ):
        plan = replace(a, created=(replace(first, **changed), *others))
        assert words in event_problems(desk.book, plan)[f"created.0.{attr}"]
    same = [replace(each, tax_code="2400000033") for each in a.created]
    found = event_problems(desk.book, replace(a, created=tuple(same)))
    assert "có cùng mã số" in found["created.1.tax_code"]
    conversion = plans(desk, area)["CHUYEN_DOI"]
    other = replace(conversion.created[0], tax_code="2400000033")
    found = event_problems(desk.book, replace(conversion, created=(other,)))
    assert found["created.0.tax_code"].startswith(f"Mã số {CODE} được giữ")


def test_a_group_without_a_certificate_is_not_converted(desk, area):
    unknown = desk.add("THT Chưa rõ", kind=THT, registered_on=None)
    plan = plan_of(desk, "CHUYEN_DOI", unknown, ["HTX Mới"])
    assert "chưa có ngày đăng ký lần đầu" in event_problems(desk.book, plan)["subject"]
    informal = desk.add("THT Tự lập", kind=THT, legal_status=LegalStatus.UNREGISTERED)
    plan = plan_of(desk, "CHUYEN_DOI", informal, ["HTX Mới"])
    assert "Chưa đăng ký kinh doanh" in event_problems(desk.book, plan)["subject"]


@pytest.mark.parametrize("code", ["CHIA", "SAP_NHAP", "CHUYEN_DOI"])
def test_an_event_is_undone_after_the_book_was_closed(desk, area, code, tmp_path, catalogue, units):
    before = rows(desk.book)["organisation"]
    uid, _ = record_event(desk.book, plans(desk, area)[code])
    desk.book.close()
    book = open_book(tmp_path / "so", catalogue, units)
    try:
        undo_event(book, uid)
        assert rows(book)["organisation"] >= before
    finally:
        book.close()


def test_what_was_changed_since_keeps_an_event_from_being_undone(desk, area):
    a = area["a"]
    uid, _ = record_event(desk.book, plans(desk, area)["CHIA"])
    new = of_role(desk, uid, a.uid, "thành lập do chia")
    desk_line = events_of(desk.book, new[1])[0]
    assert desk_line.may_undo
    saved = load_organisation(desk.book, new[1])
    save_organisation(desk.book, replace(saved, phone="0912 345 678"))
    with pytest.raises(StaleRecordError, match="Hồ sơ “HTX A2” đã được đổi tiếp"):
        undo_event(desk.book, uid)
    assert "HTX A2" in events_of(desk.book, a.uid)[0].refusal
    assert statuses(desk, a.uid) == ("DA_CHAM_DUT", "CD")


def test_support_given_to_a_new_record_keeps_it(desk, area):
    uid, _ = record_event(desk.book, plans(desk, area)["TACH"])
    (new,) = of_role(desk, uid, area["a"].uid, "thành lập do tách")
    desk.support(new)
    ids = [organisation_id(desk.book, new)]
    with transaction(desk.book.sessions) as session:
        assert with_entries(session, ids) == set(ids)
    with pytest.raises(StaleRecordError, match="“HTX A1” do sự kiện này lập đã có số liệu"):
        undo_event(desk.book, uid)


def test_a_record_in_the_bin_is_not_taken_back_by_undoing(desk, area):
    class Quiet:
        def report(self, *_):
            pass

    uid, _ = record_event(desk.book, plans(desk, area)["TACH"])
    delete_organisations(desk.book, [organisation_id(desk.book, area["a"].uid)], Quiet())
    with pytest.raises(StaleRecordError, match="HTX A"):
        undo_event(desk.book, uid)
    with pytest.raises(NotFoundError):
        start_event(desk.book, "TACH", area["a"].uid)
    with pytest.raises(NotFoundError):
        undo_event(desk.book, "gone")


def test_merging_takes_the_events_along(desk, area):
    a, c = area["a"], area["c"]
    uid, _ = record_event(desk.book, plans(desk, area)["TACH"])
    undo, _ = merge(desk.book, compare(desk.book, c.uid, a.uid), Side.LEFT, {})
    assert [each.uid for each in events_of(desk.book, c.uid)] == [uid]
    assert events_of(desk.book, a.uid) == ()
    with pytest.raises(StaleRecordError):
        undo_event(desk.book, uid)
    undo_merge(desk.book, undo)
    assert events_of(desk.book, c.uid) == ()
    undo_event(desk.book, uid)
    assert load_organisation(desk.book, a.uid) == a


def test_merging_two_of_one_event_leaves_each_its_part(desk, area):
    uid, _ = record_event(desk.book, plans(desk, area)["SAP_NHAP"])
    merge(desk.book, compare(desk.book, area["a"].uid, area["b"].uid), Side.LEFT, {})
    assert [each.uid for each in events_of(desk.book, area["a"].uid)] == [uid]
    assert [each.uid for each in events_of(desk.book, area["b"].uid)] == [uid]


def test_the_journal_tells_where_each_change_came_from(desk, area):
    uid, _ = record_event(desk.book, plans(desk, area)["CHUYEN_DOI"])
    lines = [each for each in desk.journal("organisation") if each[1].endswith("@SU_KIEN")]
    fields = {field.partition("@")[0] for key, field, *_ in lines if key == area["group"].uid}
    assert fields == {"tax_code", "note", "PHAP_LY", "HOAT_DONG", "event"}
    undo_event(desk.book, uid)
    assert (area["group"].uid, "tax_code@SU_KIEN", None, CODE) in desk.journal("organisation")


days = st.one_of(
    st.dates(date(2016, 4, 1), date(2025, 12, 31)).map(PartialDate.from_date),
    st.builds(PartialDate, st.integers(2017, 2025)),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_happens_it_can_be_undone_to_the_last_row(desk, data):
    names = data.draw(st.integers(0, 2))
    a = desk.add("HTX Một", changes=(RegistrationChange(1, PartialDate(2015, 5)),))
    b = desk.add("HTX Hai", unions=(desk.add("LHHTX", kind=LHHTX).uid,) * (names % 2))
    c, group = desk.add("HTX Ba"), desk.add("THT Một", kind=THT)
    code = data.draw(st.sampled_from(sorted(DIFFERENCES)))
    subject = {"THANH_LAP": "", "CHUYEN_DEN": "", "CHUYEN_DOI": group}.get(code, a)
    plan = start_event(desk.book, code, subject and subject.uid)
    kind = desk.book.catalogue.events[code]
    plan = replace(
        plan,
        on=data.draw(days),
        document="QĐ",
        note=data.draw(st.sampled_from(["", "một\nhai"])),
        where="Xã Y",
        leaves=code == "CHUYEN_DIA_BAN",
        manner=plan.manner or data.draw(st.sampled_from(["TU_NGUYEN", "PHA_SAN"])),
        others=(b.uid,) if kind.others != (0, 0) else (),
        into=c.uid if kind.takes_over else "",
        created=tuple(replace(each, name="Mới", sector="KH") for each in plan.created),
    )
    before = rows(desk.book)
    uid, _ = record_event(desk.book, plan)
    assert rows(desk.book) != before or not plan.subject
    undo_event(desk.book, uid)
    after = rows(desk.book)
    assert after["organisation"] >= before["organisation"]
    assert len(after["organisation"] - before["organisation"]) == len(plan.created)
    assert after["union_member"] == before["union_member"]
    assert after["registration_change"] == before["registration_change"]


def test_a_group_without_a_procedure_ends_at_once(desk):
    group = desk.add("THT Tự lập", kind=THT, legal_status=LegalStatus.UNREGISTERED)
    plan = plan_of(desk, "GIAI_THE", group, is_finished=False, began_on=BEFORE)
    assert "không qua thủ tục" in event_problems(desk.book, plan)["is_finished"]
    record_event(desk.book, replace(plan, is_finished=True, began_on=None))
    assert statuses(desk, group.uid) == ("DA_CHAM_DUT", "GT")


def test_a_union_that_ends_has_no_members_until_that_is_undone(desk, area):
    union, members = area["union"], (area["a"].uid, area["b"].uid)
    uid, change = record_event(desk.book, plan_of(desk, "GIAI_THE", union, manner="TU_NGUYEN"))
    assert {union.uid, *members} == change.organisations
    assert load_organisation(desk.book, area["b"].uid).unions == ()
    undo_event(desk.book, uid)
    assert load_organisation(desk.book, union.uid).members_of_union == members
    assert load_organisation(desk.book, area["b"].uid).unions == (union.uid,)


def test_a_group_and_what_it_became_are_not_taken_for_one(desk, area):
    uid, _ = record_event(desk.book, plans(desk, area)["CHUYEN_DOI"])
    (new,) = of_role(desk, uid, area["group"].uid, "thành lập do chuyển đổi")
    alike = {area["group"].uid, new}
    found = [{each.left.uid, each.right.uid} for each in find_duplicates(desk.book)]
    assert alike not in found
    assert likely_duplicates(desk.book, load_organisation(desk.book, new)) == []
    without = replace(load_organisation(desk.book, new), uid="")
    assert len(likely_duplicates(desk.book, without)) == 2  # they are alike all the same


def test_an_event_of_nobody_has_only_the_new_record(desk):
    plan = start_event(desk.book, "THANH_LAP", "")
    assert plan.created == (OrganisationDraft(formation="MOI"),)
    assert new_record(desk.book, plan).created == plan.created * 2
    assert new_record(desk.book, replace(plan, kind="GIAI_THE")).created == plan.created
    problems = event_problems(desk.book, plan)
    assert set(problems) == {"on", "created.0.name", "created.0.sector"}
    assert "created" in event_problems(desk.book, new_record(desk.book, plan))
