"""Whose signature is believed: keys shipped with the program, and those an officer compared."""

import json
import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.text import fold
from ktt_desktop.domain.updates import TrustedKey
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.update_store import UPDATES_FOLDER

KEYS_FILE = "khoa-tin-cay.toml"
_KEY = re.compile(r"[0-9a-f]{64}")

logger = logging.getLogger(__name__)


def trusted_keys(home: Path) -> tuple[TrustedKey, ...]:
    """Every key that is believed without asking; a damaged file of an officer's keys has none."""
    shipped = read_keys(resources() / "trust" / "keys.toml", shipped=True)
    own = home / UPDATES_FOLDER / KEYS_FILE
    try:
        return shipped + (read_keys(own) if own.is_file() else ())
    except CatalogueError as error:
        logger.warning("the remembered keys are asked for again: %s", error)
        return shipped


def read_keys(path: Path, *, shipped: bool = False) -> tuple[TrustedKey, ...]:
    """The keys of a file; raises CatalogueError."""
    with toml_table(path) as raw:
        return tuple(_key(each, shipped=shipped) for each in raw.tables("key", []))


def remember_key(home: Path, key: TrustedKey) -> None:
    """Believe a key from now on; raises StorageUnavailableError."""
    own = [each for each in trusted_keys(home) if not each.shipped]
    text = "\n".join(_written(each) for each in (*own, key))
    with suppress(OSError):  # then writing says why
        (home / UPDATES_FOLDER).mkdir(parents=True, exist_ok=True)
    write_safely(home / UPDATES_FOLDER / KEYS_FILE, text.encode())


def named_alike(name: str, keys: Iterable[TrustedKey]) -> TrustedKey | None:
    """A key that is believed under this name, whatever its marks and capitals."""
    return next((each for each in keys if _spoken(each.name) == _spoken(name)), None)


def _spoken(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


def _key(raw: Table, *, shipped: bool) -> TrustedKey:
    key = TrustedKey(
        raw.take("name", str), raw.take("public_key", str), raw.take("since", date), shipped
    )
    if not _KEY.fullmatch(key.public_key):
        raise CatalogueError(f"{raw.where}: «public_key» phải là 64 chữ số thập lục phân.")
    return key


def _written(key: TrustedKey) -> str:
    name = json.dumps(key.name, ensure_ascii=False)  # a line of text is written alike in TOML
    return f'[[key]]\nname = {name}\npublic_key = "{key.public_key}"\nsince = {key.since}\n'
