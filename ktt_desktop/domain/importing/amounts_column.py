"""A column of figures at once: numbers of the file straight away, texts once each."""

from collections.abc import Callable, Sequence
from math import isfinite
from statistics import median

from ktt_desktop.domain.importing.amounts import Amount, read_amount
from ktt_desktop.domain.importing.table import Value, exact

Doubt = Callable[[int, str], None]
Known = dict[tuple[type, Value], tuple[int | None, str]]
MILLION = 6
SURELY_EXACT = 2.0**45  # a product below it is wrong by less than a hundredth
CLEARLY_ROUNDED = 0.49
NO_COUNT, NO_NUMBER = "phải là số nguyên, không âm", "không phải là số"
AT_HAND = 4_000  # rows looked at more than once while they are near the processor
LOOKED_AT = 2_000  # rows that tell the usual figure
SURELY_DONG = 1_000_000  # the usual figure of a column nobody can mean in triệu đồng


def whole_numbers(
    values: Sequence[Value],
    zeros: int,
    dot_groups: bool | None,
    tell: Doubt,
    *,
    is_count: bool = False,
) -> list[int | None]:
    """Each value times 10^zeros as a whole number, None where blank or unread.

    `zeros` are those of the column's unit (0 for counts); a cell with a unit of its own has its
    own. `tell(place, reason)` hears of what is doubtful; a count is whole and not below 0.
    """
    found: list[int | None] = []
    known: Known = {}
    for start in range(0, len(values), AT_HAND):
        part = values[start : start + AT_HAND]
        floats = [each for each in part if each.__class__ is float]
        numbers = _counts(floats) if is_count else _scaled(floats, zeros)
        if len(floats) == len(part):
            found += numbers
            continue
        _learn(known, part, zeros, dot_groups, is_count=is_count)
        number = iter(numbers).__next__
        found += [
            number() if each.__class__ is float else known[each.__class__, each][0] for each in part
        ]
    _tell_doubts(values, found, known, NO_COUNT if is_count else NO_NUMBER, tell)
    return found


def _tell_doubts(
    values: Sequence[Value], found: Sequence[int | None], known: Known, unread: str, tell: Doubt
) -> None:
    if None not in found and not any(doubt for _, doubt in known.values()):
        return
    for place, value in enumerate(values):
        if value.__class__ is not float:
            if doubt := known[value.__class__, value][1]:
                tell(place, doubt)
        elif found[place] is None:
            tell(place, unread)


def _learn(
    known: Known,
    values: Sequence[Value],
    zeros: int,
    dot_groups: bool | None,
    *,
    is_count: bool,
) -> None:
    """What each different value that is no number of the file is, and what is doubtful."""
    keys = {(each.__class__, each) for each in values if each.__class__ is not float}
    for key in keys - known.keys():
        read = read_amount(key[1], dot_groups=dot_groups)
        known[key] = _count(read) if is_count else (_stored(read, zeros), read.doubt)


def _counts(floats: list[float]) -> list[int | None]:
    if all(map(float.is_integer, floats)) and min(floats, default=0) >= 0:
        return list(map(int, floats))
    return [int(each) if each.is_integer() and each >= 0 else None for each in floats]


def _scaled(floats: list[float], zeros: int) -> list[int | None]:
    """Each times 10^zeros, rounded as the decimal number that was typed would be."""
    factor = 10**zeros
    if all(map(float.is_integer, floats)):
        whole = map(int, floats)
        return list(whole) if factor == 1 else [each * factor for each in whole]
    return [
        rounded
        if -SURELY_EXACT < (product := each * factor) < SURELY_EXACT
        and -CLEARLY_ROUNDED < product - (rounded := round(product)) < CLEARLY_ROUNDED
        else _exactly(each, factor)
        for each in floats
    ]


def _exactly(number: float, factor: int) -> int | None:
    return round(exact(number) * factor) if isfinite(number) else None


def usual_zeros(values: Sequence[Value]) -> tuple[int, bool]:
    """The zeros of a money column that names no unit, and whether any figure needs them."""
    sample = values[:LOOKED_AT]
    numbers = [abs(each) for each in sample if type(each) is float and each]
    texts = {each for each in sample if isinstance(each, str) and each}
    reads = [read_amount(each) for each in texts]
    bare = [float(abs(each.value)) for each in reads if each.value and each.zeros is None]
    said = [*numbers, *bare]
    is_dong = bool(said) and median(said) >= SURELY_DONG
    return (0 if is_dong else MILLION), bool(said)


def _count(read: Amount) -> tuple[int | None, str]:
    """People are counted in whole numbers."""
    if read.value is None:
        return None, read.doubt
    people = read.value * 10 ** (read.zeros or 0)
    if people < 0 or people.denominator != 1:
        return None, NO_COUNT
    return int(people), read.doubt


def _stored(read: Amount, zeros: int) -> int | None:
    if read.value is None:
        return None
    factor: int = 10 ** (zeros if read.zeros is None else read.zeros)
    return round(read.value * factor)
