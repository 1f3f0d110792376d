"""Strict reading of TOML tables: every key is asked for, an unknown one stops the reading."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from ktt_desktop.domain.errors import CatalogueError

T = TypeVar("T")
K = TypeVar("K", bound=str)
MISSING = object()


class Table:
    """One TOML table; `take` removes what was read, `finish` refuses what is left."""

    def __init__(self, raw: Mapping[str, Any], where: str) -> None:
        self._raw, self.where = dict(raw), where

    def take(self, key: str, kind: type[T], default: object = MISSING) -> T:
        """The value of a key; raises CatalogueError when absent or of another type."""
        value = self._raw.pop(key, default)
        if value is MISSING:
            raise CatalogueError(f"{self.where}: thiếu «{key}».")
        if value is not default and type(value) is not kind:
            raise CatalogueError(f"{self.where}: «{key}» phải là {kind.__name__}.")
        return value  # type: ignore[return-value]

    def has(self, key: str) -> bool:
        """Whether a key is still there to be read."""
        return key in self._raw

    def strings(self, key: str, default: object = MISSING) -> tuple[str, ...]:
        """A list of strings."""
        values = self.take(key, list, default)
        if not all(isinstance(each, str) for each in values):
            raise CatalogueError(f"{self.where}: «{key}» phải là danh sách chữ.")
        return tuple(values)

    def choice(self, key: str, kind: Callable[[str], T], default: object = MISSING) -> T:
        """A word that is a member of an enumeration."""
        word = self.take(key, str, default)
        try:
            return kind(word)
        except ValueError as error:
            raise CatalogueError(f"{self.where}: «{key}» không nhận giá trị «{word}».") from error

    def choices(
        self, key: str, kind: Callable[[str], T], default: object = MISSING
    ) -> tuple[T, ...]:
        """A list of words that are members of an enumeration."""
        words = self.strings(key, default)
        return tuple(Table({key: word}, self.where).choice(key, kind) for word in words)

    def one_of(self, key: str, words: tuple[str, ...]) -> str:
        """A word out of a few."""
        word = self.take(key, str)
        if word not in words:
            raise CatalogueError(f"{self.where}: «{key}» không nhận giá trị «{word}».")
        return word

    def tables(self, key: str, default: object = MISSING) -> Iterator["Table"]:
        """The tables of an array, one after the other, each finished by its reader."""
        for place, raw in enumerate(self.take(key, list, default), start=1):
            if not isinstance(raw, dict):
                raise CatalogueError(f"{self.where}: «{key}» phải là danh sách bảng.")
            name = next((raw[each] for each in ("code", "id", "attr") if each in raw), place)
            table = Table(raw, f"{self.where}[{name}]")
            yield table
            table.finish()

    def skip_rest(self) -> None:
        """Leave to another reader what was not asked for here."""
        self._raw.clear()

    def finish(self) -> None:
        """Raise CatalogueError when something in the table was not read."""
        if self._raw:
            unknown = ", ".join(f"«{key}»" for key in self._raw)
            raise CatalogueError(f"{self.where}: không hiểu {unknown}.")


@contextmanager
def toml_table(path: Path) -> Iterator[Table]:
    """The whole file as one table, finished at the end; raises CatalogueError."""
    table = Table(toml_entry(path), path.name)
    yield table
    table.finish()


def toml_entry(path: Path) -> dict[str, Any]:
    """The whole file as it stands; raises CatalogueError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path.name}: không đọc được ({error}).") from error


def unique(items: Iterable[tuple[K, T]], where: str) -> dict[K, T]:
    """A mapping in order; raises CatalogueError for a key that comes twice."""
    found: dict[K, T] = {}
    for key, item in items:
        if key in found:
            raise CatalogueError(f"{where}: «{key}» có hai lần.")
        found[key] = item
    return found
