"""Which catalogue and which list of units are used: the newest sound one, built in or installed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from ktt_desktop import __version__
from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Units, load_units
from ktt_desktop.domain.errors import CatalogueError, UnreadableFileError
from ktt_desktop.domain.updates import PART_TITLES, Release, UpdateHeader, UpdatePart
from ktt_desktop.interchange.update_format import DATA, SignedUpdate
from ktt_desktop.interchange.update_reader import RefusedUpdateError
from ktt_desktop.services.update_store import UPDATES_FOLDER, read_stored, stored

TOLD_FILE = "da-bao.txt"

logger = logging.getLogger(__name__)


class Released(Protocol):
    """What a part of the program is once it was read."""

    @property
    def release(self) -> Release:
        """Its version."""


T = TypeVar("T", bound=Released)


@dataclass(frozen=True, slots=True)
class Chosen(Generic[T]):
    """Bản đang dùng; `update` is None for the built-in one, `problem` tells of a newer one."""

    content: T
    update: SignedUpdate | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class InUse:
    """Danh mục và danh sách đơn vị đang dùng."""

    catalogue: Chosen[Catalogue]
    units: Chosen[Units]

    def of(self, part: UpdatePart) -> Chosen[Catalogue] | Chosen[Units]:
        """What is used of a part."""
        return self.catalogue if part is UpdatePart.CATALOGUE else self.units

    @property
    def problems(self) -> tuple[str, ...]:
        """What the officer is told of updates that could not be used."""
        return tuple(filter(None, (self.catalogue.problem, self.units.problem)))


def choose(home: Path) -> InUse:
    """What is used with this data folder; raises CatalogueError only for the built-in ones."""
    return InUse(
        _newest(home, UpdatePart.CATALOGUE, load_catalogue(), load_catalogue),
        _newest(home, UpdatePart.UNITS, load_units(), read_units),
    )


def untold(home: Path, problems: tuple[str, ...]) -> str:
    """The problems as long as they were not told before; what is over is told anew later."""
    told = home / UPDATES_FOLDER / TOLD_FILE
    words = "\n\n".join(problems)
    try:
        if words == (told.read_text(encoding="utf-8") if told.is_file() else ""):
            return ""
        told.write_text(words, encoding="utf-8")
    except OSError:
        logger.warning("what was told is not remembered", exc_info=True)
    return words


def read_units(folder: Path) -> Units:
    """A list of units with both its tables read; raises CatalogueError."""
    units = load_units(folder)
    units.all_of(LAST_THREE_LEVEL_DAY)  # reads today's too, for the successors
    return units


def read_content(header: UpdateHeader, folder: Path, load: Callable[[Path], T]) -> T:
    """The data of an update; raises CatalogueError also for what no loader expected."""
    if _numbers(header.min_app_version) > _numbers(__version__):
        raise CatalogueError(
            f"cần chương trình phiên bản {header.min_app_version} trở lên, đang chạy {__version__}"
        )
    try:
        content = load(folder)
    except CatalogueError as error:
        raise CatalogueError(f"nội dung sai ({str(error).rstrip('.')})") from error
    except Exception as error:  # data from outside: whatever a loader trips over
        logger.exception("an update cannot be read")
        raise CatalogueError(f"nội dung không đọc được ({error})") from error
    if content.release != header.release:
        raise CatalogueError(f"ghi phiên bản {header.release}, nội dung là {content.release}")
    return content


def _newest(home: Path, part: UpdatePart, built_in: T, load: Callable[[Path], T]) -> Chosen[T]:
    problem = ""
    for folder in stored(home, part):
        if int(folder.name) <= built_in.release.version:
            break
        try:
            update = read_stored(folder)
            return Chosen(read_content(update.header, folder / DATA, load), update, problem)
        except (CatalogueError, RefusedUpdateError, UnreadableFileError) as error:
            problem = problem or _problem(part, folder.name, error)
    return Chosen(built_in, None, problem)


def _problem(part: UpdatePart, version: str, error: Exception) -> str:
    reason = str(error).rstrip(".")
    logger.warning("update %s %s is not used: %s", part.value, version, reason)
    title = PART_TITLES[part]
    return (
        f"Bản cập nhật {title[0].lower()}{title[1:]} số {version} không dùng được: {reason}. "
        "Chương trình dùng bản gần nhất còn tốt; số liệu trong sổ vẫn nguyên. "
        "Cài lại từ tệp cập nhật ở Hệ thống, Cập nhật danh mục, biểu mẫu."
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
