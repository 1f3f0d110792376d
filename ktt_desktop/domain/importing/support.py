"""Lists of support: which they are, and whether a row is a record the book has already."""

from collections.abc import Iterable
from dataclasses import replace

from ktt_desktop.domain.dossier import DossierDraft, Value
from ktt_desktop.domain.importing.columns import ColumnUse, propose
from ktt_desktop.domain.importing.heads import Head
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.words import ImportWords, holds, plain

SUPPORT, SUPPORT_FIELD = (
    "support.",
    "support_",
)  # what `into` and fields of their columns begin with
ONLY_WISHED = ("nhu cau", "de nghi", "dang ky", "can ho tro", "de xuat", "du kien")


def is_support(read: ReadList, words: ImportWords) -> bool:
    """Whether the rows of a list are support given, and no organisations."""
    return any(words.fields[each.field].into.startswith(SUPPORT) for each in read.uses)


def propose_support(
    above: Iterable[str], head: Head, words: ImportWords
) -> tuple[ColumnUse, ...] | None:
    """The columns of a list of support given; None where its title or its head says no such thing.

    What is said of the topic also stands as the content, where no other column tells it.
    """
    if not any(_says_support(plain(text)) for text in above):
        return None
    found = propose(head, words.of_support)
    uses = {each.field: each for each in found}
    topic = uses.get("support_topic")
    is_told = any(each.startswith(SUPPORT_FIELD) and each in words.amounts for each in uses)
    if topic is None or not is_told:
        return None
    if "support_content" in uses:
        return found
    return (*found, replace(topic, field="support_content"))


def _says_support(text: str) -> bool:
    """Of what was given: neither of needs nor of wishes."""
    return holds(text, "ho tro") and not any(holds(text, word) for word in ONLY_WISHED)


def with_stated(known: DossierDraft, stated: DossierDraft) -> DossierDraft:
    """The record with what a row states; what is blank, or only written otherwise, stays."""
    return replace(
        known,
        year=stated.year,
        period=stated.period,
        programme=stated.programme or known.programme,
        topic=stated.topic,
        values={**known.values, **_other_values(known, stated)},
        money={**known.money, **stated.money},
    )


def _other_values(known: DossierDraft, stated: DossierDraft) -> dict[str, Value]:
    return {
        key: value
        for key, value in stated.values.items()
        if not isinstance(value, str) or plain(value) != plain(known.text(key))
    }


def says_nothing_new(known: DossierDraft, stated: DossierDraft) -> bool:
    """Whether the record has all that the row states."""
    return with_stated(known, stated) == known


def is_one(known: DossierDraft, stated: DossierDraft) -> bool:
    """Of records of one organisation, year and topic: one and the same support, other figures."""
    return (
        known.organisations == stated.organisations
        and known.period == stated.period
        and stated.programme in ("", known.programme)
        and bool(_content(stated))
        and _content(known) == _content(stated)
    )


def may_be_one(known: DossierDraft, stated: DossierDraft) -> bool:
    """The same, where nothing that both state tells them apart."""
    pairs = (
        (known.period, stated.period),
        (known.programme, stated.programme),
        (_content(known), _content(stated)),
    )
    return all(one == other for one, other in pairs if one and other)


def _content(draft: DossierDraft) -> str:
    return plain(draft.text("content"))
