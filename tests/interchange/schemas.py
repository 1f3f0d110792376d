"""The JSON Schemas of docs/schema, to hold files against."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parents[2] / "docs" / "schema"
SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in FOLDER.glob("*.schema.json")
}


def faults(member, value):
    """What a schema has to say against a parsed member ("data.json") or a receipt ("receipt")."""
    validator = Draft202012Validator(SCHEMAS[member.removesuffix(".json")])
    return [f"{each.json_path}: {each.message[:200]}" for each in validator.iter_errors(value)]
