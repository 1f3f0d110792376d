"""Mistakes in statuses.toml stop the reading, with the entry named."""

import pytest

from ktt_desktop.catalogue.statuses_loader import load_statuses
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import OrganisationKind, StatusAxis
from ktt_desktop.runtime.paths import resources

SOURCE = (resources() / "catalogue" / "statuses.toml").read_text(encoding="utf-8")


@pytest.fixture
def read(tmp_path):
    def of(old="", new=""):
        assert old in SOURCE
        path = tmp_path / "statuses.toml"
        path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
        return load_statuses(path)

    return of


def test_each_kind_has_its_list_in_the_order_of_the_file(read):
    _, _, rules = read()

    legal = rules.lists[StatusAxis.LEGAL, OrganisationKind.COOPERATIVE_GROUP]
    assert next(iter(legal)) == "DANG_HOAT_DONG"
    assert legal["DANG_GIAI_THE"].label == "Đang làm thủ tục chấm dứt hoạt động"
    assert set(rules.bases) == set(OrganisationKind)


def test_a_transition_is_confirmed_unless_it_says_otherwise(read):
    def doubtful(old="", new=""):
        return sum(each.unconfirmed for each in read(old, new)[2].transitions)

    assert doubtful("unconfirmed = true", "unconfirmed = false") == doubtful() - 1
    assert doubtful("unconfirmed = true\n") == doubtful() - 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('to = "TAM_NGUNG"', 'to = "TAM_NGUNGX"', "«to» không nhận giá trị «TAM_NGUNGX»"),
        ('from = ["CHUA_DANG_KY"]', 'from = ["DANG_PHA_SAN"]', "THT không có tình trạng"),
        ("automatic_after = 6", 'automatic_after = "6"', "«automatic_after» phải là int"),
        ('axis = "HOAT_DONG"', 'axis = "PHAP_LY"', "«from» không nhận giá trị"),
        ("[[hint]]", "[[hints]]", "không hiểu «hints»"),
        ('legal = ["DA_CHAM_DUT"]', 'legal = ["GT"]', "«legal» không nhận giá trị «GT»"),
        ('code = "NG"', 'code = "TN"', "«TN» có hai lần"),
        ("unconfirmed = true", 'unconfirmed = "có"', "«unconfirmed» phải là bool"),
        ("needs_document = true", "needs_paper = true", "không hiểu «needs_paper»"),
    ],
)
def test_a_mistake_is_refused_and_named(read, old, new, message):
    with pytest.raises(CatalogueError) as caught:
        read(old, new)
    assert message in str(caught.value)
