"""What is to be written so that the book says what the files say."""

from collections.abc import Mapping
from dataclasses import dataclass

from ktt_desktop.domain.consolidation.reading import FormKey
from ktt_desktop.domain.consolidation.state import State


@dataclass(frozen=True, slots=True)
class Difference:
    """Những gì phải ghi: uids of organisations, of lists by sheet, keys of forms, uids of work."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    forms: tuple[FormKey, ...]
    forms_gone: tuple[FormKey, ...]
    works: tuple[str, ...]
    works_gone: tuple[str, ...]


def difference(before: State, after: State) -> Difference:
    """From one state to another; a form whose newest file is another one is written too."""
    here, there = before.organisations, after.organisations
    gone = {uid for uid in here if uid not in there}
    return Difference(
        new=tuple(uid for uid in there if uid not in here),
        changed=tuple(uid for uid, row in there.items() if uid in here and here[uid] != row),
        gone=tuple(gone),
        lists={
            name: tuple(
                uid
                for uid in before.lists.get(name, {}).keys() | after.lists.get(name, {}).keys()
                if before.lists.get(name, {}).get(uid) != after.lists.get(name, {}).get(uid)
                and uid not in gone
            )
            for name in before.lists.keys() | after.lists.keys()
        },
        forms=tuple(key for key, form in after.returns.items() if before.returns.get(key) != form),
        forms_gone=tuple(key for key in before.returns if key not in after.returns),
        works=tuple(uid for uid, work in after.works.items() if before.works.get(uid) != work),
        works_gone=tuple(uid for uid in before.works if uid not in after.works),
    )
