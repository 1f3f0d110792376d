"""The licences of what travels in the frozen program: folder giay-phep beside it.

`licence_texts/components.toml` says by which licence each part comes; versions and texts of the
Python packages are those of the installed ones. What comes of it stands in
`licence_texts/GIAY-PHEP.txt` too, so that a reviewer sees a change:

    python -m installer.licences
"""

import importlib.metadata
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parent / "licence_texts"
INDEX = "GIAY-PHEP.txt"
# What the program may carry; each of them allows to hand it on without opening our own code.
ALLOWED = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "OFL-1.1"),
    *("LGPL-3.0-only", "Public-Domain", "Microsoft-Distributable-Code"),
    "GPL-2.0-or-later WITH Bootloader-exception",
}
# Folders of texts for builds of PDFium that are not shipped.
OTHER_BUILDS = {"android", "cibw_musl", "pbin_musl", "v8_xfa"}
WORDS = ("licen", "copying", "notice", "authors")


@dataclass(frozen=True, slots=True)
class Component:
    """Một phần không phải của chương trình, với giấy phép và văn bản của nó."""

    name: str
    version: str
    licence: str
    note: str
    texts: tuple[Path, ...]

    @property
    def choices(self) -> set[str]:
        """The licences one of which is taken."""
        return set(self.licence.split(" OR "))


def components(packages: Path | None = None) -> list[Component]:
    """All parts; `packages` is a site-packages, here by default; raises PackageNotFoundError."""
    raw = tomllib.loads((TEXTS / "components.toml").read_text(encoding="utf-8"))
    return [
        *(_component(each, *_installed(each["name"], packages)) for each in raw["distribution"]),
        *(_component(each, each["version"], []) for each in raw["other"]),
    ]


def index(parts: Iterable[Component]) -> str:
    """The list of all parts, as it lies beside the program (GIAY-PHEP.txt)."""
    lines = [
        "Sổ KTTT dùng các phần sau đây. Văn bản giấy phép nằm trong thư mục cùng tên.",
        "",
        *(line for part in parts for line in _lines(part)),
    ]
    return "\n".join(lines) + "\n"


def write_licences(folder: Path, packages: Path | None = None) -> None:
    """Write the index and a folder of texts for each part into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = components(packages)
    (folder / INDEX).write_text(index(parts), encoding="utf-8-sig", newline="\r\n")
    for part in parts:
        for text in part.texts:
            place = folder / part.name / text.name
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(text, _free(place))


def _component(raw: dict[str, object], version: str, texts: list[Path]) -> Component:
    own = [TEXTS / str(each) for each in raw.get("texts", ())]  # type: ignore[attr-defined]
    note = str(raw.get("note", ""))
    return Component(str(raw["name"]), version, str(raw["licence"]), note, (*own, *texts))


def _installed(name: str, packages: Path | None) -> tuple[str, list[Path]]:
    """Version and texts of an installed package."""
    where = sys.path if packages is None else [str(packages)]
    found = next(iter(importlib.metadata.distributions(name=name, path=where)), None)
    if found is None:
        raise importlib.metadata.PackageNotFoundError(name)
    texts = [
        Path(str(found.locate_file(each)))
        for each in found.files or ()
        if ".dist-info" in each.parts[0] and _is_text(each.name, each.parts)
    ]
    return found.version, texts


def _is_text(name: str, parts: tuple[str, ...]) -> bool:
    """A licence text of what is shipped; Qt's commercial licence is not the one taken."""
    named = any(word in name.lower() for word in WORDS) or "licenses" in parts
    return named and "Commercial" not in name and not OTHER_BUILDS & set(parts)


def _lines(part: Component) -> Iterator[str]:
    yield f"{part.name} {part.version}: {part.licence}"
    if part.note:
        yield f"    {part.note}"


def _free(place: Path) -> Path:
    """The same name, numbered where two texts of one part are called alike."""
    number, free = 2, place
    while free.exists():
        free, number = place.with_stem(f"{place.stem}-{number}"), number + 1
    return free


if __name__ == "__main__":
    (TEXTS / INDEX).write_text(index(components()), encoding="utf-8", newline="\n")
