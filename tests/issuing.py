"""What an issuer does: newer catalogues and lists of units, signed with keys made for tests."""

import shutil

from ktt_desktop.domain.updates import Release, UpdateHeader, UpdatePart
from ktt_desktop.interchange.update_writer import build_update
from ktt_desktop.runtime.paths import resources

SECRET, OTHER_SECRET = bytes(range(32)), bytes(range(1, 33))
ISSUER = "Sở Tài chính tỉnh Bắc Ninh"
NEWER = 20270105
NEW_INDICATOR = """
[[indicator]]
code = "A77"
form = "bieu-a"
label = "Số HTX ứng dụng công nghệ cao"
unit = "HTX"
type = "count"
"""
TABLES = ("units-2025-07.tsv", "units-before-2025-07.tsv")
COLUMNS = "code\tlevel\tname\tparent\tvalid_from\tvalid_to\tsuccessors\n"
TODAY = (
    f"{COLUMNS}24\ttinh\tTỉnh Bắc Ninh\t\t2025-07-01\t\t\n"
    "07375\txa\tXã Lạng Giang\t24\t2025-07-01\t\t\n"
)
BEFORE = (
    f"{COLUMNS}24\ttinh\tTỉnh Bắc Giang\t\t\t2025-06-30\t24\n"
    "217\thuyen\tHuyện Lạng Giang\t24\t\t2025-06-30\t\n"
)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def newer_catalogue(folder, version=NEWER):
    """A copy of the catalogue with another version and one indicator more; returns its folder."""
    shutil.copytree(resources() / "catalogue", folder)
    change(folder / "version.toml", "20261125", str(version))
    with (folder / "2025" / "indicators.toml").open("a", encoding="utf-8") as file:
        file.write(NEW_INDICATOR)
    change(folder / "2025" / "tables.toml", '"A9"', '"A9", "A77"')
    return folder


def newer_units(folder, edition="2027-01-05"):
    """A small list of units: two of today, two of before; returns its folder."""
    folder.mkdir(parents=True)
    (folder / "units.toml").write_text(
        f'edition = "{edition}"\nas_of = {edition}\nsources = ["one"]\n'
        f'[rows]\n"{TABLES[0]}" = 2\n"{TABLES[1]}" = 2\n',
        encoding="utf-8",
    )
    for name, text in zip(TABLES, (TODAY, BEFORE), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def files_in(folder):
    """Name and content of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def header_of(part=UpdatePart.UNITS, version=NEWER, label=None, **fields):
    if label is None:
        label = {
            UpdatePart.UNITS: "Đơn vị hành chính đến 5/1/2027",
            UpdatePart.CATALOGUE: "Biểu mẫu ấn bản 2025",
        }[part]
    usual = {
        "title": "Danh mục năm 2027",
        "notes": "Theo công văn số 12.",
        "issued_by": ISSUER,
        "min_app_version": "0.1.0",
    }
    return UpdateHeader(part=part, release=Release(version, label), **usual | fields)


def issue(path, folder, part=UpdatePart.UNITS, secret=SECRET, **fields):
    """Sign the files of a folder as an update file, whatever they hold."""
    path.write_bytes(build_update(header_of(part, **fields), files_in(folder), secret))
    return path
