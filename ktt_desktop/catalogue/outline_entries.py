"""reports/*.toml as they stand, those that are `like` another one filled from it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ktt_desktop.catalogue.reading import toml_entry
from ktt_desktop.domain.errors import CatalogueError

Entry = Mapping[str, Any]
LIKE, OPTIONS = "like", "options"


def outline_entries(folder: Path) -> dict[str, Entry]:
    """What each outline of an edition holds, by its id; raises CatalogueError.

    With `like = "plan"` a section takes from the section of the same id of that outline what it
    does not say itself; `options` are those of that outline it has too.
    """
    raw = {path.stem: toml_entry(path) for path in sorted(folder.glob("*.toml"))}
    models_first = sorted(raw, key=lambda id_: LIKE in raw[id_])  # a mistake is named where it is
    return {id_: _filled(id_, raw[id_], raw) for id_ in models_first}


def _filled(id_: str, entry: Entry, others: Mapping[str, Entry]) -> Entry:
    if LIKE not in entry:
        return entry
    model = others.get(entry[LIKE])
    if model is None or LIKE in model:
        raise CatalogueError(f"{id_}.toml: «{LIKE}» không nhận giá trị «{entry[LIKE]}».")
    models = {each["id"]: each for each in reversed(model["section"])}
    options = {each["id"]: each for each in model.get("option", [])}
    try:
        taken = [options[name] for name in entry.get(OPTIONS, ())]
    except KeyError as error:
        raise CatalogueError(f"{id_}.toml: «{entry[LIKE]}» không có lựa chọn {error}.") from error
    return {
        **{key: value for key, value in entry.items() if key not in (LIKE, OPTIONS)},
        "section": [{**models.get(each["id"], {}), **each} for each in entry["section"]],
        "option": [*taken, *entry.get("option", ())],
    }
