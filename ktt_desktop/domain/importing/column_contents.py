"""Columns understood by what stands in them, where their heads tell nothing."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.importing.columns import PHONES, ColumnUse
from ktt_desktop.domain.importing.heads import Head
from ktt_desktop.domain.importing.table import Sheet, text_of
from ktt_desktop.domain.importing.words import plain

SAMPLE = 200  # rows that tell what a column holds
LEAST = 2  # filled cells; one may be anything
SHORTEST_NAME = 3  # letters
NAME, CERTIFICATE, TAX_CODE = "name", "certificate", "tax_code"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
_PHONE = re.compile(r"0\d{9,10}|[35789]\d{8}(?<!000)")  # Excel drops the zero in front
_LIKE_PHONE = re.compile(r"\d{6,}")
_NOT_DIGITS = re.compile(r"[\s.\-]")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|tt) \S.{0,30}")
_KIND = re.compile(r"htx|hop tac xa|lhhtx|lien hiep htx|lien hiep hop tac xa|tht|to hop tac")


def _is_tax_code(text: str) -> bool:
    try:
        return parse_tax_code(text).check_digit_ok
    except InvalidInputError:
        return False


_TESTS: Mapping[str, Callable[[str], bool]] = {
    TAX_CODE: _is_tax_code,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "phone": lambda text: _PHONE.fullmatch(_NOT_DIGITS.sub("", text)) is not None,
    "commune": lambda text: _COMMUNE.fullmatch(plain(text)) is not None,
    "type": lambda text: _KIND.fullmatch(plain(text)) is not None,
}


def with_contents(uses: Sequence[ColumnUse], sheet: Sheet, head: Head) -> tuple[ColumnUse, ...]:
    """The uses, and those of columns that hold nothing but codes, telephones, communes, kinds.

    A number of the certificate that is a tax code is one: since 2012 they are the same.
    """
    found = {each.field: each for each in uses}
    certificate = found.get(CERTIFICATE)
    all_uses = list(uses)
    if (
        certificate
        and TAX_CODE not in found
        and _holds(sheet, head, certificate.column, TAX_CODE, 1)
    ):
        all_uses[all_uses.index(certificate)] = replace(certificate, field=TAX_CODE)
        found[TAX_CODE] = certificate
    used = {each.column for each in uses}
    for column in range(len(head.parts)):
        if column in used:
            continue
        for field in _TESTS.keys() - found.keys():
            if _holds(sheet, head, column, field, LEAST):
                use = ColumnUse(column, field, " / ".join(head.parts[column]))
                all_uses.append(use)
                found[field] = use
                break
    return tuple(sorted(all_uses, key=lambda each: each.column))


def ruled_out(sheet: Sheet, head: Head) -> set[tuple[int, str]]:
    """The columns with fields they cannot be: counts are no names, revenue is no telephone."""
    found: set[tuple[int, str]] = set()
    for column in range(len(head.parts)):
        texts = _texts(sheet, head, column)
        if not _may_be_phones(texts):
            found.update((column, field) for field in PHONES)
        if texts and all(map(str.isdigit, texts)):
            found.add((column, NAME))
    return found


def with_name(
    uses: tuple[ColumnUse, ...], sheet: Sheet, head: Head, kinds: Collection[str]
) -> tuple[ColumnUse, ...]:
    """The uses, and the names under a head that is a mere kind, "HTX", where no other has them."""
    if any(each.field == NAME for each in uses):
        return uses
    used = {each.column for each in uses}
    for column, parts in enumerate(head.parts):
        if parts and column not in used and plain(parts[-1]) in kinds:
            texts = _texts(sheet, head, column)
            if texts and not any(len(text) < SHORTEST_NAME or text.isdigit() for text in texts):
                return (*uses, ColumnUse(column, NAME, " / ".join(parts)))
    return uses


def _may_be_phones(texts: Sequence[str]) -> bool:
    numbers = [text for text in texts if any(map(str.isdigit, text))]
    return 2 * sum(map(_like_phone, numbers)) >= len(numbers)


def _like_phone(text: str) -> bool:
    """Whether a number may be a telephone's: long enough, and not rounded to thousands."""
    first = _NOT_DIGITS.sub("", text)
    return _LIKE_PHONE.search(first) is not None and not first.endswith("000")


def _texts(sheet: Sheet, head: Head, column: int) -> list[str]:
    rows = sheet.rows[head.below : head.below + SAMPLE]
    return [text for row in rows if (text := text_of(row[column]))]


def _holds(sheet: Sheet, head: Head, column: int, field: str, least: int) -> bool:
    texts = _texts(sheet, head, column)
    return len(texts) >= least and all(map(_TESTS[field], texts))
