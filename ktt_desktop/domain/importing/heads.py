"""Where the head of a list is, and what stands over each column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.importing.table import Row, Sheet, Value, text_of
from ktt_desktop.domain.importing.words import ImportWords, plain

LOOKED_AT = 120  # rows from the first that is not blank
LONGEST_HEAD = 90  # letters of a head; longer text is a title or a note
MOST_ROWS = 6
SURE = 3  # fields a row must name to be a head without looking for a better one
_INDEX = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?: ?= ?.+)?")
LONGEST_INDEX = 8  # letters of the number of a column
_YEARS = range(1990, 2100)
_YEAR_TEXTS = frozenset(map(str, _YEARS))
_NUMBERED = re.compile(r"\d{1,3}\s*[.)/-]\s*(?=\D)")
_FIGURE = re.compile(r"[\d.,\s%()-]+")


@dataclass(frozen=True, slots=True)
class Head:
    """Tiêu đề của danh sách: its rows, and the parts over each column from the top down."""

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]
    index_row: int | None = None

    @property
    def below(self) -> int:
        """The first row under the head and its (1)(2)(3)."""
        return (self.last if self.index_row is None else self.index_row) + 1


def find_head(sheet: Sheet, words: ImportWords, start: int = 0) -> Head | None:
    """The head of the first list from a row on; None where no row looks like one."""
    rows = enumerate(sheet.rows[start:], start=start)
    first = next((place for place, row in rows if any(map(text_of, row))), len(sheet.rows))
    scores: list[int] = []
    last = first + LOOKED_AT
    for place, row in enumerate(sheet.rows[first:last], start=first):
        scores.append(0 if _is_record(row, words) else head_score(row, words))
        if scores[-1] >= SURE:  # below it may only be the rest of it, or another list
            last = min(last, place + 4)
        if place + 1 >= last:
            break
    best = max(scores, default=0)
    return _head_at(sheet, first + scores.index(best), words, start) if best >= 2 else None


def _is_record(row: Row, words: ImportWords) -> bool:
    """Whether a row is an organisation with a number: "3", "Hợp tác xã Cát Tường", "Xã Ba Tơ"."""
    filled = [text for value in row if (text := text_of(value))]
    begins = tuple(f"{word} " for word, _ in words.kinds)
    if filled and (numbered := _NUMBERED.match(filled[0])):
        return plain(filled[0][numbered.end() :]).startswith(begins)
    if not any(text.rstrip(".").isdigit() and text not in _YEAR_TEXTS for text in filled):
        return False
    return any(plain(text).startswith(begins) for text in filled[:2])


def chosen_head(sheet: Sheet, first: int, last: int) -> Head:
    """The head in these rows, as Excel counts them."""
    rows = len(sheet.rows)
    top = max(0, min(first - 1, rows - 1))
    bottom = max(top, min(last - 1, rows - 1))
    return _head_of(sheet, top, bottom)


def _head_at(sheet: Sheet, at: int, words: ImportWords, start: int) -> Head:
    first = last = at
    name = _name_column(sheet.rows[at], words)
    while (
        last + 1 < len(sheet.rows) and last - at < MOST_ROWS and _goes_on(sheet, at, last + 1, name)
    ):
        last += 1
    while (
        first > start and at - first < MOST_ROWS and _is_above(sheet, first - 1, first, name, words)
    ):
        first -= 1
    return _head_of(sheet, first, last)


def _head_of(sheet: Sheet, first: int, last: int) -> Head:
    index_row = last + 1 if last + 1 < len(sheet.rows) and is_index(sheet.rows[last + 1]) else None
    return Head(first, last, tuple(_parts(sheet, first, last)), index_row)


def is_index(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2."""
    texts = [text for text in map(text_of, row) if text]
    if sum(len(text) > LONGEST_INDEX for text in texts) > 2:
        return False
    texts = list(map(plain, texts))
    numbered = sum(text.strip("()").isdigit() for text in texts)
    return (
        len(texts) >= 3
        and numbered >= len(texts) - 2
        and all(_INDEX.fullmatch(text) for text in texts)
    )


def head_score(row: Row, words: ImportWords) -> int:
    """How many different fields a row names; one needs the name of the organisations or many."""
    texts = [plain(value) for value in row if isinstance(value, str) and len(value) <= LONGEST_HEAD]
    named = [field for text in texts if text and (field := words.best_field(text))]
    found, cells = set(named), sum(bool(text_of(value)) for value in row)
    is_head = ("name" in found or len(found) >= 3) and len(named) * 3 >= cells
    return len(found) if is_head else 0


def _name_column(row: Row, words: ImportWords) -> int | None:
    """The column of the names, as far as this row tells."""
    return next(
        (
            place
            for place, value in enumerate(row)
            if words.best_field(plain(text_of(value))) == "name"
        ),
        None,
    )


def _goes_on(sheet: Sheet, head: int, row: int, name: int | None) -> bool:
    """Whether a row still belongs to the head: words and years under merged or grouped cells."""
    cells = sheet.rows[row]
    filled = [place for place, value in enumerate(cells) if text_of(value)]
    if not filled:
        return any(each.top < row <= each.bottom and each.top <= head for each in sheet.spans)
    if is_index(cells) or not all(_may_head(cells[place]) for place in filled):
        return False
    if any(each.top <= head < row <= each.bottom for each in sheet.spans):
        return True
    return name is not None and 0 not in filled and name not in filled


def _may_head(value: Value) -> bool:
    """Whether a cell may stand in a head: words, or a year."""
    if isinstance(value, float):
        return value in _YEARS
    if not isinstance(value, str):
        return False
    said = value.strip()
    return not _FIGURE.fullmatch(said) or (said.isdigit() and int(said) in _YEARS)


def _is_above(sheet: Sheet, above: int, head: int, name: int | None, words: ImportWords) -> bool:
    """Whether a row above names groups of columns, or heads merged down into the head."""
    cells = sheet.rows[above]
    filled = [place for place, value in enumerate(cells) if text_of(value)]
    if not filled or any(len(text_of(cells[place])) > LONGEST_HEAD for place in filled):
        return False
    if any(each.top <= above and each.bottom >= head for each in sheet.spans):
        return True
    if name is None or filled[0] <= name:  # groups of figures stand to the right of the names
        return False
    grouped = any(each.top == each.bottom == above and each.left > name for each in sheet.spans)
    return grouped or all(words.best_field(plain(text_of(cells[place]))) for place in filled)


def _parts(sheet: Sheet, first: int, last: int) -> Iterator[tuple[str, ...]]:
    rows = [_spread(sheet, row, last) for row in range(first, last + 1)]
    for column in range(len(sheet.rows[first])):
        texts = [text_of(row[column]) for row in rows]
        yield tuple(dict.fromkeys(text for text in texts if text))


def _spread(sheet: Sheet, row: int, last: int) -> Sequence[Value]:
    """A row of the head with the words of a group over every column of it."""
    cells = list(sheet.rows[row])
    spans = [span for span in sheet.spans if span.top <= row <= span.bottom]
    for span in spans:
        words = sheet.rows[span.top][span.left]
        cells[span.left : span.right + 1] = [words] * (span.right - span.left + 1)
    if not any(span.right > span.left for span in spans):
        below = [
            any(text_of(sheet.rows[r][c]) for r in range(row + 1, last + 1))
            for c in range(len(cells))
        ]
        for place in range(1, len(cells)):
            if not text_of(cells[place]) and below[place] and below[place - 1]:
                cells[place] = cells[place - 1]
    return cells
