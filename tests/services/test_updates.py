"""From a signed file to what is used: whom to believe, what to refuse, and the way back."""

import pytest

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY
from ktt_desktop.domain.errors import KttError, UnreadableFileError
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.services import updates
from ktt_desktop.services.in_use import choose
from ktt_desktop.services.trusted_keys import trusted_keys
from ktt_desktop.services.updates import (
    check_update,
    discard_update,
    install_update,
    read_update,
    units_gone,
)
from tests.issuing import (
    ISSUER,
    NEWER,
    OTHER_SECRET,
    SECRET,
    change,
    issue,
    newer_catalogue,
    newer_units,
)

CATALOGUE, UNITS = UpdatePart
LATER = {"version": 20280203, "label": "Đơn vị hành chính đến 3/2/2028"}


@pytest.fixture
def home(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path):
    return issue(tmp_path / "don-vi.kttt-capnhat", newer_units(tmp_path / "units"))


@pytest.fixture
def later(tmp_path):
    folder = newer_units(tmp_path / "later", "2028-02-03")
    return issue(tmp_path / "sau.kttt-capnhat", folder, **LATER)


def check(home, file):
    """As an officer who finds the fingerprint in the letter."""
    offer = read_update(home, file)
    return check_update(home, offer, confirmed=offer.fingerprint)


def install(home, file):
    install_update(home, check(home, file))


def everything_in(home):
    return sorted(path.relative_to(home) for path in home.rglob("*")) if home.exists() else []


def test_an_unknown_key_is_offered_with_its_name_and_fingerprint(home, file):
    offer = read_update(home, file)

    assert (offer.known, offer.rival) == (None, None)
    assert offer.header.issued_by == ISSUER
    assert offer.fingerprint.count("-") == 4


@pytest.mark.parametrize("confirmed", ["", "0000-0000-0000-0000-0000", "47Z3"])
def test_without_the_fingerprint_of_the_letter_nothing_is_even_read(
    home, file, confirmed, monkeypatch
):
    monkeypatch.setattr(updates, "try_out", lambda *_: pytest.fail("read before it was believed"))
    offer = read_update(home, file)
    with pytest.raises(UnreadableFileError, match=offer.fingerprint):
        check_update(home, offer, confirmed=confirmed)
    assert everything_in(home) == []


def test_checking_installs_nothing_and_tells_what_would_change(home, file, units):
    checked = check(home, file)

    assert checked.replaced == units.release
    assert any(line.startswith("Bớt ") for line in checked.changes)
    assert everything_in(home) == []


def test_the_fingerprint_may_be_typed_without_its_groups(home, file):
    offer = read_update(home, file)
    typed = offer.fingerprint.replace("-", "").lower()
    assert check_update(home, offer, confirmed=f" {typed}").offer is offer


def test_after_the_first_installation_the_key_is_known(home, file, later):
    install(home, file)
    offer = read_update(home, later)

    assert (offer.known.name, offer.known.public_key) == (ISSUER, offer.update.public_key.hex())
    install_update(home, check_update(home, offer))
    assert choose(home).units.content.edition == "2028-02-03"
    assert len([key for key in trusted_keys(home) if not key.shipped]) == 1


def test_another_key_under_a_known_name_is_pointed_out(home, file, later, tmp_path):
    install(home, file)
    forged = issue(tmp_path / "b", tmp_path / "later", secret=OTHER_SECRET, **LATER)
    offer = read_update(home, forged)

    assert offer.known is None
    assert offer.rival.name == ISSUER
    with pytest.raises(UnreadableFileError, match="chưa được tin cậy"):
        check_update(home, offer)


def test_a_known_key_is_known_under_any_name(home, file, tmp_path, later):
    install(home, file)
    renamed = issue(tmp_path / "b", tmp_path / "later", issued_by="Bộ Tài chính", **LATER)
    assert read_update(home, renamed).known.name == ISSUER


def test_the_same_file_again_is_told_to_be_there(home, file):
    install(home, file)
    before = everything_in(home)
    with pytest.raises(UnreadableFileError, match="đã có và đang dùng"):
        check(home, file)
    assert everything_in(home) == before


def test_an_older_one_is_refused_and_the_one_in_use_named(home, file, later):
    install(home, later)
    with pytest.raises(
        UnreadableFileError, match=r"Đang dùng .*20280203; .* không mới hơn: .*20270105"
    ):
        check(home, file)


def test_another_content_under_the_number_in_use_is_refused(home, file, tmp_path):
    install(home, file)
    change(tmp_path / "units" / "units-2025-07.tsv", "Xã", "Phường")
    other = issue(tmp_path / "b.kttt-capnhat", tmp_path / "units")
    with pytest.raises(UnreadableFileError, match="không mới hơn"):
        check(home, other)


def test_what_is_older_than_the_built_in_one_is_refused(home, tmp_path, units):
    folder = newer_units(tmp_path / "old", "2026-01-01")
    with pytest.raises(UnreadableFileError, match=str(units.release.version)):
        check(home, issue(tmp_path / "a", folder, version=20260101))


def test_a_catalogue_that_drops_a_code_is_refused_with_the_code(home, tmp_path):
    folder = newer_catalogue(tmp_path / "one")
    install(home, issue(tmp_path / "a", folder, CATALOGUE))
    second = newer_catalogue(tmp_path / "two", 20280101)
    change(second / "2025" / "indicators.toml", 'code = "A77"', 'code = "A78"')
    change(second / "2025" / "tables.toml", '"A77"', '"A78"')
    file = issue(tmp_path / "b.kttt-capnhat", second, CATALOGUE, version=20280101)
    with pytest.raises(UnreadableFileError, match=r"b\.kttt-capnhat: bỏ chỉ tiêu A77\. Mã đã dùng"):
        check(home, file)
    assert choose(home).catalogue.content.release.version == NEWER


def test_a_mistake_in_the_content_is_told_and_changes_nothing(home, tmp_path):
    folder = newer_catalogue(tmp_path / "one")
    change(folder / "2025" / "rules.toml", 'severity = "loi"', 'severity = "nang"')
    with pytest.raises(UnreadableFileError, match=r"rules\.toml.*Báo lại nơi ban hành"):
        check(home, issue(tmp_path / "a", folder, CATALOGUE))
    assert everything_in(home) == []


def test_the_changes_of_a_catalogue_are_told(home, tmp_path):
    checked = check(home, issue(tmp_path / "a", newer_catalogue(tmp_path / "one"), CATALOGUE))
    assert "   – A77 Số HTX ứng dụng công nghệ cao (HTX)" in checked.changes


def test_units_the_book_speaks_of_that_are_no_more_are_counted(home, file, practice, tmp_path):
    book, profile, _ = practice
    communes = book.units.children(profile.code, LAST_THREE_LEVEL_DAY)
    assert units_gone(book, profile, check(home, file)) == len(communes)
    catalogue = check(home, issue(tmp_path / "a", newer_catalogue(tmp_path / "one"), CATALOGUE))
    assert units_gone(book, profile, catalogue) == 0


def test_giving_one_up_leads_back_step_by_step(home, file, later, units):
    install(home, file)
    install(home, later)

    assert discard_update(home, UNITS).version == NEWER
    assert discard_update(home, UNITS) == units.release
    with pytest.raises(KttError, match="đang dùng bản kèm chương trình"):
        discard_update(home, UNITS)
    install(home, file)
    assert choose(home).units.content.release.version == NEWER


def test_giving_up_a_list_leaves_the_catalogue(home, file, tmp_path):
    install(home, file)
    install(home, issue(tmp_path / "a", newer_catalogue(tmp_path / "one"), CATALOGUE))
    discard_update(home, UNITS)
    assert choose(home).catalogue.content.release.version == NEWER


def test_a_forged_file_leaves_no_trace(home, file):
    content = bytearray(file.read_bytes())
    content[-200] ^= 1
    file.write_bytes(content)
    with pytest.raises(UnreadableFileError):
        read_update(home, file)
    assert everything_in(home) == []
    assert SECRET not in bytes(content)
