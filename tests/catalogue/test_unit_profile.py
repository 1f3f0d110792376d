import pytest

from ktt_desktop.catalogue.unit_profile import filled, load_profile_lines
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.runtime.paths import resources


def test_the_lines_are_filled_for_a_unit(catalogue):
    lines = catalogue.profile_lines

    issuer = filled(lines.issuer, name="Xã Lạng Giang", kind="xã", above="tỉnh")
    assert issuer == ("ỦY BAN NHÂN DÂN", "XÃ LẠNG GIANG")
    assert "Sở Tài chính" in lines.recipients
    assert "Sở Kế hoạch và Đầu tư" in lines.district_recipients


@pytest.mark.parametrize(
    ("old", "new"), [("{above}", "{beside}"), ("{kind}", "{kind"), ("symbol =", "sign =")]
)
def test_a_mistake_is_refused(tmp_path, old, new):
    text = (resources() / "catalogue" / "unit_profile.toml").read_text(encoding="utf-8")
    path = tmp_path / "unit_profile.toml"
    lines = text.splitlines(keepends=True)
    path.write_text(
        "".join(each if each[0] == "#" else each.replace(old, new) for each in lines),
        encoding="utf-8",
    )

    with pytest.raises(CatalogueError, match=r"unit_profile\.toml"):
        load_profile_lines(path)
