"""One damaged copy of a submission file, the same for the same seed and number."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from ktt_desktop.interchange.bounded_zip import read_members
from ktt_desktop.interchange.mutations import damaged_archive, damaged_bytes
from ktt_desktop.interchange.mutations.damaged_json import damaged_member

RARE = ("bomb", "too-many")  # they cost more than all the others together


@dataclass(frozen=True, slots=True)
class Original:
    """Tệp gốc: its bytes and what is in it."""

    content: bytes
    members: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Mutant:
    """Một bản hỏng, and what was done to it."""

    number: int
    kind: str
    content: bytes


def original(content: bytes) -> Original:
    """A sound submission file; raises RefusedZipError."""
    return Original(content, read_members(content))


def mutant(source: Original, seed: int, number: int) -> Mutant:
    """The copy of this number; two may be equal, and a few mean what the original means."""
    chance = Random(f"{seed}/{number}")
    match chance.randrange(3):
        case 0:
            kind = chance.choice([*damaged_bytes.DAMAGES])
            content = damaged_bytes.DAMAGES[kind](source.content, chance)
        case 1:
            damages = damaged_archive.DAMAGES
            weights = [1 if kind in RARE else 40 for kind in damages]
            [kind] = chance.choices([*damages], weights)
            content = damages[kind](source.members, chance)
        case _:
            kind, content = damaged_member(source.members, chance)
    return Mutant(number, kind, content)
