"""Columns of a list as the officer corrected them: cells, texts and what the texts mean."""

from collections.abc import Sequence
from functools import cache

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.meanings import Group, kinds, sectors, states
from ktt_desktop.domain.importing.table import Value, text_of
from ktt_desktop.domain.importing.words import ImportWords

KIND, SECTOR, STATE = "type", "sector", "status"
MEANT = (KIND, SECTOR, STATE)  # fields whose texts stay as written: only their meaning changes


def corrected_cells(
    values: Sequence[Value], rows: Sequence[int], key: str, choice: ListChoice
) -> Sequence[Value]:
    """The cells of a column with the corrected ones in their places."""
    if key not in choice.touched:
        return values
    said = (
        choice.instead(row, key, text_of(value)) for row, value in zip(rows, values, strict=True)
    )
    return tuple(value if each is None else each for value, each in zip(values, said, strict=True))


def corrected_texts(
    texts: list[str], rows: Sequence[int], name: str, choice: ListChoice
) -> list[str]:
    """The texts of a field: as corrected, with the constant where they are blank.

    The constant commune is left to those who know what the address and the headings say.
    """
    if name in MEANT or name not in choice.touched:
        return texts
    usual = "" if name == "commune" else choice.constants.get(name, "")
    said = (choice.instead(row, name, text) for row, text in zip(rows, texts, strict=True))
    return [
        (text if each is None else each) or usual for text, each in zip(texts, said, strict=True)
    ]


def corrected_meanings(
    found: list[str], texts: Sequence[str], rows: Sequence[int], name: str, choice: ListChoice,
    words: ImportWords,
) -> list[str]:  # fmt: skip
    """Kinds, sectors or states: of corrected texts, and the constant where a row tells none."""
    if name not in choice.touched:
        return found
    usual = choice.constants.get(name, "")
    meaning = cache(lambda text: _meaning(name, text, words))
    said = (choice.instead(row, name, text) for row, text in zip(rows, texts, strict=True))
    return [
        (each if new is None else meaning(new)) or meaning(usual)
        for each, new in zip(found, said, strict=True)
    ]


def _meaning(name: str, text: str, words: ImportWords) -> str:
    """What a text or a code means."""
    codes = {
        KIND: {kind for _, kind in words.kinds},
        SECTOR: {each.sector for each in words.sectors},
        STATE: {state for _, state in words.states},
    }
    if not text or text in codes[name]:
        return text
    match name:
        case "type":
            (found,) = kinds([""], [text], [Group()], "", words)
        case "sector":
            (found,) = sectors([""], [text], [Group()], words)
        case _:
            (found,) = states([text], words)
    return found
