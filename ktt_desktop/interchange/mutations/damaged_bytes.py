"""What a worn stick, a cut copy or a careless program does to the bytes of a file."""

from collections.abc import Callable
from random import Random

SECTOR = 512
Damage = Callable[[bytes, Random], bytes]


def _flipped_bits(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _cut_at_the_front(content: bytes, chance: Random) -> bytes:
    return content[chance.randrange(1, len(content)) :]


def _empty_sector(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(0, len(content), SECTOR)
    hole = bytes(min(SECTOR, len(content) - start))
    return content[:start] + hole + content[start + len(hole) :]


def _swapped_sectors(content: bytes, chance: Random) -> bytes:
    sectors = [content[start : start + SECTOR] for start in range(0, len(content), SECTOR)]
    first, second = chance.randrange(len(sectors)), chance.randrange(len(sectors))
    sectors[first], sectors[second] = sectors[second], sectors[first]
    return b"".join(sectors)


def _dropped_piece(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 64) :]


def _doubled_piece(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content))
    end = start + chance.randrange(1, 4096)
    return content[:end] + content[start:]


def _noise_inside(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.randbytes(chance.randrange(1, 64)) + content[start:]


def _noise_behind(content: bytes, chance: Random) -> bytes:
    return content + chance.randbytes(chance.randrange(1, 2000))


def _twice(content: bytes, _: Random) -> bytes:
    return content + content


def _noise_alone(_: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.randrange(2000))


def _changed_line_ends(content: bytes, _: Random) -> bytes:
    return content.replace(b"\n", b"\r\n")


DAMAGES: dict[str, Damage] = {
    "bits": _flipped_bits,
    "cut": _cut,
    "cut-front": _cut_at_the_front,
    "empty-sector": _empty_sector,
    "swapped-sectors": _swapped_sectors,
    "dropped": _dropped_piece,
    "doubled": _doubled_piece,
    "noise-inside": _noise_inside,
    "noise-behind": _noise_behind,
    "twice": _twice,
    "noise": _noise_alone,
    "line-ends": _changed_line_ends,
}
