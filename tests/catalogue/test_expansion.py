"""The forms as a reviewer reads them, and every indicator on its way through the program."""

from difflib import unified_diff

import pytest

from tests.golden.expand import FORMS, expand


@pytest.mark.parametrize(
    "name",
    ["2025-phieu.txt", "2025-bieu-a.txt", "2025-bieu-b.txt", "2025-bieu-b2.txt", "2025-bieu-k.txt"],
)
def test_a_form_is_the_one_that_was_signed_off(catalogue, name):
    signed = (FORMS / name).read_text(encoding="utf-8").splitlines()
    now = expand(catalogue)[name].splitlines()
    changes = "\n".join(unified_diff(signed, now, "signed off", "catalogue", lineterm="", n=0))
    assert not changes, f"{changes}\nIf this is meant: python -m tests.golden.expand"


def test_every_form_has_its_golden_file(catalogue):
    assert set(expand(catalogue)) == {path.name for path in FORMS.iterdir()}
