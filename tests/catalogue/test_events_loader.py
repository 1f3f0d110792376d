"""Mistakes in events.toml stop the reading, with the entry named."""

import pytest

from ktt_desktop.catalogue.events_loader import load_events
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.events import EventRole
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind
from ktt_desktop.runtime.paths import resources

SOURCE = (resources() / "catalogue" / "events.toml").read_text(encoding="utf-8")
HTX, LHHTX, THT = OrganisationKind


@pytest.fixture
def read(tmp_path, catalogue):
    def of(old="", new=""):
        assert old in SOURCE
        path = tmp_path / "events.toml"
        path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
        return load_events(path, catalogue.status_rules, catalogue.lists["formations"])

    return of


def test_every_event_is_read_in_the_order_of_the_menu(read, catalogue):
    assert list(read()) == [
        *("THANH_LAP", "CHUYEN_DEN", "CHUYEN_DOI", "CHIA", "TACH", "HOP_NHAT", "SAP_NHAP"),
        *("CHUYEN_DIA_BAN", "GIAI_THE"),
    ]
    assert read() == catalogue.events


def test_every_event_says_who_takes_part_and_what_each_was(catalogue):
    for each in catalogue.events.values():
        roles = {EventRole.SUBJECT} if each.starts_from else set()
        roles |= {EventRole.CREATED} if each.creation else set()
        roles |= {EventRole.OTHER} if each.others != (0, 0) else set()
        roles |= {EventRole.INTO} if each.takes_over else set()
        assert set(each.roles) == roles
        assert each.label
        assert each.summary.endswith(".")
        assert each.basis


def test_an_ending_ends_what_may_end_so(catalogue):
    for each in catalogue.events.values():
        for ending in each.endings:
            assert set(ending.kinds) <= set(each.starts_from)
            assert ending.ended.legal is LegalStatus.CLOSED
            assert bool(ending.begin_label) is (ending.begun.legal is not None)


def test_what_the_law_asks_of_each_event(catalogue):
    events = catalogue.events
    assert (events["CHUYEN_DOI"].months, events["CHUYEN_DOI"].starts_from) == (12, (THT,))
    assert events["CHIA"].creation.least == 2
    assert events["HOP_NHAT"].others == (1, None)
    assert (events["SAP_NHAP"].takes_over, events["SAP_NHAP"].creation) == (True, None)
    assert [each.code for each in events["GIAI_THE"].endings_of(HTX)] == [
        *("TU_NGUYEN", "BAT_BUOC", "PHA_SAN"),
    ]
    assert [each.code for each in events["GIAI_THE"].endings_of(THT)] == ["CHAM_DUT"]
    unfinished = [each.code for each in events.values() if each.may_be_unfinished(LHHTX)]
    assert unfinished == ["GIAI_THE"]


def test_what_nobody_read_in_the_law_says_so(catalogue):
    told = {each.code for each in catalogue.events.values() if "chưa đối chiếu" in each.told_basis}
    assert told == {"CHUYEN_DEN", "CHUYEN_DIA_BAN"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code = "CHIA"', 'code = "TACH"', "«TACH» có hai lần"),
        ('formation = "MOI"', 'formation = "CU"', "không có cách hình thành CU"),
        ('starts_from = ["THT"]', 'starts_from = ["TH"]', "«starts_from» không nhận giá trị «TH»"),
        ('legal = "DANG_PHA_SAN"', 'legal = "PHA_SAN"', "«legal» không nhận giá trị «PHA_SAN»"),
        ('kinds = ["THT"]', 'kinds = ["THT", "DN"]', "«kinds» không nhận giá trị «DN»"),
        ("months = 12", 'months = "12"', "«months» phải là int"),
        ("CHU_THE =", "CHU =", "không hiểu «CHU»"),
        ('moved = "DI"', 'moved = "XA"', "«moved» không nhận giá trị «XA»"),
        ("takes_over = true", "take_over = true", "không hiểu «take_over»"),
    ],
)
def test_a_mistake_is_refused_and_named(read, old, new, message):
    with pytest.raises(CatalogueError) as caught:
        read(old, new)
    assert message in str(caught.value)


def test_an_ending_names_statuses_of_the_kinds_that_end_so(read):
    with pytest.raises(CatalogueError, match="THT không có tình trạng DANG_PHA_SAN"):
        read(
            'label = "Phá sản"\nkinds = ["HTX", "LHHTX"]',
            'label = "Phá sản"\nkinds = ["HTX", "LHHTX", "THT"]',
        )


def test_an_event_concerns_somebody(read):
    with pytest.raises(CatalogueError, match="không bắt đầu từ tổ chức nào"):
        read('starts_from = ["HTX", "LHHTX", "THT"]\nlegal_from', "legal_from")
