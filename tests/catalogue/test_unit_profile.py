from datetime import date

import pytest

from ktt_desktop.catalogue.unit_profile import WORDS, filled, load_profile_lines
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.unit_checks import body_warnings, document_warnings, signatory_warnings
from ktt_desktop.domain.unit_particulars import DocumentKind, Signing, document_line
from ktt_desktop.runtime.paths import resources

COMMUNE, DISTRICT = UnitLevel.COMMUNE, UnitLevel.DISTRICT
SOURCE = (resources() / "catalogue" / "unit_profile.toml").read_text(encoding="utf-8")


def test_the_lines_are_filled_for_a_unit(catalogue):
    body = catalogue.profile_lines.levels[COMMUNE].bodies[0]
    words = dict.fromkeys(WORDS, "") | {"name": "Xã Lạng Giang", "NAME": "XÃ LẠNG GIANG"}

    assert filled(body, words).issuer == ("ỦY BAN NHÂN DÂN", "XÃ LẠNG GIANG")
    assert filled(body, words).unit_name == "Xã Lạng Giang"


def test_plans_of_a_district_went_to_the_department_of_their_time(catalogue):
    lines = catalogue.profile_lines.levels[DISTRICT]
    before, after = (
        document_line(lines, DocumentKind.PLAN, day)
        for day in (date(2025, 2, 28), date(2025, 3, 1))
    )

    assert before.recipients[0] == "Sở Kế hoạch và Đầu tư"
    assert after.recipients[0] == "Sở Tài chính"


@pytest.mark.parametrize("level", [COMMUNE, DISTRICT])
def test_every_kind_of_document_has_its_symbol_and_nothing_overlaps(catalogue, level):
    lines = catalogue.profile_lines.levels[level]

    assert {each.kind for each in lines.documents} == set(DocumentKind)
    assert document_line(lines, DocumentKind.PLAN, date.max).symbol == "KH-UBND"
    assert document_line(lines, DocumentKind.SCHEME, date.max).symbol == "ĐA-UBND"
    assert document_line(lines, DocumentKind.LETTER, date.max).symbol.startswith("UBND-")
    assert document_warnings(lines.documents) == []
    assert body_warnings(lines.bodies) == signatory_warnings(lines.signatories) == []
    assert [each.form for each in lines.signatories if each.usual] == [Signing.COLLECTIVE]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{above}", "{beside}"),
        ("{kind}", "{kind"),
        ("symbol =", "sign ="),
        ('levels = ["xa"]', 'levels = ["thon"]'),
        ('form = "TM"', 'form = "TN"'),
        ('valid_to = "2025-02-28"', 'valid_to = "2025-02-30"'),
        ('valid_to = "2025-02-28"', 'valid_from = "2026-01-01"\nvalid_to = "2025-02-28"'),
    ],
)
def test_a_mistake_is_refused(tmp_path, old, new):
    path = tmp_path / "unit_profile.toml"
    lines = SOURCE.splitlines(keepends=True)
    path.write_text(
        "".join(each if each[0] == "#" else each.replace(old, new) for each in lines),
        encoding="utf-8",
    )

    with pytest.raises(CatalogueError, match=r"unit_profile\.toml"):
        load_profile_lines(path)
