"""What words say: measures, statuses, kinds of organisation, sources of money, names."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ktt_desktop.domain.document_check.figures import Figure
from ktt_desktop.domain.document_check.lines import UPPER, Line
from ktt_desktop.domain.document_check.roles import Stated
from ktt_desktop.domain.document_check.words import KINDS, PERCENT, PERSONS, DocumentWords, one_of

_ENDS = re.compile(r"[,;:.()]")


_HIDDEN = re.compile(r"hoạt động(?= (?:trong )?(?:các )?(?:lĩnh vực|chủ yếu|theo|sản xuất))")


def measure_of(words: DocumentWords, stated: Stated) -> str:
    """The measure of a value: named before it, or by its unit and what follows."""
    figure = stated.figure
    if figure.unit == PERCENT:
        after = re.split("[;.:(]", stated.after, maxsplit=1)[0]
        return _last_phrase(after, words, figure) or _last_phrase(stated.before, words, figure)
    named = _last_phrase(stated.before, words, figure)
    if figure.unit != PERSONS:
        return named
    after = _ENDS.split(stated.after, maxsplit=1)[0]
    implied = _last_phrase(f"{figure.unit_text}{after}", words, figure)
    if named and implied and named != implied and words.measures[named].part_of != implied:
        return implied
    return named or implied


def _last_phrase(text: str, words: DocumentWords, figure: Figure) -> str:
    unit = figure.unit
    allowed = tuple(
        (each.id, each.phrases)
        for each in words.measures.values()
        if each.phrases
        and (unit in each.unit or (not unit and (PERSONS in each.unit or figure.of is not None)))
    )
    spans = _matches(text, allowed)
    return spans[-1][2] if spans else ""


@lru_cache(maxsize=64)
def _form(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(phrases)})(?!\w)")


def _matches(text: str, named: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[int, int, str]]:
    """Where names stand, without those inside a longer one; in the order of the text."""
    every = [
        (found.start(), found.end(), name)
        for name, phrases in named
        for found in _form(phrases).finditer(text)
    ]
    return sorted(
        each
        for each in every
        if not any(
            other is not each
            and other[0] <= each[0]
            and each[1] <= other[1]
            and other[1] - other[0] > each[1] - each[0]
            for other in every
        )
    )


def statuses_in(text: str, words: DocumentWords) -> tuple[str, ...]:
    """The statuses a text names, in its order."""
    text = _HIDDEN.sub(
        lambda found: "·" * len(found[0]) if not _is_active(found) else found[0], text
    )
    named = [(each.id, each.words) for each in words.statuses.values()]
    return tuple(dict.fromkeys(each[2] for each in _matches(text, named)))


def _is_active(found: re.Match[str]) -> bool:
    return found.string[: found.start()].endswith(("đang ", "ngừng ", "không ", "ngưng "))


def kinds_in(text: str, words: DocumentWords) -> tuple[str, ...]:
    """The kinds of organisation a plain text names, in its order."""
    named = [(each.kind, each.words) for each in words.units if each.kind in KINDS]
    return tuple(each[2] for each in _matches(text, named))


def sources_in(text: str, words: DocumentWords) -> tuple[str, ...]:
    """The sources of money a plain text names."""
    return tuple(each[2] for each in _matches(text, list(words.sources.items())))


def organisation_names(line: Line, words: DocumentWords) -> Iterator[tuple[str, int, int]]:
    """Names of organisations in a line: "HTX thủy sản Lê Hồng Phong"."""
    form = re.compile(
        rf"(?<!Liên minh )(?<!\w)(?:HTX|Hợp tác xã)"
        rf"(?: (?:(?i:{one_of(words.lists['name_words'])})(?![^\W\d_]),?))*(?: [{UPPER}]\w*){{2,4}}"
    )
    for found in form.finditer(line.text):
        yield found[0], found.start(), found.end()
